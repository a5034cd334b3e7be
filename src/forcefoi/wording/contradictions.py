"""Figures that can't all be right, and figures that not every publication gives, in sentences."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.agreement import GENDERS, GIVEN, PARTS
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.wording.tables import offences_and_victims

UNUSED = "none of them is used in any sum or comparison until one is corrected"


def contradiction_sentence(row: pd.Series, exercise: Exercise) -> str:
    """One row of `analysis.agreement` that is a contradiction between keys, or a figure that not every source gives.

    Raises ForcefoiError for a row of another kind: figures of one key are worded by `agreement_sentences`.
    """
    if row["agreement"] in (PARTS, GENDERS):
        return f"{row['working']}: these printed figures contradict each other, and {UNUSED}."
    if row["agreement"] == GIVEN:
        statuses = row["counts"].replace("; ", " and ")
        return (
            f"{statuses} ({offences_and_victims(row, exercise)}, {row['window']}) stand in different publications: "
            "they differ about whether the force gave this figure."
        )
    allowed = ", ".join((PARTS, GENDERS, GIVEN))
    raise ForcefoiError(
        f"{row['agreement']!r} is no contradiction between figures of different keys. Allowed: {allowed}"
    )
