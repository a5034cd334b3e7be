"""A sheet's cells and what the file says of them, as a Grid and the notices that go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.sheet_cells import Cells, trim
from forcefoi.sources.replies.formats.sheet_scan import Seen
from forcefoi.sources.replies.formats.sheet_zip import damaged
from forcefoi.sources.replies.grid import Grid, Notice, Text, column_name

# So many names of cells or rows stand in a sentence.
NAMED = 5


@dataclass
class Told:
    """What a file says of one sheet beside its values; notes by row and column counted from 1."""

    seen: Seen = field(default_factory=Seen)
    filtered: bool = False
    waits: bool = False
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    drawn: str = ""
    doubts: tuple[str, ...] = ()


def place_name(cells: Cells) -> str:
    """A sheet as `place` in a reading names it."""
    return f"sheet '{cells.name}'"


def cell_name(row: int, column: int) -> str:
    """A cell's name, of a row and column counted from 1: `B4`."""
    return f"{column_name(column)}{row}"


def grid_of(cells: Cells, told: Told) -> Grid:
    """The grid of a sheet. Errors, which the reader of cells leaves blank, are put back into its rows."""
    seen = told.seen
    lost = _put_back(cells, seen)
    trim(cells.rows)
    width = len(cells.rows[0]) if cells.rows else 0
    bottom = cells.first_row + len(cells.rows)
    return Grid(
        place_name(cells),
        cells.rows,
        cells.first_row,
        cells.first_column,
        cells.hidden,
        frozenset(row - cells.first_row for row in seen.hidden_rows if cells.first_row <= row < bottom),
        frozenset(_hidden_columns(seen, cells.first_column, width)),
        _merged(cells, seen),
        {inside: text for place, text in seen.formulas.items() if (inside := cells.at(*place))},
        {inside: text for place, text in told.notes.items() if (inside := cells.at(*place))},
        doubts=(*told.doubts, *_doubts(told, lost)),
    )


def grids_of(sheets: Iterable[Cells], told: dict[str, Told]) -> tuple[tuple[Grid, ...], tuple[Notice, ...]]:
    """The sheets of a workbook as grids, and what must be known of them; a sheet that holds no cells is told only."""
    grids: list[Grid] = []
    notices: list[Notice] = []
    for cells in sheets:
        if is_left_out(cells, told):
            notices.append(left_out(cells))
            continue
        grids.append(grid_of(cells, told[cells.name]))
        notices += notices_of(grids[-1], told[cells.name])
    return tuple(grids), tuple(notices)


def _put_back(cells: Cells, seen: Seen) -> list[str]:
    """Set what the reader of cells left blank or doesn't have as it shows; give the names of cells without room."""
    lost = []
    for place, text in {**seen.errors, **seen.shown}.items():
        if inside := cells.at(*place):
            cells.rows[inside[0]][inside[1]] = text
        else:
            lost.append(cell_name(*place))
    return lost


def _hidden_columns(seen: Seen, first: int, width: int) -> Iterator[int]:
    for place in range(width):
        column = first + place
        if any(start <= column <= end for start, end in seen.hidden_columns) or (
            seen.columns_hidden_by_default
            and not any(start <= column <= end for start, end in seen.shown_columns)
        ):
            yield place


def _merged(cells: Cells, seen: Seen) -> tuple[tuple[int, int, int, int], ...]:
    """Spans that touch the grid, cut to it; those that the reader of cells knows where the file was not looked into."""
    spans = [
        (
            top - cells.first_row,
            left - cells.first_column,
            bottom - cells.first_row,
            right - cells.first_column,
        )
        for top, left, bottom, right in seen.merged
    ] or cells.merged
    height, width = len(cells.rows), len(cells.rows[0]) if cells.rows else 0
    kept = (
        (max(top, 0), max(left, 0), min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in spans
        if top < height and left < width and bottom >= 0 and right >= 0
    )
    return tuple(span for span in kept if span[:2] != span[2:])


def _doubts(told: Told, lost: list[str]) -> Iterator[str]:
    seen = told.seen
    if lost:
        yield f"{_many(len(lost), 'cell')} at the edge of the sheet could not be read: {_some(lost)}"
    if seen.replaced:
        yield (
            f"{_many(len(seen.replaced), 'cell')} hold{'s' * (len(seen.replaced) == 1)} a number that is not shown, by "
            f"the cell's format; what is shown is read: {_some(cell_name(*place) for place in seen.replaced)}"
        )
    if seen.unsaved:
        yield (
            f"{_many(len(seen.unsaved), 'cell')} hold{'s' * (len(seen.unsaved) == 1)} a formula whose value was "
            f"never saved, and {'is' if len(seen.unsaved) == 1 else 'are'} blank here: "
            f"{_some(cell_name(*place) for place in seen.unsaved)}"
        )
    if told.waits and seen.formulas:
        yield (
            "the program that wrote the file left its formulas to be worked out on opening: "
            "what is saved for them may be old, or 0"
        )


def notices_of(grid: Grid, told: Told) -> Iterator[Notice]:
    """What a person must know of a sheet: never what is in it."""
    seen, place = told.seen, grid.place
    if grid.hidden:
        yield Notice("hidden sheet", place, f"the sheet is {grid.hidden}")
    if grid.hidden_rows:
        many = _many(len(grid.hidden_rows), "row")
        yield Notice(
            "hidden rows", place, f"{many} hidden: {_some(_spans(grid.hidden_rows, grid.first_row, str))}"
        )
    if grid.hidden_columns:
        named = _some(_spans(grid.hidden_columns, grid.first_column, column_name))
        yield Notice("hidden columns", place, f"{_many(len(grid.hidden_columns), 'column')} hidden: {named}")
    if told.filtered:
        yield Notice("filter", place, "a filter was left on: what it hides is read too")
    if told.notes:
        named = _some(cell_name(*each) for each in sorted(told.notes))
        yield Notice("comments", place, f"{_many(len(told.notes), 'cell')} with a note: {named}")
    if seen.formulas:
        yield Notice(
            "formulas", place,
            f"{_many(len(seen.formulas), 'cell')} with a formula: what was last saved is read, nothing is worked out",
        )  # fmt: skip
    if seen.protected:
        yield Notice("protected sheet", place, "the sheet is protected against changes, and can be read")


def note_texts(place: str, told: Told) -> Iterator[Text]:
    """The words of a sheet's text boxes and notes; nobody sees a note who doesn't point at it."""
    if told.drawn:
        yield Text(f"{place}, text box", told.drawn)
    for row, column in sorted(told.notes):
        yield Text(f"{place}, note on {cell_name(row, column)}", told.notes[row, column], hidden=True)


def is_left_out(cells: Cells, told: dict[str, Told]) -> bool:
    """Whether a sheet has no cells by nature. Raises Refused where the file says both yes and no."""
    if cells.values != (cells.name in told):
        raise damaged(f"sheet {cells.name!r} is listed so that programs would read it differently")
    return not cells.values


def left_out(cells: Cells) -> Notice:
    """That a sheet has no cells to read: a chart, a dialog, a macro sheet."""
    return Notice(
        "left out", place_name(cells), "a sheet without cells (a chart, a dialog or macros) was not read"
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _some(names: Iterable[str]) -> str:
    names = list(names)
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _spans(places: Iterable[int], first: int, name: Callable[[int], str]) -> Iterator[str]:
    """Neighbours told as one: `4-9`."""
    spans: list[list[int]] = []
    for place in sorted(places):
        if spans and spans[-1][1] == place - 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    for start, end in spans:
        yield name(start + first) if start == end else f"{name(start + first)}-{name(end + first)}"
