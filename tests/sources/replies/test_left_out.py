"""Rows that are no crimes by a word of theirs: left out where the reading says so, and never unseen."""

from __future__ import annotations

import pytest
from tests.sources.replies.draft.test_no_edit import drafted
from tests.sources.replies.replies import counts, taken_of

from forcefoi.errors import DataError

HEAD = ["Ref", "Offence", "Status"]
ROWS = [
    HEAD,
    ["A1", "Harassment", "Recorded"],
    ["A2", "Harassment", "No Crime"],
    ["A3", "Stalking", "recorded"],
    ["A3", "Stalking", "Cancelled"],
    ["A5", "", "Cancelled"],
    ["", "", ""],
]
READING = """
grain = "records"
labels = { A = "reference", B = "offence", C = "-" }
fixed = { gender = "all", window = "2017/18" }
counted = { C = { "Recorded" = true, "No crime" = false, "Cancelled" = false } }
"""


def test_rows_are_left_out_by_their_word_and_told() -> None:
    taken = taken_of(ROWS, READING)
    assert counts(taken) == {("8L", "all", "2017"): (1, 1), ("8Q", "all", "2017"): (1, 1)}
    told = (
        "3 rows left out, as the reading says: 2 with “Cancelled” in column C, 1 with “No crime” in column C"
    )
    assert taken.left_out == told
    # A row that is left out has no crime of its own: its reference is no second one.
    assert taken.references and taken.references.repeated == ""


def test_a_word_that_nobody_named_is_refused() -> None:
    taken = taken_of(ROWS, READING.replace(', "Cancelled" = false', ""))
    problem = taken.problems[0]
    assert problem.value == "cancelled" and "in 2 rows" in problem.why and "row 5" in problem.file


def test_rows_of_counts_are_left_out_too() -> None:
    rows = [["Offence", "Status", "2017/18"], ["Harassment", "Crime", 5], ["Harassment", "No crime", 2]]
    reading = """
labels = { A = "offence" }
counts = ["C"]
header = ["window"]
fixed = { gender = "all" }
counted = { B = { "Crime" = true, "No crime" = false } }
"""
    taken = taken_of(rows, reading)
    assert counts(taken) == {("8L", "all", "2017"): (5, 5)}
    assert taken.left_out.startswith("1 row left out")


def test_a_draft_leaves_out_what_is_no_crime_and_asks() -> None:
    status = ["Recorded", "No crimed", "NFA", "Undetected", "Recorded", "Cancelled", "Recorded", "Recorded"]
    rows = [["Crime Ref", "Offence", "Year", "Status"]]
    rows += [[f"A/{at}", "Harassment", "2017/18", word] for at, word in enumerate(status)]
    draft = drafted(rows)
    assert draft.sketches[0].entry["counted"] == {
        "D": {"Recorded": True, "No crimed": False, "NFA": True, "Undetected": True, "Cancelled": False}
    }
    assert any("'No crimed' in 1, 'Cancelled' in 1 of its 8 rows" in each for each in draft.questions)
    plain = [[*row[:3], "NFA"] for row in rows]
    assert not any("NFA" in each for each in drafted(plain).questions)


@pytest.mark.parametrize(
    "wrong", ['counted = { B = { "Harassment" = true } }', 'counted = { C = { "Recorded" = "yes" } }']
)
def test_what_counted_cannot_be_is_refused(wrong: str) -> None:
    with pytest.raises(DataError, match="counted"):
        taken_of(ROWS, READING[: READING.index("counted")] + wrong)
