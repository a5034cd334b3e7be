"""What else points at one person: postcodes, National Insurance numbers, days of birth, collar numbers, logins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forcefoi.sources.replies.private.hit import OTHER, Hit

IN = r"\d[ABD-HJLNP-UW-Z]{2}"
OUT = r"(?:[A-PR-UWYZ]\d[A-HJKPSTUW\d]?|[A-PR-UWYZ][A-HK-Y]\d[A-Z\d]?)"
# The Information Commissioner's, to whom every letter says that one may complain.
OFFICES = {"SK9 5AF"}
# A letterhead: the building, its street and its town. With a number between, a home may have begun.
BUILDING = re.compile(
    r"\b(?:headquarters|police hq|town hall|city hall|county hall|civic cent(?:re|er))\b[^\d\0]{0,80}$",
    re.IGNORECASE,
)
# The name of a public body, and no number since: its own address, as it seems.
BODY = re.compile(
    r"\b(?:police|constabulary|council|commissioner|department|directorate|headquarters|hq|ombudsman)\b[^\d\0]{0,80}$",
    re.IGNORECASE,
)
BEFORE = 110
DAY = r"(?:\d{1,2}[./ -](?:\d{1,2}|[A-Za-z]{3,9})[./ -]\d{2,4}|\d{4}-\d\d-\d\d)"
PATTERNS = {
    # With its space alone: without one it looks like any reference.
    "postcode": re.compile(rf"(?<![\w-]){OUT} {IN}(?![\w-])"),
    "National Insurance number": re.compile(
        r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)"
    ),
    "date of birth": re.compile(
        rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[ :.-]{{0,4}}({DAY})", re.IGNORECASE
    ),
    "collar number": re.compile(r"\b(?:PC|PS|DC|DS|WPC|PCSO|TDC)[ :]{1,2}(?!(?:19|20)\d\d\b)(\d{3,5})\b"),
    "login": re.compile(
        r"(?:\b(?:Users|Documents and Settings)\\|/(?:Users|home)/|/personal/)(?!Public\b|Default\b|Shared\b)"
        r"([^\\/:\s\0\"'<>|]{2,60})", re.IGNORECASE
    ),
}  # fmt: skip


def find_others(text: str) -> Iterator[Hit]:
    """Every such thing of a text, each with `what` it is. The postcode of a force's or a council's own building is
    `generic`; one that stands behind the name of a public body is of a `body`.

    >>> [hit.what for hit in find_others("DOB: 1/2/1990, AB1 2DE")]
    ['postcode', 'date of birth']
    """
    for what, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            own, start = found.group(pattern.groups), found.start(pattern.groups)
            before = text[max(0, start - BEFORE) : start] if what == "postcode" else ""
            office = own in OFFICES or bool(BUILDING.search(before))
            body = bool(BODY.search(before))
            yield Hit(OTHER, own, *found.span(pattern.groups), generic=office, what=what, body=body)
