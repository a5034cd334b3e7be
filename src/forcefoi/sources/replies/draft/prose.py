"""Prose: numbers and refusals in the sentences of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from forcefoi.clean.squash import squash
from forcefoi.question import ALL, Question
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.windows import is_window, windows_in
from forcefoi.sources.replies.grid import Document

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9])|\n\s*\n")
# A number that is no part of another, of a date or of a reference, nor that of a table or a page.
NUMBER = (
    r"(?<!table )(?<!page )(?<!part )(?<![0-9A-Za-z/.,(-])(?P<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?![0-9/%-]|[.,][0-9])"
)
UNITS = (
    r"(?:recorded |reported |notifiable )?(?:crimes?|offences?|incidents?|records?|victims?|reports?|cases?)"
)
COUNTED = re.compile(rf"{NUMBER}(?: [a-z]+){{0,2}}? {UNITS}\b", re.IGNORECASE)
TOTAL = re.compile(r"total (?:number )?(?:of|was|is)|in total|altogether|overall", re.IGNORECASE)
SECTION = re.compile(
    r"\b(?:section|sec\.?|s\.?) ?(?P<s>12|14|21|22|23|24|27|30|31|38|40|41|43)\b ?"
    r"(?P<sub>(?:\([0-9a-zA-Z]{1,2}\))*)",
    re.IGNORECASE,
)
REFUSAL = re.compile(
    r"refus|exempt|withh[eo]ld|unable to (?:provide|supply|disclose)|exceed\w* the (?:appropriate|cost)|"
    r"not be disclosed",
    re.IGNORECASE,
)
NOT_HELD = re.compile(
    r"\b(?:not|no) (?:information (?:is )?)?held\b|do(?:es)? not hold|is not held|not (?:currently )?hold",
    re.IGNORECASE,
)
NEITHER = re.compile(r"neither confirm(?:s|ed)? n?or den", re.I)
MOST = 12


def stated_in(
    documents: Iterable[Document], question: Question
) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """Entries `[[stated]]` for numbers that are plainly totals, guesses that tell them, and questions on the others."""
    entries: list[dict[str, Any]] = []
    guesses: list[str] = []
    questions: list[str] = []
    for place, sentence in _sentences(documents):
        found = list(COUNTED.finditer(sentence))
        if not found:
            continue
        words = sentence[:200]
        entry = _entry(sentence, found, place, question)
        if entry and entry not in entries:
            entries.append(entry)
            guesses.append(f"stated: {place} says {entry['count']:,}: “{words}”")
        elif not entry:
            questions.append(
                f"{place} states a number: “{words}”: is it a total ([[stated]]), or a figure of its own?"
            )
    if len(questions) > MOST:
        questions[MOST:] = [f"{len(questions) - MOST} more sentences have numbers in them"]
    return entries, guesses, questions


def _sentences(documents: Iterable[Document]) -> Iterable[tuple[str, str]]:
    for document in documents:
        for text in document.texts:
            low = text.place.casefold()
            if text.hidden or low.startswith(("header:", "properties", "quoted", "comment")):
                continue
            for sentence in SENTENCE.split(text.text):
                if sentence and len(squash(sentence)) < 600 and not is_request(sentence):
                    yield f"{document.name}, {text.place}", squash(sentence)


def is_request(sentence: str) -> bool:
    """Whether a sentence is the request, or a part of it that the reply repeats."""
    return sentence.strip().endswith("?") or bool(
        re.match(r"\s*(?:please|could you|can you|you (?:asked|requested)|i would|how many)", sentence, re.I)
    )


def _entry(
    sentence: str, found: list[re.Match[str]], place: str, question: Question
) -> dict[str, Any] | None:
    """The number of a sentence as an entry, where it is plainly the total of one window."""
    if len(found) != 1 or not TOTAL.search(sentence):
        return None
    at: dict[str, str] = {}
    for dimension in question.dimensions:
        if dimension.kind == "window":
            windows = list(dict.fromkeys(windows_in(sentence)))
            if len(windows) != 1 or not is_window(windows[0]):
                return None
            at[dimension.name] = windows[0]
        elif not is_open(dimension) and values_in(sentence, dimension):
            # It may be the total of that value alone.
            return None
        else:
            at[dimension.name] = ALL
    count = int(found[0]["n"].replace(",", ""))
    return {"count": count, "at": at, "place": place, "words": sentence[:300]}


def outcome_of(documents: Iterable[Document], tables: bool) -> tuple[str, str, str]:
    """The outcome that a letter's words tell, the section it names, and the words; empty where none tells.

    >>> from forcefoi.sources.replies.grid import Text
    >>> letter = Document("a.txt", "txt", texts=(Text("line 1", "This is refused under section 12(1)."),))
    >>> outcome_of([letter], False)[:2]
    ('refused', 's.12(1)')
    """
    for sentence in (each for _, each in _sentences(documents)):
        section = SECTION.search(sentence)
        exemption = f"s.{section['s']}{section['sub']}" if section else ""
        if NEITHER.search(sentence):
            return "neither confirm nor deny", exemption, sentence[:160]
        if section and REFUSAL.search(sentence):
            return ("partial" if tables else "refused"), exemption, sentence[:160]
        if NOT_HELD.search(sentence):
            return ("partial" if tables else "not held"), "", sentence[:160]
    return ("full" if tables else ""), "", ""
