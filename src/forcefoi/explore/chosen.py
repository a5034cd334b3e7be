"""What is left of a force's page where only some of its figures are looked at: nothing is worked out anew.

A sentence, a row or a caveat stays where it has to do with one of those figures, whole as it is; or with no figure of
the force at all, and then with official counts of one of the classes, or with neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from forcefoi.analysis import Answer, numbers_of
from forcefoi.number import Number

S = TypeVar("S", bound=str)
RECORDED = "~recorded~"


@dataclass(frozen=True)
class Chosen:
    """The ids of a force's figures, those of them that are looked at, and the classes that were chosen."""

    every: frozenset[str]
    kept: frozenset[str]
    classes: tuple[str, ...]

    def has(self, numbers: Iterable[Number]) -> bool:
        """Whether what these numbers stand in is to be shown."""
        numbers = tuple(numbers)
        own = self.every & {name for number in numbers for name in _names(number)}
        if own:
            return bool(own & self.kept)
        official = {code for number in numbers for code in _classes(number)}
        return not official or bool(official & set(self.classes))

    def sentences(self, found: Iterable[S]) -> list[S]:
        """The sentences that are to be shown, as they are."""
        return [each for each in found if self.has(getattr(each, "numbers", ()))]

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table of `analysis` that are to be shown, as they are."""
        kept = [self.has(numbers_of(row).values()) for _, row in table.iterrows()]
        return table.loc[pd.Series(kept, table.index, dtype=bool)].reset_index(drop=True)

    def answer(self, whole: Answer) -> Answer:
        """An answer with the rows that are to be shown, their caveats, and those that belong to no one row."""
        table = self.rows(whole.table)
        named, still = _caveats(whole.table), _caveats(table)
        return replace(
            whole, table=table, caveats=tuple(c for c in whole.caveats if c.id in still or c.id not in named)
        )


def _names(number: Number) -> set[str]:
    return {number.id, *(each.id for each in number.inputs)}


def _classes(number: Number) -> set[str]:
    """The classes that an official count is of, which stand in its id: `kent~recorded~8L+8M~2017-04-01~2018-03-31`."""
    _, found, rest = number.id.partition(RECORDED)
    return set(rest.partition("~")[0].split("+")) if found else set()


def _caveats(table: pd.DataFrame) -> set[str]:
    return {name for names in table["caveats"] for name in names.split()}
