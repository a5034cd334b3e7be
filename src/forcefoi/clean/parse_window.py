"""Parse a window: "2017/18", "01/04/2018 - 24/09/18", "year to date" → a first and a last day."""

from __future__ import annotations

import re
from datetime import date, datetime
from numbers import Real
from typing import Any, TypedDict, Unpack, cast

import pandas as pd

from forcefoi.bounds import MOST
from forcefoi.clean import window_words as words
from forcefoi.clean.each import each, spread
from forcefoi.clean.squash import HYPHENS, squash
from forcefoi.clean.window_reader import BareYear, Named, Reader
from forcefoi.errors import ParseError
from forcefoi.windows import Window

ALLOWED = "2017/18, calendar 2017, 01/04/2018 to 24/09/2018, April 2018 to September 2018"


class Readings(TypedDict, total=False):
    """The options of `parse_window`."""

    until: date | None
    fy_names: Named | None
    bare_year: BareYear | None


def parse_window(
    text: object,
    *,
    until: date | None = None,
    fy_names: Named | None = None,
    bare_year: BareYear | None = None,
) -> Window:
    """A Window, from the ways in which replies write one. In 01/04/2018 the day comes first, always.

    `until`: the last day counted, for "since …" and "… to date"; the day itself for "last year".
    `fy_names`: whether "FY17" is named for the year it starts or ends in. Both are in use, so without it:
    refused. `bare_year`: whether "2017", "since 2015" or "last year" is a calendar year, or the financial
    year that begins in it. Police forces mean either, and a year's difference is a wrong rate, so without
    it: refused.

    Two-digit years below 70 are 20xx; years run from 1900 to 2099, since 951/18 and 1617/18 are references.
    "2011-12" is the financial year, never December. `parse_window(w.label()) == w` for every window in
    those years.

    Raises ParseError with the reason for everything else, such as "2017/19", "2017-1618", "31/02/2018".

    >>> parse_window("FY 2017/18").label()
    '2017/18'
    >>> parse_window("year to date", until=date(2018, 9, 24), bare_year="financial").days
    177
    """
    _check_words(fy_names, bare_year)
    if (
        isinstance(text, Real)
        and not isinstance(text, bool)
        and -MOST < cast(Any, text) < MOST
        and float(text).is_integer()
    ):
        text = f"{float(text):.0f}"  # Excel's 2017 or 2017.0
    if not isinstance(text, str) or not squash(text):
        raise ParseError("window", text, "the cell is empty or holds no text", ALLOWED)
    read = HYPHENS.sub("-", squash(text).casefold()).removeprefix("the ").removeprefix("from ")
    reader = Reader(_last_day(until), fy_names, bare_year)
    try:
        found = reader.window(read)
    except ParseError as error:
        why = error.why if error.wanted == "window" else f"{error.read}: {error.why}"
        raise ParseError("window", text, why, error.allowed) from None
    if found is None:
        why = next(
            (why for pattern, why in words.WHY_NOT.items() if re.match(pattern, read)), "not read as one"
        )
        raise ParseError("window", text, why, ALLOWED)
    return found


def parse_windows(series: pd.Series, **how: Unpack[Readings]) -> pd.DataFrame:
    """`parse_window` of every value of a series of text, with the same options.

    Answers with columns `window_start`, `window_end` (datetime64[ns]; both days included) and `days` (Int64),
    same index. Raises ParseErrors that names every row it can't read.

    >>> parse_windows(pd.Series(["2017/18", "01/04/2018 - 24/09/18"]))["days"].tolist()
    [365, 177]
    """
    codes, windows = each(series, lambda value: parse_window(value, **how))
    return pd.DataFrame(
        {
            "window_start": spread(codes, [pd.Timestamp(w.start) for w in windows], "datetime64[ns]"),
            "window_end": spread(codes, [pd.Timestamp(w.end) for w in windows], "datetime64[ns]"),
            "days": spread(codes, [w.days for w in windows], "Int64"),
        },
        index=series.index,
    )


def _last_day(until: date | None) -> date | None:
    if until is None:
        return None
    if not isinstance(until, date) or pd.isna(until):
        why = f"a {type(until).__name__} in its place" if until is not pd.NaT else "there is none"
        raise ParseError("last day", until, why, "a date, or None")
    return until.date() if isinstance(until, datetime) else until


def _check_words(fy_names: object, bare_year: object) -> None:
    for name, given, allowed in (
        ("fy_names", fy_names, ("start", "end")),
        ("bare_year", bare_year, ("calendar", "financial")),
    ):
        if given is not None and not (isinstance(given, str) and given in allowed):
            raise ParseError(
                f"value of {name}", given, "unknown", f"{' or '.join(map(repr, allowed))}, or None"
            )
