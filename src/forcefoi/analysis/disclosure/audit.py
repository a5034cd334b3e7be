"""Audit printed numbers: what can a reader work out of each count that was given only as bounds?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from zlib import crc32

from forcefoi.analysis.disclosure.narrow import narrow
from forcefoi.analysis.disclosure.solve import NotSettled, Solver, Values
from forcefoi.analysis.disclosure.system import AT_LEAST, Cell, Ends, Island, Sum, by_id, ends_of, islands

# What became of a suppressed cell: as the source gave it; some of its values ruled out; all but one; could not be
# told in time; its sums contradict each other. Only the first is safe.
KEPT, NARROWED, EXACT = "kept", "narrowed", "exact"
NOT_SETTLED, CONTRADICTED = "not settled", "contradicted"
# The values that must stay possible, by cell.
Needs = dict[str, tuple[int, ...]]


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
        """Whether a reader who knows all that is printed still can't tell the true value."""
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
    is_possible: bool = True


def audit(cells: Sequence[Cell], sums: Sequence[Sum], threshold: int) -> Audit:
    """What everything printed together says of each suppressed cell that may be below the threshold.

    Answers are exact for whole numbers: a value is ruled out only where no values of the other cells fit with it, and
    possible only where such values were found. Where time is up before either, the cell is `not settled`, which is
    not safe. Sums that can't all hold are named in `contradictions`; nothing can be worked out from them, and a cell
    among them is not safe.

    Every value that the source left possible must stay so (see `needs`).

    Raises ForcefoiError for cells or sums that are not well made (see `Cell`, `Sum`).

    >>> cells = [Cell("all", 10, 10), Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True)]
    >>> print(*audit(cells, [Sum("all", frozenset("ab"))], threshold=5).given_away)
    b: given as 1 to 4; what is printed gives it away: 3
    """
    return audited(cells, sums, needs(cells, sums, threshold))


def needs(cells: Sequence[Cell], sums: Sequence[Sum], threshold: int) -> Needs:
    """The values of each suppressed cell that must stay possible, by its id.

    They are those that its source left possible by all the counts that it suppressed: where two parts and their total
    are each 1 to 4, the source itself says that no part is 4. But a source that leaves one value only, or none, did
    not mean to: then all values that the cell alone could have are needed.

    >>> cells = [Cell(name, 1, 4, suppressed=True) for name in ("all", "a", "b")]
    >>> needs(cells, [Sum("all", frozenset("ab"))], threshold=5)
    {'all': (2, 3, 4), 'a': (1, 2, 3), 'b': (1, 2, 3)}
    """
    known = by_id(cells, sums)
    full = {cell.id: cell.needed(threshold) for cell in cells if cell.needed(threshold)}
    if not full:
        return {}
    bare = {
        name: cell if name in full else replace(cell, low=0, high=None, suppressed=False)
        for name, cell in known.items()
    }
    for one in looked_at(bare, sums, full):
        for each in one.exposures:
            left = tuple(value for value in full[each.id] if value not in each.ruled_out)
            if len(left) > 1:
                full[each.id] = left
    return full


def audited(cells: Sequence[Cell], sums: Sequence[Sum], needed: Needs) -> Audit:
    """The audit of cells of which these values must stay possible."""
    known = by_id(cells, sums)
    looked = looked_at(known, sums, needed)
    order = {name: place for place, name in enumerate(known)}
    found = [each for one in looked for each in one.exposures]
    return Audit(
        tuple(sorted(found, key=lambda each: order[each.id])),
        tuple(each for one in looked for each in one.contradictions),
    )


def looked_at(known: dict[str, Cell], sums: Sequence[Sum], needed: Needs) -> list[Looked]:
    """Every island, looked at.

    A whole that only has to be as large as its parts ties much and says little: the islands that it ties are looked
    at apart first, and together only where what was found apart does not fit into it. One that is surely less than
    its parts is a contradiction, of which nothing can be worked out.
    """
    ends = ends_of(known.values())
    apart, wide = _parted(ends, sums)
    found = _over(known, ends, apart, wide, needed)
    short = [each for each in wide if _is_short(each, ends)]
    wide = [each for each in wide if each not in short]
    if not _have_room(wide, found, ends):
        ends = ends_of(known.values())
        found = _over(known, ends, islands(ends, [each for each in sums if each not in short]), [], needed)
    clashes: list[tuple[str, ...]] = [(each.whole,) for each in short]
    return [*found, Looked(Island((), ()), contradictions=clashes)]


def _is_short(link: Sum, ends: Ends) -> bool:
    most = ends[link.whole][1]
    return most is not None and sum(ends[name][0] for name in link.parts) > most


def _over(
    known: dict[str, Cell], ends: Ends, apart: Iterable[Island], wide: Sequence[Sum], needed: Needs
) -> list[Looked]:
    """Each island, its bounds narrowed and parted once more; `ends` is changed to the narrowed bounds."""
    found = []
    for island in apart:
        names = dict.fromkeys([*island.ids, *(name for each in island.sums for name in sorted(each.ids))])
        own = {name: ends[name] for name in names}
        protected = [known[name] for name in island.ids if name in needed]
        narrowed = narrow(own, island.sums)
        if narrowed is None:
            told = [_unknown(cell, CONTRADICTED) for cell in protected]
            found.append(Looked(island, told, [], [_clash(known, own, island.sums)], is_possible=False))
            continue
        ends |= narrowed
        sure = [cell for cell in protected if narrowed[cell.id][0] == narrowed[cell.id][1]]
        told = [_exposure(cell, *narrowed[cell.id], set(), needed[cell.id]) for cell in sure]
        found.append(Looked(Island((), ()), told))
        for part in islands(narrowed, island.sums):
            if part.ids:
                found.append(look(known, narrowed, part, needed, _touched(part, wide)))
                if not found[-1].is_possible:
                    # What contradicts may lie in the sums that narrowed it.
                    found[-1].contradictions.append(_clash(known, own, island.sums))
    return found


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


