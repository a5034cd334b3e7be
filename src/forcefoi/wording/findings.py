"""Sentences about what the figures say: each made from a row of an analysis, none from memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from forcefoi.analysis.answer import Answer, once
from forcefoi.analysis.coverage import NOTHING, PUBLIC
from forcefoi.analysis.outliers import Funnel
from forcefoi.bounds import Bounds
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.windows import long_date
from forcefoi.wording.changes import change_sentence
from forcefoi.wording.numbers import bounded, counted, percent, share_between, victims
from forcefoi.wording.prose import Prose, bullets


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


def context_sentences(coverage: pd.Series, forces: pd.Series, exercise: Exercise) -> list[str]:
    """What official figures there are to set beside the reply, and why others are missing.

    `coverage` is the force's row of `Coverage`, `forces` of `Forces`.
    """
    context = coverage["context"]
    if context == "recorded and funnel":
        return [exercise.notes["measure"]]
    if context == "recorded, no funnel":
        people = forces[f"persons_{exercise.funnel.window.start.year}"]
        why = (
            "no residents are counted for it"
            if pd.isna(people)
            else f"its area has {people:,} residents, fewer than {exercise.funnel.least_residents:,}"
        )
        return [
            exercise.notes["measure"],
            f"This force has no place on the funnel plot and no rate for each 1,000 residents: {why}.",
        ]
    reach = "The official recorded-crime tables cover England and Wales and British Transport Police only"
    if context == "outside the official tables":
        return [
            f"{reach}. This force is not in them: there is no recorded crime to set beside its figures here, "
            "and no place on the funnel plot."
        ]
    return [
        f"{reach}. This force is in no table that this project has: no recorded crime, no residents, no place "
        "on the funnel plot."
    ]


def nothing_beside(coverage: pd.Series) -> str:
    """Why no published figure of a force is set beside recorded crime."""
    if coverage["status"] != PUBLIC:
        return "There is no published figure to set beside anything."
    return (
        "This force is not in the official tables, so there is no recorded crime to set beside its figures."
    )


def headline(figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> str:
    """The finding in one sentence: a change where there is one, else a total, else what is not known."""
    if len(changes):
        # The change with the most crimes in it: the one that stands on most.
        size = changes["before_count"].fillna(0) + changes["after_count"].fillna(0)
        return change_sentence(changes.loc[size.idxmax()], exercise)
    counted_figures = figures[figures["status"].isin(WITH_COUNT)]
    if len(counted_figures):
        row = counted_figures.sort_values(["days", "low"], ascending=False).iloc[0]
        return figure_sentence(row, exercise)
    if coverage["status"] == NOTHING:
        return "No figure from this force’s reply is public; whether it was asked or answered is not known."
    return f"This force’s reply: {coverage['status']}."


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
    rounded = "a rounded " if row["status"] == "rounded" else ""
    return (
        f"{bounded(bounds_of(row))[0].upper()}{bounded(bounds_of(row))[1:]} recorded, {group.label}, flagged "
        "as online, "
        f"{victims(row['victim_gender'])}, from {long_date(window.start)} to {long_date(window.end)}{basis}, "
        f"which is {window.length()}; "
        f"printed as {rounded}{'number of ' if rounded else ''}{row['unit_as_published']}, "
        f"“{row['window_as_published']}”."
    )


def rest_sentences(rests: pd.DataFrame, exercise: Exercise) -> list[str]:
    """What named parts leave of their wholes, one sentence a row of `analysis.rests`."""
    return [_rest_sentence(row, exercise) for _, row in rests.iterrows()]


def _rest_sentence(row: pd.Series, exercise: Exercise) -> str:
    whole, parts, rest = (_bounds(row, name) for name in ("whole", "parts", "rest"))
    label = exercise.group(row["whole_offences"]).label
    start = f"The printed parts add to {parts} of the {whole} ({label}, {row['whole_window']})"
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
                f"nothing is public for {row['other_years']}."
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
        what = f"{row['counts'].replace('; ', ' and ')} ({exercise.group(row['offences']).label}, {row['window']})"
        if row["agreement"] == "corroborated":
            lines.append(
                f"{what} stand in different publications and can be one count: they corroborate each other."
            )
        else:
            lines.append(
                f"{what} stand in different publications and contradict each other: neither is used in any sum or "
                "comparison until one is corrected."
            )
    return lines


def share_sentences(shares: pd.DataFrame, exercise: Exercise) -> list[str]:
    """The published figures beside all recorded crime, one sentence a row of `analysis.share_of_recorded`."""
    lines = []
    for _, row in shares.iterrows():
        label = exercise.group(row["offences"]).label
        if pd.isna(row["share_low"]) or pd.isna(row["share_high"]):
            lines.append(f"{label}, {row['window']}: {row['working']}.")
            continue
        places = 1 if row["estimated"] else 0
        about = "an estimated " if row["estimated"] else ""
        base = f"{row['recorded_most']:,.0f}"
        perhaps = exercise.group(row["offences"]).perhaps
        if row["share_low"] == row["share_high"] or not perhaps:
            line = (
                f"{_bounds(row)} is {about}{share_between(row['share_low'], row['share_high'], places)} of the {base} "
                f"crimes recorded ({label}, {row['window']})"
            )
        else:
            line = (
                f"{_bounds(row)} is {about}{percent(row['share_low'], places)} of the {base} crimes recorded if "
                f"{' and '.join(perhaps)} are inside “{label}”, and {percent(row['share_high'], places)} of the "
                f"{row['recorded_least']:,.0f} if not ({label}, {row['window']})"
            )
        if "other-window" in row["caveats"]:
            line = (
                f"{_bounds(row)} is {about}{share_between(row['share_low'], row['share_high'], places)} of the crimes "
                f"recorded, because its window could be another one: {row['working']} ({label}, {row['window']})"
            )
        lines.append(f"{line}.")
    return lines


def total_share_sentences(shares: pd.DataFrame, names: Mapping[str, str], exercise: Exercise) -> list[str]:
    """Forces' shares of all cases beside their shares of women and girls, from `analysis.share_of_total`.

    The last sentence says why the two shares can't be taken for more than a question.
    """
    lines = [
        f"{names[row['force']]} has {percent(row['share_of_cases'], 1)} of the {row['total']:,} cases in the "
        f"{exercise.replied} replies and {percent(row['share_of_women_and_girls_uk'], 1)} of all women and "
        "girls in the UK."
        for _, row in shares.iterrows()
    ]
    if lines:
        lines.append(
            f"How many women and girls live in the {exercise.replied} areas is not known, so the two shares "
            "have different "
            "bases: a difference is one to ask the force about, not a finding about women there."
        )
    return lines


def funnel_sentences(funnel: Funnel, force: str, exercise: Exercise) -> list[str]:
    """Where one force lies on the funnel, and what the funnel can't tell."""
    row = funnel.place_of(force)
    year = exercise.funnel.window
    if row is None:
        return []
    codes = "+".join(exercise.funnel.offences)
    lines = [
        f"{row['name']} recorded {row['rate']:.2f} crimes of {codes} for each {exercise.per:,} residents in "
        f"{year.label()} ({row['recorded']:,} ÷ {row['residents']:,}, mid-{year.start.year}); all "
        f"{len(funnel.table)} forces "
        f"together {funnel.target:.2f}. It lies {row['place']}, corrected for how much forces differ."
    ]
    if row["place"] != row["place_plain"]:
        lines.append(
            f"The place depends on the method: on the plain scale of rates it lies {row['place_plain']}. "
            "Do not print it as a finding."
        )
    return [*lines, *funnel_limits(funnel)]


