"""Sort columns: which columns of a table are labels, which hold counts, which number its rows."""

from __future__ import annotations

import re

from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes, column_words, data_rows, head, head_under_spans
from forcefoi.sources.replies.draft.looks import NUMBERS, TIMES, is_day, is_total, kind_of_cell
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, only_heads, reads, share_read
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.draft.windows import windows_in
from forcefoi.sources.replies.offered import has_bounds

OTHER = re.compile(
    r"%|percent|per cent|\brates?\b|average|\bmean\b|median|per 1,?000|proportion|\bchange\b|£|\bcosts?\b|ratio|"
    r"\bamount|\bpaid\b|\blatitude\b|\blongitude\b|\beasting\b|\bnorthing\b|"
    r"\bvalue\b"
)
LAST_RETURN = re.compile(r"last year.?s|previous (?:year|return|period)|prior (?:year|period)|taken from")
# What a number of the row is headed as. A word such as "case" or "no" heads one only where it stands alone, or last:
# "Court case unable to proceed" and "No suspect identified" head counts.
IDENTITY = re.compile(
    r"\b(?:ref|refs|reference|id|serial|urn|number of row|crime number)\b|#"
    r"|^\W*(?:row|line|case|box|record|item)s?\W*(?:no|nos|number)?\W*$|\bnos?\b\W*$"
)
CRIME_REFERENCE = re.compile(r"\b(?:crime|offence|occurrence)\b.*\b(?:ref|reference|no|number|urn|id)\b")
HOW_MANY = re.compile(r"\bnos?\b\W*$|#")
# Of the rows of a list of crimes this share has a reference of its own, at least.
MOSTLY = 0.75
COUNTING = re.compile(
    r"\b(?:count|counts|number of|total|totals|volume|volumes|crimes recorded|recorded|sum of)\b"
)
# What a crime has a number of: it is an attribute of the row's one crime, and counts no crimes.
OF_EACH = re.compile(
    r"\b(?:nos?|numbers?|counts?)\b\.? of (?:\w+ )?(?:victims?|suspects?|offenders?|persons?|people|complainants?"
    r"|children|witness(?:es)?|aggrieved)\b|\b(?:victim|suspect|offender)s? (?:count|nos?|number)\b"
)
NUMBER_WORD = re.compile(r"(?:number|count|total|no of .*|no\. of .*|n)")

UNIT_WORDS = (
    "crimes",
    "offences",
    "incidents",
    "victims",
    "records",
    "reports",
    "calls",
    "arrests",
    "drivers",
    "claims",
)


def sort_columns(block: Block, question: Question, axes: Axes) -> None:
    """Note of each column whether it holds counts, totals, labels or nothing of the answer."""
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
    if axes.fractions:
        _ask_fractions(block, axes)
    if not axes.counts and axes.totals:
        axes.counts, axes.totals = axes.totals[:1], axes.totals[1:]
    if not axes.counts:
        axes.records = True
        _ask_numbered(block, axes)
    elif _one_a_row(block, question, axes):
        axes.records, axes.unknown = True, sorted([*axes.unknown, *axes.counts, *axes.totals])
        axes.counts, axes.totals = [], []
        _ask_of_each(block, axes)
        told = "its rows have references of their own, and no column counts"
        if any(CRIME_REFERENCE.search(head(block, column).casefold()) for column in axes.unknown):
            axes.guesses.append(f"one row a crime: {told}")
        else:
            axes.questions.append(f"is it one row a crime? {told[0].upper()}{told[1:]}")
    elif (
        axes.totals
        and max(axes.counts) < min(axes.totals)
        and len(axes.counts) == 1
        and len(axes.totals) == 1
    ):
        # One column and its total: of which the total would be the only other.
        axes.guesses.append(f"column {block.letters(axes.totals[0])} is headed as a total of one column")


def _ask_fractions(block: Block, axes: Axes) -> None:
    """Columns of fractions that no word calls a share or a rate: what is no count may be one all the same."""
    letters = [block.letters(column) for column in axes.fractions]
    words = head(block, axes.fractions[0]).casefold()
    told = f"column {letters[0]} holds no counts ('{words}') and is left out"
    if len(letters) > 1:
        told = f"columns {', '.join(letters)} hold fractions and no counts (the first: '{words}') and are left out"
    axes.questions.append(f"{told}: is it so?")


