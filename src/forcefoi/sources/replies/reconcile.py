"""Hold what a reply says against itself: rows against totals, tables that slice the same crimes, stated numbers.

Nothing is fixed. Each check has both numbers and both places; a person accepts a difference in the reading, or it
stands in the way of the figures.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from forcefoi.bounds import Bounds
from forcefoi.clean.count import WITHOUT_COUNT, Count
from forcefoi.question import ALL, NOT_STATED, OUTSIDE, Dimension, Question
from forcefoi.sources.replies.reading import Reply, Stated
from forcefoi.sources.replies.taken import Cell, Sum, Taken
from forcefoi.windows import value_label

AGREES, WITHIN, DIFFERS, ACCEPTED, APART = (
    "agrees", "within bounds", "differs", "accepted", "can't be compared",
)  # fmt: skip
NOTHING = Bounds.exactly(0)
Cells = list[tuple[Taken, Cell]]


@dataclass(frozen=True)
class Check:
    """One number of a reply held against another. `difference`: by how much the second is more than the first.

    `cure`: what the reading may say where it is the reading that is wrong, and not the reply.
    """

    id: str
    what: str
    first: Bounds
    first_place: str
    second: Bounds
    second_place: str
    status: str
    because: str = ""
    cure: str = ""

    @property
    def difference(self) -> int:
        """The least that the second is more than the first (less: negative); 0 where both can be one number."""
        if self.first.meets(self.second):
            return 0
        if self.first.high is not None and self.second.low > self.first.high:
            return self.second.low - self.first.high
        assert self.second.high is not None
        return self.second.high - self.first.low

    @property
    def to_accept(self) -> tuple[str, ...]:
        """The lines a person adds to `reply.toml` who has looked at both numbers and lets the difference stand."""
        name = json.dumps(self.id, ensure_ascii=False)
        return (
            "[[accepted]]", f"check = {name}", f"difference = {self.difference}", 'because = "…"', 'by = "…"'
        )  # fmt: skip

    def __str__(self) -> str:
        text = f"{self.what}: {self.first} ({self.first_place}) and {self.second} ({self.second_place})"
        if self.status in (DIFFERS, ACCEPTED):
            text += f"; they differ by {abs(self.difference):,}"
        return text + (f"; accepted: {self.because}" if self.because else "")


def reconcile(
    reply: Reply, taken: list[Taken], question: Question, others: Iterable[Check] = ()
) -> list[Check]:
    """Every check of one reply, and the `others`; those that a person accepted marked so."""
    used = [each for each in taken if each.table.use != "no"]
    checks = [check for each in used for check in (*_totals(each), *_numbers(each))]
    checks += _slices(used, question)
    checks += [check for stated in reply.stated for check in _stated(stated, used, question)]
    return [_accepted(check, reply) for check in (*checks, *others)]


def stale(reply: Reply, checks: list[Check]) -> list[str]:
    """Acceptances that fit no difference of now: what was accepted is another number, or is none any more."""
    now = {(check.id, check.difference) for check in checks if check.status == ACCEPTED}
    return [each.check for each in reply.accepted if (each.check, each.difference) not in now]


def _accepted(check: Check, reply: Reply) -> Check:
    if check.status != DIFFERS:
        return check
    for each in reply.accepted:
        if each.check == check.id and each.difference == check.difference:
            return replace(check, status=ACCEPTED, because=f"{each.because} ({each.by})")
    return check


def made(name: str, what: str, first: Bounds, first_place: str, second: Bounds, second_place: str) -> Check:
    """A check, with what came of it."""
    exact = first.is_exact and second.is_exact
    status = (AGREES if exact else WITHIN) if first.meets(second) else DIFFERS
    return Check(name, what, first, first_place, second, second_place, status)


def total(counts: Iterable[Count]) -> Bounds:
    """The bounds of a sum. What the force doesn't hold or refuses may be any number."""
    found = NOTHING
    for count in counts:
        found += count.bounds
    return found


def _totals(taken: Taken) -> Iterator[Check]:
    """Each printed total against the cells it is said to add up; one of them may be a total itself."""
    known: dict[tuple[int, int], Count] = {(cell.row, cell.column): cell.count for cell in taken.cells}
    known |= {(each.row, each.column): each.count for each in taken.sums}
    for each in taken.sums:
        parts = [known[part] for part in each.parts if part in known]
        if not parts or each.count.status in WITHOUT_COUNT:
            continue
        name = f"{taken.table.id}: {each.label} [{each.row},{each.column}]"
        what = f"{taken.table.id}: {len(parts)} cells against {each.label}"
        yield made(
            name, what, total(parts), f"{taken.table.file}, added", each.count.bounds, _at(taken, each)
        )


