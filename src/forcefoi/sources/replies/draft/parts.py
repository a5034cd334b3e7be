"""Parts: what drafting hands from one step to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forcefoi.clean.count import Count
from forcefoi.sources.replies.draft.looks import kind_of_cell, words_of
from forcefoi.sources.replies.grid import Grid, Value, column_name


@dataclass(frozen=True)
class Block:
    """One table on a grid. Rows and columns count from 0 inside the grid; the last of each is included.

    `header` are its header rows; `first` to `last` everything below them: data, totals, sections, blank rows.
    `above` are the texts over it, nearest last; `below` those under it. `doubtful` says that its header may be a row of
    the table before it.
    """

    grid: Grid
    header: tuple[int, ...]
    first: int
    last: int
    left: int
    right: int
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def rows(self) -> range:
        """Its rows below the header."""
        return range(self.first, self.last + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)

    def value(self, row: int, column: int) -> Value:
        """One cell."""
        return self.grid.rows[row][column]

    def kind(self, row: int, column: int) -> str:
        """What one cell looks like."""
        return kind_of_cell(self.grid.rows[row][column])

    def words(self, row: int, column: int) -> str:
        """One cell as text."""
        return words_of(self.grid.rows[row][column])

    def letters(self, column: int) -> str:
        """A column's letters, as in the file."""
        return column_name(column + self.grid.first_column)

    def number(self, row: int) -> int:
        """A row's number, as in the file."""
        return row + self.grid.first_row

    @property
    def range(self) -> str:
        """Its cells, header and all, as a reading writes them: `A4:G20`."""
        top = self.header[0] if self.header else self.first
        first, last = self.letters(self.left), self.letters(self.right)
        return f"{first}{self.number(top)}:{last}{self.number(self.last)}"


@dataclass(frozen=True)
class Source:
    """What is known of a table beside its cells: the file, the words of the reply, its day, and its files."""

    file: str
    texts: tuple[str, ...] = ()
    received: date | None = None
    files: tuple[str, ...] = ()


def near_texts(block: Block) -> list[str]:
    """The words in and around a table: titles, notes, headers, the name of its place."""
    heads = [block.words(row, column) for row in block.header for column in block.columns]
    return [*block.above, *block.below, *heads, block.grid.place]


@dataclass
class Sketch:
    """The draft of one table: its entry, the guesses in it, what only a person can say, and what it would give."""

    id: str
    file: str
    block: Block
    entry: dict[str, Any]
    guesses: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, ...], Count] = field(default_factory=dict)

    @property
    def dimensions(self) -> set[str]:
        """The dimensions that its labels and headers give."""
        entry = self.entry
        names = [
            *entry.get("labels", {}).values(),
            *entry.get("header", ()),
            *entry.get("sections", {}).values(),
        ]
        names += [
            name for key in ("columns", "rows") for each in entry.get(key, {}).values() for name in each
        ]
        return {name for name in names if name not in ("-", "number")}

    def guess(self, text: str, entry: str = "") -> None:
        """Note a guess, beside the entry it made."""
        self.guesses.append(f"{self.id}: {text}")
        if entry:
            self.comments[entry] = text

    def ask(self, text: str) -> None:
        """Note what only a person can say."""
        if f"{self.id}: {text}" not in self.questions:
            self.questions.append(f"{self.id}: {text}")


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Whole numbers as runs, first and last of each.

    >>> runs([5, 6, 7, 9])
    [(5, 7), (9, 9)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def row_ranges(block: Block, rows: list[int]) -> list[str]:
    """Rows as a reading writes them: `5:19`."""
    return [f"{a}:{b}" if a != b else str(a) for a, b in runs([block.number(row) for row in rows])]


def column_ranges(block: Block, columns: list[int]) -> list[str]:
    """Columns as a reading writes them: `C:G`."""
    return [
        f"{block.letters(a)}:{block.letters(b)}" if a != b else block.letters(a) for a, b in runs(columns)
    ]
