"""Sentences about a change between two windows."""

from __future__ import annotations

import pandas as pd

from forcefoi.exercise import Break, Exercise
from forcefoi.windows import MONTHS
from forcefoi.wording.numbers import LEAST_BASE, counted, during, up_or_down, victims

RECORDED = ("crime recorded", "crimes recorded")


def change_sentences(changes: pd.DataFrame, exercise: Exercise) -> list[str]:
    """One sentence a row of `analysis.changes`, with all that must stand in the same sentence as the numbers."""
    return [change_sentence(row, exercise) for _, row in changes.iterrows()]


def change_sentence(row: pd.Series, exercise: Exercise) -> str:
    """What happened between two windows, by the day where windows are unlike, rule changes in the same sentence."""
    label = exercise.group(row["offences"]).label
    subject = f"{label[0].upper()}{label[1:]} flagged as online, {victims(row['victim_gender'])}"
    if pd.isna(row["before_count"]):
        return f"{subject}: {row['before_window']} and {row['after_window']} can't be compared: {row['working']}."
    inferred = _inferred(row)
    counts = (
        f"{subject}: {counted(row['before_count'], *RECORDED)} {during(row['before_window'])} "
        f"({row['before_days']:,} days{inferred['before']}) and {counted(row['after_count'])} "
        f"{during(row['after_window'])} ({row['after_days']:,} days{inferred['after']})"
    )
    gap = ", with a gap between them" if "gap:" in row["caveats"] else ""
    return f"{counts}{gap}; {_comparison(row)}{_rules(row, exercise)}."


def _comparison(row: pd.Series) -> str:
    """What can be said of the two counts, by the day where their windows are not alike."""
    if pd.isna(row["ratio"]):
        moved = f"; the daily rate {row['direction']}" if row["direction"] in ("rose", "fell") else ""
        return f"no ratio can be given, the first count being none{moved}"
    ratio = f"rate ratio {row['ratio']:.3f}, 95% interval {row['ratio_low']:.3f} to {_end(row['ratio_high'])}"
    alike, small = "unlike-windows" not in row["caveats"], row["before_count"] < LEAST_BASE
    unclear = row["direction"] == "no clear change"
    count = "" if small else f"the count is {up_or_down(row['change_percent'])}"
    if alike:
        if unclear:
            return f"{count + ', ' if count else ''}no clear change ({ratio}, which holds 1)"
        moved = count or f"the count {row['direction']}"
        times = f", {row['ratio']:.2f} times as many" if row["ratio"] >= 1 else ""
        return f"{moved}{times} ({ratio})"
    daily = f"from {row['before_per_day']:.2f} to {row['after_per_day']:.2f} a day"
    start = f"{count}, but " if count else ""
    if unclear:
        clear = f"there is no clear change, {daily} ({ratio}, which holds 1)"
        return f"{start}the windows are not alike: by the day {clear}"
    size = (
        "" if small else f" {up_or_down((row['ratio'] - 1) * 100).removeprefix('up ').removeprefix('down ')}"
    )
    return f"{start}the windows are not alike: by the day it {row['direction']}{size}, {daily} ({ratio})"


def _inferred(row: pd.Series) -> dict[str, str]:
    """Whether each window is inferred; a finding that rests on an inferred window says so."""
    named = row["caveats"].split()
    return {
        which: ", window inferred" if f"inferred-window:{row[which]}" in named else ""
        for which in ("before", "after")
    }


def _end(high: float) -> str:
    return "no upper end" if pd.isna(high) else f"{high:.3f}"


def _rules(row: pd.Series, exercise: Exercise) -> str:
    """The rule changes between the windows, for the same sentence."""
    named = row["caveats"].split()
    said = [_rule(b, f"{b.what} ({b.effect})") for b in exercise.breaks if b.id in named]
    said += [
        _rule(b, f"in England and Wales {b.what}; whether the same changed for this force is not known")
        for b in exercise.breaks
        if f"elsewhere:{b.id}" in named
    ]
    return f", across {' and '.join(said)}" if said else ""


def _rule(b: Break, what: str) -> str:
    return f"the rule change of {MONTHS[b.day.month - 1]} {b.day.year}, from which {what}"
