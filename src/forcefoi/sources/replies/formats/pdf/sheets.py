"""Sheets: the pages of a PDF one after another, each taken apart into words and lines, and none kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from forcefoi.sources.replies.formats.pdf.hidden import part
from forcefoi.sources.replies.formats.pdf.marks import Marks, draw
from forcefoi.sources.replies.formats.pdf.page import Sheet
from forcefoi.sources.replies.formats.pdf.rules import rules_of
from forcefoi.sources.replies.formats.pdf.streams import damage_of
from forcefoi.sources.replies.formats.pdf.words import words_of
from forcefoi.sources.replies.grid import Refused

AGAIN = "ask the force to send it again"
MOST_PAGES = 5_000
MOST_CHARS = 200_000  # of one page; a page full of small print has 10,000
PICTURE = 0.5  # of the page: a picture that large is the page, scanned
FEW = 12  # characters seen on a scanned page: a stamp, or a page number


def opened(path: Path) -> PDF:
    """The file, opened. Raises Refused where it needs a password or can't be read."""
    try:
        return pdfplumber.open(path, raise_unicode_errors=False)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise Refused(
                "encrypted", "a PDF that needs a password to be opened",
                "ask the force for the password, open it, print it to a new PDF, and add that",
            ) from error  # fmt: skip
        if isinstance(cause, PDFEncryptionError):
            raise Refused(
                "encrypted", f"a PDF that is locked in a way that is not known ({cause})",
                "open it in a viewer, print it to a new PDF, and add that",
            ) from error  # fmt: skip
        raise Refused(
            "damaged", f"a PDF that can't be opened ({type(cause).__name__}: {cause})", AGAIN
        ) from error


def sheets(file: PDF, off: frozenset[int]) -> Iterator[tuple[Sheet, Any]]:
    """Each page's words and ruling lines, with the list of its annotations. Raises Refused for too many pages."""
    for number, page in enumerate(PDFPage.create_pages(file.doc), start=1):
        if number > MOST_PAGES:
            raise Refused(
                "too large", f"it has more than {MOST_PAGES:,} pages",
                "split it, or ask the force for a workbook or CSV",
            )  # fmt: skip
        damage = next(filter(None, map(damage_of, page.contents)), "")
        marks = draw(page, file.rsrcmgr, off)
        if len(marks.chars) > MOST_CHARS:
            raise Refused("too large", f"page {number} has {len(marks.chars):,} characters", AGAIN)
        yield _sheet(marks, number, damage or marks.damage), page.annots
        # What pdfminer has read of the file it keeps; of a long one that is all of it.
        file.doc._cached_objs.clear()


def _sheet(marks: Marks, number: int, damage: str) -> Sheet:
    seen, unseen = part(marks)
    words = words_of(seen)
    across, down = rules_of(marks, words)
    sheet = Sheet(number, words, across, down, words_of(unseen), damage=damage)
    sheet.width, sheet.height = marks.width, marks.height
    sheet.is_scanned = _is_scanned(marks, sum(len(word.text) for word in words))
    return sheet


def _is_scanned(marks: Marks, seen: int) -> bool:
    """Whether a page is a picture, or its letters are drawn as shapes, and hardly a letter is text."""
    area = max(marks.width * marks.height, 1)
    size = sum((a.x1 - a.x0) * (a.bottom - a.top) for a in marks.areas if a.picture)
    return seen <= FEW and (size > PICTURE * area or marks.shapes > 200)
