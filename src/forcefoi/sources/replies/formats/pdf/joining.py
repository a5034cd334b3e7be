"""Joining: a table that goes on over pages is one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from forcefoi.sources.replies.formats.pdf.columns import agree
from forcefoi.sources.replies.formats.pdf.pieces import Piece
from forcefoi.sources.replies.formats.pdf.words import is_figure
from forcefoi.sources.replies.grid import Grid

MOST = 200  # doubts that are told one by one
CLOSE = 3.0  # points by which ruling lines of one table may differ on two pages


@dataclass
class Table:
    """A table that is being put together from the pieces on its pages."""

    rows: list[list[str]]
    places: list[str]
    last: Piece
    first_page: int
    number: int
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    heading: tuple[str, ...] = ()
    again: bool = False  # its header stands on a later page as well

    @property
    def end(self) -> Piece | None:
        """Its part on the last page, if the next page may go on with it."""
        return self.last if self.last.is_last else None

    @property
    def pages(self) -> int:
        """Over how many pages it runs."""
        return self.last.page - self.first_page + 1


class Joiner:
    """Takes pages' pieces in order, and gives a table as soon as nothing can be added to it."""

    def __init__(self) -> None:
        self.open: Table | None = None
        self.done: list[Table] = []

    def add(self, page: int, pieces: Iterable[Piece]) -> None:
        """The tables of the next page, from the top."""
        for number, piece in enumerate(pieces, start=1):
            if self.open is not None and _goes_on(self.open, piece):
                _join(self.open, piece)
            else:
                last = self.open
                self._close()
                self.open = _begin(piece, number)
                self.open.doubts += _headless(last, piece)
        if self.open is not None and (self.open.last.page != page or not self.open.last.is_last):
            self._close()

    def end(self) -> list[Table]:
        """All tables, the last one closed."""
        self._close()
        return self.done

    def _close(self) -> None:
        if self.open is not None:
            self.done.append(self.open)
            self.open = None


def _headless(table: Table | None, piece: Piece) -> list[str]:
    """A doubt for a table without a header under the end of another page's table."""
    if table is None or table.last.page != piece.page - 1 or not any(map(is_figure, piece.rows[0][1:])):
        return []
    return [
        f"the table on page {piece.page} begins without a header, and could go on from page {table.last.page}"
    ]


def _begin(piece: Piece, number: int) -> Table:
    places = [f"page {piece.page}, row {row}" for row in range(1, len(piece.rows) + 1)]
    return Table(
        piece.rows, places, piece, piece.page, number, list(piece.merged), list(piece.doubts), piece.heading
    )  # fmt: skip


def _goes_on(table: Table, piece: Piece) -> bool:
    """Whether a piece is the next page's part of a table: at its top, with the same columns, and no other header."""
    last = table.last
    if (
        piece.page != last.page + 1
        or not (last.is_last and piece.is_first)
        or last.is_ruled != piece.is_ruled
    ):
        return False
    if last.is_ruled:
        same = len(last.spans) == len(piece.spans) and all(
            abs(a[0] - b[0]) <= CLOSE and abs(a[1] - b[1]) <= CLOSE
            for a, b in zip(last.spans, piece.spans, strict=True)
        )
    else:
        same = agree(last.spans, piece.spans) or agree(piece.spans, last.spans)
    return same and not _has_other_header(table, piece)


def _has_other_header(table: Table, piece: Piece) -> bool:
    """Whether a page begins with a header that is not the table's: it does where the table has repeated its own."""
    first, header = piece.rows[0], table.rows[0]
    if _same(first, header):
        return False
    if table.again:
        return True
    body = table.rows[1:]
    count = [sum(is_figure(row[i]) for row in body) for i in range(len(header))]
    # Labels are hardly ever figures; running numbers are.
    figures = [i for i, number in enumerate(count) if number > (0 if i else 0.8 * len(body))]
    words = [i for i in figures if i < len(first) and first[i].strip()]
    return len(words) > 1 and not any(is_figure(first[i]) for i in words)


def _same(one: list[str], other: list[str]) -> bool:
    return [text.split() for text in one if text] == [text.split() for text in other if text]


