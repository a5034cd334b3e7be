"""Totals: rows and columns that add up others, by their word and by arithmetic, each with what it adds up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from forcefoi.clean.squash import fold
from forcefoi.question import Question
from forcefoi.sources.replies.draft.adding import Running, adds_across, adds_up, bounds_of
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head, header_words
from forcefoi.sources.replies.draft.looks import is_total, words_of
from forcefoi.sources.replies.draft.name_dimension import is_open, reads
from forcefoi.sources.replies.draft.parts import Block, Sketch, column_ranges, row_ranges
from forcefoi.sources.replies.draft.sections import part_rows

# Below this a sum is met by chance too often to be asked about.
SURE = 20
PLAIN = ("total", "totals", "grand total", "grand totals", "overall", "overall total", "sum")
# A total that leaves out what nobody could place is off by no more than this share.
NEAR = 0.9


def find_totals(block: Block, axes: Axes, question: Question, sketch: Sketch) -> list[dict[str, Any]]:
    """The entries `[[tables.totals]]` of a block. A column of counts that is a total is taken out of `axes.counts`."""
    rows = data_rows(block, axes)
    _name_remarks(block, axes, rows, sketch)
    found = _total_columns(block, axes, question, rows, sketch)
    return [*_total_rows(block, axes, question, rows, sketch), *found]


def total_label(block: Block, axes: Axes, row: int) -> str:
    """The label of a row that says it is a total; "" where none does."""
    columns = [c for c in block.columns if c not in axes.counts and c not in axes.totals]
    # Behind the counts stand remarks; where the labels before them are whole, no word there makes a total.
    first = min(axes.counts, default=block.right)
    before = [c for c in columns if c < first and c != block.left]
    if columns and columns[0] < first and all(block.words(row, c) for c in [columns[0], *before]):
        columns = [c for c in columns if c < first]
    return next((block.words(row, c) for c in columns if is_total(block.value(row, c))), "")


def _name_remarks(block: Block, axes: Axes, rows: list[int], sketch: Sketch) -> None:
    """Rows of data with the word in a remark behind their counts are named as no totals."""
    behind = [c for c in block.columns if axes.counts and c > min(axes.counts) and c not in axes.counts]
    behind = [c for c in behind if c not in axes.totals]
    found = [row for row in rows if any(is_total(block.value(row, c)) for c in behind)]
    found = [row for row in found if not total_label(block, axes, row)]
    if found:
        sketch.entry["not_totals"] = row_ranges(block, found)
        remark = next(block.words(found[0], c) for c in behind if is_total(block.value(found[0], c)))
        sketch.ask(
            f"{_shown(block, found)} only have '{remark[:60]}' behind their counts and are taken for data: is it so?"
        )


def _total_rows(
    block: Block, axes: Axes, question: Question, rows: list[int], sketch: Sketch
) -> list[dict[str, Any]]:
    named = {row: label for row in rows if (label := total_label(block, axes, row))}
    all_rows = {
        row: label
        for row in rows
        if row not in named and _says_all(label := _label(block, axes, row), axes, question, block, row)
    }
    data = [row for row in rows if row not in named and row not in all_rows]
    for row, label in all_rows.items():
        if of := _adding(block, axes, row, data, named, sure=True):
            named[row] = label
            sketch.guess(
                f"row {block.number(row)} ('{label}') equals the sum of {_shown(block, of)}: a total"
            )
    data = [row for row in rows if row not in named]
    found = [_head(block, axes, rows, row) for row in axes.heads]
    for row, label in sorted(named.items()):
        of = _adding(block, axes, row, data, named)
        adds = bool(of)
        of = of or _default(row, data, named, label)
        if not of:
            sketch.ask(
                f"row {block.number(row)} is called '{label}' and there is nothing that it could add up"
            )
            continue
        if any(char in label for char in "£$€") or (
            any(map(str.isdigit, label)) and all(block.kind(row, c) == "blank" for c in axes.counts)
        ):
            sketch.ask(f"row {block.number(row)}: a number stands inside the label '{label}': is it a total?")
        note = "" if adds else ", which it does not add up to"
        told = f"row {block.number(row)} ('{label}') is the total of {_shown(block, of)}{note}"
        # "Total unarmed skills" among other totals may have no parts: it is then the only row that counts them.
        if adds or len(named) < 2 or fold(label) in PLAIN:
            sketch.guess(told)
        else:
            sketch.ask(f"{told}: of which rows is it the total, or is it data?")
        found.append({"row": block.number(row), "of": row_ranges(block, of), "label": label})
    _ask_for_sums(block, axes, data, named, sketch)
    return found


def _head(block: Block, axes: Axes, rows: list[int], row: int) -> dict[str, Any]:
    """A heading with the total of the rows under it."""
    rows = [each for each in rows if not total_label(block, axes, each)]
    of = row_ranges(block, part_rows(rows, axes.heads, row))
    return {"row": block.number(row), "of": of, "label": block.words(row, next(iter(axes.sections)))}


def _label(block: Block, axes: Axes, row: int) -> str:
    columns = [c for c in axes.labels if axes.labels[c] != "number"]
    return " ".join(text for c in columns if (text := block.words(row, c)))


def _says_all(label: str, axes: Axes, question: Question, block: Block, row: int) -> bool:
    """Whether a row has no label, or one that means all there is."""
    if not label:
        return True
    read = fold(label)
    if read in ("all", "overall", "sum", "persons") or read.startswith("all "):
        return True
    names = [name for column, name in axes.labels.items() if block.words(row, column)]
    dimensions = [question.dimension(name) for name in names if name in question.names]
    return any(
        not is_open(each) and reads(label, each) and each.kind != "window" and each.parse(label) == "all"
        for each in dimensions
    )


def _adding(
    block: Block, axes: Axes, row: int, data: list[int], named: Iterable[int], sure: bool = False
) -> list[int]:
    """The rows that a row adds up: the first stretch whose sums are its numbers."""
    for of in _stretches(row, [each for each in data if each != row], sorted(named)):
        if len(of) >= (2 if sure else 1) and adds_up(block, axes.counts, row, of, sure):
            return of
    return []


def _stretches(row: int, data: list[int], named: list[int]) -> list[list[int]]:
    before = max((each for each in named if each < row), default=-1)
    after = min((each for each in named if each > row), default=10**9)
    others = [each for each in named if each != row]
    # The second year's total stands below totals of its own wards, and goes back to the first year's.
    back = [[at for at in data if each < at < row] for each in reversed(named) if each < before]
    return [
        [each for each in data if before < each < row],
        [each for each in data if each < row],
        [each for each in others if each < row],
        *back,
        [each for each in data if row < each < after],
        [each for each in data if each > row],
        data,
    ]


def _default(row: int, data: list[int], named: dict[int, str], label: str) -> list[int]:
    stretches = [each for each in _stretches(row, data, sorted(named)) if each]
    last = row == max(named) and len(named) > 1
    if (last or "grand" in label.casefold()) and (above := [each for each in data if each < row]):
        return above
    return stretches[0] if stretches else []


def _ask_for_sums(block: Block, axes: Axes, data: list[int], named: Iterable[int], sketch: Sketch) -> None:
    """A row with a label like the others that equals the sum of those beside it may be a total all the same."""
    found: dict[int, list[int]] = {}
    running, ends = Running(block, axes.counts, data), sorted(named)
    for at, row in enumerate(data):
        if running.low[at] < SURE:
            continue
        stretches = _nested(at, data, ends)
        if of := next((data[a:b] for a, b in stretches if running.is_sum(at, a, b)), None):
            found[row] = of
    for row, of in found.items():
        if not _is_chance(block, axes, row, data, found):
            sketch.ask(
                f"row {block.number(row)} ('{_label(block, axes, row)}') equals the sum of {_shown(block, of)}: "
                f"is it their total ([[tables.totals]]), or data?"
            )
    _ask_for_nearly(block, axes, [row for row in data if row not in found], sketch)


def _is_chance(block: Block, axes: Axes, row: int, data: list[int], found: Iterable[int]) -> bool:
    """Whether a sum is met by chance: in a list with two labels or more a total would have a label of its own, whose
    other rows are sums as well.
    """
    columns = [c for c, name in axes.labels.items() if name not in ("number", "-")]
    if len(columns) < 2 or not all(block.words(row, c) for c in columns):
        return False
    for column in columns:
        same = [each for each in data if block.words(each, column) == block.words(row, column)]
        same = [
            each for each in same if sum(bounds_of(block.value(each, c)).low for c in axes.counts) >= SURE
        ]
        if len(same) < 2 or 2 * sum(each in found for each in same) >= len(same):
            return False
    return True


def _ask_for_nearly(block: Block, axes: Axes, data: list[int], sketch: Sketch) -> None:
    """A first or last row that is about as much as all others together, though none says so and none adds up."""
    if len(data) < 4:
        return
    columns = [column for column, name in axes.labels.items() if name != "number"]
    for row in (data[0], data[-1]):
        if len(columns) > 1 and all(block.words(row, column) for column in columns):
            continue  # It says what it is a part of, as a total does not.
        others = [each for each in data if each != row]
        near = [_nearly(block, column, row, others) for column in axes.counts]
        # In a column of a few crimes the share tells nothing, and an equal sum does.
        small = [adds_up(block, [column], row, others) for column in axes.counts]
        if any(near) and all(a or b for a, b in zip(near, small, strict=True)):
            sketch.ask(
                f"row {block.number(row)} ('{_label(block, axes, row)}') is about as much as {_shown(block, others)} "
                f"together: is it their total ([[tables.totals]]), or data?"
            )


def _nearly(block: Block, column: int, row: int, others: list[int]) -> bool:
    total, parts = (
        bounds_of(block.value(row, column)),
        [bounds_of(block.value(each, column)) for each in others],
    )
    low, high = (
        sum(each.low for each in parts),
        sum(each.low if each.high is None else each.high for each in parts),
    )
    return (
        low >= SURE and NEAR * low <= total.low <= high / NEAR and max(each.low for each in parts) < total.low
    )


def _nested(at: int, data: list[int], named: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches right above and right below a row, of each length; only those a reader would see as its parts.

    Each as the places of its first row and of the row after its last among all rows of `data`.
    """
    after = bisect_left(named, data[at])
    first = bisect_right(data, named[after - 1]) if after else 0
    end = bisect_left(data, named[after]) if after < len(named) else len(data)
    yield from ((at - n, at) for n in range(2, min(at - first, 40) + 1))
    yield from ((at + 1, at + 1 + n) for n in range(2, min(end - at - 1, 40) + 1))


