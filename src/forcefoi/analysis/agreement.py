"""Do figures of several publications agree? They corroborate each other, or they contradict and that is shown.

One place decides which figures go into arithmetic (`settled`) and says why the others don't (`agreement`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.answer import Answer, answer
from forcefoi.bounds import Bounds
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.offences import OffenceGroup
from forcefoi.windows import Window

KEY = ["force", "offences", "victim_gender", "window_start", "window_end"]
EVERYBODY = "all"  # victims of every gender
# What `agreement` calls two or more figures.
CORROBORATED = "corroborated"
CONFLICT = "conflict"
PARTS = "parts exceed the whole"
GENDERS = "victims by gender exceed all victims"
GIVEN = "given and not given"
DTYPES = {
    "force": "string",
    "offences": "string",
    "victim_gender": "string",
    "window": "string",
    "figures": "string",
    "counts": "string",
    "agreement": "string",
}


@dataclass(frozen=True)
class Known:
    """What the figures of one key say together.

    `rows` are its figures with a count; `chosen` is the one of them in least doubt, None where they are in conflict.
    `bounds` are those of `chosen`, or from the least to the most that any says: whichever of them is right, the
    count lies there. `windows` are all that the windows could mean.
    """

    rows: tuple[pd.Series, ...]
    chosen: pd.Series | None
    bounds: Bounds
    group: OffenceGroup
    gender: str
    windows: tuple[Window, ...]

    def is_inside(self, whole: Known) -> bool:
        """Whether every crime counted here is surely counted in `whole` too, whatever the windows mean."""
        return (
            self is not whole
            and whole.gender in (self.gender, EVERYBODY)
            and whole.group.holds(self.group)
            and all(w.contains(own) for w in whole.windows for own in self.windows)
        )

    def may_share(self, other: Known) -> bool:
        """Whether some crime could be counted in both."""
        return (
            (self.gender == other.gender or EVERYBODY in (self.gender, other.gender))
            and self.group.may_overlap(other.group)
            and any(w.overlaps(own) for w in other.windows for own in self.windows)
        )


@dataclass(frozen=True)
class Contradiction:
    """Parts that are surely more than their whole; which of them is wrong can't be told from them."""

    whole: Known
    parts: tuple[Known, ...]

    @property
    def kind(self) -> str:
        """`victims by gender exceed all victims` where the whole is of every gender and a part is not."""
        return GENDERS if any(part.gender != self.whole.gender for part in self.parts) else PARTS

    @property
    def rows(self) -> list[pd.Series]:
        """Every figure in it, the whole's first."""
        return [row for known in (self.whole, *self.parts) for row in known.rows]


