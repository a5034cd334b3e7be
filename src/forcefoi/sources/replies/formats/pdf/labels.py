"""Labels: the lines of a letter that say `Label: value`, with the headings above them, as a table of two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.sources.replies.formats.labels import Pair, Said, label_and_value, labelled
from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.grid import Grid

PAIR = re.compile(r"(?P<label>[^\W\d_][^:]{0,80}):\s*(?P<value>\S.*)?", re.DOTALL)
TITLE = re.compile(r"(?:table|appendix|annex|figure)\s+\w{1,4}\s*:", re.IGNORECASE)
APART = 1.9  # letters' sizes from one line to the next: more is as an empty line between them
Box = tuple[float, float, float, float]  # x0, top, x1, bottom


def said_on(
    lines: Sequence[Line], page: int, repeated: Sequence[Line] = (), tables: Sequence[Box] = ()
) -> list[Said]:
    """What a page's lines say as `Label: value`, each with its place.

    A line may say several side by side; a value may stand far behind its label. What is `repeated` from page to page
    says nothing. Where `tables` stand between two lines, a line of no place and no words says so.
    """
    found: list[Said] = []
    last: Line | None = None
    for number, line in enumerate(lines, start=1):
        if line in repeated:
            continue
        if last is not None:
            found += _between(last, line, tables)
        found.append(Said(f"page {page}, line {number}", line.text, tuple(_pairs(line))))
        last = line
    return found


def _between(last: Line, line: Line, tables: Sequence[Box]) -> list[Said]:
    if any(last.bottom <= (top + bottom) / 2 <= line.top for _, top, _, bottom in tables):
        return [Said("", "")]
    is_apart = line.base - last.base > APART * max(line.size, last.size)
    return [Said("blank", "")] if is_apart else []


def _pairs(line: Line) -> list[Pair]:
    found: list[Pair] = []
    waiting = ""
    for text in (phrase.text for phrase in line.phrases):
        match = None if TITLE.match(text) else PAIR.fullmatch(text)
        if match and match["value"] is None:
            waiting = match["label"]
        elif match:
            found.append((match["label"].strip(), match["value"].strip()))
            waiting = ""
        elif waiting:
            found.append((waiting.strip(), text))
            waiting = ""
    if found or len(line.phrases) > 2:
        return found
    # `2015/16: 12`, `Assaults – 12`: figures behind a label of another make.
    pair = label_and_value(line.text)
    return [pair] if pair else []


def grid_of(said: Sequence[Said]) -> Grid | None:
    """What was said as a grid of label and value; None where there are less than two labels."""
    places = [each.place for each in said for _ in each.pairs]
    if len(places) < 2:
        return None
    pages = [place.split(",")[0].split()[1] for place in places]
    where = f"page {pages[0]}" if pages[0] == pages[-1] else f"pages {pages[0]}-{pages[-1]}"
    return labelled(said, f"{where}, labels")
