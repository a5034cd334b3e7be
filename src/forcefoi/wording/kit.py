"""The reporting kit: what to ask a force, the request for what is missing, and what to send it before printing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import CONFLICT, GENDERS, PARTS, agreement, settled
from forcefoi.analysis.change import changes
from forcefoi.analysis.worked import numbers_of
from forcefoi.exercise import Break, Exercise
from forcefoi.figures import REPLY, window_of
from forcefoi.number import Number
from forcefoi.shorthand import NOT_APPLICABLE
from forcefoi.told import Sentence, tell
from forcefoi.wording.findings import source_line
from forcefoi.wording.missing import missing_cells, missing_windows, missing_windows_request
from forcefoi.wording.numbers import victims
from forcefoi.wording.parts import agreement_sentences
from forcefoi.wording.questions import questions
from forcefoi.wording.replies import figure_sentence
from forcefoi.wording.tied import tied

__all__ = [
    "missing_cells",
    "missing_windows",
    "missing_windows_request",
    "odd_table",
    "questions",
    "right_of_reply",
]
DEADLINE = "Please answer by (day and time): ____________________"
SENDER = "To (name, newsroom, address, telephone): ____________________"


def right_of_reply(
    force: pd.Series,
    figures: pd.DataFrame,
    findings: Iterable[str],
    asked: Iterable[str],
    exercise: Exercise,
) -> str:
    """What to send to a force's press office before printing, as text to copy.

    `force` is its row of `Forces` and `figures` its rows of `Figures`; `findings` are the sentences that we would print
    about it, `asked` those of `questions`. In it stand: each number with its window and source; the sentences, each
    with the numbers it stands on where it knows them (a `Sentence`); printed figures that contradict each other, which
    we don't use; what is printed beside them (intervals, what recorded crime is, rules that changed); the questions; a
    place for the deadline.
    """
    known = [row for _, row in settled(figures, exercise).iterrows()]
    return "\n".join(
        [
            f"To the press office, {force['name']}",
            "",
            *_opening(known, exercise),
            "",
            *_section(
                "The numbers we would print about you, and where each comes from", _numbers(known, exercise)
            ),
            *_section("What we will say", _sentences(findings, known)),
            *_section(
                "Printed figures that contradict each other, of which we use none",
                _clashes(figures, exercise),
            ),
            *_section("What we will print beside it", _beside(figures, known, exercise)),
            *_section("What we ask you", list(asked)),
            "If a number or a sentence is wrong, please say which, what it should be, and which record shows it.",
            "",
            DEADLINE,
            SENDER,
        ]
    )


def _opening(known: list[pd.Series], exercise: Exercise) -> list[str]:
    about = (
        f"We are about to publish figures on {exercise.title.lower()}, from the answers of police forces to a Freedom "
        f"of Information request by {exercise.asked_by} (logged as {exercise.reference})."
    )
    if any(row["source_id"].startswith(REPLY) for row in known):
        return [
            f"{about} The numbers below are those that we read in your reply, and those that newspapers printed from "
            "it; each says where it stands. Please check them before we print."
        ]
    if known:
        return [
            f"{about} We have not seen your reply: the numbers below are those that newspapers printed from it. Please "
            "check them before we print."
        ]
    return [
        f"{about} No figure from a reply of yours that could be used is public, and we will say so. Please check what "
        "we would print."
    ]


def _section(title: str, lines: Sequence[str]) -> list[str]:
    """A title with its numbered lines, or nothing where there are none."""
    if not lines:
        return []
    return [f"{title}:", *(f"  {number}. {line}" for number, line in enumerate(lines, start=1)), ""]


def _numbers(known: list[pd.Series], exercise: Exercise) -> list[str]:
    return [f"{figure_sentence(row, exercise)} Source: {row['locator']}" for row in known]


def _sentences(findings: Iterable[str], known: list[pd.Series]) -> list[str]:
    number = {row["figure_id"]: at for at, row in enumerate(known, start=1)}
    lines = []
    for finding in findings:
        used = sorted({number[name] for name in _ids(finding) if name in number})
        basis = f" (from number{'s' * (len(used) > 1)} {', '.join(map(str, used))})" if used else ""
        lines.append(f"{finding}{basis}{_sources(finding)}")
    return lines


def _sources(finding: str) -> str:
    """Where what stands in a sentence comes from, as far as the list of numbers above it does not say so."""
    if not isinstance(finding, Sentence):
        return ""
    others = [
        each
        for number in finding.numbers
        for each in number.inputs
        if each.where.startswith("data/raw/refer")
    ]
    if not others:
        return ""
    return f" {source_line(finding)}"


def _ids(finding: str) -> set[str]:
    """The ids of all that a sentence's numbers were worked out from; none for plain text."""
    if not isinstance(finding, Sentence):
        return set()
    inputs = {each.id for number in finding.numbers for each in number.inputs}
    return inputs | {number.id for number in finding.numbers}


def _clashes(figures: pd.DataFrame, exercise: Exercise) -> list[Sentence]:
    table = agreement(figures, exercise).table
    return agreement_sentences(table[table["agreement"].isin([CONFLICT, PARTS, GENDERS])], figures, exercise)


def _beside(figures: pd.DataFrame, known: list[pd.Series], exercise: Exercise) -> list[str]:
    """The caveats that stand on the page with the numbers, those of every comparison first."""
    crossed = {
        b.id: b
        for row in known
        for other in known
        if row["offences"] == other["offences"]
        for b in _between(row, other, exercise)
    }
    texts = [c.text for row in known for c in caveats.of_figure(row)]
    texts += [c.text for c in caveats.of_breaks(crossed.values(), known[0]["force"])] if known else []
    texts += [exercise.notes[name] for name in ("recorded", "crimes", "flag")]
    interval = (
        f"Beside each change between two windows stands its 95% interval. {caveats.CHANCE.text}"
        if changes(figures, exercise).table["ratio"].notna().any()
        else ""
    )
    return [text for text in dict.fromkeys([interval, *texts]) if text]


def _between(row: pd.Series, other: pd.Series, exercise: Exercise) -> tuple[Break, ...]:
    group = exercise.group(row["offences"])
    return exercise.breaks_between(window_of(row), window_of(other), group.surely, group.most)


def odd_table(odd: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.check_by_hand` for reading, each number in them with its own formula and cells."""
    rows = []
    for _, row in odd.iterrows():
        numbers = numbers_of(row)
        rows.append(
            {
                "Look at": f"{exercise.group(row['offences']).label}, {row['window']}{_gender(row)}",
                "Beside": row["check"],
                "Why": tied(row["reason"], _those(numbers, "reason")),
                "Times": NOT_APPLICABLE
                if pd.isna(row["times"])
                else tell(numbers["times"], f"{row['times']:.2f}"),
                "Working": tied(row["working"], _those(numbers, "working")),
            }
        )
    # As objects: pandas would make plain text of sentences.
    return pd.DataFrame(rows, dtype=object)


def _those(numbers: dict[str, Number], name: str) -> list[Number]:
    return [number for key, number in numbers.items() if key.startswith(f"{name}_")]


def _gender(row: pd.Series) -> str:
    plain = pd.isna(row["victim_gender"]) or row["victim_gender"] in ("female", "", "all")
    return "" if plain else f", {victims(row['victim_gender'])}"
