"""The processed tables: which there are, and how each is made from the raw ones, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from forcefoi.analysis.coverage import PUBLIC, Coverage, coverage
from forcefoi.analysis.disclosure.withhold_figures import hide_figures, withhold_figures
from forcefoi.analysis.outliers import off_funnel
from forcefoi.analysis.totals import rests
from forcefoi.claims import (
    Checked,
    ClaimChecks,
    Claims,
    Evidence,
    Verdicts,
    check_claims,
    checks_table,
    claims_table,
    verdicts_table,
)
from forcefoi.errors import DataError, Problem, nearest
from forcefoi.exercise import Exercise, read_exercise
from forcefoi.figures import Figures, from_reply
from forcefoi.files import MARK
from forcefoi.forces import Forces
from forcefoi.processed.hide import hide_checks, hide_counts, hide_revisions
from forcefoi.processed.withheld import withheld_counts, withheld_keys
from forcefoi.question import Question, read_question
from forcefoi.sources.claims import PLACE, read_claims
from forcefoi.sources.corrections import (
    Correction,
    Corrections,
    corrected_by,
    corrections_table,
    read_corrections,
)
from forcefoi.sources.forces import read_forces
from forcefoi.sources.helplines import read_helplines
from forcefoi.sources.published import FILE, Sources, read_published
from forcefoi.sources.recorded_crime import RecordedCrime, read_recorded_crime
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.figures import reply_figures, reply_source
from forcefoi.sources.replies.gather import Received, gather
from forcefoi.sources.replies.tables import (
    Replies,
    ReplyChecks,
    ReplyRevisions,
    counts_model,
    replies_table,
    revisions_table,
)
from forcefoi.sources.replies.tables import (
    checks_table as reply_checks_table,
)
from forcefoi.sources.replies.tables import (
    counts_table as reply_counts_table,
)
from forcefoi.windows import Window

MODELS: dict[str, type[pa.DataFrameModel]] = {
    "figures": Figures,
    "sources": Sources,
    "forces": Forces,
    "recorded_crime": RecordedCrime,
    "coverage": Coverage,
    "corrections": Corrections,
    "claims": Claims,
    "claim_checks": ClaimChecks,
    "verdicts": Verdicts,
    "replies": Replies,
    "reply_counts": counts_model(("offence", "gender", "window")),
    "reply_checks": ReplyChecks,
    "reply_revisions": ReplyRevisions,
}


# The dimensions of a reply that make a figure, in the order of its key.
OF_FIGURES = ("offence", "gender", "window")


@dataclass(frozen=True)
class Tables:
    """All processed tables of one exercise. Each fits its model in `MODELS`; `checked` has the claims as values."""

    exercise: Exercise
    figures: pd.DataFrame
    sources: pd.DataFrame
    forces: pd.DataFrame
    recorded_crime: pd.DataFrame
    coverage: pd.DataFrame
    corrections: pd.DataFrame
    claims: pd.DataFrame
    claim_checks: pd.DataFrame
    verdicts: pd.DataFrame
    replies: pd.DataFrame
    reply_counts: pd.DataFrame
    reply_checks: pd.DataFrame
    reply_revisions: pd.DataFrame
    checked: list[Checked]

    def named(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of `MODELS`."""
        return {name: getattr(self, name) for name in MODELS}


def make_tables(root: Path) -> Tables:
    """Every processed table, from `data/raw/` of the project at `root`. Nothing is written.

    Raises DataError with what is wrong in the raw files.
    """
    try:
        return _make_tables(root)
    except pandera.errors.SchemaError as error:
        # The readers tell what is wrong in their own words; what slips past them is still told as what it is.
        raise DataError([Problem("data/raw", f"a table breaks its rules: {error}")]) from error


