"""Spoken: the numbers in a reply's sentences that may be counts, apart from days, references, shares and costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forcefoi.clean.squash import squash
from forcefoi.question import Question
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.prose import UNITS, is_request
from forcefoi.sources.replies.draft.windows import DAY, MONTH, SPAN
from forcefoi.sources.replies.formats.labels import CONTACT
from forcefoi.sources.replies.grid import Document

# Where one sentence, or one line of a list, ends and the next begins. A line that was only wrapped goes on.
PIECE = re.compile(
    r"(?<=[.!?;])\s+(?=[A-Z0-9(•])|\n\s*\n|(?<=[0-9):])[ \t]*\n"
    r"|\n(?=\s*(?:[•·▪*–-]\s|\(?[0-9]{1,2}[.)]\s|[QAqa](?:uestion|nswer)? ?\d))"
)
# Words for small numbers count only before what they count; "two tables" is no figure.
SPELLED = re.compile(
    r"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundred|thousand)\b"
    rf"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|eleven|twelve) (?:such )?{UNITS}",
    re.IGNORECASE,
)
# "No offences were recorded in 2016/17" answers; "a dash means no crimes" explains a sign.
NONE = re.compile(
    rf"\b(?:no|nil|zero) (?:such )?(?:[a-z]+ )?{UNITS} (?:were|was|have been|had been|recorded)\b",
    re.IGNORECASE,
)
SIGN = re.compile(r"\b(?:means?|denotes?|indicates?|dash|blanks?|asterisk|cells?|left out)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.,/-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?![\w/%-]|[.,][0-9])")
UNIT = re.compile(rf"\b{UNITS}\b", re.IGNORECASE)
# What figures are that count no crimes.
DURATION = r"(?:days?|hours?|hrs|minutes?|mins|weeks?|months?|years?|pages?|officers?|staff|miles|times|systems|people)"
NUMBERED = (
    r"sections?|sec|ss?|schedule|parts?|paragraphs?|para|pages?|tables?|questions?|q|a|annex|appendix|articles?|regulation"
    r"|item|version|acts?|lines?|options?|note|figure|chart|code|room|floor|box|class|level|documents?|on"
    r"|number|aged?|ages|no"
)
OTHER = re.compile(
    "|".join(
        (
            SPAN.pattern,
            DAY,
            rf"\b[0-9]{{1,2}} ?(?:to|-|–|and) ?(?=[0-9]{{1,2}} {MONTH}\b)|\b{MONTH} [0-9]{{1,2}}\b",
            r"\[(?:19|20)[0-9]{2}\] [A-Za-z]+ [0-9]+|\[[0-9]+\]",
            r"\b[0-9]+[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Avenue|Lane|Way|Square|Drive|Place)\b",
            rf"\b[0-9]{{1,2}} ?\[?(?:st|nd|rd|th)?\]? (?={MONTH}\b)",
            r"\b(?:tel\w*|call|dial|ring|phone|fax)[ .:]*[0-9][0-9 ()-]*(?:or [0-9][0-9 ()-]*)*",
            rf"\b(?:{NUMBERED})[ .:]{{0,2}}[0-9][\w()./-]*(?:(?:,| and| or| &| to) [0-9][\w()./-]*)*",
            r"[0-9]+(?:\([0-9a-z]{1,3}\))+",
            r"\b[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})? ?(?:am|pm|hrs|hours|\+[0-9]{4})?\b",
            r"\+?\b[0-9][0-9 ()-]{8,}[0-9]\b",
            r"\b[0-9]{7,}\b",
            r"[£$€] ?[0-9][0-9,.]*|\b[0-9][0-9.,]* ?(?:%|per ?cent\b|p\b)",
            rf"\b[0-9][0-9,.]* ?(?:(?:-|to) ?[0-9]+)?[ -](?:(?:working|calendar|clear|business)[ -])?{DURATION}\b",
            # A number that is taken back: "109, not 99", "109 instead of 99".
            r"(?:(?<=\w, )|(?<=\()|(?<=and ))\bnot [0-9][0-9,]*\b",
            r"\b(?:instead of|rather than|in place of) [0-9][0-9,]*\b",
            r"\b[0-9]+s? (?:and|or) (?:over|under|above|below|older|younger)|\b(?:under|over) 1[68]s?\b",
            r"(?<![\w.])(?=[\w/.-]*[0-9])(?=[\w/.-]*[A-Za-z/])[\w/.-]*\w",
        )
    ),
    re.IGNORECASE,
)
LIST_MARK = re.compile(
    r"\W{0,3}(?:(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[QA](?:uestion|nswer)? ?[0-9]{0,2}[.:)])\s+",
    re.IGNORECASE,
)
SKIPPED = ("header:", "properties", "quoted", "comment", "links", "footer")
LONGEST = 600


@dataclass(frozen=True)
class Spoken:
    """One sentence, or one line of a list, with numbers that may be counts.

    `numbers` are where each stands in `words`; `context` is the question that is repeated right before it. `vague`
    says that there are figures, or numbers in words, that can't be read one by one.
    """

    file: str
    place: str
    words: str
    numbers: tuple[tuple[int, int], ...]
    context: str = ""
    vague: bool = False
    bare: bool = False


def spoken(documents: Iterable[Document], question: Question) -> Iterator[Spoken]:
    """Each sentence of the replies' own words whose numbers may be counts: a time, a value or a unit is with them."""
    for document in documents:
        asked = ""
        for text in document.texts:
            if text.hidden or text.place.casefold().startswith(SKIPPED):
                continue
            for words in _pieces(text.text):
                if is_request(words) or len(words) > LONGEST or CONTACT.search(words):
                    asked = words if is_request(words) else ""
                    continue
                if found := _spoken(words, asked, document.name, text.place, question):
                    yield found
                asked = ""


def _pieces(text: str) -> Iterator[str]:
    """A text's sentences and lines of a list; "A1." alone goes with what follows it."""
    mark = ""
    for piece in map(squash, PIECE.split(text)):
        if LIST_MARK.fullmatch(f"{piece} "):
            mark = f"{piece} "
        elif piece:
            yield mark + piece
            mark = ""


def _spoken(words: str, asked: str, file: str, place: str, question: Question) -> Spoken | None:
    mark = LIST_MARK.match(words)
    start = mark.end() if mark else 0
    plain = " " * start + OTHER.sub(lambda found: "·" * len(found[0]), words[start:])
    numbers = tuple(found.span() for found in NUMBER.finditer(plain))
    none = NONE.search(plain) and SPAN.search(words) and not SIGN.search(words)
    figures = len(re.findall("[0-9]+(?:,[0-9]{3})*", plain))
    vague = figures > len(numbers) or bool(none or SPELLED.search(plain))
    if not numbers and not vague:
        return None
    bare = not re.search("[A-Za-z]{2}", plain)
    if not (bare and asked) and not _is_answer(words, question):
        return None
    return Spoken(file, place, words, numbers, asked, vague, bare)


def _is_answer(words: str, question: Question) -> bool:
    """Whether a sentence names a time, a value of the question or a unit, and so may answer it."""
    closed = [each for each in question.dimensions if not is_open(each) and each.kind != "window"]
    return bool(SPAN.search(words) or UNIT.search(words) or any(values_in(words, each) for each in closed))