def funnel_limits(funnel: Funnel) -> list[str]:
    """What the funnel can't tell, with φ and τ²."""
    return [
        f"Allowing for chance alone, {funnel.outside_by_chance} of {len(funnel.table)} forces lie outside the "
        "99.8% limits "
        f"(φ = {funnel.phi:,.0f}; 1 would be chance alone): forces differ in how they record by far more than chance. "
        f"The limits allow for that (τ² = {funnel.tau2:.3f} on the log scale), so a force inside them differs "
        "from the others no "
        "more than forces usually do. The plot can't tell a difference in recording from a difference in crime, and "
        "there is no league table because a rank would be a rank of recording."
    ]


def national_headline(replies: pd.DataFrame, figures: pd.DataFrame, exercise: Exercise) -> str:
    """The whole exercise in one sentence; `replies` from `analysis.replies`, `figures` a table of `Figures`."""
    forces = replies.set_index("what")["forces"]
    uk = figures[(figures["force"] == AGGREGATE) & (figures["status"] == "exact")]
    total = "no one total"
    if len(uk) == 1:
        basis = " (window inferred)" if uk.iloc[0]["window_basis"] == "inferred" else ""
        total = f"{bounds_of(uk.iloc[0])} crimes in all over {window_of(uk.iloc[0]).length()}{basis}"
    return (
        f"{forces['asked']} police forces were asked, {forces['replied with figures']} gave figures, {total}; "
        "the figures of "
        f"{counted(forces['figures public'], 'force')} are public, and they can’t be ranked."
    )


def quality_headline(figures: pd.DataFrame, doubtful: pd.DataFrame, recorded: pd.DataFrame) -> str:
    """How much of the data is in doubt, in one sentence."""
    inferred = int((figures["window_basis"] == "inferred").sum())
    odd = int((recorded["count"].fillna(0) < 0).sum())
    return (
        f"Of {counted(len(figures), 'published figure')}, {inferred} have a window that is inferred, not stated, and "
        f"{len(doubtful)} are in some doubt; {counted(odd, 'officially recorded count')} of "
        f"{recorded['count'].notna().sum():,} {'is' if odd == 1 else 'are'} below nought."
    )


def caveat_lines(answers: Iterable[Answer | Funnel | None], exercise: Exercise) -> list[str]:
    """Every caveat of these analyses once, then what is true of the whole exercise."""
    found = [caveat for answer in answers if answer is not None for caveat in answer.caveats]
    lines = [c.text for c in once(found)] + [
        exercise.notes[n] for n in ("flag", "measure", "recorded", "asked")
    ]
    return list(dict.fromkeys(lines))


def rules_crossed(changes: Answer) -> list[str]:
    """The rule changes between windows that stand side by side, as sentences for a chart without an axis of time."""
    return [caveat.text for caveat in changes.caveats if caveat.id.startswith("break:")]


def breaks_notes(exercise: Exercise) -> Prose:
    """What changed in what is counted, with sources."""
    return bullets(
        f"From {long_date(b.day)} {b.what}: {b.effect}. Source: {b.source}{', ' if b.url else ''}{b.url}"
        for b in exercise.breaks
    )


def _bounds(row: pd.Series, name: str = "") -> Bounds:
    low, high = (row[f"{name}_{end}" if name else end] for end in ("low", "high"))
    return Bounds(int(low), None if pd.isna(high) else int(high))