def _join(table: Table, piece: Piece) -> None:
    rows, spans = _fitted(table, piece)
    places = [f"page {piece.page}, row {row}" for row in range(1, len(rows) + 1)]
    table.again = table.again or _same(rows[0], table.rows[0])
    table.doubts += piece.doubts
    start, top = len(table.rows), int(_same(rows[0], table.rows[0]))
    cut = len(rows) > top and _is_cut(table, piece, rows[top])
    if cut:
        pair = zip(table.rows[-1], rows[top], strict=True)
        table.rows[-1] = ["\n".join(filter(None, parts)) for parts in pair]
        table.doubts.append(
            f"the row '{_short(table.rows[-1][0])}' is cut by the end of page {table.last.page}; "
            f"its two parts were joined"
        )
        del rows[top], places[top]
    elif len(rows) > top and _might_be_cut(table, rows[top]):
        table.doubts.append(
            f"'{_short(table.rows[-1][0])}' at the end of page {table.last.page} and "
            f"'{_short(rows[top][0])}' on page {piece.page} could be one row, cut by the page's end"
        )
    table.rows += rows
    table.places += places
    table.merged += [
        (_moved(a, start, top, cut), b, _moved(c, start, top, cut), d) for a, b, c, d in piece.merged
    ]
    table.last = replace(piece, spans=spans, rows=[])


def _moved(row: int, start: int, top: int, cut: bool) -> int:
    """Where a piece's row is in the table; the one at `top` was joined to the table's last if it was `cut`."""
    if not cut or row < top:
        return start + row
    return start - 1 if row == top else start + row - 1


def _fitted(table: Table, piece: Piece) -> tuple[list[list[str]], list[tuple[float, float]]]:
    """A piece's rows in the table's columns, each widened by what the piece has in it."""
    old, new = table.last.spans, piece.spans
    if piece.is_ruled or len(old) == len(new):
        return piece.rows, new if piece.is_ruled else [
            (min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(old, new, strict=True)
        ]
    if len(new) < len(old):
        home = [_over(span, old) for span in new]
        rows = [["" for _ in old] for _ in piece.rows]
        for fitted, row in zip(rows, piece.rows, strict=True):
            for place, text in zip(home, row, strict=True):
                fitted[place] = text
        return rows, old
    home = [_over(span, new) for span in old]
    for index, row in enumerate(table.rows):
        wide = ["" for _ in new]
        for place, text in zip(home, row, strict=True):
            wide[place] = text
        table.rows[index] = wide
    table.doubts.append(f"page {piece.page} has a column that the pages before it have nothing in")
    return piece.rows, new


def _over(span: tuple[float, float], spans: list[tuple[float, float]]) -> int:
    return max(range(len(spans)), key=lambda i: min(span[1], spans[i][1]) - max(span[0], spans[i][0]))


def _figures(row: list[str]) -> set[int]:
    return {i for i, text in enumerate(row) if i and is_figure(text.replace("\n", " "))}


def _is_cut(table: Table, piece: Piece, below: list[str]) -> bool:
    """Whether a page's end cuts a row in two, so that one part has figures and the other a part of the label."""
    above = table.rows[-1]
    if (_figures(above) and _figures(below)) or len(table.rows) < 2:
        return False
    if piece.is_ruled and (piece.open_top or table.last.open_bottom):
        return bool(_figures(above) or _figures(below)) or _is_rest_of(above, below)
    return bool(above[0]) and not any(above[1:]) and not below[0] and bool(_figures(below))


def _is_rest_of(above: list[str], below: list[str]) -> bool:
    """Whether a row has nothing in its first column, and goes on with texts that the row above has all begun."""
    begun = all(other for text, other in zip(below, above, strict=True) if text)
    return bool(above[0]) and not below[0] and any(below) and begun


def _might_be_cut(table: Table, below: list[str]) -> bool:
    """A row with a label alone at a page's end or top, where the other side could hold its figures."""
    above = table.rows[-1]
    alone_above = bool(above[0]) and not any(above[1:])
    alone_below = bool(below[0]) and not any(below[1:])
    return alone_above or alone_below or (not below[0] and any(below))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def grid_of(table: Table) -> Grid:
    """A table as a grid."""
    first, last = table.first_page, table.last.page
    pages = f"page {first}" if first == last else f"pages {first}-{last}"
    every = list(dict.fromkeys(table.doubts))
    doubts = (
        *every[:MOST],
        *([f"and {len(every) - MOST} more that are like these"] if len(every) > MOST else []),
    )
    return Grid(
        f"{pages}, table {table.number}", table.rows, merged=tuple(table.merged), row_places=tuple(table.places),
        heading=table.heading, doubts=doubts,
    )  # fmt: skip


def bands(tables: list[Table]) -> list[list[Table]]:
    """Tables over several pages each that have equally many rows and follow each other: one sheet printed in bands."""
    found: list[list[Table]] = []
    for table in tables:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and table.pages > 1
            and table.pages == last.pages
            and len(table.rows) == len(last.rows)
            and table.first_page == last.last.page + 1
        ):
            found[-1].append(table)
        else:
            found.append([table])
    return [group for group in found if len(group) > 1]
