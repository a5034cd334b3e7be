"""What figures add to, in sentences: parts and wholes, the highest year, unknown genders, several sources."""

from __future__ import annotations

import pandas as pd

from forcefoi.bounds import Bounds
from forcefoi.exercise import Exercise
from forcefoi.wording.contradictions import contradiction_sentence
from forcefoi.wording.numbers import bounds_in
from forcefoi.wording.tables import offences_and_victims


def rest_sentences(rests: pd.DataFrame, exercise: Exercise) -> list[str]:
    """What named parts leave of their wholes, one sentence a row of `analysis.rests`."""
    return [_rest_sentence(row, exercise) for _, row in rests.iterrows()]


def _rest_sentence(row: pd.Series, exercise: Exercise) -> str:
    whole, parts = (bounds_in(row, name) for name in ("whole", "parts"))
    label = exercise.group(row["whole_offences"]).label
    start = f"The printed parts add to {parts} of the {whole} ({label}, {row['whole_window']})"
    if pd.isna(row["rest_low"]):
        return (
            f"The printed parts add to {parts}, more than the whole of {whole} ({label}, "
            f"{row['whole_window']}): they contradict "
            "each other, and one of them must count something else."
        )
    rest = bounds_in(row, "rest")
    if rest == Bounds(0, 0):
        return f"{start}: nothing is left, so the parts are the whole."
    left = f"leave {rest}: {row['what_is_left']}"
    if row["only_if"]:
        return f"{start} and {left}, if {row['only_if']}; otherwise what is left of the classes not named is unknown."
    return f"{start} and {left}."


def highest_sentences(highest: pd.DataFrame, exercise: Exercise) -> list[str]:
    """Whether a year is the highest, one sentence a row of `analysis.highest_year` that can be said."""
    lines = []
    for _, row in highest.iterrows():
        label = exercise.group(row["offences"]).label
        if row["highest"] == "yes":
            basis = " given the inferred windows" if "inferred-window" in row["caveats"] else ""
            others = (
                f": the total leaves at most {row['other_years_at_most']:,} for {row['other_years']}"
                if row["other_years"]
                else ""
            )
            lines.append(
                f"{row['count']:,} in {row['window']} ({label}) is the highest of the full years{basis}{others}."
            )
        elif row["highest"] == "can't be said" and row["other_years"]:
            lines.append(
                f"Whether {row['count']:,} in {row['window']} ({label}) is the highest full year can't be said: "
                f"no figure of the same offences is public for {row['other_years']}."
            )
    return lines


def gender_sentences(both: pd.DataFrame) -> list[str]:
    """The most that crimes against women can be, one sentence a row of `analysis.with_unknown_gender`."""
    return [
        f"Between {row['low']:,} and {row['high']:,} crimes had female victims ({row['window']}): {row['working']}."
        for _, row in both.iterrows()
        if not pd.isna(row["high"])
    ]


def agreement_sentences(agreed: pd.DataFrame, exercise: Exercise) -> list[str]:
    """Figures that several publications give, one sentence a row of `analysis.agreement`."""
    lines = []
    for _, row in agreed.iterrows():
        label = offences_and_victims(row, exercise)
        what = f"{row['counts'].replace('; ', ' and ')} ({label}, {row['window']})"
        if row["agreement"] == "corroborated":
            lines.append(
                f"{what} stand in different publications and can be one count: they corroborate each other."
            )
        elif row["agreement"] != "conflict":
            lines.append(contradiction_sentence(row, exercise))
        else:
            lines.append(
                f"{what} stand in different publications and contradict each other: neither is used in any sum or "
                "comparison until one is corrected."
            )
    return lines
