"""Text of any kind as a page can show it: it does nothing, turns nothing around it, and breaks no layout."""

from __future__ import annotations

import re
from html import escape

ADDRESS = ("https://", "http://")
# What neither XML nor HTML can hold, not even escaped; and marks that turn the direction of the text around them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Characters of one text that a page shows whole; of a longer one it shows the first and the last of them.
MOST, FIRST, LAST = 5000, 1000, 300
LONG_WORD, STEP = 60, 30  # characters: a longer word may be divided at every step


def plain(text: str) -> str:
    """A text as it can be shown: without what no page can hold, and without marks of direction, by which "1234" could
    be made to read 1432. A very long one is shown in part, and says so; tables and slices have it whole.

    >>> plain("12\\u202e34\\x00"), len(plain("x" * 10_000)), plain("x" * 10_000)[1000:-300]
    ('1234', 1342, ' … [8,700 characters are left out here] … ')
    """
    seen = UNSEEN.sub("", text)
    if len(seen) <= MOST:
        return seen
    first, last = seen[:FIRST], seen[-LAST:]
    if (word := re.split(r"\s", first)[-1]).startswith(ADDRESS):
        # Half an address would lead to another page.
        first = first[: FIRST - len(word)]
    left = len(seen) - len(first) - len(last)
    return f"{first} … [{left:,} characters are left out here] … {last}"


def harmless(text: str) -> str:
    """A text as HTML that shows it (`plain`) and does nothing else; a word too long for any screen may be divided.

    >>> harmless("<b>"), harmless("x" * 61).count("<wbr>")
    ('&lt;b&gt;', 2)
    """
    return re.sub(r"\S+", lambda word: _divided(word[0]), plain(text)) if text else ""


def _divided(word: str) -> str:
    if len(word) <= LONG_WORD:
        return escape(word)
    return "<wbr>".join(escape(word[at : at + STEP]) for at in range(0, len(word), STEP))
