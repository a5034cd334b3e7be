"""Workbooks that are no .xlsx: .xls, .ods and .xlsb give the same as those do, as far as their files tell."""

from __future__ import annotations

import datetime
import struct
import zipfile
from pathlib import Path

import pytest
import xlwt
from odf.dc import Creator
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from tests.sources.replies.workbooks import kinds, opened, sheet

from forcefoi.sources.replies import opening
from forcefoi.sources.replies.formats import workbook
from forcefoi.sources.replies.grid import Refused


def old(path: Path) -> Path:
    book = xlwt.Workbook()
    data = book.add_sheet("Data")
    for row, values in enumerate((["Year", "Offence", "Count"], [2019, "Theft", 5], [2020, "Theft", 6.5])):
        for column, value in enumerate(values):
            data.write(row + 2, column + 1, value)
    data.row(4).hidden = True
    data.col(2).hidden = True
    data.write_merge(5, 6, 1, 2, "Total")
    data.row(7).set_cell_error(3, 0x2A)
    data.write(8, 1, datetime.date(2020, 1, 2), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    data.protect = True
    book.add_sheet("Old").visibility = 2
    book.save(str(path))
    return path


def test_an_old_workbook(tmp_path: Path) -> None:
    document = opened(old(tmp_path / "reply.xls"))
    found = sheet(document)
    assert found.rows == [
        ["Year", "Offence", "Count"], [2019, "Theft", 5], [2020, "Theft", 6.5], ["Total", "", ""], ["", "", ""],
        ["", "", "#N/A"], [datetime.date(2020, 1, 2), "", ""],
    ]  # fmt: skip
    assert (found.cell(1, 2), found.hidden_rows, found.hidden_columns) == ("sheet 'Data', cell D4", {2}, {1})
    assert found.merged == ((3, 0, 4, 1),)
    assert sheet(document, "Old").hidden == "very hidden"
    assert kinds(document) >= {"hidden rows", "hidden columns", "hidden sheet", "protected sheet"}


def test_formulas_of_an_old_workbook_that_were_never_worked_out_are_a_doubt(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    data = book.add_sheet("Data")
    data.write(0, 0, 1)
    data.write(0, 1, xlwt.Formula("A1+1"))
    data.write(0, 2, "end")
    book.save(str(tmp_path / "reply.xls"))
    found = sheet(opened(tmp_path / "reply.xls"))
    assert set(found.formulas) == {(0, 1)}
    assert any("never saved" in doubt and "B1" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_an_old_workbook_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    book = xlwt.Workbook()
    data = book.add_sheet("Data")
    for row in range(2000):
        data.write(row, 0, f"Anytown {row}")
        data.write(row, 1, row)
    path = tmp_path / "reply.xls"
    book.save(str(path))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert opening.read(path).status == "damaged"


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def test_notes_of_an_old_workbook() -> None:
    from forcefoi.sources.replies.formats.sheet_xls import _sheet

    text = "includes attempts"
    data = (
        record(0x809, bytes(16)) + record(0x5D, struct.pack("<4H", 0x15, 18, 0x19, 7))
        + record(0x1B6, struct.pack("<6HHI", 0, 0, 0, 0, 0, len(text), 16, 0)) + record(0x3C, b"\0" + text[:5].encode())
        + record(0x3C, b"\1" + text[5:].encode("utf-16-le")) + record(0x3C, bytes(16))
        + record(0x1C, struct.pack("<4H", 3, 1, 0, 7)) + record(0x9B, b"") + record(0x0A, b"")
    )  # fmt: skip
    told = _sheet(data, 0)
    assert (told.notes, told.filtered) == ({(4, 2): text}, True)


def binary(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: its kind and size in groups of seven bits."""
    made = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return made + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f'<Relationship Id="%s" Type="{OFFICE}/%s" Target="%s"/>'


def binary_workbook(path: Path, rows: bytes) -> Path:
    book = binary(131) + binary(143)
    book += binary(156, struct.pack("<2I", 1, 1) + wide("rId1") + wide("Data")) + binary(144) + binary(132)
    # Column B is hidden.
    columns = binary(390) + binary(60, struct.pack("<4IH", 1, 1, 2560, 0, 1)) + binary(391)
    dimension = binary(148, struct.pack("<4I", 0, 9, 0, 9))
    sheet = binary(129) + dimension + columns + binary(145) + rows + binary(146) + binary(130)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", RELS % LINK % ("rId1", "officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels", RELS % LINK % ("rId1", "worksheet", "worksheets/sheet1.bin")
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def binary_row(row: int, *cells: bytes, hidden: bool = False) -> bytes:
    head = struct.pack("<2IH3BI", row, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return binary(0, head) + b"".join(cells)


def real(column: int, value: float) -> bytes:
    return binary(5, struct.pack("<2Id", column, 0, value))


def test_a_binary_workbook(tmp_path: Path) -> None:
    rows = binary_row(2, real(0, 2019), real(1, 5), real(2, 0.5), hidden=True)
    rows += binary_row(3, real(0, 2020), binary(3, struct.pack("<2IB", 1, 0, 0x17)))
    rows += binary_row(4, real(0, 2021), binary(9, struct.pack("<2IdHI", 2, 0, 7.0, 0, 0)))
    document = opened(binary_workbook(tmp_path / "reply.xlsb", rows))
    found = sheet(document)
    assert found.rows == [[2019, 5, 0.5], [2020, "#REF!", ""], [2021, "", 7]]
    assert (found.cell(0, 0), found.hidden) == ("sheet 'Data', cell A3", "hidden")
    assert (found.hidden_rows, found.hidden_columns) == ({0}, {1})
    assert set(found.formulas) == {(2, 2)}
    assert kinds(document) >= {"hidden rows", "hidden columns", "hidden sheet", "formulas"}


def test_an_absurd_binary_workbook_is_refused(tmp_path: Path) -> None:
    rows = binary_row(0, real(0, 1)) + binary_row(1_048_575, real(16_383, 1))
    assert opening.read(binary_workbook(tmp_path / "reply.xlsb", rows)).status == "too large"


def cell(value: object, **how: object) -> TableCell:
    kind = "float" if isinstance(value, int | float) else "string"
    made = TableCell(valuetype=kind, **({"value": value} if kind == "float" else {}), **how)
    made.addElement(P(text=str(value)))
    return made


def row(table: Table, *cells: object, **how: object) -> None:
    made = TableRow(**how)
    for each in cells:
        made.addElement(each if hasattr(each, "qname") else cell(each))
    table.addElement(made)


def test_an_open_document(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Data", protected=True)
    table.addElement(TableColumn())
    table.addElement(TableColumn(visibility="collapse", numbercolumnsrepeated=2))
    noted = cell("Count")
    note = Annotation()
    note.addElement(Creator(text="A. Nobody"))
    note.addElement(P(text="includes"))
    note.addElement(P(text="attempts"))
    noted.insertBefore(note, noted.firstChild)
    row(table, TableCell(), numberrowsrepeated=2)
    row(table, "Year", "Offence", "Class", noted)
    row(table, 2019, "Theft", "", 5, visibility="filter")
    row(table, 2020, cell("Theft", numbercolumnsrepeated=2), 6.5, numberrowsrepeated=2)
    row(
        table,
        cell("Total", numbercolumnsspanned=2, numberrowsspanned=1),
        CoveredTableCell(),
        "",
        cell(17, formula="of:=SUM([.D4:.D6])"),
    )
    row(table, TableCell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_000)
    book.spreadsheet.addElement(table)
    path = tmp_path / "reply.ods"
    book.save(str(path))
    document = opened(path)
    found = sheet(document)
    assert found.rows == [
        ["Year", "Offence", "Class", "Count"], [2019, "Theft", "", 5], [2020, "Theft", "Theft", 6.5],
        [2020, "Theft", "Theft", 6.5], ["Total", "", "", 17],
    ]  # fmt: skip
    assert (found.cell(1, 3), found.hidden_rows, found.hidden_columns) == (
        "sheet 'Data', cell D4",
        {1},
        {1, 2},
    )
    assert found.merged == ((4, 0, 4, 1),)
    assert found.formulas == {(4, 3): "=SUM([.D4:.D6])"}
    assert found.notes == {(0, 3): "includes\nattempts"}
    assert kinds(document) >= {"hidden rows", "hidden columns", "comments", "formulas", "protected sheet"}


CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Data">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)


def open_document(path: Path, rows: str, before: str = "", more: dict[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", before + CONTENT % rows)
        more = {"META-INF/manifest.xml": "<manifest/>"} | (more or {})
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def test_an_error_in_an_open_document_is_no_nought(tmp_path: Path) -> None:
    rows = (
        '<table:table-row><table:table-cell office:value-type="float" office:value="0" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
    )
    assert sheet(opened(open_document(tmp_path / "reply.ods", rows))).rows == [["#DIV/0!"]]


def test_what_an_open_document_says_in_no_type_is_no_blank(tmp_path: Path) -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("&lt;5", "6")
    )
    rows = f"<table:table-row>{FIVE % ''}{cells}{FIVE % ''}{cells}</table:table-row>"
    found = sheet(opened(open_document(tmp_path / "reply.ods", rows)))
    assert found.rows == [[5, "<5", "6", 5]]
    assert any("could not be read: E1, F1" in doubt for doubt in found.doubts)


def test_formulas_of_an_open_document_that_were_never_worked_out_are_a_doubt(tmp_path: Path) -> None:
    rows = f'<table:table-row><table:table-cell table:formula="of:=1+1"/>{FIVE % ""}</table:table-row>'
    found = sheet(opened(open_document(tmp_path / "reply.ods", rows)))
    assert any("never saved" in doubt and "A1" in doubt for doubt in found.doubts)


def test_a_table_inside_a_cell_is_a_doubt(tmp_path: Path) -> None:
    inner = f'<table:table table:name="in"><table:table-row>{FIVE % ""}</table:table-row></table:table>'
    rows = f"<table:table-row>{FIVE % ''}<table:table-cell>{inner}</table:table-cell></table:table-row>"
    assert any(
        "inside a cell" in doubt for doubt in sheet(opened(open_document(tmp_path / "a.ods", rows))).doubts
    )


FIVE = '<table:table-cell office:value-type="float" office:value="5"%s><text:p>5</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "rows",
    [
        "<table:table-row>" + FIVE % ' table:number-columns-repeated="16384"' + "</table:table-row>",
        '<table:table-row table:number-rows-repeated="1000000">' + FIVE % ' table:number-columns-repeated="1000"'
        + "</table:table-row>",
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell/></table:table-row>'
        "<table:table-row>" + FIVE % "" + "</table:table-row>",
    ],
)  # fmt: skip
def test_absurd_open_documents_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Refused) as refused:
        workbook.read(open_document(tmp_path / "reply.ods", rows), "reply.ods", "ods")
    assert refused.value.status == "too large"


def test_an_open_document_with_a_document_type_or_a_password_is_refused(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.ods", "", '<!DOCTYPE x [<!ENTITY a "ha">]>')
    assert opening.read(path).status == "damaged"
    path = open_document(tmp_path / "b.ods", "", more={"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert opening.read(path).status == "encrypted"


def test_an_old_workbook_with_a_password_and_one_with_links() -> None:
    from forcefoi.sources.replies.formats.sheet_xls import _told

    begins, ends = record(0x809, bytes(16)), record(0x0A, b"")
    with pytest.raises(Refused) as refused:
        _told(begins + record(0x2F, bytes(6)) + ends)
    assert refused.value.status == "encrypted"
    within, without = record(0x1AE, b"\1\0\1\4"), record(0x1AE, struct.pack("<3HB", 1, 4, 1, 0) + b"a.xl")
    assert [_told(begins + book + ends)[1] for book in (within, without)] == [False, True]
    with pytest.raises(Refused):
        _told(begins + within)