def _make_tables(root: Path) -> Tables:
    exercise = read_exercise(root)
    forces = read_forces(root)
    recorded = read_recorded_crime(root, exercise, forces)
    # No table is made of them: pages are made from the file itself. But a mistake in it stops everything here.
    read_helplines(root)
    question = read_question(root)
    received = gather(root, question, read_bodies(root, question, forces))
    names = dict(zip(forces["force"], forces["name"], strict=True))
    figures, sources = figures_as_given(root, exercise, forces, received)
    # From here on nothing knows more of these counts than may be printed.
    figures, reasons = withhold_figures(figures, exercise, question.suppression.threshold)
    hidden = withheld_counts(received, question)
    figures = hide_figures(figures, _ids_of(figures, withheld_keys(received, OF_FIGURES, hidden)))
    elsewhere = {key: reasons[name] for key, name in _reply_ids(figures).items() if name in reasons}
    _check_residents(forces, exercise)
    known = coverage(figures, forces, recorded, off_funnel(recorded, forces, exercise.funnel))
    corrections = read_corrections(root)
    places = {reply_source(each): each.reply.place for each in received}
    _check_wholes(figures, exercise, corrections, places)
    _check_genders(figures, corrections, places)
    _check_exercise(figures, known, exercise)
    corrected = corrections_table(corrections, figures)
    claims = read_claims(root, forces, figures["figure_id"])
    checked = check_claims(claims, Evidence(figures, recorded, names, exercise))
    judged = claims_table(checked), checks_table(checked), verdicts_table(checked)
    replied = reply_tables(received, question, _claims_by_key(checked, figures), hidden, elsewhere)
    return Tables(exercise, figures, sources, forces, recorded, known, corrected, *judged, *replied, checked)