def _at(taken: Taken, each: Sum | Cell) -> str:
    return f"{taken.table.file}, {each.place}"


def _numbers(taken: Taken) -> Iterator[Check]:
    if taken.numbered:
        rows, last, where = taken.numbered
        name = f"{taken.table.id}: running numbers"
        yield made(
            name, name, Bounds.exactly(rows), f"{taken.table.file}, numbered rows", Bounds.exactly(last),
            f"the last number of {where}",
        )  # fmt: skip


def groups_of(taken: list[Taken]) -> dict[tuple[str, str], list[tuple[Taken, Cell]]]:
    """The cells of each group of tables, by measure and group, without those that were not asked for."""
    found: dict[tuple[str, str], list[tuple[Taken, Cell]]] = defaultdict(list)
    for each in taken:
        for cell in each.cells:
            if OUTSIDE in cell.at.values():
                continue
            found[each.table.measure, each.table.group].append((each, cell))
    return dict(found)


def _slices(taken: list[Taken], question: Question) -> Iterator[Check]:
    """Groups of tables of one measure count the same crimes: what they share must be the same."""
    groups = list(groups_of(taken).items())
    for at, ((measure, name), first) in enumerate(groups):
        for (other_measure, other), second in groups[at + 1 :]:
            if measure == other_measure:
                yield from _compare(name, first, other, second, question)
            else:
                why = f"one counts {measure}, the other {other_measure}"
                yield _apart(f"{name} against {other}", why, first, second)


def _compare(name: str, first: Cells, other: str, second: Cells, question: Question) -> Iterator[Check]:
    what = f"{name} against {other}"
    shared = shared_by(first, second, question)
    if isinstance(shared, str):
        yield _apart(what, shared, first, second)
        return
    for alone in shared.alone:
        yield _apart(f"{what}: {value_label(alone)} stands in one only", "", first, first)
    cure = (
        f"if {name} and {other} are parts of one whole and not the same crimes twice, give their [[tables]] one group; "
        "if they count different things, a measure each, or a fixed that tells them apart"
    )
    for key, here, there in margins(first, second, shared):
        told = ", ".join(value_label(value) for value in key) or "everything"
        check = made(f"{what}: {told}", f"{what}, {told}", *_sum_of(here, first), *_sum_of(there, second))
        yield replace(check, cure=cure)


@dataclass(frozen=True)
class Shared:
    """What two groups of tables both split: each dimension with the values to be compared (None = all of both), and
    the values that stand in one only and are not.
    """

    only: dict[str, frozenset[str] | None]
    alone: tuple[str, ...]


def shared_by(first: Cells, second: Cells, question: Question) -> Shared | str:
    """What two groups of cells can be compared over, or why they can't be."""
    only: dict[str, frozenset[str] | None] = {}
    alone: tuple[str, ...] = ()
    for dimension in question.dimensions:
        here, there = _values(first, dimension.name), _values(second, dimension.name)
        partial = any(dimension.name in taken.table.partial for taken, _ in (*first, *second))
        if why := _why_apart(dimension, first, here, second, there, partial):
            return why
        if here & there:
            in_both = dimension.kind == "window" or partial
            only[dimension.name] = frozenset(here & there) if in_both else None
            alone += tuple(sorted(here ^ there)) if in_both else ()
    return Shared(only, alone)


def margins(first: Cells, second: Cells, shared: Shared) -> Iterator[tuple[tuple[str, ...], Cells, Cells]]:
    """The cells of two groups that count the same crimes, by the values of what both split."""
    sums, others = _margin(first, tuple(shared.only)), _margin(second, tuple(shared.only))
    for key in sorted(set(sums) | set(others)):
        if all(only is None or value in only for value, only in zip(key, shared.only.values(), strict=True)):
            yield key, sums.get(key, []), others.get(key, [])


