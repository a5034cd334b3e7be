"""Judge a count, or a rate by the day, against a number that is said."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.case import Case, edge_text, held_against, value_text
from forcefoi.wording.words.judgement import UNKNOWN, Judgement
from forcefoi.wording.words.measures import Measured, band_of, scaled


def judged(case: Case) -> Judgement:
    """A size: the count, or the count by the day, held against the number said."""
    read = case.read
    edges = case.bands("size")
    value, arithmetic = band_of(case.counts[0]), f"the count is {case.counts[0]}"
    if read.a_day:
        days = case.day_counts[0]
        value = scaled(value, Fraction(1, days))
        arithmetic = f"{case.counts[0]} ÷ {days:,} days = {value_text(value, 2, edges)} a day"
    if case.parts:
        arithmetic = f"{case.parts[0]} + {case.parts[1]}: the most is {_most(case.counts[0].high)}"
    measured = Measured(value, arithmetic, edge_text(3), whole=not read.a_day)
    return at_an_end(case, measured) or held_against(case, measured, *edges)


def at_an_end(case: Case, measured: Measured) -> Judgement | None:
    """Words for a bound are held against that end of the value: the most it can be, or the least."""
    if case.read.nearness not in ("upper bound", "lower bound"):
        return None
    upper = case.read.nearness == "upper bound"
    end = measured.value.high if upper else measured.value.low
    edges = case.bands(case.read.measure)
    found = held_against(case, replace(measured, value=Band(end, end)), *edges)
    if end == math.inf:
        return replace(
            found, verdict=UNKNOWN, working=f"{measured.arithmetic}: no upper bound of it is known"
        )
    if found.verdict.startswith("supported") and measured.value.low != measured.value.high:
        word = "an upper" if upper else "a lower"
        return replace(found, caveats=(*found.caveats, f"it holds as {word} bound: say so, and say why"))
    return found


def _most(high: int | None) -> str:
    return "not known" if high is None else f"{high:,}"
