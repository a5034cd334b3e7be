"""Check the most that figures can come to."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import with_unknown_gender
from forcefoi.bounds import Bounds
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.claims.size import added
from forcefoi.figures import bounds_of
from forcefoi.sources.claims import Assertion
from forcefoi.wording import gender_sentences, judge
from forcefoi.wording.plain import figure_plain


def check_bound(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """The most that crimes against women can be, when those with no recorded gender are all taken for theirs."""
    right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
    if why := evidence.why_not(rows):
        return cannot(why, right)
    bounds = Bounds.exactly(0)
    for row in rows:
        bounds += bounds_of(row)
    working = added(rows, bounds)
    if len(rows) > 1:
        table = with_unknown_gender(pd.DataFrame(rows), evidence.exercise).table
        if table.empty or len(rows) > 2:
            rule = "Only crimes of one force, one window and the same offences, with female victims and with none of a "
            return unlike(rule + "recorded gender, can be added to such a bound.", working, right)
        right = gender_sentences(table)
    # Of two the second may come on top of the first; several of one kind are simply a sum.
    counts = [bounds_of(row) for row in rows] if len(rows) == 2 else [bounds]
    return judged(judge(assertion.phrase, *counts), working, right)
