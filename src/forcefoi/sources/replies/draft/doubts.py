"""Doubts: what stands in or around a table that makes its numbers mean something else than they seem to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head
from forcefoi.sources.replies.draft.looks import is_day
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, share_read
from forcefoi.sources.replies.draft.parts import Block, Sketch
from forcefoi.sources.replies.draft.second import OTHER_DAY, says_the_same
from forcefoi.sources.replies.draft.sort_columns import IDENTITY
from forcefoi.sources.replies.grid import Document

OTHER_PERSON = re.compile(
    r"\b(?:suspect|offender|perpetrator|accused|defendant|aggressor|arrested|caller)s?\b", re.I
)
VICTIM = re.compile(r"\bvictims?\b", re.I)
# Words beside a table, and what they put in doubt.
SAID = {
    re.compile(r"(?<![0-9],)\b0{3}s?\b(?! ?[0-9])|\bthousands\b", re.I): "are the numbers thousands?",
    re.compile(
        r"rounded|nearest (?:[0-9]+|five|ten|hundred)\b", re.I
    ): "the numbers are rounded, and read as exact (to the nearest 5: rounded = 5)",
    re.compile(r"\bcumulative", re.I): "does each number hold those before it?",
    re.compile(r"\bsuperseded\b|\bdraft\b|\bdo not use\b", re.I): "is it the final version?",
}
PART = re.compile(r"part[- ]years?|year to date|\bytd\b|incomplete year|not (?:yet )?complete", re.I)
# What a reader noticed of a file and a person must settle before its numbers are used.
NOTICED = ("filter", "tracked changes", "scanned page", "bands", "wrong extension", "hidden text")


def ask_doubts(
    block: Block, axes: Axes, question: Question, texts: Iterable[str], near: Iterable[str], sketch: Sketch
) -> None:
    """Ask what the words at a table, its notes, its merged cells and its second columns put in doubt."""
    words = " | ".join(near)
    for pattern, doubt in SAID.items():
        if found := pattern.search(words):
            sketch.ask(f"'{found[0]}' stands at the table: {doubt}")
    gender = next((each.name for each in question.dimensions if each.kind == "gender"), "")
    if gender and not _says_victim(block, axes, gender) and (found := OTHER_PERSON.search(words)):
        sketch.ask(f"'{found[0]}' stands at the table: whose gender is it, the victim's?")
    if part := next((found[0] for text in texts if (found := PART.search(text))), ""):
        sketch.ask(f"'{part}' stands elsewhere in the reply: is one of the table's windows a part of a year?")
    _ask_notes(block, sketch)
    _ask_merged(block, axes, sketch)
    if axes.records:
        _ask_records(block, axes, question, sketch)


def _says_victim(block: Block, axes: Axes, gender: str) -> bool:
    """Whether the column or header row of the gender says itself that it is the victim's."""
    heads = [head(block, column) for column, name in axes.labels.items() if name == gender]
    over = [block.header[at] for at, name in enumerate(axes.header) if name == gender]
    heads += [words for row in over for c in axes.counts if (words := block.words(row, c))]
    return bool(heads) and all(VICTIM.search(text) and not OTHER_PERSON.search(text) for text in heads)


def ask_notices(document: Document) -> list[str]:
    """A question for each thing that a reader noticed of a file and that bears on its numbers."""
    return [
        f"{document.name}, {notice.place}: {notice.kind}: {notice.what}"
        for notice in document.notices
        if notice.kind in NOTICED
    ]


def _ask_notes(block: Block, sketch: Sketch) -> None:
    rows = {*block.header, *block.rows}
    inside = [at for at in block.grid.notes if at[0] in rows and at[1] in block.columns]
    if inside:
        sketch.ask(
            f"{len(inside)} of its cells {'has a comment' if len(inside) == 1 else 'have comments'}, the first "
            f"{block.grid.name(*min(inside))}: look at what is said there"
        )
    formulas = [at for at in block.grid.formulas if at[0] in block.rows and at[1] in block.columns]
    if formulas:
        sketch.guess(f"{len(formulas)} cells hold formulas; the values last saved are taken")


def _ask_merged(block: Block, axes: Axes, sketch: Sketch) -> None:
    """One number over several rows or columns of counts: which of them does it count?"""
    for top, left, bottom, right in block.grid.merged:
        if top not in block.rows or not any(left <= column <= right for column in axes.counts):
            continue
        if top < bottom or sum(left <= column <= right for column in axes.counts) > 1:
            name = f"{block.grid.name(top, left)}:{block.grid.name(bottom, right)}"
            sketch.ask(f"the cells {name} are one: what does the number in it count?")


def _ask_records(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    rows = data_rows(block, axes)
    for column in (*axes.unknown, *axes.labels):
        words = head(block, column)
        name, where = axes.labels.get(column, "-"), f"column {block.letters(column)} ('{words}')"
        values = [text for row in rows if (text := block.words(row, column))]
        if IDENTITY.search(words.casefold()) and name in ("-", "number") and len(set(values)) < len(values):
            sketch.ask(
                f"{where} has the same reference twice: is it one row a crime? same_reference says how such rows count"
            )
        window = name not in ("-", "number") and question.dimension(name).kind == "window"
        if window and OTHER_DAY.search(words.casefold()):
            sketch.ask(f"{where} may hold the day of something else: is it the {name} that was asked?")
        if name != "-":
            continue
        days = [is_day(block.value(row, column)) for row in rows[:200]]
        for dimension in question.dimensions:
            if is_open(dimension) and dimension.name in axes.given and headed(words, dimension):
                sketch.guess(f"{where} is headed as the {dimension.name} too; the other column is taken")
            if is_open(dimension) or dimension.name not in axes.given:
                continue
            dates = dimension.kind == "window" and sum(days) > len(days) / 2
            if not dates and share_read(values, dimension) < 0.5:
                continue
            first = next((c for c, given in axes.labels.items() if given == dimension.name), None)
            if dates and OTHER_DAY.search(words.casefold()):
                sketch.guess(f"{where} holds the day of something else and is passed over")
            elif first is not None and says_the_same(block, rows, first, column, dimension):
                sketch.guess(
                    f"{where} says the same as column {block.letters(first)} in each row, or more nearly"
                )
            else:
                sketch.ask(f"{where} could be the {dimension.name} as well: which one is?")
