"""Sentences about a change between two windows."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.worked import numbers_of
from forcefoi.exercise import Break, Exercise
from forcefoi.number import Number
from forcefoi.told import Sentence, say, tell
from forcefoi.windows import MONTHS
from forcefoi.wording.numbers import LEAST_BASE, during, rate_text, told_count, up_or_down, victims
from forcefoi.wording.tied import tied

RECORDED = ("crime recorded", "crimes recorded")


def change_sentences(changes: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    """One sentence a row of `analysis.changes`, with all that must stand in the same sentence as the numbers."""
    return [change_sentence(row, exercise) for _, row in changes.iterrows()]


def change_sentence(row: pd.Series, exercise: Exercise) -> Sentence:
    """What happened between two windows, by the day where windows are unlike, rule changes in the same sentence."""
    label, numbers = exercise.group(row["offences"]).label, numbers_of(row)
    subject = f"{label[0].upper()}{label[1:]} flagged as online, {victims(row['victim_gender'])}"
    if pd.isna(row["before_count"]):
        why = tied(
            row["working"],
            [numbers[n] for n in ("before_count", "before_days", "after_count", "after_days")],
        )
        return say(
            "{subject}: {before} and {after} can't be compared: {why}.",
            subject=subject,
            before=row["before_window"],
            after=row["after_window"],
            why=why,
        )
    inferred = _inferred(row)
    return say(
        "{subject}: {before} {before_when} ({before_days} days{before_basis}) and {after} {after_when} "
        "({after_days} days{after_basis}){gap}; {comparison}{rules}.",
        subject=subject,
        before=told_count(numbers["before_count"], *RECORDED),
        before_when=during(row["before_window"]),
        before_days=tell(numbers["before_days"], f"{row['before_days']:,}"),
        before_basis=inferred["before"],
        after=told_count(numbers["after_count"]),
        after_when=during(row["after_window"]),
        after_days=tell(numbers["after_days"], f"{row['after_days']:,}"),
        after_basis=inferred["after"],
        gap=", with a gap between them" if "gap:" in row["caveats"] else "",
        comparison=_comparison(row, numbers),
        rules=rules_between(row, exercise),
    )


def _comparison(row: pd.Series, numbers: dict[str, Number]) -> Sentence:
    """What can be said of the two counts, by the day where their windows are not alike."""
    if pd.isna(row["ratio"]):
        daily = f"; the daily rate {row['direction']}" if row["direction"] in ("rose", "fell") else ""
        return say("no ratio can be given, the first count being none{moved}", moved=daily)
    ratio = _ratio(row, numbers)
    alike, small = "unlike-windows" not in row["caveats"], row["before_count"] < LEAST_BASE
    unclear = row["direction"] == "no clear change"
    moved = tell(numbers["change_percent"], up_or_down(row["change_percent"]))
    count = say("") if small else say("the count is {moved}", moved=moved)
    if alike:
        if unclear:
            start = say("{count}, ", count=count) if count else ""
            return say("{start}no clear change ({ratio}, which holds 1)", start=start, ratio=ratio)
        return say(
            "{moved}{times} ({ratio})",
            moved=count or f"the count {row['direction']}",
            times=say(
                ", {times} times as many",
                times=tell(numbers["ratio"], f"{row['ratio']:.2f}"),
            )
            if row["ratio"] >= 1
            else "",
            ratio=ratio,
        )
    daily = say(
        "from {before} to {after} a day",
        before=tell(numbers["before_per_day"], rate_text(row["before_per_day"])),
        after=tell(numbers["after_per_day"], rate_text(row["after_per_day"])),
    )
    start = say("{count}, but ", count=count) if count else ""
    if unclear:
        return say(
            "{start}the windows are not alike: by the day there is no clear change, {daily} ({ratio}, which holds 1)",
            start=start,
            daily=daily,
            ratio=ratio,
        )
    return say(
        "{start}the windows are not alike: by the day it {direction}{size}, {daily} ({ratio})",
        start=start,
        direction=row["direction"],
        size="" if small else _size(row, numbers),
        daily=daily,
        ratio=ratio,
    )


def _size(row: pd.Series, numbers: dict[str, Number]) -> Sentence:
    """By how much the daily rate moved, after `rose` or `fell`."""
    size = up_or_down((row["ratio"] - 1) * 100).removeprefix("up ").removeprefix("down ")
    return say(" {size}", size=tell(numbers["rate_percent"], size))


def _ratio(row: pd.Series, numbers: dict[str, Number]) -> Sentence:
    return say(
        "rate ratio {ratio}, 95% interval {low} to {high}",
        ratio=tell(numbers["ratio"], rate_text(row["ratio"], 3)),
        low=tell(numbers["ratio_low"], rate_text(row["ratio_low"], 3)),
        high="no upper end"
        if pd.isna(row["ratio_high"])
        else tell(numbers["ratio_high"], rate_text(row["ratio_high"], 3)),
    )


def _inferred(row: pd.Series) -> dict[str, str]:
    """Whether each window is inferred; a finding that rests on an inferred window says so."""
    named = row["caveats"].split()
    return {
        which: ", window inferred" if f"inferred-window:{row[which]}" in named else ""
        for which in ("before", "after")
    }


def rules_between(row: pd.Series, exercise: Exercise) -> str:
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
