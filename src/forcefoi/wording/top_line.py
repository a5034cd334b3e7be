"""The headline of a force's page: its first finding in so few words that it can stand in large type."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from forcefoi.analysis.caveats import other_windows
from forcefoi.analysis.coverage import NOTHING, PUBLIC
from forcefoi.analysis.worked import days_of, numbers_of
from forcefoi.exercise import Exercise
from forcefoi.figures import number_of, window_of
from forcefoi.number import Number
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import MONTHS, long_date
from forcefoi.wording.numbers import capital, rate_text, victims
from forcefoi.wording.plain import by_the_count, by_the_day, crimes_plain, when_plain
from forcefoi.wording.replies import ANSWERED, leading_change, leading_figure


def top_line(
    figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.Series, exercise: Exercise
) -> Sentence:
    """The finding that `headline` gives, shorter and without the force's name, which stands above it.

    `figures` is a table of `Figures`, `changes` the table of `analysis.changes`, `coverage` the force's row of
    `Coverage`. What must stand in one sentence with a change does: windows that are not alike, one that is inferred, a
    rule change between them.
    """
    if (change := leading_change(changes)) is not None:
        by_id = figures.set_index("figure_id", drop=False)
        return _change(change, by_id.loc[change["before"]], by_id.loc[change["after"]], exercise)
    if (figure := leading_figure(figures, exercise)) is not None:
        counted = say(
            "{count} of {label} flagged as online, {victims},{when}.",
            count=Told(crimes_plain(figure), number_of(figure)),
            label=exercise.group(figure["offences"]).label,
            victims=victims(figure["victim_gender"]),
            when=when_plain(figure),
        )
        return capital(counted)
    if coverage["status"] == PUBLIC:
        return say("The figures printed of its reply contradict each other; none of them can be used.")
    if coverage["status"] == NOTHING:
        return say("No figure from this force is public; whether it was asked or answered is not known.")
    return say("No figure from it is public: {why}.", why=ANSWERED[coverage["status"]])


def _of(row: pd.Series, exercise: Exercise) -> str:
    label = exercise.group(row["offences"]).label
    what = f"crimes of {label}" if row["offences"] == "all" else label
    return f"Recorded {what} flagged as online, {victims(row['victim_gender'])}"


def _change(row: pd.Series, before: pd.Series, after: pd.Series, exercise: Exercise) -> Sentence:
    n, unlike = numbers_of(row), "unlike-windows:" in row["caveats"]
    told = {
        "of": _of(row, exercise),
        "first_when": _when(before),
        "second_when": _when(after),
        "rules": _rules(row, exercise),
    }
    if pd.isna(row["ratio"]):
        return say(
            "{of} cannot be compared: {first}{first_when}, {second}{second_when}{rules}.",
            first=Told(crimes_plain(before), number_of(before)),
            second=Told(crimes_plain(after), number_of(after)),
            **told,
        )
    moved, how = _moved(row, n, unlike)
    ends = ("before_per_day", "after_per_day") if unlike else ("before_count", "after_count")
    first, second = (Told(rate_text(row[end]) if unlike else f"{row[end]:,}", n[end]) for end in ends)
    return say(
        "{of}: {moved}{how}, from {first}{first_when} to {second}{second_when}{rules}.",
        moved=moved,
        how=how,
        first=first,
        second=second,
        **told,
    )


def _moved(row: pd.Series, n: Mapping[str, Number], unlike: bool) -> tuple[Told | str, str]:
    """What the change is, and by what measure."""
    by_day = " by the day" if unlike else ""
    if row["direction"] == "no clear change":
        return "no clear change", by_day
    moved = by_the_day(row, n) if unlike else by_the_count(row, n)
    return moved, by_day


def _when(row: pd.Series) -> Sentence:
    """` in 2017/18`, or ` in the 177 days from 1 April 2018 (window inferred)`."""
    window = window_of(row)
    inferred = " (window inferred)" if row["window_basis"] == "inferred" else ""
    if others := other_windows(row):
        inferred = f" (which could also be {' or '.join(w.label() for w in others)})"
    if window.is_financial_year or window.is_calendar_year:
        return say(" in {year}{inferred}", year=window.label(), inferred=inferred)
    return say(
        " in the {length} from {day}{inferred}",
        length=Told(window.length(), days_of(row)),
        day=long_date(window.start),
        inferred=inferred,
    )


def _rules(row: pd.Series, exercise: Exercise) -> str:
    """The rule changes between the windows, each as short as it can be without losing which way it works."""
    named = row["caveats"].split()
    said = []
    for b in exercise.breaks:
        month = f"{MONTHS[b.day.month - 1]} {b.day.year}"
        if b.id in named:
            said.append(f"the rule change of {month} ({b.effect})")
        elif f"elsewhere:{b.id}" in named:
            said.append(f"{month}, when a rule changed in England and Wales")
    return f", across {' and '.join(said)}" if said else ""
