"""Every kind of personal data in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forcefoi.clean.squash import plain
from forcefoi.sources.replies.private.addresses import find_addresses
from forcefoi.sources.replies.private.columns import is_personal, kind_of_column
from forcefoi.sources.replies.private.hit import MAIL, NAME, Hit
from forcefoi.sources.replies.private.names import find_names
from forcefoi.sources.replies.private.others import find_others
from forcefoi.sources.replies.private.phones import find_phones
from forcefoi.sources.replies.private.words import no_names

# Headers of a mail that name people, and those whose @ is a number of the message and no one's address.
PEOPLE = re.compile(
    r"(?:^|: )(?:x-)?(?:from|to|cc|bcc|sender|reply-to|recipients?|return-path|author)$", re.IGNORECASE
)
NUMBERS = re.compile(r"header: (?:message-id|references|in-reply-to|content-id|thread|x-ms|arc|dkim)", re.I)
# Properties that a program fills with whoever sat at it. The `Creator` of a PDF, with a large C, is a program.
WRITERS = re.compile(
    r"(?:propert\w*: |, )(?:creator|(?i:author|last ?modified ?by|last ?author|last ?saved ?by|manager|owner))$"
)
FIELD = re.compile(r"form field '(.+)'")
NOBODY = re.compile(
    r"(?:microsoft|ms|windows|libreoffice|openoffice|python|apache|crystal|jasper|oracle|adobe|xlsxwriter|openpyxl"
    r"|reportlab|anonymous|user|admin|unknown|unspecified|none|poi|sap|ssrs|office|docx|pptx|xlsx|pdf"
    r"|word|excel|reports?|scanner|canon|xerox|ricoh|konica|minolta|kyocera|ghostscript|\W|\d)*", re.I
)  # fmt: skip
SAID_BY = re.compile(r"(?:^|\n)[ \t]*([^\n:]{2,60}):[ \t]*(?:\n|$)")


def scan(text: str, areas: frozenset[str]) -> Iterator[Hit]:
    """What looks like personal data in any text. Takes time in proportion to its length.

    >>> [hit.kind for hit in scan("Contact: Jane Placeholder, 07700 900123", frozenset())]
    ['phone number', 'name', 'name']
    """
    yield from find_addresses(text, areas)
    yield from find_phones(text)
    yield from find_names(text, areas)
    yield from find_others(text)


def scan_text(place: str, text: str, areas: frozenset[str]) -> Iterator[Hit]:
    """The same for a text of which it is known where it stands: a header of a mail, a property, a comment."""
    for hit in scan(text, areas):
        if hit.kind != MAIL or not NUMBERS.search(place):
            yield hit
    if WRITERS.search(place):
        yield from _writer(text, areas)
    elif PEOPLE.search(place):
        yield from _shown_names(text, areas)
    elif field := FIELD.search(place):
        kind = kind_of_column(field.group(1))
        if kind and is_personal(text, kind[2], areas):
            yield Hit(kind[0], text.strip(), 0, len(text), what=kind[1])
    elif "comment" in place:
        for found in SAID_BY.finditer(text):
            if _somebody(found.group(1), areas):
                yield Hit(NAME, found.group(1).strip(), *found.span(1))


def _shown_names(text: str, areas: frozenset[str]) -> Iterator[Hit]:
    """The names before the addresses of a mail: `"Placeholder, Jane" <jane@wexley.example>; …`."""
    for found in re.finditer(
        r"\"([^\"\n\0]{2,80})\"|(?:^|[,;>\n])[ \t]*([^\"<>@;\n\0]{2,80})(?=<|;|\n|$)", text
    ):
        number = 1 if found.group(1) else 2
        if _somebody(found.group(number), areas):
            yield Hit(NAME, found.group(number).strip(), *found.span(number))


def _writer(text: str, areas: frozenset[str]) -> Iterator[Hit]:
    for found in re.finditer(r"[^\n;\0]+", text):
        if not NOBODY.fullmatch(found.group()) and _somebody(found.group(), areas):
            yield Hit(NAME, found.group().strip(), *found.span())


def _somebody(text: str, areas: frozenset[str]) -> bool:
    """Whether there is a word left that is not one of offices, forces or programs."""
    words = re.findall(r"[^\W_]{2,}", plain(text).casefold())
    return any(word not in no_names() and word not in areas and not word.isdigit() for word in words)
