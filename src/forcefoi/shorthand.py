"""Shorthand in tables: the marks that stand for a missing value, or beside one that needs care, and what each means.

Marks in square brackets, as the Government Statistical Service uses them: its guidance “Symbols in tables:
definitions and help” and “Releasing statistics in spreadsheets” (Government Analysis Function). Each table says
under it which of them stand in it and what they mean; no cell is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Missing(NamedTuple):
    """The mark that stands for a missing value, and why it is missing. It may be the value of a cell itself, where
    the cells of a column are missing for different reasons.
    """

    mark: str = "[x]"
    means: str = "not available"


NOT_AVAILABLE = Missing()
NOT_APPLICABLE = Missing("[z]", "not applicable")
CONFIDENTIAL = Missing("[c]", "confidential: withheld so that no person can be found out")

# Marks that stand beside a value, in its own cell. Only these are looked for in text.
BESIDE = {
    "[b]": "break in the series: what is counted changed within or at the start of this row, so that what stands "
    "before it can't be set beside what follows",
    "[e]": "estimated",
}
MARK = re.compile(r"(?<!\S)\[[be]\](?!\S)")


def marks_beside(texts: Iterable[str]) -> dict[str, str]:
    """The marks that stand beside values in these texts → what each means, in order of the alphabet.

    >>> marks_beside(["April to June 2017 [b]", "12.5% [e]", "3 [x]"])["[e]"]
    'estimated'
    """
    found = {mark for text in texts for mark in MARK.findall(text)}
    return {mark: means for mark, means in BESIDE.items() if mark in found}
