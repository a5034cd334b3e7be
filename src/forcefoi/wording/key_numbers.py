"""The few numbers that a force's page begins with, large, each with what it is and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer
from forcefoi.analysis.coverage import PUBLIC, coverage_numbers
from forcefoi.analysis.outliers import Funnel, funnel_numbers
from forcefoi.analysis.worked import days_of, numbers_of
from forcefoi.bounds import Bounds
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.number import Number
from forcefoi.told import Bundle, Sentence, Told, bundle, linked, marked, numbers_in, say
from forcefoi.wording.numbers import rate_text, victims
from forcefoi.wording.replies import leading_change

MOST = 4


@dataclass(frozen=True)
class Key:
    """One number: a label of what it is, the number as it is printed, and a note on what it stands on."""

    label: str
    value: Told
    note: Sentence


@dataclass(frozen=True)
class KeyNumbers:
    """Up to four numbers as a list of terms. `str()` gives a line each."""

    keys: tuple[Key, ...]

    def __str__(self) -> str:
        return "\n".join(f"{key.label}: {key.value} {key.note}" for key in self.keys)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The key numbers, and those in the notes under them."""
        return numbers_in(thing for key in self.keys for thing in (key.value, key.note))

    def _repr_html_(self) -> str:
        items = "".join(
            f"<div><dt>{escape(key.label)}</dt><dd>{key.value.html()}<span>{linked(key.note)}</span></dd></div>"
            for key in self.keys
        )
        return f'<dl class="key">{items}</dl>{marked(self.numbers)}' if items else ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return bundle(self.numbers)


def key_numbers(
    figures: pd.DataFrame,
    changes: Answer,
    recorded: Answer,
    funnel: Funnel | None,
    coverage: pd.Series,
    exercise: Exercise,
) -> KeyNumbers:
    """The first four that there are of: the two counts that the page begins with and their rate ratio, else the longest
    counts; the official count of the last year; the official rate; who gave figures.

    `figures` is a table of `Figures`, `coverage` the force's row of `Coverage`; the rest are the answers of the
    analyses of the same names.
    """
    found: list[Key] = []
    if (change := leading_change(changes.table)) is not None:
        found += _of_change(change, figures, exercise)
    elif coverage["status"] == PUBLIC:
        found += _of_figures(settled(figures, exercise), exercise)
    found += [
        *_official(recorded.table, exercise),
        *_rate(funnel, str(coverage["force"]), exercise),
        *_replies(coverage, exercise),
    ]
    return KeyNumbers(tuple(found[:MOST]))


def _of_change(row: pd.Series, figures: pd.DataFrame, exercise: Exercise) -> Iterator[Key]:
    n, by_id = numbers_of(row), figures.set_index("figure_id", drop=False)
    for end in ("before", "after"):
        figure = by_id.loc[row[end]]
        name = f"{end}_per_day"
        yield _count(figure, Told(rate_text(row[name]), n[name]) if name in n else "", exercise)
    if pd.notna(row["ratio"]) and pd.notna(row["ratio_high"]):
        yield Key(
            "Rate ratio, by the day",
            Told(rate_text(row["ratio"]), n["ratio"]),
            say(
                "95% interval {low} to {high}; a ratio of one would be no change",
                low=Told(rate_text(row["ratio_low"]), n["ratio_low"]),
                high=Told(rate_text(row["ratio_high"]), n["ratio_high"]),
            ),
        )


def _count(figure: pd.Series, per_day: Told | str, exercise: Exercise) -> Key:
    window = window_of(figure)
    inferred = ", window inferred" if figure["window_basis"] == "inferred" else ""
    whose = "" if figure["victim_gender"] == "female" else f", {victims(figure['victim_gender'])}"
    return Key(
        window.label(),
        Told(str(bounds_of(figure)), number_of(figure)),
        say(
            "{crimes} of {label}{whose}, in {length}{inferred}{per_day}",
            crimes=_crimes(bounds_of(figure)),
            label=exercise.group(figure["offences"]).label,
            whose=whose,
            length=Told(window.length(), days_of(figure)),
            inferred=inferred,
            per_day=say(": {rate} a day", rate=per_day) if per_day else "",
        ),
    )


def _crimes(bounds: Bounds) -> str:
    """The noun for after a count that stands alone, as `815`, `at least 1` or `any number`."""
    if bounds.say_nothing:
        return "of crimes"
    return "crime" if bounds.low == 1 and bounds.high in (1, None) else "crimes"


def _of_figures(figures: pd.DataFrame, exercise: Exercise) -> Iterator[Key]:
    """The longest counts, those of female victims before others; no more than two."""
    known = figures.assign(other=figures["victim_gender"] != "female")
    known = known[known["low"].notna()].sort_values(["other", "days", "low"], ascending=[True, False, False])
    for _, figure in known.head(2).iterrows():
        yield _count(figure, "", exercise)


def _official(recorded: pd.DataFrame, exercise: Exercise) -> Iterator[Key]:
    for _, row in recorded.head(1).iterrows():
        label = exercise.group(row["offences"]).label
        yield Key(
            f"Officially recorded, {row['after_window']}",
            Told(f"{row['after_count']:,}", numbers_of(row)["after_count"]),
            say("crimes of {label}, all victims, online or not", label=label),
        )


def _rate(funnel: Funnel | None, force: str, exercise: Exercise) -> Iterator[Key]:
    if funnel is None or (row := funnel.place_of(force)) is None:
        return
    n = funnel_numbers(funnel, force, exercise)
    yield Key(
        f"Officially recorded for each {exercise.per:,} residents, {exercise.funnel.window.label()}",
        Told(f"{row['rate']:.2f}", n["rate"]),
        say(
            "{target} in all {forces} forces compared; no ranking",
            target=Told(f"{funnel.target:.2f}", n["target"]),
            forces=Told(f"{len(funnel.table)}", n["forces"]),
        ),
    )


def _replies(coverage: pd.Series, exercise: Exercise) -> Iterator[Key]:
    n = coverage_numbers(coverage, exercise)
    yield Key(
        "Police forces that gave figures",
        Told(f"{exercise.replied}", n["replied"]),
        say(
            "of {asked} asked; which they were was not published", asked=Told(f"{exercise.asked}", n["asked"])
        ),
    )
