"""What a person does not see, or sees otherwise than it is written, is in no figure unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_made import columns_at, drawn, here, opened, rows_of
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ROWS = [["Offence", "2019/20", "2020/21"], ["Theft", "1", "2"], ["Burglary", "4", "5"]]
XS = [60, 300, 380]


def rows(canvas: Canvas, up: float = 0) -> None:
    for number, row in enumerate(ROWS):
        columns_at(canvas, 700 + up - 18 * number, row, XS)


def without_ink(canvas: Canvas) -> None:
    text = canvas.beginText(285, 664)
    text.setTextRenderMode(3)
    text.textOut("999")
    canvas.drawText(text)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(250, 682, "999")


def under_a_bar(canvas: Canvas) -> None:
    canvas.drawString(250, 682, "999")
    canvas.rect(240, 678, 40, 16, fill=1)


def black_on_black(canvas: Canvas) -> None:
    canvas.rect(240, 678, 40, 16, fill=1)
    canvas.drawString(250, 682, "999")


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(900, 682, "999")


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(250, 682, "999")


@pytest.mark.parametrize("hide", [without_ink, white, under_a_bar, black_on_black, off_the_page, tiny])
def test_hidden_text_is_told_and_in_no_table(tmp_path: Path, hide: Callable[[Canvas], None]) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        hide(canvas)

    document = opened(drawn(tmp_path / "a.pdf", page))
    (grid,) = document.grids
    assert rows_of(grid) == ROWS
    assert [
        (text.place, text.text) for text in document.texts if text.hidden and "prop" not in text.place
    ] == [("page 1", "999")]
    assert [notice.kind for notice in document.notices] == ["hidden text"]
    if hide is not off_the_page:
        assert grid.doubts == ("text that can't be seen lies in the table on page 1 (1 words)",)


def test_white_text_on_a_dark_header_is_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(50, 696, 340, 16, fill=1, stroke=0)
        canvas.setFillGray(1)
        columns_at(canvas, 700, ROWS[0], XS)
        canvas.setFillGray(0)
        for number, row in enumerate(ROWS[1:], start=1):
            columns_at(canvas, 700 - 18 * number, row, XS)

    document = here(drawn(tmp_path / "a.pdf", page))
    assert rows_of(document.grids[0]) == ROWS and document.notices == ()


def test_a_marker_that_shows_through_hides_nothing(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.4)
        canvas.rect(240, 678, 90, 16, fill=1, stroke=0)

    document = here(drawn(tmp_path / "a.pdf", page))
    assert rows_of(document.grids[0]) == ROWS and document.notices == ()


def test_letters_printed_twice_to_look_bold_are_one(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        rows(canvas, 0.3)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid) == ROWS and grid.doubts == ()


@pytest.mark.parametrize("up", [0, 4])
def test_a_small_figure_is_a_mark_and_not_a_digit(tmp_path: Path, up: float) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        columns_at(canvas, 646, ["Robbery", "123", "7*"], XS)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(300.2, 646 + up, "1")

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert list(grid.rows[3]) == ["Robbery", "123 [1]", "7*"]
    assert grid.doubts == (
        "'123 [1]' (row 4, column 2) has the small mark '1' beside it, read as a footnote's",
    )


def test_a_figure_struck_out_is_told(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        canvas.line(372, 668, 381, 668)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid) == ROWS and grid.doubts == ("'5' (row 3, column 3) is struck through",)


def test_two_numbers_or_one_is_told(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows(canvas)
        columns_at(canvas, 646, ["Robbery", "1 234", "7"], XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert list(grid.rows[3]) == ["Robbery", "1 234", "7"]
    assert grid.doubts == ("'1 234' was read as one number, and could be two in two columns",)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "scan.png"
    Image.new("RGB", (60, 80), (200, 200, 200)).save(path)
    return path


def test_a_scanned_file_is_refused(tmp_path: Path, picture: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(str(picture), 0, 0, 595, 842)

    def recognised(canvas: Canvas) -> None:
        page(canvas)
        text = canvas.beginText(60, 640)
        text.setTextRenderMode(3)
        text.textOut("Offence 2019/20 Theft 17 Burglary 18 as a program has recognised it")
        canvas.drawText(text)

    for draw in (page, recognised):
        document = opened(drawn(tmp_path / "a.pdf", draw))
        assert (document.status, document.grids, document.texts) == ("scanned", (), ())
        assert "[[stated]]" in document.todo


def test_a_scanned_page_between_others_is_told(tmp_path: Path, picture: Path) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(str(picture), 0, 0, 595, 842)

    document = here(drawn(tmp_path / "a.pdf", rows, scan, rows))
    first, last = document.grids
    assert first.doubts == ("page 2 is a picture, and what it shows was not read",)
    assert [(notice.kind, notice.place) for notice in document.notices] == [("scanned page", "page 2")]


def test_a_password_refuses_and_a_lock_does_not(tmp_path: Path) -> None:
    assert opened(drawn(tmp_path / "a.pdf", rows, encrypt="secret")).status == "encrypted"
    lock = StandardEncryption("", ownerPassword="secret", canPrint=0)
    document = opened(drawn(tmp_path / "b.pdf", rows, encrypt=lock))
    assert document.status == "read" and rows_of(document.grids[0]) == ROWS
    assert [notice.kind for notice in document.notices] == ["protected"]


def test_no_text_at_all_is_refused(tmp_path: Path) -> None:
    document = opened(drawn(tmp_path / "a.pdf", lambda canvas: canvas.line(0, 0, 9, 9)))
    assert document.status == "not supported" and "no text" in document.why
