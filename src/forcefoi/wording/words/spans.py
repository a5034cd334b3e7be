"""How long a window is: in years, months, weeks or days, exactly."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from forcefoi.windows import Window

MONTHS_OF = {"year": 12, "month": 1}
DAYS_OF = {"week": 7, "day": 1}


def length_in(window: Window, unit: str) -> Fraction:
    """How many of a unit (`year`, `month`, `week`, `day`) a window is; what is left of a year is a part of that year.

    >>> length_in(Window(date(2015, 4, 1), date(2018, 9, 24)), "year")
    Fraction(1272, 365)
    """
    if unit in DAYS_OF:
        return Fraction(window.days, DAYS_OF[unit])
    end = window.end + timedelta(days=1)
    many, day = 0, window.start
    while (after := _later(day, MONTHS_OF[unit])) <= end:
        many, day = many + 1, after
    return many + Fraction((end - day).days, (after - day).days)


def years_and_days(window: Window) -> tuple[int, int]:
    """Whole years, and the days that are left, as `Window.length` says them.

    >>> years_and_days(Window(date(2015, 4, 1), date(2018, 9, 24)))
    (3, 177)
    """
    end = window.end + timedelta(days=1)
    years, day = 0, window.start
    while (after := _later(day, 12)) <= end:
        years, day = years + 1, after
    return years, (end - day).days


def _later(day: date, months: int) -> date:
    """So many months later; where that month has no such day, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)
