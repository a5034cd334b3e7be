"""Letter: the lines of a message parted into its headers, its own words, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forcefoi.sources.replies.formats.labels import find_labels
from forcefoi.sources.replies.formats.lines import Line, find_tables
from forcefoi.sources.replies.grid import Grid, Text

HEADER = re.compile(
    r"\*?(?P<name>From|Sent|To|Cc|Bcc|Date|Subject|Reply-To|Attachments|Importance)\*?:\*?\s*(?P<value>.*)",
    re.IGNORECASE,
)
# A person's paste has ten at most, and each may run over a few lines.
MOST_HEADERS = 20
MARKED = re.compile(r"\s{0,3}>")
BREAK = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|forwarded by .*|original appointment)\s*-{2,}"
    r"|begin forwarded message:?|on .{6,200} wrote:)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Letter:
    """A message's headers, its own lines, and the lines of what it answers or passes on."""

    headers: tuple[Text, ...]
    own: tuple[Line, ...]
    quoted: tuple[Line, ...]
    quoted_headers: tuple[Text, ...] = ()
    # Which line all after which is quoted, counted from 0.
    opens: int | None = None


def part_letter(lines: Sequence[Line]) -> Letter:
    """Lines marked with `>` are quoted, and so is all after `Original message` or a second block of headers.

    >>> from forcefoi.sources.replies.formats.lines import numbered
    >>> letter = part_letter(numbered("From: A\\nSubject: B\\n\\nNone.\\n> How many?"))
    >>> [each.place for each in letter.headers], [line.text.strip() for line in letter.quoted]
    (['header: From', 'header: Subject'], ['How many?'])
    """
    headers: list[Text] = []
    quoted_headers: list[Text] = []
    own: list[Line] = []
    quoted: list[Line] = []
    opens: int | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        block = _header_block(lines, at)
        if opens is None and (block or BREAK.fullmatch(line.text)):
            is_first = block and not headers and not any(each.text.strip() for each in own)
            opens = None if is_first else at
        if block:
            where = "header" if opens is None else "quoted message, header"
            told = [Text(f"{where}: {name}", value) for name, value in block[1]]
            headers, quoted_headers = (told, []) if opens is None else (headers, quoted_headers + told)
            at = block[0]
            continue
        if MARKED.match(line.text):
            quoted.append(Line(line.place, re.sub(r"^(?:\s{0,3}>)+ ?", "", line.text)))
            # Keeps the words before and after it from looking like one table.
            own.append(Line(line.place, ""))
        else:
            (own if opens is None else quoted).append(line)
        at += 1
    return Letter(tuple(headers), tuple(own), tuple(quoted), tuple(quoted_headers), opens)


def _header_block(lines: Sequence[Line], at: int) -> tuple[int, list[tuple[str, str]]] | None:
    """Two or more headers on end, the first of them `From` or `Date`; where they end, and what they say."""
    found: list[tuple[str, str]] = []
    end = at
    while end < min(len(lines), at + MOST_HEADERS):
        text = lines[end].text
        header = HEADER.fullmatch(text.strip())
        if header:
            found.append((header["name"].capitalize(), header["value"].strip()))
        elif found and text[:1] in (" ", "\t") and text.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
        else:
            break
        end += 1
    names = {name for name, _ in found}
    if len(names) < 2 or found[0][0] not in ("From", "Date", "Sent", "To", "Subject") or "From" not in names:
        return None
    return end, found


def read_lines(lines: Sequence[Line], place: str) -> tuple[tuple[Grid, ...], tuple[Text, ...]]:
    """The tables and labels of some lines as grids, and the words that lie in no table as texts, passage by passage.

    A line with a label is both: a row of `labels`, and words that a person reads.
    """
    found = find_tables(lines, place)
    taken = {id(line) for line in lines} - {id(line) for line in found.rest}
    texts: list[Text] = []
    passage: list[Line] = []
    for line in [*lines, Line("", "")]:
        if id(line) not in taken and line.text.strip():
            passage.append(line)
        elif passage:
            texts.append(_text(passage, place))
            passage = []
    return found.grids + find_labels(found.rest, place), tuple(texts)


def _text(passage: Sequence[Line], place: str) -> Text:
    first, last = passage[0].place, passage[-1].place
    kind, _, start = first.rpartition(" ")
    where = first if first == last else f"{kind}s {start}-{last.rpartition(' ')[2]}"
    where = where if place in ("lines", "") else f"{place}, {where}"
    return Text(where, "\n".join(line.text.strip() for line in passage))


def apart(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Grids with a place of their own each: one that has another's gets the next number that is free.

    >>> [grid.place for grid in apart([Grid(place, []) for place in ("table 1", "table 1", "labels", "labels")])]
    ['table 1', 'table 2', 'labels', 'labels 2']
    """
    given = {grid.place for grid in grids}
    taken: set[str] = set()
    found = []
    for grid in grids:
        place = grid.place
        if place in taken:
            # It matches any text.
            start, number = re.fullmatch(r"(.*?)(?: (\d+))?", place, re.DOTALL).groups()  # type: ignore[union-attr]
            count = int(number or 1) + 1
            while f"{start} {count}" in taken | given:
                count += 1
            place = f"{start} {count}"
        taken.add(place)
        found.append(replace(grid, place=place))
    return tuple(found)
