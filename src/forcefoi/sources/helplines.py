"""Where to get help, from `reference/helplines.csv`. Read without pandas, since every page is made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forcefoi.errors import DataError, ParseError, Problem
from forcefoi.sources.raw import Reading, content_of, filled, one_of, read_rows
from forcefoi.windows import long_date, parse_day

FILE = "reference/helplines.csv"
SHOWN = f"data/raw/{FILE}"
COLUMNS = ("name", "contact", "for_whom", "hours", "nation", "source", "checked_on")
FOUR = ("England", "Wales", "Scotland", "Northern Ireland")
# The word of the column → the nations on whose pages a row stands; the same words as in `reference/forces.csv`.
NATIONS = {"UK": FOUR, "GB": FOUR[:3], **{nation: (nation,) for nation in FOUR}}
GOOD_FOR = 180  # days that a check is trusted for
CONTACTS = "a telephone number, in digits and spaces; or an address with https://"
TO_CHECK = (
    "read the service’s own page, or ring it (never 999 or 101, to try them); then write the day into checked_on, "
    "as {today}, and run forcefoi checksums --write"
)


@dataclass(frozen=True)
class Helpline:
    """One row: who can be reached, how, and by whom. `hours` is empty where they are not surely known, `checked_on`
    is None as long as nobody has checked the row. `row` counts as a spreadsheet does.
    """

    row: int
    name: str
    contact: str
    for_whom: str
    hours: str
    nation: str
    source: str
    checked_on: date | None = None

    @property
    def nations(self) -> tuple[str, ...]:
        """The nations on whose pages it stands."""
        return NATIONS[self.nation]

    @property
    def href(self) -> str:
        """Its contact as a link: a telephone number to ring, or the address itself.

        >>> Helpline(2, "Samaritans", "116 123", "Anyone", "", "UK", "Its own page").href
        'tel:116123'
        """
        return self.contact if self.contact.startswith("https:") else f"tel:{self.contact.replace(' ', '')}"


def read_helplines(root: Path, today: date | None = None) -> tuple[Helpline, ...]:
    """The helplines of the project at `root`, in the order of `data/raw/reference/helplines.csv`; errors as
    `parse_helplines`, and DataError where the file is missing.

    >>> from forcefoi.files import find_root
    >>> [each.name for each in read_helplines(find_root()) if each.contact == "116 123"]
    ['Samaritans']
    """
    return parse_helplines(content_of(root / SHOWN, SHOWN), today)


def parse_helplines(content: bytes, today: date | None = None) -> tuple[Helpline, ...]:
    """The helplines in the content of the file. `today` is the day after which nothing can have been checked: the day
    it is, unless it is given.

    Raises DataError with every problem: an empty name, contact, `for_whom` or source, a contact that is neither a
    telephone number nor an address, an unknown nation, a day that is none or is in the future, one contact twice for
    a nation, and a nation that would have no row at all.
    """
    today = today or date.today()
    header, rows = read_rows(content, SHOWN, COLUMNS)
    cells = {
        name: {at: row[place] for at, row in rows} for place, name in enumerate(header) if name in COLUMNS
    }
    reading = Reading(SHOWN, cells)
    parsers = {
        "name": filled("name"),
        "contact": _contact,
        "for_whom": filled("word for whom it is"),
        "hours": str.strip,
        "nation": one_of("nation", tuple(NATIONS)),
        "source": filled("source"),
        "checked_on": lambda cell: _checked_on(cell, today),
    }
    parsed = {column: reading.cells(column, parse) for column, parse in parsers.items()}
    reading.done()
    found = tuple(
        Helpline(at, *values)  # `done` has refused what is None and may not be
        for (at, _), values in zip(rows, zip(*parsed.values(), strict=True), strict=True)
    )
    _check_twice(reading, found)
    reading.done()
    _check_everywhere(found)
    return found


def to_check(helplines: Iterable[Helpline], today: date) -> list[Problem]:
    """The rows that must be checked before anything is published: those that nobody has checked, and those that were
    last checked more than 180 days before `today`. Each says what to do.

    >>> row = Helpline(9, "Samaritans", "116 123", "Anyone", "", "UK", "Its own page", date(2026, 1, 1))
    >>> to_check([row], date(2026, 6, 30)), to_check([row], date(2026, 7, 1))[0].why
    ([], 'Samaritans, 116 123: last checked 181 days ago, on 1 January 2026')
    """
    problems = []
    for each in helplines:
        if each.checked_on is None:
            why = "nobody has checked it yet"
        elif (days := (today - each.checked_on).days) > GOOD_FOR:
            why = f"last checked {days:,} days ago, on {long_date(each.checked_on)}"
        else:
            continue
        problems.append(
            Problem(
                SHOWN,
                f"{each.name}, {each.contact}: {why}",
                each.row,
                "checked_on",
                allowed=f"a day no more than {GOOD_FOR} days ago",
                todo=TO_CHECK.format(today=today.isoformat()),
            )
        )
    return problems


def _contact(cell: str) -> str:
    text = cell.strip()
    if not text:
        raise ParseError("contact", cell, "the cell is empty", CONTACTS)
    number = re.fullmatch(r"[0-9]+( [0-9]+)*", text) and 3 <= len(text.replace(" ", "")) <= 15
    if not (number or re.fullmatch(r"https://[^\s<>\"']+", text)):
        raise ParseError("contact", cell, "neither a telephone number nor an address", CONTACTS)
    return text


def _checked_on(cell: str, today: date) -> date | None:
    if not cell.strip():
        return None
    day = parse_day(cell)
    if day > today:
        why = f"it is in the future (today is {today.isoformat()})"
        raise ParseError(
            "day on which it was checked", cell, why, "today or before; empty until it is checked"
        )
    return day


def _check_twice(reading: Reading, found: tuple[Helpline, ...]) -> None:
    """One number twice on a page is a mistake in one of its rows."""
    for place, each in enumerate(found):
        for earlier in found[:place]:
            both = [nation for nation in each.nations if nation in earlier.nations]
            if each.href == earlier.href and both:
                why = f"the same contact stands in row {earlier.row} for {', '.join(both)}"
                reading.refuse(each.row, "contact", each.contact, why, todo="keep one of the two rows")
                break


def _check_everywhere(found: tuple[Helpline, ...]) -> None:
    """A page without any help would be worse than none, and would look whole."""
    without = [nation for nation in FOUR if not any(nation in each.nations for each in found)]
    if without:
        why = f"there is no row for {', '.join(without)}"
        raise DataError([Problem(SHOWN, why, todo="put the rows back: 999 and 101 are for the whole UK")])
