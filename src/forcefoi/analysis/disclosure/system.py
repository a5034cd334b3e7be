"""Printed numbers and what ties them together: cells with bounds, and sums of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forcefoi.errors import ForcefoiError

# How a whole stands to its parts: it is their sum; it may hold more than they do; they may hold more than it does.
EQUAL, AT_LEAST, AT_MOST = "equal", "at least", "at most"
KINDS = (EQUAL, AT_LEAST, AT_MOST)
# A count that was given in a wider range than this is looked at by the ends of the range, not by each value in it.
MOST_VALUES = 60

# The least and the most of each cell, by id; None = unbounded.
Ends = dict[str, tuple[int, int | None]]


@dataclass(frozen=True)
class Cell:
    """One count as it is printed: the least and the most it can be (`high` None = unbounded).

    `suppressed`: the source gave it only as bounds, to hide it ("fewer than 5", "*"). `printed`: it stands somewhere
    for people to read; one that doesn't (a part that nobody gives) can't be withheld. `ours`: no source prints it,
    so that it is the first to be withheld.

    Raises ForcefoiError for bounds that are out of order.
    """

    id: str
    low: int
    high: int | None
    suppressed: bool = False
    printed: bool = True
    ours: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ForcefoiError(f"{self.id}: {self.low} to {self.high} are no bounds of a count")

    @property
    def is_fixed(self) -> bool:
        """Whether its two ends meet, so that it is printed to the last crime."""
        return self.low == self.high

    def needed(self, threshold: int) -> tuple[int, ...]:
        """The values that must all stay possible to a reader; none where there is nothing to hide.

        A count that was given without a most must stay possible as anything below the threshold, and as two values at
        least: with any total beside it, it has a most.

        >>> Cell("a", 1, 4, suppressed=True).needed(5), Cell("b", 0, None, suppressed=True).needed(3)
        ((1, 2, 3, 4), (0, 1, 2))
        """
        if not self.suppressed or self.is_fixed or self.low >= threshold:
            return ()
        top = max(threshold - 1, self.low + 1) if self.high is None else self.high
        return tuple(range(self.low, top + 1)) if top - self.low < MOST_VALUES else (self.low, top)


@dataclass(frozen=True)
class Sum:
    """A whole and its parts, by the ids of their cells. A whole can be a part of another sum.

    Raises ForcefoiError for a kind that there is not, or a whole among its own parts.
    """

    whole: str
    parts: frozenset[str]
    kind: str = EQUAL

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ForcefoiError(f"{self.kind!r} is no kind of sum; allowed: {', '.join(KINDS)}")
        if self.whole in self.parts:
            raise ForcefoiError(f"{self.whole}: a whole can't be a part of itself")

    @property
    def ids(self) -> frozenset[str]:
        """The whole and its parts."""
        return self.parts | {self.whole}

    @property
    def rest(self) -> tuple[int | None, int | None]:
        """The least and the most that the whole can be more than its parts together (None = unbounded)."""
        return (None if self.kind == AT_MOST else 0), (None if self.kind == AT_LEAST else 0)

    def holds(self, values: Mapping[str, int]) -> bool:
        """Whether these values of all its cells fit."""
        more = values[self.whole] - sum(values[part] for part in self.parts)
        least, most = self.rest
        return (least is None or more >= least) and (most is None or more <= most)


@dataclass(frozen=True)
class Island:
    """Cells that sums tie together, and those sums; no sum ties them to any other cell."""

    ids: tuple[str, ...]
    sums: tuple[Sum, ...]


def by_id(cells: Iterable[Cell], sums: Iterable[Sum]) -> dict[str, Cell]:
    """The cells by id. Raises ForcefoiError for an id that two cells have, and a sum of a cell that there is not."""
    found: dict[str, Cell] = {}
    for cell in cells:
        if found.setdefault(cell.id, cell) is not cell:
            raise ForcefoiError(f"two cells are called {cell.id!r}")
    for each in sums:
        if unknown := sorted(each.ids - found.keys()):
            raise ForcefoiError(f"a sum names {unknown[0]!r}, and no cell is called so")
    return found


def ends_of(cells: Iterable[Cell]) -> Ends:
    """The bounds of cells, by id."""
    return {cell.id: (cell.low, cell.high) for cell in cells}


def islands(ends: Ends, sums: Iterable[Sum]) -> Iterator[Island]:
    """The cells parted where no sum ties them together. One whose value is known ties nothing: it is a constant.

    A sum of nothing but constants is an island without cells.
    """
    tied = list(sums)
    top = {name: name for name, (low, high) in ends.items() if low != high}

    def root(name: str) -> str:
        while top[name] != name:
            top[name] = name = top[top[name]]
        return name

    for each in tied:
        free = sorted(name for name in each.ids if name in top)
        for name in free[1:]:
            top[root(name)] = root(free[0])
    ids: dict[str, list[str]] = {}
    for name in top:
        ids.setdefault(root(name), []).append(name)
    own: dict[str, list[Sum]] = {}
    for each in tied:
        first = next((name for name in each.ids if name in top), None)
        if first is None:
            yield Island((), (each,))
        else:
            own.setdefault(root(first), []).append(each)
    for name, members in ids.items():
        yield Island(tuple(members), tuple(own.get(name, ())))
