"""Check a place among forces, and one force set beside another: neither is like for like."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import settled
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, unlike
from forcefoi.figures import bounds_of, number_of
from forcefoi.forces import AGGREGATE
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.wording.plain import figure_plain

KEY = ["offences", "victim_gender", "window_start", "window_end"]


def check_rank(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """A place among forces. Each force decided what to count as online, so there is no such place."""
    if why := evidence.why_not(rows):
        return cannot(why, [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows])
    row = rows[0]
    same = settled(evidence.figures, evidence.exercise)
    same = same[(same[KEY] == row[KEY]).all(axis=1) & ~same["force"].isin([AGGREGATE, row["force"]])]
    others = [other for _, other in same.sort_values("force").iterrows()]
    public = say(
        "{own}; public for the same offences, victims and window: {others}.",
        own=_named(row, evidence),
        others=_list([_named(other, evidence) for other in others]) if others else "no other force",
    )
    return unlike(
        evidence.exercise.notes["flag"], public, [figure_plain(row, evidence.name(row), evidence.exercise)]
    )


def check_compare(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """Two forces set beside each other."""
    right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
    if why := evidence.why_not(rows):
        return cannot(why, right)
    working = say("{both}.", both=_list([_named(row, evidence) for row in rows]))
    return unlike(evidence.exercise.notes["flag"], working, right)


def _named(row: pd.Series, evidence: Evidence) -> Sentence:
    name = evidence.names.get(row["force"], "all replies")
    return say("{name} {count}", name=name, count=Told(str(bounds_of(row)), number_of(row)))


def _list(sentences: list[Sentence]) -> Sentence:
    return Sentence(
        piece for at, each in enumerate(sentences) for piece in (", " if at else "", *each.pieces)
    )
