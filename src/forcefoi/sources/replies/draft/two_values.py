"""Two values: a label that says values of two dimensions, as "Harassment (female)" and "Kent / 2019/20" do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.clean.squash import squash
from forcefoi.question import Dimension
from forcefoi.sources.replies.draft.name_dimension import is_open, reads, values_in
from forcefoi.sources.replies.draft.windows import is_window, windows_in

# What may stand between two values and around them, and says nothing.
AROUND = re.compile(
    r"\b(?:victims?|crimes?|offences?|number of|no\. of|count of|recorded|reported|where|the|is|are|was|were|with|an?"
    r"|in|against|by|for|of|and|gender|sex|year|online|total)\b",
    re.IGNORECASE,
)
MARKS = " -–—/:;,.()[]|&+"


def two_values(text: str, dimensions: Sequence[Dimension]) -> dict[str, str]:
    """The values of at least two dimensions that a label says, and no other word; empty where it doesn't.

    What is left of it is the value of the one open dimension, if there is one among `dimensions`.

    >>> places = [Dimension("gender", "gender"), Dimension("place", "category")]
    >>> two_values("Wexley Royal – female", places)
    {'gender': 'female', 'place': 'Wexley Royal'}
    >>> two_values("Wexley Royal", places)
    {}
    """
    rest, found = squash(text), dict[str, str]()
    for dimension in dimensions:
        if is_open(dimension):
            continue
        values = _values(rest, dimension)
        if len(values) > 1:
            return {}
        if values:
            found[dimension.name] = values[0]
            rest = re.sub(rf"(?<!\w){re.escape(values[0])}(?!\w)", "|", rest, count=1, flags=re.IGNORECASE)
    opened = [each for each in dimensions if is_open(each)]
    left = rest.replace("|", " ") if not opened else rest.strip(MARKS)
    if AROUND.sub(" ", left).strip(MARKS):
        # A value in the middle would part the rest in two.
        if len(opened) != 1 or "|" in left:
            return {}
        found[opened[0].name] = squash(left)
    return found if len(found) > 1 else {}


def _values(text: str, dimension: Dimension) -> list[str]:
    """The different values of a closed dimension in a text, each as it stands there at its longest."""
    if dimension.kind == "window":
        return [each for each in windows_in(text) if is_window(each)]
    found: dict[str, str] = {}
    for each in values_in(text, dimension):
        if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text):
            found.setdefault(dimension.parse(each), each)
    # Words of a longer value are no value of their own: "racially aggravated harassment".
    kept = [
        each
        for each in found.values()
        if not any(each != other and each in other for other in found.values())
    ]
    return kept or [text] * (reads(text, dimension) and bool(text))
