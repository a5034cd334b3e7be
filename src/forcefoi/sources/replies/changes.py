"""Changes: the counts of an earlier reply beside those of a later one that replaces it, or amends some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forcefoi.bounds import Bounds
from forcefoi.clean.count import Count
from forcefoi.question import OUTSIDE
from forcefoi.sources.replies.reconcile import total
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.windows import value_label

Key = tuple[str, ...]
Found = dict[Key, list[tuple[str, Cell]]]


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


def by_key(taken: Sequence[Taken], names: tuple[str, ...]) -> Found:
    """The counts that are used as figures, by measure and what they count."""
    found: Found = {}
    for each in taken:
        if each.table.use == "figures":
            for cell in each.cells:
                if OUTSIDE not in cell.at.values():
                    key = (each.table.measure, *cell.key(names))
                    found.setdefault(key, []).append((each.table.file, cell))
    return found


def changes(force: str, earlier: str, before: Found, later: str, after: Found) -> Iterator[Moved]:
    """Every count that the two give otherwise, in order."""
    for key in sorted(set(before) | set(after)):
        first, second = _told(before.get(key)), _told(after.get(key))
        if first[0] != second[0]:
            measure, *at = key
            yield Moved(force, earlier, later, measure, tuple(at), *first, *second)


def without(taken: Sequence[Taken], keys: set[Key], names: tuple[str, ...]) -> list[Taken]:
    """What was taken, without the figures of some keys: a later reply gives those anew."""
    return [
        replace(
            each, cells=[cell for cell in each.cells if (each.table.measure, *cell.key(names)) not in keys]
        )
        if each.table.use == "figures"
        else each
        for each in taken
    ]


def amended(taken: Sequence[Taken], after: Found, names: tuple[str, ...]) -> list[Taken]:
    """What was taken, with each count that is amended in the place of the first that it was."""
    left = dict(after)
    found = []
    for each in taken:
        cells = []
        for cell in each.cells:
            key = (each.table.measure, *cell.key(names))
            if each.table.use != "figures" or key not in after:
                cells.append(cell)
            elif new := left.pop(key, None):
                cells.append(replace(cell, count=_added(new), place=f"{cell.place}, as amended"))
        found.append(replace(each, cells=cells))
    return found


def _added(cells: list[tuple[str, Cell]]) -> Count:
    if len(cells) == 1:
        return cells[0][1].count
    sums = total(cell.count for _, cell in cells)
    status = "exact" if sums.is_exact else "at least" if sums.high is None else "rounded"
    return Count(sums.low, sums.high, status)


def _told(cells: list[tuple[str, Cell]] | None) -> tuple[Bounds | None, str]:
    if not cells:
        return None, ""
    file, first = cells[0]
    more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
    return total(cell.count for _, cell in cells), f"{file}, {first.place}{more}"
