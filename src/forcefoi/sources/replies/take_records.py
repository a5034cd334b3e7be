"""Take counts out of a table with one row a crime: the rows of each combination of labels are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forcefoi.clean.count import Count
from forcefoi.clean.drop_totals import TOTAL
from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, Problem
from forcefoi.question import Question
from forcefoi.sources.replies.cells import joined, label_of, part_of
from forcefoi.sources.replies.grid import Value, column_name, combinations, is_blank
from forcefoi.sources.replies.left_out import left_out, note_left_out
from forcefoi.sources.replies.reading import NUMBER, REFERENCE
from forcefoi.sources.replies.references import note_references
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.sources.replies.view import Piece
from forcefoi.windows import value_label

MOST = 30


def take_records(taken: Taken, pieces: list[Piece], question: Question, shown: str) -> None:
    """Fill `taken` with one cell for each combination of labels: how many rows have it, and which rows those are."""
    columns = {c: name for c, name in taken.table.labels.items() if name in question.names}
    named = [c for c, name in taken.table.labels.items() if name in (NUMBER, REFERENCE)]
    found: Counter[tuple[Value, ...]] = Counter()
    stretches: list[tuple[Piece, int, int]] = []
    every: list[tuple[Piece, int, int]] = []
    told: Counter[str] = Counter()
    for at, piece in enumerate(pieces):
        if _outside(taken, piece, [*columns, *named, *taken.table.counted], shown) or _hidden(
            taken, piece, shown
        ):
            return
        letters = [column - piece.grid.first_column for column in columns]
        for first, last in _stretches(taken, piece, bool(at)):
            every.append((piece, first, last))
            for start, end in _counting(taken, piece, first, last, told):
                found.update(combinations(piece.grid, letters, start, end))
                stretches.append((piece, start, end))
    note_left_out(taken, told)
    keys = _keys(
        taken, found, list(columns.values()), _Where(pieces, stretches, list(columns)), question, shown
    )
    less = note_references(taken, stretches, list(columns), keys)
    counted: Counter[tuple[str, ...]] = Counter()
    for combination, key in keys.items():
        counted[key] += found[combination]
    names = list(dict.fromkeys(columns.values()))
    place = "; ".join(_span(*stretch) for stretch in every)
    for key, rows in sorted(counted.items()):
        at_key = {**taken.table.fixed, **dict(zip(names, key, strict=True))}
        number = rows - less[key]
        said = "" if number == rows else f"{number:,} crime{'s' * (number != 1)} in "
        text, where = f"{said}{rows:,} rows", f"{place} ({said}{rows:,} of these rows)"
        taken.cells.append(Cell(at_key, Count(number, number, "exact"), text, where, 0, 0))
    _check_numbers(taken, every)


def _span(piece: Piece, first: int, last: int) -> str:
    """The rows of one stretch, as a locator names them."""
    return f"{piece.grid.row(first)} to {piece.grid.row(last).removeprefix(piece.grid.place + ', ')}"


class _Where:
    """Finds the rows of a combination again, among those that count; only asked for what is refused."""

    def __init__(
        self, pieces: list[Piece], stretches: list[tuple[Piece, int, int]], columns: list[int]
    ) -> None:
        self.pieces, self.stretches, self.columns = pieces, stretches, columns

    def rows(self, combination: tuple[Value, ...]) -> Iterator[tuple[str, list[Value]]]:
        """Each row that has this combination: its name and its cells."""
        for piece, first, last in self.stretches:
            at = [c - piece.grid.first_column for c in self.columns]
            for row in range(first, last + 1):
                cells = piece.grid.rows[row]
                if tuple(cells[each] for each in at) == combination:
                    yield piece.grid.row(row), list(cells)

    def first(self, combination: tuple[Value, ...]) -> str:
        return next((place for place, _ in self.rows(combination)), pieces_place(self.pieces))


def pieces_place(pieces: list[Piece]) -> str:
    """The places of a table's pieces, as a locator names them."""
    return "; ".join(piece.grid.place for piece in pieces)


def _outside(taken: Taken, piece: Piece, columns: list[int], shown: str) -> bool:
    width = piece.grid.shape[1]
    bad = [column for column in columns if not 0 <= column - piece.grid.first_column < width]
    if bad:
        names = ", ".join(map(column_name, bad))
        why = f"[[tables]] {taken.table.id}: {piece.grid.place} has no column {names}"
        taken.problems.append(Problem(shown, why, allowed=f"{width} columns"))
    return bool(bad)


def _hidden(taken: Taken, piece: Piece, shown: str) -> bool:
    inside = [row for row in piece.grid.hidden_rows if piece.top <= row <= piece.bottom]
    if inside and not taken.table.hidden:
        why = (
            f"[[tables]] {taken.table.id}: {len(inside):,} hidden rows lie in the range of {piece.grid.place}"
        )
        todo = 'hidden = "use" counts them, hidden = "leave" leaves them out'
        taken.problems.append(Problem(shown, why, value=piece.grid.row(min(inside)), todo=todo))
        return True
    return False


