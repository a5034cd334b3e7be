"""Hold what is printed for all of a dimension against its parts, and a window against the shorter ones that make it up.

A column "All" beside "Female" and "Male", or a year beside its two halves, is a count like any other, and nobody said
that it is a sum; but crimes are in the one and in the other, so that the two must agree, or the reply says why not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import pairwise, product

from forcefoi.bounds import Bounds
from forcefoi.question import ALL, NOT_STATED, OUTSIDE, Question
from forcefoi.sources.replies.reconcile import Cells, Check, groups_of, made, total
from forcefoi.sources.replies.taken import Taken
from forcefoi.windows import Window, value_label, window_from

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tally:
    """What the cells of one table come to, each crime once: without wholes whose parts stand beside them.

    `sum` is None where two windows overlap and neither holds the other: no sum of them is of anything.
    """

    counts: int
    wholes: int
    outside: int
    sum: Bounds | None


def tally(taken: Taken, question: Question) -> Tally:
    """What one table's counts come to, without what was not asked for."""
    cells = [cell for cell in taken.cells if OUTSIDE not in cell.at.values()]
    inside = {cell.key(question.names) for cell in cells}
    windows = _windows(inside, question)
    over = {whole for key in inside for whole in _over(key, question, windows) if whole in inside}
    parts = [cell for cell in cells if cell.key(question.names) not in over]
    spans = sorted({windows[text] for cell in parts for text in cell.at.values() if text in windows})
    overlap = any(later.start <= earlier.end for earlier, later in pairwise(spans))
    added = None if overlap else total(cell.count for cell in parts)
    return Tally(len(cells), len(cells) - len(parts), len(taken.cells) - len(cells), added)


def _windows(keys: Iterable[tuple[str, ...]], question: Question) -> dict[str, Window]:
    """Every window that the keys name, by its text."""
    at = [place for place, each in enumerate(question.dimensions) if each.kind == "window"]
    return {text: window_from(text) for key in keys for place in at if "/" in (text := key[place])}


def _over(key: tuple[str, ...], question: Question, windows: dict[str, Window]) -> Iterator[tuple[str, ...]]:
    """Every key that would count what this one counts, and more."""
    choices = []
    for dimension, value in zip(question.dimensions, key, strict=True):
        wider = [value] if value in (ALL, NOT_STATED) else [value, ALL]
        if dimension.kind == "window" and value in windows:
            own = windows[value]
            wider += [
                text
                for text, each in windows.items()
                if each != own and each.start <= own.start and own.end <= each.end
            ]
        choices.append(wider)
    yield from (each for each in product(*choices) if each != key)


def wholes(taken: Sequence[Taken], question: Question) -> Iterator[Check]:
    """A check for each count of a whole that stands in one group of tables with the counts of its parts."""
    used = [each for each in taken if each.table.use != "no"]
    for (_, group), cells in groups_of(used).items():
        for dimension in question.dimensions:
            for key, along in _along(cells, dimension.name).items():
                pairs = _in_time(along) if dimension.kind == "window" else _all_of(along, dimension.name)
                for value, whole, parts in pairs:
                    yield from _check(group, (dimension.name,), key, value, whole, parts)
        for names, key, whole, parts in _all_of_several(cells, question):
            yield from _check(group, names, key, f"all of {' and '.join(names)}", whole, parts)


def _along(cells: Cells, name: str) -> dict[Key, dict[str, Cells]]:
    """The cells that differ in one dimension alone: the values of the others → its value → cells."""
    found: dict[Key, dict[str, Cells]] = defaultdict(lambda: defaultdict(list))
    for taken, cell in cells:
        key = tuple((each, value) for each, value in cell.at.items() if each != name)
        found[key][cell.at[name]].append((taken, cell))
    return found


def _all_of(along: dict[str, Cells], name: str) -> Iterator[tuple[str, Cells, Cells]]:
    parts = [each for value, cells in along.items() if value not in (ALL, NOT_STATED) for each in cells]
    if ALL in along and parts:
        yield f"all of {name}", along[ALL], parts


def _all_of_several(cells: Cells, question: Question) -> Iterator[tuple[tuple[str, ...], Key, Cells, Cells]]:
    """A whole of two dimensions or more, where nothing stands between it and its parts that it is held against: one
    number for all offences and genders in one table, and each offence by gender in another.
    """
    split = [
        each.name
        for each in question.dimensions
        if each.kind != "window" and any(cell.at[each.name] not in (ALL, NOT_STATED) for _, cell in cells)
    ]
    alls = {id(cell): tuple(name for name in split if cell.at[name] == ALL) for _, cell in cells}
    for names in sorted({each for each in alls.values() if len(each) > 1}):
        found: dict[Key, tuple[Cells, Cells, Cells]] = defaultdict(lambda: ([], [], []))
        for taken, cell in cells:
            wide = sum(cell.at[name] in (ALL, NOT_STATED) for name in names)
            key = tuple((each, value) for each, value in cell.at.items() if each not in names)
            is_whole = alls[id(cell)] == names
            found[key][0 if is_whole else 1 if not wide else 2].append((taken, cell))
        for key, (whole, parts, between) in found.items():
            if whole and parts and not between:
                yield names, key, whole, parts


def _in_time(along: dict[str, Cells]) -> Iterator[tuple[str, Cells, Cells]]:
    windows = {value: window_from(value) for value in along if "/" in value}
    for value, whole in windows.items():
        if made_of := _tiles(whole, [each for each in windows.values() if each != whole]):
            texts = {window: text for text, window in windows.items()}
            yield value_label(value), along[value], [each for part in made_of for each in along[texts[part]]]


def _tiles(whole: Window, others: list[Window]) -> list[Window]:
    """Windows that follow on each other from the whole's first day to its last; none where there are none such."""
    inside = sorted(each for each in others if whole.start <= each.start and each.end <= whole.end)

    @cache
    def from_day(at: int) -> list[Window] | None:
        day = whole.start + timedelta(at)
        for each in inside:
            if each.start != day:
                continue
            if each.end == whole.end:
                return [each]
            rest = from_day((each.end - whole.start).days + 1)
            if rest is not None:
                return [each, *rest]
        return None

    return from_day(0) or []


def _check(
    group: str, names: tuple[str, ...], key: Key, value: str, whole: Cells, parts: Cells
) -> Iterator[Check]:
    sums, adds = (total(cell.count for _, cell in cells) for cells in (whole, parts))
    if any(
        len({cell.at[name] for _, cell in parts}) == 1 or any(name in each.table.partial for each, _ in parts)
        for name in names
    ):
        # Only some of the values are listed: the whole may be more than they are together.
        adds = Bounds(adds.low, None)
    told = ", ".join([value_label(each) for _, each in key if each != ALL] + [value])
    (first, one), (part, cell) = whole[0], parts[0]
    more = f" and {len(parts) - 1:,} more, added" if len(parts) > 1 else ""
    yield made(
        f"{group}: {told}, and its parts", f"{group}: {told}, against its parts", adds,
        f"{part.table.file}, {cell.place}{more}", sums, f"{first.table.file}, {one.place}",
    )  # fmt: skip
