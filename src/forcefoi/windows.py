"""Windows: spans of dates, both ends included. Financial years run from 1 April to 31 March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forcefoi.errors import ParseError

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
NAMED_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>{'|'.join(MONTHS)}|sept|{'|'.join(m[:3] for m in MONTHS)})"
    r"(?:, |[ -])(?P<year>[0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
UK_DAY = re.compile(r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4}|[0-9]{2})")


def long_date(day: date) -> str:
    """A date as our pages print it.

    >>> long_date(date(2018, 9, 24))
    '24 September 2018'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, order=True)
class Window:
    """A span of dates, both ends included.

    Raises ParseError when the end lies before the start.

    >>> Window(date(2018, 4, 1), date(2018, 9, 24)).days
    177
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ParseError(
                "window",
                f"{self.start.isoformat()} to {self.end.isoformat()}",
                "it ends before it begins",
                "a first and a last day in order, both included",
            )

    @classmethod
    def financial_year(cls, first: int) -> Window:
        """The financial year that begins on 1 April of `first`.

        >>> Window.financial_year(2017).label()
        '2017/18'
        """
        return cls(date(first, 4, 1), date(first + 1, 3, 31))

    @classmethod
    def calendar_year(cls, year: int) -> Window:
        """The year from 1 January to 31 December."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """Its length, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def is_financial_year(self) -> bool:
        """Whether it is one financial year, from its first day to its last."""
        return self == Window.financial_year(self.start.year)

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is one calendar year, from its first day to its last."""
        return self == Window.calendar_year(self.start.year)

    @property
    def is_part_year(self) -> bool:
        """Shorter than the one financial year it lies in. A window over two years is not a part year,
        though it may hold one: see `parts`.

        >>> Window(date(2018, 4, 1), date(2018, 9, 24)).is_part_year
        True
        >>> Window(date(2015, 4, 1), date(2018, 9, 24)).is_part_year
        False
        """
        return len(self.parts()) == 1 and not self.is_financial_year

    def parts(self) -> list[Window]:
        """The window cut at each 1 April.

        >>> [w.label() for w in Window(date(2016, 4, 1), date(2018, 3, 31)).parts()]
        ['2016/17', '2017/18']
        """
        first = self.start.year - (self.start < date(self.start.year, 4, 1))
        cut, parts = first, []
        while date(cut, 4, 1) <= self.end:
            year = Window.financial_year(cut)
            parts.append(Window(max(self.start, year.start), min(self.end, year.end)))
            cut += 1
        return parts

    def contains(self, other: Window) -> bool:
        """Whether all of the other window lies in it."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Window) -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def label(self) -> str:
        """What our pages call it. `parse_window` reads each of these back.

        >>> Window(date(2018, 4, 1), date(2018, 9, 24)).label()
        '1 April 2018 to 24 September 2018'
        >>> Window.calendar_year(2017).label()
        'calendar 2017'
        """
        if self.is_financial_year:
            return f"{self.start.year}/{self.end.year % 100:02d}"
        if self.is_calendar_year:
            return f"calendar {self.start.year}"
        return f"{long_date(self.start)} to {long_date(self.end)}"

    def length(self) -> str:
        """How long, in the words of a careful reader.

        >>> Window(date(2015, 4, 1), date(2018, 9, 24)).length()
        '3 years and 177 days'
        >>> Window.financial_year(2017).length()
        '1 year'
        """
        years, day = 0, self.start
        while (after := _year_later(day)) - timedelta(days=1) <= self.end:
            years, day = years + 1, after
        rest = (self.end - day).days + 1
        words = [f"{n:,} {unit}{'s' * (n != 1)}" for n, unit in ((years, "year"), (rest, "day")) if n]
        return " and ".join(words)


def _year_later(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def parse_day(text: str) -> date:
    """One day: `2018-09-24`, or day first as spreadsheets in the UK write it: `24/09/2018`, `24/9/18`, `24-Sep-18`.

    Raises ParseError for anything else, a day that the calendar does not have among them.

    >>> parse_day("24/09/2018")
    datetime.date(2018, 9, 24)
    """
    allowed = "a day as 2018-09-24 or 24/09/2018"
    read = str(text).strip()
    found = ISO_DAY.fullmatch(read) or UK_DAY.fullmatch(read) or NAMED_DAY.fullmatch(read)
    if not found:
        raise ParseError("day", text, "not written as a day", allowed)
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 70 else 1900
    if not 1900 <= year <= 2099:
        raise ParseError("day", text, f"the year {year} is not between 1900 and 2099", allowed)
    try:
        return date(year, _month(found["month"]), int(found["day"]))
    except ValueError:
        raise ParseError("day", text, "the calendar has no such day", allowed) from None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(text[:3].casefold()))


def window_text(window: Window) -> str:
    """A window as one text: its first and its last day.

    >>> window_text(Window.financial_year(2017))
    '2017-04-01/2018-03-31'
    """
    return f"{window.start}/{window.end}"


def window_from(text: str) -> Window:
    """The window that `window_text` wrote."""
    start, end = text.split("/")
    return Window(date.fromisoformat(start), date.fromisoformat(end))


def value_label(text: str) -> str:
    """A value as a person reads it: a window by its name, everything else as it is.

    >>> value_label("2017-04-01/2018-03-31")
    '2017/18'
    """
    try:
        return window_from(text).label()
    except ValueError:
        return text
