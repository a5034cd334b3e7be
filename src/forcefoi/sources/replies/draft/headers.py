"""Headers: header rows whose words hold values among others, and those that nothing explains."""

from __future__ import annotations

import re

from forcefoi.clean.squash import squash
from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes, head, header_words
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, reads
from forcefoi.sources.replies.draft.parts import Block, Sketch
from forcefoi.sources.replies.draft.sort_columns import COUNTING, UNIT_WORDS
from forcefoi.sources.replies.draft.windows import is_window, window_name, windows_in

COUNTED = re.compile(
    r"\b(?:number of|count of|no\.? of|(?<!not )recorded|crimes?|offences?|victims?|incidents?|records?)\b|"
    r"\b(?:in|for|during|the)\b",
    re.IGNORECASE,
)


def read_headers(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    """Header words that hold a window among others ("Crimes 2017/18"), and header rows that nothing explains."""
    _ask_long_header(block, axes, sketch)
    for at, row in enumerate(block.header):
        over = header_words(block, row, sorted(axes.counts))
        if axes.header[at] != "-" or row == axes.headed:
            continue
        distinct = [text for text in dict.fromkeys(over.values()) if text]
        if columns := _values_inside(over, axes, question):
            axes.columns = columns
            sketch.guess(f"row {block.number(row)} names what each column counts", "columns")
        elif len(distinct) > 1:
            sketch.ask(
                f"row {block.number(row)} parts the columns by something that is no dimension of the question: "
                + ", ".join(f"'{text}'" for text in distinct[:4])
                + ": are they different measures?"
            )
        elif len(distinct) == 1 and not _tells_nothing(distinct[0], axes, question):
            sketch.guess(f"row {block.number(row)} ('{distinct[0][:60]}') is a heading and no value")
    _ask_unnamed_counts(block, axes, sketch)


def _ask_long_header(block: Block, axes: Axes, sketch: Sketch) -> None:
    """A header of several rows may hold a row of data without a number, where it has words beside the counts."""
    doubted = []
    for at, row in enumerate(block.header):
        filled = sum(block.kind(row, column) != "blank" for column in block.columns)
        full = filled > len(block.columns) / 2 and filled > 2
        beside = at > 0 and block.kind(row, block.left) != "blank" and filled > 1
        if axes.header[at] == "-" and (beside or (full and row != block.header[-1])):
            doubted.append(row)
    if doubted:
        first, last = block.number(block.header[0]), block.number(block.header[-1])
        sketch.ask(f"rows {first}-{last} are taken to be the header: is one of them a row of data?")


def _ask_unnamed_counts(block: Block, axes: Axes, sketch: Sketch) -> None:
    """Where no header gives a dimension, a column of numbers holds counts only if it is headed so."""
    if axes.columns or any(name != "-" for name in axes.header):
        return
    unnamed = [
        column
        for column in axes.counts
        if not COUNTING.search(words := head(block, column).casefold())
        and not any(unit in words for unit in UNIT_WORDS)
    ]
    if unnamed:
        words = head(block, unnamed[0])
        told = f"is headed '{words}' (row {block.number(block.header[-1])})" if words else "has no header"
        more = f", and {len(unnamed) - 1} more like it" if len(unnamed) > 1 else ""
        sketch.ask(f"column {block.letters(unnamed[0])} {told}{more}: does it hold counts?")


def _values_inside(over: dict[int, str], axes: Axes, question: Question) -> dict[int, dict[str, str]]:
    """What each column counts, where its header holds values among other words: "Female crimes 2016/17"."""
    if len(over) < 2:
        return {}
    time = window_name(question)
    inside = {column: windows_in(words) for column, words in over.items()}
    found: dict[int, dict[str, str]] = {column: {} for column in over}
    rest = {column: _bare(words) for column, words in over.items()}
    if time and time not in axes.given and all(len(each) == 1 for each in inside.values()):
        if not all(is_window(each[0]) for each in inside.values()):
            return {}
        found = {column: {time: each[0]} for column, each in inside.items()}
        rest = {column: _bare(words.replace(inside[column][0], " ")) for column, words in over.items()}
    for dimension in question.dimensions:
        named = dimension.name in (time, *axes.given) or is_open(dimension)
        if not named and all(reads(words, dimension) for words in rest.values()):
            return {column: {**each, dimension.name: rest[column]} for column, each in found.items()}
    return found if len(set(rest.values())) == 1 and found[min(found)] else {}


def _bare(words: str) -> str:
    """Header words without those for counting: "Number of female crimes" is "female"."""
    return squash(COUNTED.sub(" ", words)).strip(" -–:,()")


def _tells_nothing(text: str, axes: Axes, question: Question) -> bool:
    return any(headed(text, question.dimension(name)) for name in axes.given)
