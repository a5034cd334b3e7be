"""Numbers that a person typed from sentences: figures, held against the words they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.layouts import question
from tests.sources.replies.replies import counts

from forcefoi.errors import DataError
from forcefoi.sources.replies.grid import Document, Text
from forcefoi.sources.replies.read_reply import make_reply
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.taken import Taken

MAIL = Document(
    "mail.txt",
    "txt",
    texts=(
        Text("line 1", "Thank you for your request."),
        Text("lines 3-4", "2016/17 - 1,045 (female 40,\nmale 5)"),
        Text("line 6", "There were forty-five in 2017/18."),
        Text("line 8", "2016/17 - 7", hidden=True),
    ),
)
ALL: dict[str, Any] = {
    "count": 1045,
    "words": "2016/17 - 1,045",
    "at": {"gender": "all", "window": "2016/17"},
}
WOMEN: dict[str, Any] = {"count": 40, "words": "female 40", "at": {"gender": "female", "window": "2016/17"}}


def taken_of(*said: dict[str, Any], **more: Any) -> Taken:
    table = {"id": "t1", "file": "mail.txt", "place": ["lines 3-4", "line 6"], "unit": "crimes", "grain": "said",
             "fixed": {"offence": "8L"}, "said": list(said), **more}  # fmt: skip
    raw = {"force": "", "reference": "", "outcome": "full", "tables": [table],
           "files": [{"name": "mail.txt", "sha256": "0" * 64}]}  # fmt: skip
    return take(make_reply(raw, "x", question()).tables[0], MAIL, question(), "x/reply.toml")


def test_each_number_is_a_figure_with_its_words_as_its_place() -> None:
    taken = taken_of(ALL, WOMEN)
    assert not taken.problems
    assert counts(taken) == {("8L", "all", "2016"): (1045, 1045), ("8L", "female", "2016"): (40, 40)}
    assert taken.cells[0].place == "lines 3-4: “2016/17 - 1,045”"
    # Words that a line break parts are the same words.
    assert not taken_of({**WOMEN, "words": "female 40, male 5)"}).problems


def test_a_number_said_in_words_and_bounds() -> None:
    said = {"count": 45, "words": "forty-five in 2017/18", "at": {"gender": "all", "window": "2017/18"}}
    assert counts(taken_of(said)) == {("8L", "all", "2017"): (45, 45)}
    assert counts(taken_of({**said, "count": [1, 4]})) == {("8L", "all", "2017"): (1, 4)}


def test_words_that_the_file_has_not() -> None:
    (problem,) = taken_of({**WOMEN, "words": "women 40"}).problems
    assert "lines 3-4, line 6 of mail.txt has no such words" in problem.why and problem.value == "women 40"
    (problem,) = taken_of({**WOMEN, "words": "female 40"}, place="line 6").problems
    assert problem.why.endswith("they stand in lines 3-4")
    # What is hidden in the file is no place to read from.
    assert taken_of({**ALL, "count": 7, "words": "2016/17 - 7"}, place="line 8").problems


def test_two_that_count_the_same_and_one_that_does_not_say_what() -> None:
    (problem,) = taken_of(ALL, {**WOMEN, "at": ALL["at"]}).problems
    assert "it counts the same as “2016/17 - 1,045”" in problem.why
    assert not taken_of(ALL, {**WOMEN, "at": ALL["at"]}, same_key="add").problems
    (problem,) = taken_of(ALL, {**WOMEN, "at": {"window": "2016/17"}}).problems
    assert problem.why == "[[tables]] t1: nothing says which gender is counted"


@pytest.mark.parametrize(
    ("said", "more", "why"),
    [
        ({**ALL, "count": 104}, {}, "they have no 104 in them"),
        ({**ALL, "count": -1}, {}, "the least must be nought or more"),
        ({**ALL, "words": ""}, {}, "the words that the number stands in are missing"),
        (ALL, {"grain": "counts", "counts": ["B"]}, "numbers typed from sentences go with their grain"),
        (ALL, {"labels": {"A": "offence"}, "fixed": {}}, "have no rows and columns"),
    ],
)
def test_what_can_be_no_entry(said: dict[str, Any], more: dict[str, Any], why: str) -> None:
    with pytest.raises(DataError, match=why):
        taken_of(said, **more)
