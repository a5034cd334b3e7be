"""Take counts out of a table whose cells are counts: long, wide, with banded headers, with sections, with totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forcefoi.clean.count import Count
from forcefoi.clean.drop_totals import TOTAL
from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, Problem
from forcefoi.question import OUTSIDE, Question
from forcefoi.sources.replies.cells import count_of, joined, label_of, met, part_of
from forcefoi.sources.replies.grid import Value, column_name, is_blank
from forcefoi.sources.replies.left_out import left_out, note_left_out
from forcefoi.sources.replies.reading import IGNORED, LEFT, Table
from forcefoi.sources.replies.taken import Cell, Sum, Taken
from forcefoi.sources.replies.view import View
from forcefoi.windows import value_label

# So many different problems of one table are told; the first ones say what is wrong.
MOST = 30
# A heading over what the columns left of it are parts of.
OVER_PARTS = re.compile(r"\b(?:totals?|ytd|year to date|full year|whole year|year|annual|sum|cumulative)\W*$")
# What a gender that nobody entered is.
NOT_RECORDED = "not recorded"


class Taking:
    """One table being taken: what is known so far, and every problem found."""

    def __init__(self, taken: Taken, view: View, question: Question, shown: str) -> None:
        self.taken, self.view, self.question, self.shown = taken, view, question, shown
        self.table: Table = taken.table
        self.sum_rows = {total.row: total for total in self.table.totals if total.row is not None}
        self.sum_columns = {total.column: total for total in self.table.totals if total.column is not None}
        self.skipped = {row for skip in self.table.skip for row in skip.rows}
        self.left = self._left_out()
        self.skipped |= self._not_counted()
        self.spans = _inside_spans(view)
        # Where among the problems each that was told stands, and in how many cells it was met.
        self.refused: dict[tuple[str, str, str], tuple[int, int]] = {}
        # Rows whose label is blank, by column and dimension.
        self.blanks: dict[tuple[int, str], list[int]] = {}
        self.in_parts = self.table.in_parts
        # What the parts of a window name together; "" where they name none.
        self.joined: dict[tuple[str, str, str], str] = {}
        # What each cell that was taken counts.
        self.at: dict[tuple[int, int], dict[str, str]] = {}

    def refuse(
        self, row: int, column: int, why: ParseError | str, value: object = None, todo: str = ""
    ) -> None:
        """A cell that can't be taken. What is wrong in the same way in many cells is told once, with their number."""
        allowed = nearest = ""
        if isinstance(why, ParseError):
            allowed, nearest, value = why.allowed, why.nearest, why.read
            article = "an" if why.wanted[:1] in "aeiou" else "a"
            why = f"not {article} {why.wanted}: {why.why}"
        problems, same = self.taken.problems, (why, str(value), todo)
        if same not in self.refused and len(problems) > MOST:
            return
        at, cells = self.refused.get(same, (len(problems), 0))
        self.refused[same] = at, cells + 1
        told = f"[[tables]] {self.table.id}: {why}"
        if cells:
            problems[at] = replace(
                problems[at], why=f"{told} (in {cells + 1:,} cells, of which this is the first)"
            )
            return
        where = f"{self.table.file}, {self.view.where(row, column)}"
        problems.append(
            Problem(
                where,
                told,
                value=value,
                allowed=allowed,
                nearest=nearest,
                todo=todo or f"correct {self.shown}",
            )
        )

    def _left_out(self) -> set[tuple[str, int]]:
        """Hidden rows and columns that the reading leaves out; without a word on them they are a problem."""
        rows, columns = set(), set()
        for piece, row_shift, column_shift in self.view.origin:
            grid = piece.grid
            rows |= {at + row_shift for at in grid.hidden_rows if piece.top <= at <= piece.bottom}
            columns |= {at + column_shift for at in grid.hidden_columns if piece.left <= at <= piece.right}
        rows -= self.skipped
        columns -= set(self.table.ignore)
        if (rows or columns) and not self.table.hidden:
            what = f"{len(rows)} hidden rows and {len(columns)} hidden columns lie in the range"
            names = [f"row {at}" for at in sorted(rows)[:5]] + [
                f"column {column_name(at)}" for at in sorted(columns)[:5]
            ]
            self.taken.problems.append(
                Problem(self.table.file, f"[[tables]] {self.table.id}: {what}", value=", ".join(names),
                        todo='hidden = "use" counts them, hidden = "leave" leaves them out')
            )  # fmt: skip
        if self.table.hidden != "leave":
            return set()
        return {("row", at) for at in rows} | {("column", at) for at in columns}

    def count_of(self, value: Value) -> Count:
        """The count of a cell; a word of the reading that it has is noted."""
        if self.table.words and (word := met(value, self.table)) is not None:
            self.taken.words_met.add(word)
        return count_of(value, self.table)

    def _not_counted(self) -> set[int]:
        """Rows that `counted` leaves out by their word; what stands beside the table's counts says so."""
        if not self.table.counted or not set(self.table.counted) <= set(self.view.columns):
            return set()
        rows = ((row, self.view.where(row, self.view.first_column), self.view.rows[row - self.view.first_row])
                for row in _rows_of(self) if row not in self.sum_rows)  # fmt: skip
        told: Counter[str] = Counter()
        out = left_out(self.taken, rows, self.view.first_column, told)
        note_left_out(self.taken, told)
        return out


