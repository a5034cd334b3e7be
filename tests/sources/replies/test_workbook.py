"""Workbooks: every value, where it stands, and what a sheet hides."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import xlsxwriter

from forcefoi.sources.replies import opening
from forcefoi.sources.replies.grid import Document, Grid


def opened(path: Path) -> Document:
    document = opening.read(path)
    assert document.status == "read", document.why
    return document


def sheet(document: Document, name: str = "Data") -> Grid:
    found = document.find(f"sheet '{name}'")
    assert found is not None
    return found


def kinds(document: Document) -> set[str]:
    return {notice.kind for notice in document.notices}


def test_values_and_their_places(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        values = ["Wexley Police", 12, 12.5, True, "0045", " 5 ", 43831, 10**15 + 1]
        data.write_column("C4", [None, *values])
        data.write_string("C9", "0045")
        data.write_datetime("D5", datetime.datetime(2020, 1, 2), day)
        data.write_formula("D6", "=1/0", value="#DIV/0!")
        data.write_blank("H40", None, day)
    found = sheet(opened(path))
    assert [row[0] for row in found.rows] == values
    assert [type(row[0]) for row in found.rows] == [str, int, float, bool, str, str, int, float]
    assert [row[1] for row in found.rows[:2]] == [datetime.date(2020, 1, 2), "#DIV/0!"]
    assert (found.cell(0, 0), found.cell(1, 1), found.shape) == (
        "sheet 'Data', cell C5",
        "sheet 'Data', cell D6",
        (8, 2),
    )


def test_a_column_of_nothing_but_errors_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (["Year", "Count"], [2019, "#REF!"], [2020, "#VALUE!"]):
        book.active.append(row)
    book.save(path)
    assert sheet(opened(path)).rows == [["Year", "Count"], [2019, "#REF!"], [2020, "#VALUE!"]]


def test_hidden_sheets_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write("A1", 1)
        for name, hide in (("Old", "hide"), ("Older", "very_hidden")):
            more = book.add_worksheet(name)
            more.write("A1", 2)
            getattr(more, hide)()
    document = opened(path)
    assert [grid.hidden for grid in document.grids] == ["", "hidden", "very hidden"]
    assert [grid.rows for grid in document.grids] == [[[1]], [[2]], [[2]]]
    assert [notice.place for notice in document.notices if notice.kind == "hidden sheet"] == [
        "sheet 'Old'", "sheet 'Older'",
    ]  # fmt: skip
