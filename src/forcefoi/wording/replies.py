"""What is known of a reply, and what was printed from it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import pandas as pd

from forcefoi.analysis.agreement import settled
from forcefoi.analysis.coverage import NOTHING, PUBLIC, coverage_numbers
from forcefoi.analysis.worked import RESIDENTS, days_of, fact, official_place
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.number import Input, Number
from forcefoi.told import Sentence, say, tell
from forcefoi.windows import long_date
from forcefoi.wording.numbers import bounded, capital, told_bounds, told_count, victims
from forcefoi.wording.plain import change_plain, figure_plain
from forcefoi.wording.tied import noted, quoted_number, tied

S = TypeVar("S", bound=str)

# What is known of a reply without figures, by the status that stands for them.
ANSWERED = {
    "refused": "it refused to give any",
    "not held": "it answered that it does not hold them",
    "neither confirm nor deny": "it would neither confirm nor deny that it holds them",
    "no such class": "it answered that it records no such class",
    "withdrawn": "the request to it was withdrawn",
    "no reply": "it did not reply",
    "not asked": "it was not asked",
}


def reply_sentence(coverage: pd.Series, exercise: Exercise) -> Sentence:
    """What is known of one force's reply; `coverage` is its row of `Coverage`."""
    numbers = coverage_numbers(coverage, exercise)
    asked = say(
        "{who} asked {asked} police forces, and {replied} gave figures",
        who=exercise.asked_by,
        asked=tell(numbers["asked"], f"{exercise.asked}"),
        replied=tell(numbers["replied"], f"{exercise.replied}"),
    )
    if coverage["reply_figures"]:
        return say(
            "{asked}. This force’s own reply has been read: {given} from it. {printed}.",
            asked=asked,
            given=told_count(numbers["reply_figures"], "figure"),
            printed=_printed(numbers),
        )
    if coverage["status"] == PUBLIC:
        return say(
            "{asked}. This force is one of those whose figures newspapers printed: {figures} in {papers}. "
            "The reply itself has not been seen.",
            asked=asked,
            figures=told_count(numbers["published_figures"], "figure"),
            papers=told_count(numbers["publications"], "publication"),
        )
    if coverage["status"] == NOTHING:
        return say(
            "{asked}; which forces these were was not published. No figure from this force is public, and "
            "whether it was asked or answered is not known.",
            asked=asked,
        )
    return say(
        "{asked}. What is known of this force’s reply: {status}.", asked=asked, status=coverage["status"]
    )


def _printed(numbers: dict[str, Number]) -> Sentence | str:
    """What newspapers printed beside what the reply itself says."""
    if not numbers["published_figures"].low:
        return "Newspapers printed none"
    return say(
        "Newspapers printed {figures} in {papers}",
        figures=told_count(numbers["published_figures"], "figure"),
        papers=told_count(numbers["publications"], "publication"),
    )


def context_sentences(coverage: pd.Series, exercise: Exercise) -> list[Sentence | str]:
    """What official figures there are to set beside the reply, and why others are missing.

    `coverage` is the force's row of `Coverage`.
    """
    context = coverage["context"]
    measure = noted(exercise.notes["measure"], "notes.measure", exercise)
    if context == "recorded and funnel":
        return [measure]
    if context == "recorded, no funnel":
        why = _off_funnel(coverage, exercise)
        return [measure, say("This force has no place on the funnel plot: {why}.", why=why)]
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


def _off_funnel(coverage: pd.Series, exercise: Exercise) -> Sentence:
    """Why a force is not on the funnel plot; what it says of residents opens."""
    year = exercise.funnel.window.start.year
    cells = f"the row of {coverage['force']}, column persons_{year}"
    stands = Input(
        f"{RESIDENTS}:{coverage['force']}:persons_{year}",
        f"Residents, mid-{year}",
        official_place(exercise, RESIDENTS, cells),
    )
    least = exercise.funnel.least_residents
    needed = fact(
        exercise, "funnel.least_residents", least, "people", "The fewest residents on the funnel plot"
    )
    name = f"{coverage['force']}~off-funnel"
    return tied(coverage["off_funnel"], [needed], lambda digits: quoted_number(name, digits, stands))


def request_intro(coverage: pd.Series) -> str:
    """What stands above the request to send."""
    if coverage["reply_figures"]:
        return (
            "The force’s reply has been read. This request asks for what it leaves out; change what you need."
        )
    if coverage["status"] == PUBLIC:
        return "The whole reply has not been published. This request asks for it; change what you need."
    return "This request asks the force for its figures; change what you need."


