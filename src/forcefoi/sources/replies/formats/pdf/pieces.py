"""Pieces: what one page has of tables, as rows of text, and what is left of it beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.blocks import Block
from forcefoi.sources.replies.formats.pdf.boxes import Boxed, Cell
from forcefoi.sources.replies.formats.pdf.columns import Span, borders
from forcefoi.sources.replies.formats.pdf.lines import Line, could_be_one, lines_of
from forcefoi.sources.replies.formats.pdf.rows import Row, rows
from forcefoi.sources.replies.formats.pdf.rules import Rule
from forcefoi.sources.replies.formats.pdf.words import Word, has_digit, is_figure


@dataclass
class Piece:
    """A table, or the part of one that lies on one page. `spans` is where its columns are."""

    page: int
    rows: list[list[str]]
    spans: list[Span]
    box: tuple[float, float, float, float]  # x0, top, x1, bottom
    is_ruled: bool
    words: int  # how many words are in its cells
    merged: list[Cell] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    heading: tuple[str, ...] = ()
    open_top: bool = False
    open_bottom: bool = False
    is_first: bool = False  # nothing but the page's head stands above it
    is_last: bool = False  # nothing but the page's foot stands below it
    values: dict[int, Span] = field(default_factory=dict)  # where the figures of each column stand
    size: float = 10


def of_boxes(table: Boxed, page: int) -> Piece:
    """A ruled table as a piece."""
    spans = list(zip(table.xs, table.xs[1:], strict=False))
    if table.is_loose:
        spans = _taken(table, spans)
    piece = _piece(page, table.cells, table.height, spans, is_ruled=not table.is_loose)
    piece.box = (table.xs[0], table.ys[0], table.xs[-1], table.ys[-1])
    piece.merged, piece.open_top, piece.open_bottom = table.merged, table.open_top, table.open_bottom
    piece.doubts = table.doubts + piece.doubts
    return piece


def _taken(table: Boxed, spans: list[Span]) -> list[Span]:
    """The columns as their words take them, which is what can be held against another page's."""
    found = []
    for column, (left, right) in enumerate(spans):
        wide = {(r, c) for r, c, _, last in table.merged if last > c}
        inside = [w for (r, c), ws in table.cells.items() if c == column and (r, c) not in wide for w in ws]
        middle = (left + right) / 2
        found.append(
            (min((w.x0 for w in inside), default=middle), max((w.x1 for w in inside), default=middle))
        )
    return found


def of_block(block: Block, page: int, across: Sequence[Rule]) -> Piece:
    """A table without lines between its columns as a piece."""
    left, right = block.spans[0][0], block.spans[-1][1]
    rules = [
        rule.place for rule in across
        if min(rule.high, right) - max(rule.low, left) > 0.5 * (right - left)
        and block.lines[0].top - 20 < rule.place < block.lines[-1].bottom + 20
    ]  # fmt: skip
    found = rows(block.lines, block.spans, rules)
    if block.turned:
        found.insert(0, Row(_over(block)))
    cells = {(r, column): words for r, row in enumerate(found) for column, words in row.cells.items()}
    piece = _piece(page, cells, len(found), block.spans, is_ruled=False)
    piece.doubts = [doubt for row in found for doubt in row.doubts] + piece.doubts
    for words in cells.values():
        piece.doubts += _close(words)
    piece.doubts += _labels_again(piece)
    return piece


def _labels_again(piece: Piece) -> list[str]:
    """A doubt where labels begin again right of figures: two tables could stand beside each other."""
    body = piece.rows[1:]
    figures = [sum(is_figure(row[i]) for row in body) for i in range(len(piece.spans))]
    texts = [sum(bool(row[i]) for row in body) - figures[i] for i in range(len(piece.spans))]
    gaps = [b[0] - a[1] for a, b in zip(piece.spans, piece.spans[1:], strict=False)]
    if texts[0] <= figures[0]:
        return []
    return [
        f"column {i + 1} of the table on page {piece.page} has labels again: two tables may stand beside each other"
        for i in range(2, len(piece.spans) - 1)
        if texts[i] > figures[i]
        and any(f > t for f, t in zip(figures[1:i], texts[1:i], strict=True))
        and any(f > t for f, t in zip(figures[i + 1 :], texts[i + 1 :], strict=True))
        and (piece.rows[0][i] == piece.rows[0][0] or gaps[i - 1] > 1.5 * max(gaps[: i - 1] + gaps[i:]))
    ]


