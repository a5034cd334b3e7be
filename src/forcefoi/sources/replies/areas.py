"""Words of bodies, regions and offences: where one of them follows a label, it is no one's name."""

from __future__ import annotations

import re
from pathlib import Path

from forcefoi.question import Question
from forcefoi.sources.forces import read_forces


def area_words(root: Path, question: Question, bodies: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Every word of the names of those who were asked and of what they were asked about, in small letters."""
    texts = [name for names in bodies.values() for name in names]
    texts += [
        text for each in question.dimensions for name, more in each.values.items() for text in (name, *more)
    ]
    if not question.bodies:
        forces = read_forces(root)
        texts += [text for column in ("region", "home_office_name") for text in forces[column].dropna()]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text.casefold()))
