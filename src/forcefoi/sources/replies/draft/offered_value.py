"""Offered value: what a title, the corner of a header or a letter's sentence names as what a whole table is of.

It proves nothing, and is offered as the answer to a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forcefoi.clean.squash import fold, squash
from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes, head
from forcefoi.sources.replies.draft.name_dimension import (
    FILLERS,
    GENERAL,
    HEADINGS,
    headed,
    is_open,
    reads,
    values_in,
)
from forcefoi.sources.replies.draft.parts import Block, Source
from forcefoi.sources.replies.draft.plain_words import BY, COURTESY, PLAIN, sentences, words_in
from forcefoi.sources.replies.draft.windows import windows_in

# So many words are a name; more of them are a sentence about something.
FEW = 4
TELLING = frozenset(
    fold(
        """shows show shown showing gives give given sets set relates relate relating concerns concerning lists list
        contains contain provides provide details detail breaks summarises above here please find see there has have had
        been being we us you i also only figure continued cont annex page includes include including
        involving against flagged marked held hold"""
    ).split()
)
# A sentence that points at a table and says of what its numbers are.
POINTS = re.compile(
    r"(?=.*\b(?:below|following|this table|the tables?|table \d+)\b)"
    r".*\b(?:crimes?|offences?|incidents?|reports?|cases|records)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offered:
    """A value, and the words it was found in."""

    value: str
    where: str
    text: str


def corners(block: Block, axes: Axes, question: Question) -> Iterator[str]:
    """Header words over the labels that don't name what the labels are: "Stalking" over "Female" and "Male"."""
    for column, name in axes.labels.items():
        words = head(block, column)
        if name not in question.names or headed(words, question.dimension(name)):
            continue
        if set(words_in(words)) - PLAIN - FILLERS - set(GENERAL):
            yield words


def offered_value(
    dimension: Dimension, block: Block, axes: Axes, source: Source, question: Question
) -> Offered | None:
    """The one value that the words nearest to a table name; None where they name none, or more than one."""
    if is_open(dimension) and not is_only_open(dimension, axes, question):
        return None  # Of which of them it would be, nothing says.
    for where, texts in _texts(block, axes, source, question, dimension):
        found = [(name, text) for text in texts for name in _names(text, dimension, question)]
        if found:
            alone = len({fold(name) for name, _ in found}) == 1
            return Offered(found[0][0], where, found[0][1]) if alone else None
    return None


def is_only_open(dimension: Dimension, axes: Axes, question: Question) -> bool:
    """Whether a dimension is the only open one that nothing in the table gives."""
    return [each for each in question.dimensions if is_open(each) and each.name not in axes.given] == [
        dimension
    ]


def _texts(
    block: Block, axes: Axes, source: Source, question: Question, dimension: Dimension
) -> Iterator[tuple[str, list[str]]]:
    """The texts that may name it, the nearest first: one by one, and those that stand anywhere all together."""
    yield from (("its title", [text]) for text in reversed(block.above))
    yield from (("the corner of its header", [text]) for text in corners(block, axes, question))
    every = list(sentences(source.texts))
    if number := re.search(r"table (\d+)$", block.grid.place):
        named = re.compile(rf"\btable {number[1]}\b", re.IGNORECASE)
        yield "the reply's sentence", [text for text in every if named.search(text)]
    others = [text for text in every if not re.search(r"\btable \d", text, re.IGNORECASE)]
    if is_open(dimension):
        about = asked_about(question)
        others = [text for text in others if pointed_at(text, question) or names_some(text, about)]
    yield "the reply's sentence", others


def _names(text: str, dimension: Dimension, question: Question) -> list[str]:
    if not is_open(dimension):
        found = [each for each in values_in(text, dimension) if dimension.parse(each) != "all"]
        return list({dimension.parse(each): each for each in reversed(found)}.values())
    return names_in(text, question)


def names_in(text: str, question: Question) -> list[str]:
    """What a text names beside plain words, times, bodies, and the values of closed dimensions.

    >>> import datetime
    >>> asked = Question("x", "Crimes", "How many?", datetime.date(2024, 1, 1), (), {}, None, False)
    >>> names_in("Table 1 shows stalking by gender of victim", asked)
    ['stalking']
    """
    rest = "" if COURTESY.match(text) else squash(text)
    if split := BY.search(rest):
        rest = rest[: split.start()]
    for known in (*windows_in(rest), *(name for names in question.bodies.values() for name in names)):
        rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " . ", rest, flags=re.IGNORECASE)
    runs: list[list[str]] = [[]]
    for word in re.findall(r"[A-Za-z][\w'’-]*|[^\sA-Za-z]", rest):
        if _is_plain(word, question):
            runs.append([])
        else:
            runs[-1].append(word)
    return (
        [" ".join(run) for run in runs if run and len(run) <= FEW]
        if all(len(run) <= FEW for run in runs)
        else []
    )


def _is_plain(word: str, question: Question) -> bool:
    low = fold(word)
    if (
        len(low) < 2
        or not low[0].isalpha()
        or re.search("[0-9]", low)
        or low in PLAIN
        or low in TELLING
        or low in FILLERS
    ):
        return True
    heads = " ".join(
        f"{each.name} {each.label} {HEADINGS.get(each.kind, '')} {HEADINGS.get(each.name, '')}"
        for each in question.dimensions
    )
    if low in GENERAL or low in words_in(f"{heads} {HEADINGS['offence']}"):
        return True
    closed = [each for each in question.dimensions if not is_open(each) and each.kind != "window"]
    return any(reads(low, each) for each in closed)


def pointed_at(text: str, question: Question) -> str:
    """What a sentence that points at a table names, as "the following arson offences" does; "" where it names nothing.

    >>> import datetime
    >>> asked = Question("x", "Crimes", "How many?", datetime.date(2024, 1, 1), (), {}, None, False)
    >>> pointed_at("We recorded the following arson offences:", asked), pointed_at("See the table below.", asked)
    ('arson', '')
    """
    names = names_in(text, question) if POINTS.match(text) else []
    return names[0] if len(names) == 1 else ""


def asked_about(question: Question) -> frozenset[str]:
    """The words of a question that are what it is about, as "stalking" and "harassment" are."""
    about = (
        set(words_in(re.sub(r"\(.*?\)", " ", f"{question.question} {question.title}")))
        - PLAIN
        - FILLERS
        - set(GENERAL)
    )
    about -= {word for each in question.dimensions for word in words_in(f"{each.name} {each.label}")}
    return frozenset(word for word in about if not _is_plain(word, question))


def names_some(text: str, about: frozenset[str]) -> str:
    """The first word of what a question is about that a text names, where it doesn't name all of it; "" elsewhere.

    Of a question about stalking and harassment, a sentence that speaks of harassment alone may be of a table's offence.

    >>> about = frozenset(("stalking", "harassment"))
    >>> names_some("Harassment is below.", about), names_some("Stalking and harassment", about)
    ('harassment', '')
    """
    found = [word for word in words_in(text) if word in about]
    return found[0] if found and set(found) != about else ""