def _have_room(wide: Sequence[Sum], found: Iterable[Looked], ends: Ends) -> bool:
    """Whether what was found in each island fits under every whole, together with the least of all other islands."""
    names = {name for each in wide for name in each.parts}
    fixed = {name for name in names if ends[name][0] == ends[name][1]}
    needs_of = {each: sum(ends[name][0] for name in each.parts & fixed) for each in wide}
    more_of = dict.fromkeys(wide, 0)
    for one in found:
        if one.island.sums and any(each.whole in one.island.ids for each in wide):
            return False
        if not one.is_possible or names.isdisjoint(one.island.ids):
            continue
        if not one.pool:
            return False
        inside = names.intersection(one.island.ids)
        by_size = sorted(one.pool, key=partial(_size, inside))
        for each in wide:
            parts = each.parts.intersection(inside)
            least = sum(by_size[0][name] for name in parts)
            needs_of[each] += least
            sizes = (sum(values[name] for name in parts) for values in _per_value(by_size, one.exposures))
            more_of[each] = max([more_of[each], *(size - least for size in sizes)])
    mosts = [ends[each.whole][1] for each in wide]
    return all(
        most is None or needs_of[each] + more_of[each] <= most for each, most in zip(wide, mosts, strict=True)
    )


def _size(names: Iterable[str], values: Values) -> int:
    return sum(values[name] for name in names)


def _per_value(by_size: list[Values], exposures: Iterable[Exposure]) -> Iterable[Values]:
    """For each value of each cell, the smallest answer in which the cell has that value."""
    for each in exposures:
        first: dict[int, Values] = {}
        for values in by_size:
            first.setdefault(values[each.id], values)
        yield from first.values()


def look(known: dict[str, Cell], narrowed: Ends, island: Island, needed: Needs, need_pool: bool) -> Looked:
    """What one island says of its cells, by their narrowed bounds. `need_pool`: answers are wanted, needed or not."""
    found = Looked(island)
    protected = [known[name] for name in island.ids if name in needed]
    if not need_pool and len(island.sums) < 2:
        found.exposures = [_exposure(cell, *narrowed[cell.id], set(), needed[cell.id]) for cell in protected]
        return found
    try:
        _search(found, narrowed, protected, needed, need_pool)
    except NotSettled:
        found.exposures = [_unknown(cell, NOT_SETTLED) for cell in protected]
    return found


def _search(found: Looked, narrowed: Ends, protected: list[Cell], needed: Needs, small: bool) -> None:
    names = dict.fromkeys(found.island.ids)
    names |= dict.fromkeys(name for each in found.island.sums for name in sorted(each.ids))
    solver = Solver({name: narrowed[name] for name in names}, found.island.sums)
    first = solver.find({}, _aim(solver.ends, "first", small))
    if first is None:
        found.is_possible = False
        found.exposures = [_unknown(cell, CONTRADICTED) for cell in protected]
        return
    found.pool.append(first)
    for cell in protected:
        try:
            found.exposures.append(_asked(cell, solver, found.pool, needed[cell.id], small))
        except NotSettled:
            found.exposures.append(_unknown(cell, NOT_SETTLED))


def _asked(cell: Cell, solver: Solver, pool: list[Values], needed: tuple[int, ...], small: bool) -> Exposure:
    """Try every value that must stay possible and that no answer so far has; then how far the cell can reach."""
    low, high = solver.ends[cell.id]
    impossible = set()
    for value in needed:
        if value < low or (high is not None and value > high) or any(v[cell.id] == value for v in pool):
            continue
        values = solver.find({cell.id: value}, _aim(solver.ends, f"{cell.id} {value}", small))
        if values is None:
            impossible.add(value)
        else:
            pool.append(values)
    seen = {values[cell.id] for values in pool}
    least = low if low in seen else solver.least(cell.id)
    most = high if high in seen else solver.most(cell.id)
    return _exposure(cell, least, most, impossible, needed)


def _exposure(
    cell: Cell, least: int, most: int | None, impossible: set[int], needed: tuple[int, ...]
) -> Exposure:
    out = tuple(
        value
        for value in needed
        if value in impossible or value < least or (most is not None and value > most)
    )
    kind = KEPT if not out else EXACT if least == most else NARROWED
    return Exposure(cell.id, cell.low, cell.high, least, most, out, kind)


def _unknown(cell: Cell, kind: str) -> Exposure:
    return Exposure(cell.id, cell.low, cell.high, None, None, (), kind)


def _aim(ends: Ends, salt: str, small: bool) -> dict[str, float]:
    """Weights by which answers differ from each other, the same every time; what has no most is kept small, and
    everything is where `small` answers are wanted.
    """
    least = 0 if small else -100
    return {
        name: 1.0 if high is None else max(crc32(f"{salt} {name}".encode()) % 201 - 100, least) / 100
        for name, (low, high) in ends.items()
        if low != high
    }


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
