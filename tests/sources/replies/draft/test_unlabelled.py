"""A table that has no labels beside one that has them: it may go on from there, and is not all together unasked."""

from __future__ import annotations

from typing import Any

from tests.sources.replies.replies import QUESTION

from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid

FIRST = [["Offence", "2015/16 Female", "2015/16 Male"], ["Stalking", 12, 3]]
SECOND = [["2017/18 Female", "2017/18 Male"], [24, 9]]


def drafted(*tables: list[list[Any]]) -> Draft:
    grids = tuple(Grid(f"page {at}, table 1", rows) for at, rows in enumerate(tables, start=1))
    return draft_reply([Document("a.pdf", "pdf", grids=grids)], QUESTION)


def test_a_table_cut_by_its_columns_over_two_pages_is_asked_what_it_counts() -> None:
    draft = drafted(FIRST, SECOND)
    assert draft.sketches[1].entry["fixed"] == {"offence": "not stated"}
    assert {key[0] for key in draft.sketches[1].cells} == {"not stated"}
    (asked,) = draft.questions
    assert asked.startswith("t2: no offence is given: it has no labels, and t1 has them.")
    assert 'fixed = { offence = "8Q" }' in asked and 'fixed = { offence = "all" }' in asked
    assert not any("not broken down by offence" in each for each in draft.guesses)


def test_with_more_rows_each_of_them_is_asked() -> None:
    draft = drafted([*FIRST, ["Harassment", 40, 20]], SECOND)
    assert "rows = { … = { offence = … } }" in draft.questions[0]


def test_a_table_alone_and_one_with_labels_of_its_own_are_all_together() -> None:
    assert not drafted(SECOND).questions
    assert drafted(SECOND).sketches[0].entry["fixed"] == {"offence": "all"}
    years = [["Victim", "2017/18"], ["Female", 24], ["Male", 9]]
    draft = drafted(FIRST, years)
    assert draft.sketches[1].entry["fixed"] == {"offence": "all"} and not draft.questions
