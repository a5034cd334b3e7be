"""What was taken from the tables of a reply: cells with their counts, and what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from forcefoi.clean.count import Count
from forcefoi.errors import Problem
from forcefoi.sources.replies.reading import Table


@dataclass(frozen=True)
class Cell:
    """One count as the force gave it: what it counts, what it says, and where it stands.

    `at` is the value of each dimension; `text` the cell as it stands; `row` and `column` as the reading counts them.
    One that was counted from rows (one row a crime) has no column, and its `place` names the rows.
    """

    at: dict[str, str]
    count: Count
    text: str
    place: str
    row: int
    column: int

    def key(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Its values of some dimensions, in that order."""
        return tuple(self.at[name] for name in names)


@dataclass(frozen=True)
class Sum:
    """A cell that adds up others, as the force printed it: `parts` are rows and columns of the same table."""

    count: Count
    text: str
    place: str
    label: str
    parts: tuple[tuple[int, int], ...]
    row: int
    column: int


@dataclass
class Taken:
    """All that one table gave. `problems` are refusals: with one, none of its counts is used."""

    table: Table
    cells: list[Cell] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    # Running numbers of one row a crime: how many rows, and the last number printed.
    numbered: tuple[int, int, str] | None = None
