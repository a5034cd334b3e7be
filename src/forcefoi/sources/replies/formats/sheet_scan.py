"""What a sheet of an .xlsx says beside its cells' values: what is hidden, merged, filtered, worked out or an error.

A sheet of a million rows has some 300 MB of XML. Rows in which there is nothing but plain values are only measured,
many at a time; every other row, and all that stands before and after the rows, goes through a parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np

from forcefoi.sources.replies.formats.marked import Runs
from forcefoi.sources.replies.formats.sheet_zip import damaged

REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
BODY, ROW_END = b"<sheetData>", b"</row>"
# What opens in a plain row, by the second sign of it; any end may stand there too.
OPENINGS = (b'<c r="', b'<row r="', b"<v>", b"<is>")
TEXT = ord("t")
# Each ends in a sign that is seldom seen in plain rows, which makes them quick to look for.
HIDES = (b' ht="0', b' ht="-', b"sheetD")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
ALLOWED = np.zeros(256, dtype=bool)
ALLOWED[[*(opening[1] for opening in OPENINGS), TEXT, ord("/")]] = True
# What a hand that is not Excel's may leave: such a row is as hidden as one that says so.
TRUE = {"1", "true"}


@dataclass(frozen=True)
class Look:
    """A cell that may show something other than its value: its style, its type, its value as written, and its words
    where a part of them is raised or struck.
    """

    style: int
    kind: str
    value: str
    marked: str = ""


@dataclass
class Seen:
    """What was seen; rows and columns are counted from 1.

    `errors` is what the reader of cells leaves blank; `box` is the least that holds every cell with a value; `looks`
    are cells that may show something other than their value, `shown` what they do show, and `replaced` those of them
    whose number a format hides.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    box: tuple[int, int, int, int] | None = None
    values: int = 0
    filtered: bool = False
    protected: bool = False
    columns_hidden_by_default: bool = False
    shown_columns: list[tuple[int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    twice: bool = False
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    replaced: list[tuple[int, int]] = field(default_factory=list)

    def widen(self, top: int, left: int, bottom: int, right: int, many: int = 1) -> None:
        """Make the box hold so many cells more."""
        self.values += many
        old = self.box or (top, left, bottom, right)
        self.box = min(old[0], top), min(old[1], left), max(old[2], bottom), max(old[3], right)


def place_of(ref: str) -> tuple[int, int] | None:
    """The row and column of a cell's name, counted from 1; None where it is none.

    >>> place_of("B4"), place_of("4B")
    ((4, 2), None)
    """
    found = REF.fullmatch(ref)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if 0 < row <= MOST_ROWS and column <= MOST_COLUMNS else None


def scan(
    chunks: Iterable[bytes],
    quick: bool = True,
    styles: Collection[int] = (),
    strings: Collection[int] = (),
) -> Seen:
    """What a sheet's XML says; `quick` measures plain rows without parsing them, and may make `box` too large.

    The looks of cells of these `styles`, and of those with these shared `strings`, are kept; not of rows measured.

    Raises Refused where it is no XML, or declares a type of document.

    >>> scan([b'<worksheet><sheetData><row r="2" hidden="1"><c r="B2"><v>5</v></c></row></sheetData></worksheet>']).box
    (2, 2, 2, 2)
    """
    reader = _Reader(styles, strings)
    try:
        for piece, plain in _pieces(chunks) if quick else ((chunk, False) for chunk in chunks):
            box = measure(piece) if plain else None
            if box:
                reader.skip(*box)
            else:
                reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"a sheet is no XML: {error}") from error
    return reader.seen


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """A sheet in pieces, and whether each is whole rows."""
    rest, inside = b"", False
    for chunk in chunks:
        rest += chunk
        if not inside and (at := rest.find(BODY)) >= 0:
            yield rest[: at + len(BODY)], False
            rest, inside = rest[at + len(BODY) :], True
        if inside and (cut := rest.rfind(ROW_END) + len(ROW_END)) >= len(ROW_END):
            yield rest[:cut], rest.startswith(OPENINGS[1])
            rest = rest[cut:]
    yield rest, False


def measure(rows: bytes) -> tuple[int, int, int, int, int] | None:
    """The box of cells of whole rows and how many they are; None where they hold more than plain values.

    >>> measure(b'<row r="7"><c r="A7"><v>1</v></c><c r="AC7" t="s"><v>0</v></c></row>')
    (7, 1, 7, 29, 2)
    """
    if any(word in rows for word in HIDES) or not _all_shown(rows):
        return None
    # The longest name is XFD1048576; what is looked at must not end before it.
    signs = np.frombuffer(rows + bytes(16), dtype=np.uint8)
    opens = np.flatnonzero(signs == ord("<"))
    second = signs[opens + 1]
    if not ALLOWED[second].all() or not _plain_attributes(signs):
        return None
    cells = opens[:0]
    for opening in OPENINGS:
        at = opens[second == opening[1]]
        if not all((signs[at + place] == sign).all() for place, sign in enumerate(opening[2:], 2)):
            return None
        if opening == OPENINGS[0]:
            cells = at + len(opening)
    after = signs[opens[second == TEXT] + 2]
    if not ((after == ord(">")) | (after == ord(" "))).all():
        return None
    return _box(signs, cells) if len(cells) else None


def _all_shown(rows: bytes) -> bool:
    """Whether no row says that it is hidden. LibreOffice says of each that it isn't."""
    if b"hidde" not in rows:
        return True
    return rows.count(b"hidde") == rows.count(b' hidden="false"') + rows.count(b' hidden="0"')


def _plain_attributes(signs: np.ndarray) -> bool:
    """Whether every value of an attribute stands right between two marks, and none may be the type of an error."""
    at = np.flatnonzero(signs == ord("="))
    return bool(
        (signs[at + 1] == ord('"')).all() and (signs[at - 1] > 32).all() and (signs[at + 2] != ord("e")).all()
    )


def _box(signs: np.ndarray, at: np.ndarray) -> tuple[int, int, int, int, int] | None:
    """The least and the most row and column of the names that begin at these places; None where one is no name."""
    column = np.zeros(len(at), dtype=np.int32)
    at = at.copy()
    for _ in range(3):
        sign = signs[at]
        letter = (sign >= 65) & (sign <= 90)
        if not letter.any():
            break
        column = np.where(letter, column * 26 + sign - 64, column)
        at += letter
    row = np.zeros(len(at), dtype=np.int32)
    for _ in range(7):
        sign = signs[at]
        digit = (sign >= 48) & (sign <= 57)
        if not digit.any():
            break
        row = np.where(digit, row * 10 + sign - 48, row)
        at += digit
    if not (signs[at] == ord('"')).all() or not row.all() or not column.all():
        return None
    # One after the other: a cell that stands twice, or a row that does, is for the parser to tell.
    if not (np.diff(row.astype(np.int64) * (2 * MOST_COLUMNS) + column) > 0).all():
        return None
    box = int(row.min()), int(column.min()), int(row.max()), int(column.max()), len(at)
    return box if box[2] <= MOST_ROWS and box[3] <= MOST_COLUMNS else None


class _Reader:
    """A parser of a sheet's XML that keeps what `Seen` has."""

    def __init__(self, styles: Collection[int] = (), strings: Collection[int] = ()) -> None:
        self.seen = Seen()
        self.styles, self.strings = set(map(str, styles)), set(map(str, strings))
        self.style, self.runs = "", Runs()
        self.row = self.column = 0
        self.last = (0, 0)
        self.cell: tuple[int, int] | None = None
        self.kind = ""
        self.formula: str | None = None
        self.value: str | None = None
        self.masters: dict[str, str] = {}
        self.shared = ""
        self.text: list[str] | None = None
        parser = self.parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = refuse_doctype

    def skip(self, top: int, left: int, bottom: int, right: int, many: int) -> None:
        """Rows that were measured and not parsed."""
        if (top, left) <= self.last or top <= self.row:
            self.seen.twice = True
        self.row, self.last = bottom, (bottom, MOST_COLUMNS)
        self.seen.widen(top, left, bottom, right, many)

    def start(self, name: str, given: dict[str, str]) -> None:
        name = name if ":" not in name else name.rpartition(":")[2]
        if handle := STARTS.get(name):
            handle(self, given)
        elif name in RUNS:
            self.runs.start(name, given)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.end_cell()
        elif name in ("v", "t") and self.text is not None:
            self.value = (self.value or "") + "".join(self.text)
            if name == "t":
                self.runs.say("".join(self.text))
            self.text = None
        elif name == "f" and self.text is not None:
            self.formula = self.end_formula("".join(self.text))
            self.text = None
        elif name in HEADERS and self.text is not None:
            self.seen.words.append("".join(self.text))
            self.text = None

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def start_row(self, given: dict[str, str]) -> None:
        number = given.get("r", "")
        if "r" in given and not (
            number.isascii() and number.isdecimal() and 0 < int(number[:8]) <= MOST_ROWS
        ):
            raise damaged(f"a row is numbered {number[:20]!r}, which no row is")
        row = int(number) if number else self.row + 1
        if row <= self.row:
            self.seen.twice = True
        self.row, self.column = row, 0
        if given.get("hidden", "").lower() in TRUE or _is_nought(given.get("ht")):
            self.seen.hidden_rows.add(row)

    def start_cell(self, given: dict[str, str]) -> None:
        place = place_of(given["r"]) if "r" in given else (self.row, self.column + 1)
        if place is None:
            # The reader of cells would go to wherever such a name leads, and make room for all between.
            raise damaged(f"a cell is named {given['r'][:20]!r}, which no cell is")
        if place <= self.last:
            self.seen.twice = True
        self.last = place
        self.cell, self.column = place, place[1]
        self.kind, self.formula, self.value = given.get("t", "n"), None, None
        self.style, self.runs = given.get("s", "0"), Runs()

    def start_text(self, given: dict[str, str]) -> None:
        self.text = []

    def start_formula(self, given: dict[str, str]) -> None:
        self.text = []
        self.shared = given.get("si", "") if given.get("t") == "shared" else ""

    def end_formula(self, text: str) -> str:
        if not self.shared or not self.cell:
            return f"={text}"
        if text:
            self.masters[self.shared] = text
            return f"={text}"
        # Copied down or across: its references move along, and only the first cell's are written.
        return f"as copied from ={self.masters.get(self.shared, '?')}"

    def end_cell(self) -> None:
        if self.cell is None:
            return
        if self.formula is not None:
            self.seen.formulas[self.cell] = self.formula
            if not self.value and self.kind != "str":
                self.seen.unsaved.append(self.cell)
        if self.value is not None:
            self.seen.widen(*self.cell, *self.cell)
            if (
                self.style in self.styles
                or self.runs.marked
                or (self.kind == "s" and self.value in self.strings)
            ):
                marked = "".join(self.runs.words) if self.runs.marked else ""
                style = int(self.style) if self.style in self.styles else -1
                self.seen.looks[self.cell] = Look(style, self.kind, self.value, marked)
            if self.kind == "e":
                self.seen.errors[self.cell] = self.value
        self.cell = None

    def start_column(self, given: dict[str, str]) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        if first.isdecimal() and last.isdigit():
            hidden = given.get("hidden", "").lower() in TRUE or _is_nought(given.get("width"))
            into = self.seen.hidden_columns if hidden else self.seen.shown_columns
            into.append((int(first[:7]), int(last[:7])))

    def start_merged(self, given: dict[str, str]) -> None:
        first, _, last = given.get("ref", "").partition(":")
        if (start := place_of(first)) and (end := place_of(last)):
            self.seen.merged.append((*start, *end))

    def start_defaults(self, given: dict[str, str]) -> None:
        self.seen.columns_hidden_by_default = _is_nought(given.get("defaultColWidth"))

    def note_filter(self, given: dict[str, str]) -> None:
        self.seen.filtered = True

    def note_protection(self, given: dict[str, str]) -> None:
        self.seen.protected |= given.get("sheet", "").lower() in TRUE


HEADERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
RUNS = {"r", "vertAlign", "strike"}
STARTS = {
    "row": _Reader.start_row, "c": _Reader.start_cell, "v": _Reader.start_text, "t": _Reader.start_text,
    "f": _Reader.start_formula, "col": _Reader.start_column, "mergeCell": _Reader.start_merged,
    "sheetFormatPr": _Reader.start_defaults, "filterColumn": _Reader.note_filter,
    "sheetProtection": _Reader.note_protection, **dict.fromkeys(HEADERS, _Reader.start_text),
}  # fmt: skip


def _is_nought(size: str | None) -> bool:
    if size is None:
        return False
    try:
        return float(size) <= 0
    except ValueError:
        return False


def refuse_doctype(*_: object) -> None:
    """What a parser of any part does when it meets a document type."""
    raise damaged("a part of it declares a type of document, which no workbook does and which can do harm")
