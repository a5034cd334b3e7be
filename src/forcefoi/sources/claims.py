"""What was published with a number in it, from `claims.toml`: each claim in a form that can be checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from forcefoi.clean import match_force
from forcefoi.errors import DataError, ForcefoiError, ParseError, Problem, nearest
from forcefoi.forces import AGGREGATE

FILE = "claims.toml"
PLACE = f"data/raw/{FILE}"
VERDICTS = (
    "supported",
    "supported by rounding",
    "not supported",
    "not like for like",
    "cannot be checked",
)
FACTS = ("asked", "replied")
TEXTS = ("id", "force", "publisher", "url", "said")
LISTS = ("figures", "parts", "printed", "windows")
WORDS = ("means", "fact", "offences")
MORE = ("kind", "phrase", *LISTS, *WORDS)


@dataclass(frozen=True)
class Kind:
    """What a kind of assertion says, and what it must name: how many `figures` (None = one or more; "0+" = any
    number), and which further entries it may have.
    """

    says: str
    figures: int | None
    also: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


KINDS = {
    "figure": Kind("a number for one figure, or for several added up; none = no figure is public", None),
    "total": Kind("a whole and its named parts", 1, ("parts",), ("parts",)),
    "change": Kind("a change from the first figure to the second", 2, ("printed",)),
    "span": Kind("how long the figure's window is, or since when it runs", 1, ("means",)),
    "unit": Kind("what was counted", 1),
    "maximum": Kind("that the figure is the highest", 1),
    "share": Kind("what share of the second figure the first one is", 2),
    "bound": Kind("the most that the figures added up can be", None),
    "rate": Kind("how many a day, a week or a month the figure is", 1),
    "compare": Kind("one force’s figure beside another’s", 2),
    "rank": Kind("a place among forces", 1),
    "recorded": Kind(
        "officially recorded crimes of the claim’s force in one window, or a change between two",
        0,
        ("offences", "windows"),
        ("offences", "windows"),
    ),
    "exercise": Kind("how many forces were asked, or replied", 0, ("fact",), ("fact",)),
}


@dataclass(frozen=True)
class Assertion:
    """One thing that a claim asserts: its `kind` (see `KINDS`), the `phrase` that it used, the ids of the `figures`
    that it is about, in the order that the kind says.

    `parts`: ids of the named parts of a whole. `printed`: the counts that the claim printed for its figures.
    `means`: what a phrase that depends on the day it was printed means ("since 2017"). `fact`: what of the exercise.
    `offences` and `windows`: what of the official tables.
    """

    kind: str
    phrase: str
    figures: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    means: str = ""
    fact: str = ""
    offences: str = ""


@dataclass(frozen=True)
class Acceptance:
    """A verdict that a person accepted: of the whole claim, and of each of its assertions, when, and why; `numbers` has
    those of the working that the person saw, as they stood there.
    """

    claim: str
    verdict: str
    parts: tuple[str, ...]
    on: date
    because: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Something published with a number in it. `said` is in our own short words; `published` None = not seen;
    `accepted` has every verdict that was accepted, the last one last.
    """

    id: str
    force: str
    publisher: str
    published: date | None
    url: str
    said: str
    asserts: tuple[Assertion, ...]
    accepted: tuple[Acceptance, ...] = field(default=())

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of every figure that it is checked against, once."""
        return tuple(dict.fromkeys(f for a in self.asserts for f in (*a.figures, *a.parts)))


def read_claims(root: Path, forces: pd.DataFrame, figure_ids: Iterable[str]) -> tuple[Claim, ...]:
    """Every claim of `data/raw/claims.toml` of the project at `root`, in the file's order.

    `forces` is a table of `Forces`, `figure_ids` are the ids that a claim may name. A force goes by any of its names.

    Raises DataError with every problem, each told with the claim's id: an entry that is missing, unknown or of the
    wrong kind, a figure that is not in the table, an id that stands there twice, an acceptance of no claim.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> claims = read_claims(find_root(), t.forces, t.figures["figure_id"])
    >>> len(claims), len({claim.url for claim in claims})
    (19, 8)
    """
    path = root / "data" / "raw" / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        why = "the file is missing"
        raise DataError(
            [Problem(PLACE, why, todo="put it back; without claims it holds claims = []")]
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            [Problem(PLACE, f"this is not TOML: {error}", todo="correct the place it names")]
        ) from error
    reading = _Reading(forces, tuple(figure_ids))
    claims = reading.claims(raw)
    if reading.problems:
        raise DataError(reading.problems)
    return claims


def plain_claim(claim: Claim) -> dict[str, Any]:
    """A claim as plain values, as JSON can hold them."""
    plain = asdict(claim)
    plain["published"] = claim.published.isoformat() if claim.published else None
    for entry in plain["accepted"]:
        entry["on"] = entry["on"].isoformat()
    return plain


def read_plain_claim(plain: dict[str, Any]) -> Claim:
    """A claim from what `plain_claim` made of it."""
    return Claim(
        **{name: plain[name] for name in TEXTS},
        published=date.fromisoformat(plain["published"]) if plain["published"] else None,
        asserts=tuple(
            Assertion(**{**entry, **{name: tuple(entry[name]) for name in LISTS}})
            for entry in plain["asserts"]
        ),
        accepted=tuple(
            Acceptance(
                **{
                    **entry,
                    "parts": tuple(entry["parts"]),
                    "numbers": tuple(entry["numbers"]),
                    "on": date.fromisoformat(entry["on"]),
                }
            )
            for entry in plain["accepted"]
        ),
    )


class _Reading:
    """The file being read. Nothing is raised until its end, so that a person sees all that is wrong at once."""

    def __init__(self, forces: pd.DataFrame, figure_ids: tuple[str, ...]) -> None:
        self.forces, self.figure_ids = forces, figure_ids
        self.problems: list[Problem] = []

    def refuse(
        self,
        where: str,
        why: str,
        value: object = None,
        *,
        allowed: str = "",
        nearest: str = "",
        todo: str = "",
    ) -> None:
        told = f"{where}: {why}"
        self.problems.append(Problem(PLACE, told, value=value, allowed=allowed, nearest=nearest, todo=todo))

    def claims(self, raw: dict[str, Any]) -> tuple[Claim, ...]:
        self._only("the file", raw, ("claims", "accepted"))
        entries, accepted = self._tables(raw, "claims"), self._tables(raw, "accepted")
        claims = [self._claim(at, entry) for at, entry in enumerate(entries, start=1)]
        ids = [claim.id for claim in claims]
        for twice in sorted({each for each in ids if ids.count(each) > 1 and each}):
            self.refuse(f"claim {twice}", "this id stands there twice", todo="give one of them its own")
        history = [self._acceptance(entry, ids) for entry in accepted]
        return tuple(
            replace(claim, accepted=tuple(each for each in history if each and each.claim == claim.id))
            for claim in claims
        )

    def _tables(self, raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
        found = raw.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.refuse("the file", f"{name} is no list of entries", allowed=f"[[{name}]] above each entry")
            return []
        return found

    def _claim(self, at: int, entry: dict[str, Any]) -> Claim:
        where = f"claim {entry.get('id') or f'number {at}'}"
        self._only(where, entry, (*TEXTS, "published", "asserts"))
        text: dict[str, Any] = {name: self._text(where, entry, name) for name in TEXTS}
        if text["id"] and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", text["id"]):
            self.refuse(
                where, "this id can't be one", text["id"], allowed="small letters, digits and hyphens"
            )
        if text["url"] and not re.fullmatch(r"https?://[^\s<>\"']+", text["url"]):
            self.refuse(where, "the url is no address", text["url"], allowed="https://… or http://…")
        asserts = self._tables(entry, "asserts")
        if not asserts:
            self.refuse(
                where, "it asserts nothing that can be checked", todo="add [[claims.asserts]] under it"
            )
        return Claim(
            **{**text, "force": self._force(where, text["force"])},
            published=self._day(where, entry, "published"),
            asserts=tuple(
                self._assertion(f"{where}, assertion {n}", each) for n, each in enumerate(asserts, 1)
            ),
        )

    def _assertion(self, where: str, entry: dict[str, Any]) -> Assertion:
        self._only(where, entry, MORE)
        kind, phrase = self._text(where, entry, "kind"), self._text(where, entry, "phrase")
        if kind and kind not in KINDS:
            self.refuse(where, "no such kind", kind, allowed=", ".join(KINDS), nearest=nearest(kind, KINDS))
        figures, parts, printed, windows = (self._texts(where, entry, name) for name in LISTS)
        means, fact, offences = (self._text(where, entry, name) if name in entry else "" for name in WORDS)
        made = Assertion(kind, phrase, figures, parts, printed, windows, means, fact, offences)
        for figure in (*made.figures, *made.parts):
            if figure not in self.figure_ids:
                near = nearest(figure, self.figure_ids)
                self.refuse(
                    where, "no figure has this id", figure, nearest=near, todo="see published_figures.csv"
                )
        if kind in KINDS:
            self._check_kind(where, made, entry)
        return made

    def _check_kind(self, where: str, made: Assertion, entry: dict[str, Any]) -> None:
        kind = KINDS[made.kind]
        many, one = len(made.figures), f"{'an' if made.kind == 'exercise' else 'a'} {made.kind}"
        if kind.figures is not None and many not in {kind.figures, 0}:
            self.refuse(where, f"{one} is about {kind.figures} figures, not {many}", allowed=kind.says)
        for name in kind.needs:
            if not entry.get(name):
                self.refuse(where, f"{one} needs the entry {name}", allowed=kind.says)
        for name in set(entry) & {*LISTS[1:], *WORDS} - set(kind.also):
            self.refuse(where, f"{one} has no entry {name}", entry[name], allowed=kind.says)
        if made.fact and made.fact not in FACTS:
            self.refuse(where, "no such fact of the exercise", made.fact, allowed=", ".join(FACTS))
        named = [*made.figures, *made.parts]
        if twice := next((each for each in named if named.count(each) > 1), ""):
            self.refuse(where, "the same figure is named twice", twice)
        if len(made.windows) > 2:
            self.refuse(where, "it names more than two windows", list(made.windows), allowed=kind.says)
        if made.printed and len(made.printed) != many:
            self.refuse(where, "printed has not one count for each figure", list(made.printed))

    def _acceptance(self, entry: dict[str, Any], ids: list[str]) -> Acceptance | None:
        where = f"accepted, claim {entry.get('claim', '(not named)')}"
        before = len(self.problems)
        self._only(where, entry, ("claim", "verdict", "parts", "numbers", "on", "because"))
        claim, verdict, because = (self._text(where, entry, name) for name in ("claim", "verdict", "because"))
        parts = self._texts(where, entry, "parts")
        numbers = self._texts(where, entry, "numbers") if "numbers" in entry else ()
        if claim and claim not in ids:
            self.refuse(where, "no claim has this id", claim, nearest=nearest(claim, ids))
        for each in {verdict, *parts} - {"", *VERDICTS}:
            self.refuse(where, "no such verdict", each, allowed=", ".join(VERDICTS))
        on = self._day(where, entry, "on")
        if "on" not in entry:
            self.refuse(where, "the entry 'on' is missing", allowed="the day it was accepted, as 2026-11-24")
        if len(self.problems) > before or on is None:
            return None
        return Acceptance(claim, verdict, parts, on, because, numbers)

    def _only(self, where: str, entry: dict[str, Any], allowed: tuple[str, ...]) -> None:
        for name in entry:
            if name not in allowed:
                near = nearest(name, allowed)
                self.refuse(where, "there is no such entry", name, allowed=", ".join(allowed), nearest=near)

    def _text(self, where: str, entry: dict[str, Any], name: str) -> str:
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        why = (
            f"the entry {name!r} is missing"
            if value is None
            else f"the entry {name!r} is empty, or no text in quotes"
        )
        self.refuse(where, why, value)
        return ""

    def _texts(self, where: str, entry: dict[str, Any], name: str) -> tuple[str, ...]:
        value = entry.get(name, [])
        if isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value):
            return tuple(each.strip() for each in value)
        self.refuse(where, f"{name} is no list of texts", value, allowed='["one", "another"]')
        return ()

    def _day(self, where: str, entry: dict[str, Any], name: str) -> date | None:
        value = entry.get(name)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(where, f"{name} is no day", value, allowed="a day without quotes, as 2018-12-21")
            return None
        if value > date.today():
            self.refuse(where, f"{name} is in the future", value, allowed="today or an earlier day")
        return value

    def _force(self, where: str, name: str) -> str:
        if not name or name.casefold() == AGGREGATE:
            return name.casefold()
        try:
            return str(match_force(name, self.forces))
        except ParseError as error:
            self.refuse(
                where, f"not a force: {error.why}", name, allowed=error.allowed, nearest=error.nearest
            )
        except ForcefoiError as error:
            self.refuse(where, str(error), name)
        return ""
