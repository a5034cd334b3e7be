"""Axes: which columns of a table are labels, which hold counts, and which dimension each label and header row is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from forcefoi.clean.squash import fold
from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.draft.adding import adds_up
from forcefoi.sources.replies.draft.looks import NUMBERS, TIMES, is_day, is_total, kind_of_cell, words_of
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, only_heads, reads, share_read
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.draft.windows import windows_in

OTHER = re.compile(
    r"%|percent|per cent|\brates?\b|average|\bmean\b|median|per 1,?000|proportion|\bchange\b|£|\bcosts?\b|ratio|"
    r"\bamount|\bpaid\b|"
    r"\bvalue\b"
)
LAST_RETURN = re.compile(r"last year.?s|previous (?:year|return|period)|prior (?:year|period)|taken from")
IDENTITY = re.compile(
    r"\b(?:ref|refs|reference|id|no|nos|row|line|serial|urn|case|box|#|record|item|number of row|crime number)\b|#"
)
HOW_MANY = re.compile(r"\bnos?\b|#")
COUNTING = re.compile(
    r"\b(?:count|counts|number of|total|totals|volume|volumes|crimes recorded|recorded|sum of)\b"
)
NUMBER_WORD = re.compile(r"(?:number|count|total|no of .*|no\. of .*|n)")


@dataclass
class Axes:
    """What the columns and header rows of one block are. Columns count from 0 in the grid."""

    labels: dict[int, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    ignore: dict[int, str] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    filled: bool = False
    columns: dict[int, dict[str, str]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    section_rows: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    records: bool = False
    guesses: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    # The rows of data, kept: they are asked for time and again.
    known: tuple[tuple[tuple[int, ...], ...], list[int]] | None = None

    @property
    def given(self) -> list[str]:
        """The dimensions that columns, header rows and sections give."""
        inside = [name for each in self.columns.values() for name in each]
        names = [*self.labels.values(), *self.header, *self.sections.values(), *dict.fromkeys(inside)]
        return [name for name in names if name not in ("-", "number")]


def find_axes(block: Block, question: Question) -> Axes:
    """What each column and header row of a block is, as far as headers and values tell."""
    axes = Axes()
    heads = [_row(block, each) for each in block.header]
    firsts = {each[0] for each in heads}
    axes.repeated = [
        row for row in block.rows if block.words(row, block.left) in firsts and _row(block, row) in heads
    ]
    _sort_columns(block, question, axes)
    _find_sections(block, question, axes)
    _name_all(block, question, axes)
    return axes


def data_rows(block: Block, axes: Axes) -> list[int]:
    """The rows that hold something, without repeated headers and sections."""
    key = (tuple(axes.repeated), tuple(axes.section_rows))
    if axes.known is None or axes.known[0] != key:
        left_out = {*axes.repeated, *axes.section_rows}
        cells = block.grid.rows
        found = [
            row
            for row in block.rows
            if row not in left_out
            and any(kind_of_cell(each) != "blank" for each in cells[row][block.left : block.right + 1])
        ]
        axes.known = (key, found)
    return axes.known[1]


def header_words(block: Block, row: int, columns: list[int]) -> dict[int, str]:
    """The words of a header row over some columns; a blank is the same as what lies left of it, where it may be."""
    found: dict[int, str] = {}
    fills = row != block.header[-1] or _spans(block, row)
    last = ""
    for column in columns:
        own = block.words(row, column)
        last = own or (last if fills else "")
        found[column] = last
    return found


def _spans(block: Block, row: int) -> bool:
    return any(a == row and right > left for a, left, _, right in block.grid.merged)


def head(block: Block, column: int) -> str:
    """All header words over a column, as one text."""
    return " ".join(text for row in block.header if (text := block.words(row, column)))


def _row(block: Block, row: int) -> list[str]:
    return [block.words(row, column) for column in block.columns]


def _sort_columns(block: Block, question: Question, axes: Axes) -> None:
    for column in block.columns:
        sort = _sort(block, question, column, axes)
        if sort == "count":
            axes.counts.append(column)
        elif sort == "total":
            axes.totals.append(column)
        elif sort == "number":
            axes.labels[column] = "number"
        elif sort == "label":
            axes.unknown.append(column)
    if not axes.counts and axes.totals:
        axes.counts, axes.totals = axes.totals[:1], axes.totals[1:]
    if not axes.counts:
        axes.records = True
    elif _one_a_row(block, question, axes):
        axes.records, axes.unknown = True, sorted([*axes.unknown, *axes.counts, *axes.totals])
        axes.counts, axes.totals = [], []
        axes.questions.append(
            "is it one row a crime? Its rows have references of their own, and no column counts"
        )
    elif (
        axes.totals
        and max(axes.counts) < min(axes.totals)
        and len(axes.counts) == 1
        and len(axes.totals) == 1
    ):
        # One column and its total: of which the total would be the only other.
        axes.guesses.append(f"column {block.letters(axes.totals[0])} is headed as a total of one column")


def _one_a_row(block: Block, question: Question, axes: Axes) -> bool:
    """Whether each row has a reference of its own and no column is headed as counting: its numbers are attributes."""
    rows = data_rows(block, axes)
    heads = [head(block, column).casefold() for column in axes.counts]
    values = [block.words(row, c) for row in block.header for c in axes.counts]
    if len(rows) < 3 or any(COUNTING.search(text) or windows_in(text) for text in heads):
        return False
    if any(_is_value(text, question) for text in values):
        return False
    return any(
        IDENTITY.search(head(block, column).casefold())
        and len({block.words(row, column) for row in rows}) == len(rows)
        for column in (*axes.unknown, *axes.labels)
    )


def _sort(block: Block, question: Question, column: int, axes: Axes) -> str:
    """`count`, `total`, `number` (of the row), `label`, `ignore` or `blank`: what a column is."""
    kinds = [kind for row in data_rows(block, axes) if (kind := block.kind(row, column)) != "blank"]
    words = head(block, column)
    low = words.casefold()
    if not kinds and not words:
        return "blank"
    numbers = sum(kind in NUMBERS for kind in kinds)
    times = sum(kind in TIMES for kind in kinds)
    numeric = sum(kind in (*NUMBERS, "year", "word") for kind in kinds)
    is_value = any(_is_value(block.words(row, column), question) for row in block.header)
    first = column == block.left
    named = _names(words, _column_words(block, column, axes), question)
    if kinds and times > len(kinds) / 2 and (first or named or not numbers) and not is_value:
        return "label"
    if numbers and _numbered(block, column, axes, low):
        return "number"
    if numbers >= max(1, 0.4 * len(kinds)) or (numbers and numeric == len(kinds) and not first):
        return _sort_numeric(block, question, column, axes, low)
    if is_value and numeric == len(kinds) and not first:
        return "count"
    if first or kinds:
        return "label"
    return "count" if is_value else "blank"


def _sort_numeric(block: Block, question: Question, column: int, axes: Axes, low: str) -> str:
    kinds = [kind for row in data_rows(block, axes) if (kind := block.kind(row, column)) != "blank"]
    where = f"column {block.letters(column)}"
    if OTHER.search(low) or sum(kind == "decimal" for kind in kinds) > len(kinds) / 2:
        axes.ignore[column] = f"no count: {low or 'fractions'}"[:120]
        told = f"{where} holds no counts ('{low}') and is left out"
        # Under a year and no word for a share, what is no count may be one all the same.
        doubted = bool(windows_in(low)) and not OTHER.search(low)
        (axes.questions if doubted else axes.guesses).append(f"{told}: is it so?" if doubted else told)
        return "ignore"
    if LAST_RETURN.search(low):
        axes.ignore[column] = f"of another return: {low}"[:120]
        axes.questions.append(f"{where} ('{low}') looks like another period's return: is it to be left out?")
        return "ignore"
    if any(is_total(_over(block, row, column)) for row in block.header):
        return "total"
    own = (block.words(block.header[-1], column) if block.header else "").casefold() or low
    names = _names(own, _column_words(block, column, axes), question)
    value = bool(windows_in(low)) or any(
        _is_value(block.words(row, column), question) for row in block.header
    )
    if column == block.left and not value and not COUNTING.search(own):
        return "label"
    if not value and any(
        not is_open(each) and each.kind != "offence" and only_heads(own, each) for each in question.dimensions
    ):
        return "label"  # It is headed as a year and holds none: what it is, is asked.
    if names and not value and not COUNTING.search(own) and column < block.right:
        return "label"
    return "count"


def _over(block: Block, row: int, column: int) -> str:
    """The header word over a column; of a band, the word it begins with."""
    while column > block.left and not block.words(row, column) and row != block.header[-1]:
        column -= 1
    return block.words(row, column)


def _names(words: str, values: list[str], question: Question) -> bool:
    """Whether a header names a dimension that the numbers below it can be: a year, an age, and no offence."""
    return bool(words) and any(
        only_heads(words, each) if is_open(each) else headed(words, each) and share_read(values, each) >= 0.5
        for each in question.dimensions
    )


def _column_words(block: Block, column: int, axes: Axes) -> list[str]:
    """The different words of a column, in order."""
    values = dict.fromkeys(block.value(row, column) for row in data_rows(block, axes))
    return list(dict.fromkeys(map(words_of, values)))


def _is_value(text: str, question: Question) -> bool:
    closed = [each for each in question.dimensions if not is_open(each)]
    return bool(text) and (kind_of_cell(text) in TIMES or any(reads(text, each) for each in closed))


def _numbered(block: Block, column: int, axes: Axes, low: str) -> bool:
    """Whether a column only numbers its rows: it is headed so, or counts 1, 2, 3 … without a header."""
    if NUMBER_WORD.fullmatch(low.strip()):
        return False
    rows = data_rows(block, axes)
    values = [block.value(row, column) for row in rows]
    texts = [block.words(row, column) for row in rows if block.words(row, column)]
    if not texts or len(set(texts)) < len(texts) or not all(each.isdecimal() for each in texts):
        return False
    steps = [int(b) - int(a) for a, b in zip(texts, texts[1:], strict=False)]
    if IDENTITY.search(low) and not COUNTING.search(low):
        if windows_in(low):
            return False
        # "No." over a column at the left numbers its rows; further right it heads a column of counts.
        named = IDENTITY.search(HOW_MANY.sub(" ", low)) is not None
        return named or set(steps) == {1} or column == block.left or min(map(len, texts)) >= 6
    return not low and len(values) > 2 and bool(steps) and set(steps) == {1} and column <= block.left + 1


def _find_sections(block: Block, question: Question, axes: Axes) -> None:
    """Rows with a label and nothing else, above rows of another dimension: they name what lies below them."""
    if axes.records or not axes.unknown:
        return
    column = axes.unknown[0]
    lone = [
        row
        for row in data_rows(block, axes)
        if block.kind(row, column) != "blank"
        and not is_total(block.value(row, column))
        and all(block.kind(row, c) == "blank" for c in block.columns if c != column)
    ]
    if not lone:
        _find_heads(block, question, axes, column)
        return
    rest = [block.words(row, column) for row in data_rows(block, axes) if row not in lone]
    own = [block.words(row, column) for row in lone]
    closed = [each for each in question.dimensions if not is_open(each)]
    kind = max(closed, key=lambda each: share_read(rest, each), default=None)
    as_rest = share_read(own, kind) if kind and share_read(rest, kind) > 0.5 else 0.0
    other = max(
        (each for each in closed if each is not kind), key=lambda each: share_read(own, each), default=None
    )
    if other and share_read(own, other) == 1.0 and as_rest == 0.0:
        axes.sections, axes.section_rows = {column: other.name}, lone
        axes.guesses.append(f"rows with nothing but a label name the {other.name} of the rows below them")
    elif as_rest == 0.0 and kind and share_read(rest, kind) == 1.0 and not set(own) & set(rest):
        _ask_open_sections(question, axes, column, lone, own)
    elif as_rest < 1.0 and not set(own) & set(rest):
        heads = ", ".join(repr(text) for text in own[:3])
        axes.questions.append(
            f"the rows {heads} have a label and no count: are they headings (sections = …) or is nothing there "
            f"nought?"
        )


def _ask_open_sections(question: Question, axes: Axes, column: int, lone: list[int], own: list[str]) -> None:
    """Lone labels above rows of another dimension, which no closed one knows: the open one, if there is but one."""
    opened = [each for each in question.dimensions if is_open(each)]
    heads = ", ".join(repr(text) for text in own[:3])
    if len(opened) == 1:
        axes.sections, axes.section_rows = {column: opened[0].name}, lone
        axes.questions.append(
            f"are the lone labels {heads} values of {opened[0].name}, each for the rows below it?"
        )
    else:
        axes.questions.append(f"the rows {heads} have a label and no count: what do they name? sections = …")


def _find_heads(block: Block, question: Question, axes: Axes, column: int) -> None:
    """Sections whose heading has their total beside it, as a compact pivot table prints them."""
    if len(axes.unknown) != 1:
        return
    rows = [row for row in data_rows(block, axes) if not is_total(block.value(row, column))]
    closed = [each for each in question.dimensions if not is_open(each)]
    for inner in closed:
        heads = [row for row in rows if not reads(block.words(row, column), inner)]
        if not heads or rows[0] != heads[0] or any(b - a < 2 for a, b in zip(heads, heads[1:], strict=False)):
            continue
        words = [block.words(row, column) for row in heads]
        outer = next((each for each in closed if each is not inner and share_read(words, each) == 1.0), None)
        opened = [each for each in question.dimensions if is_open(each)]
        if (outer or len(opened) == 1) and _add_up(block, axes, rows, heads):
            outer = outer or opened[0]
            axes.sections, axes.section_rows, axes.heads = {column: outer.name}, heads, heads
            axes.guesses.append(
                f"rows with a total of their own name the {outer.name} of the rows below them"
            )
            if is_open(outer):
                axes.questions.append(f"are {', '.join(repr(w) for w in words[:3])} values of {outer.name}?")
            return


def _add_up(block: Block, axes: Axes, rows: list[int], heads: list[int]) -> bool:
    """Whether each heading's numbers are the sums of the rows under it."""
    parts = {row: part_rows(rows, heads, row) for row in heads}
    return all(parts.values()) and all(adds_up(block, axes.counts, row, of) for row, of in parts.items())


