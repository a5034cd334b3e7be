"""Words of forces and offences: where one of them follows a label, it is no one's name."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from forcefoi.exercise import read_exercise


def area_words(root: Path, forces: pd.DataFrame) -> frozenset[str]:
    """Every word of the forces' names and of the offences asked for, in small letters."""
    exercise = read_exercise(root)
    columns = ("force", "name", "aliases", "region", "home_office_name")
    texts = [text for column in columns for text in forces[column].dropna()]
    texts += [f"{offence.name} {offence.group}" for offence in exercise.offences]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text.casefold()))
