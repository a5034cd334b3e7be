"""What was taken from the tables of a reply: cells with their counts, and what stood in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection
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


@dataclass(frozen=True)
class References:
    """What the column that names the crimes of one row a crime says. The references themselves are kept nowhere.

    rows, different
        How many rows were looked at, and how many different references they have; a row without one is a crime of its
        own.
    column
        Where they stand: `column A`.
    repeated
        Which rows have one reference: `rows 5 and 9; rows 7, 12 and 13`; "" where none have.
    shared
        The tables before it in its group that have references of it too: the id, how many, and in which rows here.
    """

    rows: int
    different: int
    column: str
    repeated: str
    shared: tuple[tuple[str, int, str], ...] = ()


@dataclass
class Taken:
    """All that one table gave. `problems` are refusals: with one, none of its counts is used."""

    table: Table
    cells: list[Cell] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    # How many rows `counted` leaves out, and for which words; "" where none.
    left_out: str = ""
    # The words of the reading that a cell of a count has.
    words_met: set[str] = field(default_factory=set, repr=False)
    # Running numbers of one row a crime: how many rows, and the last number printed.
    numbered: tuple[int, int, str] | None = None
    # Of one row a crime where something names the crime.
    references: References | None = None
    # The references, and how the rows that have some of them are told: while a reply is checked, and never written.
    named: frozenset[str] = field(default=frozenset(), repr=False)
    tell_rows: Callable[[Collection[str]], str] = field(default=lambda names: "", repr=False)
