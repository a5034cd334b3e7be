"""Records: the draft of a table with one row a crime."""

from __future__ import annotations

from collections.abc import Iterable

from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head
from forcefoi.sources.replies.draft.looks import is_day, is_total
from forcefoi.sources.replies.draft.name_dimension import is_open, share_read
from forcefoi.sources.replies.draft.not_counted import ask_not_counted
from forcefoi.sources.replies.draft.parts import Block, Sketch, row_ranges
from forcefoi.sources.replies.draft.sort_columns import IDENTITY
from forcefoi.sources.replies.draft.values import ask_blank
from forcefoi.sources.replies.reading import REFERENCE
from forcefoi.sources.replies.references import surest

# From so many rows on, values that come again make a list.
MANY = 6


def is_list(block: Block, axes: Axes, question: Question) -> bool:
    """Whether a table without counts looks like a list of crimes, and not like a letter's lines or a list of names.

    Each row has a reference of its own, or a day, a window or a value of a dimension that has a list of them; or
    there are many rows and their values come again and again.
    """
    rows = data_rows(block, axes)
    if len(rows) < 2 or not axes.given:
        return False
    for column in (*axes.unknown, *axes.labels):
        texts = [text for row in rows if (text := block.words(row, column))]
        figures = sum(any(map(str.isdigit, text)) for text in texts)
        named = IDENTITY.search(head(block, column).casefold())
        if named and 2 * len(set(texts)) > len(rows) > 2 and 2 * figures > len(rows):
            return True
        name = axes.labels.get(column, "-")
        if name in ("-", "number"):
            continue
        if not is_open(dimension := question.dimension(name)):
            days = sum(is_day(block.value(row, column)) for row in rows)
            if 2 * days > len(rows) or (2 * len(texts) > len(rows) and share_read(texts, dimension) > 0.5):
                return True
        elif len(rows) >= MANY and 2 * len(set(texts)) <= len(texts):
            return True
    return False


def fill_records(block: Block, axes: Axes, question: Question, texts: Iterable[str], sketch: Sketch) -> None:
    """Fill the entry of a table with one row a crime: its labels, a running number, and what is passed over."""
    entry, rows = sketch.entry, data_rows(block, axes)
    entry["grain"] = "records"
    sketch.guess(f"one row a crime: {len(rows):,} rows and no column of counts", "grain")
    entry["header"] = ["-"] * len(block.header)
    labels = {column: name for column, name in axes.labels.items() if name != "number"}
    for column in axes.labels:
        if axes.labels[column] == "number":
            labels[column] = "number" if _runs(block, column, rows) else "-"
    for column in axes.unknown:
        labels[column] = "-"
    for column in _references(block, labels, rows):
        labels[column] = REFERENCE
        sketch.guess(f"column {block.letters(column)} names the crime", "labels")
    left_out = [head(block, c) or block.letters(c) for c, name in labels.items() if name == "-"]
    if left_out:
        sketch.guess(f"passed over: {', '.join(left_out)[:120]}", "labels")
    entry["labels"] = {block.letters(c): labels[c] for c in sorted(labels)}
    out = {row: "the header again" for row in axes.repeated}
    named = [c for c, name in labels.items() if name in question.names]
    for row in rows:
        total = any(is_total(block.value(row, c)) for c in block.columns)
        if total:
            out[row] = "a total"
            sketch.ask(
                f"row {block.number(row)} looks like a total among rows of one crime each; it is left out"
            )
        elif all(block.kind(row, c) == "blank" for c in named):
            sketch.ask(f"row {block.number(row)} has no label in any column that counts: what is it?")
    for column, name in labels.items():
        if name in question.names and question.dimension(name).kind == "gender":
            blanks = [row for row in rows if row not in out and block.kind(row, column) == "blank"]
            if blanks:
                where = f"column {block.letters(column)} ({len(blanks):,} of {len(rows):,} rows)"
                ask_blank(where, question.dimension(name), sketch)
    passed = [c for c, name in labels.items() if name == "-"]
    ask_not_counted(block, passed, [row for row in rows if row not in out], sketch)
    if out:
        entry["skip"] = [
            {"rows": row_ranges(block, [row for row, each in out.items() if each == why]), "why": why}
            for why in dict.fromkeys(out.values())
        ]


def _references(block: Block, labels: dict[int, str], rows: list[int]) -> list[int]:
    """The column that names the crimes: headed so, and most of what stands in it stands there once."""
    free = [
        column for column, name in labels.items()
        if name == "-" and 2 * len({block.words(row, column) for row in rows} - {""}) > len(rows)
    ]  # fmt: skip
    return [free[at] for at in surest([head(block, column) for column in free])]


def _runs(block: Block, column: int, rows: list[int]) -> bool:
    """Whether a column counts its rows: 1, 2, 3 and so on."""
    numbers = [text for row in rows if (text := block.words(row, column))]
    if not all(each.isdecimal() and len(each) < 10 for each in numbers):
        return False
    return sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
