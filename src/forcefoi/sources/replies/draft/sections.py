"""Sections: rows that name what lies below them, with nothing beside the name or with their own total."""

from __future__ import annotations

from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.draft.adding import adds_up
from forcefoi.sources.replies.draft.axes import Axes, data_rows
from forcefoi.sources.replies.draft.looks import is_total
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, share_read
from forcefoi.sources.replies.draft.parts import Block

# So many rows at most are looked at under one heading.
MOST_PARTS = 60


def find_sections(block: Block, question: Question, axes: Axes) -> None:
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
    heads = _adding_heads(block, axes, rows)
    inside = [block.words(row, column) for row in rows if row not in heads]
    names = [block.words(row, column) for row in heads]
    # The parts come again under each heading, and no heading is a part: arithmetic alone might be chance.
    again = len(set(inside)) < len(inside) and not set(names) & set(inside) and len(set(names)) == len(names)
    if not heads or not (again or (len(heads) == 1 and len(inside) > 1)):
        return
    if outer := _outer(names, inside, question, axes):
        axes.sections, axes.section_rows, axes.heads = {column: outer.name}, heads, heads
        axes.guesses.append(f"rows with a total of their own name the {outer.name} of the rows below them")


def _outer(names: list[str], inside: list[str], question: Question, axes: Axes) -> Dimension | None:
    """What the headings of a pivot table are; where only a name hints at it, it is asked."""
    closed = [each for each in question.dimensions if not is_open(each)]
    opened = [each for each in question.dimensions if is_open(each)]
    if known := next((each for each in closed if share_read(names, each) == 1.0), None):
        return known if share_read(inside, known) == 0.0 else None
    inner = next((each for each in closed if share_read(inside, each) == 1.0), None)
    hinted = [each for each in opened if any(headed(name, each) for name in names)]
    hinted = [each for each in hinted if not any(headed(text, each) for text in inside)]
    found = hinted if len(hinted) == 1 else opened if len(opened) == 1 and inner else []
    if not found:
        return None
    axes.questions.append(f"are {', '.join(repr(name) for name in names[:3])} values of {found[0].name}?")
    return found[0]


def _adding_heads(block: Block, axes: Axes, rows: list[int]) -> list[int]:
    """The headings that part all rows into stretches, each the sum of what follows it; none where no parting does."""
    reach: dict[int, list[int]] = {len(rows): []}
    for at in range(len(rows) - 1, -1, -1):
        for end in range(at + 2, min(len(rows), at + MOST_PARTS) + 1):
            if end in reach and adds_up(block, axes.counts, rows[at], rows[at + 1 : end], sure=False):
                found = [rows[at], *reach[end]]
                if at not in reach or len(found) > len(reach[at]):
                    reach[at] = found
    return reach.get(0, [])


def part_rows(rows: list[int], heads: list[int], head_row: int) -> list[int]:
    """The rows under a heading, up to the next one."""
    after = min((row for row in heads if row > head_row), default=10**9)
    return [row for row in rows if head_row < row < after]
