"""Parse a gender: "F", "Women", "Unspecified" → the word this project uses."""

from __future__ import annotations

import re

import pandas as pd

from forcefoi.clean.each import each_text
from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, nearest

SPELLINGS = {
    "female": "f|female|females|woman|women|girl|girls|girl(s)",
    "male": "m|male|males|man|men|boy|boys|boy(s)",
    "other": "other|non binary|nonbinary",
    "not recorded": "u|not recorded|unknown|not known|unspecified|not specified|not stated|not given",
    "all": "all|total|persons",
}
# Whose gender it is, where a column says it: "female victims". Alone it is no gender.
VICTIM = re.compile(r"(?:\bvictims?|\bpersons)\b")
GENDERS = tuple(SPELLINGS)
LOOKUP = {spelling: gender for gender, spellings in SPELLINGS.items() for spelling in spellings.split("|")}


def parse_gender(text: object) -> str:
    """One of `female`, `male`, `other`, `not recorded`, `all`.

    "Unknown" is the victim's gender that the force does not know: not recorded. An empty cell is not that:
    it may be "same as above". Raises ParseError for it and for every word that is not on the list.

    >>> parse_gender("Girl(s)"), parse_gender("Unspecified")
    ('female', 'not recorded')
    """
    read = fold(text) if isinstance(text, str) else ""
    if not read:
        raise ParseError("gender", text, "the cell is empty or holds no word", ", ".join(GENDERS))
    if read not in LOOKUP:
        read = " ".join(VICTIM.sub(" ", read).split()) or read
    if read not in LOOKUP and "/" in read:
        # "Unknown / Not recorded": two words for one.
        meant = {LOOKUP.get(part.strip(), part) for part in read.split("/")}
        read = meant.pop() if len(meant) == 1 else read
    if read not in LOOKUP:
        raise ParseError(
            "gender", text, "unknown", ", ".join(GENDERS), LOOKUP.get(nearest(read[:40], LOOKUP), "")
        )
    return LOOKUP[read]


def parse_genders(series: pd.Series) -> pd.Series:
    """`parse_gender` of every value of a series of text: dtype `string`, same index and name.

    Raises ParseErrors that names every row it can't read.

    >>> parse_genders(pd.Series(["F", "M"])).tolist()
    ['female', 'male']
    """
    return each_text(series, parse_gender)
