"""Lines: the tables that lie in plain lines of text, ruled by bars, parted by tabs, or set out by spaces."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from forcefoi.sources.replies.formats.heading import headings
from forcefoi.sources.replies.grid import Grid, Refused

# Lines that draw a table's rules with the characters that are made for it.
BOX = {
    **dict.fromkeys(map(ord, "│┃║╎╏┆┇┊┋▏▕"), "|"),
    **dict.fromkeys(map(ord, "─━╌╍┄┅┈┉"), "-"),
    ord("═"): "=",
    **dict.fromkeys(range(0x250C, 0x254C), "+"),
    **dict.fromkeys(range(0x2552, 0x2570), "+"),
}
RULE_SIGNS = set(" \t|+:=_-")
RULE = re.compile(r"[-=_]{3}|\+[-=]+|:?-+:?\s*\||\|\s*:?-+:?")
BAR = re.compile(r"(?<!\\)\|")
GAP = re.compile(r"\s{2,}")
# A text this size has no table that a person laid out by hand.
MOST_CELLS = 5_000_000
MOST_WIDE = 4_096
# A row whose cells are all blank is a label alone.
LABELS_ON_END = 5
LONGEST_LABEL = 60
BY_PLACE = "its columns were told by where they lie on the line alone"
CROSSING = "its columns do not line up one under the other: a value may stand in the wrong one"


@dataclass(frozen=True)
class Line:
    """One line of words, and what a person calls it: `line 12`, `paragraph 3`."""

    place: str
    text: str


@dataclass(frozen=True)
class Found:
    """The tables found among some lines, and the lines that lie in none, in their order.

    Where a table stood is an empty line of no place.
    """

    grids: tuple[Grid, ...]
    rest: tuple[Line, ...]


def is_rule(text: str) -> bool:
    """Whether a line only draws: `+---+---+`, `|:--|--:|`, `=====`."""
    return set(text) <= RULE_SIGNS and RULE.search(text) is not None


def numbered(text: str) -> list[Line]:
    """The lines of a text with their numbers; the first is `line 1`.

    >>> numbered("a\\r\\nb")[1]
    Line(place='line 2', text='b')
    """
    parts = re.split(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029", text)
    return [Line(f"line {number}", part) for number, part in enumerate(parts, 1)]


def find_tables(lines: Sequence[Line], place: str = "lines") -> Found:
    """Every table among some lines, each as a grid `lines, table N` of texts.

    A line is in one table at most. Nothing is joined: a label wrapped over two lines is two rows, with a doubt.

    >>> found = find_tables(numbered("Year | Crimes\\n--- | ---\\n2019/20 | <5"))
    >>> found.grids[0].rows
    [['Year', 'Crimes'], ['2019/20', '<5']]
    """
    grids: list[Grid] = []
    rest: list[Line] = []
    stretches: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        block = None
        if lines[at].text.strip():
            block = next((got for way in WAYS if (got := way(lines, at)) is not None), None)
        if block is None:
            rest.append(lines[at])
            stretches[-1].append(lines[at].text)
            at += 1
            continue
        grids.append(_grid(block, f"{place}, table {len(grids) + 1}"))
        stretches.append([])
        rest.append(Line("", ""))
        at = block.end
    named = zip(grids, headings(stretches), strict=True)
    return Found(tuple(replace(grid, heading=heading) for grid, heading in named), tuple(rest))


@dataclass(frozen=True)
class _Block:
    """Rows that were found from some line on, and the line after them."""

    rows: list[list[str]]
    places: list[str]
    doubts: tuple[str, ...]
    end: int


def _grid(block: _Block, place: str) -> Grid:
    wide = max(map(len, block.rows))
    if wide > MOST_WIDE or wide * len(block.rows) > MOST_CELLS:
        raise Refused(
            "too large", f"its {place} has {len(block.rows):,} rows and {wide:,} columns",
            "ask the force for a workbook or CSV",
        )  # fmt: skip
    uneven = [at for at, row in enumerate(block.rows) if len(row) != wide]
    doubts = block.doubts
    if uneven:
        which = ", ".join(block.places[at] for at in uneven[:5]) + (" and more" if len(uneven) > 5 else "")
        doubts += (f"not every row has {wide} cells ({which}): values may stand in the wrong column",)
    rows = [row + [""] * (wide - len(row)) for row in block.rows]
    return Grid(place, rows, row_places=tuple(block.places), doubts=doubts)


def _ruled(lines: Sequence[Line], at: int) -> _Block | None:
    """Rows between bars: Markdown, what databases print, and boxes."""
    end, rules = at, []
    rows: list[list[str]] = []
    places: list[str] = []
    while end < len(lines):
        text = lines[end].text.translate(BOX).strip()
        if "|" not in text and not (text.startswith("+") and is_rule(text)):
            break
        if is_rule(text):
            rules.append(len(rows))
        else:
            rows.append(_bar_cells(text))
            places.append(lines[end].place)
        end += 1
    if not rows or len(rows) + bool(rules) < 2 or max(map(len, rows)) < 2:
        return None
    return _Block(rows, places, _wrapped(rules, places), end)


def _bar_cells(text: str) -> list[str]:
    cells = [cell.replace("\\|", "|").strip() for cell in BAR.split(text)]
    start = 1 if text.startswith("|") else 0
    stop = (
        len(cells) - 1 if text.endswith("|") and not text.endswith("\\|") and len(cells) > 1 else len(cells)
    )
    return cells[start:stop] or [""]


def _wrapped(rules: list[int], places: list[str]) -> tuple[str, ...]:
    """A doubt where rules part the rows one from the next, and two lines stand between two of them."""
    inner = sorted({rule for rule in rules if 0 < rule < len(places)})
    if len(inner) < 3:
        return ()
    ends = [*inner, len(places)]
    long = [places[first] for first, last in zip([0, *inner], ends, strict=True) if last - first > 1]
    if not long:
        return ()
    return (
        f"more than one line lies between two rules (at {long[0]}): it may be one row with wrapped words",
    )


def _tabbed(lines: Sequence[Line], at: int) -> _Block | None:
    """Rows parted by tabs."""

    def cells(text: str) -> list[str] | None:
        return [cell.strip() for cell in text.split("\t")] if "\t" in text.strip() else None

    taken = _taken(lines, at, cells)
    if taken is None:
        return None
    rows, places, end = taken
    if len({len(row) for row in rows}) == 1:
        return _Block(rows, places, (), end)
    # Tabs are also used to line up labels of different lengths: then a run of them parts two cells.
    texts = [line.text for line in lines[at:end] if cells(line.text) is not None]
    pieces = [_tab_pieces(text) for text in texts]
    most = max(map(len, pieces))
    full = zip(*(row for row in pieces if len(row) == most), strict=True)
    by_place, lost = _by_place(pieces)
    # Tab stops put all of a column at one place.
    if not lost and all(len({piece.start for piece in column}) == 1 for column in full):
        return _Block(by_place, places, (BY_PLACE,), end)
    return _Block([_without_end(row) for row in rows], places, (), end)


def _without_end(row: list[str]) -> list[str]:
    stop = max((at for at, cell in enumerate(row, 1) if cell), default=1)
    return row[:stop]


def _spaced(lines: Sequence[Line], at: int) -> _Block | None:
    """Rows set out by two spaces or more."""

    def cells(text: str) -> list[str] | None:
        if "\t" in text or is_rule(text) or text.lstrip().startswith(">"):
            return None
        parts = GAP.split(text.strip())
        # Two spaces after a full stop are how some people type.
        return parts if len(parts) > 1 and not re.search(r"[.!?:;,]\s{2,}\S+ \S+ \S+", text) else None

    taken = _taken(lines, at, cells, ruled=True)
    if taken is None:
        return None
    rows, places, end = taken
    pieces = [_space_pieces(line.text) for line in lines[at:end] if line.place in set(places)]
    doubts: tuple[str, ...] = (CROSSING,) if _crossing(pieces) else ()
    if len({len(row) for row in rows}) == 1:
        return _Block(rows, places, doubts, end)
    by_place, lost = _by_place(pieces)
    doubts += (BY_PLACE,)
    if lost:
        which = ", ".join(places[each] for each in lost[:5]) + (" and more" if len(lost) > 5 else "")
        doubts += (f"whole lines stand in their first cell, as their columns can't be told: {which}",)
    return _Block(by_place, places, doubts, end)


def _taken(
    lines: Sequence[Line], at: int, cells: Callable[[str], list[str] | None], ruled: bool = False
) -> tuple[list[list[str]], list[str], int] | None:
    """The rows that follow each other from a line on; an empty line between rows of one length does not end them."""
    first = cells(lines[at].text)
    if first is None:
        return None
    rows, places, end, look = [first], [lines[at].place], at + 1, at + 1
    while look < len(lines) and look - end < 2:
        text = lines[look].text
        row = cells(text)
        if row is not None and (look == end or len(row) == len(rows[-1])):
            rows.append(row)
            places.append(lines[look].place)
            end = look + 1
        elif ruled and look == end and text.strip() and is_rule(text):
            end = look + 1
        elif ruled and look == end and _is_label(lines, look, cells):
            rows.append([text.strip()])
            places.append(lines[look].place)
            end = look + 1
        elif text.strip():
            break
        look += 1
    return (rows, places, end) if len(rows) > 1 else None


def _is_label(lines: Sequence[Line], at: int, cells: Callable[[str], list[str] | None]) -> bool:
    """Whether a line of one piece is a row whose other cells are blank: a row comes soon after, and no empty line."""
    for line in lines[at : at + LABELS_ON_END]:
        text = line.text.strip()
        if cells(line.text) is not None:
            return True
        if not text or "\t" in text or len(text) > LONGEST_LABEL or is_rule(text):
            return False
    return False


@dataclass(frozen=True)
class _Piece:
    """Some words of a line, and where on it they lie."""

    start: int
    end: int
    text: str


def _space_pieces(text: str) -> list[_Piece]:
    return [_Piece(found.start(), found.end(), found[0]) for found in re.finditer(r"\S+(?:\s\S+)*", text)]


def _tab_pieces(text: str) -> list[_Piece]:
    """The words between tabs, where a page with a stop every eight letters shows them."""
    pieces, at = [], 0
    for part in text.split("\t"):
        if part.strip():
            pieces.append(_Piece(at, at + len(part), part.strip()))
        at = (at + len(part)) // 8 * 8 + 8
    return pieces


def _by_place(lines: list[list[_Piece]]) -> tuple[list[list[str]], list[int]]:
    """Rows by where words lie under those of the fullest lines; and which lines can't be told so.

    Such a line is one cell: a figure under the wrong year would look right.
    """
    most = max(map(len, lines))
    columns = _columns(lines)
    rows, lost = [], []
    for at, line in enumerate(lines):
        where = range(most) if len(line) == most else _columns_of(line, columns)
        row = [""] * most
        if where is None:
            lost.append(at)
            row[0] = "  ".join(each.text for each in line)
        else:
            for column, each in zip(where, line, strict=True):
                row[column] = each.text
        rows.append(row)
    return rows, lost


def _columns(lines: list[list[_Piece]]) -> list[tuple[int, int]]:
    """From where to where the columns of the fullest lines reach."""
    most = max(map(len, lines))
    parts = zip(*(line for line in lines if len(line) == most), strict=True)
    return [(min(each.start for each in part), max(each.end for each in part)) for part in parts]


def _crossing(lines: list[list[_Piece]]) -> bool:
    """Whether a column of the fullest lines reaches into the next, or has two cells with no place in common."""
    most = max(map(len, lines))
    full = [line for line in lines if len(line) == most]
    apart = any(
        max(line[at].start for line in full) >= min(line[at].end for line in full) for at in range(1, most)
    )
    return apart or any(this[1] > that[0] for this, that in itertools.pairwise(_columns(lines)))


def _columns_of(line: list[_Piece], columns: list[tuple[int, int]]) -> list[int] | None:
    """The column that each piece lies under, or None where one lies under none, or two."""
    found: list[int] = []
    for each in line:
        under = [at for at, (start, end) in enumerate(columns) if each.start < end and each.end > start]
        if len(under) > 1 and each is line[0]:
            # A long label reaches under the next heading.
            under = [at for at in under if columns[at][0] <= each.start] or under
        if len(under) != 1 or (found and under[0] <= found[-1]):
            return None
        found.append(under[0])
    return found


WAYS: tuple[Callable[[Sequence[Line], int], _Block | None], ...] = (_ruled, _tabbed, _spaced)
