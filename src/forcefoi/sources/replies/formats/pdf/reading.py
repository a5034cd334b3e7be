"""Read a PDF: page by page into tables, which are joined where they go on, and the text around them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFXRefFallback
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF

from forcefoi.sources.replies.formats.labels import Said
from forcefoi.sources.replies.formats.pdf import extras, joining, labels
from forcefoi.sources.replies.formats.pdf.blocks import is_labelled, is_row
from forcefoi.sources.replies.formats.pdf.faults import listening
from forcefoi.sources.replies.formats.pdf.furniture import furniture
from forcefoi.sources.replies.formats.pdf.lines import Line, text_of
from forcefoi.sources.replies.formats.pdf.page import Page, Sheet, page_of
from forcefoi.sources.replies.formats.pdf.sheets import AGAIN, opened, sheets
from forcefoi.sources.replies.formats.pdf.words import has_digit, is_figure
from forcefoi.sources.replies.grid import Document, Grid, Notice, Opened, Refused, Text

TYPE = "ask the force for the file it was made from, or type its figures as [[stated]]"
AHEAD = 2  # pages before and after one that its letterhead is looked for on
MOST_UNREADABLE = 0.3
Edges = Mapping[str, Sequence[float]]


@dataclass
class _Seen:
    """What is gathered while the pages go by."""

    joiner: joining.Joiner = field(default_factory=joining.Joiner)
    texts: list[Text] = field(default_factory=list)
    comments: list[Text] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    bad: dict[int, str] = field(default_factory=dict)
    scanned: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    pages: int = 0
    letters: int = 0
    unreadable: int = 0


def read(path: Path, name: str, kind: str, edges: Edges | None = None) -> Document | Opened:
    """A PDF as a document: its tables, the text beside them, and what a person must know of it.

    edges
        Where the columns of pages lie, set by hand, for pages whose columns can't be found: the positions of the
        edges in points from the left, by pages: `{"2-61": [50, 180, 240, 300]}`.

    Raises Refused where it is encrypted, scanned, damaged, or can't be made into text.
    """
    by_hand = [(_pages(pages), places) for pages, places in (edges or {}).items()]
    with listening() as faults:
        file = opened(path)
        try:
            seen = _gather(file, by_hand)
            _refuse(seen)
            seen.faults = faults
            return _document(file, seen, name, kind)
        finally:
            file.stream.close()


def _pages(text: str) -> range:
    """Which pages a text names.

    >>> list(_pages("pages 2-4")), list(_pages("7"))
    ([2, 3, 4], [7])
    """
    first, _, last = text.lower().replace("pages", "").replace("page", "").strip().partition("-")
    return range(int(first), int(last or first) + 1)


def _gather(file: PDF, by_hand: list[tuple[range, Sequence[float]]]) -> _Seen:
    seen = _Seen()
    for sheet, near in _with_neighbours(_noted(file, seen)):
        places = next((places for pages, places in by_hand if sheet.number in pages), None)
        before = seen.joiner.open.end if seen.joiner.open else None
        outside, close = furniture(sheet, near)
        page = page_of(sheet, outside, places, before, close)
        _take(seen, page, sheet)
    return seen


def _noted(file: PDF, seen: _Seen) -> Iterator[Sheet]:
    for sheet, annotated in sheets(file, extras.layers_off(file.doc)):
        found = resolve1(annotated)
        seen.comments += extras.comments(found, sheet.number)
        if isinstance(found, list):
            seen.annotations += [each for each in found if extras.is_attachment(each)]
        yield sheet


def _with_neighbours(every: Iterator[Sheet]) -> Iterator[tuple[Sheet, list[Sheet]]]:
    """Each page with those before and after it, and no more of them in memory."""
    window: deque[Sheet] = deque()
    place = 0
    for sheet in every:
        window.append(sheet)
        if len(window) > place + AHEAD:
            yield window[place], [other for other in window if other is not window[place]]
            place += 1
        if place > AHEAD:
            window.popleft()
            place -= 1
    while place < len(window):
        yield window[place], [other for other in window if other is not window[place]]
        place += 1


def _take(seen: _Seen, page: Page, sheet: Sheet) -> None:
    seen.pages += 1
    seen.letters += sum(len(word.text) for word in sheet.words)
    seen.unreadable += sum(len(word.text) for word in sheet.words if "(cid:" in word.text)
    seen.joiner.add(page.number, page.pieces)
    where = f"page {page.number}"
    if page.lines:
        seen.texts.append(Text(where, "\n".join(line.text for line in page.lines)))
        boxes = [piece.box for piece in page.pieces]
        seen.said += labels.said_on(page.lines, page.number, page.repeated, boxes)
        loose = sum(_figures(line) for line in page.lines if is_row(line) and not is_labelled(line))
        if loose > 1:
            what = f"{loose} figures stand as in a table, and are in none"
            seen.notices.append(Notice("figures outside tables", where, what))
    if sheet.hidden:
        what = f"{len(sheet.hidden)} words are there that can't be seen; they are in no table"
        seen.notices.append(Notice("hidden text", where, what))
        seen.texts.append(Text(where, text_of(sheet.hidden), hidden=True))
    if sheet.is_scanned:
        seen.scanned.add(page.number)
        seen.bad[page.number] = "is a picture, and what it shows was not read"
        seen.notices.append(Notice("scanned page", where, f"the page {seen.bad[page.number]}"))
    if sheet.damage:
        seen.bad[page.number] = f"is damaged: {sheet.damage}"
        seen.notices.append(Notice("damaged page", where, f"the page {seen.bad[page.number]}"))


def _figures(line: Line) -> int:
    return sum(is_figure(phrase.text) and has_digit(phrase.text) for phrase in line.phrases)


def _refuse(seen: _Seen) -> None:
    """Raises Refused for a file that has nothing to read, or nothing that can be trusted."""
    if not seen.pages:
        raise Refused("damaged", "no page can be found in it", AGAIN)
    if len(seen.scanned) == seen.pages:
        raise Refused("scanned", "its pages are pictures of text, or letters drawn as shapes", TYPE)
    if seen.unreadable > MOST_UNREADABLE * max(seen.letters, 1):
        raise Refused(
            "not supported", "its fonts don't say which letters their shapes are",
            "open it in a viewer; if text copied from it is wrong there too, ask the force for another format",
        )  # fmt: skip


def _document(file: PDF, seen: _Seen, name: str, kind: str) -> Document | Opened:
    tables = seen.joiner.end()
    fields = extras.fields(file.doc)
    files, inside = extras.attachments(file.doc, seen.annotations)
    if not (seen.texts or tables or fields or files or seen.comments):
        raise Refused("not supported", "no text is on its pages", TYPE)
    whole = _whole(file, seen)
    notices = [
        *seen.notices,
        *_of_file(file, fields, seen),
        *inside,
        *extras.scripts(file.doc),
        *_banded(tables),
    ]
    notices += [Notice("damaged", "the file", each) for each in whole]
    grids = [_with_doubts(joining.grid_of(table), table, seen, whole) for table in tables]
    said = labels.grid_of(seen.said)
    if said is not None:
        grids.append(replace(said, doubts=(*said.doubts, *whole)))
    texts = (*seen.texts, *seen.comments, *fields, *extras.properties(file.doc))
    document = Document(name, kind, grids=tuple(grids), texts=texts, notices=tuple(notices))
    return Opened(document, tuple(files)) if files else document


def _with_doubts(grid: Grid, table: joining.Table, seen: _Seen, whole: list[str]) -> Grid:
    """A grid with what is wrong with its pages, or with the page right behind it."""
    pages = range(table.first_page, table.last.page + 2)
    doubts = [f"page {page} {seen.bad[page]}" for page in pages if page in seen.bad]
    return replace(grid, doubts=(*grid.doubts, *doubts, *whole))


def _whole(file: PDF, seen: _Seen) -> list[str]:
    """What says that pages may be missing."""
    found = []
    if any(isinstance(xref, PDFXRefFallback) for xref in file.doc.xrefs):
        found.append("the file is cut off or damaged, and pages may be missing")
    elif seen.faults:
        found.append(f"the file has faults, and words or pages may be missing ({seen.faults[0]})")
    count = extras.page_count(file.doc)
    if count is not None and count != seen.pages:
        found.append(f"the file says that it has {count} pages, and {seen.pages} were found")
    return found


def _of_file(file: PDF, fields: list[Text], seen: _Seen) -> list[Notice]:
    found = []
    if file.doc.encryption is not None:
        found.append(
            Notice("protected", "the file", "it is locked against changes, and opens without a password")
        )
    if fields:
        found.append(Notice("form fields", "the file", f"{len(fields)} fields of a form are filled in"))
    if seen.comments:
        found.append(
            Notice("comments", "the file", f"{len(seen.comments)} comments were written on its pages")
        )
    return found


def _banded(tables: list[joining.Table]) -> list[Notice]:
    return [
        Notice(
            "bands", joining.grid_of(group[0]).place,
            f"{len(group)} tables of {len(group[0].rows)} rows follow each other: it could be one wide sheet, printed "
            f"in bands of columns",
        )
        for group in joining.bands(tables)
    ]  # fmt: skip
