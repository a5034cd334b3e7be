"""What a sentence, a title or the corner of a header says a table is of, offered as the answer to a question."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import QUESTION

from forcefoi.question import make_question
from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid, Text

OPEN = make_question(
    {"id": "made-up", "title": "Stalking and harassment", "question": "How many were recorded, by offence and gender?",
     "ends": datetime.date(2024, 3, 31), "invented": True,
     "dimensions": [{"name": "offence"}, {"name": "gender", "kind": "gender"}, {"name": "window", "kind": "window"}]}
)  # fmt: skip
ROWS: list[list[Any]] = [["Gender", "2022/23", "2023/24"], ["Female", "45", "60"], ["Male", "15", "16"]]


def drafted(rows: list[list[Any]], *sentences: str, asked: Any = OPEN) -> Draft:
    texts = tuple(Text(f"paragraph {at}", text) for at, text in enumerate(sentences, 1))
    return draft_reply([Document("a.docx", "docx", grids=(Grid("table 1", rows),), texts=texts)], asked)


def offence(draft: Draft) -> str:
    (sketch,) = draft.sketches
    return sketch.entry["fixed"]["offence"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Table 1 shows stalking by gender of victim.", "stalking"),
        ("The table below gives harassment offences recorded.", "harassment"),
        ("We recorded the following arson offences:", "arson"),
        ("Table 2 is of arson. Table 1 shows stalking.", "stalking"),
    ],
)
def test_a_sentence_that_names_the_offence(sentence: str, value: str) -> None:
    draft = drafted(ROWS, sentence)
    assert offence(draft) == value
    (asked,) = draft.questions
    assert f"the offence is taken to be '{value}', from the reply's sentence" in asked
    assert 'is it all together (fixed = { offence = "all" })?' in asked


def test_a_sentence_that_names_two_offers_none() -> None:
    draft = drafted(ROWS, "Table 1 shows stalking, and robbery.")
    assert offence(draft) == "not stated" and "is it all together" in draft.questions[0]


def test_a_sentence_that_names_all_that_was_asked_speaks_for_no_part() -> None:
    draft = drafted(ROWS, "Please find our figures on stalking and harassment.")
    assert offence(draft) == "all" and not draft.questions


@pytest.mark.parametrize("asked", [OPEN, QUESTION])
def test_a_corner_that_names_the_offence(asked: Any) -> None:
    draft = drafted([["Stalking", "2016/17", "2017/18"], *ROWS[1:]], asked=asked)
    assert offence(draft) == "Stalking"
    (told,) = draft.questions
    assert "from the corner of its header (“Stalking”)" in told


def test_a_corner_of_plain_words_names_nothing() -> None:
    for corner in ("Row Labels", "Victim", "Category", "Type of victim"):
        assert not drafted([[corner, "2016/17", "2017/18"], *ROWS[1:]]).questions


def test_of_two_open_dimensions_none_is_offered() -> None:
    raw = {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2024, 3, 31)}
    names = [{"name": "offence"}, {"name": "hospital"}, {"name": "gender", "kind": "gender"},
             {"name": "window", "kind": "window"}]  # fmt: skip
    draft = drafted(
        [["Stalking", "2016/17", "2017/18"], *ROWS[1:]], asked=make_question({**raw, "dimensions": names})
    )
    assert draft.sketches[0].entry["fixed"] == {"offence": "not stated", "hospital": "not stated"}
