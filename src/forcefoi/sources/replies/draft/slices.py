"""Slices: which tables are parts of one whole, which slice the same crimes again, which count something else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from forcefoi.clean.squash import fold
from forcefoi.errors import DataError
from forcefoi.question import NOT_STATED, Question
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.parts import Sketch
from forcefoi.sources.replies.draft.try_out import reply_of
from forcefoi.sources.replies.draft.windows import windows_in
from forcefoi.sources.replies.given_twice import whole_of
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.reading import PARTS
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
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, sketch in enumerate(sketches):
        doubts: dict[str, list[str]] = {}
        _settle(sketch, sketches[:at], _sharing(sketch, sketches, holders, question), question, doubts)
        for key in sketch.cells:
            holders[key].append(at)
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
    unit = sketch.entry["unit"]
    if unit in CRIMES:
        return DEFAULT
    return _titled(sketch) or f"{unit} recorded"


def _titled(sketch: Sketch) -> str:
    """What a title says is counted. Its window is no part of that: the next year's table counts the same."""
    title = sketch.comments.get("title", "")
    for window in windows_in(title):
        title = re.sub(rf"\W*\b(?:in|for|during|from)?\s*{re.escape(window)}(?!\w)", " ", title)
    return " ".join(title.split()).strip(" ,:;-–—")[:120]


@dataclass(frozen=True)
class _Shared:
    """A table before another, and what both count: in how many cells, and in how many of them the same number."""

    before: Sketch
    cells: int
    same: int
    alike: bool

    @property
    def is_again(self) -> bool:
        """Whether the two are alike enough for one to be the other again, or another part of the same."""
        return self.alike or self.same >= COPY * self.cells


def _comparable(before: Sketch, sketch: Sketch, question: Question) -> bool:
    """Whether two tables are broken down by the same, and which window they are of is not asked first."""
    if before.dimensions != sketch.dimensions or not before.cells or not sketch.cells:
        return False
    unknown = [NOT_STATED in _fixed(each, question) for each in (before, sketch)]
    return unknown[0] == unknown[1] and not (unknown[0] and before.file != sketch.file)


def _sharing(
    sketch: Sketch, sketches: list[Sketch], holders: dict[tuple[str, ...], list[int]], question: Question
) -> list[_Shared]:
    """Every table before this one that counts something that it counts too."""
    cells: Counter[int] = Counter()
    same: Counter[int] = Counter()
    for key, count in sketch.cells.items():
        for at in holders.get(key, ()):
            cells[at] += 1
            same[at] += sketches[at].cells[key] == count
    return [
        _Shared(sketches[at], cells[at], same[at], _alike(sketches[at], sketch, question))
        for at in sorted(cells)
        if _comparable(sketches[at], sketch, question)
    ]


def _alike(before: Sketch, sketch: Sketch, question: Question) -> bool:
    return len({_skeleton(before, question), _skeleton(sketch, question)} - {""}) < 2


def _settle(
    sketch: Sketch,
    before: list[Sketch],
    sharing: list[_Shared],
    question: Question,
    doubts: dict[str, list[str]],
) -> None:
    """Settle one table against every one before it; `doubts` get the tables that it may go on from.

    What it shares comes first: a copy of the third sheet goes on from the first one only to look at.
    """
    if again := [each for each in sharing if each.is_again]:
        _again(sketch, again)
        return
    taken_up = {each.before.entry["group"] for each in sharing}
    for each in before:
        if (
            each.entry.get("use") != "check"
            and each.entry["group"] not in taken_up
            and _comparable(each, sketch, question)
            and _goes_on(each, sketch, _alike(each, sketch, question), question, doubts)
        ):
            return
    if sharing:
        _another_measure(sketch, sharing[0].before)


def _again(sketch: Sketch, again: list[_Shared]) -> None:
    """Ask which holds of tables that count the same; of a whole file sent again it is known that it is one."""
    found = max(again, key=lambda each: (each.before.entry.get("use") != "check", each.same, each.cells))
    before, other = found.before, found.cells - found.same
    many = found.cells >= COPY * min(len(before.cells), len(sketch.cells))
    if before.file != sketch.file and many:
        _copies(before, sketch, other)
        return
    if other:
        which = "which of them holds, or is it another measure, or another part"
    else:
        which = "is it a copy, as drafted, or another part"
    added = whole_of({each.id: each.cells for each in (*(each.before for each in again), sketch)})
    told = ""
    if added and added[1][1:]:
        whole, parts = added
        told = f"; {whole} has the numbers of {' and '.join(parts)} added: is it their whole?"
    sketch.ask(
        f"it counts the same as {before.id} in {found.cells} cells, {other or 'none'} of them with other numbers: "
        f'{which} (in both group = "{before.entry["group"]}" and same_key = "{PARTS[-1]}", and no use)? '
        f'Until somebody says it is only compared (use = "check"){told}'
    )
    sketch.entry["use"] = "check"


def _another_measure(sketch: Sketch, before: Sketch) -> None:
    sketch.entry["measure"] = _titled(sketch) or f"{sketch.id}: to be named"
    sketch.guess(f"another measure than {before.id}: its title is another and its numbers are", "measure")
    if sketch.entry["measure"] == before.entry["measure"] or not _titled(sketch):
        sketch.ask(f"what does it count, as {before.id} has other numbers for the same? measure = …")


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


def _copies(before: Sketch, sketch: Sketch, other: int) -> None:
    sketch.entry["use"] = "check"
    sketch.entry["measure"] = before.entry["measure"]
    sketch.guess(f"it is {before.id} again in another file: only compared", "use")
    if other:
        sketch.ask(f"{other} of its cells differ from {before.id}: which file is the right one?")


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
