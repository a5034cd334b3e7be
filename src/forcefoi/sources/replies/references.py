"""References: which rows of one row a crime name the same crime, and what the reading says that those are.

A crime that stands in two rows (two victims, two stages) and counts twice makes a number that looks right. What names
a crime is the column that the reading calls `reference`; where it names none, one that is headed as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from forcefoi.bounds import Bounds
from forcefoi.clean.squash import fold, squash
from forcefoi.errors import Problem
from forcefoi.question import OUTSIDE
from forcefoi.sources.replies.grid import Value, column_name, combinations, is_blank
from forcefoi.sources.replies.reading import EACH, IGNORED, ONCE, ONCE_EACH, REFERENCE, REFUSE, Table
from forcefoi.sources.replies.reconcile import Check, made
from forcefoi.sources.replies.taken import References, Taken
from forcefoi.sources.replies.view import Piece

Stretches = Sequence[tuple[Piece, int, int]]
Key = tuple[str, ...]
# Of so many references the rows are told, and of each so many.
MOST, MOST_ROWS = 8, 6
# A heading over what names a crime, the surest first.
HEADINGS = (
    re.compile(r"\b(?:crime|offence|occurrence)s?\b.*\b(?:refs?|reference|nos?|number|urn|id)\b|\burn\b"),
    re.compile(
        r"\b(?:incident|case|record|log)s?\b.*\b(?:refs?|reference|nos?|number|id)\b|^\W*(?:refs?|references?|ids?)\b"
    ),
)


def note_references(
    taken: Taken, stretches: Stretches, columns: Sequence[int], keys: Mapping[tuple[Value, ...], Key]
) -> Counter[Key]:
    """Note what names the crimes of a table, and give how many of its rows count nothing: their crime counts already.

    columns
        The columns of labels.
    keys
        What each combination of these labels counts; a combination that was refused is not in it.
    """
    table, own = taken.table, _columns(taken, stretches)
    if not own:
        return Counter()
    found = _counted(stretches, own)
    blank = _without(stretches, own, columns, keys) if found.pop("", 0) else 0
    rows = sum(found.values()) + blank
    if REFERENCE not in table.labels.values() and 2 * len(found) <= rows - blank:
        return Counter()  # A class of the counting rules has a "number" too, and most rows share theirs.
    where = f"column {' and '.join(map(column_name, own))}"
    if blank:
        told = f"{blank:,} of {rows:,} rows have no reference in {where}; each is a crime of its own"
        taken.doubts.append(told)
    many = {name for name, number in found.items() if number > 1}
    taken.named, taken.tell_rows = frozenset(found), partial(_tell_rows, stretches, own)
    taken.references = References(rows, len(found) + blank, where, taken.tell_rows(many) if many else "")
    if many and table.same_reference == REFUSE:
        why = f"[[tables]] {table.id}: crimes in {where} stand in more than one row each ({len(many):,})"
        todo = "leave out in [[tables.skip]] the rows that don't count, or say otherwise in same_reference"
        taken.problems.append(Problem(table.file, why, value=taken.references.repeated, todo=todo))
    if not many or table.same_reference not in (ONCE, ONCE_EACH):
        return Counter()
    return _beside_the_first(taken, stretches, own, columns, keys, many)


def _columns(taken: Taken, stretches: Stretches) -> list[int]:
    """The columns that name a crime: those that the reading calls so, or else the surest by its heading."""
    table = taken.table
    if declared := [column for column, name in table.labels.items() if name == REFERENCE]:
        return declared
    if not stretches or not table.header:
        return []
    piece = stretches[0][0]
    rows = piece.grid.rows[piece.top : piece.top + len(table.header)]
    free = [
        at for at in range(piece.left, piece.right + 1)
        if table.labels.get(at + piece.grid.first_column, IGNORED) == IGNORED
        and at + piece.grid.first_column not in table.ignore
    ]  # fmt: skip
    heads = [" ".join(str(row[at]) for row in rows if not is_blank(row[at])) for at in free]
    return [free[at] + piece.grid.first_column for at in surest(heads)]


def surest(heads: Sequence[str]) -> list[int]:
    """Which of some columns is headed most surely as what names a crime; none where none is.

    >>> surest(["Date", "Incident No", "Crime Ref"])
    [2]
    """
    for heading in HEADINGS:
        for at, text in enumerate(heads):
            if heading.search(fold(text)):
                return [at]
    return []


def _counted(stretches: Stretches, own: Sequence[int]) -> Counter[str]:
    """How many rows have each reference; "" is none."""
    found: Counter[str] = Counter()
    for piece, first, last in stretches:
        at = [column - piece.grid.first_column for column in own]
        for values, number in combinations(piece.grid, at, first, last).items():
            found[_name(values)] += number
    return found


def _without(
    stretches: Stretches, own: Sequence[int], columns: Sequence[int], keys: Mapping[tuple[Value, ...], Key]
) -> int:
    """How many rows have no reference and count all the same; a blank row counts nothing."""
    without = 0
    for piece, first, last in stretches:
        at = [column - piece.grid.first_column for column in (*columns, *own)]
        for values, number in combinations(piece.grid, at, first, last).items():
            if values[: len(columns)] in keys and not _name(values[len(columns) :]):
                without += number
    return without


def _name(values: Sequence[Value]) -> str:
    """One spelling of a reference; "" where there is none."""
    if len(values) == 1 and isinstance(values[0], str):
        return squash(values[0]).casefold()
    plain = [int(each) if isinstance(each, float) and each.is_integer() else each for each in values]
    texts = ["" if is_blank(each) else squash(str(each)).casefold() for each in plain]
    return "\n".join(texts) if any(texts) else ""


def _beside_the_first(
    taken: Taken,
    stretches: Stretches,
    own: Sequence[int],
    columns: Sequence[int],
    keys: Mapping[tuple[Value, ...], Key],
    many: set[str],
) -> Counter[Key]:
    """The rows whose crime another row counts already, by what they count.

    What was not asked for does not count at all, and so is beside nothing. Where the rows of one crime count
    different things and it is to count once, which of them it is nobody can tell: that is refused.
    """
    rows: dict[str, Counter[Key]] = {name: Counter() for name in many}
    for piece, first, last in stretches:
        at = [column - piece.grid.first_column for column in (*columns, *own)]
        for values, number in combinations(piece.grid, at, first, last).items():
            labels, name = values[: len(columns)], _name(values[len(columns) :])
            key = keys.get(labels)
            if name in many and key is not None and OUTSIDE not in key:
                rows[name][key] += number
    unclear = {name for name, counts in rows.items() if len(counts) > 1}
    if unclear and taken.table.same_reference == ONCE:
        why = f"[[tables]] {taken.table.id}: rows of one crime count different things ({len(unclear):,} such)"
        todo = (
            f'leave out in [[tables.skip]] the rows that don\'t count; or same_reference = "{ONCE_EACH}" (a crime '
            f'counts once under each value of its rows), or "{EACH}" (each row counts)'
        )
        taken.problems.append(Problem(taken.table.file, why, value=taken.tell_rows(unclear), todo=todo))
    return sum((Counter({key: n - 1 for key, n in counts.items()}) for counts in rows.values()), Counter())


def _tell_rows(stretches: Stretches, own: Sequence[int], names: Collection[str]) -> str:
    """Which rows have each of some references, in their order: `rows 5 and 9; rows 7, 12 and 13`."""
    found: dict[str, list[str]] = {}
    several = len({id(piece) for piece, _, _ in stretches}) > 1
    for piece, first, last in stretches:
        at = [column - piece.grid.first_column for column in own]
        for row, cells in enumerate(islice(piece.grid.rows, first, last + 1), start=first):
            name = _name([cells[each] for each in at])
            if name in names and (name in found or len(found) < MOST):
                place = piece.grid.row(row)
                found.setdefault(name, []).append(
                    place if several else place.removeprefix(f"{piece.grid.place}, ")
                )
    told = [_row_list(places) for places in found.values()]
    if len(names) > len(told):
        told.append(f"and of {len(names) - len(told):,} references more")
    return "; ".join(told)


def _row_list(places: list[str]) -> str:
    if all(place.startswith("row ") for place in places):
        places = [place.removeprefix("row ") for place in places]
        before = "rows " if len(places) > 1 else "row "
    else:
        before = ""
    shown, more = places[:MOST_ROWS], len(places) - MOST_ROWS
    last = [f"{more:,} more"] if more > 0 else [shown.pop()] if len(shown) > 1 else []
    return before + " and ".join([", ".join(shown), *last])


def note_shared(taken: Sequence[Taken]) -> None:
    """Note of each table which of its references stand in a table before it that it is added to."""
    for at, later in enumerate(taken):
        if not later.references or later.table.same_reference == EACH:
            continue
        shared = []
        for earlier in taken[:at]:
            if earlier.table.group == later.table.group and (both := earlier.named & later.named):
                shared.append((earlier.table.id, len(both), later.tell_rows(both)))
        if shared:
            later.references = replace(later.references, shared=tuple(shared))


def references(taken: Sequence[Taken]) -> Iterator[Check]:
    """The checks of what names the crimes of each table: rows against references, and tables against each other."""
    for each in taken:
        if each.references and each.table.use != "no":
            if not each.table.same_reference:
                yield _against_rows(each, each.references)
            yield from (_against_table(each, each.references, *shared) for shared in each.references.shared)


def counted_as(taken: Taken, checks: Sequence[Check]) -> str:
    """How the rows of one crime each were counted, in words that go with the figure; "" for a table of counts.

    checks
        Those of the reply: where a person let two rows with one reference stand, the reason is told.
    """
    table, found = taken.table, taken.references
    if table.grain != "records":
        return ""
    if not found:
        return "counted from one row a crime"
    text = f"counted from one row a crime: {found.rows:,} rows, {found.different:,} different references"
    if not found.repeated:
        return text
    accepted = [check.because for check in checks if check.id == name_of(table) and check.because]
    return "; ".join([f"{text}, {HOW[table.same_reference]}", *accepted])


# How rows with one reference count, by what the reading says of them.
HOW = {
    "": "each row counts",
    EACH: "each row counts",
    REFUSE: "refused",
    ONCE: "a crime in several rows counts once",
    ONCE_EACH: "a crime in several rows counts once under each of their values",
}


def name_of(table: Table) -> str:
    """The name of the check of a table's rows against its references."""
    return f"{table.id}: rows and crime references"


