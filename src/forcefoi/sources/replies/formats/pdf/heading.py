"""The lines of a page right above a table that say what it is of."""

from __future__ import annotations

from collections.abc import Sequence

from forcefoi.sources.replies.formats.heading import MOST, is_heading
from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.formats.pdf.pieces import Piece

FAR = 3.5  # letters' sizes from a heading to its table
CLOSE = 1.2  # the same from one line of a heading to the next: further up stands something else


def heading_of(piece: Piece, pieces: Sequence[Piece], lines: Sequence[Line]) -> tuple[str, ...]:
    """The heading of a table, from the lines of its page that are in none; () where it may be another table's.

    What stands as close to the end of the table above as to this one could be the note or the caption of that one.
    """
    level = [other for other in pieces if other is not piece and _is_beside(other, piece)]
    above = [other.box[3] for other in pieces if other is not piece and other.box[3] <= piece.box[1] + 1]
    ceiling = max(above, default=0.0)
    found: list[Line] = []
    top = piece.box[1]
    for line in sorted(lines, key=lambda line: -line.base):
        # A heading at the page's left may stand over a table in its middle, unless tables stand beside each other.
        if line.bottom > top + 1 or (level and not _is_over(line, piece)):
            continue
        reach = CLOSE if found else FAR
        if len(found) == MOST or line.top < ceiling - 1 or top - line.bottom > reach * line.size:
            break
        if not is_heading(line.text):
            break
        found.insert(0, line)
        top = line.top
    if found and above and found[0].top - ceiling <= piece.box[1] - found[-1].bottom:
        return ()
    return tuple(" ".join(line.text.split()) for line in found)


def _is_over(line: Line, piece: Piece) -> bool:
    return line.x0 <= piece.box[2] and line.x1 >= piece.box[0]


def _is_beside(other: Piece, piece: Piece) -> bool:
    return other.box[1] < piece.box[3] and other.box[3] > piece.box[1]
