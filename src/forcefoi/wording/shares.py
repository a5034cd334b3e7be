"""Shares of recorded crime and of all cases, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from forcefoi.analysis.worked import fact, numbers_of
from forcefoi.exercise import Exercise
from forcefoi.number import Number
from forcefoi.told import Sentence, say, tell
from forcefoi.wording.numbers import bounds_in, capital, percent, told_bounds, told_share
from forcefoi.wording.tables import tied_working
from forcefoi.wording.tied import tied


def share_sentences(shares: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    """The published figures beside all recorded crime, one sentence a row of `analysis.share_of_recorded`."""
    return [_share_sentence(row, exercise) for _, row in shares.iterrows()]


def _share_sentence(row: pd.Series, exercise: Exercise) -> Sentence:
    group, numbers = exercise.group(row["offences"]), numbers_of(row)
    if pd.isna(row["share_low"]):
        # A part of a year can be told by its quarters or its days: what it says first is the quarters.
        first = [numbers[name] for name in ("quarters", "wanted") if name in numbers]
        why = tied(row["working"], [*first, *numbers.values()])
        return capital(say("{label}, {window}: {why}.", label=group.label, window=row["window"], why=why))
    most = tell(numbers["recorded_most"], f"{row['recorded_most']:,.0f}")
    named = {"count": told_bounds(numbers["count"]), "label": group.label, "window": row["window"]}
    if row["share_low"] > 1:
        return capital(
            say(
                "{count} is more than the {most} crimes recorded ({label}, {window}): it can't be a part of "
                "them, so one of the two counts something else.",
                most=most,
                **named,
            )
        )
    return capital(
        say(
            "{count} is {about}{said} ({label}, {window}; all victims, online or not).",
            about="an estimated " if row["estimated"] else "",
            said=_said(row, group.label, numbers),
            **named,
        )
    )


def _said(row: pd.Series, label: str, numbers: dict[str, Number]) -> Sentence:
    """What share it is, and what that hangs on: the window, or the classes that are perhaps inside."""
    places = 1 if row["estimated"] else 0
    between = told_share(numbers["share_low"], numbers.get("share_high"), places)
    most = tell(numbers["recorded_most"], f"{row['recorded_most']:,.0f}")
    if "other-window" in row["caveats"]:
        return say(
            "{between} of the crimes recorded, because its window could be another one: {working}",
            between=between,
            working=tied_working(row, numbers),
        )
    perhaps = row["perhaps"].split()
    if not perhaps:
        return say(
            "{between} of {the} {most} crimes recorded",
            between=between,
            the="about" if row["estimated"] else "the",
            most=most,
        )
    inside = f"{' and '.join(perhaps)} {'are' if len(perhaps) > 1 else 'is'} inside “{label}”"
    if not bounds_in(row).is_exact:
        return say(
            "{between} of the crimes recorded, whether {inside} or not", between=between, inside=inside
        )
    return say(
        "{low} of the {most} crimes recorded if {inside}, and {high} of the {least} if not",
        low=tell(numbers["share_low"], percent(row["share_low"], places)),
        most=most,
        inside=inside,
        high=tell(numbers["share_high"], percent(row["share_high"], places)),
        least=tell(numbers["recorded_least"], f"{row['recorded_least']:,.0f}"),
    )


def total_share_sentences(
    shares: pd.DataFrame, names: Mapping[str, str], exercise: Exercise
) -> list[Sentence]:
    """Forces' shares of all cases beside their shares of women and girls, from `analysis.share_of_total`.

    The last sentence says why the two shares can't be taken for more than a question.
    """
    lines = []
    replied = fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures")
    told_replied = tell(replied, f"{exercise.replied}")
    for _, row in shares.iterrows():
        numbers = numbers_of(row)
        named = {"name": names[row["force"]], "total": tell(numbers["total"], f"{row['total']:,}")}
        if row["share_of_cases"] > 1:
            lines.append(
                say(
                    "{name} has {count} cases, more than the {total} in all replies: one of the two "
                    "must count something else.",
                    count=tell(numbers["count"], f"{row['count']:,}"),
                    **named,
                )
            )
            continue
        women = "share_of_women_and_girls_uk"
        lines.append(
            say(
                "{name} has {share} of the {total} cases in the {replied} replies and {women} of all women and girls "
                "in the UK.",
                share=tell(numbers["share_of_cases"], percent(row["share_of_cases"], 1)),
                replied=told_replied,
                women=tell(numbers[women], percent(row[women], 1)),
                **named,
            )
        )
    if lines:
        lines.append(
            say(
                "How many women and girls live in the {replied} areas is not known, so the two shares have different "
                "bases: a difference is one to ask the force about, not a finding about women there.",
                replied=told_replied,
            )
        )
    return lines
