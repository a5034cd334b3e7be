"""Read a table in a text (.csv, .tsv): every field as the text that stands there, none taken for a number."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.text_table_encoding import encoding_of, shown_encoding
from forcefoi.sources.replies.formats.text_table_quick import quick_rows
from forcefoi.sources.replies.formats.text_table_separator import SEPARATORS, said_separator, separator_of
from forcefoi.sources.replies.grid import Document, Grid, Notice, Refused, Value

PLACE = "lines"
# The separator is sought in so many signs of the text.
HEAD = 200_000
# A field over more lines than this is a quotation mark that was never closed, sooner than a field.
LINES_OF_A_FIELD = 50
AGAIN = "ask the force to send it again, or as a workbook"


class LinePlaces(Sequence[str]):
    """What names each record where fields hold line breaks: the line it begins on, as an editor counts them.

    >>> LinePlaces([1, 4])[1]
    'line 4'
    """

    def __init__(self, lines: list[int]) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return (
            [f"line {line}" for line in self.lines[at]] if isinstance(at, slice) else f"line {self.lines[at]}"
        )


def read(path: Path, name: str, kind: str) -> Document:
    """A text as a Document with one grid, whose place is `lines` and whose row n is record n.

    name
        What a person knows the file by.
    kind
        `csv` or `tsv`; of a `tsv` a tab is the separator wherever there is one.

    Raises Refused for a text with NUL bytes, a quotation mark that is never closed, or too many fields.
    """
    data = path.read_bytes()
    encoding, certain = encoding_of(data)
    notices, doubts = _of_encoding(encoding, certain)
    if encoding == "utf-8-sig":
        data, encoding = data[3:], "utf-8"
    elif encoding != "utf-8":
        data = _decoded(data, encoding).removeprefix("\ufeff").encode()
    if b"\0" in data:
        raise Refused("damaged", "it has NUL bytes, which no text has", AGAIN)
    head = data[:HEAD].decode("utf-8", "ignore")
    said, length = said_separator(head)
    data = data[len(head[:length].encode()) :]
    sign, other = (said, "") if said else separator_of(head, kind)
    if other:
        doubts.append(
            f"{SEPARATORS[sign]} and {SEPARATORS[other]} part its lines equally well; {SEPARATORS[sign]} was taken"
        )
    first = 2 if said else 1
    rows = quick_rows(data, sign)
    if rows is not None:
        grid = Grid(PLACE, rows, first_row=first, doubts=tuple(doubts))
    else:
        _check_size(data, sign)
        grid = _slow(data, sign, first, doubts)
    return Document(name, kind, grids=(grid,), notices=tuple(notices))


def _of_encoding(encoding: str, certain: bool) -> tuple[list[Notice], list[str]]:
    if encoding in ("utf-8", "utf-8-sig"):
        return [], []
    shown = shown_encoding(encoding)
    notices = [Notice("encoding", PLACE, f"the text was read as {shown}")]
    doubts = (
        []
        if certain
        else [f"the text doesn't say its encoding, and was read as {shown}: names may be misspelt"]
    )
    return notices, doubts


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"its text is cut off or damaged at byte {error.start:,} ({shown_encoding(encoding)})"
        raise Refused("damaged", why, AGAIN) from error


def _check_size(data: bytes, sign: str) -> None:
    if (many := data.count(sign.encode()) + data.count(b"\n")) > limits.CELLS:
        raise _too_large(f"it has {many:,} fields")


def _too_large(why: str) -> Refused:
    return Refused("too large", why, "split it, or ask the force for the columns that answer alone")


def _slow(data: bytes, sign: str, first: int, doubts: list[str]) -> Grid:
    """Any text, one record after the other."""
    try:
        rows, ends = _records(data, sign, strict=True)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused(
                "damaged", "a quotation mark is never closed: fields and lines run together", AGAIN
            ) from error
        if "field larger" in str(error):
            raise Refused(
                "damaged", "a field is larger than any cell: a quotation mark is amiss", AGAIN
            ) from error
        rows, ends = _lenient(data, sign)
        doubts.append(
            "a quotation mark stands inside a field: what is in that field and beside it may be parted wrongly"
        )
    if ends and ends[-1] != len(ends) and (swallowed := _swallowing(rows, sign)):
        doubts.append(
            f"{swallowed:,} field{'s' * (swallowed != 1)} between quotation marks "
            f"hold{'s' * (swallowed == 1)} what looks like whole lines of the table: they may be lost"
        )
    width = _squared(rows)
    starts = [first, *(end + first for end in ends[:-1])]
    places: Sequence[str] = LinePlaces(starts) if ends and ends[-1] != len(ends) else ()
    if not width:
        rows, places = [], ()
    return Grid(PLACE, rows, first_row=first, row_places=places, doubts=tuple(doubts))


def _records(data: bytes, sign: str, strict: bool) -> tuple[list[list[Value]], list[int]]:
    """The records, and the line that each ends on."""
    # Decoded a piece at a time: the whole as one text would take four times its size.
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=sign, strict=strict)
    rows: list[list[Value]] = []
    ends: list[int] = []
    for row in reader:
        if len(row) > limits.COLUMNS:
            raise _too_large(f"line {reader.line_num:,} has {len(row):,} fields")
        rows.append(list(row))
        ends.append(reader.line_num)
    return rows, ends


def _lenient(data: bytes, sign: str) -> tuple[list[list[Value]], list[int]]:
    try:
        return _records(data, sign, strict=False)
    except csv.Error as error:
        raise Refused("damaged", f"its quotation marks don't fit together ({error})", AGAIN) from error


def _swallowing(rows: list[list[Value]], sign: str) -> int:
    """How many fields hold lines that look like records of the same table."""
    usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    many = 0
    for row in rows:
        for value in row:
            if isinstance(value, str) and ("\n" in value or "\r" in value):
                lines = value.splitlines()
                like = usual > 1 and any(line.count(sign) >= usual - 1 for line in lines)
                many += like or len(lines) > LINES_OF_A_FIELD
    return many


def _squared(rows: list[list[Value]]) -> int:
    """Fill short rows up with blanks and drop blank rows at the end and blank columns on the right, in place."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits.CELLS:
        raise _too_large(f"it has {len(rows):,} lines of up to {width:,} fields")
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    kept = width
    while kept and not any(row[kept - 1] for row in rows):
        kept -= 1
    for row in rows if kept < width else ():
        del row[kept:]
    return kept