def _why_apart(
    dimension: Dimension, first: Cells, here: set[str], second: Cells, there: set[str], partial: bool
) -> str:
    """Why two groups can't be held against each other over one dimension; "" where they can.

    Two vocabularies of one open dimension are no reason: they are compared over all of its values together. But where
    the reading itself says of each that it is of one value, and the values are two, they are of two things.
    """
    if here and there:
        if not here & there and _is_fixed(first, dimension.name) and _is_fixed(second, dimension.name):
            return (
                f"one counts only {' and '.join(map(value_label, sorted(here)))}, "
                f"the other only {' and '.join(map(value_label, sorted(there)))}"
            )
        closed = dimension.kind != "category" or dimension.values
        if (closed or partial) and not here & there:
            return f"no {dimension.name} in common"
        return ""
    if partial and (here or there):
        return f"one lists only some of {dimension.name}, the other counts all"
    alone, whole = (here, second) if here else (there, first)
    if len(alone) == 1 and _all_values(whole, dimension.name):
        return f"one counts only {value_label(min(alone))}, the other all of {dimension.name}"
    return ""


def _is_fixed(cells: Cells, dimension: str) -> bool:
    """Whether the reading, and no label of the table, says which value each of the cells is of."""
    return all(dimension in taken.table.fixed for taken, _ in cells)


def _sum_of(cells: Cells, whole: Cells) -> tuple[Bounds, str]:
    if not cells:
        return NOTHING, f"{whole[0][0].table.file}, {whole[0][0].table.id}: no such row"
    place = (
        _at(*cells[0])
        if len(cells) == 1
        else f"{cells[0][0].table.file}, {len(cells)} cells of {_tables(cells)}"
    )
    return _printed(cells) or total(cell.count for _, cell in cells), place


def _printed(cells: Cells) -> Bounds | None:
    """What the force printed as the sum of exactly these cells, where one of them is not exact: `<5` and 50 are 51 to
    54, and the total below them says 53.
    """
    tables = {id(taken): taken for taken, _ in cells}
    added = total(cell.count for _, cell in cells)
    if added.is_exact or len(tables) != 1:
        return None
    (taken,) = tables.values()
    places = {(cell.row, cell.column) for _, cell in cells}
    for each in taken.sums:
        if (
            set(each.parts) == places
            and each.count.status not in WITHOUT_COUNT
            and each.count.bounds.meets(added)
        ):
            return each.count.bounds
    return None


def _tables(cells: Cells) -> str:
    return ", ".join(dict.fromkeys(each.table.id for each, _ in cells))


def _apart(what: str, why: str, first: Cells, second: Cells) -> Check:
    told = f"{what}: {why}" if why else what
    return Check(told, told, *_sum_of(first, first), *_sum_of(second, second), APART)


def _all_values(cells: Cells, dimension: str) -> set[str]:
    return {cell.at[dimension] for _, cell in cells if dimension in cell.at}


def _values(cells: Cells, dimension: str) -> set[str]:
    """The values that a group splits a dimension into; none where it counts all of them together."""
    return _all_values(cells, dimension) - {ALL, NOT_STATED}


def _margin(cells: Cells, dimensions: Sequence[str]) -> dict[tuple[str, ...], Cells]:
    """The cells under each combination of values of some dimensions; a row for all beside its parts counts once."""
    found: dict[tuple[str, ...], Cells] = defaultdict(list)
    split = {d for d in cells[0][1].at if _values(cells, d)} if cells else set()
    for taken, cell in cells:
        if any(cell.at[name] == ALL for name in split):
            continue
        found[tuple(cell.at[name] for name in dimensions)].append((taken, cell))
    return found


def _stated(stated: Stated, taken: list[Taken], question: Question) -> Iterator[Check]:
    """A number in words against every group of tables that can tell it."""
    told = ", ".join(value_label(value) for value in stated.at.values()) or "everything"
    name = f"stated {stated.count:,} for {told}"
    for (measure, group), cells in groups_of(taken).items():
        if measure != stated.measure:
            continue
        fitting = _under(cells, stated.at)
        if fitting is None:
            continue
        yield made(
            f"{name} against {group}", f"“{stated.words}” against {group}", *_sum_of(fitting, cells),
            Bounds.exactly(stated.count), stated.place,
        )  # fmt: skip


def _under(cells: Cells, at: dict[str, str]) -> Cells | None:
    """The cells that a stated number adds up, or None where the group doesn't split what it is stated of."""
    split = {name for name in cells[0][1].at if _values(cells, name)}
    for name, value in at.items():
        if value != ALL and name not in split:
            return None
    kept = []
    for taken, cell in cells:
        wanted = all(value in (ALL, cell.at[name]) for name, value in at.items())
        part = all(cell.at[name] != ALL for name in split)
        if wanted and part:
            kept.append((taken, cell))
    return kept
