"""Block lines: records of a letter or a mail that stand as blocks of `Label: value` lines."""

from __future__ import annotations

from collections import Counter

from forcefoi.clean.squash import fold
from forcefoi.sources.replies.blocks import rows_of_blocks
from forcefoi.sources.replies.draft.looks import kind_of_cell, words_of
from forcefoi.sources.replies.grid import Grid


def as_blocks(grid: Grid) -> tuple[Grid, str] | None:
    """Lines that are blocks as a grid with a row for each, and the range they lie in; None where they are none.

    They are where labels come again and words stand behind one of them, as "Offence: Harassment" does: lines of labels
    and counts alone are a table as they stand.

    >>> lines = [["Offence", "8L"], ["2017/18", 5], ["Offence", "8Q"], ["2017/18", 6], ["Tel", "101"]]
    >>> found, where = as_blocks(Grid("lines, labels", lines))
    >>> found.rows, where
    ([['Offence', '2017/18'], ['8L', 5], ['8Q', 6]], 'A1:B4')
    """
    if not grid.place.endswith("labels") or grid.shape[1] != 2:
        return None
    keys = [fold(words_of(row[0])) if kind_of_cell(row[1]) != "blank" else "" for row in grid.rows]
    often = Counter(keys)
    again = [at for at, key in enumerate(keys) if key and often[key] > 1]
    words = {keys[at] for at in again if kind_of_cell(grid.rows[at][1]) in ("text", "window", "date")}
    if not words or len({keys[at] for at in again}) < 2:
        return None
    top, bottom = again[0], again[-1]
    while top and keys[top - 1] == "" and kind_of_cell(grid.rows[top - 1][0]) != "blank":
        top -= 1
    found = rows_of_blocks(grid, top, bottom)
    return found, f"{grid.name(top, 0)}:{grid.name(bottom, 1)}"
