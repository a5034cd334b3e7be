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
from forcefoi.sources.replies.reading import NUMBER
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.sources.replies.view import Piece
from forcefoi.windows import value_label

MOST = 30


def take_records(taken: Taken, pieces: list[Piece], question: Question, shown: str) -> None:
    """Fill `taken` with one cell for each combination of labels: how many rows have it, and which rows those are."""
    columns = {c: name for c, name in taken.table.labels.items() if name in question.names}
    found: Counter[tuple[Value, ...]] = Counter()
    spans: list[str] = []
    for at, piece in enumerate(pieces):
        letters = {c - piece.grid.first_column: name for c, name in columns.items()}
        if _outside(taken, piece, letters, shown) or _hidden(taken, piece, shown):
            return
        for first, last in _stretches(taken, piece, bool(at)):
            found.update(combinations(piece.grid, list(letters), first, last))
            spans.append(
                f"{piece.grid.row(first)} to {piece.grid.row(last).removeprefix(piece.grid.place + ', ')}"
            )
    where = _Where(pieces, list(columns))
    names = list(dict.fromkeys(columns.values()))
    counted = _counted(taken, found, list(columns.values()), where, question, shown)
    place = "; ".join(spans)
    for key, number in sorted(counted.items()):
        counted_at = {**taken.table.fixed, **dict(zip(names, key, strict=True))}
        taken.cells.append(Cell(counted_at, Count(number, number, "exact"), f"{number} rows", place, 0, 0))
    _check_numbers(taken, pieces)


class _Where:
    """Finds the first row of a combination again; only asked for what is refused."""

    def __init__(self, pieces: list[Piece], columns: list[int]) -> None:
        self.pieces, self.columns = pieces, columns

    def rows(self, combination: tuple[Value, ...]) -> Iterator[tuple[str, list[Value]]]:
        """Each row that has this combination: its name and its cells."""
        for piece in self.pieces:
            at = [c - piece.grid.first_column for c in self.columns]
            for row in range(piece.top, piece.bottom + 1):
                cells = piece.grid.rows[row]
                if tuple(cells[each] for each in at) == combination:
                    yield piece.grid.row(row), list(cells)

    def first(self, combination: tuple[Value, ...]) -> str:
        return next((place for place, _ in self.rows(combination)), pieces_place(self.pieces))


def pieces_place(pieces: list[Piece]) -> str:
    """The places of a table's pieces, as a locator names them."""
    return "; ".join(piece.grid.place for piece in pieces)


def _outside(taken: Taken, piece: Piece, letters: dict[int, str], shown: str) -> bool:
    width = piece.grid.shape[1]
    bad = [column for column in letters if not 0 <= column < width]
    if bad:
        names = ", ".join(column_name(c + piece.grid.first_column) for c in bad)
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


def _counted(
    taken: Taken,
    found: Counter[tuple[Value, ...]],
    names: list[str],
    where: _Where,
    question: Question,
    shown: str,
) -> Counter[tuple[str, ...]]:
    """How many rows each combination of values has, the labels read as values."""
    known: dict[tuple[str, tuple[Value, ...]], str | ParseError] = {}
    counted: Counter[tuple[str, ...]] = Counter()
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
            counted[tuple(key)] += number
    return counted


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


def _check_numbers(taken: Taken, pieces: list[Piece]) -> None:
    """Running numbers printed beside the rows: the last must be how many there are."""
    columns = [c for c, name in taken.table.labels.items() if name == NUMBER]
    if not columns:
        return
    numbers: list[int] = []
    for at, piece in enumerate(pieces):
        column = columns[0] - piece.grid.first_column
        for first, last in _stretches(taken, piece, bool(at)):
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
