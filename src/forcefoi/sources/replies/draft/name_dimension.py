"""Name a dimension: what a header's words and a column's values say of which dimension it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forcefoi.clean.squash import fold
from forcefoi.errors import ForcefoiError
from forcefoi.question import Dimension
from forcefoi.sources.replies.draft.looks import ISO_MONTH, SOME_DAY, is_short_year, is_total

# The words by which replies head a column, by the kind or name of the dimension. Data, no code.
HEADINGS = {
    "window": "year|years|fy|period|date|dates|month|months|quarter|financial year|recorded date|date recorded",
    "gender": "gender|sex|genders|female male",
    "offence": "offence|offences|offense|crime|crimes|crime type|class|classification|hocl|ho class|home office",
    "outcome": "outcome|outcomes|disposal|disposals|result|results|resolution|detection|detections",
    "place": "place|location|locations|hospital|hospitals|site|premises|venue|district|division|borough|area|ward"
    "|station|stations|lpu|school|town",
    "age": "age|ages|age band|age group",
}
# So many of a column's first and of its last labels are looked at to see what the column is; all are read later.
MOST = 200
FILLERS = frozenset(
    {"of", "at", "the", "time", "test", "victim", "victims", "offender", "suspect", "name", "type", "group", "band",
     "code", "description", "recorded", "reported", "in", "by", "or", "and", "title"}
)  # fmt: skip
# Words that are spellings of some value and, in a sentence, say nothing.
GENERAL = (
    "all",
    "total",
    "totals",
    "crime",
    "crimes",
    "offence",
    "offences",
    "other",
    "persons",
    "man",
    "men",
    "unknown",
)
ALIKE = {
    "hospital": "place", "location": "place", "site": "place", "district": "place", "division": "place",
    "area": "place", "year": "window", "period": "window", "sex": "gender", "disposal": "outcome",
    "venue": "place", "premises": "place",
}  # fmt: skip


def headed(text: str, dimension: Dimension) -> bool:
    """Whether a header's words name this dimension.

    >>> headed("Victim Sex", Dimension("gender", "gender")), headed("Offence", Dimension("gender", "gender"))
    (True, False)
    """
    read = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    key = dimension.name if dimension.kind == "category" else dimension.kind
    words = HEADINGS.get(key) or HEADINGS.get(ALIKE.get(key, ""), "")
    own = [fold(dimension.name), fold(dimension.label), f"{fold(dimension.name)}s"]
    return any(f" {word} " in read for word in [*words.split("|"), *own] if word)


def only_heads(text: str, dimension: Dimension) -> bool:
    """Whether a header's words name this dimension and nothing else: "Hospital name" does, "Hospital A" does not.

    >>> only_heads("Hospital name", Dimension("place", "category"))
    True
    """
    words = set(re.findall(r"[a-z0-9]+", fold(text)))
    key = dimension.name if dimension.kind == "category" else dimension.kind
    known = HEADINGS.get(key) or HEADINGS.get(ALIKE.get(key, ""), "")
    own = f"{known} {dimension.name} {dimension.name}s {dimension.label}"
    return headed(text, dimension) and words <= {*re.findall(r"[a-z0-9]+", fold(own)), *FILLERS}


def share_read(values: Iterable[str], dimension: Dimension) -> float:
    """Which share of some labels are values of the dimension; 0 for an open one, whose every text is a value.

    >>> share_read(["Female", "Male", "Total", "Wexley"], Dimension("gender", "gender"))
    0.6666666666666666
    """
    if is_open(dimension):
        return 0.0
    distinct = list({value: None for value in values if value and not is_total(value)})
    if not distinct:
        return 0.0
    distinct = [*distinct[:MOST], *distinct[MOST:][-MOST:]]
    return sum(reads(value, dimension) for value in distinct) / len(distinct)


def reads(value: str, dimension: Dimension) -> bool:
    """Whether a label is a value of the dimension, a bare year among windows."""
    if dimension.kind == "window" and (ISO_MONTH.fullmatch(value) or is_short_year(value)):
        return True
    try:
        dimension.parse(value, years="financial", until=SOME_DAY)
    except ForcefoiError:
        return False
    return True


def is_open(dimension: Dimension) -> bool:
    """Whether any text is a value of it."""
    return dimension.kind == "category" and not dimension.values


def values_in(text: str, dimension: Dimension) -> list[str]:
    """Every spelling of a value of a closed dimension that stands among the words of a text, the longest first.

    >>> values_in("Crimes with a female victim", Dimension("gender", "gender"))
    ['female victim', 'female']
    """
    words = re.findall(r"[A-Za-z0-9]+", text)
    found = []
    for length in (4, 3, 2, 1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length])
            if part.casefold() not in GENERAL and len(part) > 1 and reads(part, dimension):
                found.append(part)
    return found
