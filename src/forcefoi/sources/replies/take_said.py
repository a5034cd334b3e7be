"""Take the counts that a person typed from sentences, each held against the words of the file that it stands in."""

from __future__ import annotations

from forcefoi.clean.squash import squash
from forcefoi.errors import Problem
from forcefoi.question import OUTSIDE, Question
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.reading import Said
from forcefoi.sources.replies.taken import Cell, Taken


def take_said(taken: Taken, document: Document, question: Question, shown: str) -> None:
    """Fill `taken` with a cell for each number typed; one whose words are not in the file at its place is refused."""
    table = taken.table
    texts = {text.place: squash(text.text) for text in document.texts if not text.hidden}
    for at, said in enumerate(table.said, start=1):
        place = next((each for each in table.places if said.words in texts.get(each, "")), None)
        if place is None:
            taken.problems.append(_not_there(taken, document, texts, said, shown))
            continue
        cell = Cell(
            {**table.fixed, **said.at}, said.count, said.words, f"{place}: “{said.words}”", at, 0
        )  # fmt: skip
        if missing := [name for name in question.names if name not in cell.at]:
            why = f"[[tables]] {table.id}: nothing says which {', '.join(missing)} is counted"
            todo = f'at = {{ {missing[0]} = "…" }} beside the words, or fixed for the whole table'
            taken.problems.append(Problem(shown, why, value=said.words, todo=todo))
            continue
        taken.cells.append(cell)
    _refuse_twice(taken, question, shown)


def _not_there(taken: Taken, document: Document, texts: dict[str, str], said: Said, shown: str) -> Problem:
    elsewhere = [place for place, text in texts.items() if said.words in text]
    why = f"[[tables]] {taken.table.id}: {', '.join(taken.table.places)} of {document.name} has no such words"
    if elsewhere:
        why += f"; they stand in {elsewhere[0]}"
    known = ", ".join(elsewhere or list(texts)[:20]) or "nothing: it has no words outside of its tables"
    return Problem(
        shown, why, value=said.words, allowed=known, todo="place and words as they stand in the file"
    )


def _refuse_twice(taken: Taken, question: Question, shown: str) -> None:
    """Two numbers that count the same are a slip, or one of them counts something else."""
    seen: dict[tuple[str, ...], Cell] = {}
    for cell in taken.cells:
        if OUTSIDE in cell.at.values() or taken.table.same_key == "add":
            continue
        first = seen.setdefault(cell.key(question.names), cell)
        if first is not cell:
            why = f"[[tables]] {taken.table.id}: it counts the same as “{first.text}”: "
            why += ", ".join(cell.key(question.names))
            todo = 'at tells them apart; same_key = "add" if they are parts of one'
            taken.problems.append(Problem(shown, why, value=cell.text, todo=todo))
