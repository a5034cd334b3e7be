"""Which sentences are a force's findings, by what is known of it; those that decide most come first."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from forcefoi.analysis.agreement import CORROBORATED, settled
from forcefoi.analysis.answer import Answer
from forcefoi.analysis.coverage import PUBLIC, coverage_numbers
from forcefoi.analysis.outliers import Funnel
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of
from forcefoi.told import Sentence, say, tell
from forcefoi.wording.findings import Findings, findings
from forcefoi.wording.funnels import funnel_sentences
from forcefoi.wording.parts import agreement_sentences, gender_sentences, highest_sentences, rest_sentences
from forcefoi.wording.plain import figure_plain
from forcefoi.wording.recorded import recorded_change_sentences
from forcefoi.wording.replies import context_sentences, headline
from forcefoi.wording.shares import share_sentences, total_share_sentences

OUTSIDE = "That is a question to ask about recording, not a finding about safety."


def force_findings(
    figures: pd.DataFrame,
    uk_figures: pd.DataFrame,
    coverage: pd.Series,
    changes: Answer,
    agreed: Answer,
    highest: Answer,
    both: Answer,
    rests: Answer,
    shares: Answer,
    of_all: Answer,
    recorded: Answer,
    funnel: Funnel | None,
    exercise: Exercise,
) -> Findings:
    """Three to six findings of one force. `figures` and `uk_figures` are tables of `Figures`, `coverage` the force's
    row of `Coverage`; the rest are the answers of the analyses of its figures, of the same names.

    With figures: the change or the figure that stands on most; what contradicts it; the highest year; what unknown
    genders can add; what parts leave; the total; shares; then the official figures. Without: that none is public, what
    is known of the exercise, and the official figures, or why there are none.
    """
    name = str(coverage["name"])
    official: list[str] = list(recorded_change_sentences(recorded.table, name, exercise))
    placed = _placed(funnel, str(coverage["force"]), exercise)
    first = headline(figures, changes.table, coverage, exercise)
    if coverage["status"] != PUBLIC:
        context = [] if official and placed else context_sentences(coverage, exercise)[-1:]
        return findings([first, _of_exercise(uk_figures, coverage, exercise), *official, *placed, *context])
    clashes = agreed.table[agreed.table["agreement"] != CORROBORATED]
    return findings(
        [
            first,
            *agreement_sentences(clashes, figures, exercise),
            *highest_sentences(highest.table[highest.table["highest"] == "yes"], exercise),
            *gender_sentences(both.table),
            # Parts that contradict their whole stand among the clashes.
            *rest_sentences(rests.table[rests.table["rest_low"].notna()], exercise)[:1],
            *_total(figures, name, exercise),
            *share_sentences(shares.table, exercise)[:1],
            *_of_all(of_all, name, exercise),
            *official,
            *placed,
        ]
    )


def _placed(funnel: Funnel | None, force: str, exercise: Exercise) -> list[Sentence]:
    """Where the force lies on the funnel plot; nothing where that hangs on the method, for then it is no finding."""
    row = funnel.place_of(force) if funnel else None
    if row is None or row["place"] != row["place_plain"]:
        return []
    first = funnel_sentences(funnel, force, exercise)[0]
    outside = "" if str(row["place"]).startswith("inside") else f" {OUTSIDE}"
    return [say("{first}{outside}", first=first, outside=outside)]


def _of_exercise(uk_figures: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> Sentence:
    """What is known of all forces together, for a force of which nothing is."""
    n = coverage_numbers(coverage, exercise)
    uk = uk_figures[(uk_figures["offences"] == "all") & (uk_figures["status"] == "exact")]
    total = ""
    if len(uk) == 1:
        count = tell(number_of(uk.iloc[0]), str(bounds_of(uk.iloc[0])))
        total = say(", {count} crimes with female victims in all", count=count)
    return say(
        "{by} asked {asked} police forces for crimes flagged as online, and {replied} gave figures{total}; what part "
        "this force has in that is not known.",
        by=exercise.asked_by,
        asked=tell(n["asked"], str(exercise.asked)),
        replied=tell(n["replied"], str(exercise.replied)),
        total=total,
    )


def _total(figures: pd.DataFrame, name: str, exercise: Exercise) -> Iterator[Sentence]:
    """The longest figure of all offences with female victims, where it is the whole of what was asked for or more."""
    known = settled(figures, exercise)
    known = known[(known["offences"] == "all") & (known["victim_gender"] == "female")]
    if len(known):
        yield figure_plain(known.sort_values("days", ascending=False).iloc[0], name, exercise)


def _of_all(of_all: Answer, name: str, exercise: Exercise) -> list[Sentence]:
    """The share of all cases and why it is no more than a question, as one finding."""
    force = {row["force"]: name for _, row in of_all.table.iterrows()}
    lines = total_share_sentences(of_all.table, force, exercise)
    if not lines:
        return []
    return [
        say(" ".join(f"{{s{at}}}" for at in range(len(lines))), **{f"s{at}": s for at, s in enumerate(lines)})
    ]
