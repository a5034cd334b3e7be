"""Adding: whether the numbers of a row or a column can be the sums of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from forcefoi.bounds import Bounds
from forcefoi.clean.parse_count import parse_count
from forcefoi.clean.squash import squash
from forcefoi.errors import ParseError
from forcefoi.sources.replies.cells import WHOLE
from forcefoi.sources.replies.draft.count_beside import count_beside
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.grid import Value


@lru_cache(maxsize=1_000_000, typed=True)
def bounds_of(value: Value) -> Bounds:
    """What a cell may count; a blank or a dash counts as nought while looking for sums."""
    if isinstance(value, str):
        if WHOLE.fullmatch(value.strip()):
            value = value.strip()[:-2]
        elif found := count_beside(squash(value)):
            value = found.count
    try:
        return parse_count(value, dash=0, blank=0, none=0, unavailable="not held").bounds
    except ParseError:
        return Bounds(0, None)


def adds_up(block: Block, columns: Sequence[int], row: int, of: Sequence[int], sure: bool = False) -> bool:
    """Whether a row can be the sum of rows, in each of some columns. A blank total is none, and is passed over.

    `sure`: only where every number is exact, none of the row is blank, and they are not all nought.
    """
    return _all_add(((block.value(row, c), [block.value(each, c) for each in of]) for c in columns), sure)


def adds_across(
    block: Block, rows: Sequence[int], column: int, of: Sequence[int], sure: bool = False
) -> bool:
    """The same for a column and the columns that it adds up, in each of some rows."""
    return _all_add(((block.value(row, column), [block.value(row, c) for c in of]) for row in rows), sure)


def _all_add(cells: Iterable[tuple[Value, list[Value]]], sure: bool) -> bool:
    told = 0
    for total, values in cells:
        if total in ("", None) and not sure:
            continue
        parts, bounds = _sum(map(bounds_of, values)), bounds_of(total)
        if not parts.meets(bounds) or (sure and not (parts.is_exact and bounds.is_exact)):
            return False
        told += bounds.low
    return told > 0 or not sure


def _sum(parts: Iterable[Bounds]) -> Bounds:
    """Their sum, without the sum of each two on the way: a column has as many as a file has rows."""
    low, high = 0, 0
    unbounded = False
    for each in parts:
        low += each.low
        unbounded = unbounded or each.high is None
        high += each.high or 0
    return Bounds(low, None if unbounded else high)


class Running:
    """The sums of some columns from the first of some rows to each, so that any stretch of them is added in one step.

    `low` has the sum of each row's own numbers, at least.
    """

    def __init__(self, block: Block, columns: Sequence[int], rows: Sequence[int]) -> None:
        cells = [[bounds_of(block.value(row, c)) for row in rows] for c in columns]
        self.low = [sum(each.low for each in row) for row in zip(*cells, strict=True)] or [0] * len(rows)
        self._sums = [list(accumulate((each.low for each in column), initial=0)) for column in cells]
        self._unsure = [
            list(accumulate((not each.is_exact for each in column), initial=0)) for column in cells
        ]

    def is_sum(self, at: int, first: int, end: int) -> bool:
        """What `adds_up` finds, `sure`, of the row at a place and the rows from `first` to before `end`."""
        return self.low[at] > 0 and all(
            unsure[end] == unsure[first]
            and unsure[at + 1] == unsure[at]
            and sums[end] - sums[first] == sums[at + 1] - sums[at]
            for sums, unsure in zip(self._sums, self._unsure, strict=True)
        )
