"""Match a force: "The Devon & Cornwall Constabulary" → `devon-and-cornwall`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from forcefoi.clean.each import each_text
from forcefoi.clean.match_name import make_lookup, unknown
from forcefoi.clean.squash import fold

LAST_WORDS = re.compile(r" (?:police|constabulary|police service|police force)$")


def match_force(text: object, forces: pd.DataFrame) -> str:
    """The slug of the force that a text names.

    `forces` has columns `force` (slug), `name`, `aliases` (parted by `|`; may be missing), all text. Case,
    spaces, hyphens, commas, full stops, apostrophes, "the", "&" for "and", and a last Police, Constabulary,
    Police Service or Police Force don't count; every other letter does. Raises ParseError with the nearest
    slug for an unknown name, and when a name of two forces would be the same.

    >>> forces = pd.DataFrame({"force": ["psni"], "name": ["Police Service of NI"], "aliases": ["PSNI"]})
    >>> match_force("the P.S.N.I.", forces)
    'psni'
    """
    return _match(text, _lookup(forces))


def match_forces(series: pd.Series, forces: pd.DataFrame) -> pd.Series:
    """`match_force` of every value of a series of text: dtype `string`, same index and name.

    Raises ParseErrors that names every row it can't match.

    >>> forces = pd.DataFrame({"force": ["kent"], "name": ["Kent Police"], "aliases": [""]})
    >>> match_forces(pd.Series(["KENT", "Kent Constabulary"]), forces).tolist()
    ['kent', 'kent']
    """
    lookup = _lookup(forces)
    return each_text(series, lambda text: _match(text, lookup))


@lru_cache(maxsize=4096)  # Every lookup asks for the same few hundred spellings.
def _key(name: str) -> str:
    return LAST_WORDS.sub("", fold(name))


def _spellings(forces: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for slug, name, aliases in zip(forces["force"], forces["name"], forces["aliases"], strict=True):
        others = [] if pd.isna(aliases) else str(aliases).split("|")
        for spelling in (slug, name, *others):
            yield slug, spelling


def _lookup(forces: pd.DataFrame) -> dict[str, str]:
    return make_lookup(_spellings(forces), "force", _key)


def _match(text: object, lookup: dict[str, str]) -> str:
    key = _key(text) if isinstance(text, str) else ""
    if key not in lookup:
        raise unknown("force", text, key, lookup)
    return lookup[key]