def part_rows(rows: list[int], heads: list[int], head_row: int) -> list[int]:
    """The rows under a heading, up to the next one."""
    after = min((row for row in heads if row > head_row), default=10**9)
    return [row for row in rows if head_row < row < after]


@dataclass(frozen=True)
class _Candidate:
    """A label column (`column`) or a header row (`row`) that may be a dimension."""

    column: int | None
    row: int | None
    words: str
    values: tuple[str, ...]


def _candidates(block: Block, axes: Axes) -> list[_Candidate]:
    found = []
    for column in axes.unknown:
        values = tuple(_column_words(block, column, axes))
        found.append(_Candidate(column, None, head(block, column), values))
    for row in block.header:
        over = header_words(block, row, axes.counts)
        beside = " ".join(
            block.words(row, c) for c in block.columns if c not in axes.counts and c not in axes.unknown
        )
        above = " ".join(block.words(r, axes.counts[0]) for r in block.header if r < row and axes.counts)
        found.append(_Candidate(None, row, f"{beside} {above}".strip(), tuple(dict.fromkeys(over.values()))))
    return found


def _name_all(block: Block, question: Question, axes: Axes) -> None:
    free = [each for each in question.dimensions if each.name not in axes.sections.values()]
    candidates = [] if axes.records and not axes.unknown else _candidates(block, axes)
    if axes.records:
        candidates = [each for each in candidates if each.column is not None]
    scores = [
        (_score(candidate, dimension, block, axes), -at, candidate, dimension)
        for at, candidate in enumerate(candidates)
        for dimension in free
    ]
    taken: dict[_Candidate, Dimension] = {}
    for score, _, candidate, dimension in sorted(scores, key=lambda each: each[:2], reverse=True):
        if score > 0 and candidate not in taken and dimension not in taken.values():
            taken[candidate] = dimension
    _eliminate(candidates, free, taken, block, axes)
    axes.header = ["-"] * len(block.header)
    for candidate, dimension in taken.items():
        if candidate.column is not None:
            axes.labels[candidate.column] = dimension.name
            axes.guesses.append(f"column {block.letters(candidate.column)} is the {dimension.name}")
        elif candidate.row is not None:
            axes.header[block.header.index(candidate.row)] = dimension.name
            axes.guesses.append(f"row {block.number(candidate.row)} is the {dimension.name}")
            words = [block.words(candidate.row, c) for c in axes.counts]
            axes.filled |= "" in words and words[0] != "" and candidate.row != block.header[-1]
            axes.filled |= "" in words and words[0] != "" and _spans(block, candidate.row)
    axes.unknown = [c for c in axes.unknown if c not in axes.labels]


