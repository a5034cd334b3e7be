"""Counts of a reply that no page may print: with the others they would give away a count that the force held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from forcefoi.analysis.disclosure import Cell as Printed
from forcefoi.analysis.disclosure import Sum, withhold
from forcefoi.question import Question
from forcefoi.sources.replies.gather import READ, Received
from forcefoi.sources.replies.reconcile import Cells, groups_of, margins, shared_by
from forcefoi.sources.replies.taken import Cell, Taken


def withheld_counts(received: Sequence[Received], question: Question) -> dict[int, str]:
    """Why each count of a reply is withheld that is, by the `id()` of its cell: empty where nothing is to be hidden.

    Totals that the force printed are on no page of ours, but tables that slice the same crimes are, side by side.
    """
    found: dict[int, str] = {}
    for each in received:
        if question.suppression.threshold and each.state == READ and each.checked:
            found |= _withheld(each.checked.taken, question)
    return found


def withheld_keys(
    received: Sequence[Received], names: tuple[str, ...], hidden: Mapping[int, str]
) -> dict[tuple[str, ...], str]:
    """Why each count that is withheld is, by its force and its values of dimensions of these names."""
    return {
        (each.reply.force, *cell.key(names)): hidden[id(cell)]
        for each in received
        if each.state == READ and each.checked
        for taken in each.checked.taken
        for cell in taken.cells
        if id(cell) in hidden
    }


def _withheld(taken: list[Taken], question: Question) -> dict[int, str]:
    counted = {id(cell): cell for each in taken for cell in each.cells if each.table.use != "no"}
    cells = [_printed(name, cell) for name, cell in counted.items()]
    if not any(cell.suppressed for cell in cells):
        return {}
    wholes, sums = [], []
    for number, (first, second) in enumerate(_pairs(taken, question)):
        whole = f"margin {number}"
        wholes.append(Printed(whole, 0, None, printed=False))
        for side in (first, second):
            sums.append(Sum(whole, frozenset(str(id(cell)) for _, cell in side)))
    reasons = withhold([*cells, *wholes], sums, question.suppression.threshold).reasons
    return {int(name): why for name, why in reasons.items()}


def _printed(name: int, cell: Cell) -> Printed:
    suppressed = cell.count.status == "below threshold" and cell.count.low != cell.count.high
    return Printed(str(name), cell.count.low, cell.count.high, suppressed=suppressed)


def _pairs(taken: list[Taken], question: Question) -> Iterator[tuple[Cells, Cells]]:
    """The cells of two groups that count the same crimes, where both have some."""
    groups = list(groups_of([each for each in taken if each.table.use != "no"]).items())
    for at, ((measure, _), first) in enumerate(groups):
        for (other, _), second in groups[at + 1 :]:
            shared = shared_by(first, second, question) if measure == other else ""
            if not isinstance(shared, str):
                yield from ((a, b) for _, a, b in margins(first, second, shared) if a and b)
