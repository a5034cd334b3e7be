"""Looks: what one cell looks like, before anything is known of its table."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from forcefoi.clean.count_words import NONE, UNAVAILABLE
from forcefoi.clean.drop_totals import TOTAL
from forcefoi.clean.meanings import word_of
from forcefoi.clean.parse_count import parse_count
from forcefoi.clean.parse_window import parse_window
from forcefoi.clean.squash import fold, squash
from forcefoi.errors import ParseError
from forcefoi.sources.replies.cells import WHOLE
from forcefoi.sources.replies.draft.count_beside import count_beside
from forcefoi.sources.replies.grid import Value, is_blank

# A whole number between these may be a year.
YEARS = range(1980, 2100)
DECIMAL = re.compile(r"[-–−]? ?[£$€]? ?[0-9][0-9,]*(?:\.[0-9]+)?%?\)?")
DAY = re.compile(
    r"(?:[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:, |[ -])[0-9]{2,4})"
    r"(?:[ T][0-9:.]+(?: ?[ap]m| ?Z|[+-][0-9:]+)?)?",
    re.IGNORECASE,
)
# A month as programs write it; 2010-11 may be a financial year as well.
ISO_MONTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-/](?P<month>0[1-9]|1[0-2])")
# A financial year without its century, which may be a day and a month as well.
SHORT_YEAR = re.compile(r"(?P<first>[0-9]{2})/(?P<second>[0-9]{2})")
# A number that is struck out, as the readers write it.
STRUCK = re.compile(r"~~[0-9][0-9,]*~~")
# One word of letters and figures, three figures at least, and none that names a time or a section.
REFERENCE = re.compile(r"(?=.*[A-Za-z])(?=(?:.*[0-9]){3})[A-Za-z0-9/_-]+")
TOLD = re.compile(
    r"fy|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|year|to\b|\bs|st|nd|rd|th", re.IGNORECASE
)
DIGIT = re.compile("[0-9]")
# Any last day will do to see whether a text is a window; which day it is, is asked later.
SOME_DAY = datetime.date(2099, 12, 31)
NUMBERS = ("number", "decimal")
TIMES = ("year", "window")


@lru_cache(maxsize=1_000_000, typed=True)
def kind_of_cell(value: Value) -> str:
    """`blank`, `number`, `decimal`, `year`, `window`, `word`, `date` or `text`.

    `word` is what may stand in place of a count (`-`, `N/A`, `*`, `refused`); `decimal` is a number that is no count:
    a fraction, a percentage, money, below nought.

    >>> [kind_of_cell(value) for value in (12.0, "<5", 2017, "2017/18", "-", "Stalking", "12.5%")]
    ['number', 'number', 'year', 'window', 'word', 'text', 'decimal']
    """
    if is_blank(value):
        return "blank"
    if isinstance(value, bool | datetime.timedelta | datetime.time):
        return "text"
    if isinstance(value, datetime.date):
        return "date"
    if type(value) is int and 0 <= value < YEARS.start:
        return "number"
    if isinstance(value, int | float):
        if value != value or value < 0 or not float(value).is_integer():
            return "decimal"
        return "year" if int(value) in YEARS else "number"
    return _kind_of_text(squash(str(value)))


def _kind_of_text(text: str) -> str:
    if text.isascii() and text.isdigit() and len(text) < 10:
        if text[0] == "0" and text != "0":
            return "text"  # A reference or a telephone number.
        return "year" if int(text) in YEARS else "number"
    if WHOLE.fullmatch(text) or count_beside(text):
        return "number"
    if REFERENCE.fullmatch(text) and not TOLD.search(text):
        return _kind_of_reference(DIGIT.sub("9", text))
    return _kind_of_words(text)


@lru_cache(maxsize=100_000)
def _kind_of_reference(shape: str) -> str:
    """What references of one shape look like: a million rows have a million of them, of a few shapes."""
    return _kind_of_words(shape)


def _kind_of_words(text: str) -> str:
    if _is_window(text):
        return "window"
    read = text.casefold()
    if STRUCK.fullmatch(read) or word_of(read) or read == "*" or read in (*NONE, *UNAVAILABLE):
        return "word"
    try:
        count = parse_count(text)
    except ParseError:
        # "0.8" is a fraction; "01.04" may be a day, and "0113" a telephone number.
        return "decimal" if DECIMAL.fullmatch(text) and not re.match("0[0-9]", text) else "text"
    return "number" if any(char.isdigit() for char in text) and count.status != "refused" else "word"


def _is_window(text: str) -> bool:
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return False
    if ISO_MONTH.fullmatch(text) or is_short_year(text):
        return True
    try:
        parse_window(text, until=SOME_DAY, bare_year="calendar", fy_names="start")
    except ParseError:
        return False
    return True


def is_short_year(text: str) -> bool:
    """Whether a text may be a financial year without its century: `04/05`."""
    found = SHORT_YEAR.fullmatch(text)
    return found is not None and (int(found["first"]) + 1) % 100 == int(found["second"])


@lru_cache(maxsize=1_000_000, typed=True)
def words_of(value: Value) -> str:
    """A cell as a text on one line; a whole float as the whole number it is.

    >>> words_of(2017.0), words_of(" a\\n b")
    ('2017', 'a b')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squash(str(value))


@lru_cache(maxsize=1_000_000, typed=True)
def is_total(value: Value) -> bool:
    """Whether a label says that it is a total.

    >>> is_total("Grand Total"), is_total("Totally lost")
    (True, False)
    """
    return isinstance(value, str) and bool(TOTAL.fullmatch(fold(value)))


@lru_cache(maxsize=1_000_000, typed=True)
def is_day(value: Value) -> bool:
    """Whether a cell holds one day, as a date or as the text of one.

    >>> is_day(datetime.date(2017, 4, 1)), is_day("01/04/2017"), is_day("01/04/17 - 31/03/18")
    (True, True, False)
    """
    if isinstance(value, str):
        return bool(DAY.fullmatch(squash(value)))
    return isinstance(value, datetime.date)
