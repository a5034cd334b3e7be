"""The processed tables: which there are, and how each is made from the raw ones, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from forcefoi.analysis.coverage import PUBLIC, Coverage, coverage
from forcefoi.analysis.outliers import comparators
from forcefoi.analysis.totals import rests
from forcefoi.bounds import UnknownCount
from forcefoi.errors import DataError, Problem
from forcefoi.exercise import Exercise, read_exercise
from forcefoi.figures import Figures
from forcefoi.files import MARK
from forcefoi.forces import Forces
from forcefoi.sources.forces import read_forces
from forcefoi.sources.published import FILE, Sources, read_published
from forcefoi.sources.recorded_crime import RecordedCrime, read_recorded_crime

MODELS: dict[str, type[pa.DataFrameModel]] = {
    "figures": Figures,
    "sources": Sources,
    "forces": Forces,
    "recorded_crime": RecordedCrime,
    "coverage": Coverage,
}


@dataclass(frozen=True)
class Tables:
    """All processed tables of one exercise. Each fits its model in `MODELS`."""

    exercise: Exercise
    figures: pd.DataFrame
    sources: pd.DataFrame
    forces: pd.DataFrame
    recorded_crime: pd.DataFrame
    coverage: pd.DataFrame

    def named(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of `MODELS`."""
        return {name: getattr(self, name) for name in MODELS}


def make_tables(root: Path) -> Tables:
    """Every processed table, from `data/raw/` of the project at `root`. Nothing is written.

    Raises DataError with what is wrong in the raw files.
    """
    exercise = read_exercise(root)
    forces = read_forces(root)
    recorded = read_recorded_crime(root, exercise, forces)
    figures, sources = read_published(root, exercise, forces)
    on_funnel = list(comparators(recorded, forces, exercise.funnel)["force"])
    known = coverage(figures, forces, recorded, on_funnel)
    _check_wholes(figures, exercise)
    _check_exercise(figures, known, exercise)
    return Tables(exercise, figures, sources, forces, recorded, known)


def _check_wholes(figures: pd.DataFrame, exercise: Exercise) -> None:
    """Parts that are surely more than their whole can't all be right: better told now than on a page."""
    for force, own in figures.groupby("force", sort=False):
        try:
            rests(own, exercise)
        except UnknownCount as error:
            raise DataError(
                [
                    Problem(
                        f"data/raw/{FILE}",
                        f"the figures of {force} contradict each other: {error}",
                        todo="look the figures up; correct the count, the window, the offences or the qualifier",
                    )
                ]
            ) from error


def _check_exercise(figures: pd.DataFrame, known: pd.DataFrame, exercise: Exercise) -> None:
    problems = []
    public = int((known["status"] == PUBLIC).sum())
    if public > exercise.replied or exercise.replied > exercise.asked:
        why = (
            f"{public} forces have public figures, 'replied' is {exercise.replied}, 'asked' is {exercise.asked}: "
            "each must be at most the next"
        )
        problems.append(Problem(str(MARK), why, todo="correct 'replied' or 'asked'"))
    for entry in exercise.other_windows:
        if entry.figure not in set(figures["figure_id"]):
            problems.append(
                Problem(
                    str(MARK),
                    "[[other_windows]] names a figure that is not in the table",
                    column="figure",
                    value=entry.figure,
                    todo=f"name an id of data/raw/{FILE}, or take the entry out",
                )
            )
    if problems:
        raise DataError(problems)
