"""The parts of a window: one financial year, one month, one day. Private to `parse_window`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from forcefoi.clean import window_words as words
from forcefoi.errors import ParseError
from forcefoi.windows import Window, parse_day


def refuse(why: str, allowed: str = "") -> ParseError:
    """An error about a part; `parse_window` tells it again with the whole text."""
    return ParseError("window", "", why, allowed)


def year_of(digits: str) -> int:
    """A year of four digits, or of two: below 70 they are 20xx.

    >>> year_of("18"), year_of("69"), year_of("70")
    (2018, 2069, 1970)
    """
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 70 else 1900)


def financial_year_of(read: str) -> Window:
    """ "2017/18" in any of its spellings. Raises ParseError where the second year does not follow the first."""
    found = re.fullmatch(words.FINANCIAL_YEAR_PARTS, read)
    assert found  # FINANCIAL_YEAR is the narrower of the two
    first, second = year_of(found["first"]), found["second"]
    if second not in (str(first + 1), f"{(first + 1) % 100:02d}"):
        why = f"{second} is not the year after {first}; it may be a reference, or more than one year"
        raise refuse(why, f"{first}/{(first + 1) % 100:02d}")
    return Window.financial_year(first)


def is_day(read: str) -> bool:
    """Whether a text has the shape of one day."""
    return bool(re.fullmatch(f"{words.NUMERIC_DAY}|{words.NAMED_DAY}", read))


def is_month(read: str) -> bool:
    """Whether a text has the shape of one month, with or without its year."""
    return bool(re.fullmatch(words.NAMED_MONTH, read))


def day_of(read: str, year: int | None = None) -> Window:
    """One day as a window; `year` is for a day that is named without one. Raises ParseError for a day that can't be."""
    if named := re.fullmatch(words.NAMED_DAY, read):
        read = f"{named['day']}/{words.MONTH_NUMBER[named['month']]}/{named['year'] or _known(year)}"
    day = parse_day(read)
    return Window(day, day)


def month_of(read: str, year: int | None = None) -> Window:
    """One month as a window; `year` is for a month that is named without one."""
    found = re.fullmatch(words.NAMED_MONTH, read)
    assert found  # the caller has asked _is_month
    at, month = int(found["year"] or _known(year)), words.MONTH_NUMBER[found["month"]]
    return Window(date(at, month, 1), date(at, month, calendar.monthrange(at, month)[1]))


def part_of_year(read: str) -> Window | None:
    """A quarter or a month of a financial year; None for another text."""
    found = re.fullmatch(words.PART_OF_YEAR, read) or re.fullmatch(words.PART_BEFORE_YEAR, read)
    if found is None:
        return None
    year = financial_year_of(found["year"]).start.year
    if found["month"]:
        return month_in(found["month"], year)
    first = 3 * int(found["quarter"]) + 1
    last = date(year + (first > 12), (first + 1) % 12 + 1, 1)
    start = date(year + (first > 12), (first - 1) % 12 + 1, 1)
    return Window(start, last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def month_in(month: str, year: int) -> Window:
    """A month of the financial year that begins in `year`."""
    return month_of(f"{month} {year + (words.MONTH_NUMBER[month] < 4)}")


def year_ending(read: str) -> Window | None:
    """The twelve months that end with a day or with a month; None where it is neither."""
    if not (is_day(read) or is_month(read)):
        return None
    end = (day_of(read) if is_day(read) else month_of(read)).end
    after = end + timedelta(days=1)
    # A year that begins on a 29 February that was not: on the day after.
    start = (
        date(after.year - 1, 3, 1)
        if (after.month, after.day) == (2, 29)
        else after.replace(year=after.year - 1)
    )
    return Window(start, end)


def _known(year: int | None) -> int:
    if year is None:
        raise refuse("it has no year")
    return year
