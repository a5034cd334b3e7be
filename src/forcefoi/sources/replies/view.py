"""One table of a reading as one sheet of rows, from the one or more places it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forcefoi.errors import Problem, nearest
from forcefoi.sources.replies.blocks import rows_of_blocks
from forcefoi.sources.replies.grid import Document, Grid, Value, is_blank
from forcefoi.sources.replies.read_reply import range_of
from forcefoi.sources.replies.reading import Table


@dataclass(frozen=True)
class Piece:
    """A part of a grid: rows and columns counted from 0 inside it, the last ones included."""

    grid: Grid
    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1


@dataclass(frozen=True)
class View:
    """The rows of a table as its reading counts them.

    A table in one place has the rows and columns of its file. In several places stacked, rows count on from the first
    piece's first; beside, columns count on from the first piece's last.
    """

    rows: Sequence[Sequence[Value]]
    first_row: int
    first_column: int
    origin: tuple[tuple[Piece, int, int], ...]
    beside: bool = False

    @property
    def columns(self) -> range:
        """The numbers of its columns; A is 1."""
        return range(self.first_column, self.first_column + (len(self.rows[0]) if self.rows else 0))

    def where(self, row: int, column: int) -> str:
        """Where a cell of it stands in the file."""
        piece, at, across = self._find(row, column)
        return piece.grid.cell(at, across)

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; one inside a merged span has that of the span's first cell."""
        value = self.rows[row - self.first_row][column - self.first_column]
        if not is_blank(value):
            return value
        piece, at, across = self._find(row, column)
        for top, left, bottom, right in piece.grid.merged:
            if top <= at <= bottom and left <= across <= right:
                return piece.grid.rows[top][left]
        return value

    def _find(self, row: int, column: int) -> tuple[Piece, int, int]:
        for piece, row_shift, column_shift in reversed(self.origin):
            at, across = row - row_shift, column - column_shift
            if at >= piece.top and across >= piece.left:
                return piece, at, across
        raise AssertionError(f"no piece holds row {row}, column {column}")


def pieces_of(table: Table, document: Document, shown: str) -> tuple[list[Piece], list[Problem]]:
    """The pieces that a table names, with a problem for each that is not there or that may not be read so."""
    pieces, problems = [], []
    for at, place in enumerate(table.places):
        grid = document.find(place)
        if grid is None:
            places = [each.place for each in document.grids]
            problems.append(
                Problem(shown, f"[[tables]] {table.id}: {document.name} has no such place", value=place,
                        allowed=", ".join(places[:20]) or "nothing: no table was found in it",
                        nearest=nearest(place, places))
            )  # fmt: skip
            continue
        if grid.hidden and table.hidden != "use":
            why = f"[[tables]] {table.id}: this sheet is {grid.hidden}"
            todo = 'hidden = "use" says that it is meant all the same'
            problems.append(Problem(shown, why, value=place, todo=todo))
            continue
        text = table.ranges[at if len(table.ranges) > 1 else 0] if table.ranges else ""
        piece = _piece(grid, text)
        if piece is None:
            why = f"[[tables]] {table.id}: the range lies outside {place}"
            problems.append(Problem(shown, why, value=text, allowed=_extent(grid)))
            continue
        if table.pieces == "blocks":
            blocks = rows_of_blocks(grid, piece.top, piece.bottom)
            piece = Piece(blocks, 0, blocks.shape[0] - 1, 0, blocks.shape[1] - 1)
        pieces.append(piece)
    return pieces, problems


def _extent(grid: Grid) -> str:
    height, width = grid.shape
    return (
        f"{grid.name(0, 0)}:{grid.name(height - 1, width - 1)}" if height and width else "the place is empty"
    )


def _piece(grid: Grid, text: str) -> Piece | None:
    height, width = grid.shape
    left, top, right, bottom = range_of(text) if text else (None, None, None, None)
    piece = Piece(
        grid,
        0 if top is None else top - grid.first_row,
        height - 1 if bottom is None else bottom - grid.first_row,
        0 if left is None else left - grid.first_column,
        width - 1 if right is None else right - grid.first_column,
    )
    if piece.top < 0 or piece.left < 0 or piece.bottom < piece.top or piece.right < piece.left:
        return None
    return piece if piece.bottom < height and piece.right < width else None


def make_view(table: Table, pieces: list[Piece]) -> View | Problem:
    """The pieces as one table, or why they don't fit together."""
    first = pieces[0]
    start_row, start_column = first.top + first.grid.first_row, first.left + first.grid.first_column
    if table.pieces == "beside":
        return _beside(table, pieces, start_row, start_column)
    rows: list[Sequence[Value]] = []
    origin = []
    for number, piece in enumerate(pieces):
        if piece.right - piece.left != first.right - first.left:
            why = f"[[tables]] {table.id}: the pieces have not the same number of columns"
            return Problem(table.file, why, value=piece.grid.place, todo="give each a range of its own")
        if number and table.header_on == "each":
            piece = replace(piece, top=piece.top + len(table.header))
        origin.append((piece, start_row + len(rows) - piece.top, start_column - piece.left))
        rows += [row[piece.left : piece.right + 1] for row in piece.grid.rows[piece.top : piece.bottom + 1]]
    return View(rows, start_row, start_column, tuple(origin))


def _beside(table: Table, pieces: list[Piece], start_row: int, start_column: int) -> View | Problem:
    """Bands of one wide sheet: row by row beside each other. Each begins with the row number that joins them."""
    first = pieces[0]
    rows = [list(row[first.left : first.right + 1]) for row in first.grid.rows[first.top : first.bottom + 1]]
    origin = [(first, start_row - first.top, start_column - first.left)]
    keys = [row[0] for row in rows]
    for piece in pieces[1:]:
        part = [row[piece.left : piece.right + 1] for row in piece.grid.rows[piece.top : piece.bottom + 1]]
        if [row[0] for row in part] != keys:
            why = f"[[tables]] {table.id}: the bands don't have the same row numbers in their first column"
            return Problem(
                table.file, why, value=piece.grid.place, todo="correct the ranges, or read it by hand"
            )
        origin.append((piece, start_row - piece.top, start_column + len(rows[0]) - piece.left - 1))
        for row, more in zip(rows, part, strict=True):
            row += more[1:]
    # The joining column is not repeated: a band's own columns begin one further right.
    fixed = [origin[0], *((replace(p, left=p.left + 1), r, c) for p, r, c in origin[1:])]
    return View(rows, start_row, start_column, tuple(fixed), beside=True)
