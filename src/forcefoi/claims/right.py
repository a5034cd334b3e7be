"""Sentences of ours that would have been right, short enough to print, every number in them tied."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.change import change_numbers
from forcefoi.analysis.worked import days_of
from forcefoi.claims.evidence import Evidence
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import long_date
from forcefoi.wording import choose_change, rules_between
from forcefoi.wording.numbers import bounded, counted, during, up_or_down, victims

ALL_REPLIES = "The police forces that gave figures"


def figure_right(row: pd.Series, evidence: Evidence) -> Sentence:
    """One figure: who recorded how many crimes of what, in which window, and whether that window is inferred."""
    apart = ""
    if evidence.own_window(row):
        start = long_date(evidence.whole.start)
        apart = f"; it must not be set beside other forces’ totals, which run from {start}"
    return say("{recorded} {when}{apart}.", recorded=_recorded(row, evidence), when=_when(row), apart=apart)


def change_right(row: pd.Series, before: pd.Series, after: pd.Series, evidence: Evidence) -> Sentence:
    """A change: both figures, then what can be said of them. `row` is that of `analysis.change`.

    Windows that are not alike are compared by the day; rule changes between them stand in the same sentence.
    """
    both = say(
        "{first} {first_when}, and {second} {second_when}",
        first=_recorded(before, evidence),
        first_when=_when(before),
        second=Told(_crimes(after), number_of(after)),
        second_when=_when(after),
    )
    if pd.isna(row["ratio"]):
        return say("{both}; they can’t be compared.", both=both)
    return say(
        "{both}: {moved}{rules}.",
        both=both,
        moved=_moved(row, before, after),
        rules=rules_between(row, evidence.exercise),
    )


def _moved(row: pd.Series, before: pd.Series, after: pd.Series) -> Sentence:
    n = change_numbers(before, after)
    if row["direction"] == "no clear change":
        return say("no clear change")
    if "unlike-windows:" in row["caveats"]:
        return say(
            "by the day from {first} to {second}, {moved}",
            first=Told(f"{row['before_per_day']:.2f}", n["before_per_day"]),
            second=Told(f"{row['after_per_day']:.2f}", n["after_per_day"]),
            moved=Told(up_or_down((row["ratio"] - 1) * 100), n["rate_percent"]),
        )
    days = int(row["before_days"]), int(row["after_days"])
    words = choose_change(int(row["before_count"]), int(row["after_count"]), *days)[0]
    number = n["change_percent"] if "%" in words else n["ratio"]
    return Sentence([Told(words, number)])


def _recorded(row: pd.Series, evidence: Evidence) -> Sentence:
    group = evidence.exercise.group(row["offences"])
    name = ALL_REPLIES if row["force"] == AGGREGATE else evidence.names[row["force"]]
    return say(
        "{name} recorded {count} of {label}, flagged as online, with {victims},",
        name=name,
        count=Told(_crimes(row), number_of(row)),
        label=group.label,
        victims=victims(row["victim_gender"]),
    )


def _crimes(row: pd.Series) -> str:
    bounds = bounds_of(row)
    return counted(bounds.low) if bounds.is_exact else bounded(bounds)


def _when(row: pd.Series) -> Sentence:
    window = window_of(row)
    inferred = ", a window inferred from the request" if row["window_basis"] == "inferred" else ""
    if window.is_financial_year or window.is_calendar_year:
        return say("{when}{inferred}", when=during(window.label()), inferred=inferred)
    return say(
        "{when} ({length}{inferred})",
        when=during(window.label()),
        length=Told(window.length(), days_of(row)),
        inferred=inferred,
    )