def _over(block: Block) -> dict[int, list[Word]]:
    """The turned words above a table, by the column they stand over."""
    limits, cells = borders(block.spans), dict[int, list[Word]]()
    for word in block.turned:
        cells.setdefault(bisect_right(limits, word.middle[0]), []).append(word)
    return cells


def _close(words: list[Word]) -> list[str]:
    ordered = sorted(words, key=lambda word: (word.base, word.x0))
    return [
        f"'{a.text} {b.text}' was read as one number, and could be two in two columns"
        for a, b in zip(ordered, ordered[1:], strict=False)
        if abs(a.base - b.base) < 1 and could_be_one(a, b)
    ]


def _piece(
    page: int, cells: dict[tuple[int, int], list[Word]], height: int, spans: list[Span], is_ruled: bool
) -> Piece:
    table = [["" for _ in spans] for _ in range(height)]
    words = [word for each in cells.values() for word in each]
    doubts: list[str] = []
    values: dict[int, Span] = {}
    for (row, column), inside in cells.items():
        lines = lines_of(inside)
        table[row][column] = "\n".join(line.text for line in lines)
        doubts += [doubt for line in lines for doubt in _parted(line, column)]
        stacked = [line.text for line in lines if is_figure(line.text)]
        if len(stacked) > 1:
            doubts.append(f"'{stacked[0]}' and '{stacked[1]}' stand below each other in one cell")
        for word in inside:
            doubts += [f"'{word.text}' (row {row + 1}, column {column + 1}) {why}" for why in word.doubts]
            doubts += _unreadable(word)
            if column and has_digit(word.text):
                low, high = values.get(column, (word.x0, word.x1))
                values[column] = (min(low, word.x0), max(high, word.x1))
    box = (
        min(word.x0 for word in words), min(word.top for word in words), max(word.x1 for word in words),
        max(word.bottom for word in words),
    )  # fmt: skip
    size = sorted(word.size for word in words)[len(words) // 2]
    return Piece(page, table, spans, box, is_ruled, len(words), [], doubts, values=values, size=size)


def _parted(line: Line, column: int) -> list[str]:
    """A doubt where texts stand far apart in one cell: a column could lie between them that nothing marks."""
    later = line.phrases[1:]
    if not later or not (column or any(is_figure(phrase.text) for phrase in later)):
        return []
    apart = "' and '".join(phrase.text for phrase in line.phrases)
    return [f"'{apart}' stand far apart in one cell, and could be two columns"]


def _unreadable(word: Word) -> list[str]:
    strange = any(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in word.text)
    if "(cid:" not in word.text and not strange:
        return []
    return [f"'{word.text}' has letters that the file doesn't say what they are"]


def beside(piece: Piece, lines: Sequence[Line]) -> list[str]:
    """A doubt for each number outside the table that stands as if it were in it.

    It does beside its rows, under or over one of its columns of figures alone on its line or among phrases, and, near
    the table, in a line of few words. A number in a sentence does not.
    """
    left, top, right, bottom = piece.box
    doubts: list[str] = []
    for line in lines:
        near = top - 2.5 * piece.size <= line.bottom and line.top <= bottom + 2.5 * piece.size
        for phrase in line.phrases:
            over = any(
                low - 2 <= (phrase.x0 + phrase.x1) / 2 <= high + 2 for low, high in piece.values.values()
            )
            alone = is_figure(phrase.text) and (over or (near and len(line.phrases) > 1))
            for word in phrase.words:
                within = top <= word.middle[1] <= bottom
                few = near and len(line.words) <= 4 and _is_over(word, piece)
                if has_digit(word.text) and (within or alone or few):
                    doubts.append(
                        f"'{word.text}' stands beside the table on page {piece.page} and is in none of its cells"
                    )
    return doubts


def _is_over(word: Word, piece: Piece) -> bool:
    return any(low - 2 <= word.middle[0] <= high + 2 for low, high in piece.values.values())


def under(piece: Piece, lines: Sequence[Line]) -> list[str]:
    """A doubt for a line right under or over a table without ruling lines: it could be a row, or a part of one."""
    if piece.is_ruled:
        return []
    _, top, _, bottom = piece.box
    below = [line for line in lines if line.bottom > bottom + 1]
    near = [line for line in below[:1] if line.top - bottom <= 2.2 * piece.size]
    if any(map(is_figure, piece.rows[0])):
        near += [line for line in lines if line.top < top and top - line.bottom < 0.5 * piece.size]
    return [
        f"'{_short(line.text)}' stands right by the table on page {piece.page} and could be a row of it"
        for line in near
        if any(abs(line.x0 - low) <= 3 and line.x1 <= high + 40 for low, high in piece.spans)
    ]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
