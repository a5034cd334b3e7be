"""The workbook of a page, read back: to the checklist for accessible spreadsheets, and with the page's numbers."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from forcefoi.charts import Missing, show_table
from forcefoi.number import Input, Number
from forcefoi.reports.workbook import LONGEST_CELL, workbook
from forcefoi.told import Told, say, tell

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+44 123",
    "{=1}",
    "https://example.org/a",
    "mailto:a@example.org",
    "internal:'Cover'!A1",
    "[x](javascript:alert(1))",
    "$$note$$",
    "<b>&amp;",
    "\u202eecilop",
    "a\x00\x0b\x1b\ufffeb",
    "x" * 40_000,
    "12",
)
TAKE = {
    "title": "Kent Police",
    "about": ["Figures of Kent."],
    "notes": ["A part year."],
    "sources": ["The News, 21 December 2018: https://example.org/news", "The request"],
    "day": "2026-04-23",
}
EXACT = Number("a", 7.038356164383561, 7.038356164383561, "crimes a day", "Crimes a day", "2,569 ÷ 365", ())
OPEN = Number("b", 1220, None, "crimes", "Crimes", "as printed", (Input("i", "A count", "The News"),))


def tables(*frames: pd.DataFrame, **how: object) -> list[dict]:
    return [show_table(frame, f"Caption {at}", **how).plain() for at, frame in enumerate(frames)]


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


@pytest.fixture
def book() -> bytes:
    frame = pd.DataFrame(
        {
            "Window": ["2017/18", "2018/19 [b]"],
            "Rate": [tell(EXACT, "7.04"), None],
            "Count": [tell(OPEN, "at least 1,220"), Missing("[z]", "not applicable")],
            "Share": [say("{n} [e]", n=Told("7.04", EXACT)), tell(EXACT, "7.04")],
            "Day": pd.to_datetime(["2018-03-31", "2018-09-24"]),
        },
        dtype=object,
    )
    return workbook(TAKE, tables(frame), [EXACT, OPEN])


def test_its_sheets_are_in_the_order_of_the_guidance_and_the_cover_is_open(book: bytes) -> None:
    found = read(book)
    wanted = ["Cover", "Contents", "Table_1", "Notes", "Shorthand", "Sources", "Numbers"]
    assert found.sheetnames == wanted and found.active.title == "Cover"
    assert found["Cover"]["A1"].value == "Kent Police"
    assert [row[0] for row in found["Contents"].iter_rows(min_row=4, values_only=True)] == wanted[2:]


def test_each_sheet_but_the_cover_has_one_named_table_and_nothing_that_is_in_the_way(book: bytes) -> None:
    for sheet in read(book).worksheets:
        assert len(sheet.tables) == (0 if sheet.title == "Cover" else 1)
        assert not sheet.merged_cells.ranges and sheet.freeze_panes is None and not sheet.auto_filter.ref
        assert all(
            not each.hidden for each in [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()]
        )
        assert sheet.sheet_state == "visible" and sheet["A1"].value
        for table in sheet.tables.values():
            assert (
                table.name == sheet.title.lower() and table.autoFilter is None and table.headerRowCount == 1
            )
            cells = sheet[table.ref]
            headings = [cell.value for cell in cells[0]]
            assert len({each.casefold() for each in headings}) == len(headings) and all(headings)
            assert [cell.value for row in cells for cell in row if cell.value in (None, "")] == []
            assert all(cell.alignment.wrap_text or not isinstance(cell.value, str) or cell.hyperlink
                       or cell.alignment.horizontal == "right" for row in cells for cell in row)  # fmt: skip
            assert sheet.max_row == int(re.search(r"\d+$", table.ref)[0])


def test_numbers_are_whole_marks_are_explained_and_days_are_iso(book: bytes) -> None:
    sheet = read(book)["Table_1"]
    rows = list(sheet.iter_rows(min_row=1, values_only=True))
    assert rows[0][0] == "Table 1: Caption 0"
    assert rows[2][0].startswith(
        "Shorthand in this table: [x]: not available; [z]: not applicable; [b]: break in"
    )
    head = ("Window", "Rate (crimes a day)", "Count", "Share (crimes a day)", "Shorthand for Share", "Day")
    assert rows[3] == head
    assert rows[4] == ("2017/18", EXACT.low, "at least 1,220", EXACT.low, "[e]", "2018-03-31")
    assert rows[5] == ("2018/19 [b]", "[x]", "[z]", EXACT.low, "none", "2018-09-24")


def test_every_number_of_the_page_has_its_working(book: bytes) -> None:
    rows = list(read(book)["Numbers"].iter_rows(min_row=4, values_only=True))
    assert rows[0][:6] == (
        "Crimes a day",
        "7.038 crimes a day",
        EXACT.low,
        EXACT.low,
        "crimes a day",
        "2,569 ÷ 365",
    )
    assert rows[1][2:4] == (1220, "no upper bound") and rows[1][6] == "A count. The News"


def test_sources_have_their_address_as_text(book: bytes) -> None:
    rows = list(read(book)["Sources"].iter_rows(min_row=4, values_only=True))
    assert rows == [("The News, 21 December 2018", "https://example.org/news"), ("The request", "no address")]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    frame = pd.DataFrame({text: [text], f"{text} ": [1]})
    everywhere = {**TAKE, "title": f"T {text}", "about": [text], "notes": [text], "sources": [text]}
    content = workbook(everywhere, [show_table(frame, text).plain()], [])
    for name, xml in parts(content).items():
        assert "<f>" not in xml and "<f " not in xml
        if name.endswith(".rels"):
            assert "TargetMode" not in xml
    found = read(content)
    for sheet in found.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value == 1)
            if cell.hyperlink:
                assert sheet.title == "Contents" and cell.hyperlink.location == f"'{cell.value}'!A1"
    shown = found["Table_1"]["A4" if found["Table_1"]["A3"].value is None else "A4"].value
    assert len(str(shown)) <= LONGEST_CELL


def test_a_text_that_would_run_when_edited_is_marked_as_text() -> None:
    sheet = read(workbook(TAKE, tables(pd.DataFrame({"a": ["=1+1", "plain"]})), []))["Table_1"]
    assert [sheet[f"A{row}"].value for row in (4, 5)] == ["=1+1", "plain"]
    assert [bool(sheet[f"A{row}"].quotePrefix) for row in (4, 5)] == [True, False]


def test_headings_that_are_alike_or_empty_are_told_apart() -> None:
    table = {"name": "", "caption": "c", "headings": ["A", "a", "", "A"], "rows": [[1, 2, 3, 4]], "marks": {}}
    sheet = read(workbook(TAKE, [table], []))["Table_1"]
    assert [cell.value for cell in sheet[3]] == ["A", "a (2)", "Column 3", "A (3)"]


def test_the_same_tables_make_the_same_bytes_dated_by_the_data(book: bytes) -> None:
    frame = pd.DataFrame({"a": [1]})
    one, two = (workbook(TAKE, tables(frame), [EXACT]) for _ in range(2))
    assert one == two
    properties = read(one).properties
    assert (properties.title, properties.creator) == ("Kent Police", "forcefoi")
    assert properties.created.date().isoformat() == "2026-04-23" == properties.modified.date().isoformat()


def test_a_page_without_tables_has_a_workbook_of_what_there_is() -> None:
    found = read(workbook({**TAKE, "notes": [], "sources": []}, tables(pd.DataFrame({"a": []})), []))
    assert found.sheetnames == ["Cover"]
