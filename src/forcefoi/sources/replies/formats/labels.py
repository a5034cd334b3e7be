"""Labels: lines that say one thing each, `Assaults: 12`, `Assaults - 12`, `12 assaults`, and headings among them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forcefoi.clean.squash import fold
from forcefoi.sources.replies.formats.heading import MOST, POINTS_ON, is_heading
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
# `Offence: Harassment`: no figure, and a part of the answer where the label stands there again and again.
NAMED = re.compile(r"(?P<label>[^\W\d_][^:]{0,60}?)\s*:\s+(?P<value>[^\s/].*)")
# So many of them on end are a record, whether one begins with a figure or not.
RECORD = 3
# What a letter begins and ends with, and the day it was written.
NO_HEADING = re.compile(
    r"(?:dear|kind regards|best wishes|yours|regards|many thanks)\b|\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}$",
    re.IGNORECASE,
)
# What stands below the answer, and is none.
CONTACT = re.compile(
    r"(?:tele?phone|tel|phone|mobile|mob|fax)(?: no\.?| number)?:? (?:101\b|[+(]?\d{3,5}\)? ?\d{3})"
    r"|(?:our |your )?ref(?:erence)?(?: no\.?| number)?: ",
    re.IGNORECASE,
)
ENDED = re.compile(r"[.;:?!]$")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """One line as labels see it: where it is, its words, and the labels with their values that it says."""

    place: str
    text: str
    pairs: tuple[Pair, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written on the line."""
        return not self.text.strip()

    @property
    def parts(self) -> bool:
        """Whether something else than a line stands here: a table."""
        return not self.place


def find_labels(lines: Sequence[Line], place: str = "lines") -> tuple[Grid, ...]:
    """The lines that are a label and a figure, as one grid `lines, labels`: the label, and what follows it as text.

    A line right above some of them, such as `Harassment, female victims`, is a row with nothing behind it, and an empty
    row before it; if it is the only one and stands above all, it is the grid's heading. No grid where no line has a
    figure. A figure that is said within a sentence is not here.

    >>> from forcefoi.sources.replies.formats.lines import numbered
    >>> find_labels(numbered("Anytown:\\nassaults: <5\\nThefts - 1,204"))[0].rows
    [['assaults', '<5'], ['Thefts', '1,204']]
    """
    found = {at: pair for at, line in enumerate(lines) if (pair := label_and_value(line.text)) is not None}
    found |= _leading(lines)
    found |= _named(lines, found)
    said = [Said(line.place, line.text, (found[at],) if at in found else ()) for at, line in enumerate(lines)]
    return (labelled(said, f"{place}, labels"),) if found else ()


def labelled(said: Sequence[Said], place: str) -> Grid:
    """The labels and their values as a grid of two columns, with the headings among them.

    Words between two labels that are no heading are a doubt where a heading stands above them: it may not hold below.

    >>> lines = [Said("line 1", "Men:"), Said("line 2", "2019: 5", (("2019", "5"),))]
    >>> labelled(lines, "lines, labels").heading
    ('Men',)
    """
    parts = _parts(said)
    headed = [part for part in parts if part.headings]
    if len(headed) == 1 and headed[0] is parts[0]:
        heading, headed = tuple(each.text for each in headed[0].headings), []
    else:
        heading = ()
    rows: list[list[str]] = []
    places: list[str] = []
    for part in parts:
        above = part.headings if part in headed else []
        empty = [above[0] if above else part.lines[0]] if rows else []
        rows += [*(["", ""] for _ in empty), *([each.text, ""] for each in above)]
        places += [each.place for each in (*empty, *above)]
        for line in part.lines:
            rows += [list(pair) for pair in line.pairs]
            places += [line.place] * len(line.pairs)
    doubts = tuple(doubt for part in parts for doubt in part.doubts if part.is_under)
    return Grid(place, rows, row_places=tuple(places), heading=heading, doubts=doubts)


@dataclass(eq=False)
class _Part:
    """Labels under the same headings, in their order; or a telephone number, below the answer and no part of it."""

    headings: list[Said]
    is_under: bool  # a heading stands above them
    lines: list[Said] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def _parts(said: Sequence[Said]) -> list[_Part]:
    parts: list[_Part] = []
    between: list[Said] = []
    for line in said:
        if not line.pairs:
            between.append(line)
            continue
        is_contact = CONTACT.match(": ".join(line.pairs[0])) is not None
        headings = [] if is_contact else _headings(between, bool(parts))
        is_apart = is_contact and not all(each.is_blank for each in between)
        if headings or is_apart or not parts:
            parts.append(_Part(headings, bool(headings) or any(part.is_under for part in parts)))
        elif not is_contact:
            parts[-1].doubts += _loose(between)
        parts[-1].lines.append(line)
        between = []
    return parts


def _loose(between: Sequence[Said]) -> list[str]:
    """A doubt for words, or a table, that stand between two labels."""
    loose = next((each for each in between if each.parts or not each.is_blank), None)
    if loose is None:
        return []
    what = loose.place or "a table"
    return [f"{what} stands between labels: those below it may not be of the heading above it"]


def _headings(between: Sequence[Said], after: bool) -> list[Said]:
    """Of the lines before a label, those that are its headings: right above it, or one empty line apart.

    after
        Whether a label stands before them: what is closer to that one is its note.
    """
    end = len(between)
    if end and between[-1].is_blank and not between[-1].parts:
        end -= 1
    start = end
    while start and end - start < MOST and _is_heading(between[start - 1].text):
        start -= 1
    if start and not between[start - 1].is_blank and not ENDED.search(between[start - 1].text.strip()):
        # They go on with a paragraph, or are more lines than a heading has.
        return []
    is_note = after and start == 0 and end < len(between)
    return [] if is_note else [replace(each, text=_heading(each.text)) for each in between[start:end]]


def _is_heading(text: str) -> bool:
    text = BULLET.sub("", text).strip()
    is_rest = text[:1].islower() or text[:1] in "(*"
    return is_heading(text) and not (is_rest or POINTS_ON.search(text) or NO_HEADING.match(text))


def _heading(text: str) -> str:
    return " ".join(BULLET.sub("", text).split()).removesuffix(":").rstrip()


def label_and_value(text: str) -> Pair | None:
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


def _named(lines: Sequence[Line], found: dict[int, Pair]) -> dict[int, Pair]:
    """`Offence: Harassment` lines whose label stands there again: beside a figure, or several to a record."""
    named = {
        at: (read["label"].strip(), read["value"].strip())
        for at, line in enumerate(lines)
        if at not in found
        and len(line.text) <= LONGEST
        and (read := NAMED.fullmatch(BULLET.sub("", line.text).strip()))
    }
    often = Counter(fold(label) for label, _ in [*named.values(), *found.values()])
    again = [at for at, (label, _) in named.items() if often[fold(label)] > 1]
    stanzas = _stanzas(lines)
    many = Counter(stanzas[at] for at in again)
    figures = {stanzas[at] for at in found}
    return {at: named[at] for at in again if stanzas[at] in figures or many[stanzas[at]] >= RECORD}


def _stanzas(lines: Sequence[Line]) -> list[int]:
    """For each line, the number of the stretch of lines without an empty one that it is in."""
    return list(itertools.accumulate(int(not line.text.strip()) for line in lines))


def _leading(lines: Sequence[Line]) -> dict[int, Pair]:
    """`12 assaults` lines, two or more on end: one alone is as likely an address."""
    runs: list[dict[int, Pair]] = [{}]
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