def _stretches(taken: Taken, piece: Piece, later: bool) -> Iterator[tuple[int, int]]:
    """The rows to count, as stretches without a row that is left out."""
    grid, table = piece.grid, taken.table
    header = len(table.header) if not later or table.header_on == "each" else 0
    out = {row - grid.first_row for skip in table.skip for row in skip.rows}
    if table.hidden == "leave":
        out |= grid.hidden_rows
    start = piece.top + header
    for row in sorted(each for each in out if start <= each <= piece.bottom):
        if row > start:
            yield start, row - 1
        start = row + 1
    if start <= piece.bottom:
        yield start, piece.bottom


def _counting(
    taken: Taken, piece: Piece, first: int, last: int, told: Counter[str]
) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that count: without the rows that `counted` leaves out."""
    if not taken.table.counted:
        yield first, last
        return
    grid = piece.grid
    rows = ((at, grid.row(at), grid.rows[at]) for at in range(first, last + 1))
    for row in sorted(left_out(taken, rows, grid.first_column, told)):
        if row > first:
            yield first, row - 1
        first = row + 1
    if first <= last:
        yield first, last


def _keys(
    taken: Taken,
    found: Counter[tuple[Value, ...]],
    names: list[str],
    where: _Where,
    question: Question,
    shown: str,
) -> dict[tuple[Value, ...], tuple[str, ...]]:
    """What each combination of labels counts, the labels read as values; without those that are refused."""
    known: dict[tuple[str, tuple[Value, ...]], str | ParseError] = {}
    keys: dict[tuple[Value, ...], tuple[str, ...]] = {}
    for combination, number in found.items():
        if all(is_blank(value) for value in combination):
            _blank(taken, combination, where, shown)
            continue
        if any(isinstance(value, str) and TOTAL.fullmatch(fold(value)) for value in combination):
            _refuse(
                taken, combination, where, "the row looks like a total, among rows of one crime each", shown
            )
            continue
        key = []
        for name, value in _by_name(names, combination).items():
            if (name, value) not in known:
                known[name, value] = _label(value, name, taken, question)
            read = known[name, value]
            if isinstance(read, ParseError):
                _refuse(taken, combination, where, read, shown, number)
                break
            key.append(read)
        else:
            keys[combination] = tuple(key)
    return keys


def _by_name(names: list[str], combination: tuple[Value, ...]) -> dict[str, tuple[Value, ...]]:
    """The labels of one row by their dimension; a window may stand in parts, in a column each."""
    found: dict[str, tuple[Value, ...]] = {}
    for name, value in zip(names, combination, strict=True):
        found[name] = (*found.get(name, ()), value)
    return found


def _label(values: tuple[Value, ...], name: str, taken: Taken, question: Question) -> str | ParseError:
    table = taken.table
    try:
        if name not in table.in_parts:
            return label_of(values[0], name, table, question)
        before = [value_label(table.fixed.get(name, ""))]
        return joined([*before, *(part_of(value, name, table) for value in values)], name, table, question)
    except ParseError as error:
        return error


def _blank(taken: Taken, combination: tuple[Value, ...], where: _Where, shown: str) -> None:
    """Rows without any label: wholly blank ones are nothing; others are crimes that nobody can place."""
    told = [place for place, cells in where.rows(combination) if not all(is_blank(cell) for cell in cells)]
    if told:
        why = f"{len(told):,} rows have no label in these columns and are not blank; the first: {told[0]}"
        _refuse(taken, combination, where, why, shown)


def _refuse(
    taken: Taken,
    combination: tuple[Value, ...],
    where: _Where,
    why: ParseError | str,
    shown: str,
    number: int = 1,
) -> None:
    if len(taken.problems) > MOST:
        return
    place = where.first(combination)
    allowed = nearest = ""
    value: object = " | ".join(str(each) for each in combination)
    if isinstance(why, ParseError):
        allowed, nearest, value = why.allowed, why.nearest, why.read
        rows = f" (in {number:,} rows)" if number > 1 else ""
        why = f"not a value of {why.wanted}: {why.why}{rows}"
    taken.problems.append(
        Problem(f"{taken.table.file}, {place}", f"[[tables]] {taken.table.id}: {why}", value=value, allowed=allowed,
                nearest=nearest, todo=f"correct {shown}")
    )  # fmt: skip


def _check_numbers(taken: Taken, stretches: list[tuple[Piece, int, int]]) -> None:
    """Running numbers printed beside the rows: the last must be how many there are."""
    columns = [c for c, name in taken.table.labels.items() if name == NUMBER]
    if not columns:
        return
    numbers: list[int] = []
    for piece, first, last in stretches:
        column = columns[0] - piece.grid.first_column
        for row in range(first, last + 1):
            value = piece.grid.rows[row][column]
            if is_blank(value):
                continue
            text = str(value).strip().removesuffix(".0")
            if not text.isdecimal():
                taken.problems.append(
                    Problem(f"{taken.table.file}, {piece.grid.cell(row, column)}",
                            f"[[tables]] {taken.table.id}: not a running number", value=value)
                )  # fmt: skip
                return
            numbers.append(int(text))
    if numbers:
        gaps = sorted(set(range(1, max(numbers) + 1)) - set(numbers))[:5]
        told = f"; missing: {', '.join(map(str, gaps))}" if gaps else ""
        taken.numbered = (len(numbers), max(numbers), f"column {column_name(columns[0])}{told}")
