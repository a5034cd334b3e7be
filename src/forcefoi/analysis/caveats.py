"""Caveats: named reasons why two numbers cannot be set side by side, or one be taken for more than it is.

The code finds them from the figures; nobody has to remember them. An id is stable: it names the reason and,
where the reason belongs to one figure, the figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from forcefoi.exercise import Break, Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.offences import OffenceGroup
from forcefoi.windows import Window, long_date


@dataclass(frozen=True)
class Caveat:
    """One named reason. `text` is a whole sentence that a page can print."""

    id: str
    text: str


CHANCE = Caveat(
    "chance-alone",
    "The interval means chance alone, with crimes that are independent of each other; repeat victims "
    "and changes in what is recorded are not in it.",
)


def of_figure(row: pd.Series) -> list[Caveat]:
    """What is true of one figure wherever it is used: an inferred or doubtful window, a count that is not exact."""
    window, found = window_of(row), []
    name = f"{bounds_of(row)} ({window.label()})"
    if row["window_basis"] == "inferred":
        found.append(
            Caveat(
                f"inferred-window:{row['figure_id']}",
                f"The window of {name} is inferred, not stated: the source says "
                f"“{row['window_as_published']}”.",
            )
        )
    if row["other_windows"]:
        others = " or ".join(w.label() for w in other_windows(row))
        found.append(
            Caveat(
                f"other-window:{row['figure_id']}",
                f"The window of {name} could also be {others}.",
            )
        )
    if row["status"] != "exact":
        found.append(
            Caveat(
                f"not-exact:{row['figure_id']}",
                f"The count for {window.label()} is not exact: {row['status']}.",
            )
        )
    return found


def other_windows(row: pd.Series) -> list[Window]:
    """What else the window of a figure could mean."""
    pairs = (pair.split("/") for pair in row["other_windows"].split("|") if pair)
    return [Window(date.fromisoformat(start), date.fromisoformat(end)) for start, end in pairs]


def part_year(row: pd.Series) -> list[Caveat]:
    """The window is shorter than the financial year it lies in, or ends in the midst of one."""
    window = window_of(row)
    short = [part for part in window.parts() if not part.is_financial_year]
    if not short:
        return []
    if len(window.parts()) > 1:
        text = f"{window.label()} is {window.length()}: it is not made of whole financial years."
    else:
        part = short[0]
        whole = Window.financial_year(part.start.year - (part.start.month < 4))
        text = (
            f"{window.label()} is part of a year: {window.days} of the {whole.days} days of {whole.label()}."
        )
    return [Caveat(f"part-year:{row['figure_id']}", text)]


def unlike_windows(before: pd.Series, after: pd.Series) -> list[Caveat]:
    """Two figures whose windows differ in length or season. A leap day is no such difference."""
    first, second = window_of(before), window_of(after)
    pair = f"{before['figure_id']}:{after['figure_id']}"
    years = (first.is_financial_year and second.is_financial_year) or (
        first.is_calendar_year and second.is_calendar_year
    )
    if years:
        return []
    if first.days != second.days:
        return [
            Caveat(
                f"unlike-windows:{pair}",
                f"The windows are not alike: {first.days:,} days and {second.days:,} days. "
                "Only the crimes a day can be compared, and the time of year may differ.",
            )
        ]
    if (first.start.month, first.start.day) != (second.start.month, second.start.day):
        text = (
            f"{first.label()} and {second.label()} are as long as each other, but not the same time of year."
        )
        return [Caveat(f"other-season:{pair}", text)]
    return []


def of_gap(before: Window, after: Window) -> list[Caveat]:
    """Nothing is known of the days between two windows."""
    days = (after.start - before.end).days - 1
    if not days:
        return []
    text = f"Between {before.label()} and {after.label()} lie {days:,} days of which nothing is known here."
    return [Caveat(f"gap:{before.end}:{after.start}", text)]


def of_breaks(breaks: Iterable[Break], force: str) -> list[Caveat]:
    """What is counted changed between the windows, for this force or for others."""
    found = []
    for b in breaks:
        said = f"From {long_date(b.day)} {b.what}"
        if force in b.elsewhere:
            text = f"{said}, in England and Wales; whether the same changed for this force is not known."
            found.append(Caveat(f"elsewhere:{b.id}", text))
        else:
            found.append(Caveat(b.id, f"{said}: {b.effect}."))
    return found


def of_group(group: OffenceGroup) -> list[Caveat]:
    """Which classes a name stands for is not certain."""
    return [Caveat(f"which-classes:{group.name}", group.note)] if group.note else []


def of_sources(rows: Iterable[pd.Series]) -> list[Caveat]:
    """The figures stand in different sources."""
    sources = sorted({row["source_id"] for row in rows})
    if len(sources) < 2:
        return []
    return [
        Caveat(
            f"several-sources:{'+'.join(sources)}",
            "The figures come from different publications, which may not mean the same by the same words.",
        )
    ]


def shared(exercise: Exercise) -> list[Caveat]:
    """What is true of every figure of this exercise."""
    return [
        Caveat("crimes-not-women", exercise.notes["crimes"]),
        Caveat("own-flag", exercise.notes["flag"]),
        Caveat("recorded-not-happened", exercise.notes["recorded"]),
    ]


def another_measure(exercise: Exercise) -> Caveat:
    """Official figures and figures from replies do not count the same."""
    return Caveat("another-measure", exercise.notes["measure"])


def residents() -> Caveat:
    """Which year's residents a rate of recorded crime is divided by."""
    return Caveat(
        "denominator:residents",
        "Rates for each 1,000 residents are divided by the residents of the police force area in the middle of the "
        "year in which the financial year begins (2017/18: mid-2017).",
    )