def _shown(block: Block, rows: list[int]) -> str:
    return "rows " + ", ".join(row_ranges(block, rows)).replace(":", "-")


def _total_columns(
    block: Block, axes: Axes, question: Question, rows: list[int], sketch: Sketch
) -> list[dict[str, Any]]:
    _find_unnamed(block, axes, question, rows, sketch)
    found = []
    for column in sorted(axes.totals):
        of = next(
            (each for each in _bands(block, axes, column) if each and adds_across(block, rows, column, each)),
            [],
        )
        adds = bool(of)
        of = of or _beside(axes, column) or next((each for each in _bands(block, axes, column) if each), [])
        if not of:
            continue
        label = head(block, column) or "a column without a header"
        shown = ", ".join(column_ranges(block, of)).replace(":", "-")
        note = "" if adds else ", which it does not add up to"
        told = f"column {block.letters(column)} ('{label}') is the total of columns {shown}{note}"
        if adds or len(of) > 1:
            sketch.guess(told)
        else:
            sketch.ask(f"{told}: of what is it the total, or does it count something else?")
        found.append({"column": block.letters(column), "of": column_ranges(block, of), "label": label})
    return found


def _beside(axes: Axes, column: int) -> list[int]:
    """The columns of counts right beside a total, on its left: what it would add up if it did."""
    found: list[int] = []
    while column - 1 - len(found) in axes.counts:
        found.insert(0, column - 1 - len(found))
    return found


