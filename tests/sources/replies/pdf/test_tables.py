"""Tables of one page, with all, some or no ruling lines: every cell is where it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_made import LINES, columns_at, drawn, gap, here, letter, opened, prose, rows_of, table
from reportlab.pdfgen.canvas import Canvas

ROWS = [
    ["Offence", "2019/20", "2020/21", "2021/22"],
    ["Theft from a person in Anytown", "3", "1,000", "-"],
    ["Burglary", "6", "", "<5"],
    ["Robbery", "1,234", "12", "*"],
    ["Grand total", "1,243", "1,012", ""],
]
REQUEST = (
    "You asked for the crimes of 2017/18, 2018/19 and 2019/20 in Anytown, by offence and year, as one table."
)
XS = [60, 300, 380, 460]


@pytest.mark.parametrize("lines", LINES)
def test_a_table_in_a_letter(tmp_path: Path, lines: str) -> None:
    path = letter(
        tmp_path / "a.pdf", prose(REQUEST), gap(), table(ROWS, lines), gap(), prose("Wexley Police, 2024.")
    )
    document = opened(path)
    (grid,) = document.grids
    assert rows_of(grid) == ROWS
    assert grid.place == "page 1, table 1" and grid.cell(1, 2) == "page 1, table 1, page 1, row 2, column 3"
    assert grid.doubts == ()
    (text,) = [text for text in document.texts if not text.hidden]
    assert " ".join(text.text.split()) == f"{REQUEST} Wexley Police, 2024."


@pytest.mark.parametrize("lines", LINES)
def test_several_tables_with_text_between(tmp_path: Path, lines: str) -> None:
    outcomes = [
        ["Outcome", "Anytown Hospital", "Wexley Hospital"],
        ["Charged", "4", ""],
        ["No suspect", "", "17"],
    ]
    more = prose(
        "The second table counts outcomes and not crimes, so that the two can't be added to each other."
    )
    parts = [prose(REQUEST), gap(), table(ROWS, lines), gap(), more, gap(), table(outcomes, lines)]
    first, second = here(letter(tmp_path / "a.pdf", *parts)).grids
    assert rows_of(first) == ROWS and rows_of(second) == outcomes
    assert (first.place, second.place) == ("page 1, table 1", "page 1, table 2")


@pytest.mark.parametrize("down", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("lines", LINES)
def test_a_label_over_many_lines(tmp_path: Path, lines: str, down: str) -> None:
    long = (
        "Investigation complete: no suspect identified. Crime investigated as far as reasonably possible, "
        * 4
    )
    rows = [
        ["Outcome", "2019/20", "2020/21"],
        [long.strip(), "12", "7"],
        ["Charged", "", "3"],
        [long[:80].strip(), "1", ""],
    ]
    shown = [rows[0], *([prose(row[0]), *row[1:]] for row in rows[1:])]
    style = [("VALIGN", (0, 0), (-1, -1), down)]
    path = letter(tmp_path / "a.pdf", table(shown, lines, colWidths=[150, 80, 80], style=style))
    (grid,) = here(path).grids
    assert [[" ".join(text.split()) for text in row] for row in grid.rows] == rows
    assert grid.rows[1][0].count("\n") >= 9 and grid.doubts == ()


def test_merged_cells_keep_their_value_in_the_first(tmp_path: Path) -> None:
    rows = [
        ["Offence", "Year of offence", ""],
        ["", "2019/20", "2020/21"],
        ["Theft", "1", "2"],
        ["", "3", "4"],
    ]
    style = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3)), ("SPAN", (0, 0), (0, 1))]
    (grid,) = here(letter(tmp_path / "a.pdf", table(rows, style=style))).grids
    assert rows_of(grid) == rows
    assert set(grid.merged) == {(0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0)}


def test_rows_between_lines_down_the_page_only(tmp_path: Path) -> None:
    style = [("LINEAFTER", (0, 0), (-1, -1), 0.5, "black"), ("BOX", (0, 0), (-1, -1), 0.5, "black")]
    (grid,) = here(letter(tmp_path / "a.pdf", table(ROWS, "none", style=style))).grids
    assert rows_of(grid) == ROWS


def test_a_turned_page_reads_as_it_is_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        for number, row in enumerate(ROWS):
            columns_at(canvas, 500 - 18 * number, row, XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid) == ROWS


def test_a_header_printed_upwards(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for x, name in zip(XS[1:], ("Anytown", "Wexley", "Elsewhere"), strict=True):
            canvas.saveState()
            canvas.translate(x, 615)
            canvas.rotate(90)
            canvas.drawString(0, 0, f"{name} Hospital")
            canvas.restoreState()
        for number, row in enumerate(ROWS[1:]):
            columns_at(canvas, 600 - 18 * number, row, XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid) == [["", "Anytown Hospital", "Wexley Hospital", "Elsewhere Hospital"], *ROWS[1:]]


def test_a_number_beside_a_table_is_told(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate(ROWS):
            columns_at(canvas, 600 - 18 * number, row, XS)
        canvas.drawString(320, 624, "Tel No: 101")

    document = here(drawn(tmp_path / "a.pdf", page))
    (grid,) = document.grids
    assert rows_of(grid) == ROWS
    assert grid.doubts == ("'101' stands beside the table on page 1 and is in none of its cells",)
    assert "Tel No: 101" in document.texts[0].text


def test_two_printed_lines_a_row_at_one_distance_are_told(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        columns_at(canvas, 700, ["Offence", "2019/20", "2020/21", "2021/22"], XS)
        for number in range(4):
            canvas.drawString(60, 686 - 28 * number, f"Assault of kind {number}")
            columns_at(canvas, 672 - 28 * number, ["Violence", "1", "2", str(number)], XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert [list(row[1:]) for row in grid.rows if row[1]][1:] == [
        ["1", "2", str(number)] for number in range(4)
    ]
    assert (
        "it can't be told whether 'Assault of kind 1' goes with the row above it or below it" in grid.doubts
    )


def test_edges_set_by_hand(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        columns_at(canvas, 700, ["Offence", "Crimes detected", "Crimes"], [60, 195, 240])
        columns_at(canvas, 682, ["Theft", "1", "2"], [60, 150, 238])

    path = drawn(tmp_path / "a.pdf", page)
    (grid,) = here(path, edges={"page 1": [50, 110, 202, 260]}).grids
    assert rows_of(grid) == [["Offence", "Crimes detected", "Crimes"], ["Theft", "1", "2"]]
    assert here(path, edges={"2-3": [50, 110, 202, 260]}).grids == here(path).grids
