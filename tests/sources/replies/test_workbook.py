"""Workbooks: every value, where it stands, and what a sheet hides."""

from __future__ import annotations

import datetime
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.replies.workbooks import kinds, opened, sheet

from forcefoi.sources.replies import limits, opening
from forcefoi.sources.replies.formats.sheet_scan import measure, scan
from forcefoi.sources.replies.grid import Document, column_name


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


def hiding(path: Path) -> Document:
    """A workbook with everything that a sheet may hide, made by XlsxWriter."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"author": "A. Nobody", "company": "Wexley Police"})
        book.set_custom_property("Checked by", "B. Nobody")
        data = book.add_worksheet("Data")
        for row in range(8):
            data.write_row(row + 1, 1, [f"Anytown {row}", row, row * 2, row * 3])
        data.set_row(3, None, None, {"hidden": True})
        data.set_row(4, 0)
        data.set_column("D:D", None, None, {"hidden": True})
        data.set_column("E:E", 0)
        data.autofilter("B2:E9")
        data.filter_column("B", "x == Anytown*")
        data.merge_range("B11:C12", "Total")
        data.write_formula("D11", "=SUM(D2:D9)", value=56)
        data.write_comment("C4", "includes attempts")
        data.insert_textbox("G2", "figures are provisional")
        data.set_header("&CRun at Wexley")
        data.protect()
    return opened(path)


def test_what_a_sheet_hides_is_in_the_grid(tmp_path: Path) -> None:
    found = sheet(hiding(tmp_path / "reply.xlsx"))
    assert (found.first_row, found.first_column) == (2, 2)
    assert (found.hidden_rows, found.hidden_columns) == ({2, 3}, {2, 3})
    assert found.merged == ((9, 0, 9, 1),)
    assert found.formulas == {(9, 2): "=SUM(D2:D9)"}
    assert found.notes == {(2, 1): "includes attempts"}
    assert found.rows[2] == ["Anytown 2", 2, 4, 6]


def test_what_a_workbook_hides_is_told_and_not_shown(tmp_path: Path) -> None:
    document = hiding(tmp_path / "reply.xlsx")
    assert kinds(document) >= {
        "hidden rows", "hidden columns", "filter", "comments", "formulas", "protected sheet",
    }  # fmt: skip
    told = " ".join(notice.what for notice in document.notices)
    assert "4-5" in told and "D-E" in told and "C4" in told
    assert not any(held in told for held in ("attempts", "Anytown", "Nobody", "SUM"))
    texts = {text.place: text for text in document.texts}
    assert texts["sheet 'Data', note on C4"].hidden
    assert texts["sheet 'Data', text box"].text == "figures are provisional"
    assert texts["sheet 'Data', printed header or footer"].text == "&CRun at Wexley"
    assert texts["properties: creator"].text == "A. Nobody" and texts["properties: creator"].hidden
    assert texts["properties: Checked by"].text == "B. Nobody"


def test_a_plain_workbook_has_nothing_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write_row("A1", ["Year", 2019])
    document = opened(path)
    assert not document.notices and not sheet(document).doubts


def test_a_formula_that_was_never_worked_out_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active.append([1, 2, "=A1+B1", "end"])
    book.save(path)
    found = sheet(opened(path))
    assert found.rows == [[1, 2, "", "end"]]
    assert any("never saved" in doubt and "C1" in doubt for doubt in found.doubts)


def test_formulas_left_to_be_worked_out_on_opening_are_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write_formula("A1", "=1+1")
    assert any("may be old, or 0" in doubt for doubt in sheet(opened(path)).doubts)


def rezipped(path: Path, changed: dict[str, bytes | None]) -> Path:
    """The same zip with some parts changed, added, or (None) left out."""
    made = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(set(changed) - set(old.namelist()))]:
            content = changed.get(name, b"") if name in changed else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return made


SHEET = "xl/worksheets/sheet1.xml"
OPENS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def plain(tmp_path: Path, xml: bytes | None = None) -> Path:
    """A workbook with one sheet, whose XML may be given."""
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write_row("A1", ["Year", "Count", 2019, 5])
    return rezipped(path, {SHEET: xml}) if xml else path


def body(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return OPENS + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"


def test_what_could_leak_is_told(tmp_path: Path) -> None:
    added = {
        "xl/vbaProject.bin": "macros", "xl/externalLinks/externalLink1.xml": "external link",
        "xl/pivotCache/pivotCacheRecords1.xml": "pivot cache", "xl/embeddings/oleObject1.bin": "embedded file",
        "xl/media/image1.png": "inline image",
    }  # fmt: skip
    document = opened(rezipped(plain(tmp_path), dict.fromkeys(added, b"<x>held</x>")))
    assert document.kind == "xlsm"
    assert kinds(document) >= set(added.values())
    assert not any("held" in notice.what for notice in document.notices)


def test_sheets_with_a_prefix_and_cells_without_names(tmp_path: Path) -> None:
    xml = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2"'
        b' hidden="true"><x:c><x:v>5</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    found = sheet(opened(plain(tmp_path, xml)))
    assert (found.rows, found.first_row, found.hidden_rows) == ([[5, "#N/A"]], 2, {0})


def test_threaded_comments_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        data.write_row("A1", [1, 2])
        data.write_comment("A1", "[Threaded comment] the old way: is this right?")
        data.write_comment("B1", "an old note")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    with zipfile.ZipFile(path) as archive:
        links = archive.read(rels).replace(
            b"</Relationships>",
            b'<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
            b' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        )
    thread = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="A1" id="{1}"><text>is this right?</text></threadedComment>'
        b'<threadedComment ref="A1" id="{2}" parentId="{1}"><text>yes</text></threadedComment></ThreadedComments>'
    )
    path = rezipped(path, {rels: links, "xl/threadedComments/threadedComment1.xml": thread})
    assert sheet(opened(path)).notes == {(0, 0): "is this right?\nyes", (0, 1): "an old note"}


@pytest.mark.parametrize(
    ("rows", "status", "why"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
         "too large", "1,048,576 rows by 16,384 columns"),
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>', "too large", "16,384 columns"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="AX1048576"><v>1</v></c></row>', "too large",
         "1,048,576 rows by 50 columns"),
        (b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', "damaged", "out of order"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', "damaged", "rows twice"),
        (b'<row r="1"><c r="A1"><v>1</v></row>', "damaged", "no XML"),
    ],
)  # fmt: skip
def test_absurd_sheets_are_refused(tmp_path: Path, rows: bytes, status: str, why: str) -> None:
    document = opening.read(plain(tmp_path, body(rows)))
    assert (document.status, document.grids) == (status, ())
    assert why in document.why and document.todo


def test_a_million_columns_of_looks_cost_nothing(tmp_path: Path) -> None:
    cells = b"".join(b'<c r="%s5" s="1"/>' % column_name(at).encode() for at in range(1, 16_385))
    xml = body(
        b'<row r="5"><c r="A5"><v>1</v></c></row><row r="6">' + cells.replace(b'5" s', b'6" s') + b"</row>"
    )
    assert sheet(opened(plain(tmp_path, xml))).rows == [[1]]


def test_a_document_type_is_refused_in_any_part(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    for part in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"):
        path = plain(tmp_path)
        with zipfile.ZipFile(path) as archive:
            content = archive.read(part)
        start = content.index(b"?>") + 2
        document = opening.read(rezipped(path, {part: content[:start] + bomb + content[start:]}))
        assert document.status == "damaged", part


def test_a_part_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    document = opening.read(rezipped(plain(tmp_path), {"xl/media/a.bin": bytes(64 * limits.MEGABYTE)}))
    assert (document.status, "64 MB" in document.why) == ("too large", True)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = rezipped(plain(tmp_path), {"xl/media/a.bin": bytes(64 * limits.MEGABYTE)})
    data = bytearray(path.read_bytes())
    size, lie = struct.pack("<I", 64 * limits.MEGABYTE), struct.pack("<I", 10)
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, lie))
    document = opening.read(path)
    assert (document.status, "larger than it says" in document.why) == ("damaged", True)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = plain(tmp_path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, body(b'<row r="1"><c r="A1"><v>9</v></c></row>'))
    assert (opening.read(path).status, "one name" in opening.read(path).why) == ("damaged", True)


def test_a_zip_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = plain(tmp_path)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert opening.read(path).status == "encrypted"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = plain(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert opening.read(path).status == "damaged"


ROW_OF = st.tuples(
    st.integers(1, 1_048_576), st.sets(st.integers(1, 16_384), min_size=1, max_size=4).map(sorted)
)


@given(st.lists(ROW_OF, min_size=1, max_size=5, unique_by=lambda row: row[0]), st.integers(1, 90))
@settings(max_examples=80, deadline=None)
def test_measuring_rows_gives_what_parsing_them_gives(rows: list[tuple[int, list[int]]], size: int) -> None:
    made = b"".join(
        b'<row r="%d">%s</row>'
        % (row, b"".join(b'<c r="%s%d"><v>1</v></c>' % (column_name(at).encode(), row) for at in columns))
        for row, columns in sorted(rows)
    )
    assert measure(made) is not None
    xml = body(made)
    chunks = [xml[at : at + size] for at in range(0, len(xml), size)]
    assert scan(chunks, quick=True) == scan(chunks, quick=False) == scan([xml], quick=True)


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("names", [("A1", "A1"), ("B1", "A1"), ("A2", "A1")])
def test_cells_twice_or_out_of_order_are_seen(names: tuple[str, str], quick: bool) -> None:
    cells = b"".join(b'<c r="%s"><v>1</v></c>' % name.encode() for name in names)
    assert scan([body(b'<row r="1">' + cells + b"</row>")], quick).twice
    assert not scan([body(b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>')], quick).twice


@pytest.mark.parametrize("name", ["Bggggggggg1", "A0", "A", "1", "XFE1", "A1048577", ""])
def test_cells_with_impossible_names_are_refused(tmp_path: Path, name: str) -> None:
    document = opening.read(plain(tmp_path, body(b'<row r="1"><c r="%s"><v>1</v></c></row>' % name.encode())))
    assert (document.status, "which no cell is" in document.why) == ("damaged", True)


def test_a_format_that_shows_a_number_as_words_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write("A1", 2, book.add_format({"num_format": '[<5]"<5";0'}))
    document = opened(path)
    assert sheet(document).rows == [["<5"]], "as it is shown: the number is not what the force gave"
    assert "number format" in kinds(document)


def test_a_chart_sheet_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write("A1", 2)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Data!$A$1:$A$1"})
        book.add_chartsheet("Picture").set_chart(chart)
    document = opened(path)
    assert [grid.place for grid in document.grids] == ["sheet 'Data'"]
    assert [notice.place for notice in document.notices if notice.kind == "left out"] == ["sheet 'Picture'"]


def test_a_zip_inside_a_workbook_is_no_second_end(tmp_path: Path) -> None:
    path = plain(tmp_path)
    inner = path.read_bytes()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/embeddings/inner.xlsx", inner)
    document = opened(path)
    assert sheet(document).rows == [["Year", "Count", 2019, 5]]
    assert "embedded file" in kinds(document)


def test_two_zips_one_after_the_other_are_refused(tmp_path: Path) -> None:
    path = plain(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content + content + b"more")
    assert opening.read(path).status == "damaged"


PLAIN_ROWS = [
    b'<row r="1" spans="1:2" ht="15" customHeight="0"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"/></row>',
    b'<row r="1" hidden="false" customFormat="false"><c r="A1" t="n"><v>5</v></c></row>',
    b'<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c></row>',
]
OTHER_ROWS = [
    b'<row r="1" hidden="1"><c r="A1"><v>5</v></c></row>', b'<row r="1" ht="0"><c r="A1"><v>5</v></c></row>',
    b'<row r="1" hidden = "1"><c r="A1"><v>5</v></c></row>', b"<row r='1'><c r='A1'><v>5</v></c></row>",
    b'<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', b'<row r="1"><c r="A1"><f>B1</f><v>5</v></c></row>',
    b'<row r="1"><c r="A1" t = "e"><v>#REF!</v></c></row>', b'<row r="1"><c><v>5</v></c></row>',
    b'<row r="1"><!-- a --><c r="A1"><v>5</v></c></row>', b'<row><c r="A1"><v>5</v></c></row>',
    b'<row r="1"><c s="1" r="A1"><v>5</v></c></row>', b'<row r="1"><c r="A1" t=\n"e"><v>#N/A</v></c></row>',
]  # fmt: skip


@pytest.mark.parametrize("rows", PLAIN_ROWS)
def test_plain_rows_are_measured(rows: bytes) -> None:
    assert measure(rows) in ((1, 1, 1, 1, 1), (1, 1, 1, 2, 2))


@pytest.mark.parametrize("rows", [*OTHER_ROWS, *PLAIN_ROWS])
def test_rows_that_say_more_are_parsed(rows: bytes) -> None:
    assert measure(rows) is None or rows in PLAIN_ROWS
    quick, whole = scan([body(rows)], quick=True), scan([body(rows)], quick=False)
    assert (quick.hidden_rows, quick.errors, quick.formulas) == (
        whole.hidden_rows,
        whole.errors,
        whole.formulas,
    )


def test_a_cell_far_below_a_table_is_read(tmp_path: Path) -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="B90000"><v>2</v></c></row>'
    found = sheet(opened(plain(tmp_path, body(rows))))
    assert (found.shape, found.rows[-1], found.cell(89_999, 1)) == (
        (90_000, 2),
        ["", 2],
        "sheet 'Data', cell B90000",
    )