def _bands(block: Block, axes: Axes, column: int) -> list[list[int]]:
    before = max((each for each in axes.totals if each < column), default=-1)
    below = words_of(block.value(block.header[-1], column)) if block.header else ""
    same = [c for c in axes.counts if block.header and block.words(block.header[-1], c) == below and below]
    band = []
    if len(block.header) > 1:
        over = header_words(block, block.header[0], [*block.columns])
        band = [c for c in axes.counts if over[c] == over[column] and over[c]]
    return [
        same,
        band,
        [c for c in axes.counts if before < c < column],
        [c for c in axes.counts if c < column],
        axes.counts,
        [c for c in axes.totals if c < column],
    ]


def _find_unnamed(block: Block, axes: Axes, question: Question, rows: list[int], sketch: Sketch) -> None:
    """A column without a header, or headed as all, that equals the sum of others is their total."""
    for column in list(axes.counts):
        others = [c for c in axes.counts if c != column]
        words = head(block, column)
        read = fold(words)
        if len(others) < 2 or not (not words or read in ("all", "overall", "sum") or read.startswith("all ")):
            continue
        for of in ([c for c in others if c < column], others):
            if len(of) >= 2 and adds_across(block, rows, column, of, sure=True):
                axes.counts.remove(column)
                axes.totals.append(column)
                break
