"""The reading of a reply: what a person confirmed its tables to mean. Read from `reply.toml` by `read_reply`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forcefoi.clean.count import Count
from forcefoi.files import digest

FILE = "reply.toml"
# What a draft fills in.
DRAFTED = ("tables", "same", "stated", "outcome", "exemption", "exemption_scope")
OUTCOMES = (
    "full",
    "partial",
    "refused",
    "not held",
    "neither confirm nor deny",
    "no reply",
    "withdrawn",
    "not known yet",
)
# Outcomes that can hold figures.
ANSWERED = ("full", "partial")
# What a table has: cells of counts, one row a crime, or numbers that a person typed from sentences.
GRAINS = ("counts", "records", "said")
YEARS = ("", "financial", "calendar", "month")
USES = ("figures", "check", "no")
# How a table lies in its places: one under the other, bands beside each other, or blocks of `Label: value` lines.
PIECES = ("stacked", "beside", "blocks")
# What two cells of one table that count the same are: a mistake, or parts of what the question asked, to be added. The
# second of PARTS adds a table to others of its group that count the same, and refuses two such cells of its own.
PARTS = ("add", "add to others")
SAME_KEYS = ("refuse", *PARTS)
# What a column of labels can be beside a dimension of the question: a running number, what names a crime, or neither.
NUMBER, REFERENCE, IGNORED = "number", "reference", "-"
# What two rows with one crime reference are: not said yet, a mistake, one crime, one crime under each value that its
# rows give, or a crime each.
REFUSE, ONCE, ONCE_EACH, EACH = "refuse", "once", "once for each value", "each"
SAME_REFERENCES = ("", REFUSE, ONCE, ONCE_EACH, EACH)
LEFT = "same as left"


def reading_hash(raw: dict[str, Any]) -> str:
    """One name for all that a draft says: tables, stated numbers, outcome; whatever comments stand around them."""
    said = {name: raw.get(name) or "" for name in DRAFTED}
    return digest(json.dumps(said, default=str, sort_keys=True).encode())[:16]


@dataclass(frozen=True)
class Stated:
    """A number that the force itself stated in words, typed by a person: compared, never added."""

    count: int
    at: dict[str, str]
    measure: str
    place: str
    words: str


@dataclass(frozen=True)
class Said:
    """A count that stands in a sentence, typed by a person: a figure, held against the words that it stands in."""

    count: Count
    words: str
    at: dict[str, str]


@dataclass(frozen=True)
class Total:
    """Cells that add up others: a row (of rows) or a column (of columns). `rows` and `columns` as in the file."""

    row: int | None
    column: int | None
    of: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True)
class Skipped:
    """Rows inside the range that are no data, and why not."""

    rows: tuple[int, ...]
    why: str


@dataclass(frozen=True)
class Table:
    """One table that holds an answer, or a part of one. Columns are numbers (A is 1), rows as in the file.

    `group`: tables of one group are parts of one whole and are added; those of two groups, of one measure, slice the
    same crimes and are compared.
    """

    id: str
    file: str
    places: tuple[str, ...]
    group: str
    measure: str
    unit: str
    grain: str
    use: str
    ranges: tuple[str, ...]
    pieces: str
    header: tuple[str, ...]
    header_on: str
    header_blank: str
    labels: dict[int, str]
    counts: tuple[int, ...]
    columns: dict[int, dict[str, str]]
    rows: dict[int, dict[str, str]]
    said: tuple[Said, ...]
    sections: dict[int, str]
    same_as_above: tuple[int, ...]
    fixed: dict[str, str]
    words: dict[str, Count]
    rounded: int
    values: dict[str, dict[str, str]]
    years: str
    serials: bool
    since: date | None
    until: date | None
    totals: tuple[Total, ...]
    skip: tuple[Skipped, ...]
    ignore: dict[int, str]
    counted: dict[int, dict[str, bool]]
    not_totals: tuple[int, ...]
    hidden: str
    same_key: str
    same_reference: str
    partial: tuple[str, ...]
    edges: dict[str, tuple[float, ...]]
    note: str

    @property
    def in_parts(self) -> frozenset[str]:
        """The dimensions that several places give a part of each: `2017/18` in one header row, `Q1` in the next."""
        given = [*self.header, *self.labels.values(), *self.sections.values(), *self.fixed]
        given += [name for each in list(self.columns.values())[:1] for name in each]
        return frozenset(
            name for name in given if given.count(name) > 1 and name not in (NUMBER, REFERENCE, IGNORED)
        )


@dataclass(frozen=True)
class Accepted:
    """A difference that a person looked at and lets stand."""

    check: str
    difference: int
    because: str
    by: str


@dataclass(frozen=True)
class FileEntry:
    """One file as received: its name, its hash, and whether it is held back from git and from every output."""

    name: str
    sha256: str
    held_back: bool


@dataclass(frozen=True)
class Reply:
    """What a force sent back, and what it was read to mean. Made by `read_reply`."""

    folder: str
    force: str
    reference: str
    sent: date | None
    received: date | None
    outcome: str
    exemption: str
    exemption_scope: str
    licence: str
    may_republish: bool
    confirmed_by: str
    confirmed_on: date | None
    replaces: str
    amends: str
    note: str
    files: tuple[FileEntry, ...]
    tables: tuple[Table, ...]
    stated: tuple[Stated, ...]
    accepted: tuple[Accepted, ...]
    questions: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    drafted: str = ""
    asked: int = 0
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def confirmed(self) -> bool:
        """Whether a person put their name under it. Without, none of its numbers is used."""
        return bool(self.confirmed_by and self.confirmed_on)

    @property
    def as_drafted(self) -> bool:
        """Whether it says what was drafted, entry by entry: nobody edited it, whatever was asked."""
        return bool(self.drafted) and self.drafted == reading_hash(self.raw)

    @property
    def place(self) -> str:
        """The file that says it, from the project's folder."""
        return f"{self.folder}/{FILE}"
