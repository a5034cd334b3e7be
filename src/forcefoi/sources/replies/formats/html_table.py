"""One table of a web page while it is read: rows and cells, and which of them span others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Grid, Refused, is_blank

# What a page may make of a few bytes by saying that a cell spans many.
MOST_CELLS = 5_000_000


@dataclass
class _Cell:
    down: int
    right: int
    hidden: bool
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = (line.strip(" \t\r\f\xa0") for line in "".join(self.words).split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass
class _Row:
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


class HtmlTable:
    """The cells of a table as they come; `grid` gives them in rows of one length."""

    def __init__(self, number: int, is_hidden: bool) -> None:
        self.number, self.is_hidden = number, is_hidden
        self.rows: list[_Row] = []
        self.cell: _Cell | None = None
        self.hidden_words: list[str] = []

    @property
    def is_in_cell(self) -> bool:
        """Whether what is read now stands in a cell."""
        return self.cell is not None

    @property
    def hides(self) -> bool:
        """Whether what lies in the cell that is open can't be seen."""
        in_row = bool(self.rows) and self.rows[-1].hidden
        return self.is_hidden or in_row or (self.cell is not None and self.cell.hidden)

    def start_row(self, hidden: bool) -> None:
        """A row begins, whether or not the one before it was closed."""
        self.cell = None
        self.rows.append(_Row(hidden))

    def start_cell(self, rowspan: str, colspan: str, hidden: bool) -> None:
        """A cell begins, in a row of its own where none was opened."""
        if not self.rows:
            self.start_row(False)
        self.cell = _Cell(_span(rowspan, 65_534, 0), _span(colspan, 1_000, 1), hidden)
        self.rows[-1].cells.append(self.cell)

    def end_cell(self) -> None:
        """The cell ends."""
        self.cell = None

    def add(self, words: str) -> None:
        """Words of the cell that is open."""
        assert self.cell is not None
        self.cell.words.append(words)

    def end(self) -> None:
        """The table ends, and with it a cell left open."""
        self.cell = None

    def grid(self, doubts: tuple[str, ...] = ()) -> Grid | None:
        """The table as a grid, or None where no cell of it has words: pages use tables to lay things out."""
        placed = self._placed()
        texts = {place: cell.text for place, cell in placed.items()}
        if all(map(is_blank, texts.values())):
            return None
        wide = max(column + cell.right for (_, column), cell in placed.items())
        self._check(wide)
        rows = [[""] * wide for _ in self.rows]
        merged = []
        for (row, column), cell in placed.items():
            rows[row][column] = texts[row, column]
            if cell.down > 1 or cell.right > 1:
                merged.append((row, column, row + cell.down - 1, column + cell.right - 1))
        hidden_rows = frozenset(at for at, row in enumerate(self.rows) if row.hidden)
        return Grid(
            f"table {self.number}", rows, hidden="hidden" if self.is_hidden else "", hidden_rows=hidden_rows,
            merged=tuple(merged), row_places=tuple(f"row {at}" for at in range(1, len(rows) + 1)),
            doubts=doubts,
        )  # fmt: skip

    def _placed(self) -> dict[tuple[int, int], _Cell]:
        """Where each cell lies, once those above it that span several rows have taken their room."""
        placed: dict[tuple[int, int], _Cell] = {}
        busy: dict[int, int] = {}  # column → the first row that is free in it again
        for at, row in enumerate(self.rows):
            column = 0
            for cell in row.cells:
                if cell.hidden:
                    # A browser closes the gap that a hidden cell leaves.
                    self.hidden_words.append(cell.text)
                    continue
                while busy.get(column, 0) > at:
                    column += 1
                # 0 means "to the end of the table"; no span leads beyond it.
                cell.down = min(cell.down or len(self.rows), len(self.rows) - at)
                placed[at, column] = cell
                self._check(column + cell.right)
                for each in range(column, column + cell.right):
                    busy[each] = at + cell.down
                column += cell.right
        return placed

    def _check(self, wide: int) -> None:
        if wide > limits.COLUMNS or wide * len(self.rows) > MOST_CELLS:
            raise Refused(
                "too large", f"its table {self.number} has {len(self.rows):,} rows and {wide:,} columns or more",
                "ask the force for a workbook or CSV",
            )  # fmt: skip


def _span(told: str, most: int, nothing: int) -> int:
    """How many a cell spans; what is no number, or missing, is 1, and `nothing` is what 0 means."""
    digits = re.match(r"\s*(\d{1,7})", told)
    if digits is None:
        return 1
    return min(int(digits[1]), most) or nothing
