"""Prose: a text, a Markdown file or a web page; its tables, its labels with figures, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.decode import decode
from forcefoi.sources.replies.formats.html_page import Page, Piece, parse_page
from forcefoi.sources.replies.formats.letter import apart, part_letter, read_lines
from forcefoi.sources.replies.formats.lines import Line, numbered
from forcefoi.sources.replies.formats.pasted import cut_files
from forcefoi.sources.replies.grid import Document, Grid, Opened, Refused, Text

# A text is held several times over while it is read.
MOST_BYTES = 64 * limits.MEGABYTE
AGAIN = "ask the force for a workbook, CSV, PDF with text, .docx or e-mail"


def read(path: Path, name: str, kind: str) -> Document | Opened:
    """A text's tables as grids `lines, table N`, its labelled figures as `lines, labels`; a page's as `table N`.

    name
        What a person knows the file by.
    kind
        `txt`, `md` or `html`.

    A file written in letters within the text is given as a file to open. What a mail quotes has `quoted message` in
    its place. Raises Refused for a text that is too large, or has no words.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        most = MOST_BYTES // limits.MEGABYTE
        raise Refused(
            "too large", f"a text of {size / limits.MEGABYTE:,.0f} MB; at most {most} are read",
            "split it, or ask the force for a workbook or CSV",
        )  # fmt: skip
    text, notices = decode(path.read_bytes(), look=kind == "html")
    opened = read_page(text, name, kind) if kind == "html" else read_text(text, name, kind)
    document = replace(opened.document, notices=notices + opened.document.notices)
    _with_words(document, bool(opened.files))
    return Opened(document, opened.files) if opened.files else document


def read_text(text: str, name: str, kind: str, place: str = "lines") -> Opened:
    """A plain text as `Opened`: its grids, texts and notices, and the files written in letters within it."""
    lines, files, notices = cut_files(numbered(text))
    letter = part_letter(lines)
    own, pages = _cut_pages(letter.own)
    grids, texts = read_lines(own, place)
    for number, page in enumerate(pages, 1):
        more_grids, more_texts = page_parts(page, f"{place}, page {number}" if len(pages) > 1 else place)
        grids, texts, notices = grids + more_grids, texts + more_texts, notices + tuple(page.notices)
    quoted_grids, quoted_texts = read_lines(letter.quoted, "quoted message")
    texts = letter.headers + texts + letter.quoted_headers + quoted_texts
    return Opened(
        Document(name, kind, grids=apart(grids + quoted_grids), texts=texts, notices=notices), files
    )


def _cut_pages(lines: Sequence[Line]) -> tuple[list[Line], list[Page]]:
    """Tables written as HTML within a text: lines from `<table` to `</table>`, read as a page of their own."""
    rest: list[Line] = []
    pages: list[Page] = []
    inside: list[str] = []
    for line in lines:
        low = line.text.lower()
        if inside or re.search(r"<table[\s>]", low):
            inside.append(line.text)
            rest.append(Line(line.place, ""))
            if "</table" in low:
                pages.append(parse_page("\n".join(inside)))
                inside = []
        else:
            rest.append(line)
    if inside:
        pages.append(parse_page("\n".join(inside)))
    return rest, pages


def read_page(text: str, name: str, kind: str, place: str = "") -> Opened:
    """A web page as `Opened`. With a `place`, its tables are `place, table N`."""
    page = parse_page(text)
    grids, texts = page_parts(page, place)
    if page.frames and not grids and all(text.hidden for text in texts):
        raise Refused(
            "not supported", "a page that only shows other files (a workbook saved as several web pages)",
            "open it in a browser or Excel, save it as one workbook, and add that",
        )  # fmt: skip
    return Opened(Document(name, kind, grids=apart(grids), texts=texts, notices=tuple(page.notices)))


def page_parts(page: Page, place: str = "") -> tuple[tuple[Grid, ...], tuple[Text, ...]]:
    """The grids and texts of a page, what it quotes set apart from its own."""
    own, quoted = _parted(page.pieces)
    grids: tuple[Grid, ...] = ()
    texts: tuple[Text, ...] = ()
    for pieces, where in ((own, place), (quoted, "quoted message")):
        for piece in pieces:
            if piece.table is not None:
                named = f"{where}, {piece.table.place}" if where else piece.table.place
                grids += (replace(piece.table, place=named),)
        lines = [Line(f"paragraph {at}", piece.line) for at, piece in enumerate(pieces, 1)]
        letter = part_letter(lines)
        headers = letter.headers + letter.quoted_headers
        if where == "quoted message":
            headers = tuple(
                replace(each, place=f"{where}, {each.place.removeprefix(where + ', ')}") for each in headers
            )
        more, words = read_lines(letter.own + letter.quoted, where or "lines")
        grids, texts = grids + more, texts + headers + words
    hidden = tuple(
        replace(text, place=f"{place}, {text.place}" if place else text.place) for text in page.hidden
    )
    return grids, texts + hidden


def _parted(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A page's own pieces and those it quotes: all after the first line that opens a quoted message are."""
    letter = part_letter([Line(str(at), piece.line) for at, piece in enumerate(pieces)])
    marked = {int(line.place) for line in letter.quoted}
    opens = len(pieces) if letter.opens is None else letter.opens
    own: list[Piece] = []
    quoted: list[Piece] = []
    for at, piece in enumerate(pieces):
        (quoted if piece.quoted or at >= opens or at in marked else own).append(piece)
    return own, quoted


def _with_words(document: Document, has_files: bool) -> None:
    """Raise Refused for a file that says nothing: what looks empty must not pass as an answer of nothing."""
    shown = [text for text in document.texts if not text.hidden and text.text.strip()]
    if document.grids or shown or has_files:
        return
    if any(notice.kind == "inline image" for notice in document.notices):
        raise Refused(
            "scanned", "a page that holds pictures and no words",
            "ask the force for the file the pictures were made from, or type its figures as [[stated]]",
        )  # fmt: skip
    raise Refused("damaged", "there are no words in it", AGAIN)