def nothing_beside(coverage: pd.Series, shares: pd.DataFrame) -> str:
    """Why no sentence stands here that sets a published figure of a force beside recorded crime; `shares` from
    `analysis.share_of_recorded`.
    """
    if len(shares):
        return "What stands at the top of this page; there is nothing more."
    if coverage["status"] != PUBLIC:
        return "There is no published figure to set beside anything."
    if coverage["recorded_quarters"]:
        return "No printed figure of female victims, free of contradiction, can be set beside recorded crime."
    return (
        "The official tables used here do not have this force: no recorded crime to set beside its figures."
    )


def headline(
    figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.Series, exercise: Exercise
) -> Sentence | str:
    """The finding in one sentence: a change where there is one, else a total, else what is not known.

    Figures of female victims go before others, and figures that contradict each other are no finding.
    """
    if (most := leading_change(changes)) is not None:
        by_id = figures.set_index("figure_id", drop=False)
        before, after = by_id.loc[most["before"]], by_id.loc[most["after"]]
        return change_plain(most, before, after, coverage["name"], exercise)
    if (longest := leading_figure(figures, exercise)) is not None:
        return figure_plain(longest, coverage["name"], exercise)
    if coverage["status"] == PUBLIC:
        return "The printed figures contradict each other; until one is corrected none of them can be used."
    if coverage["status"] == NOTHING:
        name = coverage["name"]
        return f"No figure from a reply of {name} is public; whether it was asked or answered is not known."
    return f"No figure from {coverage['name']} is public: {ANSWERED[coverage['status']]}."


def leading_change(changes: pd.DataFrame) -> pd.Series | None:
    """The change that a force's page begins with: the one with the most crimes in it, which stands on most."""
    if not len(moved := _female_first(changes)):
        return None
    size = moved["before_count"].fillna(0) + moved["after_count"].fillna(0)
    return moved.iloc[size.argmax()]


def leading_figure(figures: pd.DataFrame, exercise: Exercise) -> pd.Series | None:
    """The figure that a force's page begins with where no change can be worked out: the one over the longest time."""
    if not len(known := _female_first(settled(figures, exercise))):
        return None
    return known.sort_values(["days", "low"], ascending=False).iloc[0]


def _female_first(table: pd.DataFrame) -> pd.DataFrame:
    female = table[table["victim_gender"] == "female"]
    return female if len(female) else table


def further(sentences: Iterable[S], said: Iterable[str]) -> list[S]:
    """The sentences that the page has not said already, at its top."""
    known = set(said)
    return [sentence for sentence in sentences if sentence not in known]


def nothing_more(changes: pd.DataFrame) -> str:
    """What stands where there is nothing to say of the figures beyond the finding."""
    if len(changes):
        return "What stands at the top of this page; nothing else can be worked out from them."
    return "Nothing yet: there are no two figures that can be set beside each other."


def figure_sentence(row: pd.Series, exercise: Exercise) -> Sentence:
    """One published figure, with its window as it is and as it was printed."""
    window, group = window_of(row), exercise.group(row["offences"])
    basis = " (window inferred)" if row["window_basis"] == "inferred" else ""
    return say(
        "{number}, {label}, flagged as online, {victims}, from {start} to {end}{basis}, which is {length}; printed as "
        "{unit}, “{window}”.",
        number=_number(row),
        label=group.label,
        victims=victims(row["victim_gender"]),
        start=long_date(window.start),
        end=long_date(window.end),
        basis=basis,
        length=tell(days_of(row), window.length()),
        unit=row["unit_as_published"],
        window=row["window_as_published"],
    )


def _number(row: pd.Series) -> Sentence:
    """The count as it was printed. What a rounded one can stand for is ours, and is said to be."""
    bounds, number = bounds_of(row), number_of(row)
    if row["status"] == "rounded" and bounds.high is not None:
        return say(
            "About {printed} crimes recorded (rounded in print: taken as {bounds})",
            printed=tell(number, f"{(bounds.low + bounds.high) // 2:,}"),
            bounds=told_bounds(number),
        )
    if bounds.is_exact:
        return capital(say("{count} recorded", count=told_count(number)))
    if bounds.low == 0 and bounds.high is None:
        return capital(say("{text} recorded", text=bounded(bounds)))
    return capital(say("{bounds} crimes recorded", bounds=told_bounds(number)))
