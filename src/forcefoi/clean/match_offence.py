"""Match an offence: "8L Harassment", "Threats To Kill", "… (Class 105B)" → the name of a class or a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from forcefoi.clean.each import each_text
from forcefoi.clean.match_name import make_lookup, unknown
from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError

CODE = r"[0-9]{1,3}[a-z]"
CODE_FIRST = re.compile(rf"(?P<code>{CODE})[ :]+(?P<rest>.+)")
CODE_LAST = re.compile(rf"(?P<rest>.+?) ?\((?:class )?(?P<code>{CODE})\)")
# "8L excluding online", "all except 8L": such a text counts something else than its code.
CHANGES = re.compile(r"\b(?:excl|excluding|except|other than|minus|not|non|plus|part of|attempted)\b")
Names = Mapping[str, Sequence[str]]


def match_offence(text: object, names: Names) -> str:
    """The class or group that a text names; `names` maps what to call it to its other spellings.

    Case, spaces, hyphens, commas, full stops, apostrophes, "the" and "&" for "and" don't count. Where the
    whole text is not known, a class code at its start, or in brackets at its end, is enough ("8L
    Harassment", "… (Class 105B)"), unless the words beside it name another class, hold a second code, or
    leave something out. Raises ParseError with the nearest name otherwise, and when one spelling stands for
    two names.

    >>> names = {"8L": ["Harassment"], "8Q": ["Stalking"], "stalking and harassment": []}
    >>> match_offence("8L Harassment", names), match_offence("STALKING & HARASSMENT", names)
    ('8L', 'stalking and harassment')
    """
    return _match(text, *_lookups(names))


def match_offences(series: pd.Series, names: Names) -> pd.Series:
    """`match_offence` of every value of a series of text: dtype `string`, same index and name.

    Raises ParseErrors that names every row it can't match.

    >>> match_offences(pd.Series(["8l", "harassment (8L)"]), {"8L": ["Harassment"]}).tolist()
    ['8L', '8L']
    """
    lookups = _lookups(names)
    return each_text(series, lambda text: _match(text, *lookups))


def _lookups(names: Names) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Every spelling, and words that go with a code: "harassment (8L)" lets 8L stand beside harassment."""
    pairs = [(name, spelling) for name, others in names.items() for spelling in (name, *others)]
    beside = {(name, rest) for name, spelling in pairs for _, rest in _codes(fold(spelling))}
    return make_lookup(pairs, "offence"), beside


def _codes(folded: str) -> Iterator[tuple[str, str]]:
    for pattern in (CODE_FIRST, CODE_LAST):
        if found := pattern.fullmatch(folded):
            yield found["code"], found["rest"]


def _match(text: object, lookup: dict[str, str], beside: set[tuple[str, str]]) -> str:
    key = fold(text) if isinstance(text, str) else ""
    if key in lookup:
        return lookup[key]
    for code, rest in _codes(key):
        if code in lookup:
            name = lookup[code]
            _check_rest(text, name, rest, lookup, beside)
            return name
    raise unknown("offence", text, key, lookup)


def _check_rest(
    text: object, name: str, rest: str, lookup: dict[str, str], beside: set[tuple[str, str]]
) -> None:
    other = lookup.get(rest, name)
    if other != name and (name, rest) not in beside:
        raise ParseError("offence", text, f"its code is {name!r} and its words are {other!r}")
    if re.search(rf"\b{CODE}\b", rest):
        raise ParseError("offence", text, "it holds two codes", "one class, or the name of a group")
    if CHANGES.search(rest):
        raise ParseError("offence", text, f"it is not all of {name!r}, or more than that")
