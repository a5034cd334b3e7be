"""Judge a share of a whole, or two counts that are said as they are."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from forcefoi.bounds import Bounds
from forcefoi.wording.numbers import LEAST_BASE
from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.case import Case, edge_text, held_against, rule_of, value_text
from forcefoi.wording.words.counts_in import WrongNumbers
from forcefoi.wording.words.judge_size import at_an_end
from forcefoi.wording.words.judgement import NOT_SUPPORTED, SUPPORTED, UNKNOWN, Judgement
from forcefoi.wording.words.measures import Measured, band_of, ratio_of, scaled
from forcefoi.wording.words.phrase_reader import Phrase

SMALL_BASE = f"base under {LEAST_BASE}: give the counts"


def judged(case: Case) -> Judgement:
    """A share: part ÷ whole held against what is said; "61 of 5,207" against the two counts."""
    part, whole = case.counts
    if whole.high == 0:
        raise WrongNumbers("the whole is none: there is no share of it")
    if whole.high is not None and part.low > whole.high:
        raise WrongNumbers(
            f"the part ({part}) is more than the whole ({whole}): give the part first, then the whole"
        )
    read = case.read
    if read.pair:
        return _as_said(case, read.pair)
    edges = case.bands(read.measure)
    value = ratio_of(band_of(part), band_of(whole))
    value = Band(value.low, min(value.high, Fraction(1)))
    measured = as_percent(read, value, f"{bracketed(part)} ÷ {bracketed(whole)}", edges)
    found = at_an_end(case, measured) or held_against(case, measured, *edges)
    small = (SMALL_BASE,) if whole.low < LEAST_BASE else ()
    return replace(found, caveats=(*found.caveats, *small))


def bracketed(count: Bounds) -> str:
    """A count for a formula, in brackets where it is not exact."""
    return str(count) if count.is_exact else f"({count})"


def as_percent(read: Phrase, value: Band, arithmetic: str, edges: tuple[Band, Band]) -> Measured:
    """A share as it is shown, in percent, whether said as a percentage or as a fraction."""
    if not read.measure.endswith("%"):
        ends = tuple(scaled(edge, Fraction(100)) for edge in edges)
        text = value_text(scaled(value, Fraction(100)), 1, ends, "%")
        shown = edge_text(2, "%")
        return Measured(
            value, f"{arithmetic} = {text}", lambda end: shown(end if end == math.inf else end * 100)
        )
    value = scaled(value, Fraction(100))
    return Measured(value, f"{arithmetic} = {value_text(value, 1, edges, '%')}", edge_text(2, "%"))


def _as_said(case: Case, said: tuple[int, int]) -> Judgement:
    same = [count == Bounds.exactly(number) for count, number in zip(case.counts, said, strict=True)]
    can = [count.meets(Bounds.exactly(number)) for count, number in zip(case.counts, said, strict=True)]
    verdict = SUPPORTED if all(same) else UNKNOWN if all(can) else NOT_SUPPORTED
    working = f"part {case.counts[0]}, whole {case.counts[1]}; said: {said[0]:,} and {said[1]:,}"
    return Judgement(case.read.text, "share", verdict, rule_of(case.read).rule, working, (), "")
