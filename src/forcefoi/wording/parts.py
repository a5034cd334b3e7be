"""What figures add to, in sentences: parts and wholes, the highest year, unknown genders, several sources."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.agreement import CONFLICT, CORROBORATED, GENDERS, PARTS
from forcefoi.analysis.worked import numbers_of
from forcefoi.bounds import Bounds
from forcefoi.exercise import Exercise
from forcefoi.figures import number_of
from forcefoi.number import Number
from forcefoi.told import Sentence, say, tell
from forcefoi.wording.contradictions import contradiction_sentence
from forcefoi.wording.numbers import bounds_in, capital, told_bounds
from forcefoi.wording.tables import joined, offences_and_victims
from forcefoi.wording.tied import tied


def rest_sentences(rests: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    """What named parts leave of their wholes, one sentence a row of `analysis.rests`."""
    return [_rest_sentence(row, exercise) for _, row in rests.iterrows()]


def _rest_sentence(row: pd.Series, exercise: Exercise) -> Sentence:
    numbers = numbers_of(row)
    named = {
        "parts": told_bounds(numbers["parts"]),
        "whole": told_bounds(numbers["whole"]),
        "label": exercise.group(row["whole_offences"]).label,
        "window": row["whole_window"],
    }
    if pd.isna(row["rest_low"]):
        return say(
            "The printed parts add to {parts}, more than the whole of {whole} ({label}, {window}): they contradict "
            "each other, and one of them must count something else.",
            **named,
        )
    start = say("The printed parts add to {parts} of the {whole} ({label}, {window})", **named)
    if bounds_in(row, "rest") == Bounds(0, 0):
        return say("{start}: nothing is left, so the parts are the whole.", start=start)
    left = say(
        "leave {rest}: {what_is_left}",
        rest=told_bounds(numbers["rest"]),
        what_is_left=row["what_is_left"],
    )
    if row["only_if"]:
        return say(
            "{start} and {left}, if {only_if}; otherwise what is left of the classes not named is unknown.",
            start=start,
            left=left,
            only_if=row["only_if"],
        )
    return say("{start} and {left}.", start=start, left=left)


def highest_sentences(highest: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    """Whether a year is the highest, one sentence a row of `analysis.highest_year` that can be said."""
    lines = []
    for _, row in highest.iterrows():
        numbers = numbers_of(row)
        named = {
            "count": tell(numbers["count"], f"{row['count']:,}"),
            "window": row["window"],
            "label": offences_and_victims(row, exercise),
        }
        if row["highest"] == "yes":
            lines.append(
                say(
                    "{count} in {window} ({label}) is the highest of the full years{basis}{others}.",
                    **named,
                    basis=" given the inferred windows" if "inferred-window" in row["caveats"] else "",
                    others=_others(row, numbers),
                )
            )
        elif row["highest"] == "can't be said" and row["other_years"]:
            lines.append(
                say(
                    "Whether {count} in {window} ({label}) is the highest full year can't be said: "
                    "no figure of the same offences is public for {years}.",
                    **named,
                    years=row["other_years"],
                )
            )
    return lines


def _others(row: pd.Series, numbers: dict[str, Number]) -> Sentence:
    if not row["other_years"]:
        return say("")
    most = tell(numbers["other_years_at_most"], f"{row['other_years_at_most']:,}")
    return say(": the total leaves at most {most} for {years}", most=most, years=row["other_years"])


def gender_sentences(both: pd.DataFrame) -> list[Sentence]:
    """The most that crimes against women can be, one sentence a row of `analysis.with_unknown_gender`."""
    lines = []
    for _, row in both.iterrows():
        if pd.isna(row["high"]):
            continue
        numbers = numbers_of(row)
        lines.append(
            say(
                "Between {low} and {high} crimes had female victims ({window}): {working}.",
                low=tell(numbers["low"], f"{row['low']:,}"),
                high=tell(numbers["high"], f"{row['high']:,}"),
                window=row["window"],
                working=tied(row["working"], [numbers["low"], numbers["unknown"]]),
            )
        )
    return lines


def agreement_sentences(agreed: pd.DataFrame, figures: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    """Figures that several publications give, one sentence a row of `analysis.agreement`; `figures` are those that it
    was made of (a table of `Figures`).
    """
    by_id = figures.set_index("figure_id", drop=False)
    lines = []
    for _, row in agreed.iterrows():
        numbers = [number_of(by_id.loc[name]) for name in row["figures"].split()]
        if row["agreement"] not in (CORROBORATED, CONFLICT):
            # The figures' ids have the whole first, and the sentence has it last.
            in_order = [*numbers[1:], numbers[0]] if row["agreement"] in (PARTS, GENDERS) else numbers
            lines.append(capital(tied(contradiction_sentence(row, exercise), in_order)))
            continue
        counts = [told_bounds(number) for number in numbers]
        what = say(
            "{counts} ({label}, {window})",
            counts=joined(counts, " and "),
            label=offences_and_victims(row, exercise),
            window=row["window"],
        )
        said = (
            "{what} stand in different publications and can be one count: they corroborate each other."
            if row["agreement"] == CORROBORATED
            else "{what} stand in different publications and contradict each other: none of them is used in any sum or "
            "comparison until one is corrected."
        )
        lines.append(capital(say(said, what=what)))
    return lines
