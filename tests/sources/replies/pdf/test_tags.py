"""Tagged PDFs, as Word and LibreOffice make them: what the file says of its cells settles rows, and is a check."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_made import Tagged, here, rows_of, tagged

# Labels over two lines at one distance from all others: nothing on the page says which of them go together.
LABELS = [["Offence"], ["Violence", "Harassment"], ["Stalking"], ["Burglary", "Other"], ["Fraud"]]
COUNTS = [["2019/20", "2020/21"], ["3", "1"], ["", ""], ["7", "5"], ["2", "9"]]
TRUTH = [["\n".join(lines), *row] for lines, row in zip(LABELS, COUNTS, strict=True)]


def printed(pitch: float = 14) -> Tagged:
    rows, y = [], 700.0
    for lines, row in zip(LABELS, COUNTS, strict=True):
        label = [(60, y - pitch * at, line) for at, line in enumerate(lines)]
        rows.append(
            [label, *([(x, y, text)] if text else [] for x, text in zip((300, 380), row, strict=True))]
        )
        y -= pitch * len(lines)
    return rows


@pytest.mark.parametrize("role", ["TD", "TH", "Cell"])
def test_rows_that_the_page_leaves_open_are_as_the_file_says(tmp_path: Path, role: str) -> None:
    (grid,) = here(tagged(tmp_path / "a.pdf", printed(), role)).grids
    assert rows_of(grid) == TRUTH and grid.doubts == ()
    (grid,) = here(tagged(tmp_path / "b.pdf", printed(), "Span")).grids
    assert grid.doubts and rows_of(grid) != TRUTH


def test_a_file_that_has_a_figure_in_another_row_is_told(tmp_path: Path) -> None:
    """Texts 10 and 11 are of the row of Burglary; the file has the second of them with Fraud."""
    rows = printed(18)
    numbers = iter(range(100))
    cells = [[[next(numbers) for _ in cell] for cell in row] for row in rows]
    moved = cells[3][2].pop()
    cells[4].append([moved])
    (grid,) = here(tagged(tmp_path / "a.pdf", rows, cells=cells)).grids
    assert "'7' and '5' were read as one row, and the file itself has them in two" in grid.doubts


def test_a_file_that_has_two_figures_in_one_cell_is_told(tmp_path: Path) -> None:
    rows = printed(18)
    numbers = iter(range(100))
    cells = [[[next(numbers) for _ in cell] for cell in row] for row in rows]
    cells[4][1] += cells[4].pop()
    (grid,) = here(tagged(tmp_path / "a.pdf", rows, cells=cells)).grids
    assert rows_of(grid)[-1][-2:] == ["2", "9"]
    assert "'2' and '9' were read as two cells, and the file itself has them in one" in grid.doubts


def test_figures_that_nearly_touch_are_of_their_cells(tmp_path: Path) -> None:
    lines = (("Offence", "Men", "All"), ("Theft", "123", "456"), ("Fraud", "789", "12"))
    rows: Tagged = [
        [[(60, y, label)], [(300, y, men)], [(325, y, everyone)]]
        for y, (label, men, everyone) in zip((700, 680, 660), lines, strict=True)
    ]
    (grid,) = here(tagged(tmp_path / "a.pdf", rows)).grids
    assert rows_of(grid) == [list(line) for line in lines] and grid.doubts == ()
    (grid,) = here(tagged(tmp_path / "b.pdf", rows, "Span")).grids
    assert grid.doubts


def test_tags_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    path = tagged(tmp_path / "a.pdf", printed(18))
    data = path.read_bytes()
    start = data.index(b"/S /Table")
    number = data[: data.rindex(b" 0 obj", 0, start)].rsplit(b"\n", 1)[1]
    at = data.index(b"/K [", start) + 4
    end = data.index(b" 0 R", at)
    width = end - at
    assert data[at:end].strip().isdigit() and len(number.strip()) <= width
    path.write_bytes(data[:at] + number.strip().rjust(width) + data[end:])
    (grid,) = here(path).grids
    assert len(grid.rows) >= 5
