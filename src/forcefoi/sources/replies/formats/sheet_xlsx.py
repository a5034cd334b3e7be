"""An .xlsx or .xlsm: every part held against its checksum, then its sheets' XML seen, then its cells read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats import sheet_package as package
from forcefoi.sources.replies.formats.sheet_cells import cells_of
from forcefoi.sources.replies.formats.sheet_looks import Looks, looks_of
from forcefoi.sources.replies.formats.sheet_scan import Seen, scan
from forcefoi.sources.replies.formats.sheet_told import Told, grids_of, note_texts
from forcefoi.sources.replies.formats.sheet_zip import XML, Parts, damaged
from forcefoi.sources.replies.grid import Document, Refused, Text

# A smaller sheet is parsed whole.
QUICK_FROM = 4 * limits.MEGABYTE
# From so many cells on, values that are fewer than one in so many lie too far apart: the blank ones cost memory too.
SPARSE_FROM, SPARSE = 10_000_000, 100


def read(path: Path, name: str, kind: str) -> Document:
    """A workbook of Excel since 2007 as a Document. Raises Refused."""
    parts = Parts(path)
    try:
        sheets, waits = package.sheet_parts(parts)
        told = _told(parts, sheets, waits)
        check_others(parts, set(sheets.values()))
        texts = [*_texts(told), *package.properties(parts)]
        notices = [*package.leaks(parts, name), *package.replacing_formats(parts, name)]
    finally:
        parts.close()
    grids, more = grids_of(cells_of(path), told)
    return Document(name, kind, grids=grids, texts=tuple(texts), notices=(*notices, *more))


def _told(parts: Parts, sheets: dict[str, str], waits: bool) -> dict[str, Told]:
    """What each sheet says of itself, and a refusal where its cells lie too far apart to be held."""
    told, looks = {}, looks_of(parts)
    for name, part in sheets.items():
        if part not in parts:
            continue
        seen = _seen(parts, part, looks)
        check_size(seen, name)
        filtered = seen.filtered or package.tables_filtered(parts, part)
        told[name] = Told(seen, filtered, waits, package.notes(parts, part), package.drawn_words(parts, part))
    return told


def _seen(parts: Parts, part: str, looks: Looks) -> Seen:
    matter = looks.matter(parts.chunks(part))
    if parts.infos[part].file_size >= QUICK_FROM and not matter:
        seen = scan(parts.chunks(part))
        if not _too_large(seen):
            return seen
    # Cells with a look and no value were measured too; a parser tells them apart.
    seen = scan(parts.chunks(part), False, {*looks.struck, *looks.formats}, looks.strings)
    for place, look in seen.looks.items():
        text, hides = looks.shown(look)
        if text is not None:
            seen.shown[place] = text
        if hides:
            seen.replaced.append(place)
    return seen


def _too_large(seen: Seen) -> bool:
    if not seen.box:
        return False
    top, left, bottom, right = seen.box
    height, width = bottom - top + 1, right - left + 1
    sparse = height * width > SPARSE_FROM and height * width > SPARSE * seen.values
    return sparse or width > limits.COLUMNS or height * width > limits.CELLS


def check_size(seen: Seen, name: str) -> None:
    """Refuse a sheet whose cells lie too far apart to be held."""
    if seen.twice:
        raise damaged(
            f"sheet {name!r} has rows twice or out of order, and programs would show different ones"
        )
    if _too_large(seen) and seen.box:
        top, left, bottom, right = seen.box
        raise Refused(
            "too large",
            f"sheet {name!r} is {bottom - top + 1:,} rows by {right - left + 1:,} columns",
            "remove what lies far outside the table, or save the sheet as CSV",
        )


def check_others(parts: Parts, sheets: Iterable[str]) -> None:
    """Hold every other part against its checksum too, and refuse XML that declares a type of document."""
    for name in set(parts.names) - set(sheets):
        last = b""
        for chunk in parts.chunks(name):
            if name.lower().endswith(XML):
                _check_xml(name, last, chunk)
                last = chunk[-16:]


def _check_xml(name: str, last: bytes, chunk: bytes) -> None:
    if b"<!DOCTYPE" in last + chunk or b"<!ENTITY" in last + chunk:
        raise damaged(f"{name} declares a type of document, which no workbook does and which can do harm")
    if not last and b"\0" in chunk[:64]:
        raise damaged(f"{name} is not written as workbooks are")


def _texts(told: dict[str, Told]) -> Iterator[Text]:
    for name, each in told.items():
        yield from note_texts(f"sheet '{name}'", each)
        if each.seen.words:
            yield Text(f"sheet '{name}', printed header or footer", "\n".join(each.seen.words))
