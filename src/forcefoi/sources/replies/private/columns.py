"""What a column holds, by its header: somebody's name, telephone, address, day of birth; or nothing of that kind."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from forcefoi.sources.replies.grid import Value
from forcefoi.sources.replies.private.hit import MAIL, NAME, OTHER, PHONE
from forcefoi.sources.replies.private.names import is_person
from forcefoi.sources.replies.private.words import given_names, no_names

WHO = (
    r"(?:victim|suspect|offender|officer|complainant|defendant|applicant|requester|witness|staff|employee|nominal|person"
    r"|driver|author|subject|accused|informant|owner|child|patient)"
)
# Header → kind, what it is called, and how a cell of it is judged.
HEADERS: tuple[tuple[str, str, str, str], ...] = (
    (rf"(?:{WHO} )?(?:full|first|last|middle|family|given|maiden|known as|christian|preferred) names?",
     NAME, "", "word"),
    (rf"{WHO}s? names?|names? of (?:the )?{WHO}s?|surnames?|fore ?names?|alias(?:es)?|(?:{WHO} )?(?:surname|forename)",
     NAME, "", "word"),
    (rf"names?|{WHO}s?|oic|officer in (?:the )?(?:case|charge)|(?:investigating|reviewing|dealing) officer|contact"
     r"|(?:created|completed|produced|entered|recorded|reported|requested|assigned|handled|approved|checked|modified"
     r"|updated|allocated) (?:by|to)|author",
     NAME, "", "person"),
    (rf"(?:{WHO} )?(?:d ?o ?b|date of birth|birth ?date)", OTHER, "date of birth", "any"),
    (rf"(?:{WHO} |home |postal |full |work )*address(?: ?line)?(?: ?\d)?|house (?:name|no|number)",
     OTHER, "address", "address"),
    (rf"(?:{WHO} |home )*post ?codes?", OTHER, "postcode", "postcode"),
    (r"(?:nhs|passport|national insurance|ni|driving licence|driver|pnc|collar|shoulder|payroll) ?(?:no|number|id)",
     OTHER, "personal number", "any"),
    (rf"(?:{WHO} |home |work |contact )*(?:tel(?:ephone)?|phone|mob(?:ile)?|fax)(?: ?n(?:o|umber))?"
     r"|contact n(?:o|umber)",
     PHONE, "", "digits"),
    (rf"(?:{WHO} |home |work |contact )*(?:e ?mail(?: address)?)", MAIL, "", "word"),
)  # fmt: skip
PATTERNS = [(re.compile(pattern), kind, what, how) for pattern, kind, what, how in HEADERS]
LONGEST_HEADER = 60
FULL_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE)


def kind_of_column(header: Value) -> tuple[str, str, str] | None:
    """The kind of a column with this header, what it is called, and how its cells are judged; None for the others.

    >>> kind_of_column("Officer's Surname"), kind_of_column("Hospital name")
    (('name', '', 'word'), None)
    """
    if not isinstance(header, str) or len(header) > LONGEST_HEADER:
        return None
    return _kind(header)


@lru_cache(maxsize=10_000)
def _kind(header: str) -> tuple[str, str, str] | None:
    plain = " ".join(re.sub(r"['’]s\b|[^\w ]", " ", header.casefold().replace("_", " ")).split())
    return next(
        ((kind, what, how) for pattern, kind, what, how in PATTERNS if pattern.fullmatch(plain)), None
    )


def is_personal(value: Value, how: str, areas: frozenset[str]) -> bool:
    """Whether a cell of such a column holds what its header says, and not a word for nothing or a count."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return how == "any"
    if isinstance(value, bool) or value is None:
        return False
    text = _text(value)
    if how == "digits":
        return sum(char.isdigit() for char in text) >= 6
    if how == "any":
        return sum(char.isdigit() for char in text) >= 4
    if how == "address":
        return (
            bool(re.search(r"\d", text) and re.search(r"[^\W\d]{3}", text))
            or "," in text
            or text.count(" ") > 2
        )
    if how == "postcode":
        return bool(FULL_POSTCODE.fullmatch(text))
    words = re.findall(r"[^\W\d_]{2,}", text)
    if how == "word":
        return bool(words) and not all(word.casefold() in no_names() for word in words)
    return is_person(text, areas) or (len(words) == 1 and text.casefold() in given_names()[0])


def _text(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