def _against_rows(taken: Taken, found: References) -> Check:
    table = taken.table
    rows = f" ({found.repeated} have the same)" if found.repeated else ""
    letter = found.column.removeprefix("column ")
    declared = REFERENCE in table.labels.values()
    labels = "" if declared else f'labels = {{ …, {letter} = "{REFERENCE}" }} and '
    cure = (
        f"say in [[tables]] {table.id} how it is meant: {labels}same_reference = "
        f'"{ONCE}" (a crime in several rows counts once), "{ONCE_EACH}" (once under each value of its rows) or '
        f'"{EACH}" (each row counts)'
    )
    if not declared:
        cure += f'; or, where the column names no crime, ignore = {{ {letter} = "why" }} in the place of its label'
    check = made(
        name_of(table), f"{table.id}: rows against different references in {found.column}{rows}",
        Bounds.exactly(found.rows), f"{table.file}, rows of one crime each", Bounds.exactly(found.different),
        f"{table.file}, {found.column}",
    )  # fmt: skip
    return replace(check, cure=cure)


def _against_table(taken: Taken, found: References, other: str, number: int, rows: str) -> Check:
    table = taken.table
    check = made(
        f"{table.id}: crimes of {other}",
        f"{table.id} is added to {other}, and has references of it ({rows})", Bounds.exactly(number),
        f"{table.file}, {found.column}", Bounds.exactly(0), "crimes that would count once",
    )  # fmt: skip
    cure = (
        f"leave these rows out in [[tables.skip]] of {table.id}; tables that list the same crimes in another way "
        "have a group each"
    )
    return replace(check, cure=cure)
