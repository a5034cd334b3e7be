"""What claims are checked against: the figures, what is known of them, and the exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from forcefoi.analysis import agreement, caveats
from forcefoi.analysis.caveats import Caveat
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import WITHHELD, bounds_of, from_reply, window_of
from forcefoi.wording.plain import asked_for, not_the_whole


@dataclass(frozen=True)
class Evidence:
    """`figures` is a table of `Figures` that has every figure the claims name, and what may speak against them;
    `recorded` one of `RecordedCrime` that has the forces the claims are about; `names` has the full name of each force.
    """

    figures: pd.DataFrame
    recorded: pd.DataFrame
    names: Mapping[str, str]
    exercise: Exercise

    @cached_property
    def by_id(self) -> dict[str, pd.Series]:
        """Each figure, a row of `Figures`, by its id."""
        return {row["figure_id"]: row for _, row in self.figures.iterrows()}

    @cached_property
    def contradicted(self) -> dict[str, str]:
        """Figures that another one contradicts, each with what contradicts what."""
        table = agreement(self.figures, self.exercise).table
        clash = table[table["agreement"] == "conflict"]
        return {
            figure: working
            for figures, working in zip(clash["figures"], clash["working"], strict=True)
            for figure in figures.split()
        }

    def own(self, force: str) -> pd.DataFrame:
        """Every figure of one force."""
        return self.figures[self.figures["force"] == force]

    def has_read(self, force: str) -> bool:
        """Whether figures of the force's own reply are among the figures."""
        return bool(from_reply(self.own(force)).any())

    def why_not(self, rows: list[pd.Series]) -> str:
        """Why nothing can be checked against these figures; '' when it can."""
        if not rows:
            return "no figure is public that it could be checked against"
        for row in rows:
            if row["status"] not in WITH_COUNT:
                return f"there is no count: {row['status']} ({row['figure_id']})"
            if row["qualifier"] == WITHHELD and bounds_of(row).say_nothing:
                return (
                    f"the count is withheld: {row['note'].removeprefix(f'{WITHHELD}: ')} ({row['figure_id']})"
                )
            if row["figure_id"] in self.contradicted:
                return f"publications contradict each other: {self.contradicted[row['figure_id']]}"
        return ""

    def caveats(self, rows: list[pd.Series]) -> tuple[Caveat, ...]:
        """What must be known of each of these figures, wherever they are used."""
        found: list[Caveat] = []
        for row in rows:
            found += [*caveats.part_year(row), *caveats.of_figure(row), *self._own_window(row)]
            found += caveats.of_group(self.exercise.group(row["offences"]))
        return tuple([*found, *caveats.of_sources(rows), *caveats.shared(self.exercise)])

    def name(self, row: pd.Series) -> str:
        """The name of the force that a figure is of."""
        return self.names.get(row["force"], row["force"])

    def _own_window(self, row: pd.Series) -> list[Caveat]:
        if not not_the_whole(row, self.exercise):
            return []
        window, whole = window_of(row), asked_for(self.exercise)
        text = (
            f"This covers {window.label()}, {window.length()}; the question covered {whole.label()}, {whole.length()}. "
            "It must not be set beside other forces’ totals over the whole of it."
        )
        return [Caveat(f"own-window:{row['figure_id']}", text)]
