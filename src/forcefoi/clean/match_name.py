"""Match a name: the lookup that `match_force` and `match_offence` share. Never a fuzzy match."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, nearest


def make_lookup(
    names: Iterable[tuple[str, str]], wanted: str, key: Callable[[str], str] = fold
) -> dict[str, str]:
    """Every spelling under its key, from pairs of (answer, spelling). Empty spellings are passed over.

    Raises ParseError when one spelling stands for two answers, and names both.

    >>> make_lookup([("kent", "Kent"), ("kent", "the KENT")], "force")
    {'kent': 'kent'}
    """
    lookup: dict[str, str] = {}
    for answer, spelling in names:
        folded = key(spelling)
        if folded and lookup.setdefault(folded, answer) != answer:
            why = f"it stands for two: {lookup[folded]!r} and {answer!r}"
            raise ParseError(f"name of one {wanted}", spelling, why, "each name once")
    return lookup


def unknown(wanted: str, text: object, key: str, lookup: dict[str, str]) -> ParseError:
    """The error for a text that has no match; the nearest is shown, never taken."""
    if not isinstance(text, str) or not key:
        return ParseError(wanted, text, "the cell is empty or holds no name")
    close = nearest(key[:80], lookup)
    return ParseError(wanted, text, "no such name is known", nearest=lookup.get(close, ""))
