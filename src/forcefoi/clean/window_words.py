"""The shapes in which replies write a window: data for `parse_window`, no code."""

from __future__ import annotations

from forcefoi.windows import MONTHS

MONTH_NUMBER = {
    name: at for at, month in enumerate(MONTHS, start=1) for name in (month.casefold(), month[:3].casefold())
} | {"sept": 9}

FINANCIAL = r"(?:financial year|fiscal year|fy)"
YEAR = r"(?:19|20)[0-9]{2}"
# Two short years without a word before them, 10/11, could be a day and a month.
FINANCIAL_YEAR = rf"(?:{FINANCIAL} ?(?:{YEAR}|[0-9]{{2}})|{YEAR}) ?[/-] ?(?:[0-9]{{4}}|[0-9]{{2}})"
FINANCIAL_YEAR_PARTS = rf"(?:{FINANCIAL} ?)?(?P<first>[0-9]{{2,4}}) ?[/-] ?(?P<second>[0-9]{{2,4}})"
SHORT_FINANCIAL_YEAR = rf"{FINANCIAL} ?(?P<year>{YEAR}|[0-9]{{2}})"
CALENDAR_YEAR = rf"calendar (?:year )?(?P<year>{YEAR})"

MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})"
NUMERIC_DAY = r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
NAMED_DAY = (
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {MONTH.replace('?:', '?P<month>', 1)},?(?: (?P<year>{YEAR}))?"
)
NAMED_MONTH = rf"{MONTH.replace('?:', '?P<month>', 1)},?(?: (?P<year>{YEAR}))?"

# A month as a spreadsheet shows it. "17-Apr" is a day, and "Apr 17" may be one.
SHORT_MONTH = rf"{MONTH.replace('?:', '?P<month>', 1)}-(?P<year>[0-9]{{2}}|{YEAR})"

# A part of a financial year that is named whole: its first quarter is April to June.
QUARTER = r"(?:quarter |qtr ?|q)(?P<quarter>[1-4])"
IN_YEAR = rf"(?:{QUARTER}|{MONTH.replace('?:', '?P<month>', 1)})"
PART_OF_YEAR = rf"(?P<year>{FINANCIAL_YEAR}),? -? ?{IN_YEAR}"
PART_BEFORE_YEAR = rf"{IN_YEAR},? -? ?(?:of )?(?P<year>{FINANCIAL_YEAR})"
YEAR_MONTH = rf"(?P<year>{YEAR}),? {MONTH.replace('?:', '?P<month>', 1)}"

# What stands between two ends, in the order tried: a hyphen may also be inside one end, as in 2015-16.
BETWEEN = (" to ", " until ", " - ", "-")

# Words for a span that ends with the reply, or lies before it: (years back, whether it runs to the end).
RELATIVE = {
    "since last year": (1, True),
    "year to date": (0, True),
    "this year to date": (0, True),
    "last year": (1, False),
}
SINCE = r"since (?P<start>.+)|(?P<before>.+) to date"

# Twelve months told by their last day or month.
YEAR_ENDING = r"(?:year|12 months|twelve months)[ -](?:ending|ended|to)(?: in)? (?P<end>.+)"

# Why something is no window. The first that is found is told.
WHY_NOT = {
    r"[0-9]{2} ?[/-] ?[0-9]{2}$": "two short years or a day and a month: write the first year whole",
    r".*\bq[1-4]\b": "a quarter of which kind of year is not said: write its first and last day",
    r"(?:in|over) |same period": "it does not say on which day it begins or ends",
}
