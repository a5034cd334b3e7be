"""Furniture: what is printed at the same place of one page after another, such as a letterhead or a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.formats.pdf.page import Sheet
from forcefoi.sources.replies.formats.pdf.words import Word

MARGIN = 0.14  # the part of the page's height, above and below, in which it is looked for
APART = 2.2  # letters' sizes between the letterhead and what is below it
PAGE = re.compile(r"\bpage\s*\d+(?:\s*(?:of|/)\s*\d+)?|^\W*\d+(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?|-\s*\d+\s*-", re.IGNORECASE)


def furniture(sheet: Sheet, near: Sequence[Sheet]) -> tuple[list[Word], list[Line]]:
    """The words of a page's letterhead and foot; and the lines that could be of its foot, and stand too close to tell.

    near
        The pages before and after it; what one of them has at the same place, page numbers aside, is furniture if it
        stands apart from the rest: the header of a table is printed again and again too, and stands close to it.
    """
    lines = [line for line in sheet.lines if not line.words[0].turned]
    keys = {_key(line) for other in near for line in _margins(other, other.lines)}
    known = {id(line) for line in _margins(sheet, lines) if _key(line) in keys}
    ends = {id(line) for line in (lines[:1] + lines[-1:]) if PAGE_NUMBER.fullmatch(line.text)}
    known |= ends & {id(line) for line in _margins(sheet, lines)}
    found = [word for word in sheet.words if word.margin]
    for ordered in (lines, lines[::-1]):
        found += [word for line in _outer(ordered, known) for word in line.words]
    taken = {id(word) for word in found}
    low = sheet.height / 2
    close = [
        line for line in lines if id(line) in known and line.top > low and id(line.words[0]) not in taken
    ]
    return found, close


def _margins(sheet: Sheet, lines: list[Line]) -> list[Line]:
    low, high = sheet.height * MARGIN, sheet.height * (1 - MARGIN)
    return [line for line in lines if line.bottom < low or line.top > high]


def _key(line: Line) -> tuple[str, int]:
    return PAGE.sub("#", line.text), round(line.base / 3)


def _outer(lines: list[Line], known: set[int]) -> list[Line]:
    """The lines from the page's edge on that are known from other pages, up to a gap that parts them from the rest."""
    count = next((i for i, line in enumerate(lines) if id(line) not in known), len(lines))
    while 0 < count < len(lines):
        if abs(lines[count].base - lines[count - 1].base) > APART * lines[count - 1].size:
            break
        count -= 1
    return lines[:count]