def take_counts(taken: Taken, view: View, question: Question, shown: str) -> None:
    """Fill `taken` with the cells and sums of a view."""
    taking = Taking(taken, view, question, shown)
    _check_columns(taking)
    at_columns = _headers(taking)
    if taken.problems:
        return
    counts = [column for column in taking.table.counts if ("column", column) not in taking.left]
    named = set(taking.table.rows)
    for row, at_row in _data_rows(taking):
        named.discard(row)
        for column in counts:
            at = {**taking.table.fixed, **at_columns[column], **at_row}
            if taking.in_parts and not _join(taking, row, column, at, at_columns[column], at_row):
                continue
            _take_cell(taking, row, column, at)
    for row in sorted(named):
        why = f"[[tables]] {taking.table.id}: rows names row {row}, which has no counts that are taken"
        taken.problems.append(Problem(shown, why, todo="correct the row's number, or take it out of rows"))
    _take_sums(taking, at_columns)
    _check_keys(taking)


def _join(
    taking: Taking,
    row: int,
    column: int,
    at: dict[str, str],
    at_column: dict[str, str],
    at_row: dict[str, str],
) -> bool:
    """Read each window that stands in parts, in a header and a label say; whether it could be read."""
    table = taking.table
    for name in taking.in_parts:
        parts = (value_label(table.fixed.get(name, "")), at_row.get(name, ""), at_column.get(name, ""))
        if parts not in taking.joined:
            try:
                taking.joined[parts] = joined(parts, name, table, taking.question)
            except ParseError as error:
                taking.joined[parts] = ""
                taking.refuse(row, column, error, todo=_of_its_neighbours(taking, column))
        if not taking.joined[parts]:
            return False
        at[name] = taking.joined[parts]
    return True


def _label(taking: Taking, value: Value, name: str, before: str = "") -> str:
    """What one label says; of a dimension in parts, the words, after those that were there before."""
    if name not in taking.in_parts:
        return label_of(value, name, taking.table, taking.question)
    return f"{before} {part_of(value, name, taking.table)}".strip()


