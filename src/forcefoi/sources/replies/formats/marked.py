"""Marked: words raised, lowered or struck through, written so that they stay apart from the number beside them."""

from __future__ import annotations

import re

DIGITS = "0123456789+-=()"
RAISED = str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
LOWERED = str.maketrans(DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# The mark of a note. A raised "st" belongs to a day, and is left as it is.
NOTE = re.compile(r"[\s,]*\(?[0-9][0-9\s,()]*")


def raised(text: str, by: str = "superscript") -> str:
    """A footnote's number with raised (or lowered) digits: made plain it would turn 12 into 121.

    >>> "12" + raised("1"), "1" + raised("st"), "CO" + raised("2", "subscript")
    ('12¹', '1st', 'CO₂')
    """
    if not NOTE.fullmatch(text):
        return text
    return text.translate(LOWERED if by.casefold().startswith("sub") else RAISED)


def struck(text: str) -> str:
    """Words with a line through them, between marks: what is struck out is neither read nor lost.

    >>> struck("99"), struck(" ")
    ('~~99~~', ' ')
    """
    return f"~~{text}~~" if text.strip() else text
