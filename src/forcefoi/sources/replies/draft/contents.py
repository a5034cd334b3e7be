"""Contents: a table that lists the other sheets or tables of its file, and holds nothing of the answer."""

from __future__ import annotations

import re

from forcefoi.sources.replies.draft.looks import kind_of_cell
from forcefoi.sources.replies.draft.parts import Block

SHEET = re.compile(
    r"(?:work)?(?:sheet|table|tab|figure|chart|annex|appendix)[ _-]?(?:name|no\.?|number)?[ _-]?[a-z]{0,2}[0-9]*[a-z]?"
    r"|(?:index|contents?|cover|notes?|user guide)",
    re.IGNORECASE,
)
TITLE = re.compile(r"title|description|contents?|name|link", re.IGNORECASE)


def lists_tables(block: Block) -> bool:
    """Whether a table has a sheet's or a table's name in each row and its title beside it, and no number in between.

    >>> from forcefoi.sources.replies.grid import Grid
    >>> rows = [["Sheet", "Title"], ["Table 1", "Crimes by year"], ["Table 2", "Crimes by force"]]
    >>> lists_tables(Block(Grid("sheet 'Index'", rows), (0,), 1, 2, 0, 1))
    True
    """
    rows = [[block.words(row, column) for column in block.columns] for row in block.rows]
    rows = [row for row in rows if any(row)]
    if any(kind_of_cell(value) == "number" for row in block.rows for value in block.grid.rows[row]):
        return False
    for at, column in enumerate(block.columns):
        names = [row[at] for row in rows if row[at]]
        if len(names) < 2 or 3 * sum(bool(SHEET.fullmatch(name)) for name in names) < 2 * len(names):
            continue
        heads = [block.words(row, each) for row in block.header for each in block.columns if each != column]
        titled = any(TITLE.search(text) for text in heads)
        long = [row for row in rows if any(len(text) > 2 * len(row[at]) for text in row)]
        return titled or 2 * len(long) > len(rows)
    return False
