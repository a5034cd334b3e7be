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


def is_on(switch: str) -> bool:
    """Whether a switch of a workbook's fonts is on, by what stands at it."""
    return switch.lower() not in ("0", "false")


class Runs:
    """The words of a cell's runs, each as it looks, while XML is parsed."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.look, self.marked = "", False

    def start(self, name: str, given: dict[str, str]) -> None:
        """A run begins, or says how it looks."""
        if name == "r":
            self.look = ""
        elif name == "vertAlign" and given.get("val") in ("superscript", "subscript"):
            self.look = self.look or given["val"]
        elif name == "strike" and is_on(given.get("val", "true")):
            self.look = "struck"

    def say(self, text: str) -> None:
        """The words of the run that is open."""
        said = struck(text) if self.look == "struck" else raised(text, self.look) if self.look else text
        self.marked |= said != text
        self.words.append(said)
