"""A workbook of a page's tables, to the checklist of the Government Analysis Function for accessible spreadsheets.

The checklist (“Making spreadsheets accessible: a brief checklist of the basics”) and the guidance behind it (“Releasing
statistics in spreadsheets”): a cover, a list of what is in it, notes on a sheet of their own, one table a sheet, each
marked as a table with a name and one row of headings, no merged, hidden or empty cells, no filters or frozen panes,
text that wraps, shorthand in square brackets that is explained, and the first cell of the first sheet open.

The package gptables makes such files too. It is not used here, because it reads texts as commands: one with the look
of a Markdown link becomes a link or stops the work, and $$…$$ is a reference; and our texts are other people's.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forcefoi.disarm import disarm, without_controls
from forcefoi.number import Number
from forcefoi.panels import value_text

LICENCE = (
    "Text, tables and charts of forcefoi are under the Creative Commons Attribution 4.0 licence (CC BY 4.0). What they "
    "were made from is under its own terms; it contains public sector information licensed under the Open Government "
    "Licence v3.0."
)
# All else would let a text become something else: a formula, a link, a number.
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL, LONGEST_HEADING = 32_000, 250  # characters; a spreadsheet takes 32,767 and 255
CUT = "… (cut: a cell holds no more)"
NARROWEST, WIDEST = 10, 60  # letters in a column


@dataclass(frozen=True)
class Sheet:
    """One sheet with one table: what stands above it, and its rows of cells as in `charts.plain_table`."""

    name: str
    title: str
    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Sequence[Any], ...]


def workbook(take: dict[str, Any], tables: Sequence[dict[str, Any]], numbers: Iterable[Number]) -> bytes:
    """The workbook of a page as a file (.xlsx), the same bytes for the same tables.

    `take` is what the page's take-away carries (`title`, `about`, `notes`, `sources`, `day`), `tables` are all tables
    of the page (`charts.plain_table`), in its order, `numbers` those that open on it. Cells hold numbers in whole
    precision; no text of it is ever a formula or a link.
    """
    kept = [table for table in tables if table["rows"] and table["headings"]]
    sheets = [*_tables(kept), *_meta(take, kept, list(numbers))]
    made = io.BytesIO()
    with Workbook(made, PLAIN) as book:
        looks = _Looks(book)
        _describe(book, take)
        _cover(book, looks, take, sheets)
        if sheets:
            _contents(book, looks, sheets)
        for sheet in sheets:
            _write(book, looks, sheet)
        book.get_worksheet_by_name("Cover").activate()
    return made.getvalue()


class _Looks:
    """The formats: one size and face, text that wraps, headings that are bold."""

    def __init__(self, book: Workbook) -> None:
        face = {"font_name": "Arial", "font_size": 12, "valign": "top"}
        self.title = book.add_format({**face, "bold": True, "font_size": 15})
        self.line = book.add_format(face)
        self.wrapped = book.add_format({**face, "text_wrap": True})
        # Says to the spreadsheet what an apostrophe says that is typed first: text, also when someone edits the cell.
        self.quoted = book.add_format({**face, "text_wrap": True, "quote_prefix": True})
        self.heading = book.add_format({**face, "bold": True, "text_wrap": True, "bottom": 1})
        self.whole = book.add_format({**face, "num_format": "#,##0"})
        self.number = book.add_format(face)
        self.mark = book.add_format({**face, "align": "right"})
        self.link = book.add_format({**face, "font_color": "#12436D", "underline": 1})

    def text(self, value: str) -> Format:
        return self.wrapped if disarm(value) == value else self.quoted


def _describe(book: Workbook, take: dict[str, Any]) -> None:
    day = date.fromisoformat(take["day"])
    book.set_properties(
        {
            "title": _cell_text(take["title"])[:LONGEST_HEADING],
            "author": "forcefoi",
            "comments": LICENCE,
            # The newest day of the data, not today: the same tables make the same file.
            "created": datetime(day.year, day.month, day.day),
        }
    )
    book.set_custom_property("Language", "en-GB", "text")


def _cover(book: Workbook, looks: _Looks, take: dict[str, Any], sheets: list[Sheet]) -> None:
    sheet = book.add_worksheet("Cover")
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, _cell_text(take["title"]), looks.title)
    day = date.fromisoformat(take["day"])
    what = (
        f"This workbook has {len(sheets) + 2} sheets; the sheet Contents lists them. Each has one table; what is "
        "needed to read it stands above it, shorthand and caveats on sheets of their own."
    )
    lines = [
        *take["about"],
        f"Newest day of the data: {day.isoformat()}.",
        what if sheets else "There is no table on the page that it belongs to.",
        "A cell that holds one number holds it unrounded; a range or a sentence stands as the page prints it.",
        LICENCE,
    ]
    for row, line in enumerate(lines, start=1):
        text = _cell_text(line)
        sheet.write_string(row, 0, text, looks.text(text))


def _contents(book: Workbook, looks: _Looks, sheets: list[Sheet]) -> None:
    rows = [(sheet.name, sheet.title) for sheet in sheets]
    sheet = Sheet("Contents", "Contents", ("What is on each sheet.",), ("Sheet", "What it has"), tuple(rows))
    made = _write(book, looks, sheet)
    for row, (name, _) in enumerate(rows, start=_first_row(sheet)):
        made.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)


def _tables(tables: Sequence[dict[str, Any]]) -> Iterable[Sheet]:
    for place, table in enumerate(tables, start=1):
        marks = [f"{mark}: {means}" for mark, means in table["marks"].items()]
        above = ["This sheet has one table."]
        if marks:
            above.append(f"Shorthand in this table: {'; '.join(marks)}.")
        title = f"Table {place}: {table['caption']}"
        rows = tuple(tuple(row) for row in table["rows"])
        yield Sheet(f"Table_{place}", title, tuple(above), _unlike(table["headings"]), rows)


def _meta(take: dict[str, Any], tables: Sequence[dict[str, Any]], numbers: list[Number]) -> Iterable[Sheet]:
    """Notes, shorthand, sources, and every number of the page; those that would be empty are left out."""
    notes = tuple((place, text) for place, text in enumerate(take["notes"], start=1))
    if notes:
        above = ("What must be known to read the tables, and what they cannot tell.",)
        yield Sheet("Notes", "Notes", above, ("Note", "What it says"), notes)
    meanings = {(mark, means): None for table in tables for mark, means in table["marks"].items()}
    if meanings:
        above = ("Marks in square brackets, as the Government Statistical Service uses them.",)
        yield Sheet("Shorthand", "Shorthand", above, ("Mark", "What it means"), tuple(sorted(meanings)))
    sources = tuple(_parted(line) for line in take["sources"])
    if sources:
        above = ("Where the numbers come from.",)
        yield Sheet("Sources", "Sources", above, ("Source", "Address"), sources)
    if numbers:
        above = (
            "Each number of the page that opens there: its value, how it was worked out, and where what it was worked "
            "out from stands.",
        )
        headings = (
            "Number",
            "Value in words",
            "From",
            "To",
            "Unit",
            "How it was worked out",
            "From what, and where",
        )
        rows = tuple(_number_row(number) for number in numbers)
        yield Sheet("Numbers", "Every number and its working", above, headings, rows)


def _number_row(number: Number) -> tuple[Any, ...]:
    high = {"mark": "no upper bound"} if number.high is None else number.high
    places = "; ".join(f"{each.text}. {each.where}" for each in number.inputs) or "nothing else"
    return (
        number.what,
        value_text(number),
        number.low,
        high,
        number.unit or "none",
        number.formula or "as printed",
        places,
    )


def _parted(line: str) -> tuple[str, Any]:
    """A source and its address, which stands at the end of its line."""
    words, found, address = line.rpartition(": http")
    return (words, f"http{address}") if found else (line, {"mark": "no address"})


def _unlike(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings that are not empty and of which no two are alike, capitals or not: a table can't have others."""
    made: list[str] = []
    for place, heading in enumerate(headings, start=1):
        base = " ".join(_cell_text(heading).split())[:LONGEST_HEADING] or f"Column {place}"
        name, again = base, 2
        while name.casefold() in {each.casefold() for each in made}:
            name, again = f"{base[: LONGEST_HEADING - 5]} ({again})", again + 1
        made.append(name)
    return tuple(made)


