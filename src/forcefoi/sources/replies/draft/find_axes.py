"""Find axes: what each column and each header row of one block is, step by step."""

from __future__ import annotations

from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes
from forcefoi.sources.replies.draft.name_axes import name_axes
from forcefoi.sources.replies.draft.of_which import find_of_which, find_set_in, part_columns
from forcefoi.sources.replies.draft.own_rows import split_headers, split_labels, split_some_labels
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.draft.sections import find_sections
from forcefoi.sources.replies.draft.sort_columns import sort_columns
from forcefoi.sources.replies.draft.year_over_parts import find_year_over_parts


def find_axes(block: Block, question: Question) -> Axes:
    """What each column and header row of a block is, as far as headers and values tell."""
    axes = Axes()
    heads = [_row(block, each) for each in block.header]
    firsts = {each[0] for each in heads}
    axes.repeated = [
        row for row in block.rows if block.words(row, block.left) in firsts and _row(block, row) in heads
    ]
    sort_columns(block, question, axes)
    find_year_over_parts(block, question, axes)
    find_of_which(block, axes)
    find_sections(block, question, axes)
    find_set_in(block, axes)
    split_labels(block, question, axes)
    split_headers(block, question, axes)
    name_axes(block, question, axes)
    split_some_labels(block, question, axes)
    part_columns(block, question, axes)
    return axes


def _row(block: Block, row: int) -> list[str]:
    return [block.words(row, column) for column in block.columns]
