"""What is offered for a text in place of a count: never nought for one with a number in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.replies.draft.test_shapes import document, drafted
from tests.sources.replies.replies import taken_of

from forcefoi.sources.replies.offered import offered


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=20).filter(lambda text: re.search("[1-9]", text)))
def test_nought_is_never_offered_for_a_text_with_a_number(text: str) -> None:
    assert not re.search(r"= 0 }|= \[0,", offered(text)) or re.search(r"\b0 ?[-–—ta]", text)


ROWS = [["Offence", "Sex", "2015/16", "2016/17"], ["Stalking", "F", 12, 300], ["Stalking", "M", 9, 12]]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("5-9", "[5, 9]"),
        ("2 of 290", "…"),
        ("less than five", "[1, 4]"),
        ("~ 3 ?", "…"),
        ("30 approx", "[25, 35]"),
    ],
)
def test_the_draft_and_the_refusal_offer_it(text: str, entry: str) -> None:
    rows = [ROWS[0], ["Stalking", "F", 12, text], ROWS[2]]
    told = "\n".join(drafted(document(rows)).questions)
    assert f'words = {{ "{text}" = {entry}' in told
    table = 'labels = { A = "offence", B = "gender" }\ncounts = ["C:D"]\nheader = ["window"]\n'
    (problem,) = taken_of(rows, table).problems
    assert f'words = {{ "{text}" = {entry}' in problem.allowed


def test_a_column_of_thresholds_and_spans_is_one_of_counts() -> None:
    rows = [ROWS[0], ["Stalking", "F", 12, "5-9"], ["Stalking", "M", 9, "less than five"]]
    draft = drafted(document(rows))
    assert draft.sketches[0].entry["counts"] == ["C:D"]
    assert len(draft.questions) == 2
