"""Check a printed number against a figure, or against several added up."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import NotAlike, total
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.worked import fact
from forcefoi.bounds import Bounds
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.figures import bounds_of, number_of
from forcefoi.number import Number
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.wording import judge
from forcefoi.wording.numbers import bounds_in
from forcefoi.wording.plain import figure_plain

APART = (
    "Figures that are added must be of one force, the same offences and victims, in windows that follow each other, "
    "and no crime may be in two of them."
)
FACTS = {"asked": "Forces that were asked", "replied": "Forces that replied with figures"}


def check_figure(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """A number for one figure, or for figures that can be added."""
    if why := evidence.why_not(rows):
        return cannot(why, [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows])
    right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
    if len(rows) == 1:
        bounds, working = bounds_of(rows[0]), printed(rows[0])
    else:
        try:
            table = total(pd.DataFrame(rows), evidence.exercise).table
        except NotAlike:
            return unlike(APART, say("They can’t be added."), right)
        bounds = bounds_in(table.iloc[0])
        working = added(rows, bounds)
    return judged(judge(assertion.phrase, bounds), working, right)


def printed(row: pd.Series) -> Sentence:
    """One figure as it was printed, its number tied."""
    bounds = bounds_of(row)
    if row["status"] == "rounded":
        count = Told(str(bounds), number_of(row))
        return say("It is rounded in print, and stands for {count}.", count=count)
    return say("{count} is printed.", count=Told(str(bounds), number_of(row)))


def added(rows: list[pd.Series], bounds: Bounds) -> Sentence:
    """Figures added up, every number tied."""
    if len(rows) == 1:
        return printed(rows[0])
    pieces: list[str | Told] = []
    for row in rows:
        pieces += [" + " if pieces else "", Told(str(bounds_of(row)), number_of(row))]
    number = Number(
        "claim~" + "+".join(row["figure_id"] for row in rows),
        bounds.low,
        bounds.high,
        "crimes",
        "Figures added up",
        " + ".join(str(bounds_of(row)) for row in rows),
        tuple(number_of(row).inputs[0] for row in rows),
    )
    return Sentence([*pieces, " = ", Told(str(bounds), number), "."])


def check_exercise(assertion: Assertion, evidence: Evidence) -> Result:
    """How many forces were asked, or replied, against what is known of the exercise."""
    facts = {
        name: fact(evidence.exercise, name, getattr(evidence.exercise, name), "forces", what)
        for name, what in FACTS.items()
    }
    asked, replied = (Told(f"{facts[name].low:,.0f}", facts[name]) for name in ("asked", "replied"))
    sentence = say(
        "{replied} of the {asked} police forces that were asked gave figures.", replied=replied, asked=asked
    )
    caveat = Caveat("not-listed", evidence.exercise.notes["asked"])
    return judged(judge(assertion.phrase, int(facts[assertion.fact].low)), sentence, [sentence], (caveat,))
