"""What a workbook shows where that is not what its cells hold: raised digits, words struck out, replacing formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from forcefoi.sources.replies.formats import sheet_xlsx
from forcefoi.sources.replies.formats.sheet_looks import shown_as
from forcefoi.sources.replies.grid import Grid


def made(tmp_path: Path, number: int = 3, **look: Any) -> Grid:
    """A sheet whose cell B2 holds a number and looks like this."""
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Offence", "2016/17"])
    sheet.write(1, 0, "Stalking")
    sheet.write_number(1, 1, number, book.add_format(look))
    sheet.write_row(2, 0, ["Harassment", 3])
    book.close()
    return sheet_xlsx.read(tmp_path / "a.xlsx", "a.xlsx", "xlsx").grids[0]


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('"<5"', 3, "<5"),
        ('[<5]"<5";0', 3, "<5"),
        ('[<5]"<5";0', 12, 12),
        (";;;", 3, ""),
        ("#,##0", 1234, 1234),
        ('0;-0;"-"', 3, 3),
    ],
)
def test_a_number_that_a_format_hides_is_read_as_it_is_shown(
    tmp_path: Path, code: str, number: int, shown: Any
) -> None:
    grid = made(tmp_path, number, num_format=code)
    assert grid.rows[1:] == [["Stalking", shown], ["Harassment", 3]]
    assert bool(grid.doubts) == (shown != number), "who reads it is told, and not what is hidden"
    assert not any(str(number) in each for each in grid.doubts)


def test_a_number_struck_out_is_no_count(tmp_path: Path) -> None:
    assert made(tmp_path, font_strikeout=True).rows[1:] == [["Stalking", "~~3~~"], ["Harassment", 3]]


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ({"font_script": 1}, "12¹"),
        ({"font_script": 2}, "12₁"),
        ({"font_strikeout": True}, "12~~1~~"),
        ({"bold": True}, "121"),
    ],
)
def test_a_part_of_shared_words_that_is_raised_stays_apart(
    tmp_path: Path, look: dict[str, Any], shown: str
) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Offence", "2016/17"])
    sheet.write(1, 0, "Stalking")
    sheet.write_rich_string(1, 1, "12", book.add_format(look), "1")
    sheet.write(2, 0, "121")
    book.close()
    grid = sheet_xlsx.read(tmp_path / "a.xlsx", "a.xlsx", "xlsx").grids[0]
    assert [list(row) for row in grid.rows[1:]] == [["Stalking", shown], ["121", ""]]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 3, None),
        ('0" crimes"', 3, None),
        (r"\<\5", 3, "<5"),
        ('[Red]"*"', 3, "*"),
        ('[>=5]0;"<5"', 0, "<5"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, None),
        ("dd/mm/yyyy", 43000, None),
        ('"a;b"', 1, "a;b"),
    ],
)
def test_what_a_format_shows(code: str, value: int, shown: str | None) -> None:
    assert shown_as(code, value) == shown
