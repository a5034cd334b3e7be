"""Numbers in a line of text, each between marks, so that a line can be kept with its numbers and compared by them."""

from __future__ import annotations

import re

OPEN, CLOSE = "‹", "›"
# A word with a hyphen or a letter at it (8L, kent-1, a hash) is a name and no number; it is part of the line's words.
NUMBER = re.compile(
    r"(?<![\w.,/:~#-])[−+-]?\d+(?:[,.]\d+)*(?:[/:]\d+)*(?:%|m(?!\w))?(?![\w~]|[-/]\w|[.,]\d)",
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def mark(text: str) -> str:
    """A text with each of its numbers, days and years between marks; those in a web address are no numbers.

    >>> mark("down 68% from 2,569 in 2017/18 (8L), see https://example.org/2018")
    'down ‹68%› from ‹2,569› in ‹2017/18› (8L), see https://example.org/2018'
    """
    text = plain(text)
    pieces, done = [], 0
    for address in ADDRESS.finditer(text):
        pieces += [_mark(text[done : address.start()]), address[0]]
        done = address.end()
    return "".join([*pieces, _mark(text[done:])])


def plain(text: str) -> str:
    """A text without what is a mark here."""
    return text.replace(OPEN, "<").replace(CLOSE, ">")


def _mark(text: str) -> str:
    return NUMBER.sub(lambda found: f"{OPEN}{found[0]}{CLOSE}", text)


def unmarked(text: str) -> str:
    """The text as it stands on the page.

    >>> unmarked("down ‹68%›")
    'down 68%'
    """
    return text.replace(OPEN, "").replace(CLOSE, "")


def numbers(line: str) -> list[str]:
    """The numbers of a marked line, in order.

    >>> numbers("down ‹68%› from ‹2,569›")
    ['68%', '2,569']
    """
    return MARKED.findall(line)


def words(line: str) -> str:
    """A marked line without its numbers: two lines with the same words say the same of two numbers.

    >>> words("down ‹68%› from ‹2,569›")
    'down ‹› from ‹›'
    """
    return MARKED.sub(OPEN + CLOSE, line)
