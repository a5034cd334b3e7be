"""Offences: Home Office classes, and the named groups of them that newspapers and forces use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from forcefoi.errors import ParseError, nearest


@dataclass(frozen=True)
class Offence:
    """One Home Office class. `since` is the first day on which it was recorded on its own."""

    code: str
    name: str
    group: str
    since: date | None = None


@dataclass(frozen=True)
class OffenceGroup:
    """A name that stands for classes: those `surely` inside it and those `perhaps` inside it.

    >>> harassment = OffenceGroup("harassment", "harassment", ("8L",), ("8M", "8R"))
    >>> harassment.most
    ('8L', '8M', '8R')
    """

    name: str
    label: str
    surely: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    note: str = ""

    @property
    def most(self) -> tuple[str, ...]:
        """The codes of all classes that it may count."""
        return self.surely + self.perhaps

    def may_overlap(self, other: OffenceGroup) -> bool:
        """Whether some crime could be counted in both.

        >>> harassment = OffenceGroup("harassment", "harassment", ("8L",), ("8M", "8R"))
        >>> harassment.may_overlap(OffenceGroup("stalking", "stalking", ("8Q",)))
        False
        """
        return bool(set(self.most) & set(other.most))

    def holds(self, other: OffenceGroup) -> bool:
        """Whether every crime of `other` is surely counted in this one too."""
        return set(other.most) <= set(self.surely)


def find_group(name: str, groups: Iterable[OffenceGroup]) -> OffenceGroup:
    """The group with this exact name. Raises ParseError with the nearest name."""
    by_name = {group.name: group for group in groups}
    if name not in by_name:
        raise ParseError(
            "offence of this exercise", name, "unknown", ", ".join(by_name), nearest(name, by_name)
        )
    return by_name[name]
