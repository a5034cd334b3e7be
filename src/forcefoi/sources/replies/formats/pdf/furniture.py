"""Furniture: what is printed at the same place of one page after another, such as a letterhead or a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.sources.replies.formats.pdf.lines import Line, lines_of
from forcefoi.sources.replies.formats.pdf.page import Sheet
from forcefoi.sources.replies.formats.pdf.words import Word

MARGIN = 0.14  # the part of the page's height, above and below, in which it is looked for
PAGE_NUMBER = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?|-\s*\d+\s*-", re.IGNORECASE)


def furniture(sheet: Sheet, near: Sequence[Sheet]) -> list[Word]:
    """The words of a page's letterhead and foot.

    near
        The pages before and after it; what two of them have at the same place, numbers aside, is furniture. The
        header of a table is printed again and again too: what stands as close above other lines as these stand to
        each other is not furniture.
    """
    found = [word for word in sheet.words if word.margin]
    lines = _margins(sheet, lines_of(sheet.words))
    others = [{_key(line) for line in _margins(other, lines_of(other.words))} for other in near]
    every = lines_of(sheet.words)
    for line in lines:
        repeated = any(_key(line) in keys for keys in others) and not _is_close(line, every)
        alone = PAGE_NUMBER.fullmatch(line.text) is not None and _is_outermost(line, every)
        if repeated or (alone and not _is_close(line, every)):
            found += line.words
    return found


def _margins(sheet: Sheet, lines: list[Line]) -> list[Line]:
    low, high = sheet.height * MARGIN, sheet.height * (1 - MARGIN)
    return [line for line in lines if line.bottom < low or line.top > high]


def _key(line: Line) -> tuple[str, int, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 3), round(line.x0 / 12) if line.x0 < 150 else 0


def _is_outermost(line: Line, lines: list[Line]) -> bool:
    return line is not None and (line.base >= lines[-1].base - 1 or line.base <= lines[0].base + 1)


def _is_close(line: Line, lines: list[Line]) -> bool:
    """Whether a line of several phrases stands as near to the lines of the page's middle as a header to its table."""
    if len(line.phrases) < 3:
        return False
    gaps = [abs(other.base - line.base) for other in lines if abs(other.base - line.base) > 1]
    return bool(gaps) and min(gaps) < 2.5 * line.size
