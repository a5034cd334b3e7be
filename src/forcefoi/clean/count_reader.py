"""The reader of a count's text or number. Private to `parse_count`."""

from __future__ import annotations

import re
from numbers import Integral, Real

import numpy as np

from forcefoi.bounds import MOST
from forcefoi.clean import count_words as words
from forcefoi.clean.count import STATUSES, WITHOUT_COUNT, Count
from forcefoi.clean.rounding import rounded_bounds
from forcefoi.errors import ParseError, nearest

ALLOWED = "a whole number, '<5', 'up to 5', 'about 120', 'at least 5', or " + ", ".join(WITHOUT_COUNT)
FORMS = {re.compile(pattern): kind for pattern, kind in words.FORMS.items()}


def from_number(value: object) -> Count:
    """A number as a spreadsheet holds it; raises ParseError unless it is whole and a count can be so."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise ParseError("count", value, f"a {type(value).__name__} in its place")
    if value < 0:
        raise ParseError("count", value, "a count can't be negative")
    if not value <= MOST:  # Real promises no `>`
        raise ParseError("count", value, f"no count of crimes is above {MOST:,}")
    if not isinstance(value, Integral) and not float(value).is_integer():
        raise ParseError("count", value, "a count is whole")
    count = int(value) if isinstance(value, Integral) else int(float(value))
    return Count(count, count, "exact")


def from_words(text: str, read: str, least: int) -> Count:
    """A text, and the same squashed and in small letters; `least` is the least that "<5" leaves in."""
    if read in words.ZERO:
        return Count(0, 0, "exact")
    status = words.SAID.get(read, read)
    if status in WITHOUT_COUNT or status == "below threshold":
        return Count(0, None, status)
    if re.fullmatch(words.REFUSED, read):
        return Count(0, None, "refused")
    if spelt := re.fullmatch(words.SPELT_OUT, read):
        high = _number(text, spelt["high"]) if spelt["high"] else None
        return made(text, _number(text, spelt["low"]), high, spelt["status"])
    for pattern, kind in FORMS.items():
        if found := pattern.fullmatch(read):
            digits = found["n"] or found["m"]
            return _qualified(text, kind, _number(text, digits), least)
    why = next((why for pattern, why in words.WHY_NOT.items() if re.match(pattern, read)), "")
    why = why or "neither a whole number nor a word that says why there is none"
    raise ParseError("count", text, why, ALLOWED, nearest(read[:60], STATUSES))


def _number(text: str, digits: str) -> int:
    digits = digits.replace(",", "").replace(" ", "")
    if digits[0] == "0" and len(digits) > 1:
        raise ParseError("count", text, "it begins with 0, as references and telephone numbers do")
    # Python won't make a number of thousands of digits; Count refuses anything near this length.
    return int(digits[: len(str(MOST)) + 2])


def _qualified(text: str, kind: str, n: int, least: int) -> Count:
    if kind == "exact":
        return made(text, n, n, "exact")
    if kind in ("at least", "more than"):
        return made(text, n + (kind == "more than"), None, "at least")
    if kind == "about":
        try:
            return made(text, *rounded_bounds(n), "rounded")
        except ParseError as error:
            raise ParseError("count", text, error.why, error.allowed) from None
    most = n - (kind == "fewer than")
    if most < least:
        allowed = "threshold_includes_zero=True, if nought is inside" if most == 0 else ""
        raise ParseError("count", text, f"no count from {least} up is meant by it", allowed)
    return made(text, least, most, "below threshold")


def made(text: object, low: int, high: int | None, status: str) -> Count:
    """A Count whose refusal shows the text."""
    try:
        return Count(low, high, status)
    except ParseError as error:
        raise ParseError("count", text, error.why) from None
