"""Hold counts of a Home Office class against the day from which it was recorded on its own.

A force that is asked for 2015/16 may count by what the crime would be called today; whether it did so, or named the
wrong class, only a person who asks can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from forcefoi.bounds import Bounds
from forcefoi.question import Question
from forcefoi.sources.replies.reconcile import ACCEPTED, Check, made, total
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.windows import long_date, value_label, window_from

RULE = "data/raw/exercise.toml, [[offences]]"


def begun(taken: Sequence[Taken], question: Question) -> Iterator[Check]:
    """A check for each class and window with crimes counted before the class was one; none where they are 0."""
    windows = [each.name for each in question.dimensions if each.kind == "window"]
    for dimension in question.dimensions:
        early: dict[tuple[str, str], list[tuple[Taken, Cell]]] = defaultdict(list)
        for each in taken:
            for cell in each.cells if each.table.use == "figures" and windows else ():
                value, window = cell.at[dimension.name], cell.at[windows[0]]
                since = dimension.since.get(value)
                if since and "/" in window and window_from(window).end < since:
                    early[value, window].append((each, cell))
        for (value, window), cells in early.items():
            counts = total(cell.count for _, cell in cells)
            if counts.low:
                yield _check(value, window, counts, cells, long_date(dimension.since[value]))


def why_early(checks: Sequence[Check], value: str, window: str) -> str:
    """Why a person let a count of this class and window stand though the class began later; '' where nobody had to."""
    name = _name(value, window)
    return next(
        (f"{each.what}; {each.because}" for each in checks if each.id == name and each.status == ACCEPTED), ""
    )


def _check(value: str, window: str, counts: Bounds, cells: list[tuple[Taken, Cell]], since: str) -> Check:
    taken, first = cells[0]
    more = f" and {len(cells) - 1:,} more" if len(cells) > 1 else ""
    what = f"{value} in {value_label(window)}, before it was recorded on its own ({since})"
    place = f"{taken.table.file}, {first.place}{more}"
    return made(_name(value, window), what, counts, place, Bounds.exactly(0), RULE)


def _name(value: str, window: str) -> str:
    return f"{value}, {window}: before its class"