def _score(candidate: _Candidate, dimension: Dimension, block: Block, axes: Axes) -> float:
    """How surely a candidate is a dimension; 0 = it is not."""
    values = [each for each in candidate.values if each and not is_total(each)]
    named = headed(candidate.words, dimension)
    dates = (
        sum(is_day(block.value(row, candidate.column)) for row in data_rows(block, axes))
        if (candidate.column is not None and dimension.kind == "window")
        else 0
    )
    if dates:
        # Of two days, that on which a crime was recorded is the one that such tables count by.
        recorded = 0.2 * ("record" in candidate.words.casefold())
        return 0.9 + named + recorded if dates >= len(data_rows(block, axes)) / 2 else 0.0
    if dimension.kind == "window" and candidate.row is not None:
        heads = [is_day(block.value(candidate.row, column)) for column in axes.counts]
        if sum(heads) > len(heads) / 2:
            return 0.9 + named
    if not values:
        return 0.0
    if is_open(dimension):
        if candidate.row is None:
            return 0.8 if named else 0.0
        if len(values) < 2 or any(only_heads(v, dimension) for v in values):
            return 0.0
        # "Hospital A", "Hospital B": the values themselves say what they are.
        return 0.8 if named or sum(headed(v, dimension) for v in values) > len(values) / 2 else 0.0
    share = share_read(values, dimension)
    if share == 1.0 and _only_all(values, dimension):
        return 0.0
    if candidate.row is not None:
        return share + 0.5 * named if share >= 0.5 else 0.0
    return share + 0.5 * named if share >= 0.5 or (named and len(values) > 0) else 0.0


