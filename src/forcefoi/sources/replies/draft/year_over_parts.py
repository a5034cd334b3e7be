"""Year over parts: a column headed as a year, "YTD" or "to date" beside those of its quarters or months."""

from __future__ import annotations

import re
from datetime import timedelta

from forcefoi.errors import ForcefoiError
from forcefoi.question import Question
from forcefoi.sources.replies.draft.adding import adds_across
from forcefoi.sources.replies.draft.axes import Axes, data_rows, header_words
from forcefoi.sources.replies.draft.parts import Block, Sketch, column_ranges
from forcefoi.sources.replies.draft.values import mean
from forcefoi.sources.replies.draft.windows import is_part_of_year, is_window, window_name
from forcefoi.windows import Window, window_from

TO_DATE = re.compile(
    r"[ ,(-]*\b(?:ytd|year[- ]to[- ]date|to[- ]date|so far|part[- ]year)\b[)* ]*", re.IGNORECASE
)


def find_year_over_parts(block: Block, question: Question, axes: Axes) -> None:
    """Take a column headed as a year or "YTD" behind two quarters or months or more for their total."""
    for row in block.header if not axes.records else ():
        over = {column: block.words(row, column) for column in sorted(axes.counts)}
        found = {column: parts for column in over if (parts := _parts_of(column, over))}
        years = {column: TO_DATE.sub("", over[column]).strip() for column in found}
        for column, parts in found.items():
            axes.counts.remove(column)
            axes.totals.append(column)
            equals = adds_across(block, data_rows(block, axes), column, parts)
            axes.guesses.append(
                f"column {block.letters(column)} ('{over[column]}') is over columns {_shown(block, parts)}, its parts: "
                f"it is compared with their sum, which it {'is' if equals else 'is not'}, and never added"
            )
        if len(found) == 1:
            axes.years = next(iter(years.values()))
        elif (
            found
            and all(years.values())
            and {c for parts in found.values() for c in parts} == set(axes.counts)
        ):
            # Each year's quarters stand before it: a column says by itself of which year it is.
            time = window_name(question)
            own = {part: {time: f"{years[c]} {over[part]}"} for c, parts in found.items() for part in parts}
            axes.columns, axes.headed = own, row


def _parts_of(column: int, over: dict[int, str]) -> list[int]:
    """The quarters or months right before a column that is headed as a year or "YTD"; none where they are not two."""
    parts: list[int] = []
    while is_part_of_year(over.get(column - 1 - len(parts), "")):
        parts.insert(0, column - 1 - len(parts))
    words = over[column]
    year = TO_DATE.sub("", words).strip()
    is_year = words and not is_part_of_year(words) and (not year or is_window(year))
    return parts if is_year and len(parts) > 1 else []


def year_of(words: str) -> str:
    """The year that a heading names with "YTD" or the like behind it; "" for every other text.

    >>> year_of("2023/24 YTD"), year_of("2023/24")
    ('2023/24', '')
    """
    year = TO_DATE.sub("", words).strip()
    return year if year != words and is_window(year) else ""


def ask_years_beside(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    """Say which columns are parts of which, where whole windows stand beside windows inside them in one header row."""
    time = window_name(question)
    if time not in axes.header or axes.in_parts:
        return
    over = header_words(block, block.header[axes.header.index(time)], sorted(axes.counts))
    windows = {column: found for column, words in over.items() if (found := _window(words, question, time))}
    for column, words in over.items():
        if (year := year_of(words)) and (whole := _window(year, question, time)):
            _ask_to_date(block, axes, (column, words, whole), windows, time, sketch)
        elif column in windows:
            parts = [
                each for each, part in windows.items() if each != column and _is_in(part, windows[column])
            ]
            if len(parts) > 1:
                sketch.guess(
                    f"columns {_shown(block, parts)} lie inside column {block.letters(column)} ('{words}'): a time and "
                    "parts of it, compared and never added"
                )


def _ask_to_date(
    block: Block,
    axes: Axes,
    whole: tuple[int, str, Window],
    windows: dict[int, Window],
    time: str,
    sketch: Sketch,
) -> None:
    column, words, year = whole
    parts = sorted((part.start, part.end, each) for each, part in windows.items() if _is_in(part, year))
    follows = all(b[0] == a[1] + timedelta(1) for a, b in zip(parts, parts[1:], strict=False))
    if len(parts) < 2 or parts[0][0] != year.start or not follows:
        return
    columns = sorted(each for *_, each in parts)
    span = f"{year.start:%d/%m/%Y} to {parts[-1][1]:%d/%m/%Y}"
    mean(words, span, time, sketch)
    equals = adds_across(block, data_rows(block, axes), column, columns)
    sketch.ask(
        f"column {block.letters(column)} ('{words}') is taken to be {span}, the times of columns "
        f"{_shown(block, columns)}, whose sum it {'is' if equals else 'is not'}: is it so?"
    )


def _window(words: str, question: Question, time: str) -> Window | None:
    try:
        return window_from(question.dimension(time).parse(words))
    except (ForcefoiError, ValueError):
        return None


def _is_in(part: Window, whole: Window) -> bool:
    return whole.start <= part.start and part.end <= whole.end and part != whole


def _shown(block: Block, columns: list[int]) -> str:
    return ", ".join(column_ranges(block, columns)).replace(":", "-")
