"""Weigh: how much a find says about one person, so that what matters most is read first."""

from __future__ import annotations

from forcefoi.sources.replies.private.hit import MAIL, NAME, PHONE, Hit
from forcefoi.sources.replies.private.scan import WRITERS

PEOPLE, UNSEEN, PROPERTIES, BODY, OFFICE = (
    "people", "not looked into", "document properties", "public body", "office",
)  # fmt: skip
# Strongest first.
GROUPS = (PEOPLE, UNSEEN, PROPERTIES, BODY, OFFICE)
# One acceptance may stand for all finds of such a group in one file; every other find is accepted by itself.
TOGETHER = (PROPERTIES, BODY)
# What is likeliest true of such finds; a name put under it makes it somebody's reason.
READY = {BODY: "the public body's own address or number, which it publishes"}
FIRST = (MAIL, PHONE)


def group_of(hit: Hit, part: str, hidden: bool, cells: int) -> str:
    """The group of a hit in one part of a file. In a table's cells an address is somebody's, whatever stands before it.

    >>> group_of(Hit(NAME, "Jane Placeholder", 0, 16), "properties: author", True, 0)
    'document properties'
    >>> group_of(Hit(NAME, "Jane Placeholder", 0, 16), "page #", False, 0)
    'people'
    """
    if hit.generic:
        return OFFICE
    if hit.kind == NAME and WRITERS.search(part):
        return PROPERTIES
    return BODY if hit.body and not hidden and not cells else PEOPLE


def strength(group: str, kind: str, shown: str, hidden: bool) -> tuple[int, int]:
    """Where a find stands among those of its file; the strongest is the least.

    >>> strength(PEOPLE, "other", "date of birth: …", False) < strength(PEOPLE, "name", "J… P…", False)
    True
    """
    if hidden and kind == NAME or shown.startswith(("date of birth", "National Insurance")):
        within = 0
    else:
        within = 1 if kind in FIRST else 2 if kind == NAME else 3
    return GROUPS.index(group), within
