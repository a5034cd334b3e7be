"""Labels: the lines of a letter that say `Label: value`, as a table of two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.grid import Grid

PAIR = re.compile(r"(?P<label>[^\W\d_][^:]{0,80}):\s*(?P<value>\S.*)?", re.DOTALL)
Found = tuple[str, str, str]  # label, value, place


def pairs(lines: Sequence[Line], page: int, repeated: Sequence[Line] = ()) -> list[Found]:
    """What a page's lines say as `Label: value`, each with its place.

    A line may say several side by side; a value may stand far behind its label. What is `repeated` from page to page
    says nothing.
    """
    found: list[Found] = []
    for number, line in enumerate(lines, start=1):
        texts = [] if line in repeated else [phrase.text for phrase in line.phrases]
        waiting = ""
        for text in texts:
            match = PAIR.fullmatch(text)
            if match and match["value"] is None:
                waiting = match["label"]
            elif match:
                found.append((match["label"].strip(), match["value"].strip(), f"page {page}, line {number}"))
                waiting = ""
            elif waiting:
                found.append((waiting.strip(), text, f"page {page}, line {number}"))
                waiting = ""
    return found


def grid_of(found: Sequence[Found]) -> Grid | None:
    """The pairs as a grid of label and value; None where there are less than two."""
    if len(found) < 2:
        return None
    pages = [place.split(",")[0].split()[1] for _, _, place in found]
    where = f"page {pages[0]}" if pages[0] == pages[-1] else f"pages {pages[0]}-{pages[-1]}"
    rows = [[label, value] for label, value, _ in found]
    return Grid(f"{where}, labels", rows, row_places=tuple(place for _, _, place in found))
