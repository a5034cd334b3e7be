"""Damaged files of every kind: always a Document, in words, and never another number without a word."""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from forcefoi.sources.replies.formats import text_table, workbook
from forcefoi.sources.replies.grid import Document, Grid, Refused

ROWS = [["Year", "Offence", "Count"], [2019, "Theft at Anytown", 1234], [2020, "Arson at Anytown", 98765]]


def _xlsxwriter(path: str) -> None:
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        for row, values in enumerate(ROWS):
            data.write_row(row, 0, values)
        data.write_comment("A1", "a note")


def _openpyxl(path: str) -> None:
    book = openpyxl.Workbook()
    for values in ROWS:
        book.active.append(values)
    book.save(path)


def _xlwt(path: str) -> None:
    book = xlwt.Workbook()
    data = book.add_sheet("Data")
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            data.write(row, column, value)
    book.save(path)


def _odfpy(path: str) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    for values in ROWS:
        row = TableRow()
        for value in values:
            kind = (
                {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            )
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(path)


MAKERS = {"xlsxwriter.xlsx": _xlsxwriter, "openpyxl.xlsx": _openpyxl, "xlwt.xls": _xlwt, "odfpy.ods": _odfpy}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    for name, make in MAKERS.items():
        make(str(folder / name))
    return {name: (folder / name).read_bytes() for name in MAKERS}


# Removed when the tests end; a fixture can't be had by a test that hypothesis calls many times.
FOLDER = tempfile.TemporaryDirectory()


def outcome(name: str, data: bytes) -> Document | Refused:
    """What the reader itself does in this process: nothing but a Document or a Refused may come of it."""
    path = Path(FOLDER.name, name)
    path.write_bytes(data)
    kind = name.rpartition(".")[2]
    try:
        return (text_table if kind == "csv" else workbook).read(path, name, kind)
    except Refused as refusal:
        assert refusal.why and refusal.todo
        return refusal


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "cut", "insert", "copy"]),
        st.floats(0, 1, exclude_max=True), st.integers(0, 255), st.integers(1, 40),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def changed(data: bytes, changes: list[tuple[str, float, int, int]]) -> bytes:
    for how, share, byte, many in changes:
        at = int(share * len(data))
        if how == "set":
            data = data[:at] + bytes([byte]) + data[at + 1 :]
        elif how == "cut":
            data = data[:at] + data[at + many :]
        elif how == "insert":
            data = data[:at] + bytes([byte]) * many + data[at:]
        else:
            data = data[:at] + data[at : at + many] + data[at:]
    return data


def rows(document: Document | Refused) -> list[list[object]] | None:
    if isinstance(document, Refused):
        return None
    [grid] = document.grids
    return [list(row) for row in grid.rows]


@pytest.mark.parametrize("name", [name for name in MAKERS if not name.endswith("xls")])
def test_changed_bytes_never_give_another_number(made: dict[str, bytes], name: str) -> None:
    assert rows(outcome(name, made[name])) == ROWS

    @given(CHANGES)
    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    def check(changes: list[tuple[str, float, int, int]]) -> None:
        found = rows(outcome(name, changed(made[name], changes)))
        assert found is None or found == ROWS

    check()


def test_changed_bytes_of_an_old_workbook_give_a_document_or_a_refusal(made: dict[str, bytes]) -> None:
    """It has no checksums, so that a changed digit can't be told."""

    @given(CHANGES)
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def check(changes: list[tuple[str, float, int, int]]) -> None:
        outcome("xlwt.xls", changed(made["xlwt.xls"], changes))

    check()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("xlsxwriter.xlsx", "xl/worksheets/sheet1.xml"), ("xlsxwriter.xlsx", "xl/workbook.xml"),
        ("xlsxwriter.xlsx", "xl/sharedStrings.xml"), ("xlsxwriter.xlsx", "xl/_rels/workbook.xml.rels"),
        ("xlsxwriter.xlsx", "xl/comments1.xml"), ("xlsxwriter.xlsx", "xl/styles.xml"),
        ("odfpy.ods", "content.xml"),
    ],
)  # fmt: skip
def test_changed_parts_with_a_right_checksum(made: dict[str, bytes], name: str, part: str) -> None:
    """What a program wrote wrongly: read or refused, in words."""
    with zipfile.ZipFile(io.BytesIO(made[name])) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}

    @given(CHANGES)
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def check(changes: list[tuple[str, float, int, int]]) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, content in (parts | {part: changed(parts[part], changes)}).items():
                archive.writestr(each, content)
        outcome(name, out.getvalue())

    check()


@given(st.binary(max_size=120), st.sampled_from(["x.csv", "x.xlsx", "x.xls", "x.ods", "x.xlsb"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_a_refusal(data: bytes, name: str) -> None:
    outcome(name, data)


@given(st.text('ab1,;"\n\r\t|£\x00é', max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_grid_or_a_refusal(text: str, encoding: str) -> None:
    # Bytes of one encoding that are good UTF-8, too, are read as that: é££ is one sign of Chinese.
    with contextlib.suppress(UnicodeDecodeError):
        assume(encoding != "cp1252" or text.encode(encoding).decode() == text)
    found = outcome("x.csv", text.encode(encoding))
    if isinstance(found, Document):
        grid: Grid = found.grids[0]
        width = grid.shape[1]
        assert all(len(row) == width for row in grid.rows)
        kept = "".join(str(value) for row in grid.rows for value in row)
        assert all(kept.count(sign) == text.count(sign) for sign in "ab1£é") or grid.doubts
