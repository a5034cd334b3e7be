"""Check how many a day, a week or a month a figure is said to be."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from forcefoi.analysis.worked import days_of
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged
from forcefoi.errors import ParseError
from forcefoi.figures import bounds_of, number_of
from forcefoi.number import Number
from forcefoi.sources.claims import Assertion
from forcefoi.told import Told, say
from forcefoi.wording import judge
from forcefoi.wording.plain import figure_plain

# A month is a twelfth of a year.
DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "fortnight": Fraction(14),
    "month": Fraction(1461, 48),
    "year": Fraction(1461, 4),
}
EACH = re.compile(r"\s+(?:a|an|each|every|per)\s+(day|week|fortnight|month|year)\b.*$", re.IGNORECASE)


def check_rate(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """So many a day, a week, a month: the figure over the days of its window."""
    right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
    if why := evidence.why_not(rows):
        return cannot(why, right)
    row = rows[0]
    found = EACH.search(assertion.phrase)
    if not found:
        raise ParseError(
            "rate", assertion.phrase, "it says nothing of a day, week, month or year", "“seven a day”"
        )
    if row["other_windows"]:
        return cannot("the window of the figure could be another one", right)
    unit, bounds, days = found[1].lower(), bounds_of(row), int(row["days"])
    if not bounds.is_exact:
        return cannot("the count is not exact", right)
    each = Fraction(bounds.low) / days * DAYS[unit]
    number = Number(
        f"claim~{row['figure_id']}~per-{unit}", float(each), float(each), f"crimes a {unit}", f"Crimes a {unit}",
        f"{bounds.low:,} ÷ {days:,} days" + ("" if unit == "day" else f" × {float(DAYS[unit]):g}"),
        number_of(row).inputs,
    )  # fmt: skip
    working = say(
        "{count} over {days} days is {each} a {unit}.",
        count=Told(str(bounds), number_of(row)), days=Told(f"{days:,}", days_of(row)),
        each=Told(f"{float(each):.2f}", number), unit=unit,
    )  # fmt: skip
    right = [
        say(
            "{figure} That is {each} a {unit}.",
            figure=right[0],
            each=Told(f"{float(each):.1f}", number),
            unit=unit,
        )
    ]
    # The rule is that of a count by the day: of so many a week, each day counts for seven, and so on.
    times = DAYS[unit]
    judgement = judge(
        f"{EACH.sub('', assertion.phrase)} a day", bounds.low * times.numerator, days=days * times.denominator
    )
    exact = replace(judgement, working=f"{number.formula} = {float(each):.2f} a {unit}")
    return judged(exact, working, right)
