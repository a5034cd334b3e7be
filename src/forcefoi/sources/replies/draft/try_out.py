"""Try a draft out: take its counts as a confirmed reading would be taken; what stands in the way becomes a question."""

from __future__ import annotations

from collections import Counter
from typing import Any

from forcefoi.errors import DataError, Problem, shown
from forcefoi.question import NOT_STATED, Question
from forcefoi.sources.replies.draft.parts import Sketch
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.read_reply import make_reply
from forcefoi.sources.replies.reading import Reply
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.taken import Taken

# So many problems of one kind are asked for a table; answering the first ones often answers the rest.
ALIKE = 3
NAME = "draft"


def try_out(sketch: Sketch, document: Document, question: Question) -> None:
    """Ask what hinders the counts of a draft from being taken, and note the counts that it would give."""
    taken = taken_of(sketch.entry, document, question)
    _ask(taken.problems if isinstance(taken, Taken) else taken, sketch)
    if isinstance(taken, Taken) and taken.problems:
        taken = taken_of(_answered(sketch), document, question)
    if isinstance(taken, Taken):
        sketch.cells = {
            cell.key(question.names): cell.count
            for cell in taken.cells
            if all(name in cell.at for name in question.names)
        }


def _ask(problems: list[Problem], sketch: Sketch) -> None:
    """A question for each problem that no question tells yet; of one kind only the first ones."""
    kinds: Counter[str] = Counter()
    for problem in problems:
        if _asked(problem, sketch):
            continue
        why = problem.why.removeprefix(f"[[tables]] {sketch.id}: ")
        kind = why.partition(":")[0][:24]
        kinds[kind] += 1
        if kinds[kind] <= ALIKE:
            value = "" if problem.value in (None, "") else f" ({shown(problem.value, 40)})"
            # What may be written for a text in place of a count stands with the refusal.
            offer = f": {problem.allowed}" if problem.allowed.startswith("words = ") else ""
            sketch.ask(f"{_where(problem, sketch)}{why}{value}{offer}")
    more = sum(count - ALIKE for count in kinds.values() if count > ALIKE)
    if more:
        sketch.ask(f"and {more} more are refused in the same ways")


def taken_of(entry: dict[str, Any], document: Document, question: Question) -> Taken | list[Problem]:
    """What a table's entry gives; the problems of the entry where it is no reading."""
    try:
        reply = reply_of([entry], question)
    except DataError as error:
        return error.problems
    return take(reply.tables[0], document, question, NAME)


def reply_of(entries: list[dict[str, Any]], question: Question) -> Reply:
    """A reading with these tables and nothing else; raises DataError for an entry that no reading can have."""
    names = {entry["file"].partition("/")[0] for entry in entries}
    files = [{"name": name, "sha256": "0" * 64} for name in sorted(names)]
    raw = {"force": "", "reference": "", "outcome": "full", "files": files, "tables": entries}
    return make_reply(raw, NAME, question)


def _where(problem: Problem, sketch: Sketch) -> str:
    place = problem.file.removeprefix(f"{sketch.file}, ").removeprefix(f"{sketch.block.grid.place}, ")
    return "" if place in (NAME, sketch.file) or place.startswith(f"{NAME}/") else f"{place}: "


def _asked(problem: Problem, sketch: Sketch) -> bool:
    """Whether a question already says it."""
    told = " | ".join(sketch.questions)
    if "hidden" in problem.why:
        return "hidden" in told
    if str(problem.value).startswith(NOT_STATED):
        return "it has no" in told  # A quarter of a year that is asked for.
    if problem.value in (None, ""):
        return "blank" in told and "blank" in problem.why
    if "kind of year" in problem.why or "calendar or a financial" in problem.why:
        return "kind of year" in told
    value = str(problem.value)
    return f"'{value}'" in told or (value.endswith(".0") and f"'{value[:-2]}'" in told)


def _answered(sketch: Sketch) -> dict[str, Any]:
    """The entry with the simplest answer to each question, only to see which cells there are."""
    entry = dict(sketch.entry)
    entry["hidden"] = "use"
    entry["years"] = entry.get("years") or "financial"
    entry["same_key"] = "add"
    if entry.get("grain") == "records":
        del entry["same_key"]
    else:
        words = {word: 0 for word in ("", "-", "–", "—", "N/A", "..", "x", "None")}
        entry["words"] = {**words, **entry.get("words", {})}
    return entry
