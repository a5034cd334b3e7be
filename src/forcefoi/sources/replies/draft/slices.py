"""Slices: which tables are parts of one whole, which slice the same crimes again, which count something else."""

from __future__ import annotations

import re

from forcefoi.clean.squash import fold
from forcefoi.errors import DataError
from forcefoi.question import NOT_STATED, Question
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.parts import Sketch
from forcefoi.sources.replies.draft.try_out import reply_of
from forcefoi.sources.replies.draft.windows import windows_in
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.reconcile import DIFFERS, reconcile
from forcefoi.sources.replies.take import take

CRIMES = ("crimes", "offences", "crime", "offence", "records")
DEFAULT = "crimes recorded"
# Of the cells that two tables share, this share must be the same for one to be a copy of the other.
COPY = 0.8
# Words of a title that differ from page to page and say nothing.
PAGING = ("table", "continued", "cont", "page", "part", "sheet")


def arrange(sketches: list[Sketch], question: Question) -> None:
    """Give each draft its group and measure, and each copy `use = "check"`; ask where it can't be told."""
    for sketch in sketches:
        sketch.entry["group"] = sketch.id
        sketch.entry["measure"] = _measure(sketch)
    for at, sketch in enumerate(sketches):
        doubts: dict[str, list[str]] = {}
        for before in sketches[:at]:
            if before.entry.get("use") != "check" and _hold(before, sketch, question, doubts):
                break
        for doubt, tables in doubts.items():
            # The same about a hundred tables of a workbook is one question.
            more = (
                f" (the same of {len(tables) - 1} tables more, {tables[1]} the first)" if tables[1:] else ""
            )
            sketch.ask(doubt.format(tables[0], tables[0]) + more)


def ask_spellings(sketches: list[Sketch], question: Question) -> list[str]:
    """A question for each value of an open dimension that two tables spell differently."""
    asked = []
    for at, dimension in enumerate(question.dimensions):
        seen: dict[str, tuple[str, str]] = {}
        for sketch in sketches if is_open(dimension) else ():
            for value in dict.fromkeys(key[at] for key in sketch.cells):
                first, table = seen.setdefault(fold(value), (value, sketch.id))
                if first != value and table != sketch.id:
                    asked.append(
                        f"{sketch.id}: '{value}' is '{first}' in {table}: are they one {dimension.name}? "
                        f'values.{dimension.name} = {{ "{value}" = "{first}" }}'
                    )
    return asked


def compare(sketches: list[Sketch], documents: dict[str, Document], question: Question) -> None:
    """Ask where tables that are drafted as slices of the same crimes differ: they may count different things."""
    try:
        reply = reply_of([sketch.entry for sketch in sketches], question)
    except DataError:
        return  # each table's own questions say why
    if any(sketch.questions for sketch in sketches):
        return
    taken = [take(table, documents[table.file], question, "draft") for table in reply.tables]
    groups = [table.group for table in reply.tables]
    for check in reconcile(reply, taken, question):
        if check.status == DIFFERS and any(check.id.startswith(f"{group} against ") for group in groups):
            sketches[0].ask(f"{check}: are both the same measure?")
            return


def _measure(sketch: Sketch) -> str:
    title = sketch.comments.get("title", "")
    unit = sketch.entry["unit"]
    if unit in CRIMES:
        return DEFAULT
    return title[:120] if title else f"{unit} recorded"


