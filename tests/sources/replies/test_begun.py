"""Crimes of a class from before the class was one: told, and let stand only for a reason that goes with the figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.sources.replies.replies import reply_of

from forcefoi.files import find_root
from forcefoi.question import Question, read_question
from forcefoi.sources.replies.begun import begun, why_early
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.reconcile import ACCEPTED, Check
from forcefoi.sources.replies.take import take

TABLE = """
[[tables]]
id = "t"
file = "a.csv"
place = "lines"
unit = "crimes"
header = ["window"]
labels = { A = "offence", B = "gender" }
counts = ["C:D"]
words = { "-" = 0 }
"""


@pytest.fixture(scope="module")
def question() -> Question:
    return read_question(find_root())


def checks(question: Question, *rows: list[object]) -> list[Check]:
    header = ["Offence", "Gender", "2016/17", "2017/18"]
    document = Document("a.csv", "csv", grids=(Grid("lines", [header, *rows]),))
    taken = take(reply_of(TABLE).tables[0], document, question, "reply.toml")
    assert not taken.problems
    return list(begun([taken], question))


def test_both_genders_of_one_class_and_year_are_one_difference(question: Question) -> None:
    [check] = checks(question, ["8R", "Female", 260, 310], ["8R", "Male", 80, 95])
    assert check.what == "8R in 2016/17, before it was recorded on its own (1 April 2017)"
    assert check.difference == -340 and check.first_place == "a.csv, lines, cell C2 and 1 more"


def test_none_before_its_time_is_no_difference(question: Question) -> None:
    assert checks(question, ["8R", "Female", "-", 310], ["8L", "Female", 150, 200]) == []


def test_only_an_accepted_one_gives_its_reason(question: Question) -> None:
    [check] = checks(question, ["8R", "Female", 260, 310])
    window = "2016-04-01/2017-03-31"
    assert why_early([check], "8R", window) == ""
    let = replace(check, status=ACCEPTED, because="asked (A. Reader)")
    assert why_early([let], "8R", window).endswith("(1 April 2017); asked (A. Reader)")
    assert why_early([let], "8L", window) == ""
