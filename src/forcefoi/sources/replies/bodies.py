"""The bodies that were asked: those that the exercise names, or else every force of the reference table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from forcefoi.question import Question
from forcefoi.sources.forces import read_forces


def read_bodies(
    root: Path, question: Question, forces: pd.DataFrame | None = None
) -> dict[str, tuple[str, ...]]:
    """The id of each body with its names, the one to print first. `forces` is the reference table, where it has been
    read before.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.question import read_question
    >>> read_bodies(find_root(), read_question(find_root()))["kent"][0]
    'Kent Police'
    """
    if question.bodies:
        return question.bodies
    forces = read_forces(root) if forces is None else forces
    return {
        row["force"]: (row["name"], *(each for each in row["aliases"].split("|") if each))
        for _, row in forces.iterrows()
    }
