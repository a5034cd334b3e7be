"""Any table of a letter, printed any way, is read as it is, or with a doubt; no figure ever changes unsaid."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_made import LINES, gap, here, letter, prose, table
from reportlab.pdfgen.canvas import Canvas

from forcefoi.sources.replies.formats.pdf.words import is_figure

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
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
FIGURES = st.one_of(
    st.integers(0, 99_999).map(str),
    st.integers(1000, 9_999_999).map("{:,}".format),
    st.sampled_from(["", "", "-", "<5", "*", "0"]),
)
HEADERS = st.sampled_from(["2019/20", "2020/2021", "2019", "2020", "Crimes", "Total", "Male", "FY2021"])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(1, 6))
    labels = draw(st.lists(LABELS, min_size=2, max_size=60))
    return {
        "header": ["Offence", *draw(st.lists(HEADERS, min_size=width, max_size=width))],
        "rows": [[label, *draw(st.lists(FIGURES, min_size=width, max_size=width))] for label in labels],
        "lines": draw(st.sampled_from(list(LINES))),
        "again": draw(st.booleans()),
        "across": draw(st.sampled_from(["LEFT", "RIGHT", "CENTER"])),
        "down": draw(st.sampled_from(["TOP", "MIDDLE", "BOTTOM"])),
        "head": draw(st.booleans()),
        "size": draw(st.sampled_from([70, 140, 220])),
        "text": draw(st.booleans()),
    }


def letterhead(canvas: Canvas, _: object) -> None:
    canvas.drawString(400, 815, "Tel No: 101")
    canvas.drawString(280, 20, f"Page {canvas.getPageNumber()} of 4")


def make(path: Path, it: dict[str, Any]) -> Path:
    wide = 480 - it["size"]
    columns = len(it["header"]) - 1
    body = [[prose(row[0]), *row[1:]] for row in it["rows"]]
    style = [("ALIGN", (1, 0), (-1, -1), it["across"]), ("VALIGN", (0, 0), (-1, -1), it["down"])]
    made = table(
        [it["header"], *body], it["lines"], colWidths=[it["size"], *[min(wide / columns, 80)] * columns],
        repeatRows=int(it["again"]), style=style,
    )  # fmt: skip
    text = [prose("In 2019/20 and in 2020 we recorded 1,234 crimes."), gap()] if it["text"] else []
    return letter(path, *text, made, on_page=letterhead if it["head"] else None)


def figures(rows: list[list[str]]) -> list[list[str]]:
    """The figures of each row that has some, without headers: what must not change."""
    return [row[1:] for row in rows if any(is_figure(text) for text in row[1:])]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_a_table_is_read_as_printed_or_with_a_doubt(it: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = here(make(Path(folder, "a.pdf"), it))
    grids = [grid for grid in document.grids if "labels" not in grid.place]
    if any(grid.doubts for grid in grids):
        return
    rows = [[" ".join(text.split()) for text in row] for grid in grids for row in grid.rows]
    told = [row for row in rows if row != it["header"]]
    assert told == [[" ".join(text.split()) for text in row] for row in it["rows"]]


@st.composite
def lists(draw: st.DrawFn) -> dict[str, Any]:
    texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
    count = draw(st.integers(3, 60))
    rows = [
        [str(n), draw(texts), draw(texts), draw(st.sampled_from(["2019/20", "2020/21"]))]
        for n in range(1, count)
    ]
    return {
        "header": ["No.", "Offence", "Outcome", "Year"],
        "rows": rows,
        "lines": draw(st.sampled_from(list(LINES))),
        "again": draw(st.booleans()),
        "head": draw(st.booleans()),
        "down": draw(st.sampled_from(["TOP", "MIDDLE", "BOTTOM"])),
    }


def make_list(path: Path, it: dict[str, Any]) -> Path:
    body = [[row[0], prose(row[1]), prose(row[2]), row[3]] for row in it["rows"]]
    style = [("ALIGN", (0, 0), (-1, -1), "LEFT"), ("VALIGN", (0, 0), (-1, -1), it["down"])]
    how = {"colWidths": [40, 150, 150, 70], "repeatRows": int(it["again"]), "style": style}
    made = table([it["header"], *body], it["lines"], **how)
    return letter(path, made, on_page=letterhead if it["head"] else None)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists())
def test_a_list_of_crimes_is_read_as_printed_or_with_a_doubt(it: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = here(make_list(Path(folder, "a.pdf"), it))
    grids = [grid for grid in document.grids if "labels" not in grid.place]
    if any(grid.doubts for grid in grids):
        return
    rows = [[" ".join(text.split()) for text in row] for grid in grids for row in grid.rows]
    assert [row for row in rows if row != it["header"]] == it["rows"]