def agreement(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """One row a key (force × offences × gender × window) that several sources give, and one a contradiction.

    `figures` is a table of `Figures`. Columns: force, offences, victim_gender, window (label; of a contradiction its
    whole's), figures (ids, the whole's first), counts (as bounds or statuses, in that order), agreement, working,
    caveats. `agreement` is

    - `corroborated`: the counts can be one;
    - `conflict`: they can't;
    - `parts exceed the whole`: parts that can't share a crime are surely more than the whole that holds them;
    - `victims by gender exceed all victims`: the same, where the whole counts victims of every gender;
    - `given and not given`: one source gives a count, and another says that there is none (refused, no reply …).

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> agreement(t.figures, t.exercise).table["agreement"].to_list()
    ['corroborated', 'corroborated']
    """
    rows, found = [], []
    for known in _by_key(figures, exercise):
        if len(known.rows) > 1:
            rows.append(_same_key(known))
            found.append(caveats.of_sources(known.rows))
    for clash in contradictions(figures, exercise):
        rows.append(_clash(clash))
        found.append(caveats.of_sources(clash.rows))
    for same in _given_and_not(figures):
        rows.append(_differ(same))
        found.append(caveats.of_sources(same))
    return answer(rows, DTYPES, found)


def settled(figures: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """One row a key, for arithmetic: of sources that agree the one in least doubt; none that is contradicted.

    The least doubt: no other window, a window that is stated, the narrowest count, in this order. Left out are
    figures of one key in conflict, and all those in a contradiction (see `contradictions`): the whole and its parts.

    Figures without a count (refused, no reply …) are left out: there is nothing to reckon with.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> len(t.figures), len(settled(t.figures, t.exercise))
    (22, 20)
    """
    keys = _by_key(figures, exercise)
    wrong = {id(known) for clash in _contradictions(keys) for known in (clash.whole, *clash.parts)}
    keep: list[Any] = [
        known.chosen.name for known in keys if known.chosen is not None and id(known) not in wrong
    ]
    return figures.loc[sorted(keep)]


def contradictions(figures: pd.DataFrame, exercise: Exercise) -> list[Contradiction]:
    """Every whole that parts of it surely exceed, with those parts.

    A part has the whole's force, its gender or a whole of every gender, offences and a window surely inside; parts
    that could share a crime are not both counted. A part that alone is more than the whole contradicts it alone.
    Figures of one key in conflict contradict others only where each of them does.
    """
    return _contradictions(_by_key(figures, exercise))


def _contradictions(keys: Iterable[Known]) -> list[Contradiction]:
    by_force: dict[str, list[Known]] = {}
    for known in keys:
        by_force.setdefault(known.rows[0]["force"], []).append(known)
    return [clash for own in by_force.values() for whole in own for clash in _of_whole(whole, own)]


def _of_whole(whole: Known, own: list[Known]) -> list[Contradiction]:
    most = whole.bounds.high
    if most is None or len(own) < 2:
        return []
    parts = [known for known in own if known.is_inside(whole)]
    alone = [Contradiction(whole, (part,)) for part in parts if part.bounds.low > most]
    taken: list[Known] = []
    # The largest first, so that of parts that may share crimes the one that says most is taken.
    for part in sorted(parts, key=lambda p: (-p.bounds.low, p.rows[0]["figure_id"])):
        if part.bounds.low <= most and not any(part.may_share(other) for other in taken):
            taken.append(part)
    together = sum(part.bounds.low for part in taken) > most
    return [*alone, *([Contradiction(whole, tuple(taken))] if together else [])]


def _by_key(figures: pd.DataFrame, exercise: Exercise) -> list[Known]:
    """The figures with a count, by key, in the order of the keys."""
    counted = figures[figures["status"].isin(WITH_COUNT)]
    # Most keys have one figure, and most forces none: grouping by pandas costs more than it spares.
    same: dict[tuple[Any, ...], list[Any]] = {}
    for at, *key in zip(counted.index, *(counted[name] for name in KEY), strict=True):
        same.setdefault(tuple(key), []).append(at)
    groups = {name: exercise.group(name) for name in counted["offences"].unique()}
    return [_known([figures.loc[at] for at in same[key]], groups[key[1]]) for key in sorted(same)]


def _known(rows: list[pd.Series], group: OffenceGroup) -> Known:
    bounds = [bounds_of(row) for row in rows]
    agreed = all(a.meets(b) for a in bounds for b in bounds)
    chosen = min(rows, key=_doubt) if agreed else None
    highs = [b.high for b in bounds if b.high is not None]
    hull = Bounds(min(b.low for b in bounds), max(highs) if len(highs) == len(bounds) else None)
    windows = {window_of(rows[0]), *(w for row in rows for w in caveats.other_windows(row))}
    return Known(
        rows=tuple(rows),
        chosen=chosen,
        bounds=hull if chosen is None else bounds_of(chosen),
        group=group,
        gender=rows[0]["victim_gender"],
        windows=tuple(sorted(windows)),
    )


def _doubt(row: pd.Series) -> tuple[bool, bool, float, str]:
    bounds = bounds_of(row)
    width = float("inf") if bounds.high is None else bounds.high - bounds.low
    return row["other_windows"] != "", row["window_basis"] != "stated", width, row["figure_id"]


def _given_and_not(figures: pd.DataFrame) -> list[list[pd.Series]]:
    """The figures of each key to which one source gives a count and another says that there is none."""
    refused = figures[~figures["status"].isin(WITH_COUNT)]
    if refused.empty:
        return []
    kept = figures.merge(refused[KEY].drop_duplicates(), on=KEY)
    return [
        [row for _, row in same.iterrows()]
        for _, same in kept.groupby(KEY, sort=True)
        if same["status"].isin(WITH_COUNT).any()
    ]


def _line(rows: list[pd.Series], of: pd.Series) -> dict[str, object]:
    return {
        **{name: of[name] for name in KEY[:3]},
        "window": window_of(of).label(),
        "figures": " ".join(row["figure_id"] for row in rows),
        "counts": "; ".join(_count(row) for row in rows),
    }


def _count(row: pd.Series) -> str:
    return str(bounds_of(row)) if row["status"] in WITH_COUNT else str(row["status"])


def _same_key(known: Known) -> dict[str, object]:
    counts = " and ".join(_count(row) for row in known.rows)
    agreed = known.chosen is not None
    return {
        **_line(list(known.rows), known.rows[0]),
        "agreement": CORROBORATED if agreed else CONFLICT,
        "working": f"{counts} {'can' if agreed else 'can not'} be one count",
    }


def _clash(clash: Contradiction) -> dict[str, object]:
    parts = " + ".join(_named(part, clash.kind == GENDERS) for part in clash.parts)
    are, them = ("are", "them") if len(clash.parts) > 1 else ("is", "it")
    return {
        **_line(clash.rows, clash.whole.rows[0]),
        "agreement": clash.kind,
        "working": f"{parts} {are} more than {_named(clash.whole, clash.kind == GENDERS)}, which holds {them}",
    }


def _named(known: Known, gender: bool) -> str:
    whose = {EVERYBODY: "all victims", "not recorded": "victims of no recorded gender"}
    victims = f", {whose.get(known.gender, f'{known.gender} victims')}" if gender else ""
    return f"{known.bounds} ({known.group.label}, {window_of(known.rows[0]).label()}{victims})"


def _differ(same: list[pd.Series]) -> dict[str, object]:
    told = " and ".join(f"{_count(row)} ({row['source_id']})" for row in same)
    return {
        **_line(same, same[0]),
        "agreement": GIVEN,
        "working": f"{told}: the sources differ about whether it was given",
    }
