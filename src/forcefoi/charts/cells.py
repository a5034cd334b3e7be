"""One cell of a table: whether it is a number, whether it is missing and by which mark, and its text."""

from __future__ import annotations

import numbers
import re
from collections.abc import Callable
from datetime import date, datetime

import pandas as pd

from forcefoi.shorthand import NOT_AVAILABLE, Missing
from forcefoi.told import Sentence, Told
from forcefoi.windows import long_date

# How to write a number or another value: a format such as ",.1f" or ".0%", or a function that gives the text.
Format = str | Callable[[object], str]
PRINTED = re.compile(r"[−+]?[\d,.]+%?")


def is_number(column: pd.Series) -> bool:
    """Whether what stands in a column are numbers, apart from what is missing."""
    kept = [value for value in column if not is_missing(value)]
    return bool(kept) and all(is_printed(v) or isinstance(v, numbers.Real) and not is_bool(v) for v in kept)


def is_printed(value: object) -> bool:
    """A number that opens, and nothing beside it."""
    return isinstance(value, Told | Sentence) and bool(PRINTED.fullmatch(str(value)))


def is_bool(value: object) -> bool:
    """Whether a cell is a yes or a no, of Python's or of numpy's."""
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")


def is_missing(value: object) -> bool:
    """NA, NaN, NaT, None, a text without a letter in it, and a mark."""
    if isinstance(value, Missing) or (isinstance(value, str) and not value.strip()):
        return True
    found = pd.isna(value)  # type: ignore[call-overload]  # of whatever is no scalar it says an array
    return bool(found) if is_bool(found) else False


def mark_of(value: object, column: Missing | None) -> Missing:
    """The mark of a missing value: its own, else its column's, else `[x]`."""
    return value if isinstance(value, Missing) else column or NOT_AVAILABLE


def text_of(value: object, how: Format = "") -> str:
    """A value as people read it, by `how` or by its kind."""
    if callable(how):
        return str(how(value))
    if how:
        return format(value, how).replace("-", "−") if isinstance(value, numbers.Real) else format(value, how)
    if is_bool(value):
        return "Yes" if value else "No"
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, numbers.Real):
        return f"{float(value):,.2f}".replace("-", "−")
    if isinstance(value, datetime):
        at = "" if (value.hour, value.minute, value.second) == (0, 0, 0) else f", {value:%H:%M}"
        return long_date(value.date()) + at
    if isinstance(value, date):
        return long_date(value)
    return str(value)
