"""One table of a Word file made a grid: spans, tracked changes, notes, and rows that are hidden or taken out."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.docx_words import (
    MC,
    WRAPS,
    W,
    Words,
    blocks_of,
    chosen,
    is_on,
    words_of,
)
from forcefoi.sources.replies.grid import Grid, Refused, is_blank

MOST_CELLS = 2_000_000


@dataclass
class Cell:
    """A cell: where it begins, how many columns it spans, and what it says."""

    column: int
    wide: int
    down: str
    text: str
    words: Words


@dataclass
class Table:
    """A table: its grid (None where no cell says anything), and what it holds that is no cell's value."""

    grid: Grid | None
    words: Words = field(default_factory=Words)
    inner: list[Element] = field(default_factory=list)


def read_table(
    table: Element, place: str, unseen: frozenset[str], note_of: Callable[[tuple[str, str]], str]
) -> Table:
    """A `w:tbl` as a `Table`; tables and boxes within its cells are `inner`, and still to be read."""
    result = Table(None)
    rows: list[list[Cell]] = []
    hidden: set[int] = set()
    doubts: list[str] = []
    for row in _parts(table, f"{W}tr"):
        cells = _cells(row, unseen, result)
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            result.words.deleted += [cell.text for cell in cells]
            result.words.changed = True
            doubts.append(f"a row was taken out with tracked changes on, before row {len(rows) + 1}")
            continue
        if properties is not None and properties.find(f"{W}ins") is not None:
            result.words.changed = True
            doubts.append(f"row {len(rows) + 1} was put in with tracked changes on")
        mark = properties.find(f"{W}hidden") if properties is not None else None
        if mark is not None and is_on(mark):
            hidden.add(len(rows))
        rows.append(cells)
    _hide_merged(rows, result)
    result.grid = _grid(rows, place, frozenset(hidden), doubts, note_of)
    return result


def _parts(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, through whatever only wraps them."""
    found, todo = [], list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag == tag:
            found.append(element)
        elif element.tag == f"{MC}AlternateContent":
            todo += reversed(chosen(element))
        elif element.tag in WRAPS:
            todo += reversed(element)
    return found


def _cells(row: Element, unseen: frozenset[str], result: Table) -> list[Cell]:
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    cells: list[Cell] = []
    for element in _parts(row, f"{W}tc"):
        properties = element.find(f"{W}tcPr")
        wide, down = 1, ""
        if properties is not None:
            wide = max(_number(properties.find(f"{W}gridSpan"), 1), 1)
            merge = properties.find(f"{W}vMerge")
            if merge is not None:
                down = "first" if merge.get(f"{W}val") == "restart" else "more"
            across = properties.find(f"{W}hMerge")
            if across is not None and across.get(f"{W}val") != "restart" and cells:
                cells[-1].wide += wide
                column += wide
                # What an older Word merged away still has its words.
                result.words.hidden += [_cell_words(element, unseen, result)[0]]
                continue
        text, words = _cell_words(element, unseen, result)
        cells.append(Cell(column, wide, down, text, words))
        column += wide
        if column > limits.COLUMNS:
            raise Refused(
                "too large", "a table in it has too many columns", "ask the force for a workbook or CSV"
            )
    return cells


def _number(element: Element | None, otherwise: int) -> int:
    told = element.get(f"{W}val", "") if element is not None else ""
    return min(int(told), limits.COLUMNS + 1) if told.isascii() and told.isdigit() else otherwise


def _cell_words(cell: Element, unseen: frozenset[str], result: Table) -> tuple[str, Words]:
    lines, all_words = [], Words()
    for block in blocks_of(cell):
        if block.tag != f"{W}p":
            result.inner.append(block)
            continue
        words = words_of(block, unseen)
        lines.append(words.text)
        all_words.take(words)
        all_words.marks += words.marks
        result.inner += words.boxes
    result.words.take(all_words)
    return "\n".join(line.strip() for line in lines if line.strip()), all_words


def _grid(
    rows: list[list[Cell]],
    place: str,
    hidden: frozenset[int],
    doubts: list[str],
    note_of: Callable[[tuple[str, str]], str],
) -> Grid | None:
    if all(is_blank(cell.text) for row in rows for cell in row):
        return None
    wide = max(cell.column + cell.wide for row in rows for cell in row)
    if wide * len(rows) > MOST_CELLS:
        raise Refused(
            "too large", f"its {place} has {len(rows):,} rows", "ask the force for a workbook or CSV"
        )
    values = [[""] * wide for _ in rows]
    notes: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        for cell in row:
            values[at][cell.column] = cell.text
            said = [note_of(mark) for mark in cell.words.marks]
            if any(said):
                notes[at, cell.column] = "\n".join(filter(None, said))
    return Grid(
        place, values, merged=tuple(_merged(rows)), notes=notes, hidden_rows=hidden,
        row_places=tuple(f"row {at}" for at in range(1, len(rows) + 1)),
        doubts=(*doubts, *_doubts(rows, wide)),
    )  # fmt: skip


def _hide_merged(rows: list[list[Cell]], result: Table) -> None:
    """Word shows nothing of a cell that belongs to the one above it; some programs leave words in it."""
    for above, row in itertools.pairwise(rows):
        begun = {cell.column for cell in above if cell.down}
        for cell in row:
            if cell.down == "more" and cell.column in begun and not is_blank(cell.text):
                result.words.hidden.append(cell.text)
                cell.words.hidden.append(cell.text)
                cell.text = ""


def _merged(rows: list[list[Cell]]) -> list[tuple[int, int, int, int]]:
    """Each span, across and down: a cell that says "more" belongs to the one right above it."""
    open_spans: dict[int, list[int]] = {}
    found = []
    for at, row in enumerate(rows):
        above, open_spans = open_spans, {}
        for cell in row:
            span = above.get(cell.column)
            if cell.down == "more" and span is not None and span[3] == cell.column + cell.wide - 1:
                span[2] = at
            else:
                span = [at, cell.column, at, cell.column + cell.wide - 1]
                found.append(span)
            if cell.down:
                open_spans[cell.column] = span
    return [(a, b, c, d) for a, b, c, d in found if (a, b) != (c, d)]


def _doubts(rows: list[list[Cell]], wide: int) -> list[str]:
    doubts = []
    changed = [at for at, row in enumerate(rows, 1) for cell in row if cell.words.changed]
    if changed:
        which = ", ".join(str(at) for at in dict.fromkeys(changed[:10]))
        doubts.append(
            f"cells of it have tracked changes (rows {which}); what is read is the text with them accepted"
        )
    hides = [at for at, row in enumerate(rows, 1) for cell in row if any(map(str.strip, cell.words.hidden))]
    if hides:
        which = ", ".join(str(at) for at in dict.fromkeys(hides[:10]))
        doubts.append(f"cells of it hold hidden text that is left out (rows {which})")
    short = [at for at, row in enumerate(rows, 1) if row and row[-1].column + row[-1].wide != wide]
    if short:
        which = ", ".join(map(str, short[:10]))
        doubts.append(
            f"not every row reaches its last column (rows {which}): values may stand in the wrong one"
        )
    return doubts
