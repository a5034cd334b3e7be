"""A force's own reference of a reply, as it stands in a file's name, a subject or a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable

NONE = "no-reference"
LONGEST_SLUG = 60
PATTERNS = (
    # 01/FOI/24/012345
    re.compile(r"(?<![\w/])\d{2}[/_-]FOI[/_-]\d{2}[/_-]\d{3,7}(?:[/_-][A-Z]{1,2})?(?![\w/])", re.IGNORECASE),
    # FOI 951/18, FOI-951-18, FOIR5828, FOI2018/00123, FOI/2018/123
    re.compile(
        r"(?<![A-Za-z0-9])FOI(?:R|A)?[ \t_./:-]{0,3}(?:(?:ref(?:erence)?|request|no|number)[ .:]{1,3}){0,2}"
        r"(\d{1,7}(?:[/_-]\d{2,7}){0,2})(?![\w/])",
        re.IGNORECASE,
    ),
    # Our ref: 1234/18, IR/2018/44
    re.compile(
        r"(?<!\w)(?:our )?ref(?:erence)?(?: no| number)?[ \t]?[.:][ \t]?"
        r"([A-Z]{0,5}[/-]?\d{2,7}(?:[/-][A-Z0-9]{1,7}){0,3})(?![\w/])",
        re.IGNORECASE,
    ),
)
# Days, and the year of the Act.
DATE = re.compile(r"\d{1,2}[/_-]\d{1,2}[/_-](?:\d{2}|\d{4})|2000")


def find_reference(texts: Iterable[str]) -> str:
    """The first reference in some texts, as it stands there; `""` where there is none.

    >>> find_reference(["Request FOI 951/18 of today"]), find_reference(["wexley-foir5828-attachment.xlsx"])
    ('FOI 951/18', 'foir5828')
    >>> find_reference(["Ref: 01/FOI/24/012345"]), find_reference(["Freedom of Information Act 2000, ref: 1/4/2018"])
    ('01/FOI/24/012345', '')
    """
    for text in texts:
        for pattern in PATTERNS:
            for found in pattern.finditer(text):
                if not DATE.fullmatch(found.group(pattern.groups)):
                    own = pattern.groups and not found.group().casefold().startswith("foi")
                    return " ".join(found.group(1 if own else 0).split())
    return ""


def slug(reference: str) -> str:
    """A reference as a folder's name has it.

    >>> slug("FOI 951/18"), slug("")
    ('foi-951-18', 'no-reference')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", reference.casefold().encode("ascii", "ignore").decode()).strip("-")
    return plain[:LONGEST_SLUG].strip("-") or NONE
