"""Labels: lines that say one figure each, `Assaults: 12`, `Assaults - 12`, `12 assaults`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.sources.replies.formats.lines import Line
from forcefoi.sources.replies.grid import Grid

NUMBER = r"(?:[<>≤≥~£$]\s?)?-?\d[\d,. ]*(?:%|\+)?"
WORDS = (
    r"nil|none|zero|nought|no|n/?a|not (?:held|known|recorded|available|applicable)|no information held|unknown|"
    r"\*|-|–|\.\.|x|refused|withheld|redacted|exempt|s\.?\s?\d{1,2}(?:\(\d\))?|section \d{1,2}|"
    r"(?:fewer|less|more) than \S+|(?:up to|at least|about|approx\.?|approximately|over|under) \S+|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
# `Assaults: 5 (see note)` keeps all that follows: what is no figure is for the person to say.
COLON = re.compile(
    rf"(?P<label>[^:\n]*?\S)\s*(?:(?<!\d):|:(?!\d)|=)\s*(?P<value>(?:{NUMBER}|(?:{WORDS})\b|[*\-–]|\.\.)[^\n]*)",
    re.I,
)
DASH = re.compile(rf"(?P<label>.*\S)\s+[-–—]\s*(?P<value>{NUMBER}|{WORDS})", re.I)
DOTS = re.compile(rf"(?P<label>.*?[^.\s])\s*(?:\.{{3,}}|…+|_{{3,}})\s*(?P<value>{NUMBER}|{WORDS})", re.I)
FIRST = re.compile(r"(?P<value>(?:[<>≤≥~]\s?)?\d[\d,]*|nil)(?: x)?\s+(?P<label>[^\W\d_].*)", re.I)
# `3 crimes` is a label's line; `3 March 2024` is a date, and a sentence is a sentence.
NOT_FIRST = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|(?:st|nd|rd|th)\b|.*[.?!,;:]$|.{80}",
    re.I,
)
BULLET = re.compile(r"^\s*(?:[•·▪◦‣●○\uf0b7*–-]|o(?=\s))\s+")
LONGEST = 200


def find_labels(lines: Sequence[Line], place: str = "lines") -> tuple[Grid, ...]:
    """The lines that are a label and a figure, as one grid `lines, labels`: the label, and what follows it as text.

    No grid where there is none. A figure that is said within a sentence is not here.

    >>> from forcefoi.sources.replies.formats.lines import numbered
    >>> find_labels(numbered("Anytown:\\nassaults: <5\\nThefts - 1,204"))[0].rows
    [['assaults', '<5'], ['Thefts', '1,204']]
    """
    found = {at: pair for at, line in enumerate(lines) if (pair := label_and_value(line.text)) is not None}
    found |= _leading(lines)
    if not found:
        return ()
    order = sorted(found)
    rows = [list(found[at]) for at in order]
    return (Grid(f"{place}, labels", rows, row_places=tuple(lines[at].place for at in order)),)


def label_and_value(text: str) -> tuple[str, str] | None:
    """A line's label and figure; None where it has not both.

    >>> label_and_value("• Violence with injury: 12 (one refused)")
    ('Violence with injury', '12 (one refused)')
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    text = BULLET.sub("", text).strip()
    for form in (COLON, DOTS, DASH):
        if (read := form.fullmatch(text)) and re.search(r"[^\W_]", read["label"]):
            return read["label"].strip(), read["value"].strip()
    return None


def _leading(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """`12 assaults` lines, two or more on end: one alone is as likely an address."""
    runs: list[dict[int, tuple[str, str]]] = [{}]
    for at, line in enumerate(lines):
        text = BULLET.sub("", line.text).strip()
        if not text:
            continue
        read = FIRST.fullmatch(text) if len(text) <= LONGEST else None
        if read and not NOT_FIRST.match(read["label"]) and label_and_value(line.text) is None:
            runs[-1][at] = read["label"].strip(), read["value"]
        else:
            runs.append({})
    return {at: pair for run in runs if len(run) > 1 for at, pair in run.items()}