def _check_columns(taking: Taking) -> None:
    """Every column of the range that holds something is labels, counts, a total, or left out for a reason."""
    table, view = taking.table, taking.view
    known = {
        *table.labels,
        *table.sections,
        *table.counts,
        *table.ignore,
        *table.counted,
        *taking.sum_columns,
    }
    for column in sorted(known - set(view.columns)):
        taking.taken.problems.append(
            Problem(taking.shown, f"[[tables]] {table.id}: column {column_name(column)} lies outside the range",
                    value=f"{column_name(view.columns[0])}:{column_name(view.columns[-1])}")
        )  # fmt: skip
    for column in view.columns:
        if column in known:
            continue
        for row in _rows_of(taking):
            if not is_blank(view.rows[row - view.first_row][column - view.first_column]):
                why = f"nothing says what column {column_name(column)} is"
                todo = f'name it in labels or counts, or ignore = {{ {column_name(column)} = "why" }}'
                taking.refuse(row, column, why, view.value(row, column), todo)
                break
    if not table.counts:
        taking.taken.problems.append(
            Problem(taking.shown, f"[[tables]] {table.id}: no column of counts is named")
        )


def _rows_of(taking: Taking) -> Iterator[int]:
    """The rows of the range that are below the header and not left out: data, totals and blank ones."""
    first = taking.view.first_row + len(taking.table.header)
    for row in range(first, taking.view.first_row + len(taking.view.rows)):
        if row not in taking.skipped and ("row", row) not in taking.left:
            yield row


def _headers(taking: Taking) -> dict[int, dict[str, str]]:
    """What the header and the reading say of each column of counts."""
    table, view = taking.table, taking.view
    found = {
        column: dict(table.columns.get(column, {}))
        for column in (*table.counts, *taking.sum_columns)
        if column in view.columns
    }
    for depth, name in enumerate(table.header):
        if name == IGNORED:
            continue
        row = view.first_row + depth
        before: Value = ""
        for column in sorted(found):
            value = view.value(row, column) if row - view.first_row < len(view.rows) else ""
            if is_blank(value) and table.header_blank == LEFT:
                value = before
            before = value
            known = found[column].get(name, "")
            if (known and name not in taking.in_parts) or column not in table.counts:
                continue
            try:
                found[column][name] = _label(taking, value, name, known)
            except ParseError as error:
                taking.refuse(row, column, error, todo=_of_its_neighbours(taking, column))
    return found


def _of_its_neighbours(taking: Taking, column: int) -> str:
    """What to write of a column headed as the year over the quarters or months left of it; "" of any other column."""
    table, view = taking.table, taking.view
    depths = [depth for depth, name in enumerate(table.header) if name in taking.question.names]
    if not depths or len(view.rows) <= depths[-1]:
        return ""
    head = view.rows[depths[-1]]
    words = {
        each: fold(str(head[each - view.first_column] or "")) for each in table.counts if each in view.columns
    }
    if not OVER_PARTS.search(words.get(column, "")):
        return ""
    first = column
    while first - 1 in words and words[first - 1] and not OVER_PARTS.search(words[first - 1]):
        first -= 1
    if column - first < 2:
        return ""
    letter, parts = column_name(column), f"{column_name(first)}:{column_name(column - 1)}"
    sum_of = f'[[tables.totals]] column = "{letter}", of = "{parts}"'
    return (
        f"column {letter} is headed as what columns {parts} add up to. If it is: {sum_of}, and take {letter} "
        f"out of counts; "
        f'if it counts a window of its own: columns = {{ "{letter}" = {{ window = "…" }} }}'
    )


