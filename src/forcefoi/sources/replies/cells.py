"""What one cell of a count says, and what one label says, by the words of the reading."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from forcefoi.bounds import MOST
from forcefoi.clean.count import Count
from forcefoi.clean.parse_count import parse_count
from forcefoi.clean.squash import squash
from forcefoi.errors import ParseError
from forcefoi.question import Question
from forcefoi.sources.replies.grid import Value, is_blank
from forcefoi.sources.replies.offered import offered
from forcefoi.sources.replies.reading import Table
from forcefoi.windows import Window, parse_day, value_label, window_text

UNDECLARED = "%s: what the reply says it means"


# The time of day after a day, as a record of a crime has it.
HOUR = re.compile(
    r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m| ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}))?\s*",
    re.IGNORECASE,
)
LONDON = ZoneInfo("Europe/London")

# A whole number as a program writes a fraction to CSV; one nought can't be thousands, as in 1.000.
WHOLE = re.compile(r"^(?:0|[1-9][0-9]{0,8})\.0$")


def count_of(value: Value, table: Table) -> Count:
    """The count of one cell. What the reading declares goes first; then what a count looks like everywhere.

    Raises ParseError for what is neither: a blank or a dash that nobody declared, a date, money, an Excel error.
    """
    text = squash(value) if isinstance(value, str) else value
    if text is None:
        text = ""
    if isinstance(text, str):
        for word, meaning in table.words.items():
            if word.casefold() == text.casefold():
                return meaning
        if is_blank(text):
            raise ParseError(
                "count", "", "the cell is blank, and nothing says what that means", UNDECLARED % offered("")
            )
        if text.startswith("#"):
            raise ParseError("count", text, "an error of the spreadsheet stands there instead of a number")
        return _rounded(_parsed(value, text), table)
    if isinstance(text, bool) or not isinstance(text, int | float):
        raise ParseError("count", str(value), f"the cell holds a {_kind(value)}", "a whole number")
    if (shown := _plain(text)) in table.words:
        return table.words[shown]
    if text != int(text) or not 0 <= text <= MOST:
        raise ParseError(
            "count", text, "no count of crimes is negative or has a fraction", "a whole number from 0"
        )
    return _rounded(Count(int(text), int(text), "exact"), table)


def met(value: Value, table: Table) -> str | None:
    """The word of the reading that says what a cell means; None where none does."""
    text = squash(value) if isinstance(value, str) else _plain(value)
    return next((word for word in table.words if word.casefold() == text.casefold()), None)


def _rounded(count: Count, table: Table) -> Count:
    """A number that is rounded stands for all that round to it; a half may have gone either way."""
    if table.rounded == 1 or count.status != "exact":
        return count
    if count.low % table.rounded:
        raise ParseError(
            "count", count.low, f"it is no multiple of {table.rounded}, to which the numbers are rounded"
        )
    half = table.rounded // 2
    return Count(max(0, count.low - half), count.low + half, "rounded")


def _parsed(value: Value, text: str) -> Count:
    if WHOLE.fullmatch(text):
        return Count(int(text[:-2]), int(text[:-2]), "exact")
    try:
        return parse_count(value)
    except ParseError as error:
        if len(text) <= 24:
            raise ParseError("count", text, error.why, UNDECLARED % offered(text), error.nearest) from None
        raise


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "true or false"
    return (
        "date" if isinstance(value, date) else "time" if isinstance(value, datetime.time) else "span of time"
    )


def label_of(value: Value, name: str, table: Table, question: Question) -> str:
    """The value of the dimension `name` that one label stands for; raises ParseError where it stands for none."""
    dimension = question.dimension(name)
    text = squash(value) if isinstance(value, str) else _plain(value)
    known = table.values.get(name, {})
    for spelling, meaning in known.items():
        if spelling.casefold() == text.casefold():
            return meaning
    if not text:
        raise ParseError(name, "", "the label is blank", f"same_as_above, sections, or values.{name}")
    if dimension.kind == "window":
        return _window(value, table, question)
    return dimension.parse(value)


def part_of(value: Value, name: str, table: Table) -> str:
    """One of the parts of a window, to be read with the others; raises ParseError for a blank one, or a day."""
    text = squash(value) if isinstance(value, str) else _plain(value)
    if not text:
        raise ParseError(name, "", "the label is blank", f"same_as_above, sections, or values.{name}")
    if isinstance(value, date):
        raise ParseError(name, text, "a day is no part of a window", "a year, and a quarter or a month of it")
    known = {squash(key).casefold(): meaning for key, meaning in table.values.get(name, {}).items()}
    # A year is read with its quarter in words: 2017/18 Q1.
    return value_label(known[text.casefold()]) if text.casefold() in known else text


def joined(parts: Iterable[str], name: str, table: Table, question: Question) -> str:
    """The window that several parts name together: `2017/18` and `Q1`."""
    return label_of(" ".join(part for part in parts if part), name, table, question)


def is_serial(value: Value) -> bool:
    """Whether a cell may be a day as Excel keeps it, a number: 44287 is 1 April 2021. None lies before 1982.

    >>> is_serial(44287), is_serial("44287"), is_serial(2017)
    (True, True, False)
    """
    text = _plain(value) if not isinstance(value, str) else value.strip()
    return not isinstance(value, bool | date) and bool(re.fullmatch(r"[3-6][0-9]{4}(?:\.[0-9]+)?", text))


def day_of_serial(value: Value) -> date:
    """The day that such a number is.

    >>> day_of_serial(44287.5)
    datetime.date(2021, 4, 1)
    """
    return date(1899, 12, 30) + datetime.timedelta(days=int(float(str(value))))


def _plain(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _window(value: Value, table: Table, question: Question) -> str:
    """A window as a label gives it, or the year that a day lies in."""
    if table.serials and is_serial(value):
        value = day_of_serial(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return window_text(clipped(year_of(day, table), table))
    if isinstance(value, str) and (found := _day(value)):
        its_own = year_of(found, table)
        if year_of(_in_london(value, found), table) != its_own:
            why = "by the clock of its own zone it lies in another year or month than by British time"
            raise ParseError("window", value, why, "values: the window that the reply counts it in")
        return window_text(clipped(its_own, table))
    window = question.dimension(_window_name(question)).parse(_plain(value) if not isinstance(value, str) else value,
                                                              years=table.years, until=table.until)  # fmt: skip
    return window


def _window_name(question: Question) -> str:
    return next(each.name for each in question.dimensions if each.kind == "window")


def _in_london(text: str, day: date) -> date:
    """The day by British time, where a time has its zone: half past 23 hours UTC is the next day in summer."""
    found = HOUR.search(text)
    if not found or not found["zone"]:
        return day
    try:
        return datetime.datetime.fromisoformat(text.strip()).astimezone(LONDON).date()
    except ValueError as error:
        raise ParseError(
            "window", text, "its time has a zone, and is not written as 2018-03-31T23:59:00+00:00"
        ) from error


def _day(text: str) -> date | None:
    try:
        return parse_day(HOUR.sub("", text))
    except ParseError as error:
        if "not written as a day" in error.why:
            return None
        raise


def year_of(day: date, table: Table) -> Window:
    """The year that a day lies in, financial or calendar as the reading says; or its month."""
    if not table.years:
        raise ParseError(
            "window", day.isoformat(), "nothing says in which kind of year to count a day",
            'years = "financial", "calendar" or, where months were asked, "month"',
        )  # fmt: skip
    if table.years == "month":
        return Window(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    if table.years == "calendar":
        return Window.calendar_year(day.year)
    return Window.financial_year(day.year - (day < date(day.year, 4, 1)))


def clipped(window: Window, table: Table) -> Window:
    """A year of which only a part was counted: from `since`, until `until`.

    Raises ParseError for one that lies outside both.
    """
    start = max(window.start, table.since) if table.since else window.start
    end = min(window.end, table.until) if table.until else window.end
    if end < start:
        allowed = f"since {table.since or '…'} until {table.until or '…'}"
        raise ParseError(
            "window", window.label(), "it lies outside what the reading says was counted", allowed
        )
    return Window(start, end)
