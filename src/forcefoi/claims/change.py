"""Check a change between two figures: printed counts, the phrase, and whether the two are alike at all."""

from __future__ import annotations

import re

import pandas as pd

from forcefoi.analysis import change
from forcefoi.analysis.change import change_numbers
from forcefoi.analysis.worked import days_of
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.errors import ForcefoiError
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.wording import judge, read_phrase
from forcefoi.wording.numbers import during
from forcefoi.wording.plain import change_plain, figure_plain

# Why two figures are set side by side wrongly, by the start of a caveat's id.
UNLIKE = ("unlike-windows:", "other-season:", "break:")
APART = (
    "The two can’t be compared: they are not of one force, the same offences and the same victims, or their windows "
    "overlap or stand in the wrong order."
)
# What remains of these where the claim itself speaks of crimes a day.
UNLIKE_BY_THE_DAY = ("break:",)


def check_change(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """A change from the first figure to the second. Printed counts that are others than the figures' make it wrong;
    windows that are not alike, and rules of recording that changed between them, make it not like for like.
    """
    if why := evidence.why_not(rows):
        return cannot(why, [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows])
    before, after = rows
    try:
        answer = change(before, after, evidence.exercise)
    except ForcefoiError:
        right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
        return unlike(APART, both(before, after), right)
    row, found = answer.table.iloc[0], answer.caveats
    right = [change_plain(row, before, after, evidence.name(before), evidence.exercise)]
    working = worked(row, before, after)
    if wrong := misprinted(assertion.printed or ends_said(assertion.phrase), rows):
        return Result("not supported", working, wrong, tuple(right), found)
    days = int(row["before_days"]), int(row["after_days"])
    result = judged(
        judge(assertion.phrase, bounds_of(before), bounds_of(after), days=days), working, right, found
    )
    kinds = UNLIKE_BY_THE_DAY if read_phrase(assertion.phrase).a_day else UNLIKE
    if against := [c for c in found if c.id.startswith(kinds)]:
        return unlike(" ".join(c.text for c in against), working, right, result.caveats)
    return result


def worked(row: pd.Series, before: pd.Series, after: pd.Series) -> Sentence:
    """Both counts with their windows, and how one stands to the other, every number tied."""
    if pd.isna(row["ratio"]):
        return both(before, after)
    n = change_numbers(before, after)
    counts = both(before, after)
    moved = say("{by}%", by=Told(f"{row['change_percent']:+,.1f}".replace("-", "−"), n["change_percent"]))
    daily = say(
        "{first} a day and then {second}, {ratio} times",
        first=Told(f"{row['before_per_day']:.2f}", n["before_per_day"]),
        second=Told(f"{row['after_per_day']:.2f}", n["after_per_day"]),
        ratio=Told(f"{row['ratio']:.3f}", n["ratio"]),
    )
    return say("{counts} The count: {moved}. By the day: {daily}.", counts=counts, moved=moved, daily=daily)


def both(before: pd.Series, after: pd.Series) -> Sentence:
    """Two figures with their windows."""
    values: dict[str, object] = {}
    for name, row in (("first", before), ("second", after)):
        values[name] = Told(str(bounds_of(row)), number_of(row))
        values[f"{name}_when"] = during(window_of(row).label())
        values[f"{name}_days"] = Told(f"{row['days']:,}", days_of(row))
    return say(
        "{first} {first_when} ({first_days} days), {second} {second_when} ({second_days} days).", **values
    )


def ends_said(phrase: str) -> tuple[str, ...]:
    """The counts that a phrase has for its figures ("fell from 2,999 to 815"); none where it has no such pair."""
    found = re.search(r"\bfrom ([0-9][0-9,]*)\b.*?\bto ([0-9][0-9,]*)", phrase)
    return found.groups() if found else ()


def misprinted(printed: tuple[str, ...], rows: list[pd.Series]) -> str:
    """What the claim prints that its figures are not; '' when they are the same."""
    wrong = [
        f"it prints {text}, and the figure is {bounds_of(row)}"
        for text, row in zip(printed, rows, strict=False)
        if judge(text, bounds_of(row)).verdict not in ("supported", "supported by rounding")
    ]
    return "; ".join(wrong)
