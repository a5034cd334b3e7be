"""The exercise: one FOI question put to many forces, read from `data/raw/exercise.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from forcefoi.errors import DataError, ForcefoiError, Problem
from forcefoi.files import MARK
from forcefoi.forces import KINDS
from forcefoi.offences import Offence, OffenceGroup, find_group
from forcefoi.windows import Window

PER = 1000
NOTES = ("asked", "flag", "measure", "recorded", "crimes")
TO_DO = "correct exercise.toml; data/raw/README.md says what each entry means"


@dataclass(frozen=True)
class Break:
    """A day on which what is counted changed, with what it does to a comparison across it."""

    day: date
    offences: tuple[str, ...]
    short: str
    what: str
    effect: str
    source: str
    url: str = ""
    moved: bool = False
    elsewhere: tuple[str, ...] = ()

    def touches(self, codes: tuple[str, ...]) -> bool:
        """Whether a sum over these classes is changed. Crimes that moved between two of them stay in it."""
        inside = set(self.offences) & set(codes)
        return bool(inside) and not (self.moved and inside == set(self.offences))

    @property
    def label(self) -> str:
        """What pages call it."""
        return self.short

    @property
    def id(self) -> str:
        """Its name among caveats. Two breaks may fall on one day."""
        return f"break:{self.day}:{'+'.join(self.offences)}"


@dataclass(frozen=True)
class OtherWindows:
    """What else the window of one published figure could mean."""

    figure: str
    windows: tuple[Window, ...]
    why: str


@dataclass(frozen=True)
class Official:
    """An official table that stands beside the published figures."""

    file: str
    publisher: str
    title: str
    release: str
    terms: str
    url: str


@dataclass(frozen=True)
class FunnelRules:
    """Which forces stand on the funnel plot, and how its limits are made."""

    nations: tuple[str, ...]
    kind: str
    least_residents: int
    offences: tuple[str, ...]
    window: Window
    winsorise: float
    source: str


@dataclass(frozen=True)
class Exercise:
    """All that is known of the question itself. Read one with `read_exercise`."""

    id: str
    title: str
    asked_by: str
    question: str
    reference: str
    ends: date
    asked: int
    replied: int
    source: str
    notes: dict[str, str]
    windows: tuple[Window, ...]
    offences: tuple[Offence, ...]
    groups: tuple[OffenceGroup, ...]
    breaks: tuple[Break, ...]
    other_windows: tuple[OtherWindows, ...]
    funnel: FunnelRules
    least_residents: int
    per: int
    official: tuple[Official, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The Home Office codes of its classes, in the order of the question."""
        return tuple(offence.code for offence in self.offences)

    @property
    def class_names(self) -> dict[str, str]:
        """The name of each class, by its code."""
        return {offence.code: offence.name for offence in self.offences}

    @cached_property
    def all_groups(self) -> tuple[OffenceGroup, ...]:
        """The named groups, and each class as a group of its own under its code."""
        single = (
            OffenceGroup(
                o.code, f"{o.name[0].lower()}{o.name[1:]} ({o.code})", (o.code,), (), (f"{o.code} {o.name}",)
            )
            for o in self.offences
        )
        return (*self.groups, *single)

    def group(self, name: str) -> OffenceGroup:
        """The group of offences, or the single class, of this name; raises ParseError with the nearest."""
        return find_group(name, self.all_groups)

    def offence_names(self) -> dict[str, tuple[str, ...]]:
        """Every name that `clean.match_offence` may answer with, and its other spellings."""
        return {group.name: (group.label, *group.aliases) for group in self.all_groups}

    def breaks_between(self, first: Window, second: Window, *sums: tuple[str, ...]) -> tuple[Break, ...]:
        """The breaks that part the two windows, or lie inside one, and touch one of these sums of classes.

        Of a group that is not certain both its sure classes and its most are sums: one can be touched alone.
        """
        start, end = min(first.start, second.start), max(first.end, second.end)
        return tuple(
            b for b in self.breaks if start < b.day <= end and any(b.touches(codes) for codes in sums)
        )


def read_exercise(root: Path) -> Exercise:
    """The exercise of the project at `root`.

    Raises DataError that names the entry, for a file that is missing, not TOML or not whole.

    >>> from forcefoi.files import find_root
    >>> exercise = read_exercise(find_root())
    >>> exercise.asked, exercise.replied, exercise.codes
    (47, 38, ('3B', '105B', '8L', '8M', '8Q', '8R'))
    """
    path = root / MARK
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError([Problem(str(MARK), "the file is missing", todo=TO_DO)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(str(MARK), f"this is not TOML: {error}", todo=TO_DO)]) from error
    try:
        return make_exercise(raw)
    except KeyError as error:
        raise DataError([Problem(str(MARK), f"the entry {error} is missing", todo=TO_DO)]) from error
    except ForcefoiError as error:
        raise DataError([Problem(str(MARK), str(error), todo=TO_DO)]) from error
    except (TypeError, AttributeError, ValueError) as error:
        raise DataError([Problem(str(MARK), f"an entry has the wrong shape: {error}", todo=TO_DO)]) from error


