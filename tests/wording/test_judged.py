"""What is read of a phrase, and what is printed of it, whole.

read.txt has phrases as people write them, each with all that is read or why it is refused; judged.txt has a command of
each kind and what it answers. Every line was read and worked out by a person when it was added; whoever changes a rule
reads there what it changes.
"""

from __future__ import annotations

import shlex
from dataclasses import fields
from itertools import takewhile
from pathlib import Path

import pytest

from forcefoi.errors import ParseError
from forcefoi.wording.words.check import check
from forcefoi.wording.words.phrase_patterns import KNOWN
from forcefoi.wording.words.phrase_reader import Phrase, read_phrase

BLOCKS = Path(__file__).with_name("judged.txt").read_text(encoding="utf-8").split("\n\n")
LINES = Path(__file__).with_name("read.txt").read_text(encoding="utf-8").splitlines()


def plain(text: str) -> str:
    """An id by which a test can be asked for: pytest escapes other letters, and then finds none of that name."""
    return text.encode("ascii", "replace").decode()


@pytest.mark.parametrize(
    "block", BLOCKS, ids=lambda block: plain(block.splitlines()[0].removeprefix("$ forcefoi check "))
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


def test_a_base_of_fifty_is_not_small() -> None:
    assert check("one in five", 10, 50).caveats == ()
    assert check("one in five", 10, 49).caveats == ("base under 50: give the counts",)
    small = ("base under 50: give the counts",)
    assert check("doubled", 50, 100, days=(365, 365)).caveats == ()
    assert check("doubled", 49, 98, days=(365, 365)).caveats == small


def test_what_a_phrase_of_unlike_windows_is_about() -> None:
    for phrase, counts, kind in (("fell", (2569, 815), "direction"), ("halved", (2569, 815), "change"),
                                 ("a high of 2,569", (2569, 2500), "extreme")):  # fmt: skip
        assert check(phrase, *counts, days=(365, 177)).kind == kind


def told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(told, value))
    return "?" if value is None else str(value)


def told_ends(read: Phrase) -> str:
    return " to ".join("?" if end is None else f"{end[0]} (step {end[1]})" for end in read.ends or ())


def all_of(read: Phrase) -> str:
    """A phrase with every field that is not as it mostly is."""
    said = [
        f"{field.name} {told_ends(read) if field.name == 'ends' else told(getattr(read, field.name))}"
        for field in fields(Phrase)[2:]
        if getattr(read, field.name) != field.default
    ]
    return "; ".join([f"“{read.text}” {read.kind}", *said])


@pytest.mark.parametrize(
    ("phrase", "said"), list(zip(LINES[::2], LINES[1::2], strict=True)), ids=map(plain, LINES[::2])
)
def test_what_is_read(phrase: str, said: str) -> None:
    try:
        found = all_of(read_phrase(phrase))
    except ParseError as error:
        found = f"refused: {error}".replace(KNOWN, "what is known")
    assert found == said.strip()