def _data_rows(taking: Taking) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of data with what its labels say; sections and blanks that mean the row above carried down."""
    table, view = taking.table, taking.view
    labels = {column: name for column, name in table.labels.items() if name in taking.question.names}
    section: dict[str, str] = {}
    above: dict[int, Value] = {}
    header = _header_cells(taking)
    for row in _rows_of(taking):
        cells = view.rows[row - view.first_row]
        if all(is_blank(cell) for cell in cells):
            continue
        if row in taking.sum_rows:
            _note_section(taking, row, section)
            continue
        if _is_heading(taking, row, section):
            continue
        if header and _is_header(cells, header):
            taking.refuse(
                row, view.first_column, "the header stands there again", todo=_skip(row, "header again")
            )
            continue
        if _looks_like_total(taking, row):
            continue
        own = table.rows.get(row, {})
        at = dict(section)
        for column, name in labels.items():
            if name in own:
                above[column] = view.value(row, column)
                continue
            value = view.value(row, column)
            if is_blank(value) and column in table.same_as_above:
                value = above.get(column, "")
            above[column] = value
            try:
                before = at.get(name, "") if name in taking.in_parts else ""
                at[name] = _label(taking, value, name, before)
            except ParseError as error:
                _refuse_label(taking, row, column, name, error)
        if all(name in at for name in labels.values() if name not in own):
            yield row, {**at, **own}
    for (column, name), rows in taking.blanks.items():
        more = f", and in {len(rows) - 1:,} rows more" if len(rows) > 1 else ""
        why = f"not a value of {name}: the label is blank{more}"
        value = NOT_RECORDED if taking.question.dimension(name).kind == "gender" else "…"
        todo = (
            f'values.{name} = {{ "" = "{value}" }}, or same_as_above = ["{column_name(column)}"], or sections'
        )
        taking.refuse(rows[0], column, why, "", todo)


def _refuse_label(taking: Taking, row: int, column: int, name: str, error: ParseError) -> None:
    """A label that is none; blanks of one column have one cause, and are told once."""
    if is_blank(taking.view.value(row, column)):
        taking.blanks.setdefault((column, name), []).append(row)
    else:
        taking.refuse(row, column, error)


def _header_cells(taking: Taking) -> list[str]:
    """The last header row, to know it again in the middle of the data; nothing where there is none."""
    depth = len(taking.table.header)
    rows = taking.view.rows
    cells = [fold(str(cell)) for cell in rows[depth - 1]] if 0 < depth <= len(rows) else []
    return cells if sum(map(bool, cells)) > 1 else []


def _skip(row: int, why: str) -> str:
    return f'[[tables.skip]] rows = "{row}", why = "{why}"'


def _is_heading(taking: Taking, row: int, section: dict[str, str]) -> bool:
    """Whether the row only names what the rows under it are; if a section begins here it is noted."""
    table, view = taking.table, taking.view
    if not table.sections:
        return False
    others = [
        column for column in view.columns
        if column not in table.sections and not is_blank(view.rows[row - view.first_row][column - view.first_column])
    ]  # fmt: skip
    for column, name in table.sections.items():
        value = view.value(row, column)
        # On a row with counts, a column that also holds labels names its own row, not a section.
        if is_blank(value) or (others and column in table.labels):
            continue
        try:
            section[name] = _label(taking, value, name)
        except ParseError as error:
            taking.refuse(row, column, error)
    return not others


def _note_section(taking: Taking, row: int, section: dict[str, str]) -> None:
    """A heading may have the total of its section beside it, as a compact pivot table prints it."""
    for column, name in taking.table.sections.items():
        value = taking.view.value(row, column)
        if isinstance(value, str) and TOTAL.fullmatch(fold(value)):
            continue
        try:
            section[name] = _label(taking, value, name)
        except ParseError:
            continue  # A total that is no heading: its label is no value.


def _is_header(cells: Sequence[Value], header: list[str]) -> bool:
    return len(cells) == len(header) and all(
        fold(str(cell)) == each for cell, each in zip(cells, header, strict=True)
    )


def _looks_like_total(taking: Taking, row: int) -> bool:
    """A row whose label says that it adds up others must be declared: counted as data, it would count them twice."""
    table, view = taking.table, taking.view
    if row in table.not_totals:
        return False
    for column in (*table.labels, *table.sections, *table.ignore):
        value = view.rows[row - view.first_row][column - view.first_column]
        if isinstance(value, str) and TOTAL.fullmatch(fold(value)):
            todo = (
                f'[[tables.totals]] row = {row}, of = "first:last"; or not_totals = ["{row}"] if it is data'
            )
            taking.refuse(row, column, "the row looks like a total of others", value, todo)
            return True
    return False


def _take_cell(taking: Taking, row: int, column: int, at: dict[str, str]) -> None:
    value = taking.view.value(row, column)
    if (row, column) in taking.spans:
        _check_span(taking, row, column, at)
        return
    try:
        count = taking.count_of(value)
    except ParseError as error:
        taking.refuse(row, column, error)
        return
    cell = Cell(at, count, shown_text(value), taking.view.where(row, column), row, column)
    taking.taken.cells.append(cell)
    taking.at[row, column] = at


def _check_span(taking: Taking, row: int, column: int, at: dict[str, str]) -> None:
    """A number in merged cells counts once; where the cells count different things, nobody can say which it is of."""
    first = taking.at.get(taking.spans[row, column])
    if first is not None and first != at:
        why = "one number stands in merged cells that count different things"
        todo = "[[tables.skip]] the rows, and write the number as [[stated]]; or name one of the columns in ignore"
        taking.refuse(row, column, why, taking.view.value(row, column), todo)


def _inside_spans(view: View) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells that are part of a merged span and not its first, each with the first: its number counts once."""
    return {
        (row + row_shift, column + column_shift): (top + row_shift, left + column_shift)
        for piece, row_shift, column_shift in view.origin
        for top, left, bottom, right in piece.grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def shown_text(value: Value) -> str:
    """A cell as it stands, as text; a whole float as Excel shows it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _take_sums(taking: Taking, at_columns: dict[int, dict[str, str]]) -> None:
    """The totals that the force printed, each with the cells that it is said to add up."""
    table, view = taking.table, taking.view
    numbers = set(range(view.first_row, view.first_row + len(view.rows)))
    columns = [c for c in (*table.counts, *taking.sum_columns) if ("column", c) not in taking.left]
    for row, total in taking.sum_rows.items():
        if row not in numbers or not set(total.of) <= numbers:
            why = f"[[tables]] {table.id}: total row {row} or one of its rows lies outside the range"
            taking.taken.problems.append(Problem(taking.shown, why))
            continue
        for column in columns:
            _take_sum(taking, row, column, [(part, column) for part in total.of], total.label)
    data = {cell.row for cell in taking.taken.cells}
    for column, total in taking.sum_columns.items():
        if unknown := set(total.of) - set(table.counts) - set(taking.sum_columns):
            names = ", ".join(column_name(each) for each in sorted(unknown))
            why = f"[[tables]] {table.id}: total column {column_name(column)} adds columns that are no counts"
            taking.taken.problems.append(Problem(taking.shown, why, value=names))
            continue
        for row in sorted(data | (set(taking.sum_rows) & numbers)):
            _take_sum(taking, row, column, [(row, part) for part in total.of], total.label)


def _take_sum(taking: Taking, row: int, column: int, parts: list[tuple[int, int]], label: str) -> None:
    value = taking.view.value(row, column)
    if is_blank(value) or (row, column) in taking.spans:
        return  # The force states no total here.
    try:
        count = taking.count_of(value)
    except ParseError as error:
        taking.refuse(row, column, error)
        return
    label = label or f"the total in {taking.view.where(row, column)}"
    taking.taken.sums.append(
        Sum(count, shown_text(value), taking.view.where(row, column), label, tuple(parts), row, column)
    )


def _check_keys(taking: Taking) -> None:
    """Two cells of one table that count the same are a mistake, unless the reading says that they are parts."""
    names = taking.question.names
    seen: dict[tuple[str, ...], Cell] = {}
    for cell in taking.taken.cells:
        if any(name not in cell.at for name in names):
            missing = ", ".join(name for name in names if name not in cell.at)
            taking.refuse(cell.row, cell.column, f"nothing says which {missing} is counted")
            continue
        if OUTSIDE in cell.at.values() or taking.table.same_key == "add":
            continue
        first = seen.setdefault(cell.key(names), cell)
        if first is not cell:
            why = f"it counts the same as {first.place}: {', '.join(cell.key(names))}"
            todo = 'values, sections or skip tell them apart; same_key = "add" if they are parts of one'
            taking.refuse(cell.row, cell.column, why, cell.text, todo)
