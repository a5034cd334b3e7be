"""The lines right above a table that say what it is of: "Table 2: female victims", "Financial year 2015/16"."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST = 3
# A line that is longer, or a sentence, is of the letter.
LONGEST = 120
SENTENCE = re.compile(r"[a-z)’'\d]{2}[.;,]$")
# What ends a stretch of the letter, and speaks of what comes: it is a sentence, and a heading all the same.
POINTS_ON = re.compile(r"(?:below|follow\w*|table)\W{0,3}:?$", re.IGNORECASE)


def is_heading(text: str) -> bool:
    """Whether a line can be a table's heading rather than the end of a paragraph.

    >>> is_heading("Financial year 2015/16"), is_heading("These are not comparable with other forces.")
    (True, False)
    """
    text = " ".join(text.split())
    return 0 < len(text) <= LONGEST and (not SENTENCE.search(text) or bool(POINTS_ON.search(text)))


def headings(stretches: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The heading of each table, from the lines before the first, between each two, and after the last.

    One blank line may part it from its table. What stands right under the table before is that one's caption, where
    the captions of these tables stand below.

    >>> headings([["They are set out here.", "", "Table 2: female victims", ""], []])
    [('Table 2: female victims',)]
    >>> headings([["Dear Sir"], ["", "2016/17"], ["Yours"]])[1]
    ('2016/17',)
    """
    found = [_heading(lines) for lines in stretches[:-1]]
    below = not (found and found[0]) and bool(stretches[-1]) and is_heading(stretches[-1][0])
    for at, lines in enumerate(stretches[:-1]):
        is_close = at > 0 and bool(lines) and bool(lines[0].strip()) and len(found[at]) == _said(lines)
        if is_close and (below or not lines[-1].strip()):
            found[at] = ()
    return found


def _heading(lines: Sequence[str]) -> tuple[str, ...]:
    end = len(lines) - (1 if lines and not lines[-1].strip() else 0)
    start = end
    while start and end - start < MOST and is_heading(lines[start - 1]):
        start -= 1
    return tuple(" ".join(line.split()) for line in lines[start:end])


def _said(lines: Sequence[str]) -> int:
    return sum(bool(line.strip()) for line in lines)