def make_exercise(raw: dict[str, Any]) -> Exercise:
    """The exercise that the entries of an `exercise.toml` describe."""
    funnel = raw["funnel"]
    exercise = Exercise(
        **{name: raw[name] for name in ("id", "title", "asked_by", "question", "reference", "source")},
        ends=raw["ends"],
        asked=raw["asked"],
        replied=raw["replied"],
        notes=dict(raw["notes"]),
        windows=tuple(_window(entry) for entry in raw["windows"]),
        offences=tuple(Offence(**entry) for entry in raw["offences"]),
        groups=tuple(OffenceGroup(**_tuples(entry)) for entry in raw["groups"]),
        breaks=tuple(Break(**_tuples(entry)) for entry in raw["breaks"]),
        other_windows=tuple(
            OtherWindows(entry["figure"], tuple(_window(w) for w in entry["windows"]), entry["why"])
            for entry in raw.get("other_windows", [])
        ),
        funnel=FunnelRules(**_tuples({**funnel, "window": _window(funnel["window"])})),
        least_residents=raw["rates"]["least_residents"],
        per=raw["rates"]["per"],
        official=tuple(Official(**entry) for entry in raw["official"]),
    )
    _check_kinds(exercise)
    _check_values(exercise)
    _check_codes(exercise)
    return exercise


def _window(entry: dict[str, date]) -> Window:
    return Window(entry["start"], entry["end"])


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _check_kinds(exercise: Exercise) -> None:
    """A day in quotes is text to TOML, and would pass for a day until a page fails of it."""
    days = {f"[[breaks]] {b.short}: day": b.day for b in exercise.breaks} | {"ends": exercise.ends}
    days |= {f"[[offences]] {o.code}: since": o.since for o in exercise.offences if o.since is not None}
    windows = [
        *exercise.windows,
        exercise.funnel.window,
        *(w for o in exercise.other_windows for w in o.windows),
    ]
    days |= {f"a window from {w.start}: {end}": getattr(w, end) for w in windows for end in ("start", "end")}
    numbers = {"asked": exercise.asked, "replied": exercise.replied, "[rates] per": exercise.per}
    numbers |= {
        "[rates] least_residents": exercise.least_residents,
        "[funnel] least_residents": exercise.funnel.least_residents,
    }
    texts = {f"[notes] {name}": exercise.notes[name] for name in NOTES}
    texts |= {name: getattr(exercise, name) for name in ("id", "title", "asked_by", "question", "reference")}
    texts |= {f"[[groups]] {g.name}: label": g.label for g in exercise.groups}
    lists = {
        f"[[groups]] {g.name}: {n}": getattr(g, n) for g in exercise.groups for n in ("surely", "aliases")
    }
    lists |= {
        f"[[breaks]] {b.short}: {n}": getattr(b, n)
        for b in exercise.breaks
        for n in ("offences", "elsewhere")
    }
    lists |= {"[funnel] nations": exercise.funnel.nations, "[funnel] offences": exercise.funnel.offences}
    for kind, what, entries in (
        (date, "a day without quotes, as 2018-04-01", days),
        (int, "a whole number without quotes", numbers),
        (str, "text in quotes", texts),
        (tuple, "a list in square brackets", lists),
    ):
        for name, value in entries.items():
            if not isinstance(value, kind) or isinstance(value, bool):
                raise ForcefoiError(f"{name} is {value!r}: it must be {what}")


def _check_values(exercise: Exercise) -> None:
    names = [group.name for group in exercise.all_groups]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ForcefoiError(f"[[groups]] {twice[0]}: the name stands there twice")
    for group in exercise.groups:
        if not group.surely or set(group.surely) & set(group.perhaps):
            raise ForcefoiError(
                f"[[groups]] {group.name}: it needs a class surely inside, and none both surely and perhaps"
            )
    if exercise.funnel.kind not in KINDS or not exercise.funnel.nations or not exercise.funnel.offences:
        raise ForcefoiError(f"[funnel] needs a kind ({', '.join(KINDS)}), nations and offences")
    if min(exercise.least_residents, exercise.funnel.least_residents) < 1:
        raise ForcefoiError("least_residents must be at least 1: there is no rate for nobody")
    if exercise.per != PER:
        raise ForcefoiError(f"[rates] per is {exercise.per}: the pages say {PER:,}, so it must be {PER}")
    if not 0 <= exercise.funnel.winsorise < 0.5:
        raise ForcefoiError(
            f"[funnel] winsorise is {exercise.funnel.winsorise}: it must be at least 0 and under 0.5"
        )
    for address in [*(b.url for b in exercise.breaks), *(o.url for o in exercise.official)]:
        if address and not address.startswith(("https://", "http://")):
            raise ForcefoiError(f"url {address!r}: it must begin with https:// or http://")
    if exercise.asked < exercise.replied:
        raise ForcefoiError(
            f"replied is {exercise.replied} and asked is {exercise.asked}: more replies than requests"
        )


def _check_codes(exercise: Exercise) -> None:
    """Every class that a group or a break names must be one that was asked for."""
    named = {code for group in exercise.groups for code in group.most}
    named |= {code for b in exercise.breaks for code in b.offences} | set(exercise.funnel.offences)
    if unknown := sorted(named - set(exercise.codes)):
        raise ForcefoiError(
            f"{', '.join(unknown)}: no such class among the [[offences]] ({', '.join(exercise.codes)})"
        )
