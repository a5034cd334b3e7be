"""What can be printed of a figure or a change: short sentences by situation, every number in them tied."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from forcefoi.analysis.caveats import other_windows
from forcefoi.analysis.worked import days_of, numbers_of
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, printed_count, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.number import Number
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import Window, long_date
from forcefoi.wording.changes import rules_between
from forcefoi.wording.numbers import LEAST_BASE, bounded, counted, during, rate_text, up_or_down, victims
from forcefoi.wording.words.choose import choose_change

ALL_REPLIES = "The police forces that gave figures"
# By situation: windows alike or not, a clear change or none, a base that is large enough for a percentage or not.
CHANGED = {
    ("alike", "clear"): "{moved}",
    ("alike", "no clear change"): "no clear change",
    ("unlike", "clear"): "the windows are not alike, and by the day it is {moved}, from {first} to {second}",
    (
        "unlike",
        "no clear change",
    ): "the windows are not alike, and by the day there is no clear change, from {first} to {second}",
}


def figure_plain(row: pd.Series, name: str, exercise: Exercise) -> Sentence:
    """One figure (a row of `Figures`): who recorded how many crimes of what, in which window, and whether that window
    is inferred. `name` is the force's. A sum over another span than was asked for says what it can't be set beside.
    """
    apart = ""
    if not_the_whole(row, exercise):
        start = long_date(asked_for(exercise).start)
        apart = f"; it must not be set beside other forces’ totals, which run from {start}"
    return say(
        "{recorded}{when}{apart}.", recorded=_recorded(row, name, exercise), when=when_plain(row), apart=apart
    )


def change_plain(
    row: pd.Series, before: pd.Series, after: pd.Series, name: str, exercise: Exercise
) -> Sentence:
    """A change: both figures, then what can be said of them. `row` is that of `analysis.change` for the two.

    Windows that are not alike are compared by the day; rule changes between them stand in the same sentence.
    """
    both = say(
        "{first}{first_when}, and {second}{second_when}",
        first=_recorded(before, name, exercise),
        first_when=when_plain(before),
        second=Told(crimes_plain(after), number_of(after)),
        second_when=when_plain(after),
    )
    if "gap:" in row["caveats"]:
        both = say("{both}, with a gap between them", both=both)
    if pd.isna(row["ratio"]):
        moved = f"; by the day it {row['direction']}" if row["direction"] in ("rose", "fell") else ""
        return say(
            "{both}; no ratio can be given, because {why}{moved}.", both=both, why=_why(row), moved=moved
        )
    return say("{both}: {moved}{rules}.", both=both, moved=_moved(row), rules=rules_between(row, exercise))


def asked_for(exercise: Exercise) -> Window:
    """All that was asked for, as one window."""
    return Window(min(w.start for w in exercise.windows), max(w.end for w in exercise.windows))


def not_the_whole(row: pd.Series, exercise: Exercise) -> bool:
    """Whether a figure is a sum of all offences over more than a year that is not over all that was asked for: it looks
    like a total, and is set beside totals.
    """
    window = window_of(row)
    return row["offences"] == "all" and len(window.parts()) > 1 and window != asked_for(exercise)


def _why(row: pd.Series) -> str:
    return row["working"].partition(" because ")[2] or "the two can’t be compared"


def _moved(row: pd.Series) -> Sentence:
    n = numbers_of(row)
    windows = "unlike" if "unlike-windows:" in row["caveats"] else "alike"
    clear = "no clear change" if row["direction"] == "no clear change" else "clear"
    template = CHANGED[windows, clear]
    values = {}
    if "{moved}" in template:
        values["moved"] = by_the_day(row, n) if windows == "unlike" else by_the_count(row, n)
    if "{first}" in template:
        values["first"] = Told(rate_text(row["before_per_day"]), n["before_per_day"])
        values["second"] = Told(rate_text(row["after_per_day"]), n["after_per_day"])
    return say(template, **values)


def by_the_day(row: pd.Series, n: Mapping[str, Number]) -> Told | str:
    """How far the daily rate moved, for a row of `analysis.change` and its numbers."""
    if row["before_count"] < LEAST_BASE:
        return "up" if row["direction"] == "rose" else "down"
    return Told(up_or_down((row["ratio"] - 1) * 100), n["rate_percent"])


def by_the_count(row: pd.Series, n: Mapping[str, Number]) -> Told | str:
    """The best words that the table of phrases has for it; percentages never on a small base."""
    days = int(row["before_days"]), int(row["after_days"])
    words = choose_change(int(row["before_count"]), int(row["after_count"]), *days)[0]
    if words in ("rose", "fell"):
        return {"rose": "a rise", "fell": "a fall"}[words]
    return Told(words, n["change_percent"] if "%" in words else n["ratio"])


def _recorded(row: pd.Series, name: str, exercise: Exercise) -> Sentence:
    group = exercise.group(row["offences"])
    return say(
        "{name} recorded {count} of {label}, flagged as online, with {victims},",
        name=ALL_REPLIES if row["force"] == AGGREGATE else name,
        count=Told(crimes_plain(row), number_of(row)),
        label=group.label,
        victims=victims(row["victim_gender"]),
    )


def crimes_plain(row: pd.Series) -> str:
    """The count of a figure with its noun; one that was rounded in print says so."""
    bounds = bounds_of(row)
    if row["status"] == "rounded":
        return f"about {printed_count(row):,} crimes (rounded in print)"
    return counted(bounds.low) if bounds.is_exact else bounded(bounds)


def when_plain(row: pd.Series) -> Sentence:
    """The window of a figure, for after its count: how long it is where that is no year, and whether it is inferred."""
    window = window_of(row)
    inferred = ", a window that is inferred, not stated" if row["window_basis"] == "inferred" else ""
    if others := other_windows(row):
        inferred += f", which could also be {' or '.join(w.label() for w in others)}"
    if window.is_financial_year or window.is_calendar_year:
        return say(" {when}{inferred}", when=during(window.label()), inferred=inferred)
    return say(
        " {when} ({length}{inferred})",
        when=during(window.label()),
        length=Told(window.length(), days_of(row)),
        inferred=inferred,
    )
