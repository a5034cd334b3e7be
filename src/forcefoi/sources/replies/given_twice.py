"""Refuse two tables of one group that give a count of the same: added, the crimes in both would count twice.

A group is parts of one whole. A copy of a sheet, an amended one beside the first, or a force's sheet beside those of
its divisions has the same values as another, and is no further part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from forcefoi.bounds import Bounds
from forcefoi.clean.count import Count
from forcefoi.errors import Problem
from forcefoi.question import Question
from forcefoi.sources.replies.reading import PARTS
from forcefoi.sources.replies.reconcile import Cells, Check, groups_of, made, total
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.windows import value_label

Key = tuple[str, ...]
# A sum that so few cells have by chance says nothing.
FEWEST = 2


def given_twice(taken: Sequence[Taken], question: Question, shown: str) -> Iterator[Problem]:
    """A problem for each two tables of one group that count the same somewhere, and don't both say that they are parts.

    Of tables with one row a crime that both have references the references tell what stands in both.
    """
    used = [each for each in taken if each.table.use != "no"]
    for cells in groups_of(used).values():
        found: dict[tuple[str, str], list[tuple[Taken, Cell, Taken, Cell]]] = defaultdict(list)
        for own in _by_key(cells, question.names).values():
            for (first, one), (second, other) in combinations(own.values(), 2):
                if not _are_parts(first, second):
                    found[first.table.id, second.table.id].append((first, one, second, other))
        for twice in found.values():
            yield _problem(*twice[0], len(twice), question.names, shown)


def added_to_its_parts(taken: Sequence[Taken], question: Question) -> Iterator[Check]:
    """A difference for each table that is added to others and has the sum of them in each of its cells: it is their
    whole, or a copy of the one, and a reading that calls it a part counts every crime twice.
    """
    used = [each for each in taken if each.table.use != "no"]
    for (_, group), cells in groups_of(used).items():
        tables: dict[str, dict[Key, Count]] = defaultdict(dict)
        for key, own in _by_key(cells, question.names).items():
            for name, (first, cell) in own.items():
                if first.table.same_key in PARTS:
                    tables[name][key] = cell.count
        if whole := whole_of(tables):
            yield _double(
                group, whole[0], whole[1], tables, {each.table.id: each.table.file for each in used}
            )


def whole_of(tables: Mapping[str, Mapping[Key, Count]]) -> tuple[str, list[str]] | None:
    """The first table that has the sum of the others that count the same in each of its cells, and these others."""
    for name, own in tables.items():
        others = [each for each in tables if each != name and own.keys() & tables[each].keys()]
        if len(own) >= FEWEST and others and any(count.low for count in own.values()):
            sums = {key: total(tables[each][key] for each in others if key in tables[each]) for key in own}
            if all(sums[key] == count.bounds for key, count in own.items()):
                return name, others
    return None


def _double(
    group: str,
    whole: str,
    parts: list[str],
    tables: Mapping[str, Mapping[Key, Count]],
    files: Mapping[str, str],
) -> Check:
    told = f"{whole} is added to {' and '.join(parts)}, and has their numbers in each of its {len(tables[whole])} cells"
    check = made(
        f"{group}: {whole} beside {' and '.join(parts)}", told, total(tables[whole].values()),
        f"{files[whole]}, {whole}", Bounds.exactly(0), "crimes that would count once",
    )  # fmt: skip
    return replace(check, cure=f'give {whole} no group, and use = "check"')


def _by_key(cells: Cells, names: Key) -> dict[Key, dict[str, tuple[Taken, Cell]]]:
    """By what is counted, the first cell of each table that counts it."""
    found: dict[Key, dict[str, tuple[Taken, Cell]]] = defaultdict(dict)
    for taken, cell in cells:
        if all(name in cell.at for name in names):
            found[cell.key(names)].setdefault(taken.table.id, (taken, cell))
    return found


def _are_parts(first: Taken, second: Taken) -> bool:
    """Whether two tables may count the same: a reading says it of both, or references tell their crimes apart.

    One that is only compared is no part: its crimes would be missing from the figures.
    """
    if first.table.use != second.table.use:
        return False
    if all(each.table.same_key in PARTS for each in (first, second)):
        return True
    return all(each.references and each.table.same_reference != "each" for each in (first, second))


def _problem(
    first: Taken, one: Cell, second: Taken, other: Cell, number: int, names: tuple[str, ...], shown: str
) -> Problem:
    a, b = first.table, second.table
    where = f"{b.file}, {other.place} counts the same as {a.file}, {one.place}"
    told = ", ".join(map(value_label, one.key(names)))
    more = f" and {number - 1:,} more" if number > 1 else ""
    return Problem(
        shown,
        f"[[tables]] {b.id} is added to {a.id} (group {b.group!r}), and {where}: {told}{more}",
        value=f"{other.text} and {one.text}",
        todo=f'which of them holds? The other: use = "check" and no group, or use = "no" with a note; if each counts '
        f'crimes that the other doesn\'t (two divisions), same_key = "{PARTS[-1]}" and the same use in both',
    )
