"""Withhold figures so that all the others together do not give a suppressed count away."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from forcefoi.analysis.disclosure.audit_figures import tied
from forcefoi.analysis.disclosure.figures import BELOW
from forcefoi.analysis.disclosure.system import Ends
from forcefoi.analysis.disclosure.withhold import withhold
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.figures import WITHHELD

NOTE = f"{WITHHELD}: this note named a number that is withheld"


def withhold_figures(
    figures: pd.DataFrame, exercise: Exercise, threshold: int
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Figures (a table of `Figures`) as they may be printed, and why each that is withheld is, by its id.

    A withheld figure keeps its place: its bounds are what follows from the other figures anyway (`high` empty =
    unbounded), its status is `below threshold`, its qualifier `withheld`, and its note the reason. A note of another
    figure of the same force or of `uk` that has the withheld number in digits is replaced. All else that is made of
    these figures then says no more than they do. Figures of which none is suppressed come back as they are.

    Raises ForcefoiError where a suppressed count is given away whatever is withheld: by suppressed counts beside it.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> shown, reasons = withhold_figures(t.figures, t.exercise, threshold=5)
    >>> shown.equals(t.figures), reasons
    (True, {})
    """
    (cells, sums), before = tied(figures, exercise, threshold)
    if not before.given_away:
        return figures, {}
    found = withhold(cells, sums, threshold)
    if found.audit.given_away:
        raise ForcefoiError(
            "counts below the threshold are given away whatever else is withheld: "
            + "; ".join(map(str, found.audit.given_away))
            + "\n  to do:    give these counts wider bounds in the reading of the reply, or leave them out"
        )
    return _shown(figures, found.bounds, found.reasons), found.reasons


def hide_figures(figures: pd.DataFrame, reasons: Mapping[str, str]) -> pd.DataFrame:
    """Figures without the counts that are withheld for another reason than the other figures, by their ids."""
    return _shown(figures, dict.fromkeys(reasons, (0, None)), reasons) if reasons else figures


def _shown(figures: pd.DataFrame, bounds: Ends, reasons: Mapping[str, str]) -> pd.DataFrame:
    shown = figures.copy()
    ids = shown["figure_id"]
    for name, (low, high) in bounds.items():
        at = shown.index[ids == name][0]
        row = figures.loc[at]
        spoken = _spoken(row)
        near = shown["force"].isin([row["force"], "uk"])
        shown.loc[near & shown["note"].map(lambda note, said=spoken: bool(said.search(note))), "note"] = NOTE
        shown.loc[at, ["low", "high", "status", "qualifier"]] = [
            low,
            pd.NA if high is None else high,
            BELOW,
            WITHHELD,
        ]
    for name, reason in reasons.items():
        shown.loc[ids == name, "note"] = reason
    return shown.astype(figures.dtypes.to_dict())


def _spoken(row: pd.Series) -> re.Pattern[str]:
    """The number of a figure, with commas or without, where it stands alone in a text."""
    numbers = {int(row["low"])} | ({int(row["high"])} if pd.notna(row["high"]) else set())
    digits = "|".join(sorted({text for n in numbers for text in (str(n), f"{n:,}")}))
    return re.compile(rf"(?<![\d,.])(?:{digits})(?![\d]|,\d|\.\d)")
