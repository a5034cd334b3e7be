"""Audit figures: what do all of them together, whatever page they stand on, tell of each suppressed count?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from forcefoi.analysis.disclosure.audit import CONTRADICTED, Audit, audit
from forcefoi.analysis.disclosure.figures import BELOW, equations, is_suppressed
from forcefoi.analysis.disclosure.system import Cell, Sum
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of

Equations = tuple[list[Cell], list[Sum]]


def audit_figures(figures: pd.DataFrame, exercise: Exercise, threshold: int) -> Audit:
    """What figures (a table of `Figures`) of all forces, and `uk`, tell of those that were suppressed (see `audit`).

    Exposures are by figure id. A reader is taken to believe that a force's tables are whole: that it has no crimes of
    a gender or class that it never lists. Where its own figures deny that, they are looked at without that belief.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> audit_figures(t.figures, t.exercise, threshold=5)
    Audit(exposures=(), contradictions=())
    """
    return tied(figures, exercise, threshold)[1]


def tied(
    figures: pd.DataFrame,
    exercise: Exercise,
    threshold: int,
    cells: Sequence[Cell] = (),
    sums: Sequence[Sum] = (),
) -> tuple[Equations, Audit]:
    """The equations of figures as a reader of them would set them up, with these cells and sums more; and their audit.

    Nothing is set up where no figure is suppressed.
    """
    forces = _with_hidden(figures, threshold)
    if not forces:
        return ([], []), Audit()
    closed = set(forces.values())
    while True:
        own_cells, own_sums = equations(figures, exercise, closed)
        all_of = [*own_cells, *cells], [*own_sums, *sums]
        found = audit(*all_of, threshold)
        denied = {forces[each.id] for each in found.exposures if each.kind == CONTRADICTED} & closed
        if not denied:
            return all_of, found
        closed -= denied


def _with_hidden(figures: pd.DataFrame, threshold: int) -> dict[str, str]:
    """The force of each figure that hides a count below the threshold, by the figure's id."""
    below = [row for _, row in figures[figures["status"] == BELOW].iterrows()]
    return {
        row["figure_id"]: row["force"]
        for row in below
        if is_suppressed(row) and bounds_of(row).low < threshold
    }
