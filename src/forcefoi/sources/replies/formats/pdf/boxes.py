"""Boxes: the cells that ruling lines make, and the words in each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.columns import Span, agree, borders, columns, wider
from forcefoi.sources.replies.formats.pdf.lines import Line, lines_of
from forcefoi.sources.replies.formats.pdf.rows import rows
from forcefoi.sources.replies.formats.pdf.rules import Ruled, is_covered
from forcefoi.sources.replies.formats.pdf.words import Word, has_digit, is_figure

Cell = tuple[int, int, int, int]


@dataclass
class Boxed:
    """A ruled table: the words of each cell, the cells that span several, and what is in doubt."""

    cells: dict[tuple[int, int], list[Word]]
    merged: list[Cell]
    height: int
    width: int
    xs: list[float]
    ys: list[float]
    open_top: bool = False
    open_bottom: bool = False
    doubts: list[str] = field(default_factory=list)
    is_loose: bool = False  # some of its columns have no line between them


def boxed(group: Ruled, words: Sequence[Word], before: Sequence[Span] | None = None) -> Boxed:
    """The cells that a group of ruling lines makes, with every one of `words` in one of them.

    before
        The columns of a table that may go on here, and that not all have lines between them.
    """
    ys = group.ys
    xs, added = _with_unruled(group, words, before)
    spans = _spans(group, xs, ys, added)
    inside: dict[Cell, list[Word]] = {span: [] for span in spans.values()}
    doubts: list[str] = []
    for word in words:
        row, column = _step(ys, word.middle[1]), _step(xs, word.middle[0])
        cell = spans[row, column]
        inside[cell].append(word)
        if has_digit(word.text) and _sticks_out(word, xs[cell[1]], xs[cell[3] + 1]):
            doubts.append(f"'{word.text}' is printed across the line between two columns")
    table = _with_rows(inside, xs, ys)
    table.doubts += doubts
    table.is_loose = bool(added)
    table.open_top = not any(is_covered(group.across, ys[0], a, b) for a, b in zip(xs, xs[1:], strict=False))
    table.open_bottom = not any(
        is_covered(group.across, ys[-1], a, b) for a, b in zip(xs, xs[1:], strict=False)
    )
    return table


def _step(limits: Sequence[float], place: float) -> int:
    return min(max(bisect_right(limits, place) - 1, 0), len(limits) - 2)


def _sticks_out(word: Word, low: float, high: float) -> bool:
    return max(low - word.x0, word.x1 - high) > 0.25 * (word.x1 - word.x0)


def _with_unruled(
    group: Ruled, words: Sequence[Word], before: Sequence[Span] | None
) -> tuple[list[float], list[float]]:
    """The lines down a table, and those that are not drawn, between columns of figures in one ruled column."""
    xs, added = group.xs, list[float]()
    for left, right in zip(xs, xs[1:], strict=False):
        lines = lines_of([word for word in words if left <= word.middle[0] < right])
        known = [span for span in before or () if left <= (span[0] + span[1]) / 2 < right]
        found = columns(lines)
        if len(known) > 1 and agree(known, found):
            added += borders(wider(known, found))
        elif _has_columns(found, lines):
            added += borders(found)
    return sorted([*xs, *added]), added


def _has_columns(spans: Sequence[Span], lines: Sequence[Line]) -> bool:
    """Whether columns that no lines part lie in a ruled one: figures in two of them, or three lines of texts in all."""
    several = [line for line in lines if len(line.phrases) > 1]
    full = sum(len(line.phrases) == len(spans) for line in several)
    return bool(several) and len(spans) > 1 and (full > 2 or _with_figures(spans, lines) > 1)


def _with_figures(spans: Sequence[Span], lines: Sequence[Line]) -> int:
    """In how many columns figures stand."""
    figures = [p for line in lines for p in line.phrases if is_figure(p.text) and has_digit(p.text)]
    return sum(any(low <= phrase.x0 and phrase.x1 <= high for phrase in figures) for low, high in spans)


def _spans(
    group: Ruled, xs: list[float], ys: list[float], added: Sequence[float]
) -> dict[tuple[int, int], Cell]:
    """For each place of the table, the cell it belongs to: first row and column, last row and column.

    Places side by side with no line between are one; then those above each other that are equally wide.
    """
    walls = {x for x in added}
    runs: list[list[tuple[int, int]]] = []
    for top, bottom in zip(ys, ys[1:], strict=False):
        row, start = list[tuple[int, int]](), 0
        for j in range(1, len(xs)):
            if j == len(xs) - 1 or xs[j] in walls or is_covered(group.down, xs[j], top, bottom):
                row.append((start, j - 1))
                start = j
        runs.append(row)
    cells: dict[tuple[int, int], Cell] = {}
    open_: dict[tuple[int, int], int] = {}
    for i, row in enumerate(runs):
        going = {
            run: open_[run] for run in row
            if run in open_ and not is_covered(group.across, ys[i], xs[run[0]], xs[run[1] + 1])
        }  # fmt: skip
        open_ = {run: going.get(run, i) for run in row}
        for run, first in open_.items():
            for r in range(first, i + 1):
                for c in range(run[0], run[1] + 1):
                    cells[r, c] = (first, run[0], i, run[1])
    return cells


def _with_rows(inside: dict[Cell, list[Word]], xs: list[float], ys: list[float]) -> Boxed:
    """The table, where what lies between two lines across is several rows if it has several lines of figures."""
    spans = list(zip(xs, xs[1:], strict=False))
    table = Boxed({}, [], 0, len(spans), xs, ys)
    starts: list[int] = []
    for band in range(len(ys) - 1):
        starts.append(table.height)
        here = {cell: words for cell, words in inside.items() if cell[0] == cell[2] == band}
        spaced = _is_spaced(here, len(ys) - 1)
        if spaced or _has_several(here, len(ys) - 1):
            for row in rows(lines_of([word for words in here.values() for word in words]), spans):
                table.cells |= {(table.height, column): words for column, words in row.cells.items()}
                table.doubts += row.doubts
                table.height += 1
            if spaced:
                table.doubts.append("rows with no line between them were parted by the space between them")
        else:
            table.cells |= {(table.height, cell[1]): words for cell, words in here.items() if words}
            table.height += 1
    starts.append(table.height)
    for cell, words in inside.items():
        top, left, bottom, right = cell
        if top != bottom and words:
            table.cells.setdefault((starts[top], left), []).extend(words)
        last = starts[bottom + 1] - 1
        if (top != bottom or left != right) and (last > starts[top] or right > left):
            table.merged.append((starts[top], left, last, right))
    return table


def _is_spaced(cells: dict[Cell, list[Word]], bands: int) -> bool:
    """Whether a table with hardly a line across has a gap between two labels of what would be one row."""
    label = lines_of([word for cell, words in cells.items() if cell[1] == 0 for word in words])
    steps = [b.base - a.base for a, b in zip(label, label[1:], strict=False)]
    figures = [
        line for cell, words in cells.items() if cell[1] for line in lines_of(words) if is_figure(line.text)
    ]
    return (
        bands <= 2
        and len({round(line.base / 3) for line in figures}) == 1
        and max(steps, default=0) > 1.25 * min(steps, default=0)
    )


def _has_several(cells: dict[Cell, list[Word]], bands: int) -> bool:
    """Whether what lies between two lines across is several rows.

    It is where figures stand above each other beside several lines of a label or of other figures. Where lines across
    are few, they don't tell rows apart: then figures on two heights, or texts above each other in two columns, do too.
    """
    lines = {cell[1]: lines_of(words) for cell, words in cells.items() if words}
    figures = {column: [line for line in each if is_figure(line.text)] for column, each in lines.items()}
    stacked = [column for column, each in figures.items() if len(each) > 1]
    labels = len(lines.get(0, []))
    if len(stacked) > 1 or (stacked and (labels > 1 or stacked == [0])):
        return True
    heights = {round(line.base / 3) for column, each in figures.items() if column for line in each}
    columns = sum(len(each) > 1 for each in lines.values())
    return (bands <= 2 and labels > 1 and len(heights) > 1) or (bands == 1 and columns > 1)
