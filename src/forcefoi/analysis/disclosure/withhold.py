"""Choose what else must be withheld so that no printed numbers together give a suppressed cell away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forcefoi.analysis.disclosure.audit import (
    CONTRADICTED,
    NOT_SETTLED,
    Audit,
    Exposure,
    Needs,
    audited,
    needs,
)
from forcefoi.analysis.disclosure.narrow import narrow
from forcefoi.analysis.disclosure.repair import Repair
from forcefoi.analysis.disclosure.solve import NotSettled, Solver, Values
from forcefoi.analysis.disclosure.system import (
    AT_LEAST,
    Cell,
    Ends,
    Sum,
    by_id,
    ends_of,
    islands,
)
from forcefoi.figures import WITHHELD

# What a number costs to withhold: the fewest first; of as many, what only we print; of those, the small ones. The
# bounds of suppressed cells are kept back only where nothing else helps.
ONE, THEIRS, LARGE, HIDDEN = 1.0, 1e-3, 1e-4, 100.0


@dataclass(frozen=True)
class Withheld:
    """`bounds` has each withheld cell with the bounds that may be printed in its place: those that follow from what
    is printed anyway, so that they tell nothing (`high` None = unbounded). `reasons` says why, for a page.

    `audit` is that of everything as it is to be printed.
    """

    bounds: Ends = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    audit: Audit = Audit()


def withhold(cells: Sequence[Cell], sums: Sequence[Sum], threshold: int) -> Withheld:
    """What must not be printed so that every suppressed cell stays as its source gave it.

    Few numbers are withheld, and none that could be printed after all; of equally many, those that no source prints
    come first, then small ones. The same cells give the same answer. Where no proof of safety can be had in time,
    more is withheld, never less. Where sums contradict each other around a suppressed cell, enough is withheld for
    the others to fit.

    Raises ForcefoiError for cells or sums that are not well made (see `Cell`, `Sum`).

    >>> cells = [Cell("all", 10, 10), Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True)]
    >>> found = withhold(cells, [Sum("all", frozenset("ab"))], threshold=5)
    >>> found.bounds, found.reasons["a"]
    ({'a': (6, 9)}, 'withheld: with the total it would give away a count of fewer than 5')
    """
    known = by_id(cells, sums)
    needed = needs(cells, sums, threshold)
    before = now = audited(cells, sums, needed)
    kept: set[str] = set()
    # The last resorts say less about what must be withheld, and are surer: all that stands in one sum with the cell;
    # all that hides nothing itself; all.
    for choose in (_by_region, _together, _beside, _all_open, _all):
        if not now.given_away:
            break
        kept |= choose(known, sums, needed, now.given_away, kept)
        now = audited(_without(cells, kept), sums, needed)
    if not kept:
        return Withheld(audit=now)
    bounds = _bounds(known, sums, kept)
    printed = [replace(c, low=bounds[c.id][0], high=bounds[c.id][1]) if c.id in kept else c for c in cells]
    reasons = {name: _reason(known[name], sums, threshold, before) for name in bounds}
    return Withheld(bounds, reasons, audited(printed, sums, needed))


def _without(cells: Sequence[Cell], withheld: Collection[str]) -> list[Cell]:
    return [replace(cell, low=0, high=None) if cell.id in withheld else cell for cell in cells]


def _prices(cells: Sequence[Cell], needed: Needs) -> dict[str, float]:
    """What it costs to withhold each cell that is printed and says something."""
    can = [cell for cell in cells if cell.printed and (cell.low, cell.high) != (0, None)]
    ranks = {cell.id: rank / len(can) for rank, cell in enumerate(sorted(can, key=_size))}
    return {
        cell.id: (HIDDEN if cell.id in needed else ONE)
        + (0 if cell.ours else THEIRS)
        + LARGE * ranks[cell.id]
        for cell in can
    }


def _size(cell: Cell) -> tuple[int, str]:
    return cell.low if cell.high is None else cell.high, cell.id


def _by_region(
    known: Mapping[str, Cell],
    sums: Sequence[Sum],
    needed: Needs,
    exposed: Sequence[Exposure],
    kept: set[str],
) -> set[str]:
    """Chosen region by region: all that sums tie together, but for wholes that only set a most."""
    free: Ends = {name: (0, None) for name in known}
    tied = [each for each in sums if each.kind != AT_LEAST]
    home = {name: place for place, one in enumerate(islands(free, tied)) for name in one.ids}
    found: set[str] = set()
    for place in dict.fromkeys(home[each.id] for each in exposed):
        cells = [cell for cell in known.values() if home[cell.id] == place]
        own = [each for each in sums if all(home[name] == place for name in each.ids)]
        here = [each for each in exposed if home[each.id] == place]
        found |= _chosen(cells, own, needed, here, kept)
    return found


def _together(
    known: Mapping[str, Cell],
    sums: Sequence[Sum],
    needed: Needs,
    exposed: Sequence[Exposure],
    kept: set[str],
) -> set[str]:
    return _chosen(list(known.values()), sums, needed, exposed, kept)


def _beside(
    known: Mapping[str, Cell],
    sums: Sequence[Sum],
    needed: Needs,
    exposed: Sequence[Exposure],
    kept: set[str],
) -> set[str]:
    near = {name for each in exposed for one in sums if each.id in one.ids for name in one.ids}
    return near & _all_open(known, sums, needed, exposed, kept)


def _all_open(
    known: Mapping[str, Cell],
    sums: Sequence[Sum],
    needed: Needs,
    exposed: Sequence[Exposure],
    kept: set[str],
) -> set[str]:
    return _all(known, sums, needed, exposed, kept) - needed.keys()


def _all(
    known: Mapping[str, Cell],
    sums: Sequence[Sum],
    needed: Needs,
    exposed: Sequence[Exposure],
    kept: set[str],
) -> set[str]:
    return set(_prices(list(known.values()), needed))


def _chosen(
    cells: Sequence[Cell], sums: Sequence[Sum], needed: Needs, exposed: Sequence[Exposure], before: set[str]
) -> set[str]:
    """A few cells of one region that, withheld, leave every value of the exposed cells possible."""
    prices = _prices(cells, needed)
    own = {cell.id: cell for cell in cells}
    kept = before & own.keys()
    asked = [(each.id, value) for each in exposed for value in _lost(each, needed[each.id])]
    repair = Repair(cells, sums, prices)
    free = _solver(own, sums, kept)
    answers: list[Values] = []
    for name, value in asked:
        if any(values[name] == value for values in answers):
            continue
        try:
            # Often what is withheld already is enough, and that is told ten times as fast.
            values = free.find({name: value}) or repair.values(name, value, kept)
        except NotSettled:
            continue  # what stays given away goes to the next, surer way of choosing
        answers.append(values)
        if more := {each for each in prices if not _inside(own[each], values)} - kept:
            kept |= more
            free = _solver(own, sums, kept)
    return _pruned(own, sums, prices, asked, answers, kept, before)


def _solver(own: Mapping[str, Cell], sums: Sequence[Sum], withheld: Collection[str]) -> Solver:
    return Solver(ends_of(_without(list(own.values()), withheld)), sums)


def _lost(exposure: Exposure, needed: tuple[int, ...]) -> tuple[int, ...]:
    return needed if exposure.kind in (NOT_SETTLED, CONTRADICTED) else exposure.ruled_out


def _inside(cell: Cell, values: Values) -> bool:
    return cell.low <= values[cell.id] and (cell.high is None or values[cell.id] <= cell.high)


def _pruned(
    own: Mapping[str, Cell],
    sums: Sequence[Sum],
    prices: Mapping[str, float],
    asked: Sequence[tuple[str, int]],
    answers: list[Values],
    kept: set[str],
    before: set[str],
) -> set[str]:
    """What was chosen, without what can be printed after all: the dearest is tried first."""
    for name in sorted(kept - before, key=lambda each: (-prices[each], each)):
        fewer = kept - {name}
        fitting = [values for values in answers if _inside(own[name], values)]
        solver = _solver(own, sums, fewer)
        for cell, value in asked:
            if any(values[cell] == value for values in fitting):
                continue
            try:
                values = solver.find({cell: value})
            except NotSettled:
                values = None
            if values is None:
                break
            fitting.append(values)
        else:
            kept, answers = fewer, fitting
    return kept


def _bounds(known: Mapping[str, Cell], sums: Sequence[Sum], kept: Collection[str]) -> Ends:
    """What the rest leaves of each withheld cell; any number, where the rest contradicts what was printed of it."""
    ends = ends_of(_without(list(known.values()), kept))
    tied = [each for each in sums if each.kind != AT_LEAST]
    found: Ends = {}
    for island in islands(ends, tied):
        inside = [name for name in island.ids if name in kept]
        if not inside:
            continue
        own = {name: ends[name] for name in [*island.ids, *(n for s in island.sums for n in sorted(s.ids))]}
        narrowed = narrow(own, island.sums)
        for name in inside:
            found[name] = _left(known[name], narrowed, island.sums)
    return {name: found[name] for name in known if name in found}


def _left(cell: Cell, narrowed: Ends | None, sums: Sequence[Sum]) -> tuple[int, int | None]:
    if narrowed is None:
        return 0, None
    try:
        solver = Solver(narrowed, sums)
        low, high = (solver.least(cell.id), solver.most(cell.id)) if len(sums) > 1 else narrowed[cell.id]
    except NotSettled:
        return 0, None
    outside = low > cell.low or (high is not None and (cell.high is None or high < cell.high))
    return (0, None) if outside else (low, high)


def _reason(cell: Cell, sums: Sequence[Sum], threshold: int, before: Audit) -> str:
    few, name = f"a count of fewer than {threshold:,}", cell.id
    if any(each.id == name for each in before.exposures):
        return f"{WITHHELD}: with the others of its kind it would give away {few}"
    if any(name in each for each in before.contradictions):
        return f"{WITHHELD}: it does not add up with the numbers beside it, among which is {few} that is held back"
    if any(each.whole == name and len(each.parts) > 1 for each in sums):
        return f"{WITHHELD}: with its parts it would give away {few}"
    return f"{WITHHELD}: with the total it would give away {few}"
