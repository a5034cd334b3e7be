"""Audit printed numbers: what can a reader work out of each count that was given only as bounds?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from forcefoi.analysis.disclosure.narrow import narrow
from forcefoi.analysis.disclosure.solve import NotSettled, Solver, Values
from forcefoi.analysis.disclosure.system import AT_LEAST, Cell, Ends, Island, Sum, by_id, ends_of, islands

# What became of a suppressed cell: as the source gave it; some of its values ruled out; all but one; could not be
# told in time; its sums contradict each other. Only the first is safe.
KEPT, NARROWED, EXACT, NOT_SETTLED, CONTRADICTED = (
    "kept", "narrowed", "exact", "not settled", "contradicted",
)  # fmt: skip


@dataclass(frozen=True)
class Exposure:
    """One suppressed cell: the bounds that its source gave, and those that everything printed leaves it.

    `ruled_out` are values that the source left possible and that a reader can tell to be impossible. `least` and
    `most` are None where they could not be told; `most` is None too where the count has no most.
    """

    id: str
    low: int
    high: int | None
    least: int | None
    most: int | None
    ruled_out: tuple[int, ...]
    kind: str

    @property
    def is_kept(self) -> bool:
        return self.kind == KEPT

    def __str__(self) -> str:
        given = (
            f"{self.id}: given as {self.low:,} to {'any number' if self.high is None else f'{self.high:,}'}"
        )
        if self.kind in (KEPT, NOT_SETTLED, CONTRADICTED):
            return f"{given}; {self.kind}"
        if self.kind == EXACT:
            return f"{given}; what is printed gives it away: {self.least:,}"
        out = ", ".join(f"{value:,}" for value in self.ruled_out)
        return f"{given}; what is printed narrows it: it can't be {out}"


@dataclass(frozen=True)
class Audit:
    """`exposures` has every cell that is to be protected; `contradictions` each set of printed cells that can't all
    be right: take one of them away, and the others fit.
    """

    exposures: tuple[Exposure, ...] = ()
    contradictions: tuple[tuple[str, ...], ...] = ()

    @property
    def given_away(self) -> tuple[Exposure, ...]:
        """The cells of which a reader can tell more than their source told, or may."""
        return tuple(each for each in self.exposures if not each.is_kept)


@dataclass
class Looked:
    """One island, looked at: what it says of each cell, answers that were found on the way, and what contradicts."""

    island: Island
    exposures: list[Exposure] = field(default_factory=list)
    pool: list[Values] = field(default_factory=list)
    contradictions: list[tuple[str, ...]] = field(default_factory=list)


def audit(cells: Sequence[Cell], sums: Sequence[Sum], threshold: int) -> Audit:
    """What everything printed together says of each suppressed cell that may be below the threshold.

    Answers are exact for whole numbers: a value is ruled out only where no values of the other cells fit with it, and
    possible only where such values were found. Where time is up before either, the cell is `not settled`, which is
    not safe. A suppressed cell without a most must stay possible as anything below the threshold. Sums that can't
    all hold are named in `contradictions`; nothing can be worked out from them, and a cell among them is not safe.

    Raises ForcefoiError for cells or sums that are not well made (see `Cell`, `Sum`).

    >>> cells = [Cell("all", 10, 10), Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True)]
    >>> print(*audit(cells, [Sum("all", frozenset("ab"))], threshold=5).given_away)
    b: given as 1 to 4; what is printed gives it away: 3
    """
    known = by_id(cells, sums)
    looked = looked_at(known, sums, threshold)
    order = {name: place for place, name in enumerate(known)}
    found = [each for one in looked for each in one.exposures]
    return Audit(
        tuple(sorted(found, key=lambda each: order[each.id])),
        tuple(each for one in looked for each in one.contradictions),
    )


def looked_at(known: dict[str, Cell], sums: Sequence[Sum], threshold: int) -> list[Looked]:
    """Every island, looked at.

    A whole that only has to be as large as its parts ties much and says little: the islands that it ties are looked
    at apart first, and together only where what was found apart does not fit into it.
    """
    ends = ends_of(known.values())
    apart, wide = _parted(ends, sums)
    found = [look(known, island, threshold, _touched(island, wide)) for island in apart]
    if all(_has_room(each, found, ends) for each in wide):
        return found
    return [look(known, island, threshold, False) for island in islands(ends, sums)]


def _parted(ends: Ends, sums: Sequence[Sum]) -> tuple[list[Island], list[Sum]]:
    """The islands without those sums that only set a most and reach over several of them; and those sums."""
    apart = list(islands(ends, [each for each in sums if each.kind != AT_LEAST]))
    home = {name: place for place, island in enumerate(apart) for name in island.ids}
    own: dict[int, list[Sum]] = {}
    wide, fixed = [], []
    for each in (each for each in sums if each.kind == AT_LEAST):
        places = {home[name] for name in each.ids if name in home}
        if len(places) > 1:
            wide.append(each)
        elif places:
            own.setdefault(places.pop(), []).append(each)
        else:
            fixed.append(Island((), (each,)))
    apart = [replace(one, sums=(*one.sums, *own.get(place, ()))) for place, one in enumerate(apart)]
    return [*apart, *fixed], wide


def _touched(island: Island, wide: Iterable[Sum]) -> bool:
    own = set(island.ids)
    return any(not own.isdisjoint(each.parts) for each in wide)


def _has_room(link: Sum, found: Iterable[Looked], ends: Ends) -> bool:
    """Whether what was found in each island fits under one whole, whichever answers are taken together."""
    most = ends[link.whole][1]
    if most is None:
        return True
    needs = sum(ends[name][0] for name in link.parts if ends[name][0] == ends[name][1])
    for one in found:
        if link.whole in one.island.ids and one.island.sums:
            return False
        parts = link.parts.intersection(one.island.ids)
        if not parts or one.contradictions:
            continue
        if not one.pool:
            return False
        sizes = [(sum(values[name] for name in parts), values) for values in one.pool]
        needs += max([min(size for size, _ in sizes), *_per_value(sizes, one.exposures)])
    return needs <= most


def _per_value(sizes: list[tuple[int, Values]], exposures: Iterable[Exposure]) -> Iterable[int]:
    """For each value of each cell, the least size of an answer in which the cell has that value."""
    for each in exposures:
        by_value: dict[int, int] = {}
        for size, values in sizes:
            value = values[each.id]
            by_value[value] = min(size, by_value.get(value, size))
        yield from by_value.values()


def look(known: dict[str, Cell], island: Island, threshold: int, need_pool: bool) -> Looked:
    """What one island says of its cells. `need_pool`: answers are wanted even where the bounds need none."""
    names = dict.fromkeys([*island.ids, *(name for each in island.sums for name in sorted(each.ids))])
    ends = {name: (known[name].low, known[name].high) for name in names}
    found = Looked(island)
    protected = [known[name] for name in island.ids if known[name].needed(threshold)]
    narrowed = narrow(ends, island.sums)
    if narrowed is None:
        return _contradicted(found, known, ends, protected)
    try:
        if need_pool or len(island.sums) > 1:
            return _searched(found, known, ends, narrowed, protected, threshold)
        found.exposures = [_exposure(cell, *narrowed[cell.id], set(), threshold) for cell in protected]
    except NotSettled:
        found.exposures = [_unknown(cell, NOT_SETTLED) for cell in protected]
    return found


def _searched(
    found: Looked, known: dict[str, Cell], ends: Ends, narrowed: Ends, protected: list[Cell], threshold: int
) -> Looked:
    solver = Solver(narrowed, found.island.sums)
    first = solver.find({}, _aim(narrowed, "first"))
    if first is None:
        return _contradicted(found, known, ends, protected)
    found.pool.append(first)
    for cell in protected:
        try:
            found.exposures.append(_asked(cell, solver, found.pool, threshold))
        except NotSettled:
            found.exposures.append(_unknown(cell, NOT_SETTLED))
    return found


def _asked(cell: Cell, solver: Solver, pool: list[Values], threshold: int) -> Exposure:
    """Try every value that must stay possible and that no answer so far has; then how far the cell can reach."""
    low, high = solver.ends[cell.id]
    impossible = set()
    for value in cell.needed(threshold):
        if value < low or (high is not None and value > high) or any(v[cell.id] == value for v in pool):
            continue
        values = solver.find({cell.id: value}, _aim(solver.ends, f"{cell.id} {value}"))
        if values is None:
            impossible.add(value)
        else:
            pool.append(values)
    seen = {values[cell.id] for values in pool}
    least = low if low in seen else solver.least(cell.id)
    most = high if high in seen else solver.most(cell.id)
    return _exposure(cell, least, most, impossible, threshold)


def _exposure(cell: Cell, least: int, most: int | None, impossible: set[int], threshold: int) -> Exposure:
    out = tuple(
        value
        for value in cell.needed(threshold)
        if value in impossible or value < least or (most is not None and value > most)
    )
    kind = KEPT if not out else EXACT if least == most else NARROWED
    return Exposure(cell.id, cell.low, cell.high, least, most, out, kind)


def _unknown(cell: Cell, kind: str) -> Exposure:
    return Exposure(cell.id, cell.low, cell.high, None, None, (), kind)


def _aim(ends: Ends, salt: str) -> dict[str, float]:
    """Weights by which answers differ from each other, the same every time; what has no most is kept small."""
    return {
        name: 1.0 if high is None else (crc32(f"{salt} {name}".encode()) % 201 - 100) / 100
        for name, (low, high) in ends.items()
        if low != high
    }


def _contradicted(found: Looked, known: dict[str, Cell], ends: Ends, protected: list[Cell]) -> Looked:
    found.exposures = [_unknown(cell, CONTRADICTED) for cell in protected]
    found.contradictions.append(_clash(known, ends, found.island.sums))
    return found


def _clash(known: dict[str, Cell], ends: Ends, sums: Sequence[Sum]) -> tuple[str, ...]:
    """Printed cells that can't all be right, and none of which could be left out of the list."""
    now, kept = dict(ends), []
    for name in sorted(name for name in ends if known[name].printed):
        without = {**now, name: (0, None)}
        if _is_possible(without, sums):
            kept.append(name)
        else:
            now = without
    return tuple(kept)


def _is_possible(ends: Ends, sums: Sequence[Sum]) -> bool:
    narrowed = narrow(ends, sums)
    try:
        return narrowed is not None and Solver(narrowed, sums).find({}) is not None
    except NotSettled:
        return True
