"""Rows and columns that are a part of the one before them: counted as that part, or left out and asked about."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import HOSPITALS, document, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft

ALL, WOMEN = "all", "female"


def counts(draft: Draft) -> dict[tuple[str, ...], int]:
    return {key[:2]: count.low for sketch in draft.sketches for key, count in sketch.cells.items()}


def rows_with(part: str, total: bool = True) -> list[list[Any]]:
    rows: list[list[Any]] = [
        ["Offence", "2016/17"],
        ["Stalking", 100],
        [part, 80],
        ["Harassment", 50],
        [part, 30],
    ]
    return [*rows, ["Total", 150]] if total else rows


@pytest.mark.parametrize(
    "part",
    [
        "of which female victims",
        "  of which: female",
        "Of these, women",
        "including female",
        "- of which female",
    ],
)
def test_a_part_counts_its_part_and_no_total_adds_it(part: str) -> None:
    draft = drafted(document(rows_with(part)))
    assert counts(draft) == {("8Q", ALL): 100, ("8Q", WOMEN): 80, ("8L", ALL): 50, ("8L", WOMEN): 30}
    assert draft.sketches[0].entry["totals"] == [{"row": 6, "of": ["2", "4"], "label": "Total"}]
    assert not draft.questions
    assert "t1: rows 3, 5 count a part of the row above: row 3 is Stalking, female" in draft.guesses


@pytest.mark.parametrize("part", ["of which domestic", "of which female under 18", "Of these, stalking"])
def test_a_part_that_was_not_asked_for_is_left_out_and_asked_about(part: str) -> None:
    draft = drafted(document(rows_with(part)))
    assert counts(draft) == {("8Q", ALL): 100, ("8L", ALL): 50}
    (asked,) = draft.questions
    assert f"rows 3, 5 ('{part}') are parts of the row above, and left out: was it asked for?" in asked


def test_a_part_that_is_more_than_its_whole_is_asked_about() -> None:
    rows = rows_with("of which female", total=False)
    rows[2][1] = 101
    (asked,) = drafted(document(rows)).questions
    assert "row 3 counts more than the row that it is a part of: is it one?" in asked


def test_rows_set_in_below_another_are_parts_that_are_asked_about() -> None:
    draft = drafted(document(rows_with("    Female", total=False)))
    assert counts(draft) == {("8Q", ALL): 100, ("8Q", WOMEN): 80, ("8L", ALL): 50, ("8L", WOMEN): 30}
    assert any("as its label is set in below that: is it so?" in each for each in draft.questions)
    left = drafted(document(rows_with("    Racially aggravated", total=False)))
    assert counts(left) == {("8Q", ALL): 100, ("8L", ALL): 50}
    assert any("are parts of the row above, and left out" in each for each in left.questions)


def test_rows_set_in_that_add_up_to_the_row_above_are_what_it_is_the_total_of() -> None:
    rows = [["", "2016/17"], ["Stalking", 100], ["  Female", 80], ["  Male", 20], ["Harassment", 50], ["  Female", 30],
            ["  Male", 20]]  # fmt: skip
    draft = drafted(document(rows))
    assert counts(draft) == {("8Q", WOMEN): 80, ("8Q", "male"): 20, ("8L", WOMEN): 30, ("8L", "male"): 20}


def test_a_part_below_a_label_of_its_own_column() -> None:
    rows = [["Offence", "Gender", "2016/17"], ["Stalking", "All", 100], ["", "of which female", 80]]
    assert counts(drafted(document(rows))) == {("8Q", ALL): 100, ("8Q", WOMEN): 80}


def test_a_column_that_is_a_part_of_the_one_before_it() -> None:
    rows = [["Year", "Stalking", "Of which female", "Harassment", "Of which female"], ["2016/17", 100, 80, 50, 30],
            ["2017/18", 1, 1, 1, 1]]  # fmt: skip
    draft = drafted(document(rows))
    assert not draft.questions and len(draft.sketches[0].cells) == 8
    assert draft.sketches[0].entry["columns"]["C"] == {"offence": "Stalking", "gender": "female"}
    domestic = [["Year", "Stalking", "Of which domestic", "Harassment", "Of which female"], *rows[1:]]
    draft = drafted(document(domestic))
    assert draft.sketches[0].entry["ignore"] == {"C": "a part of the column before it: Of which domestic"}
    assert any("not all were asked for" in each for each in draft.questions)


def test_a_class_with_others_named_inside_its_own_name_is_no_part() -> None:
    rows = [["Offence", "Outcome", "Hospital", "2019/20"], ["Violence (including stalking)", "Charged", "A", 1],
            ["Theft", "Charged", "A", 2]]  # fmt: skip
    assert len(drafted(document(rows), asked=HOSPITALS).sketches[0].cells) == 2
