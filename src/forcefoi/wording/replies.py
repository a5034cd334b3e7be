"""What is known of a reply, and what was printed from it, in sentences."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.agreement import settled
from forcefoi.analysis.coverage import NOTHING, PUBLIC
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.windows import long_date
from forcefoi.wording.changes import change_sentence
from forcefoi.wording.numbers import bounded, counted, victims


def reply_sentence(coverage: pd.Series, exercise: Exercise) -> str:
    """What is known of one force's reply; `coverage` is its row of `Coverage`."""
    asked = f"{exercise.asked_by} asked {exercise.asked} police forces, and {exercise.replied} gave figures"
    if coverage["status"] == PUBLIC:
        papers = counted(coverage["publications"], "publication")
        return (
            f"{asked}. This force is one of those whose figures newspapers printed: "
            f"{counted(coverage['published_figures'], 'figure')} in {papers}. The reply itself has not been seen."
        )
    if coverage["status"] == NOTHING:
        return (
            f"{asked}; which forces these were was not published. No figure from this force is public, and "
            "whether it was "
            "asked or answered is not known."
        )
    return f"{asked}. What is known of this force’s reply: {coverage['status']}."


def context_sentences(coverage: pd.Series, exercise: Exercise) -> list[str]:
    """What official figures there are to set beside the reply, and why others are missing.

    `coverage` is the force's row of `Coverage`.
    """
    context = coverage["context"]
    if context == "recorded and funnel":
        return [exercise.notes["measure"]]
    if context == "recorded, no funnel":
        return [
            exercise.notes["measure"],
            f"This force has no place on the funnel plot: {coverage['off_funnel']}.",
        ]
    reach = "The official recorded-crime tables cover England and Wales and British Transport Police only"
    if context == "outside the official tables" and coverage["nation"] in exercise.funnel.nations:
        return [
            "The release of the official recorded-crime tables that is used here does not have this force: there is no "
            "recorded crime to set beside its figures, and no place on the funnel plot."
        ]
    if context == "outside the official tables":
        return [
            f"{reach}. This force is not in them: there is no recorded crime to set beside its figures here, "
            "and no place "
            "on the funnel plot."
        ]
    return [
        f"{reach}. This force is in no table that this project has: no recorded crime, no residents, no place on the "
        "funnel plot."
    ]


def request_intro(coverage: pd.Series) -> str:
    """What stands above the request to send."""
    if coverage["status"] == PUBLIC:
        return "The whole reply has not been published. This request asks for it; change what you need."
    return "This request asks the force for its figures; change what you need."


def nothing_beside(coverage: pd.Series) -> str:
    """Why no published figure of a force is set beside recorded crime."""
    if coverage["status"] != PUBLIC:
        return "There is no published figure to set beside anything."
    if coverage["recorded_quarters"]:
        return "No printed figure of female victims, free of contradiction, can be set beside recorded crime."
    return (
        "The official tables used here do not have this force: no recorded crime to set beside its figures."
    )


def headline(figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> str:
    """The finding in one sentence: a change where there is one, else a total, else what is not known.

    Figures of female victims go before others, and figures that contradict each other are no finding.
    """
    if len(moved := _female_first(changes)):
        # The change with the most crimes in it: the one that stands on most.
        size = moved["before_count"].fillna(0) + moved["after_count"].fillna(0)
        return change_sentence(moved.loc[size.idxmax()], exercise)
    if len(known := _female_first(settled(figures, exercise))):
        return figure_sentence(known.sort_values(["days", "low"], ascending=False).iloc[0], exercise)
    if coverage["status"] == PUBLIC:
        return "The printed figures contradict each other; until one is corrected there is no finding."
    if coverage["status"] == NOTHING:
        return "No figure from this force’s reply is public; whether it was asked or answered is not known."
    return f"No figure from this force is public. What is known of its reply: {coverage['status']}."


def _female_first(table: pd.DataFrame) -> pd.DataFrame:
    female = table[table["victim_gender"] == "female"]
    return female if len(female) else table


def further(sentences: list[str], finding: str) -> list[str]:
    """The sentences that the page has not said already, at its top."""
    return [sentence for sentence in sentences if sentence != finding]


def nothing_more(changes: pd.DataFrame) -> str:
    """What stands where there is nothing to say of the figures beyond the finding."""
    if len(changes):
        return "What stands at the top of this page; nothing else can be worked out from them."
    return "Nothing yet: there are no two figures that can be set beside each other."


def figure_sentence(row: pd.Series, exercise: Exercise) -> str:
    """One published figure, with its window as it is and as it was printed."""
    window, group = window_of(row), exercise.group(row["offences"])
    basis = " (window inferred)" if row["window_basis"] == "inferred" else ""
    return (
        f"{_number(row)}, {group.label}, flagged as online, {victims(row['victim_gender'])}, from "
        f"{long_date(window.start)} to {long_date(window.end)}{basis}, which is {window.length()}; printed as "
        f"{row['unit_as_published']}, “{row['window_as_published']}”."
    )


def _number(row: pd.Series) -> str:
    """The count as it was printed. What a rounded one can stand for is ours, and is said to be."""
    bounds = bounds_of(row)
    if row["status"] == "rounded" and bounds.high is not None:
        printed = (bounds.low + bounds.high) // 2
        return f"About {printed:,} crimes recorded (rounded in print: taken as {bounds})"
    text = bounded(bounds)
    return f"{text[0].upper()}{text[1:]} recorded"
