"""The words that the finder of names goes by, each list read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names: those that are nothing else, and those that are words or places as well."""
    words = _words("given_names.txt")
    doubtful = frozenset(word.strip("()") for word in words if word.startswith("("))
    return frozenset(word for word in words if not word.startswith("(")) - doubtful, doubtful


@cache
def places() -> frozenset[str]:
    """Words after which what went before is a place and no person: Hospital, Street."""
    return frozenset(word for word in _words("places.txt") if not word.startswith("("))


@cache
def perhaps_places() -> frozenset[str]:
    """Words that are those of places, and surnames: Ward, Hill."""
    return frozenset(word.strip("()") for word in _words("places.txt") if word.startswith("("))


@cache
def no_names() -> frozenset[str]:
    """Words with a capital that are no one's name; those of places are among them."""
    return frozenset(_words("no_names.txt")) | places()


def _words(name: str) -> list[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
