"""What a later reply changes: each count of the earlier one beside the count that replaces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forcefoi.bounds import Bounds
from forcefoi.question import OUTSIDE, Question
from forcefoi.sources.replies.check import Checked
from forcefoi.sources.replies.gather import REPLACED, Received
from forcefoi.sources.replies.reconcile import total
from forcefoi.sources.replies.taken import Cell
from forcefoi.windows import value_label


@dataclass(frozen=True)
class Moved:
    """One count that a later reply gives otherwise; None where one of the two doesn't give it."""

    force: str
    earlier: str
    later: str
    measure: str
    at: tuple[str, ...]
    before: Bounds | None
    before_place: str
    after: Bounds | None
    after_place: str

    def __str__(self) -> str:
        told = ", ".join(value_label(value) for value in self.at)
        before = "not given" if self.before is None else f"{self.before} ({self.before_place})"
        after = "not given" if self.after is None else f"{self.after} ({self.after_place})"
        return f"{self.measure}, {told}: {before}, now {after}"


def moved(received: Sequence[Received], question: Question) -> list[Moved]:
    """Every count that moved where a later reply replaces an earlier one, in order."""
    by_id = {each.id: each for each in received}
    return [
        change
        for each in received
        if each.state == REPLACED and each.checked and by_id[each.replaced_by].checked
        for change in _changes(each, by_id[each.replaced_by], question.names)
    ]


def _changes(earlier: Received, later: Received, names: tuple[str, ...]) -> Iterator[Moved]:
    assert earlier.checked and later.checked
    before, after = _by_key(earlier.checked, names), _by_key(later.checked, names)
    for key in sorted(set(before) | set(after)):
        first, second = _told(before.get(key)), _told(after.get(key))
        if first[0] != second[0]:
            measure, *at = key
            yield Moved(earlier.reply.force, earlier.id, later.id, measure, tuple(at), *first, *second)


Key = tuple[str, ...]


def _by_key(checked: Checked, names: tuple[str, ...]) -> dict[Key, list[tuple[str, Cell]]]:
    """The counts that are used as figures, by measure and what they count."""
    found: dict[Key, list[tuple[str, Cell]]] = {}
    for taken in checked.taken:
        if taken.table.use == "figures":
            for cell in taken.cells:
                if OUTSIDE not in cell.at.values():
                    key = (taken.table.measure, *cell.key(names))
                    found.setdefault(key, []).append((taken.table.file, cell))
    return found


def _told(cells: list[tuple[str, Cell]] | None) -> tuple[Bounds | None, str]:
    if not cells:
        return None, ""
    file, first = cells[0]
    more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
    return total(cell.count for _, cell in cells), f"{file}, {first.place}{more}"
