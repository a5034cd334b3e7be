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


WOMEN = [["Victim", "Crimes"], ["Female", "7"], ["Male", "8"]]
WIDTHS = [200, 60, 60, 60]


@pytest.mark.parametrize("second", [[200, 60], [190, 75], [60, 60]])
@pytest.mark.parametrize("align", ["LEFT", "CENTER"])
@pytest.mark.parametrize("turn", [1, -1])
def test_a_narrow_table_that_touches_a_wide_one_is_another(
    tmp_path: Path, second: list[int], align: str, turn: int
) -> None:
    made = [table(ROWS, colWidths=WIDTHS, hAlign=align), table(WOMEN, colWidths=second, hAlign=align)]
    grids = here(letter(tmp_path / "a.pdf", *made[::turn])).grids
    assert [rows_of(grid) for grid in grids] == [ROWS, WOMEN][::turn]
    assert all(grid.doubts == () and grid.merged == () for grid in grids)


@pytest.mark.parametrize("blank", [[("BOX", (0, 0), (0, 0), 1.5, "white")], []])
def test_a_corner_without_lines_is_of_its_table(tmp_path: Path, blank: list[tuple[object, ...]]) -> None:
    style = [("GRID", (1, 0), (-1, 0), 0.5, "black"), ("GRID", (0, 1), (-1, -1), 0.5, "black"), *blank]
    rows = [["", *ROWS[0][1:]], *ROWS[1:]]
    (grid,) = here(letter(tmp_path / "a.pdf", table(rows, "none", style=style))).grids
    assert rows_of(grid) == rows


def test_two_tables_side_by_side_are_told(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate(WOMEN):
            columns_at(canvas, 700 - 18 * number, row, [60, 200])
            columns_at(canvas, 700 - 18 * number, row, [320, 460])

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid) == [row * 2 for row in WOMEN]
    assert grid.doubts == (
        "column 3 of the table on page 1 has labels again: two tables may stand beside each other",
    )


@pytest.mark.parametrize(("size", "pitch", "gap_"), [(10, 11.5, 2), (9, 10.4, 1.2), (12, 13.8, 1.5)])
def test_a_label_over_two_lines_is_one_row_where_rows_are_a_little_further_apart(
    tmp_path: Path, size: float, pitch: float, gap_: float
) -> None:
    labels = [["Offence"], ["Assault", "Injury"], ["Theft", "Burglary"], ["Arson"], ["Fraud", "Robbery"]]
    counts = [["2019/20", "2020/21"], ["3", "1"], ["", ""], ["", "5"], ["", ""]]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        y = 700.0
        for lines, row in zip(labels, counts, strict=True):
            columns_at(canvas, y, [lines[0], *row], [60, 300, 380])
            for line in lines[1:]:
                y -= pitch
                canvas.drawString(60, y, line)
            y -= pitch + gap_

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    truth = [["\n".join(lines), *row] for lines, row in zip(labels, counts, strict=True)]
    assert rows_of(grid) == truth and grid.doubts == ()


def test_a_row_of_blanks_as_close_as_records_are_is_told(tmp_path: Path) -> None:
    """Rows one below the other at 14 points, with more space before the last two: closeness says nothing here."""

    def page(canvas: Canvas) -> None:
        rows = [
            ROWS[0],
            ["Theft", "1", "2", "3"],
            ["Fraud", "4", "5", "6"],
            ["Burglary", "", "", ""],
            ["Arson", "7", "8", "9"],
        ]
        for y, row in zip((700, 686, 672, 650, 636), rows, strict=True):
            columns_at(canvas, y, row, XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert ["Burglary", "", "", ""] in rows_of(grid) and ["Arson", "7", "8", "9"] in rows_of(grid)
    assert "it can't be told whether 'Burglary' goes with the row above it or below it" in grid.doubts


def test_figures_half_way_between_two_lines_of_a_label_are_of_that_label(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        columns_at(canvas, 700, ROWS[0], XS)
        for number in range(4):
            y = 686 - 28 * number
            canvas.drawString(60, y, f"Assault {number}")
            canvas.drawString(60, y - 14, f"Injury {number}")
            columns_at(canvas, y - 7, ["", "1", "2", str(number)], XS)

    (grid,) = here(drawn(tmp_path / "a.pdf", page)).grids
    assert rows_of(grid)[1:] == [[f"Assault {n}\nInjury {n}", "1", "2", str(n)] for n in range(4)]
