"""Phone numbers in a text: British ones in any spacing, others with a plus before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forcefoi.sources.replies.private.hit import PHONE, Hit

GAP = r"[ \u00a0\u2009\u202f.()\u2010-\u2015-]{0,3}"
NUMBER = re.compile(
    rf"(?<![\w.,/])(?:(?:\+|00){GAP}44{GAP}(?:\(0\){GAP})?[1-9]|\(?0[1-35789])(?:{GAP}\d){{8,9}}(?!\d)"
)
ABROAD = re.compile(rf"(?<![\w.,])(?:\+|00)(?!{GAP}44)[1-9](?:{GAP}\d){{9,13}}(?!\d)")
# A mobile number that a spreadsheet took for a number has lost its nought.
BARE = re.compile(r"(?<![\d.,+])(?:44 ?)?7\d{3} ?\d{3} ?\d{3}(?![\d,])")
LABELLED = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|fax|ext(?:ension)?|ddi)\b(?:[ .]{0,2}(?:no|number)\b)?[ .:]{1,4}"
    rf"(\(?\+?\d(?:{GAP}\d){{3,13}})(?!\d)",
    re.IGNORECASE,
)
# The Information Commissioner's, to whom every letter says that one may complain.
OFFICES = {"01625545745", "01625545700"}
# The groups of a number: the first has an area's code, so that days in a row are no number.
FIRST = re.compile(r"\(?(0\d+)")
SHORTEST_CODE = 3
# A landline right behind the words for a public body's desk.
BODY = re.compile(
    r"\b(?:police|constabulary|council|headquarters|hq|switchboard|foi|freedom of information|disclosure unit"
    r"|(?:disclosure|information|press) (?:office|team))\b[^\d\0]{0,40}$",
    re.IGNORECASE,
)
LANDLINE = re.compile(r"(?:(?:00|\+)440?|0)[12]")
BEFORE = 70


def find_phones(text: str) -> Iterator[Hit]:
    """Every phone number of a text. Those of organisations (03…, 0800 and the like) are `generic`; 101 is none.
    A landline behind the words for a public body's desk is of a `body`.

    >>> [hit.generic for hit in find_phones("07700 900123 or (0300) 123 4567; 101; 1,234; 01-04-2018")]
    [False, True]
    """
    taken: set[int] = set()
    for pattern in (NUMBER, ABROAD, BARE, LABELLED):
        for found in pattern.finditer(text):
            start, end = found.span(pattern.groups)
            number = text[start:end]
            if start in taken or not _may_be(number):
                continue
            taken.update(range(start, end))
            body = bool(LANDLINE.match(re.sub(r"[^\d+]", "", number))) and bool(
                BODY.search(text[max(0, start - BEFORE) : start])
            )
            yield Hit(PHONE, number, start, end, generic=_of_office(number), body=body)


def _may_be(number: str) -> bool:
    code = FIRST.match(number)
    return not code or len(code.group(1)) >= SHORTEST_CODE or len(re.sub(r"\D", "", number)) < 10


def _of_office(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    digits = re.sub(r"^(?:00)?440?", "0", digits)
    return (
        digits in OFFICES
        or len(digits) in (10, 11)
        and digits.startswith(("03", "0800", "0808", "0845", "0844", "0870"))
    )