def reply_tables(
    received: list[Received],
    question: Question,
    claims: Mapping[tuple[str, ...], Sequence[str]],
    hidden: Mapping[int, str] | None = None,
    elsewhere: Mapping[tuple[str, ...], str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The tables `replies`, `reply_counts`, `reply_checks` and `reply_revisions`; for `claims` see the last one.

    hidden
        Why a count is withheld, by the `id()` of its cell; without it, that is worked out here.
    elsewhere
        Why a count is withheld because of the figures that are printed, by force, offence, gender and window.
    """
    hidden = withheld_counts(received, question) if hidden is None else hidden
    counts = hide_counts(
        reply_counts_table(received, question, hidden),
        OF_FIGURES if elsewhere else question.names,
        elsewhere or {},
    )
    return (
        replies_table(received),
        counts,
        hide_checks(reply_checks_table(received), counts),
        hide_revisions(revisions_table(received, question, claims), counts, question.names),
    )


def _reply_ids(figures: pd.DataFrame) -> dict[tuple[str, ...], str]:
    """The id of each figure of a reply by what it counts: force, offences, gender and window."""
    return {_key(row): row["figure_id"] for _, row in figures[from_reply(figures)].iterrows()}


def _ids_of(figures: pd.DataFrame, reasons: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    return {name: reasons[key] for key, name in _reply_ids(figures).items() if key in reasons}


def _key(row: pd.Series) -> tuple[str, ...]:
    window = f"{row['window_start'].date()}/{row['window_end'].date()}"
    return row["force"], row["offences"], row["victim_gender"], window


def _claims_by_key(checked: list[Checked], figures: pd.DataFrame) -> dict[tuple[str, ...], list[str]]:
    """The claims that are checked against each figure's key: force, offences, gender and window."""
    keys = {row["figure_id"]: _key(row) for _, row in figures.iterrows()}
    found: dict[tuple[str, ...], list[str]] = {}
    for each in checked:
        used = {keys[name] for part in each.claim.asserts for name in (*part.figures, *part.parts)}
        for key in used:
            found.setdefault(key, []).append(each.claim.id)
    return found


def figures_as_given(
    root: Path, exercise: Exercise, forces: pd.DataFrame, received: Sequence[Received]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures and sources that were published, and under them those that the replies themselves gave; nothing is
    withheld of them yet.
    """
    names = dict(zip(forces["force"], forces["name"], strict=True))
    whole = Window(min(w.start for w in exercise.windows), max(w.end for w in exercise.windows))
    published, found = read_published(root, exercise, forces), reply_figures(received, names, whole)
    return tuple(  # type: ignore[return-value]  # two, as `published` has
        pd.concat([first, second], ignore_index=True) if len(second) else first
        for first, second in zip(published, found, strict=True)
    )


def need_accepted(checked: list[Checked]) -> None:
    """Raise DataError with every claim whose verdict of now no person has accepted: what we say of a newspaper does
    not change by itself.
    """
    problems = [
        Problem(
            PLACE,
            f"claim {each.claim.id}: {each.to_accept}",
            value=each.claim.said,
            todo=f"forcefoi claims show {each.claim.id}; if it is right: "
            f'forcefoi claims accept {each.claim.id} --because "…"',
        )
        for each in checked
        if each.to_accept
    ]
    if problems:
        raise DataError(problems)


def _check_wholes(
    figures: pd.DataFrame, exercise: Exercise, corrections: tuple[Correction, ...], places: Mapping[str, str]
) -> None:
    """Parts of one source that are surely more than its whole: one of its rows is mistyped. (Of two sources that
    contradict each other either may be right: that is shown on the pages, not refused.)
    """
    problems = []
    for (force, source), own in figures.groupby(["force", "source_id"], sort=False):
        table = rests(own, exercise).table
        for _, row in table[table["rest_low"].isna()].iterrows():
            problems.append(
                Problem(
                    places.get(str(source), f"data/raw/{FILE}"),
                    f"the figures of {force} in {source} contradict each other: {row['working']}",
                    value=f"{row['whole']} and {row['parts']}",
                    todo=_look_up(corrections, [row["whole"], *row["parts"].split()]),
                )
            )
    if problems:
        raise DataError(problems)


def _look_up(corrections: tuple[Correction, ...], figures: list[str]) -> str:
    """What to do about figures that can't all be right; what was corrected may be what is wrong."""
    todo = "look the figures up; correct the count, the window, the offences or the qualifier"
    changed = corrected_by(corrections, figures)
    return f"{todo} ({changed})" if changed else todo


def _check_genders(
    figures: pd.DataFrame, corrections: tuple[Correction, ...], places: Mapping[str, str]
) -> None:
    """Victims of one gender that are more than all victims, in one source."""
    problems = []
    same = ["force", "offences", "window_start", "window_end", "source_id"]
    for key, group in figures.groupby(same, sort=False):
        everybody = group[group["victim_gender"] == "all"]["high"].dropna()
        some = group[group["victim_gender"] != "all"]
        if len(everybody) and some["low"].sum() > everybody.iloc[0]:
            why = (
                f"victims by gender ({some['low'].sum():,}) are more than all victims ({everybody.iloc[0]:,})"
            )
            ids = list(group["figure_id"])
            problems.append(
                Problem(
                    places.get(str(key[-1]), f"data/raw/{FILE}"),
                    f"the figures of {key[0]} contradict each other: {why}",
                    value=", ".join(ids),
                    todo=_look_up(corrections, ids),
                )
            )
    if problems:
        raise DataError(problems)


def _check_residents(forces: pd.DataFrame, exercise: Exercise) -> None:
    if unknown := sorted(set(exercise.funnel.nations) - set(forces["nation"])):
        allowed = ", ".join(sorted(set(forces["nation"])))
        raise DataError(
            [Problem(str(MARK), "[funnel] names a nation without forces", value=unknown[0], allowed=allowed)]
        )
    column = f"persons_{exercise.funnel.window.start.year}"
    if column not in forces:
        years = [name.removeprefix("persons_") for name in map(str, forces) if name.startswith("persons_")]
        why = f"[funnel] window begins in a year without residents ({exercise.funnel.window.label()})"
        raise DataError([Problem(str(MARK), why, allowed=", ".join(years))])


def _check_exercise(figures: pd.DataFrame, known: pd.DataFrame, exercise: Exercise) -> None:
    problems = []
    public = int((known["status"] == PUBLIC).sum())
    if public > exercise.replied or exercise.replied > exercise.asked:
        why = (
            f"{public} forces have public figures, 'replied' is {exercise.replied}, 'asked' is {exercise.asked}: "
            "each must be at most the next"
        )
        problems.append(Problem(str(MARK), why, todo="correct 'replied' or 'asked'"))
    for b in exercise.breaks:
        if unknown := sorted(set(b.elsewhere) - set(known["force"])):
            why = f"[[breaks]] {b.short}: 'elsewhere' names a force that is not in the table"
            problems.append(
                Problem(str(MARK), why, value=unknown[0], nearest=nearest(unknown[0], known["force"]))
            )
    for entry in exercise.other_windows:
        if entry.figure not in set(figures["figure_id"]):
            problems.append(
                Problem(
                    str(MARK),
                    "[[other_windows]] names a figure that is not in the table",
                    column="figure",
                    value=entry.figure,
                    todo=f"name an id of data/raw/{FILE}, or take the entry out",
                )
            )
    if problems:
        raise DataError(problems)
