"""Groups: a count under the name of a group of classes, beside counts of its classes in the same tables.

"Harassment and stalking" in a list of crimes, one a row, is another crime than those under its classes, of which
nobody said the class: taken for the whole of them it would be far too small. In a table of counts it may be their sum
or what is left beside them; their numbers tell which, or the reading does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forcefoi.bounds import Bounds
from forcefoi.errors import Problem
from forcefoi.question import OUTSIDE, Dimension, Question
from forcefoi.sources.replies.reading import Reply
from forcefoi.sources.replies.reconcile import Cells, Check, groups_of, made, total
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.windows import value_label

Key = tuple[tuple[str, str], ...]
Along = dict[str, Cells]


def rows_of_groups(reply: Reply, taken: Sequence[Taken], question: Question) -> Iterator[Problem]:
    """A problem for each group of classes that rows of one crime each name, in tables that have rows of its classes."""
    for dimension in question.dimensions:
        beside: dict[str, set[str]] = defaultdict(set)
        for along in _along(taken, dimension):
            for value, inside in _groups(along, dimension):
                beside[value] |= inside
        for each in taken if beside else ():
            for value, inside in beside.items():
                own = [cell for cell in each.cells if cell.at.get(dimension.name) == value]
                if own and each.table.grain == "records":
                    yield _other_crimes(reply, each.table.id, dimension.name, value, inside, own)


def _other_crimes(
    reply: Reply, table: str, name: str, value: str, inside: set[str], own: Sequence[Cell]
) -> Problem:
    crimes, classes = sum(cell.count.low for cell in own), ", ".join(sorted(inside))
    why = (
        f"[[tables]] {table}: {crimes:,} crimes are counted under “{value}”, a group of classes, beside {classes}, "
        "which are inside it. In one row a crime they are other crimes, and not the whole of these"
    )
    todo = f'values.{name}: the one class that the word means, or "{OUTSIDE}" where the class is not told'
    return Problem(reply.place, why, value=value, todo=todo)


def groups_and_classes(taken: Sequence[Taken], question: Question) -> Iterator[Check]:
    """A check for each count of a group of classes that stands with counts of its classes in one group of tables."""
    for dimension in question.dimensions:
        for along in _along(taken, dimension):
            for value, inside in _groups(along, dimension):
                if all(each.table.grain != "records" for each, _ in along[value]):
                    yield _check(along, value, _apart(inside, dimension), dimension)


def _along(taken: Sequence[Taken], dimension: Dimension) -> Iterator[Along]:
    """The cells that differ in one dimension alone, of each group of tables: its value → cells."""
    if not dimension.classes:
        return
    for cells in groups_of([each for each in taken if each.table.use != "no"]).values():
        found: dict[Key, Along] = defaultdict(lambda: defaultdict(list))
        for each, cell in cells:
            key = tuple((name, value) for name, value in cell.at.items() if name != dimension.name)
            found[key][cell.at[dimension.name]].append((each, cell))
        yield from found.values()


def _groups(along: Along, dimension: Dimension) -> Iterator[tuple[str, set[str]]]:
    """Each value that is a group, and the other values that are inside it."""
    for value in along:
        inside = {other for other in along if _is_inside(other, value, dimension)}
        if inside:
            yield value, inside


def _is_inside(other: str, value: str, dimension: Dimension) -> bool:
    """Whether all that one value may count is surely in another; of a group of one class and the class, the class."""
    most, surely = _most(other, dimension), set(dimension.classes.get(value, ((), ()))[0])
    return other != value and bool(most) and most <= surely and (most != surely or other in most)


def _most(value: str, dimension: Dimension) -> set[str]:
    """All classes that a value may count."""
    surely, perhaps = dimension.classes.get(value, ((), ()))
    return {*surely, *perhaps}


def _apart(inside: set[str], dimension: Dimension) -> list[str]:
    """Of some values the widest ones that share no class."""
    found: list[str] = []
    for value in sorted(inside, key=lambda each: (-len(_most(each, dimension)), each)):
        if not any(_most(value, dimension) & _most(other, dimension) for other in found):
            found.append(value)
    return found


def _check(along: Along, value: str, inside: list[str], dimension: Dimension) -> Check:
    whole = along[value]
    parts = [cell for name in sorted(inside) for cell in along[name]]
    adds, sums = (total(cell.count for _, cell in cells) for cells in (parts, whole))
    partial = any(dimension.name in each.table.partial for each, _ in (*whole, *parts))
    adds = Bounds(adds.low, None) if partial else adds
    (first, one), (part, cell) = whole[0], parts[0]
    others = [value_label(each) for name, each in one.at.items() if name != dimension.name]
    told = ", ".join([*others, value])
    more = f" and {len(parts) - 1:,} more, added" if len(parts) > 1 else ""
    group = first.table.group
    check = made(
        f"{group}: {told}, and its classes", f"{group}: {told}, against its {' + '.join(sorted(inside))}", adds,
        f"{part.table.file}, {cell.place}{more}", sums, f"{first.table.file}, {one.place}",
    )  # fmt: skip
    cure = (
        f'if “{value}” counts these and others that are not listed: partial = ["{dimension.name}"]; if it counts '
        f'others only: values.{dimension.name} with the class it means, or "{OUTSIDE}"'
    )
    return replace(check, cure=cure)
