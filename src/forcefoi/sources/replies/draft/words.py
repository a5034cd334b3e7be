"""Words: what stands in cells of counts and is no number, and whether the reply says what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from forcefoi.clean.parse_count import parse_count
from forcefoi.clean.squash import HYPHENS, squash
from forcefoi.errors import ParseError
from forcefoi.sources.replies.cells import WHOLE
from forcefoi.sources.replies.draft.count_beside import count_beside
from forcefoi.sources.replies.draft.looks import kind_of_cell
from forcefoi.sources.replies.draft.parts import Block, Sketch
from forcefoi.sources.replies.offered import has_bounds, offered

MEANS = (
    r"\s*(?:=|:|–|-|\bdenotes?\b|\bmeans?\b|\bindicates?\b|\brepresents?\b|\bsignif(?:y|ies)\b|\bshows?\b|\bis\b"
    r"|\bare\b|\bwhere\b|\bused (?:for|where|to \w+)\b|\bstands? for\b|\bhas been used\b)"
)
BELOW = re.compile(
    r"(?:fewer|less|lower|smaller) than (?P<a>[0-9]+|five|ten|three)|(?:<|under|below) ?(?P<b>[0-9]+|five|ten)"
    r"|(?:between )?(?P<low>[01]) ?(?:-|–|to|and) ?(?P<high>[0-9]+)|(?P<c>[0-9]+|five|four) or (?:fewer|less)"
)
WITH_NOUGHT = re.compile(r"includ\w* (?:zero|nil|nought|0)|\(?\b0 ?(?:-|–|to) ?[0-9]+")
NOUGHT = re.compile(
    r"\b(?:nil|zero|nought|none|no (?:crimes?|offences?|records?|incidents?|data recorded))\b|\b0\b"
)
# "Not available" is a word about the table and not about the force: it does not say that nothing is held.
NOT_HELD = re.compile(r"not (?:held|recorded)|no (?:information|data|record) (?:is |was )?held")
REFUSED = re.compile(r"refus|exempt|withheld|redacted|section ?(?:40|12|31)|s\.? ?(?:40|12|31)")
DIGITS = {"three": 3, "four": 4, "five": 5, "ten": 10}
NAMES = {
    "": r"blanks?(?: cells?| fields?)?|empty(?: cells?)?",
    "*": r"\*|asterisks?|stars?",
    "-": r"[-–—]|dash(?:es)?|hyphens?",
}


# One sentence can explain two words: each is read by itself.
CLAUSES = re.compile(
    r"(?<![a-z]\.[a-z])(?<!\.)(?<!^)[.;](?:\s|$)|\n|"
    r"(?:,|\band\b|\bor\b)\s*(?=[\"'“‘]?(?:[*<]|[-–—]\s|\.\.|n/a|dash|blank|a (?:dash|blank)))"
)


def find_words(
    block: Block, rows: Sequence[int], columns: Sequence[int], texts: Iterable[str], sketch: Sketch
) -> dict[str, Any]:
    """The entry `words`: what each text in place of a count means, where a footnote or the letter says so."""
    notes = [clause.strip() for text in texts for clause in CLAUSES.split(squash(text).casefold())]
    found: dict[str, Any] = {}
    texts_in = _texts(block, rows, columns)
    for text, cells in texts_in.items():
        if count_beside(text):
            continue  # Of these `beside_words` speaks.
        meaning = meaning_of(text, notes)
        shown = "a blank" if not text else f"'{text}'"
        if meaning is not None:
            found[text] = meaning
            sketch.guess(f"{shown} means {meaning}, by the reply's own words")
        elif not _plain(text):
            many = f"in {len(cells)} cells, the first {cells[0]}" if len(cells) > 1 else f"in {cells[0]}"
            sketch.ask(f"{shown} stands {many}, and the reply doesn't say what it means: {offered(text)}")
    return found


def _texts(block: Block, rows: Sequence[int], columns: Sequence[int]) -> dict[str, list[str]]:
    """Each text in place of a count, with the cells it stands in. Blanks inside a merged span are no cells."""
    inside = {
        (row, column)
        for top, left, bottom, right in block.grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    found: dict[str, list[str]] = {}
    for row in rows:
        for column in columns:
            kind = kind_of_cell(block.value(row, column))
            told = kind in ("number", "text") and isinstance(block.value(row, column), str)
            if kind in ("blank", "word") or (
                told and (kind == "number" or has_bounds(block.words(row, column)))
            ):
                text = block.words(row, column) if kind != "blank" else ""
                if (row, column) not in inside and not text.replace(",", "").isdecimal():
                    found.setdefault(text, []).append(block.grid.name(row, column))
    return found


def _plain(text: str) -> bool:
    """Whether a text says by itself what it means; `*` does not say how many."""
    try:
        parse_count(WHOLE.sub(lambda found: found[0][:-2], text))
    except ParseError:
        return False
    return text != "*"


def meaning_of(text: str, notes: Iterable[str]) -> Any:
    """What the reply's own words say that a text in place of a count means; None where they say nothing.

    >>> meaning_of("*", ["* denotes fewer than 5"]), meaning_of("-", ["the rate is -"])
    ([1, 4], None)
    """
    key = "-" if text and not HYPHENS.sub("", text) else text.casefold()
    name = NAMES.get(key, re.escape(key))
    said = re.compile(rf"(?:^|[\s\"'“‘(])(?:{name})[\"'”’)]?{MEANS}\s*(?P<rest>.+)")
    told = [match["rest"] for note in notes if (match := said.search(note))]
    told += [note[len(key) :] for note in notes if key in ("*", "..", "-") and note.startswith(key)]
    found = {repr(each): each for rest in told if (each := _meaning(rest)) is not None}
    if not found and key.startswith("<") and any(key in note and WITH_NOUGHT.search(note) for note in notes):
        number = re.sub(r"[^0-9]", "", key)
        return [0, int(number) - 1] if number else None
    return next(iter(found.values())) if len(found) == 1 else None


def _meaning(rest: str) -> Any:
    rest = rest[:160]
    if found := BELOW.search(rest):
        if (NOUGHT.search(rest) and not WITH_NOUGHT.search(rest)) or NOT_HELD.search(rest):
            return None
        if found["high"]:
            return [int(found["low"]), int(found["high"])]
        number = found["a"] or found["b"] or found["c"]
        most = DIGITS.get(number) or int(number)
        most = most if found["c"] else most - 1
        low = 0 if WITH_NOUGHT.search(rest) else 1
        return [low, most] if most >= low else None
    pairs = ((NOT_HELD, "not held"), (REFUSED, "refused"), (NOUGHT, 0))
    said = [meaning for pattern, meaning in pairs if pattern.search(rest)]
    return said[0] if len(said) == 1 else None
