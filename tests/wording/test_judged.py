"""What is printed of a phrase of each kind, whole: judged.txt has the command and what it answers.

Every line was read and worked out by a person when it was added; whoever changes a rule reads there what it changes.
"""

from __future__ import annotations

import shlex
from itertools import takewhile
from pathlib import Path

import pytest

from forcefoi.wording.words.check import check

BLOCKS = Path(__file__).with_name("judged.txt").read_text(encoding="utf-8").split("\n\n")


@pytest.mark.parametrize(
    "block", BLOCKS, ids=lambda block: block.splitlines()[0].removeprefix("$ forcefoi check ")
)
def test_what_is_printed(block: str) -> None:
    command, _, printed = block.partition("\n")
    phrase, *rest = shlex.split(command.removeprefix("$ forcefoi check "))
    counts = list(takewhile(lambda word: word != "--days", rest))
    days = [int(word) for word in rest[len(counts) + 1 :]]
    assert str(check(phrase, *counts, days=days or None)) == printed.rstrip("\n")


@pytest.mark.parametrize(
    ("phrase", "counts", "kind"),
    [
        ("nearly 6,000", (5887,), "size"),
        ("as high as 839", (839,), "upper bound"),
        ("as few as 839", (839,), "lower bound"),
        ("half", (50, 100), "share"),
        ("61 of 5,207", (61, 5207), "share"),
        ("rose", (276, 433), "direction"),
        ("up 57%", (276, 433), "change"),
        ("doubled", (0, 5), "change"),
        ("a high of 5", (5, 4), "extreme"),
        ("highest ever", (5, 4), "extreme"),
        ("over four years", ("2015-04-01", "2018-09-24"), "span"),
        ("since 2015", ("2015-04-01", "2018-09-24"), "span"),
        ("3 years and 177 days", ("2015-04-01", "2018-09-24"), "span"),
    ],
)
def test_what_a_phrase_is_about(phrase: str, counts: tuple[object, ...], kind: str) -> None:
    judged = check(phrase, *counts)
    assert (judged.kind, judged.phrase) == (kind, phrase)