def _ask_of_each(block: Block, axes: Axes) -> None:
    """A number of victims beside each crime is not counted: whether crimes or victims are asked for, a person knows."""
    for column in axes.unknown:
        words = head(block, column)
        if OF_EACH.search(words.casefold()) and block.kind(data_rows(block, axes)[0], column) in NUMBERS:
            axes.questions.append(
                f"each row counts as one crime, and column {block.letters(column)} ('{words}') is not added: is it so?"
            )


def _ask_numbered(block: Block, axes: Axes) -> None:
    """A column "No." that goes up one by one, with a single column of labels, may hold the counts of a table."""
    for column, name in axes.labels.items():
        if name == "number" and column > block.left and len(axes.unknown) < 2:
            axes.questions.append(
                f"column {block.letters(column)} goes up one by one: does it number the rows, or does it hold counts?"
            )


def _one_a_row(block: Block, question: Question, axes: Axes) -> bool:
    """Whether each row has a reference of its own and no column is headed as counting: its numbers are attributes."""
    rows = data_rows(block, axes)
    dated = _is_dated(block, rows, axes)
    heads = [text for c in axes.counts if not (OF_EACH.search(text := head(block, c).casefold()) and dated)]
    values = [block.words(row, c) for row in block.header for c in axes.counts]
    if len(rows) < 3 or axes.totals or any(COUNTING.search(text) or windows_in(text) for text in heads):
        return False
    if any(_is_value(text, question) for text in values):
        return False
    return any(
        (CRIME_REFERENCE.search(text := head(block, column).casefold()) or IDENTITY.search(text))
        and _names_rows(block, rows, column, dated and CRIME_REFERENCE.search(text) is not None)
        for column in (*axes.unknown, *axes.labels)
    )


def _is_dated(block: Block, rows: list[int], axes: Axes) -> bool:
    """Whether most rows have a day: a list of crimes does, and a table of classes does not."""
    return any(
        2 * sum(is_day(block.value(row, column)) for row in rows) > len(rows)
        for column in (*axes.unknown, *axes.labels)
    )


def _names_rows(block: Block, rows: list[int], column: int, some_twice: bool) -> bool:
    """Whether each row has a reference of its own there; in a list of dated crimes a few may stand twice."""
    different = len({block.words(row, column) for row in rows})
    return different == len(rows) or (some_twice and different >= MOSTLY * len(rows))


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
    if not kinds and not is_value and not first:
        axes.empty.append(column)
    named = _names(words, column_words(block, column, axes), question)
    if kinds and times > len(kinds) / 2 and (first or named or not numbers) and not is_value:
        return "label"
    if numbers and _numbered(block, column, axes, low):
        return "number"
    if numbers >= max(1, 0.4 * len(kinds)) or (numbers and numeric == len(kinds) and not first):
        return _sort_numeric(block, question, column, axes, low)
    if is_value and numeric + _bounded(block, column, axes) == len(kinds) and not first:
        return "count"
    if first or kinds:
        return "label"
    return "count" if is_value else "blank"


def _bounded(block: Block, column: int, axes: Axes) -> int:
    """How many cells of a column say a count in other words than numbers: "5-9", "less than five"."""
    rows = data_rows(block, axes)
    return sum(block.kind(row, column) == "text" and has_bounds(block.words(row, column)) for row in rows)


def _sort_numeric(block: Block, question: Question, column: int, axes: Axes, low: str) -> str:
    kinds = [kind for row in data_rows(block, axes) if (kind := block.kind(row, column)) != "blank"]
    where = f"column {block.letters(column)}"
    over = head_under_spans(block, column).casefold()
    if OTHER.search(over) or sum(kind == "decimal" for kind in kinds) > len(kinds) / 2:
        axes.ignore[column] = f"no count: {over or 'fractions'}"[:120]
        if OTHER.search(over):
            axes.guesses.append(f"{where} holds no counts ('{over}') and is left out")
        else:
            axes.fractions.append(column)
        return "ignore"
    if LAST_RETURN.search(low):
        axes.ignore[column] = f"of another return: {low}"[:120]
        axes.questions.append(f"{where} ('{low}') looks like another period's return: is it to be left out?")
        return "ignore"
    if any(is_total(_over(block, row, column)) for row in block.header):
        return "total"
    own = (block.words(block.header[-1], column) if block.header else "").casefold() or low
    names = _names(own, column_words(block, column, axes), question)
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
        runs = set(steps) == {1} and column < block.right
        return named or runs or column == block.left or min(map(len, texts)) >= 6
    # A last column holds what its rows count, also where that goes up 3, 4, 5.
    inside = column <= block.left + 1 and column < block.right
    return not low and len(values) > 2 and bool(steps) and set(steps) == {1} and inside