def _hold(before: Sketch, sketch: Sketch, question: Question, doubts: dict[str, list[str]]) -> bool:
    """Settle one table against one before it; whether that settles it. `doubts` get the tables it may go on from."""
    if before.dimensions != sketch.dimensions or not before.cells or not sketch.cells:
        return False
    unknown = [NOT_STATED in _fixed(each, question) for each in (before, sketch)]
    if unknown[0] != unknown[1] or (unknown[0] and before.file != sketch.file):
        return False  # Of which window they are is asked first.
    shared = before.cells.keys() & sketch.cells.keys()
    titles = {_skeleton(before, question), _skeleton(sketch, question)} - {""}
    alike = len(titles) < 2
    if not shared:
        return _goes_on(before, sketch, alike, question, doubts)
    same = sum(before.cells[key] == sketch.cells[key] for key in shared)
    many = len(shared) >= COPY * min(len(before.cells), len(sketch.cells))
    if before.file != sketch.file and many and (alike or same >= COPY * len(shared)):
        return _copies(before, sketch, len(shared) - same)
    if alike or same >= COPY * len(shared):
        sketch.ask(
            f"it counts the same as {before.id} in {len(shared)} cells, {len(shared) - same} of them with other "
            f"numbers: "
            f'is it another measure, or the same again (use = "check")?'
        )
        sketch.entry["use"] = "check"
        return True
    sketch.entry["measure"] = sketch.comments.get("title", "")[:120] or f"{sketch.id}: to be named"
    sketch.guess(f"another measure than {before.id}: its title is another and its numbers are", "measure")
    if sketch.entry["measure"] == before.entry["measure"] or not sketch.comments.get("title"):
        sketch.ask(f"what does it count, as {before.id} has other numbers for the same? measure = …")
    return True


def _fixed(sketch: Sketch, question: Question) -> list[str]:
    """What is written for the window: where it is not stated, nobody knows what two tables share."""
    fixed = sketch.entry.get("fixed", {})
    return [fixed[each.name] for each in question.dimensions if each.kind == "window" and each.name in fixed]


def _goes_on(
    before: Sketch, sketch: Sketch, alike: bool, question: Question, doubts: dict[str, list[str]]
) -> bool:
    if whole := _is_whole(before, sketch, question):
        ends = sketch.id if whole == sketch.id else "{}"
        doubt = (
            f"{ends} ends in a total of its rows, and both have the same years: does {sketch.id} go on from "
            "{}, or does it count the same crimes by something else?"
        )
        doubts.setdefault(doubt, []).append(before.id)
        return False
    if not alike:
        doubt = "its title is not that of {}: does it go on from there, or count something else?"
        doubts.setdefault(doubt, []).append(before.id)
        return False
    sketch.entry["group"] = before.entry["group"]
    sketch.entry["measure"] = before.entry["measure"]
    sketch.guess(f"it goes on from {before.id}: they have no value in common", "group")
    return True


def _is_whole(before: Sketch, sketch: Sketch, question: Question) -> str:
    """Which of two tables of the same years ends in a total of its rows: it is whole, and nothing goes on from it."""
    for at, dimension in enumerate(question.dimensions):
        if dimension.kind == "window" and not {key[at] for key in before.cells} & {
            key[at] for key in sketch.cells
        }:
            return ""
    return next(
        (each.id for each in (before, sketch) if any("row" in t for t in each.entry.get("totals", ()))), ""
    )


def _copies(before: Sketch, sketch: Sketch, other: int) -> bool:
    sketch.entry["use"] = "check"
    sketch.entry["measure"] = before.entry["measure"]
    sketch.guess(f"it is {before.id} again in another file: only compared", "use")
    if other:
        sketch.ask(f"{other} of its cells differ from {before.id}: which file is the right one?")
    return True


def _skeleton(sketch: Sketch, question: Question) -> str:
    """A title without what differs from page to page: windows, numbers, values, "table 2", "continued"."""
    title = sketch.comments.get("title", "")
    for window in windows_in(title):
        title = title.replace(window, " ")
    spellings = [value for key in sketch.cells for value in key if len(value) > 2]
    for dimension in question.dimensions:
        spellings += [] if is_open(dimension) or dimension.kind == "window" else values_in(title, dimension)
    for value in sorted(set(spellings), key=len, reverse=True):
        title = re.sub(rf"\b{re.escape(value)}\b", " ", title, flags=re.IGNORECASE)
    read = re.sub(r"[^a-z ]", " ", fold(title))
    return " ".join(word for word in read.split() if word not in PAGING and len(word) > 1)
