"""Name axes: which dimension of the question each label column and each header row is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forcefoi.clean.squash import fold
from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes, column_words, data_rows, head, header_words, spans
from forcefoi.sources.replies.draft.looks import is_day, is_total, kind_of_cell
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, only_heads, reads, share_read
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.draft.values import EMPTY
from forcefoi.sources.replies.draft.windows import is_part_of_year
from forcefoi.sources.replies.draft.year_over_parts import year_of

OF_A_CRIME = re.compile(
    r"\b(?:crime|offence)s? (?:\w+ )?"
    r"(?:outcome|disposal|result|status|state|method|location|place|site|hospital|district|area|ward)s?\b",
    re.IGNORECASE,
)
# What the corner of a pivot table says: what its numbers count, and nothing of the labels below.
COUNT_OF = re.compile(r"(?:count|sum|number|no\.?|total) of\b", re.IGNORECASE)
# A header that ends so is over references, which part nothing: each stands once.
REFERENCE = re.compile(r"\b(?:ref|refs|references?|nos?|numbers?|urns?|ids?|uid|#)\W*$|#$")


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
        values = tuple(column_words(block, column, axes))
        words = " ".join(
            text for row in block.header if (text := block.words(row, column)) and not COUNT_OF.match(text)
        )
        found.append(_Candidate(column, None, words, values))
    for row in block.header:
        over = header_words(block, row, axes.counts)
        beside = " ".join(
            block.words(row, c) for c in block.columns if c not in axes.counts and c not in axes.unknown
        )
        above = " ".join(block.words(r, axes.counts[0]) for r in block.header if r < row and axes.counts)
        found.append(_Candidate(None, row, f"{beside} {above}".strip(), tuple(dict.fromkeys(over.values()))))
    return found


def name_axes(block: Block, question: Question, axes: Axes) -> None:
    """Note which rows and columns give which dimension of the question, the surest first."""
    taken_names = [
        *axes.sections.values(),
        *axes.own,
        *(name for each in axes.columns.values() for name in each),
    ]
    free = [each for each in question.dimensions if each.name not in taken_names]
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
    _find_parts(candidates, question, taken, block, axes)
    _eliminate(candidates, free, taken, block, axes)
    axes.header = ["-"] * len(block.header)
    for candidate, dimension in taken.items():
        if candidate.column is not None:
            axes.labels[candidate.column] = dimension.name
            _tell_column(candidate, dimension, block, axes)
        elif candidate.row is not None:
            axes.header[block.header.index(candidate.row)] = dimension.name
            axes.guesses.append(f"row {block.number(candidate.row)} is the {dimension.name}")
            words = [block.words(candidate.row, c) for c in axes.counts]
            axes.filled |= "" in words and words[0] != "" and candidate.row != block.header[-1]
            axes.filled |= "" in words and words[0] != "" and spans(block, candidate.row)
    axes.unknown = [c for c in axes.unknown if c not in axes.labels]


def _tell_column(candidate: _Candidate, dimension: Dimension, block: Block, axes: Axes) -> None:
    """Say which dimension a column is; ask, where its header names another thing and not all its labels fit."""
    assert candidate.column is not None
    where = f"column {block.letters(candidate.column)}"
    told = candidate.words not in ("", "Row Labels") and not headed(candidate.words, dimension)
    values = [value for value in candidate.values if value.casefold() not in EMPTY]
    if told and not is_open(dimension) and dimension.kind != "window" and share_read(values, dimension) < 1:
        axes.questions.append(
            f"{where} (headed '{candidate.words}') is taken to be the {dimension.name}, as some labels are: is it?"
        )
    else:
        axes.guesses.append(f"{where} is the {dimension.name}")
    for column in axes.empty:
        if only_heads(head(block, column), dimension):
            axes.questions.append(
                f"column {block.letters(column)} is headed '{head(block, column)}' and empty, and {where} is taken to "
                f"be the {dimension.name}: is it?"
            )


def _find_parts(
    candidates: list[_Candidate],
    question: Question,
    taken: dict[_Candidate, Dimension],
    block: Block,
    axes: Axes,
) -> None:
    """A column or header row of nothing but quarters or months is a part of the window, beside one of years."""
    window = next((each for each in question.dimensions if each.kind == "window"), None)
    if window is None or axes.records or any(window.name in each for each in axes.columns.values()):
        return  # Of one crime its year is enough.
    whole = [value for each, dimension in taken.items() if dimension is window for value in each.values]
    if window.name in axes.sections.values():
        column = next(c for c, name in axes.sections.items() if name == window.name)
        whole += [block.words(row, column) for row in axes.section_rows]
    years = [year_of(value) or value for value in whole if value and not is_total(value)]
    parts = [each for each in candidates if each not in taken and _are_parts(each.values)]
    for candidate in parts[:1]:
        # Without a year in the table, a title may have it.
        if all(reads(f"{year} {candidate.values[0]}", window) for year in years):
            taken[candidate] = window
            axes.in_parts = True


def _are_parts(values: tuple[str, ...]) -> bool:
    told = [value for value in values if value and not is_total(value)]
    return len(told) > 1 and all(map(is_part_of_year, told))


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
        # A column of years says it outright. Of two days, such tables count by that of the record.
        recorded = 0.1 * ("record" in candidate.words.casefold())
        return 0.4 + 0.4 * named + recorded if dates >= len(data_rows(block, axes)) / 2 else 0.0
    if dimension.kind == "window" and candidate.row is not None:
        heads = [is_day(block.value(candidate.row, column)) for column in axes.counts]
        if sum(heads) > len(heads) / 2:
            return 0.9 + named
    if not values:
        return 0.0
    if is_open(dimension):
        if candidate.row is None:
            if REFERENCE.search(candidate.words.casefold()):
                return 0.0  # "Crime Number" names a crime and no offence.
            if named and dimension.name == "offence" and OF_A_CRIME.search(candidate.words):
                return (
                    0.1  # "Crime Outcome", "Offence Location": what of the crime it is says the second word.
                )
            return (0.9 if only_heads(candidate.words, dimension) else 0.8) if named else 0.0
        if len(values) < 2 or any(only_heads(v, dimension) for v in values):
            return 0.0
        # "Hospital A", "Hospital B": the values themselves say what they are.
        return 0.8 if named or sum(headed(v, dimension) for v in values) > len(values) / 2 else 0.0
    share = share_read(values, dimension)
    if share == 1.0 and _only_all(values, dimension):
        return 0.0
    if candidate.row is not None:
        return share + 0.5 * named if share >= 0.5 else 0.0
    if share == 0.0 and REFERENCE.search(candidate.words.casefold()):
        return 0.0  # "Crime Number" names a crime and no offence.
    if share == 0.0 and dimension.name == "offence" and OF_A_CRIME.search(candidate.words):
        return 0.0  # Nor does "Crime Status", none of whose values is one.
    return share + 0.5 * named if share >= 0.5 or named else 0.0


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
