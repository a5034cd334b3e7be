"""An .xlsb: the records of its sheets walked for what is hidden, an error or worked out, then its cells read."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from forcefoi.sources.replies.formats import sheet_package as package
from forcefoi.sources.replies.formats.sheet_cells import cells_of
from forcefoi.sources.replies.formats.sheet_told import Told, grids_of
from forcefoi.sources.replies.formats.sheet_xls import ERRORS, WORKED_OUT
from forcefoi.sources.replies.formats.sheet_xlsx import check_others, check_size
from forcefoi.sources.replies.formats.sheet_zip import Parts, damaged
from forcefoi.sources.replies.grid import Document, Notice

BOOK, BOOK_BYTES = "xl/workbook.bin", 512 * 1024 * 1024
SHEET, ROW, BLANK, ERROR, FORMULA_ERROR, COLUMNS, FILTER_COLUMN, PROTECTION = 156, 0, 1, 3, 11, 60, 163, 535
CELLS, FORMULAS = range(1, 12), range(8, 12)


def read(path: Path, name: str, kind: str) -> Document:
    """A binary workbook as a Document; its comments and properties are told and not read. Raises Refused."""
    parts = Parts(path)
    try:
        targets = {link: target for link, what, target in package.links(parts, BOOK) if what == "worksheet"}
        sheets = dict(_sheets(parts.read(BOOK, BOOK_BYTES)))
        told = {}
        for sheet, link in sheets.items():
            part = targets.get(link, "")
            if part in parts:
                told[sheet] = _told(parts.read(part, BOOK_BYTES))
                check_size(told[sheet].seen, sheet)
        check_others(parts, set())
        texts = tuple(package.properties(parts))
        notices = list(package.leaks(parts, name))
        if any("comment" in each.lower() for each in parts.names):
            what = "its notes can't be read; open it in Excel, save it as .xlsx, and add that to know them"
            notices.append(Notice("comments", name, what))
    finally:
        parts.close()
    grids, more = grids_of(cells_of(path), told)
    return Document(name, kind, grids=grids, texts=texts, notices=(*notices, *more))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if at + size > len(data):
            raise damaged("a sheet is cut off")
        yield kind, data[at : at + size]
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to so many bytes, seven bits in each, and where it ends; a kind keeps its first byte whole."""
    value = 0
    for place in range(most):
        if at >= len(data):
            raise damaged("a sheet is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def _sheets(data: bytes) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the link to its part."""
    for kind, content in _records(data):
        if kind == SHEET:
            link, at = _text(content, 8)
            name, _ = _text(content, at)
            yield name, link


def _text(content: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _told(data: bytes) -> Told:
    told, row = Told(), 0
    seen = told.seen
    for kind, content in _records(data):
        if kind == ROW:
            row = struct.unpack_from("<I", content)[0] + 1
            if content[11] & 0x10 or content[8:10] == b"\0\0":
                seen.hidden_rows.add(row)
        elif kind in CELLS:
            column = struct.unpack_from("<I", content)[0] + 1
            if kind != BLANK:
                seen.widen(row, column, row, column)
            if kind in FORMULAS:
                seen.formulas[row, column] = WORKED_OUT
            if kind in (ERROR, FORMULA_ERROR):
                seen.errors[row, column] = ERRORS.get(content[8], "#ERROR")
        elif kind == COLUMNS:
            first, last, width, _ = struct.unpack_from("<4I", content)
            if content[16] & 1 or not width:
                seen.hidden_columns.append((first + 1, last + 1))
        elif kind == FILTER_COLUMN:
            told.filtered = True
        elif kind == PROTECTION:
            seen.protected = True
    return told
