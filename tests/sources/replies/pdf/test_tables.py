"""Tables of one page, with all, some or no ruling lines: every cell is where it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_made import LINES, gap, letter, opened, prose, table

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


@pytest.mark.parametrize("lines", LINES)
def test_a_table_in_a_letter(tmp_path: Path, lines: str) -> None:
    path = letter(
        tmp_path / "a.pdf", prose(REQUEST), gap(), table(ROWS, lines), gap(), prose("Wexley Police, 2024.")
    )
    document = opened(path)
    (grid,) = document.grids
    assert [list(row) for row in grid.rows] == ROWS
    assert grid.place == "page 1, table 1" and grid.cell(1, 2) == "page 1, table 1, page 1, row 2, column 3"
    assert grid.doubts == ()
    (text,) = [text for text in document.texts if not text.hidden]
    assert " ".join(text.text.split()) == f"{REQUEST} Wexley Police, 2024."
