"""The question that was asked, as far as reading a reply needs it: its dimensions. From `data/raw/exercise.toml`.

`exercise.py` reads the same file for all that the online-threats reports need; a second exercise with other
dimensions needs only what is read here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from forcefoi.clean.match_name import make_lookup, unknown
from forcefoi.clean.match_offence import match_offence
from forcefoi.clean.parse_gender import parse_gender
from forcefoi.clean.parse_window import parse_window
from forcefoi.clean.squash import fold, squash
from forcefoi.errors import DataError, ForcefoiError, ParseError, Problem, nearest
from forcefoi.exercise import Exercise, make_exercise
from forcefoi.files import MARK
from forcefoi.windows import window_text

KINDS = ("window", "gender", "offence", "category")
# What stands for every value of a dimension together, and for a value that a reply does not give.
ALL = "all"
NOT_STATED = "not stated"
# A row or column that the force sent along and that the question didn't ask for.
OUTSIDE = "outside the question"


@dataclass(frozen=True)
class Dimension:
    """One thing that the question asked the answer to be split by.

    `kind` is `window`, `gender`, `offence` (Home Office classes, by code or name) or `category`. `values` is each name
    with its other spellings; a category without any is open: what a reply calls it is its value, spaces made alike.
    `since` is the first day on which an offence was recorded on its own, of those that began late; `classes` the
    classes that each name surely counts, and those that it may.
    """

    name: str
    kind: str
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    label: str = ""
    since: dict[str, date] = field(default_factory=dict)
    classes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    @cached_property
    def _lookup(self) -> dict[str, str]:
        pairs = [(name, each) for name, more in self.values.items() for each in (name, *more)]
        return make_lookup(pairs, self.name)

    def parse(self, text: object, *, years: str = "", until: date | None = None) -> str:
        """One value of this dimension from a cell or a label, as the text it has in every table of ours.

        A window is `2018-04-01/2018-09-24`. `years` says whether a bare year is `financial` or `calendar`.

        Raises ParseError for a text that is none.

        >>> Dimension("window", "window").parse("2017/18")
        '2017-04-01/2018-03-31'
        >>> Dimension("place", "category").parse("  St Mary's  Hospital ")
        "St Mary's Hospital"
        """
        if isinstance(text, str) and fold(text) == ALL:
            return ALL
        if self.kind == "window":
            if isinstance(text, datetime | date):
                raise ParseError(
                    "window", text, "a day is not a window", "dates = 'financial' bins days into years"
                )
            # One of the two words, or none.
            return window_text(parse_window(text, until=until, bare_year=years or None))  # type: ignore[arg-type]
        if self.kind == "gender":
            return parse_gender(text)
        if self.kind == "offence":
            return match_offence(text, self.values)
        return self._category(text)

    def _category(self, text: object) -> str:
        if isinstance(text, float) and text.is_integer():
            text = int(text)
        read = squash(str(text))
        if not read:
            raise ParseError(self.name, text, "the cell is empty")
        if not self.values:
            return read
        if (found := self._lookup.get(fold(read))) is None:
            raise unknown(self.name, text, fold(read), self._lookup)
        return found


@dataclass(frozen=True)
class Suppression:
    """Below which count a cell is not to be printed, and why; `threshold` 0 = nothing is held back."""

    threshold: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Question:
    """All that reading replies needs of an exercise.

    `template`: nobody has written the question yet (`forcefoi new-exercise`), so no reply can be read.
    """

    id: str
    title: str
    question: str
    ends: date
    dimensions: tuple[Dimension, ...]
    bodies: dict[str, tuple[str, ...]]
    suppression: Suppression
    invented: bool
    template: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its dimensions, in order."""
        return tuple(each.name for each in self.dimensions)

    def dimension(self, name: str) -> Dimension:
        """The dimension of this name; raises ParseError with the nearest."""
        for each in self.dimensions:
            if each.name == name:
                return each
        raise ParseError(
            "dimension",
            name,
            "the question has none of this name",
            ", ".join(self.names),
            nearest(name, self.names),
        )


def read_question(root: Path) -> Question:
    """The question of the project at `root`.

    Raises DataError that names the entry, for a file that is missing, not TOML, or not whole.

    >>> from forcefoi.files import find_root
    >>> read_question(find_root()).names
    ('offence', 'gender', 'window')
    """
    try:
        raw = tomllib.loads((root / MARK).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError([Problem(str(MARK), "the file is missing", todo="put it back")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(str(MARK), f"this is not TOML: {error}", todo="correct it")]) from error
    try:
        return make_question(raw)
    except KeyError as error:
        raise DataError([Problem(str(MARK), f"the entry {error} is missing", todo="write it")]) from error
    except (ForcefoiError, TypeError, AttributeError, ValueError) as error:
        raise DataError([Problem(str(MARK), str(error), todo="correct the entry")]) from error


def make_question(raw: dict[str, Any]) -> Question:
    """The question that the entries of an `exercise.toml` describe."""
    dimensions = tuple(_dimension(entry, raw) for entry in raw["dimensions"])
    names = [each.name for each in dimensions]
    if len(set(names)) != len(names) or not names:
        raise ForcefoiError("[[dimensions]]: each needs a name of its own, and there must be one")
    if not isinstance(raw["ends"], date):
        raise ForcefoiError(f"ends is {raw['ends']!r}: it must be a day without quotes, as 2018-09-24")
    suppression = Suppression(**raw.get("suppression", {}))
    if suppression.threshold and not suppression.reason.strip():
        raise ForcefoiError("[suppression] has a threshold and no reason")
    bodies = {entry["id"]: (entry["name"], *entry.get("aliases", ())) for entry in raw.get("bodies", [])}
    return Question(
        raw["id"], raw["title"], raw["question"], raw["ends"], dimensions, bodies, suppression,
        bool(raw.get("invented", False)), bool(raw.get("template", False)),
    )  # fmt: skip


def _dimension(entry: dict[str, Any], raw: dict[str, Any]) -> Dimension:
    kind = entry.get("kind", "category")
    if kind not in KINDS:
        raise ForcefoiError(f"[[dimensions]] {entry['name']}: kind is {kind!r}; allowed: {', '.join(KINDS)}")
    values = {each["name"]: tuple(each.get("aliases", ())) for each in entry.get("values", ())}
    since: dict[str, date] = {}
    classes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    if kind == "offence" and not values:
        # The classes and groups that an exercise on Home Office classes names anyway.
        exercise = make_exercise(raw)
        values, since = _offence_names(exercise), _begun(exercise)
        classes = {each.name: (each.surely, each.perhaps) for each in exercise.all_groups if each.name != ALL}
    return Dimension(entry["name"], kind, values, entry.get("label", entry["name"]), since, classes)


def _begun(exercise: Exercise) -> dict[str, date]:
    """The first day of each class or group all of whose sure classes began late."""
    began = {offence.code: offence.since for offence in exercise.offences}
    days = {group.name: [began[code] for code in group.surely] for group in exercise.all_groups}
    return {name: min(day for day in own if day) for name, own in days.items() if own and None not in own}


def _offence_names(exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """The classes and groups, each class by its bare name too where that is no name of a group: forces write it so."""
    names = exercise.offence_names()
    taken = {fold(each) for name, more in names.items() for each in (name, *more)}
    return {
        name: (*more, exercise.class_names[name])
        if name in exercise.class_names and fold(exercise.class_names[name]) not in taken
        else more
        for name, more in names.items()
    }
