"""Adding: whether the numbers of a row or a column can be the sums of others."""

from __future__ import annotations

from collections.abc import Sequence

from forcefoi.bounds import Bounds
from forcefoi.clean.parse_count import parse_count
from forcefoi.errors import ParseError
from forcefoi.sources.replies.cells import WHOLE
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.grid import Value

NOUGHT = Bounds.exactly(0)


def bounds_of(value: Value) -> Bounds:
    """What a cell may count; a blank or a dash counts as nought while looking for sums."""
    if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
        value = value.strip()[:-2]
    try:
        return parse_count(value, dash=0, blank=0, none=0, unavailable="not held").bounds
    except ParseError:
        return Bounds(0, None)


def adds_up(block: Block, columns: Sequence[int], row: int, of: Sequence[int], sure: bool = False) -> bool:
    """Whether a row can be the sum of rows, in each of some columns. A blank total is none, and is passed over.

    `sure`: only where every number is exact, none of the row is blank, and they are not all nought.
    """
    cells = [(block.value(row, c), [block.value(each, c) for each in of]) for c in columns]
    return _all_add(cells, sure)


def adds_across(
    block: Block, rows: Sequence[int], column: int, of: Sequence[int], sure: bool = False
) -> bool:
    """The same for a column and the columns that it adds up, in each of some rows."""
    cells = [(block.value(row, column), [block.value(row, c) for c in of]) for row in rows]
    return _all_add(cells, sure)


def _all_add(cells: list[tuple[Value, list[Value]]], sure: bool) -> bool:
    told = 0
    for total, values in cells:
        if total in ("", None) and not sure:
            continue
        parts, bounds = sum(map(bounds_of, values), NOUGHT), bounds_of(total)
        if not parts.meets(bounds) or (sure and not (parts.is_exact and bounds.is_exact)):
            return False
        told += bounds.low
    return told > 0 or not sure
