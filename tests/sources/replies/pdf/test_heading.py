"""What is printed right above a table is its heading: a year or a gender that no cell of it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_made import LINES, gap, here, letter, prose, table

ROWS = [["Offence", "Crimes"], ["Harassment", "1,000"], ["Stalking", "64"]]
REQUEST = "You asked for the crimes of 2015/16 and 2016/17 in Anytown, as one table of each year."


@pytest.mark.parametrize("lines", LINES)
def test_each_table_has_the_words_above_it_and_none_of_the_letter(tmp_path: Path, lines: str) -> None:
    parts = [
        prose(REQUEST),
        gap(),
        prose("Female victims"),
        prose("Financial year 2015/16"),
        gap(4),
        table(ROWS, lines),
    ]
    parts += [gap(40), prose("Financial year 2016/17"), gap(4), table(ROWS, lines)]
    first, second = here(letter(tmp_path / "a.pdf", *parts)).grids
    assert first.heading == ("Female victims", "Financial year 2015/16")
    assert second.heading == ("Financial year 2016/17",)


@pytest.mark.parametrize("lines", LINES)
def test_a_caption_under_a_table_is_not_the_heading_of_the_next(tmp_path: Path, lines: str) -> None:
    parts = [
        prose(REQUEST),
        gap(),
        table(ROWS, lines),
        gap(4),
        prose("Table 1: 2015/16"),
        gap(40),
        table(ROWS, lines),
    ]
    first, second = here(letter(tmp_path / "a.pdf", *parts)).grids
    assert first.heading == second.heading == ()


def test_a_table_over_pages_keeps_the_heading_of_its_first(tmp_path: Path) -> None:
    rows = [ROWS[0], *([f"Harassment {n}", str(n)] for n in range(1, 90))]
    parts = [prose("Financial year 2015/16"), gap(4), table(rows, repeatRows=1)]
    [grid] = here(letter(tmp_path / "a.pdf", *parts)).grids
    assert grid.heading == ("Financial year 2015/16",) and grid.place == "pages 1-3, table 1"