def _only_all(values: list[str], dimension: Dimension) -> bool:
    """Whether all there is means "all": a header `Total` or `All offences` alone parts nothing."""
    return len(values) == 1 and fold(values[0]) in ("all", "total", "totals")


def _eliminate(
    candidates: list[_Candidate],
    free: list[Dimension],
    taken: dict[_Candidate, Dimension],
    block: Block,
    axes: Axes,
) -> None:
    """The one open dimension left and the one column or header row left go together, as a question."""
    open_left = [each for each in free if is_open(each) and each not in taken.values()]
    left = [
        each for each in candidates
        if each not in taken and any(kind_of_cell(v) in ("text", "number") for v in each.values)
        and (each.row is None or len(each.values) > 1) and not axes.records
    ]  # fmt: skip
    if not open_left or len(left) != 1:
        return
    # "Wexley Eye Hospital" says of itself that it is a place.
    hinted = [each for each in open_left if any(headed(value, each) for value in left[0].values)]
    if len(open_left) > 1 and len(hinted) != 1:
        return
    found = (hinted or open_left)[0]
    taken[left[0]] = found
    where = (
        f"column {block.letters(left[0].column)}"
        if left[0].column is not None
        else f"row {block.number(left[0].row or 0)}"
    )
    head_words = f" (headed '{left[0].words}')" if left[0].words else " (without a header)"
    example = ", ".join(f"'{value}'" for value in left[0].values[:3] if value)
    axes.questions.append(f"is {where}{head_words} the {found.name} ({example})? Nothing fits better")
