"""The reader of a window's text, one method a kind of shape. Private to `parse_window`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from forcefoi.clean import window_words as words
from forcefoi.clean.window_parts import (
    day_of,
    financial_year_of,
    is_day,
    is_month,
    month_in,
    month_of,
    part_of_year,
    refuse,
    year_ending,
    year_of,
)
from forcefoi.windows import Window

BareYear = Literal["calendar", "financial"]
Named = Literal["start", "end"]


@dataclass(frozen=True)
class Reader:
    """What the caller said, and the text read by it. A text that has no known shape gives None."""

    until: date | None
    fy_names: Named | None
    bare_year: BareYear | None

    def window(self, read: str) -> Window | None:
        """The window of a text, or None when it has no known shape."""
        if read in words.RELATIVE or re.fullmatch(words.SINCE, read):
            return self.to_reply(read)
        if found := re.fullmatch(words.YEAR_ENDING, read):
            return year_ending(found["end"])
        if whole := self.span(read):
            return whole
        for between in words.BETWEEN:
            first, _, second = read.partition(between)
            # A hyphen also stands inside 2015-16-2017-18 and ISO days: take the middle one.
            if between == "-" and (count := read.count("-")) > 1:
                parts = read.split("-")
                first, second = "-".join(parts[: (count + 1) // 2]), "-".join(parts[(count + 1) // 2 :])
            if second and (whole := self.between(first.strip(), second.strip())):
                return whole
        return None

    def span(self, read: str) -> Window | None:
        """One year or one month."""
        if is_day(read):
            day_of(read)
            raise refuse("one day is not a span: write the first and the last")
        if re.fullmatch(words.FINANCIAL_YEAR, read):
            return financial_year_of(read)
        if found := re.fullmatch(words.SHORT_FINANCIAL_YEAR, read):
            if self.fy_names not in ("start", "end"):
                raise refuse(
                    "named by one year, which may be its first or its last", "fy_names='start' or 'end'"
                )
            return Window.financial_year(year_of(found["year"]) - (self.fy_names == "end"))
        if found := re.fullmatch(words.CALENDAR_YEAR, read):
            return Window.calendar_year(int(found["year"]))
        if re.fullmatch(words.YEAR, read):
            return self.year(int(read))
        if found := re.fullmatch(words.SHORT_MONTH, read):
            return month_of(f"{found['month']} {year_of(found['year'])}")
        if re.fullmatch(words.NAMED_MONTH + r"(?<=[0-9])", read):
            return month_of(read)
        if found := re.fullmatch(words.YEAR_MONTH, read):
            # A month beside a bare year, as two columns give them: of which year it is, depends on its kind.
            year = self.year(int(found["year"])).start
            return (
                month_in(found["month"], year.year)
                if year.month > 1
                else month_of(" ".join(found.groups()[::-1]))
            )
        return part_of_year(read)

    def year(self, year: int) -> Window:
        """A year told by one number, as the caller says that it is meant. Raises ParseError where it is not said."""
        if self.bare_year not in ("calendar", "financial"):
            raise refuse(
                "a calendar or a financial year? It is not said", "bare_year='calendar' or 'financial'"
            )
        return Window.calendar_year(year) if self.bare_year == "calendar" else Window.financial_year(year)

    def between(self, first: str, second: str) -> Window | None:
        """Two days, two months or two financial years; the first takes its year from the second."""
        for is_one, read_one in ((is_day, day_of), (is_month, month_of)):
            if is_one(second) and is_one(first):
                end = read_one(second)
                start = read_one(first, end.end.year)
                return Window(start.start, end.end)
        if all(re.fullmatch(words.FINANCIAL_YEAR, one) for one in (first, second)):
            return Window(financial_year_of(first).start, financial_year_of(second).end)
        return None

    def to_reply(self, read: str) -> Window | None:
        """A span that the day of the reply or of the request ends."""
        if self.until is None:
            raise refuse("it ends with the request or the reply, whose day is not given", "until=<the day>")
        if read in words.RELATIVE:
            back, to_date = words.RELATIVE[read]
            year = self.year(self.until.year)
            if self.until < year.start:
                back += 1
            year = self.year(self.until.year - back)
            return Window(year.start, self.until) if to_date else year
        found = re.fullmatch(words.SINCE, read)
        start = (found["start"] or found["before"]).removeprefix("the ") if found else ""
        if start in ("financial year", "calendar year"):
            # One of the two words that a caller may say.
            return Reader(self.until, None, start.split()[0]).to_reply("year to date")  # type: ignore[arg-type]
        begun = day_of(start) if is_day(start) else self.span(start)
        return Window(begun.start, self.until) if begun else None
