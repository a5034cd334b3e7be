"""Any table of a letter, printed any way, is read as it is, or with a doubt; no figure ever changes unsaid."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_made import LINES, drawn, gap, here, letter, prose, table
from reportlab.pdfgen.canvas import Canvas

WORDS = [
    "assault",
    "Theft",
    "of",
    "a",
    "vehicle",
    "with",
    "injury",
    "(Section 47)",
    "Outcome 16:",
    "victim",
    "named",
]
HEADERS = ["2019/20", "2020/2021", "2019", "2020", "Crimes", "Total", "Male", "FY2021"]
# A table of a hundred rows takes more choices than hypothesis makes for one example; so it chooses the chance.
CHANCES = st.integers(0, 2**32).map(random.Random)
Printed = dict[str, Any]


def words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def figure(chance: random.Random, most: int) -> str:
    number = chance.choice([chance.randint(0, 300), chance.randint(0, most)])
    return chance.choice([str(number), f"{number:,}", chance.choice(["", "", "-", "<5", "*", "0"])])


def looks(chance: random.Random) -> Printed:
    return {
        "lines": chance.choice(list(LINES)),
        "again": chance.random() < 0.5,
        "down": chance.choice(["TOP", "MIDDLE", "BOTTOM"]),
        "head": chance.random() < 0.5,
        "text": chance.random() < 0.5,
    }


def figures(chance: random.Random) -> Printed:
    """Labels of up to thirty words before up to six columns of figures."""
    width, most = chance.randint(1, 6), chance.choice([3, 10, 30])
    largest = 9_999_999 if width < 4 else 9_999
    rows = [
        [words(chance, most), *[figure(chance, largest) for _ in range(width)]]
        for _ in range(chance.choice([3, 6, 12, 30, 60, 100]))
    ]
    size = chance.choice([70, 140, 220])
    return {
        "header": ["Offence", *[chance.choice(HEADERS) for _ in range(width)]],
        "rows": rows,
        "across": chance.choice(["LEFT", "RIGHT", "CENTER"]),
        "widths": [size, *[min((480 - size) / width, 80)] * width],
        "texts": {0},
        **looks(chance),
    }


def crimes(chance: random.Random) -> Printed:
    """One row a crime, with a running number and two columns of text that is wrapped."""
    rows = [
        [str(n + 1), words(chance, 14), words(chance, 14), chance.choice(["2019/20", "2020/21"])]
        for n in range(chance.choice([3, 10, 40, 60]))
    ]
    return {
        "header": ["No.", "Offence", "Outcome", "Year"],
        "rows": rows,
        "across": "LEFT",
        "widths": [40, 150, 150, 70],
        "texts": {1, 2},
        **looks(chance),
    }


def letterhead(canvas: Canvas, _: object) -> None:
    canvas.drawString(400, 815, "Tel No: 101")
    canvas.drawString(280, 20, f"Page {canvas.getPageNumber()} of 4")


def make(path: Path, it: Printed) -> Path:
    shown = [[prose(text) if i in it["texts"] else text for i, text in enumerate(row)] for row in it["rows"]]
    style = [("ALIGN", (1, 0), (-1, -1), it["across"]), ("VALIGN", (0, 0), (-1, -1), it["down"])]
    how = {"colWidths": it["widths"], "repeatRows": int(it["again"]), "style": style}
    text = [prose("In 2019/20 and in 2020 we recorded 1,234 crimes."), gap()] if it["text"] else []
    made = table([it["header"], *shown], it["lines"], **how)
    return letter(path, *text, made, on_page=letterhead if it["head"] else None)


def told(it: Printed) -> tuple[list[list[str]], list[str]]:
    """The rows that are read of what is printed, headers left out, and the doubts they are told with."""
    with tempfile.TemporaryDirectory() as folder:
        document = here(make(Path(folder, "a.pdf"), it))
    # What is in no table at all is told by a notice.
    doubts = [notice.kind for notice in document.notices if notice.kind == "figures outside tables"]
    grids = [grid for grid in document.grids if "labels" not in grid.place]
    rows = [[" ".join(text.split()) for text in row] for grid in grids for row in grid.rows]
    return [row for row in rows if row != it["header"]], doubts + [
        each for grid in grids for each in grid.doubts
    ]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CHANCES)
def test_figures_are_read_as_printed_or_with_a_doubt(chance: random.Random) -> None:
    it = figures(chance)
    rows, doubts = told(it)
    assert doubts or rows == it["rows"]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(CHANCES)
def test_a_list_of_crimes_is_read_as_printed_or_with_a_doubt(chance: random.Random) -> None:
    it = crimes(chance)
    rows, doubts = told(it)
    assert doubts or rows == it["rows"]


def tight(chance: random.Random) -> Printed:
    """Rows without lines whose labels are wrapped, and which stand hardly further apart than the lines of a label."""
    size, width = chance.choice([8, 9, 10, 11, 12]), chance.randint(1, 4)
    blank = chance.choice([0, 0.2, 0.4])
    rows = [
        (
            [words(chance, 3) for _ in range(chance.choice([1, 1, 1, 2, 2, 3]))],
            ["" if chance.random() < blank else str(chance.randint(0, 3000)) for _ in range(width)],
        )
        for _ in range(chance.choice([3, 5, 8, 15]))
    ]
    return {
        "rows": [(["Offence"], [f"{2015 + i}/{16 + i}" for i in range(width)]), *rows],
        "size": size,
        "pitch": size * chance.choice([1.12, 1.15, 1.2, 1.3]),
        "gap": chance.choice([0, 1, 2, 3, 6, 9]),
        "down": chance.choice([0, 0.5, 1]),
    }


def draw(canvas: Canvas, it: Printed) -> None:
    canvas.setFont("Helvetica", it["size"])
    y = 800.0
    for lines, row in it["rows"]:
        for at, line in enumerate(lines):
            canvas.drawString(60, y - at * it["pitch"], line)
        across = y - it["down"] * (len(lines) - 1) * it["pitch"]
        for at, text in enumerate(row):
            canvas.drawRightString(320 + 60 * at, across, text)
        y -= len(lines) * it["pitch"] + it["gap"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CHANCES)
def test_labels_over_lines_that_stand_close_are_read_as_printed_or_with_a_doubt(
    chance: random.Random,
) -> None:
    it = tight(chance)
    truth = [[" ".join(lines), *row] for lines, row in it["rows"]]
    with tempfile.TemporaryDirectory() as folder:
        document = here(drawn(Path(folder, "a.pdf"), lambda canvas: draw(canvas, it)))
    grids = [grid for grid in document.grids if "labels" not in grid.place]
    rows = [[" ".join(text.split()) for text in row] for grid in grids for row in grid.rows]
    # Rows of blanks below the last figure are words below the table.
    last = max(at for at, row in enumerate(truth) if at == 0 or any(row[1:]))
    assert any(grid.doubts for grid in grids) or not rows or rows == truth[: max(last + 1, len(rows))]


def test_most_tables_are_read_without_a_doubt() -> None:
    """A reader that doubts everything would pass the tests above."""
    chance = random.Random(3)
    printed = [figures(chance) for _ in range(20)] + [crimes(chance) for _ in range(10)]
    found = [(told(it), it["rows"]) for it in printed]
    assert sum(not doubts and rows == truth for (rows, doubts), truth in found) >= 24
