"""E-mail addresses in a text, also those that are written so that a machine should not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forcefoi.sources.replies.private.hit import MAIL, Hit

# Each run of characters is bounded and can't be begun in its middle: a text of a million letters takes its length.
LOCAL = r"[A-Za-z0-9À-ÖØ-öø-ÿ._%+'’&=-]"
AT = r"(?:\s{0,3}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,3}|@|%40)"
DOT = r"(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\.)"
LABEL = r"[A-Za-z0-9À-ÖØ-öø-ÿ-]{1,63}"
ADDRESS = re.compile(rf"(?<!{LOCAL})({LOCAL}{{1,64}}){AT}{LABEL}(?:{DOT}{LABEL}){{1,8}}", re.IGNORECASE)
SPOKEN = re.compile(
    rf"(?<!{LOCAL})({LOCAL}{{1,64}}) at {LABEL}(?:(?: dot |\.){LABEL}){{0,6}}(?: dot |\.)(?:uk|com|org|net|example)\b",
    re.IGNORECASE,
)
# Mailboxes of an office: made up of these words alone, with a sign between them or none.
OFFICE = {
    "101", "access", "admin", "casework", "comms", "communications", "compliance", "contact", "contactus",
    "contactcentre", "corporate", "customer", "customers", "data", "dataprotection", "desk", "disclosure",
    "disclosures", "dpa",
    "dpo", "enquiries", "enquiry", "feedback", "foi", "foia", "foirequest", "foirequests", "foiteam", "force",
    "freedom", "freedomofinformation", "governance", "help", "helpdesk", "hq", "ico", "info", "information",
    "informationaccess", "informationdisclosure", "informationgovernance", "informationmanagement",
    "informationrights", "inbox", "legal", "mail", "mailbox", "management", "media", "newsdesk", "no", "noreply",
    "of", "office", "operator", "police", "postmaster", "press", "pressoffice", "publicaccess", "records", "reply",
    "request", "requests", "review", "rights", "security", "services", "statistics", "subjectaccess", "support",
    "team", "unit", "unsubscribe", "webmaster",
}  # fmt: skip
# Short words may be an end of somebody's name (`no`, `of`, `hq`): without a sign between only longer ones are told.
RUN_TOGETHER = re.compile(f"(?:{'|'.join(sorted((word for word in OFFICE if len(word) > 2), key=len))})+")


def find_addresses(text: str, offices: frozenset[str] = frozenset()) -> Iterator[Hit]:
    """Every e-mail address of a text. One of an office (`foi@…`) is `generic`.

    `offices` has words that may stand beside those of an office: the names of forces.

    >>> [hit.generic for hit in find_addresses("foi@wexley.example, j.doe [at] wexley.example")]
    [True, False]
    """
    if "@" in text or "%40" in text or "at" in text.casefold():
        for pattern in (ADDRESS, SPOKEN):
            for found in pattern.finditer(text):
                local = found.group(1)
                text = found.group().strip("'’ ")
                yield Hit(MAIL, text, *found.span(), generic=_of_office(local.strip("'’"), offices))


def _of_office(local: str, offices: frozenset[str]) -> bool:
    words = [word for word in re.split(r"[._+&=%-]+", local.casefold()) if word]
    known = [word for word in words if word in OFFICE or RUN_TOGETHER.fullmatch(word)]
    return bool(known) and set(words) - set(known) <= offices
