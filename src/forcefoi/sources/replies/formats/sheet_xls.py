"""An .xls: the records of its sheets walked for what is hidden, an error or worked out, then its cells read."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from forcefoi.sources.replies.formats.sheet_cells import cells_of
from forcefoi.sources.replies.formats.sheet_told import Told, grid_of, left_out, note_texts, notices_of
from forcefoi.sources.replies.formats.sheet_zip import damaged
from forcefoi.sources.replies.grid import Document, Notice, Refused, Text

BOF, EOF, FILEPASS, BOUNDSHEET, SUPBOOK = 0x809, 0x0A, 0x2F, 0x85, 0x1AE
ROW, COLINFO, BOOLERR, FORMULA, NOTE, OBJ, TXO, CONTINUE = 0x208, 0x7D, 0x205, 0x06, 0x1C, 0x5D, 0x1B6, 0x3C
FILTERMODE, PROTECT = 0x9B, 0x12
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
PROPERTIES = (
    "title", "subject", "author", "keywords", "comments", "last_saved_by", "create_time", "last_saved_time", "manager",
    "company",
)  # fmt: skip
# What such a file keeps of a formula is not its text.
WORKED_OUT = "a formula"
Records = Iterator[tuple[int, bytes]]


def read(path: Path, name: str, kind: str) -> Document:
    """A workbook of Excel before 2007 as a Document. Raises Refused."""
    with olefile.OleFileIO(str(path)) as ole:
        stream = "Workbook" if ole.exists("Workbook") else "Book"
        data = ole.openstream(stream).read()
        if len(data) < ole.get_size(stream):
            raise damaged("it is cut off")
        texts = list(_properties(ole))
        notices = list(_leaks(ole, name))
    told, linked = _told(data)
    if linked:
        notices.append(
            Notice("external link", name, "it takes values from another file; the link was not followed")
        )
    grids = []
    for cells, each in zip(cells_of(path), told, strict=True):
        if each is None or not cells.values:
            notices.append(left_out(cells))
            continue
        grids.append(grid_of(cells, each))
        texts += note_texts(grids[-1].place, each)
        notices += notices_of(grids[-1], each)
    return Document(name, kind, grids=tuple(grids), texts=tuple(texts), notices=tuple(notices))


def _properties(ole: olefile.OleFileIO) -> Iterator[Text]:
    found = ole.get_metadata()
    for each in PROPERTIES:
        value = getattr(found, each, None)
        text = value.decode("cp1252", "replace") if isinstance(value, bytes) else str(value or "")
        if text.strip():
            yield Text(f"properties: {each.replace('_', ' ')}", text.strip(), hidden=True)


def _leaks(ole: olefile.OleFileIO, name: str) -> Iterator[Notice]:
    folders = {each[0] for each in ole.listdir()}
    if "_VBA_PROJECT_CUR" in folders:
        yield Notice("macros", name, "it has macros; they were not run and not read")
    if any(each.startswith("_SX_DB_CUR") for each in folders):
        yield Notice(
            "pivot cache", name,
            "a pivot table keeps the records that it was made from, which its sheet doesn't show; "
            "they may be about single people",
        )  # fmt: skip
    if any(each.startswith("MBD") for each in folders):
        yield Notice("embedded file", name, "another file lies in it, which was not opened")


def _records(data: bytes, at: int) -> Records:
    """The records from a place on, to the end of what begins there. Raises Refused where there is no end."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        at += 4
        if at + size > len(data):
            break
        depth += (kind == BOF) - (kind == EOF)
        # A chart on a sheet is a stream of its own inside it.
        if depth == 1 or kind in (CONTINUE, TXO):
            yield kind, data[at : at + size]
        at += size
        if depth <= 0:
            return
    raise damaged("a sheet is cut off")


def _told(data: bytes) -> tuple[list[Told | None], bool]:
    """What each sheet says of itself, in the file's order; None for one without cells."""
    told: list[Told | None] = []
    linked = False
    for kind, content in _records(data, 0):
        if kind == FILEPASS:
            raise Refused(
                "encrypted", "it needs a password",
                "ask the force for the password, open it, save it without one, and add that",
            )  # fmt: skip
        if kind == BOUNDSHEET:
            (at,) = struct.unpack_from("<I", content)
            told.append(_sheet(data, at) if content[5] == 0 else None)
        elif kind == SUPBOOK and len(content) > 4 and content[2:4] not in (b"\x01\x04", b"\x01\x3a"):
            linked = True
    return told, linked


def _sheet(data: bytes, at: int) -> Told:
    told = Told()
    note_at: dict[int, tuple[int, int]] = {}
    words: dict[int, str] = {}
    shape, length = 0, 0
    for kind, content in _records(data, at):
        if kind == OBJ and len(content) >= 8:
            shape = struct.unpack_from("<H", content, 6)[0]
        elif kind == TXO and len(content) >= 12:
            length = struct.unpack_from("<H", content, 10)[0]
        elif kind == CONTINUE and length and content:
            piece = content[1:].decode("utf-16-le" if content[0] & 1 else "latin-1", "replace")[:length]
            words[shape] = words.get(shape, "") + piece
            length -= len(piece)
        elif kind == NOTE and len(content) >= 8:
            row, column, _, number = struct.unpack_from("<4H", content)
            note_at[number] = row + 1, column + 1
        else:
            _note(told, kind, content)
    if len(told.seen.unsaved) < len(told.seen.formulas):
        # Something was worked out, so that what is blank is so because its formula says so.
        told.seen.unsaved.clear()
    told.notes = {place: words.get(number, "") for number, place in note_at.items()}
    told.drawn = "\n".join(text for number, text in words.items() if number not in note_at)
    return told


def _note(told: Told, kind: int, content: bytes) -> None:
    """Keep what one record of a sheet says."""
    seen = told.seen
    if kind == ROW:
        row, _, _, height = struct.unpack_from("<4H", content)
        if content[12] & 0x20 or height & 0x7FFF == 0:
            seen.hidden_rows.add(row + 1)
    elif kind == COLINFO:
        first, last, width, _, look = struct.unpack_from("<5H", content)
        if look & 1 or not width:
            seen.hidden_columns.append((first + 1, last + 1))
    elif kind == BOOLERR and content[7]:
        row, column = struct.unpack_from("<2H", content)
        seen.errors[row + 1, column + 1] = ERRORS.get(content[6], "#ERROR")
    elif kind == FORMULA:
        row, column = struct.unpack_from("<2H", content)
        seen.formulas[row + 1, column + 1] = WORKED_OUT
        if content[12:14] == b"\xff\xff" and content[6] == 2:
            seen.errors[row + 1, column + 1] = ERRORS.get(content[8], "#ERROR")
        elif content[12:14] == b"\xff\xff" and content[6] == 3:
            seen.unsaved.append((row + 1, column + 1))
    elif kind == FILTERMODE:
        told.filtered = True
    elif kind == PROTECT and content[:2] == b"\x01\x00":
        seen.protected = True