def _first_row(sheet: Sheet) -> int:
    """Of the table's cells, below the title, what stands above it, and its headings; from 0."""
    return 2 + len(sheet.above)


def _write(book: Workbook, looks: _Looks, sheet: Sheet) -> Worksheet:
    made = book.add_worksheet(sheet.name)
    made.write_string(0, 0, _cell_text(sheet.title), looks.title)
    for row, line in enumerate(sheet.above, start=1):
        # Not wrapped: it would stand as a tower in the first column; it runs on over the empty cells beside it.
        made.write_string(row, 0, _cell_text(line), looks.line)
    first = _first_row(sheet)
    last = len(sheet.headings) - 1
    made.add_table(
        first - 1,
        0,
        first - 1 + len(sheet.rows),
        last,
        {
            "name": sheet.name.lower(),
            "autofilter": False,
            "style": None,
            "columns": [{"header": heading, "header_format": looks.heading} for heading in sheet.headings],
        },
    )
    for row, cells in enumerate(sheet.rows, start=first):
        for column, cell in enumerate(cells):
            _write_cell(made, looks, row, column, cell)
    for column, heading in enumerate(sheet.headings):
        made.set_column(column, column, _letters(heading, (row[column] for row in sheet.rows)))
    return made


def _write_cell(sheet: Worksheet, looks: _Looks, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, dict):
        # A day or a mark.
        text = _cell_text(next(iter(cell.values())))
        sheet.write_string(row, column, text, looks.mark if "mark" in cell else looks.text(text))
    elif isinstance(cell, str):
        text = _cell_text(cell) or "[x]"
        sheet.write_string(row, column, text, looks.text(text))
    else:
        whole = float(cell).is_integer()
        sheet.write_number(row, column, cell, looks.whole if whole else looks.number)


def _cell_text(text: str) -> str:
    kept = without_controls(text).strip()
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - len(CUT)] + CUT


def _letters(heading: str, cells: Iterable[Any]) -> float:
    """The width of a column: of its longest word at least, and of its text up to what is comfortable to read."""
    texts = [str(next(iter(c.values())) if isinstance(c, dict) else c) for c in cells]
    longest = max([len(heading), *(len(text) for text in texts)])
    return min(WIDEST, max(NARROWEST, longest * 1.2 + 2))
