"""One page: its tables as pieces and the words beside them; every word of it is in exactly one of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from forcefoi.sources.replies.formats.pdf.blocks import blocks
from forcefoi.sources.replies.formats.pdf.boxes import boxed
from forcefoi.sources.replies.formats.pdf.heading import heading_of
from forcefoi.sources.replies.formats.pdf.lines import Line, lines_of
from forcefoi.sources.replies.formats.pdf.pieces import Piece, beside, of_block, of_boxes, under
from forcefoi.sources.replies.formats.pdf.rules import Rule, Ruled, ruled
from forcefoi.sources.replies.formats.pdf.words import Word


@dataclass
class Sheet:
    """A page taken apart, and not yet put together: its words, ruling lines, and the words that can't be seen."""

    number: int
    words: list[Word]
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    hidden: list[Word] = field(default_factory=list)
    is_scanned: bool = False
    damage: str = ""
    width: float = 0
    height: float = 0

    @cached_property
    def lines(self) -> list[Line]:
        """Its words as lines."""
        return lines_of(self.words)


@dataclass
class Page:
    """A page put together: its tables from the top, and its lines outside of them."""

    number: int
    pieces: list[Piece]
    lines: list[Line]
    repeated: list[Line]  # those of its letterhead and foot


def page_of(
    sheet: Sheet,
    furniture: Sequence[Word] = (),
    edges: Sequence[float] | None = None,
    before: Piece | None = None,
    close: Sequence[Line] = (),
) -> Page:
    """The tables of a page.

    furniture
        The words of its letterhead and foot; they are in no table, except in one with ruling lines around them.
    edges
        The columns' edges, set by hand.
    before
        The table that the page before ends with, and that may go on here.
    close
        Lines at its end that other pages have as well, too close to a table to be known as the page's foot.
    """
    words, found = list(sheet.words), list[Piece]()
    # Edges set by hand are set because those that are drawn mislead.
    groups = [] if edges is not None else ruled(sheet.across, sheet.down)
    for group in sorted(groups, key=lambda group: (group.ys[0], group.xs[0])):
        piece, used = _ruled(group, words, sheet.number, before)
        if piece is not None:
            found.append(piece)
            words = [word for word in words if id(word) not in used]
    apart = {id(word) for word in furniture}
    loose = [word for word in words if id(word) not in apart]
    columns = before.spans if before is not None and not before.is_ruled else None
    for block in blocks(lines_of(loose), edges, columns):
        found.append(of_block(block, sheet.number, sheet.across))
        found[-1].doubts += _again(block.lines, close)
        used = {id(word) for word in block.words}
        words = [word for word in words if id(word) not in used]
    found.sort(key=lambda piece: (piece.box[1], piece.box[0]))
    _check(sheet, found, words)
    _mark_ends(found, [word for word in words if id(word) not in apart])
    left = lines_of([word for word in words if id(word) not in apart])
    near = lines_of(words)
    for piece in found:
        piece.heading = heading_of(piece, found, left)
        piece.doubts += beside(piece, near) + under(piece, left)
        piece.doubts += _hidden_in(piece, sheet.hidden)
    return Page(sheet.number, found, near, [line for line in near if id(line.words[0]) in apart])


def _ruled(
    group: Ruled, words: list[Word], number: int, before: Piece | None
) -> tuple[Piece | None, set[int]]:
    """A group of ruling lines as a table, and the words in it; None where it is only a frame around something."""
    xs, ys = group.xs, group.ys
    if len(xs) < 3 or len(ys) < 2:
        return None, set()
    inside = [
        word for word in words
        if xs[0] - 1 <= word.middle[0] <= xs[-1] + 1 and ys[0] - 1 <= word.middle[1] <= ys[-1] + 1
    ]  # fmt: skip
    if not inside:
        return None, set()
    loose = before.spans if before is not None and not before.is_ruled else None
    table = boxed(group, inside, loose)
    goes_on = before is not None and before.is_ruled and len(before.spans) == table.width
    if not goes_on and len({column for _, column in table.cells}) < 2:
        return None, set()
    return of_boxes(table, number), {id(word) for word in inside}


def _again(lines: Sequence[Line], close: Sequence[Line]) -> list[str]:
    known = {id(word) for line in close for word in line.words}
    return [
        f"'{line.text}' is printed at the same place of another page too, and was read as a part of the table"
        for line in lines
        if id(line.words[0]) in known
    ]


def _check(sheet: Sheet, found: list[Piece], words: list[Word]) -> None:
    """No word may be lost or be in two places: a figure that vanishes is the worst that a reader can do."""
    total = sum(piece.words for piece in found) + len(words)
    if total != len(sheet.words):
        raise AssertionError(
            f"page {sheet.number}: {len(sheet.words)} words are printed, {total} were placed"
        )


def _mark_ends(found: list[Piece], words: list[Word]) -> None:
    """Which table stands first on the page, and which last, with nothing of the letter above or below it."""
    if not found:
        return
    first, last = found[0], max(found, key=lambda piece: piece.box[3])
    first.is_first = not any(word.middle[1] < first.box[1] for word in words)
    last.is_last = not any(word.middle[1] > last.box[3] for word in words)


def _hidden_in(piece: Piece, hidden: list[Word]) -> list[str]:
    left, top, right, bottom = piece.box
    count = sum(left <= word.middle[0] <= right and top <= word.middle[1] <= bottom for word in hidden)
    return (
        [f"text that can't be seen lies in the table on page {piece.page} ({count} words)"] if count else []
    )
