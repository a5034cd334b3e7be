"""What ties figures together: the crimes that each counts, parted until none of the parts is counted in halves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, product

import pandas as pd

from forcefoi.analysis.disclosure.system import AT_LEAST, AT_MOST, EQUAL, Cell, Sum
from forcefoi.clean import GENDERS, WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import WITHHELD, bounds_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.offences import Offence, OffenceGroup
from forcefoi.windows import Window

BELOW = "below threshold"
EVERYBODY = "all"


@dataclass(frozen=True)
class Counted:
    """One figure as far as its place among others goes."""

    id: str
    force: str
    group: OffenceGroup
    gender: str
    window: Window

    def counts(self, gender: str, window: Window) -> bool:
        """Whether the crimes of this gender in all of this window are among those it counts."""
        return self.gender in (gender, EVERYBODY) and self.window.contains(window)


def is_suppressed(row: pd.Series) -> bool:
    """Whether a figure (a row of `Figures`) was given by its source as bounds below a threshold.

    One that was withheld has that status too, and a qualifier that says so.

    >>> is_suppressed(pd.Series({"status": "below threshold", "qualifier": "", "low": 1, "high": 4}))
    True
    """
    return row["status"] == BELOW and row["qualifier"] != WITHHELD and not bounds_of(row).is_exact


def equations(
    figures: pd.DataFrame, exercise: Exercise, closed: Collection[str] = ()
) -> tuple[list[Cell], list[Sum]]:
    """The figures (a table of `Figures`) with a count as cells by their ids, and all that a reader knows of how they
    add up: offences and groups of them, victims of each gender and of all, windows and longer ones, the forces and
    `uk`. A group that holds a class perhaps is at least what it surely holds, and at most all of it.

    Crimes of each force, class, gender and span of days are cells too, which nobody prints; figures are sums of them.
    Of a force in `closed` there are none of a gender or class that it never lists beside at least two others, and
    none of a class before it was recorded on its own: what a reader of its tables would take for granted.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "cheshire"]
    >>> cells, sums = equations(own, t.exercise)
    >>> [each.whole for each in sums if len(each.parts) == 2]
    ['cheshire-all-rw-1']
    """
    rows = [row for _, row in figures[figures["status"].isin(WITH_COUNT)].iterrows()]
    cells = [Cell(row["figure_id"], *_ends(row), suppressed=is_suppressed(row)) for row in rows]
    counted = [_counted(row, exercise) for row in rows]
    wholes = [each for each in counted if each.force == AGGREGATE]
    by_force: dict[str, list[Counted]] = {}
    for each in counted:
        if each.force != AGGREGATE:
            by_force.setdefault(each.force, []).append(each)
    # A figure → the atoms that it surely counts, and those that it perhaps counts.
    surely: dict[str, set[str]] = {each.id: set() for each in counted}
    perhaps: dict[str, set[str]] = {each.id: set() for each in counted}
    for force, own in by_force.items():
        for name, sure, may in _atoms(force, own, wholes, exercise, force in closed):
            cells.append(Cell(name, 0, None, printed=False))
            for held, ids in ((surely, sure), (perhaps, may)):
                for id in ids:
                    held[id].add(name)
    full = {each.id for each in wholes if _has_all(each, by_force, exercise, closed)}
    sums = [
        one for each in counted for one in _sums(each, surely[each.id], perhaps[each.id], each.id in full)
    ]
    return cells, sums


def _ends(row: pd.Series) -> tuple[int, int | None]:
    bounds = bounds_of(row)
    return bounds.low, bounds.high


def _counted(row: pd.Series, exercise: Exercise) -> Counted:
    return Counted(
        row["figure_id"], row["force"], exercise.group(row["offences"]), row["victim_gender"], window_of(row)
    )


def _atoms(
    force: str, own: list[Counted], wholes: list[Counted], exercise: Exercise, closed: bool
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each kind of crime that the same figures of a force count: its name, who surely counts it, and who perhaps."""
    genders, codes = _listed(own, exercise) if closed else (set(GENDERS), set(exercise.codes))
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    kinds = product(_spans([each.window for each in (*own, *wholes)]), exercise.offences, GENDERS)
    for span, offence, gender in kinds:
        if gender == EVERYBODY or gender not in genders or offence.code not in codes:
            continue
        here = [each for each in own if each.counts(gender, span)]
        if closed and _is_too_early(offence, span, here):
            continue
        sure = [each.id for each in here if offence.code in each.group.surely]
        may = [each.id for each in here if offence.code in each.group.perhaps]
        if sure or may:
            above = [each for each in wholes if each.counts(gender, span)]
            sure += [each.id for each in above if offence.code in each.group.surely]
            found.setdefault((tuple(sure), tuple(may)), f"{force} {offence.code} {gender} {span.start}")
    for (surely, perhaps), name in found.items():
        yield name, surely, perhaps


def _is_too_early(offence: Offence, span: Window, here: list[Counted]) -> bool:
    """Whether a class was not recorded on its own in a span, and the force doesn't list it there all the same."""
    listed = any(each.group.most == (offence.code,) for each in here)
    return offence.since is not None and span.end < offence.since and not listed


def _listed(own: list[Counted], exercise: Exercise) -> tuple[set[str], set[str]]:
    """The genders and classes that a force lists; all of them where it doesn't list two."""
    genders = {each.gender for each in own} - {EVERYBODY}
    groups = {each.group.most for each in own if len(each.group.most) < len(exercise.codes)}
    codes = {code for group in groups for code in group}
    return genders if len(genders) > 1 else set(GENDERS), codes if len(groups) > 1 else set(exercise.codes)


def _spans(windows: list[Window]) -> Iterator[Window]:
    """The days of all windows, cut wherever one of them begins or ends."""
    cuts = sorted({each.start for each in windows} | {each.end + timedelta(days=1) for each in windows})
    for start, after in pairwise(cuts):
        span = Window(start, after - timedelta(days=1))
        if any(each.contains(span) for each in windows):
            yield span


def _sums(each: Counted, sure: set[str], may: set[str], full: bool) -> Iterator[Sum]:
    if each.force == AGGREGATE:
        if sure:
            yield Sum(each.id, frozenset(sure), EQUAL if full else AT_LEAST)
    elif may - sure:
        yield Sum(each.id, frozenset(sure), AT_LEAST)
        yield Sum(each.id, frozenset(sure | may), AT_MOST)
    else:
        yield Sum(each.id, frozenset(sure))


def _has_all(
    whole: Counted, by_force: dict[str, list[Counted]], exercise: Exercise, closed: Collection[str]
) -> bool:
    """Whether a sum over forces is of these ones alone: as many as gave data, and each with all that it counts."""
    if len(by_force) < exercise.replied:
        return False
    return all(_covers(own, whole, exercise, force in closed) for force, own in by_force.items())


def _covers(own: list[Counted], whole: Counted, exercise: Exercise, closed: bool) -> bool:
    genders, codes = _listed(own, exercise) if closed else (set(GENDERS), set(exercise.codes))
    genders = genders - {EVERYBODY} if whole.gender == EVERYBODY else genders & {whole.gender}
    spans = [
        span for span in _spans([whole.window, *(each.window for each in own)]) if whole.window.contains(span)
    ]
    kinds = product(spans, codes & set(whole.group.surely), genders)
    return all(
        any(code in each.group.surely and each.counts(gender, span) for each in own)
        for span, code, gender in kinds
    )
