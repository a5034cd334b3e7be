"""No row of data becomes a header, nor is left out, unless a question says so: words may stand where counts should."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.replies.draft.test_shapes import HOSPITALS, document, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid

WORDS = [
    "refused",
    "see note",
    "CHASE NEEDED",
    "N/A",
    "-",
    "0.5",
    "*",
    "Not held",
    "0.8",
    "10%",
    "s.40(2)",
    "2013",
]
OFFENCES, PLACES = ["Theft", "Arson", "Robbery", "Rape"], ["Wexley Royal", "St Anyone's", "General"]


def text_file(rows: list[list[Any]]) -> Document:
    return Document("a.csv", "csv", grids=(Grid("lines", [[str(cell) for cell in row] for row in rows]),))


def rows_told(draft: Draft) -> set[int]:
    """The rows that some question is about, from 1."""
    told: set[int] = set()
    for each in draft.questions:
        told |= {int(found) for found in re.findall(r"\b(?:row|line) (\d+)\b", each)}
        for first, last in re.findall(r"(?:\brows |\b[A-Z])(\d+)(?:-|:[A-Z])(\d+)\b", each):
            told |= set(range(int(first), int(last) + 1))
    return told


@st.composite
def with_words(draw: Any) -> tuple[list[list[Any]], list[int]]:
    """A table whose cells of counts hold words here and there, and which of its rows are data (from 1)."""
    years = draw(st.sampled_from([["2016/17", "2017/18", "2018/19"], [2016, 2017, 2018]]))[
        : draw(st.integers(1, 3))
    ]
    rows: list[list[Any]] = [["Offence", "Hospital", *years]]
    data = []
    for offence in OFFENCES[: draw(st.integers(2, 4))]:
        for place in PLACES[: draw(st.integers(1, 3))]:
            worded = draw(st.integers(0, 3)) == 0
            count = st.sampled_from(WORDS) if worded else st.integers(0, 300)
            rows.append([offence, place, *(draw(count) for _ in years)])
            data.append(len(rows))
            if draw(st.integers(0, 9)) == 0:
                rows.append([""] * len(rows[0]))
    return rows, data


@given(with_words(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_row_of_data_is_lost_without_a_question(
    laid: tuple[list[list[Any]], list[int]], as_text: bool
) -> None:
    rows, data = laid
    draft = draft_reply([text_file(rows) if as_text else document(rows)], HOSPITALS)
    if not draft.sketches:
        assert draft.questions
        return
    kept = {row + 1 for sketch in draft.sketches for row in sketch.block.rows}
    assert set(data) <= kept | rows_told(draft)


def test_a_text_with_fractions_is_one_table() -> None:
    rows = [["Council", "Log", "System", "People", "Cost"], ["Wexley", "no", "Paper", 0.8, ""]]
    rows += [
        ["Anytown", "yes", "Paper", 3, ""],
        ["Northgate", "no", "Paper", 0.3, ""],
        ["Oldham", "yes", "Ink", 2, 9],
    ]
    draft = draft_reply([text_file(rows)], HOSPITALS)
    assert [each.entry["range"] for each in draft.sketches] == ["A1:E5"]
    assert draft.sketches[0].block.header == (0,)


def test_a_row_below_a_whole_header_is_data_though_it_has_no_count() -> None:
    rows = [
        ["Council", "System", "2016/17"],
        ["Wexley", "Ink", ""],
        ["Anytown", "Paper", 3],
        ["Northgate", "Wood", 4],
    ]
    assert draft_reply([text_file(rows)], HOSPITALS).sketches[0].block.header == (0,)


@pytest.mark.parametrize("gap", [0, 1])
def test_another_table_below_is_found_and_asked_about_where_it_may_be_a_row(gap: int) -> None:
    rows: list[list[Any]] = [["Offence", "F", "M"], ["Theft", 1, 2], ["Arson", 3, 4], *[["", "", ""]] * gap]
    other = [["Region", "North", "South"], ["Theft", 1, 2], ["Arson", 3, 4]]
    draft = drafted(document([*rows, *other]), asked=HOSPITALS)
    assert len(draft.sketches) == 2
    assert any("is it a header, or a row of the table before it?" in each for each in draft.questions)
    years = [["Outcome", "2016/17", "2017/18"], ["Charged", 1, 2], ["Cautioned", 3, 4]]
    draft = drafted(document([*rows, *years]), asked=HOSPITALS)
    assert len(draft.sketches) == 2
    assert not any("is it a header" in each for each in draft.questions)
