"""Axes: what the columns and header rows of one block are, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from forcefoi.sources.replies.draft.looks import kind_of_cell, words_of
from forcefoi.sources.replies.draft.parts import Block


@dataclass
class Axes:
    """What the columns and header rows of one block are. Columns count from 0 in the grid."""

    labels: dict[int, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    # Columns with a header and nothing below it.
    empty: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    ignore: dict[int, str] = field(default_factory=dict)
    # Those left out because they hold fractions, though their header calls them no share or rate.
    fractions: list[int] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    filled: bool = False
    columns: dict[int, dict[str, str]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    section_rows: list[int] = field(default_factory=list)
    # Rows that are a part of another ("of which female"), each with that; whether only their being set in says so.
    parts: dict[int, int] = field(default_factory=dict)
    set_in: bool = False
    # What rows say by themselves that their columns don't, and the dimensions that every row gives so.
    # The year that a column over its quarters or months is headed as.
    years: str = ""
    # The header row whose words were read as what each column counts.
    headed: int | None = None
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    records: bool = False
    # Whether a column or header row gives only a quarter or a month of a year that stands elsewhere.
    in_parts: bool = False
    guesses: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    # The rows of data, kept: they are asked for time and again.
    known: tuple[tuple[tuple[int, ...], ...], list[int]] | None = None

    @property
    def given(self) -> list[str]:
        """The dimensions that columns, header rows and sections give."""
        inside = [name for each in self.columns.values() for name in each]
        names = [
            *self.labels.values(),
            *self.header,
            *self.sections.values(),
            *dict.fromkeys(inside),
            *self.own,
        ]
        return [name for name in names if name not in ("-", "number")]


def data_rows(block: Block, axes: Axes) -> list[int]:
    """The rows that hold something, without repeated headers, sections and parts of other rows."""
    key = (tuple(axes.repeated), tuple(axes.section_rows), tuple(axes.parts))
    if axes.known is None or axes.known[0] != key:
        left_out = {*axes.repeated, *axes.section_rows, *axes.parts}
        cells = block.grid.rows
        found = [
            row
            for row in block.rows
            if row not in left_out
            and any(kind_of_cell(each) != "blank" for each in cells[row][block.left : block.right + 1])
        ]
        axes.known = (key, found)
    return axes.known[1]


def header_words(block: Block, row: int, columns: list[int]) -> dict[int, str]:
    """The words of a header row over some columns; a blank is the same as what lies left of it, where it may be."""
    found: dict[int, str] = {}
    fills = row != block.header[-1] or spans(block, row)
    last = ""
    for column in columns:
        own = block.words(row, column)
        last = own or (last if fills else "")
        found[column] = last
    return found


def spans(block: Block, row: int) -> bool:
    """Whether a cell of this row reaches over more than one column."""
    return any(a == row and right > left for a, left, _, right in block.grid.merged)


def head(block: Block, column: int) -> str:
    """All header words over a column, as one text."""
    return " ".join(text for row in block.header if (text := block.words(row, column)))


def head_under_spans(block: Block, column: int) -> str:
    """The same, with the words of each cell that reaches over the column from its left."""
    spans_over = [
        (top, left) for top, left, _, right in block.grid.merged
        if top in block.header and block.left <= left < column <= right
    ]  # fmt: skip
    over = [text for row, left in spans_over if (text := block.words(row, left))]
    return " ".join([*over, head(block, column)])


def column_words(block: Block, column: int, axes: Axes) -> list[str]:
    """The different words of a column, in order."""
    values = dict.fromkeys(block.value(row, column) for row in data_rows(block, axes))
    return list(dict.fromkeys(map(words_of, values)))
