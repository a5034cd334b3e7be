"""What a PDF holds beside its pages is told: form fields, comments, attached files, properties, scripts."""

from __future__ import annotations

from pathlib import Path

from pdf_made import columns_at, drawn, gap, here, letter, opened, prose, rows_of, table
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

ROWS = [["Offence", "2019/20", "2020/21"], ["Theft", "1", "2"], ["Burglary", "4", "5"]]


def page(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        columns_at(canvas, 700 - 18 * number, row, [60, 300, 380])


def again(path: Path, *changes: object) -> Path:
    """The PDF with something added to it by pypdf."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for change in changes:
        change(writer)
    writer.write(path)
    return path


def test_form_fields_are_texts(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        page(canvas)
        canvas.acroForm.textfield(name="total", value="17", x=60, y=500, width=100, height=20)
        canvas.acroForm.textfield(name="note", value="", x=60, y=460, width=100, height=20)

    document = opened(drawn(tmp_path / "a.pdf", form))
    assert rows_of(document.grids[0]) == ROWS
    assert [text.text for text in document.texts if text.place == "form field 'total'"] == ["17"]
    assert not any("note" in text.place for text in document.texts)
    assert [(notice.kind, notice.what) for notice in document.notices] == [
        ("form fields", "1 fields of a form are filled in")
    ]


def test_comments_are_texts(tmp_path: Path) -> None:
    note = FreeText(text="Figures to be checked", rect=(50, 550, 200, 650))
    path = again(drawn(tmp_path / "a.pdf", page), lambda writer: writer.add_annotation(0, note))
    document = opened(path)
    assert ("page 1, comment", "Figures to be checked") in [
        (text.place, text.text) for text in document.texts
    ]
    assert [notice.kind for notice in document.notices] == ["comments"]


def test_attached_files_are_opened(tmp_path: Path) -> None:
    data = drawn(tmp_path / "b.pdf", page).read_bytes()
    path = again(drawn(tmp_path / "a.pdf", page), lambda writer: writer.add_attachment("../more.pdf", data))
    document = opened(path)
    assert [(notice.kind, notice.place) for notice in document.notices] == [
        ("attachment inside", "../more.pdf")
    ]
    (member,) = document.members
    assert member.name == "a.pdf/more.pdf" and rows_of(member.grids[0]) == ROWS


def test_a_script_is_told_and_not_run(tmp_path: Path) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )

    def add(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = action

    path = again(drawn(tmp_path / "a.pdf", page), add)
    assert [notice.kind for notice in opened(path).notices] == ["macros"]


def test_properties_are_texts_that_no_page_shows(tmp_path: Path) -> None:
    def titled(canvas: Canvas) -> None:
        canvas.setTitle("Reply to Wexley")
        page(canvas)

    texts = here(drawn(tmp_path / "a.pdf", titled)).texts
    assert [text.text for text in texts if text.place == "properties: Title" and text.hidden] == [
        "Reply to Wexley"
    ]


def test_label_and_value_lines_are_a_table(tmp_path: Path) -> None:
    def record(number: int) -> list[str]:
        return [f"Matter Type: Injury {number}", f"Date: {number} May 2020", f"City Paid Out: £{number}00"]

    def letter(first: int) -> object:
        def draw(canvas: Canvas) -> None:
            for number in range(first, first + 3):
                for line, text in enumerate(record(number)):
                    canvas.drawString(60, 780 - 60 * (number - first) - 15 * line, text)
            canvas.drawString(60, 500, "Far behind its label:")
            canvas.drawString(300, 500, str(first))

        return draw

    document = here(drawn(tmp_path / "a.pdf", letter(1), letter(4)))
    (grid,) = document.grids
    assert (
        grid.place == "pages 1-2, labels" and grid.cell(3, 1) == "pages 1-2, labels, page 1, line 4, column 2"
    )
    assert rows_of(grid)[:3] == [
        ["Matter Type", "Injury 1"],
        ["Date", "1 May 2020"],
        ["City Paid Out", "£100"],
    ]
    assert rows_of(grid)[-1] == ["Far behind its label", "4"] and len(grid.rows) == 20


def test_headings_among_labels_are_rows_with_nothing_behind_them(tmp_path: Path) -> None:
    said = [
        ["Harassment, female victims", "2015/16: 12", "2016/17 – 15"],
        ["Harassment, male victims:", "2015/16: 3"],
    ]
    parts = [part for lines in said for part in (gap(), *map(prose, lines))]
    of_a_table = [gap(), prose("Table 1: all victims"), table([["Year", "Crimes"], ["2015/16", "20"]])]
    path = letter(
        tmp_path / "a.pdf", prose("We hold these crimes."), *parts, *of_a_table, gap(), prose("2017/18: 7")
    )
    made, grid = here(path).grids
    assert grid.rows == [
        ["Harassment, female victims", ""],
        ["2015/16", "12"],
        ["2016/17", "15"],
        ["", ""],
        ["Harassment, male victims", ""],
        ["2015/16", "3"],
        ["2017/18", "7"],
    ]
    assert made.heading == ("Table 1: all victims",)
    assert "may not be of the heading above it" in grid.doubts[0]
