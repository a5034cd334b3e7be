"""Windows: which years a table is about, which kind of year, and what says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from forcefoi.clean.parse_window import parse_window
from forcefoi.clean.squash import squash
from forcefoi.clean.window_words import IN_YEAR
from forcefoi.errors import ForcefoiError
from forcefoi.question import Question
from forcefoi.sources.replies.draft.looks import ISO_MONTH, is_short_year
from forcefoi.windows import MONTHS, window_from

MONTH = "(?:" + "|".join(MONTHS + [month[:3] for month in MONTHS] + ["Sept"]) + ")"
YEAR = r"(?:19|20)[0-9]{2}"
DAY = (
    rf"(?:[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.](?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? {MONTH},? ?(?:{YEAR})?)"
)
FINANCIAL = rf"{YEAR} ?[/-] ?(?:20)?[0-9]{{2}}(?![0-9/-])"
TO = r" ?(?:to|until|–|—|-) ?"
SPAN = re.compile(
    rf"(?<![0-9A-Za-z/-])(?:{DAY}{TO}{DAY}|{FINANCIAL}{TO}{FINANCIAL}|{MONTH} ?(?:{YEAR})?{TO}{MONTH} ?{YEAR}"
    rf"|(?:FY ?)?{FINANCIAL}|(?:calendar (?:year )?|FY ?){YEAR}(?![0-9/])|{MONTH} {YEAR}|{YEAR}(?![0-9/-]))",
    re.IGNORECASE,
)
UNTIL = re.compile(
    rf"(?P<year>(?:FY ?)?{FINANCIAL})[ ,:-]*\(?(?:part[- ]year,? ?)?(?:up to|to|until|as at) (?:and including )?"
    rf"(?P<day>{DAY})\)?\*?",
    re.IGNORECASE,
)
FINANCIAL_WORDS = re.compile(
    r"financial years?|fiscal years?|\bfy\b|april (?:20[0-9]{2} )?(?:to|-|–|until) (?:31(?:st)? )?march|"
    r"1(?:st)? april (?:20[0-9]{2} )?(?:to|-|–|until) 31(?:st)? march|year ending (?:31(?:st)? )?march"
)
CALENDAR_WORDS = re.compile(
    r"calendar years?|january (?:20[0-9]{2} )?(?:to|-|–|until) (?:31(?:st)? )?december|"
    r"1(?:st)? january (?:20[0-9]{2} )?(?:to|-|–|until) 31(?:st)? december|year ending (?:31(?:st)? )?december"
)
PART = re.compile(
    r"part[- ]years?|year to date|to date|so far|\bytd\b|up (?:to|until)|as (?:at|of)\b|\bthrough\b|incomplete|"
    r"not (?:yet )?complete|\buntil\b|provisional"
)

# So many short years one after the other are years, and no days of months.
RUN = 3


def kind_of_years(texts: Iterable[str]) -> str:
    """`financial` or `calendar`, as some texts say; "" where they say neither or both.

    >>> kind_of_years(["Offences by calendar year"]), kind_of_years(["Offences by year"])
    ('calendar', '')
    """
    read = " | ".join(squash(text).casefold() for text in texts)
    financial, calendar = FINANCIAL_WORDS.search(read), CALENDAR_WORDS.search(read)
    if bool(financial) == bool(calendar):
        return ""
    return "financial" if financial else "calendar"


def windows_in(text: str) -> list[str]:
    """Each span of time that a text names, as it stands there.

    >>> windows_in("Crimes 2017/18 and 1 April 2018 to 24 September 2018")
    ['2017/18', '1 April 2018 to 24 September 2018']
    """
    return [squash(found[0]) for found in SPAN.finditer(squash(text))]


def is_window(text: str, years: str = "") -> bool:
    """Whether a text is read as a window; a bare year only where its kind is known."""
    try:
        parse_window(text, bare_year=years or None)  # type: ignore[arg-type]  # one of the two words, or none
    except ForcefoiError:
        return False
    return True


def until_day(text: str) -> str:
    """The span of a financial year that a label says is counted up to a day of it; "" where it says none.

    >>> until_day("2018/19 (to 24/09/2018)"), until_day("2018/19 (part year)")
    ('01/04/2018 to 24/09/2018', '')
    """
    found = UNTIL.fullmatch(squash(text))
    if not found:
        return ""
    try:
        year = parse_window(found["year"])
        span = parse_window(f"{year.start:%d/%m/%Y} to {found['day']}")
    except ForcefoiError:
        return ""
    return f"{span.start:%d/%m/%Y} to {span.end:%d/%m/%Y}" if year.start < span.end <= year.end else ""


def is_part_of_year(text: str) -> bool:
    """Whether a text names a quarter or a month, and no year.

    >>> is_part_of_year("Q1"), is_part_of_year("April"), is_part_of_year("April 2017")
    (True, True, False)
    """
    return bool(re.fullmatch(IN_YEAR, squash(text).casefold()))


def iso_months(labels: Iterable[str]) -> dict[str, str]:
    """Labels that are months as programs write them, each with its plain words; none where all may be financial years.

    >>> iso_months(["2010-10", "2010-11"]), iso_months(["2010-11", "2011-12"])
    ({'2010-10': 'October 2010', '2010-11': 'November 2010'}, {})
    """
    found = {label: match for label in labels if (match := ISO_MONTH.fullmatch(label))}
    if all((int(match["year"]) + 1) % 100 == int(match["month"]) for match in found.values()):
        return {}
    return {label: f"{MONTHS[int(match['month']) - 1]} {match['year']}" for label, match in found.items()}


def short_years(labels: Iterable[str]) -> dict[str, str]:
    """Labels that are financial years without their century, each with it; none where they may be days and months.

    >>> short_years(["14/15", "15/16"]), short_years(["04/05", "05/06", "06/07"]), short_years(["04/05"])
    ({'14/15': '2014/15', '15/16': '2015/16'}, {'04/05': '2004/05', '05/06': '2005/06', '06/07': '2006/07'}, {})
    """
    found = [label for label in labels if is_short_year(label)]
    firsts = {f"{'19' if label[0] in '89' else '20'}{label[:2]}": label for label in found}
    years = sorted(map(int, firsts))
    follow = len(years) >= RUN and years == list(range(years[0], years[-1] + 1))
    if not follow and not any(int(label[:2]) > 12 for label in found):
        return {}
    return {label: f"{first}/{label[3:]}" for first, label in firsts.items()}


def said_part(texts: Iterable[str]) -> str:
    """The words of a text that say that a window is not a whole one; "" where none does."""
    for text in texts:
        if found := PART.search(squash(text).casefold()):
            return found[0]
    return ""


def last_day(values: Iterable[str]) -> date | None:
    """The last day of some windows as the question writes them."""
    days = []
    for value in values:
        try:
            days.append(window_from(value).end)
        except ValueError:
            continue
    return max(days, default=None)


def window_name(question: Question) -> str:
    """What the question calls its windows; "" where it has none."""
    return next((each.name for each in question.dimensions if each.kind == "window"), "")


def one_window(sources: Sequence[tuple[str, str]]) -> tuple[str, str, int]:
    """The window that the first telling source names, which source that is, and how many it names.

    >>> one_window([("title", "Crimes recorded"), ("sheet", "2017-18")])
    ('2017-18', 'sheet', 1)
    """
    for name, text in sources:
        found = list(dict.fromkeys(windows_in(text)))
        if found:
            return found[0], name, len(found)
    return "", "", 0
