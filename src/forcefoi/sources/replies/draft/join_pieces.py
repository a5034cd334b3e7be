"""Join pieces: a table of a letter that was cut in two, the second piece without a header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from forcefoi.sources.replies.draft.looks import NUMBERS, kind_of_cell
from forcefoi.sources.replies.draft.split import split
from forcefoi.sources.replies.grid import Grid

# Where a table can be cut by a page or an empty line: places that are no sheet.
CUT = ("table ", "page", "pages ")


def join_pieces(grids: Sequence[Grid], is_value: Callable[[str], bool]) -> list[tuple[Grid, tuple[str, ...]]]:
    """Grids, each with the places it lies in: one that goes on from the one before it, row by row, is joined to it.

    It goes on where nothing stands between the two, it has as many columns, its first row is data and no header, and
    both together are one table from the first row to the last.
    """
    found: list[tuple[Grid, tuple[str, ...]]] = []
    for grid in grids:
        if found and (both := _joined(found[-1][0], grid, is_value)):
            found[-1] = (both, (*found[-1][1], grid.place))
        else:
            found.append((grid, (grid.place,)))
    return found


def _joined(before: Grid, grid: Grid, is_value: Callable[[str], bool]) -> Grid | None:
    if not (before.place.startswith(CUT) and grid.place.startswith(CUT)) or grid.heading or grid.hidden:
        return None
    if before.shape[1] != grid.shape[1] or not grid.shape[0] or before.hidden:
        return None
    if any((each.merged or each.notes or each.formulas or each.hidden_rows) for each in (before, grid)):
        return None
    if not _goes_on(before.rows[-1], grid.rows[0]):
        return None
    both = replace(
        before,
        rows=[*map(tuple, before.rows), *map(tuple, grid.rows)],
        row_places=[*_places(before), *(f"{grid.place}, {place}" for place in _places(grid))],
        doubts=(*before.doubts, *grid.doubts),
    )
    blocks = split(both, is_value)
    whole = len(blocks) == 1 and blocks[0].header == (0,) and blocks[0].last == len(both.rows) - 1
    return both if whole and len(blocks[0].columns) == both.shape[1] else None


def _places(grid: Grid) -> list[str]:
    return list(grid.row_places) or [f"row {at + grid.first_row}" for at in range(len(grid.rows))]


def _goes_on(last: Sequence[object], first: Sequence[object]) -> bool:
    """Whether a row has counts in the same columns as the one before it, and words in the same."""
    kinds = [[kind_of_cell(value) in NUMBERS for value in row] for row in (last, first)]
    return kinds[0] == kinds[1] and any(kinds[0]) and not kinds[0][0]
