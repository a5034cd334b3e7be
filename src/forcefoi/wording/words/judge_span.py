"""Judge how long a window is said to be, or when it is said to begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forcefoi.windows import Window, long_date
from forcefoi.wording.words import phrases
from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.case import Case, edge_text, held_against, rule_of, value_text
from forcefoi.wording.words.judgement import BY_ROUNDING, NOT_SUPPORTED, SUPPORTED, Judgement
from forcefoi.wording.words.measures import Measured
from forcefoi.wording.words.spans import length_in, years_and_days

TWO_MEANINGS = "“over” can mean during or more than: write “in” or “more than”"


def judged(case: Case) -> Judgement:
    """A span, by its length in the unit that is said; "since", by the first day alone."""
    read = case.read
    if read.own == "since":
        return _since(case)
    years, days = years_and_days(case.span)
    spelt = f"{case.span.label()} is {case.span.length()}"
    if read.pair:
        verdict = SUPPORTED if read.pair == (years, days) else NOT_SUPPORTED
        rule = phrases.RULES["span"].rule
        return Judgement(read.text, "span", verdict, rule, f"{spelt}, both days counted", (), "")
    edges = case.bands("span", read.nearness or ("over a span" if read.over else ""))
    length = length_in(case.span, read.unit)
    value = Band(length, length)
    plural = f" {read.unit}s"
    measured = Measured(value, f"{spelt}: {value_text(value, 2, edges, plural)}", edge_text(3, plural))
    found = held_against(case, measured, *edges)
    return replace(found, caveats=(*found.caveats, TWO_MEANINGS)) if read.over else found


def _since(case: Case) -> Judgement:
    assert case.read.pair is not None  # the reader gives "since" its year and month
    year, month = case.read.pair
    start, end = case.span.start, case.span.end
    if month:
        within, firsts = (start.year, start.month) == (year, month), [date(year, month, 1)]
    elif case.read.unit == "financial year":
        said = Window.financial_year(year)
        within, firsts = said.start <= start <= said.end, [said.start]
    else:
        within, firsts = start.year == year, [date(year, 1, 1), date(year, 4, 1)]
    verdict = SUPPORTED if start in firsts else BY_ROUNDING if within else NOT_SUPPORTED
    caveats = [f"“since” lets a reader think of today: it ends on {long_date(end)}"]
    if within and start != firsts[0]:
        caveats.append(f"what lies before {long_date(start)} is not in it")
    working = f"the window begins on {long_date(start)}"
    better = f"from {long_date(start)} to {long_date(end)}"
    return Judgement(
        case.read.text, "span", verdict, rule_of(case.read).rule, working, tuple(caveats), better
    )
