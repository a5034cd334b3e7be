"""Each: one parser over a whole series, every different value read once, every bad row named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from forcefoi.errors import ParseError, shown

T = TypeVar("T")
MOST_SHOWN = 10


class ParseErrors(ParseError):
    """Cells of one series that are not what they should be. `bad` holds each row's label and error.

    >>> print(ParseErrors([(7, ParseError("count", "75%", "a percentage is not a count"))]))
    1 cell can't be read:
      row 7: '75%' is not a count: a percentage is not a count
    """

    def __init__(self, bad: Iterable[tuple[object, ParseError]]) -> None:
        self.bad = list(bad)
        first = self.bad[0][1]
        super().__init__(first.wanted, first.read, first.why, first.allowed, first.nearest)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.bad,)

    def __str__(self) -> str:
        many = len(self.bad)
        lines = [f"{many:,} cell{'s' * (many > 1)} can't be read:"]
        lines += [f"  row {shown(label)}: {error}" for label, error in self.bad[:MOST_SHOWN]]
        if many > MOST_SHOWN:
            lines.append(f"  and {many - MOST_SHOWN:,} more")
        return "\n".join(lines)


def each(series: pd.Series, parse: Callable[[Any], T]) -> tuple[np.ndarray, list[T]]:
    """`parse` of every different value, once; answers with codes and answers: row i has `answers[codes[i]]`.

    Raises ParseErrors that names every row whose value `parse` refuses.

    >>> codes, answers = each(pd.Series(["1", "2", "1"]), int)
    >>> [answers[code] for code in codes]
    [1, 2, 1]
    """
    codes, values = _different(series)
    answers: list[Any] = []
    refused: dict[int, ParseError] = {}
    for at, value in enumerate(values):
        try:
            answers.append(parse(value))
        except ParseError as error:
            answers.append(None)
            refused[at] = error
    if refused:
        raise ParseErrors(
            (label, refused[code]) for label, code in zip(series.index, codes, strict=True) if code in refused
        )
    return codes, answers


def each_text(series: pd.Series, parse: Callable[[Any], str]) -> pd.Series:
    """`parse` of every value, as a series of dtype `string` with the same index and name.

    >>> each_text(pd.Series(["a", "b"]), str.upper).tolist()
    ['A', 'B']
    """
    codes, answers = each(series, parse)
    return pd.Series(spread(codes, answers, "string"), index=series.index, name=series.name)


def spread(codes: np.ndarray, answers: list[Any], dtype: str) -> pd.api.extensions.ExtensionArray:
    """The answer of every row, as an array of `dtype`.

    >>> spread(np.array([0, 1, 0]), [5, None], "Int64").tolist()
    [5, <NA>, 5]
    """
    return array_of(answers, dtype).take(codes)


def array_of(values: Iterable[Any], dtype: str) -> pd.api.extensions.ExtensionArray:
    """Values as an array of a dtype that is named.

    >>> array_of([5, None], "Int64").tolist()
    [5, <NA>]
    """
    # pandas-stubs know `pd.array` only with a dtype that is written out in the call.
    array: pd.api.extensions.ExtensionArray = pd.array(list(values), dtype=dtype)  # type: ignore[call-overload]
    return array


def _different(series: pd.Series) -> tuple[np.ndarray, list[Any]]:
    if series.dtype != object:
        codes, different = pd.factorize(series, use_na_sentinel=False)
        return codes, list(different)
    # To Python 1, 1.0 and True are one value; to a parser they are three. So the type is part of the key.
    known: dict[object, int] = {}
    codes = np.empty(len(series), dtype=np.intp)
    values: list[Any] = []
    for row, value in enumerate(series):
        try:
            at = known.setdefault((type(value), value), len(values))
        except TypeError:  # a list in a cell has no hash: it is read by itself
            at = len(values)
        if at == len(values):
            values.append(value)
        codes[row] = at
    return codes, values
