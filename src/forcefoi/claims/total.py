"""Check a whole against its named parts."""

from __future__ import annotations

import re

import pandas as pd

from forcefoi.analysis import rests
from forcefoi.bounds import Bounds
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, as_sentence, cannot, unlike
from forcefoi.claims.size import added
from forcefoi.claims.verdict import HOLDS
from forcefoi.figures import bounds_of, number_of
from forcefoi.number import Number
from forcefoi.sources.claims import Assertion
from forcefoi.told import Told, say
from forcefoi.wording import judge, rest_sentences
from forcefoi.wording.plain import figure_plain

# Words that say no more than that the parts are inside; all others say that they are the whole.
INCLUDES = re.compile(r"\b(?:includ\w*|among\w*|of which|of these|of them|contain\w*)\b", re.IGNORECASE)


def check_total(
    assertion: Assertion, rows: list[pd.Series], parts: list[pd.Series], evidence: Evidence
) -> Result:
    """What the named parts leave of the whole. They may leave something; they can't be more than it."""
    if why := evidence.why_not([*rows, *parts]):
        return cannot(why, [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows])
    whole = rows[0]
    bounds = Bounds.exactly(0)
    for part in parts:
        bounds += bounds_of(part)
    working = say(
        "{parts} {whole} is printed for the whole.",
        parts=added(parts, bounds),
        whole=Told(str(bounds_of(whole)), number_of(whole)),
    )
    table = rests(pd.DataFrame([whole, *parts]), evidence.exercise).table
    own = table[table["whole"] == whole["figure_id"]]
    figure = figure_plain(whole, evidence.name(whole), evidence.exercise)
    if own.empty or set(own.iloc[0]["parts"].split()) != {part["figure_id"] for part in parts}:
        rule = "The parts are not all surely inside the whole, or could share crimes: their sum says nothing of it."
        return unlike(rule, working, [figure])
    row = own.iloc[0]
    if wrong := _said_otherwise(assertion, bounds_of(whole)):
        return Result("not supported", working, wrong, (figure,))
    right = [figure, *rest_sentences(own, evidence.exercise)]
    if pd.isna(row["rest_low"]):
        return Result("not supported", working, "The parts are more than the whole.", tuple(right))
    rest = Bounds(int(row["rest_low"]), None if pd.isna(row["rest_high"]) else int(row["rest_high"]))
    if rest == Bounds.exactly(0):
        return Result("supported", working, "The parts add to the whole.", tuple(right))
    left = Number(
        f"claim~{whole['figure_id']}~rest", rest.low, rest.high, "crimes", "What the named parts leave of the whole",
        row["working"].partition(" = ")[0], tuple(number_of(each).inputs[0] for each in (whole, *parts)),
    )  # fmt: skip
    only = f", if {row['only_if']}" if row["only_if"] else ""
    named = say("{working} They leave {rest}{only}.", working=working, rest=Told(str(rest), left), only=only)
    if not INCLUDES.search(assertion.phrase):
        rule = f"The parts do not add to the whole: {row['what_is_left']}."
        return Result("not supported", named, rule, tuple(right))
    rule = f"Parts may leave something of their whole; here: {row['what_is_left']}."
    return Result("supported", named, rule, tuple(right))


def _said_otherwise(assertion: Assertion, whole: Bounds) -> str:
    """Why a number in the phrase is not the whole's; '' when there is none, or it is."""
    if not any(c.isdigit() for c in assertion.phrase):
        return ""
    judgement = judge(assertion.phrase, whole)
    return "" if judgement.verdict in HOLDS else as_sentence(judgement.working)
