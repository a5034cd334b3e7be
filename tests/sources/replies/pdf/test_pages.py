"""Tables over pages: joined where they go on, kept apart where they don't, with the letterhead in neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_made import columns_at, drawn, gap, here, letter, opened, prose, rows_of, table
from reportlab.pdfgen.canvas import Canvas

HEADER = ["Offence", "2019/20", "2020/21"]
ROWS = [[f"Theft of kind {number}", str(number), str(number * 7)] for number in range(1, 101)]
XS = [60, 300, 380]


def letterhead(canvas: Canvas, _: object = None) -> None:
    canvas.drawString(330, 815, "Tel No: 101")
    canvas.drawString(280, 20, f"Page {canvas.getPageNumber()} of 6")


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("lines", ["all", "across", "some", "none"])
def test_a_table_over_pages_is_one(tmp_path: Path, lines: str, again: bool) -> None:
    made = table([HEADER, *ROWS], lines, repeatRows=int(again))
    path = letter(tmp_path / "a.pdf", prose("Our answer is in the table."), gap(), made, on_page=letterhead)
    document = opened(path)
    (grid,) = document.grids
    assert grid.place == "pages 1-3, table 1" and grid.doubts == ()
    headers = 3 if again else 1
    assert [row for row in rows_of(grid) if row != HEADER] == ROWS and len(grid.rows) == 100 + headers
    row = rows_of(grid).index(ROWS[-1])
    place = grid.row_places[row]
    assert place.startswith("page 3, row ") and grid.cell(row, 1) == f"pages 1-3, table 1, {place}, column 2"
    said = [text.text for text in document.texts if not text.hidden]
    assert all("Tel No: 101" in text and f"Page {n} of 6" in text for n, text in enumerate(said, start=1))


def test_every_row_place_counts_in_its_page(tmp_path: Path) -> None:
    (grid,) = here(letter(tmp_path / "a.pdf", table([HEADER, *ROWS]))).grids
    pages = [place.split(",")[0] for place in grid.row_places]
    for page in dict.fromkeys(pages):
        mine = [place for place in grid.row_places if place.startswith(f"{page},")]
        assert mine == [f"{page}, row {number}" for number in range(1, pages.count(page) + 1)]


def test_tables_with_other_columns_stay_apart(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        for number, row in enumerate([HEADER, *ROWS[:30]]):
            columns_at(canvas, 760 - 20 * number, row, XS)

    def second(canvas: Canvas) -> None:
        for number in range(30):
            columns_at(canvas, 760 - 20 * number, ["Charged", "5", "6"], [60, 200, 500])

    grids = here(drawn(tmp_path / "a.pdf", first, second)).grids
    assert [grid.place for grid in grids] == ["page 1, table 1", "page 2, table 1"]
    assert any("begins without a header" in doubt for doubt in grids[1].doubts)


@pytest.mark.parametrize("lines", ["all", "none"])
def test_a_row_cut_by_the_end_of_a_page_is_joined_and_told(tmp_path: Path, lines: str) -> None:
    """The label begins on page 1; the rest of it and the figures are on page 2."""

    def first(canvas: Canvas) -> None:
        for number, row in enumerate([HEADER, *ROWS[:10], ["Investigation complete: no", "", ""]]):
            columns_at(canvas, 250 - 20 * number, row, XS)
        if lines == "all":
            ruled(canvas, [263 - 20 * number for number in range(12)], 22)

    def second(canvas: Canvas) -> None:
        columns_at(canvas, 760, ["suspect identified" if lines == "all" else "", "12", "34"], XS)
        columns_at(canvas, 740, ["Charged", "5", "6"], XS)
        if lines == "all":
            ruled(canvas, [753, 733], 780)

    def ruled(canvas: Canvas, across: list[int], end: int) -> None:
        for y in across:
            canvas.line(55, y, 390, y)
        for x in (55, 250, 320, 390):
            canvas.line(x, min([*across, end]), x, max([*across, end]))

    (grid,) = here(drawn(tmp_path / "a.pdf", first, second)).grids
    joined = "Investigation complete: no" + ("\nsuspect identified" if lines == "all" else "")
    assert rows_of(grid) == [HEADER, *ROWS[:10], [joined, "12", "34"], ["Charged", "5", "6"]]
    doubt = grid.doubts[-1]
    assert doubt.startswith("the row 'Investigation complete: no") and "is cut by the end of page 1" in doubt


def test_two_rows_with_figures_are_never_joined(tmp_path: Path) -> None:
    def page(first: int) -> object:
        def draw(canvas: Canvas) -> None:
            for number, row in enumerate(ROWS[first : first + 10]):
                columns_at(canvas, 740 - 20 * number, row, XS)
            for x in (55, 250, 320, 390):
                canvas.line(x, 540, x, 760)
            for number in range(1, 10):
                canvas.line(55, 755 - 20 * number, 390, 755 - 20 * number)

        return draw

    (grid,) = here(drawn(tmp_path / "a.pdf", page(0), page(10))).grids
    assert rows_of(grid) == ROWS[:20]


def test_a_wide_sheet_in_bands_is_a_grid_a_band(tmp_path: Path) -> None:
    def band(header: list[str], first: int) -> object:
        def draw(canvas: Canvas) -> None:
            rows = [[str(n), f"{header[1]}-{n}", str(n * len(header[1]))] for n in range(first, first + 20)]
            for number, row in enumerate([header, *rows] if first == 1 else rows):
                columns_at(canvas, 760 - 20 * number, row, [60, 60 + 30 * len(header[1]), 460])

        return draw

    one, two = ["No.", "Outcome", "Crimes"], ["No.", "Month", "Victims"]
    document = here(drawn(tmp_path / "a.pdf", band(one, 1), band(one, 21), band(two, 1), band(two, 21)))
    assert [grid.place for grid in document.grids] == ["pages 1-2, table 1", "pages 3-4, table 1"]
    assert [len(grid.rows) for grid in document.grids] == [41, 41]
    (notice,) = document.notices
    assert notice.kind == "bands" and notice.place == "pages 1-2, table 1"


def test_another_header_begins_another_table(tmp_path: Path) -> None:
    """The columns lie alike; only the header says that the second page is of something else."""

    def page(header: list[str]) -> object:
        def draw(canvas: Canvas) -> None:
            for number, row in enumerate([header, *ROWS[:20]]):
                columns_at(canvas, 760 - 20 * number, row, XS)

        return draw

    grids = here(drawn(tmp_path / "a.pdf", page(HEADER), page(["Outcome", "2021/22", "2022/23"]))).grids
    assert [grid.place for grid in grids] == ["page 1, table 1", "page 2, table 1"]


def test_a_foot_close_under_a_table_is_told(tmp_path: Path) -> None:
    """`Tel No: 101` stands under the columns like one more row; only that it is there on each page gives it away."""

    def page(first: int) -> object:
        def draw(canvas: Canvas) -> None:
            for number, row in enumerate([HEADER, *ROWS[first : first + 34]]):
                columns_at(canvas, 780 - 20 * number, row, XS)
            columns_at(canvas, 80, ["Tel No:", "", "101"], XS)

        return draw

    grids = here(drawn(tmp_path / "a.pdf", page(0), page(34))).grids
    told = (
        "'Tel No: 101' is printed at the same place of another page too, and was read as a part of the table"
    )
    assert grids and all(told in grid.doubts for grid in grids)


def test_a_crime_of_texts_that_a_page_cuts_is_one_row_and_told(tmp_path: Path) -> None:
    """The box of the last row has no line at the page's end, and none at the top of the next page."""
    xs = [60, 110, 300, 460]

    def box(canvas: Canvas, ys: list[float], texts: list[list[str]], open_: float) -> None:
        for y in ys:
            if y != open_:
                canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        for y, row in zip(ys, texts, strict=False):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 4, y - 14, text)

    def first(canvas: Canvas) -> None:
        rows = [
            ["No.", "Offence", "Outcome"],
            ["1", "Theft", "Charged"],
            ["2", "Harassment of", "The victim"],
        ]
        box(canvas, [140, 120, 100, 80], rows, 80)

    def second(canvas: Canvas) -> None:
        box(
            canvas, [780, 760, 740], [["", "a person", "does not support it"], ["3", "Fraud", "Charged"]], 780
        )

    (grid,) = here(drawn(tmp_path / "a.pdf", first, second)).grids
    assert rows_of(grid)[2:] == [
        ["2", "Harassment of\na person", "The victim\ndoes not support it"],
        ["3", "Fraud", "Charged"],
    ]
    assert "its two parts were joined" in grid.doubts[0]
