"""What any file of a reply is made into: a `Document` of `Grid`s, texts and notices. No format is known here."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

Value = (
    str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)

# What became of a file. Only `read` has grids or texts.
STATUSES = (
    "read",
    "encrypted",
    "scanned",
    "old format",
    "damaged",
    "too large",
    "wrong extension",
    "not supported",
)


@runtime_checkable
class Combining(Protocol):
    """Rows that are held by column, and counted faster than one by one."""

    def combinations(self, columns: Sequence[int], first: int, last: int) -> Counter[tuple[Value, ...]]:
        """How often each combination of values stands in these columns from the first row to the last."""
        ...


@dataclass(frozen=True)
class Grid:
    """One table as it lies in a file: a sheet, a table of a page, the lines of a text.

    Rows and columns are counted from 0 inside `rows`; `cell` names them as a person finds them in the file.

    place
        Where it is in its file, the way a reading names it: `sheet 'Data'`, `page 2, table 1`, `pages 2-61, table 1`,
        `table 3`, `lines`, `lines, table 2`.
    rows
        A sequence of rows of one length; a blank cell is `""`. Numbers are numbers, dates are dates, and an error of
        Excel is its text (`#REF!`). May be lazy (`Combining`).
    hidden
        `""`, `hidden` or `very hidden`: the whole grid.
    merged
        `(first row, first column, last row, last column)` of each span; its value is in the first cell alone.
    formulas
        The formula of each cell that has one; what is in `rows` is the value last saved.
    notes
        The comment of each cell that has one.
    row_places
        What names each row where a sheet's row numbers don't: `page 3, row 12`. Empty where they do.
    heading
        The lines right above the table and outside of it, from the top: what a letter says the table is of. A sheet
        has none, since all that is on it is in its rows.
    doubts
        What the reader of the format could not be sure of, one sentence each, to be told with every figure taken from
        here: numbers near the table that lie in no cell, a row that was cut by a page's end and joined.
    """

    place: str
    rows: Sequence[Sequence[Value]]
    first_row: int = 1
    first_column: int = 1
    hidden: str = ""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    row_places: Sequence[str] = ()
    heading: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        return len(self.rows), len(self.rows[0]) if len(self.rows) else 0

    def cell(self, row: int, column: int) -> str:
        """A cell's name, as a person finds it: `sheet 'Data', cell B4` or `page 3, row 12, column 2`.

        >>> Grid("sheet 'Data'", [["a", 1]], first_row=4).cell(0, 1)
        "sheet 'Data', cell B4"
        """
        if self.row_places:
            return f"{self.place}, {self.row_places[row]}, column {column + 1}"
        return f"{self.place}, cell {self.name(row, column)}"

    def name(self, row: int, column: int) -> str:
        """A cell's name inside its grid: `B4`."""
        return f"{column_name(column + self.first_column)}{row + self.first_row}"

    def row(self, row: int) -> str:
        """A row's name: `sheet 'Data', row 4`."""
        return (
            f"{self.place}, {self.row_places[row]}"
            if self.row_places
            else f"{self.place}, row {row + self.first_row}"
        )


@dataclass(frozen=True)
class Text:
    """Words that are in no grid: a page, a letter, a header of a mail, a property, a comment."""

    place: str
    text: str
    hidden: bool = False


@dataclass(frozen=True)
class Notice:
    """Something a person must know of a file: a hidden sheet, a filter left on, a macro, a link to another file.

    `kind` is a few words that stay the same (`hidden sheet`, `hidden rows`, `hidden columns`, `filter`, `comments`,
    `macros`, `external link`, `formulas`, `protected sheet`, `scanned page`, `inline image`, `tracked changes`,
    `left out`); `what` says what is there and never what it holds.
    """

    kind: str
    place: str
    what: str


@dataclass(frozen=True)
class Document:
    """One file, opened; or why it was not.

    `name` is the path a person knows it by; a file in another one has both: `letter.eml/attachment.xlsx`. Where
    `status` is not `read`, `why` says what was found and `todo` what to do next.
    """

    name: str
    kind: str
    status: str = "read"
    why: str = ""
    todo: str = ""
    grids: tuple[Grid, ...] = ()
    texts: tuple[Text, ...] = ()
    notices: tuple[Notice, ...] = ()
    members: tuple[Document, ...] = ()

    def walk(self) -> Iterator[Document]:
        """This document and each one inside it."""
        yield self
        for member in self.members:
            yield from member.walk()

    def find(self, place: str) -> Grid | None:
        """The grid that lies at `place`, or None."""
        return next((grid for grid in self.grids if grid.place == place), None)


class Refused(Exception):
    """A reader's word for a file that it will not or can't read; `opening.read` makes it a Document's status."""

    def __init__(self, status: str, why: str, todo: str) -> None:
        assert status in STATUSES and status != "read", status
        self.status, self.why, self.todo = status, why, todo
        super().__init__(why)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.status, self.why, self.todo)


@dataclass(frozen=True)
class Opened:
    """What the reader of a container gives: the document, and the files in it that are still to be opened."""

    document: Document
    files: tuple[tuple[str, bytes], ...] = ()


def combinations(grid: Grid, columns: Sequence[int], first: int, last: int) -> Counter[tuple[Value, ...]]:
    """How often each combination of values stands in some columns, in rows `first` to `last` (both included).

    >>> combinations(Grid("lines", [["a", "x"], ["a", "y"], ["a", "x"]]), [0, 1], 0, 2)
    Counter({('a', 'x'): 2, ('a', 'y'): 1})
    """
    rows = grid.rows
    if isinstance(rows, Combining):
        return rows.combinations(columns, first, last)
    part = rows[first : last + 1]
    return Counter(zip(*([row[column] for row in part] for column in columns), strict=True))


def is_blank(value: Value) -> bool:
    """Whether a cell has nothing in it that a person sees. `0` and `-` are not blank."""
    return value is None or (isinstance(value, str) and not value.strip(" \t\r\n\xa0\u200b\ufeff"))


def column_name(number: int) -> str:
    """The letters of a sheet's column; the first is 1.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a sheet's column from its letters; A is 1.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
