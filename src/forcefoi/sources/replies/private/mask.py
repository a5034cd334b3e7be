"""Mask: as much of a find as lets the person who has the file open see which one is meant, and no more."""

from __future__ import annotations

import re

from forcefoi.sources.replies.private.hit import MAIL, NAME, OTHER, PHONE, Hit

DOTS = "…"
MOST_WORDS = 3


def mask(hit: Hit) -> str:
    """A find with all but a letter of each word (of a phone number: but two digits at each end) taken away.

    >>> mask(Hit("name", "Jane Placeholder", 0, 16)), mask(Hit("phone number", "07700 900123", 0, 12))
    ('J… P…', '07… …23')
    >>> mask(Hit("e-mail address", "jane@wexley.example", 0, 19))
    'j…@…'
    """
    return {NAME: _name, MAIL: _mail, PHONE: _phone, OTHER: _other}[hit.kind](hit)


def _first(word: str) -> str:
    return (word[0] if word[0].isalnum() else "") + DOTS


def _name(hit: Hit) -> str:
    words = re.findall(r"[^\W_]+", hit.text)
    return " ".join(_first(word) for word in words[:MOST_WORDS]) or DOTS


def _mail(hit: Hit) -> str:
    return f"{_first(hit.text)}@{DOTS}"


def _phone(hit: Hit) -> str:
    digits = re.sub(r"\D", "", hit.text)
    return f"{digits[:2]}{DOTS} {DOTS}{digits[-2:]}" if len(digits) > 7 else DOTS


def _other(hit: Hit) -> str:
    return f"{hit.what}: {DOTS}" if hit.what else DOTS
