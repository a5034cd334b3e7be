"""Which sentences are a force's findings, by what is known of it; those that decide most come first."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from forcefoi.analysis.agreement import CORROBORATED, settled
from forcefoi.analysis.answer import Answer
from forcefoi.analysis.coverage import NOTHING, PUBLIC, coverage_numbers
from forcefoi.analysis.outliers import Funnel
from forcefoi.analysis.worked import days_of
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.told import Sentence, say, tell
from forcefoi.wording.findings import Findings, findings
from forcefoi.wording.funnels import funnel_sentences
from forcefoi.wording.pages import named
from forcefoi.wording.parts import agreement_sentences, gender_sentences, highest_sentences, rest_sentences
from forcefoi.wording.plain import change_plain, figure_plain
from forcefoi.wording.recorded import recorded_change_sentences
from forcefoi.wording.replies import context_sentences, headline, reply_sentence
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
    known = [
        named(name, each)
        for each in (reply_sentence(coverage, exercise), *context_sentences(coverage, exercise)[::-1])
    ]
    if coverage["status"] != PUBLIC:
        return findings([first, _of_exercise(uk_figures, coverage, exercise), *official, *placed], known[1:])
    clashes = agreed.table[agreed.table["agreement"] != CORROBORATED]
    # Nought of something is no share.
    some = shares.table[shares.table["low"] > 0]
    return findings(
        [
            first,
            *agreement_sentences(clashes, figures, exercise),
            *_other_changes(first, changes.table, figures, name, exercise),
            *highest_sentences(highest.table[highest.table["highest"] == "yes"], exercise),
            *gender_sentences(both.table),
            # Parts that contradict their whole stand among the clashes.
            *(
                named(name, s)
                for s in rest_sentences(rests.table[rests.table["rest_low"].notna()], exercise)[:1]
            ),
            *_total(figures, first, name, exercise),
            *(named(name, s) for s in share_sentences(_share_of(first, some), exercise)),
            *_of_all(of_all, name, exercise),
            *official,
            *placed,
        ],
        known,
    )


def _placed(funnel: Funnel | None, force: str, exercise: Exercise) -> list[Sentence]:
    """Where the force lies on the funnel plot; nothing where that hangs on the method, for then it is no finding."""
    if funnel is None or (row := funnel.place_of(force)) is None or row["place"] != row["place_plain"]:
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
        row = uk.iloc[0]
        total = say(
            ", {count} crimes with female victims in all over {length}{inferred}",
            count=tell(number_of(row), str(bounds_of(row))),
            length=tell(days_of(row), window_of(row).length()),
            inferred=" (a window that is inferred, not stated)" if row["window_basis"] == "inferred" else "",
        )
    part = f"; what part {coverage['name']} has in that is not known" if coverage["status"] == NOTHING else ""
    return say(
        "{by} asked {asked} police forces for crimes flagged as online, and {replied} gave figures{total}{part}.",
        part=part,
        by=exercise.asked_by,
        asked=tell(n["asked"], str(exercise.asked)),
        replied=tell(n["replied"], str(exercise.replied)),
        total=total,
    )


def _other_changes(
    first: str, changes: pd.DataFrame, figures: pd.DataFrame, name: str, exercise: Exercise
) -> Iterator[Sentence]:
    """Other clear changes of female victims, no more than two."""
    by_id = figures.set_index("figure_id", drop=False)
    clear = changes[(changes["victim_gender"] == "female") & changes["direction"].isin(["rose", "fell"])]
    for _, row in clear.head(2).iterrows():
        sentence = change_plain(row, by_id.loc[row["before"]], by_id.loc[row["after"]], name, exercise)
        if sentence != first:
            yield sentence


def _share_of(first: str, shares: pd.DataFrame) -> pd.DataFrame:
    """The share of the last figure that the first finding is about, else the first there is."""
    said = [number.id for number in first.numbers] if isinstance(first, Sentence) else []
    own = shares[shares["figure"].isin(said)]
    return own.tail(1) if len(own) else shares.head(1)


def _total(figures: pd.DataFrame, first: str, name: str, exercise: Exercise) -> Iterator[Sentence]:
    """The longest figure of all offences with female victims, where it is over more than a year and not in the first
    finding already.
    """
    said = {number.id for number in first.numbers} if isinstance(first, Sentence) else set()
    known = settled(figures, exercise)
    known = known[(known["offences"] == "all") & (known["victim_gender"] == "female")]
    known = known[[len(window_of(row).parts()) > 1 for _, row in known.iterrows()]]
    if len(known):
        longest = known.sort_values("days", ascending=False).iloc[0]
        if longest["figure_id"] not in said:
            yield figure_plain(longest, name, exercise)


def _of_all(of_all: Answer, name: str, exercise: Exercise) -> list[Sentence]:
    """The share of all cases and why it is no more than a question, as one finding."""
    force = {row["force"]: name for _, row in of_all.table.iterrows()}
    lines = total_share_sentences(of_all.table, force, exercise)
    if not lines:
        return []
    return [
        say(" ".join(f"{{s{at}}}" for at in range(len(lines))), **{f"s{at}": s for at, s in enumerate(lines)})
    ]
