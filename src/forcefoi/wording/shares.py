"""Shares of recorded crime and of all cases, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from forcefoi.exercise import Exercise
from forcefoi.wording.numbers import bounds_in, percent, share_between


def share_sentences(shares: pd.DataFrame, exercise: Exercise) -> list[str]:
    """The published figures beside all recorded crime, one sentence a row of `analysis.share_of_recorded`."""
    return [_share_sentence(row, exercise) for _, row in shares.iterrows()]


def _share_sentence(row: pd.Series, exercise: Exercise) -> str:
    group = exercise.group(row["offences"])
    if pd.isna(row["share_low"]):
        return f"{group.label[0].upper()}{group.label[1:]}, {row['window']}: {row['working']}."
    places, about = (1, "an estimated ") if row["estimated"] else (0, "")
    between = share_between(row["share_low"], row["share_high"], places)
    most, least = f"{row['recorded_most']:,.0f}", f"{row['recorded_least']:,.0f}"
    if row["share_low"] > 1:
        return (
            f"{bounds_in(row)} is more than the {most} crimes recorded ({group.label}, {row['window']}): it "
            "can't be a part of "
            "them, so one of the two counts something else."
        )
    if "other-window" in row["caveats"]:
        said = f"{between} of the crimes recorded, because its window could be another one: {row['working']}"
    elif group.perhaps and not bounds_in(row).is_exact:
        inside = f"{' and '.join(group.perhaps)} are inside “{group.label}”"
        said = f"{between} of the crimes recorded, whether {inside} or not"
    elif group.perhaps:
        low, high = percent(row["share_low"], places), percent(row["share_high"], places)
        inside = f"{' and '.join(group.perhaps)} are inside “{group.label}”"
        said = f"{low} of the {most} crimes recorded if {inside}, and {high} of the {least} if not"
    else:
        said = f"{between} of the {most} crimes recorded"
    return f"{bounds_in(row)} is {about}{said} ({group.label}, {row['window']})."


def total_share_sentences(shares: pd.DataFrame, names: Mapping[str, str], exercise: Exercise) -> list[str]:
    """Forces' shares of all cases beside their shares of women and girls, from `analysis.share_of_total`.

    The last sentence says why the two shares can't be taken for more than a question.
    """
    lines = []
    for _, row in shares.iterrows():
        name = names[row["force"]]
        if row["share_of_cases"] > 1:
            lines.append(
                f"{name} has {row['count']:,} cases, more than the {row['total']:,} in all replies: one of the two "
                "must count something else."
            )
            continue
        lines.append(
            f"{name} has {percent(row['share_of_cases'], 1)} of the {row['total']:,} cases in the "
            f"{exercise.replied} replies "
            f"and {percent(row['share_of_women_and_girls_uk'], 1)} of all women and girls in the UK."
        )
    if lines:
        lines.append(
            f"How many women and girls live in the {exercise.replied} areas is not known, so the two shares "
            "have different "
            "bases: a difference is one to ask the force about, not a finding about women there."
        )
    return lines
