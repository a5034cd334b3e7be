"""The numbers that a phrase is judged on, as a person or a program gives them: counts as bounds, days, a window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from numbers import Integral
from typing import Any

import pandas as pd

from forcefoi.bounds import MOST, MOST_DAYS, Bounds
from forcefoi.clean import parse_count, parse_window
from forcefoi.errors import ForcefoiError, ParseError, shown
from forcefoi.windows import Window, parse_day

BETWEEN = re.compile(r"(?P<low>[0-9][0-9,]*) ?(?:to|-|–) ?(?P<high>[0-9][0-9,]*)")


class WrongNumbers(ForcefoiError):
    """Numbers that a phrase of this kind can't be judged on: it says which it needs."""

    exit_code = 2


def read_bounds(number: object) -> Bounds:
    """A count as the least and the most it can be: a whole number, a text ("2,569", "<5", "62,500 to 67,500"), or
    anything with `low` and `high`, such as Bounds, a Count or a Number.

    Raises ParseError for anything else: negative, not whole, NaN, above the most that a force can count.

    >>> read_bounds("<5"), read_bounds("62,500 to 67,500")
    (Bounds(low=1, high=4), Bounds(low=62500, high=67500))
    """
    if isinstance(number, str):
        if found := BETWEEN.fullmatch(number.strip()):
            low, high = (parse_count(found[end]).low for end in ("low", "high"))
            if high < low:
                raise ParseError("count", number, "the most is below the least", "62,500 to 67,500")
            return Bounds(low, high)
        return parse_count(number).bounds
    if hasattr(number, "low") and hasattr(number, "high"):
        low = parse_count(number.low).low
        return Bounds(low, None if number.high is None else parse_count(number.high).high)
    given: Any = number
    if pd.api.types.is_scalar(given) and pd.isna(given):
        raise ParseError(
            "count", number, "there is no number", f"a whole number up to {MOST:,}, '<5', '62,500 to 67,500'"
        )
    return parse_count(number).bounds


def read_days(days: object, many: int) -> tuple[int, ...] | None:
    """The days of as many windows as there are counts, or None when none are given. Raises WrongNumbers."""
    if days is None:
        return None
    given = [days] if isinstance(days, Integral) else days
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise WrongNumbers(f"days are whole numbers, one for each count, not {shown(days)}")
    for day in given:
        if isinstance(day, bool) or not isinstance(day, Integral) or not 1 <= int(day) <= MOST_DAYS:
            raise WrongNumbers(
                f"{shown(day)} are no days of a window: a whole number from 1 to {MOST_DAYS:,}"
            )
    if len(given) != many:
        raise WrongNumbers(
            f"there are {many} counts and {len(given)} numbers of days: give one for each count, in their order"
        )
    return tuple(int(day) for day in given)


def read_window(phrase: str, numbers: Sequence[object]) -> Window:
    """The window of a span: a Window, a text that `parse_window` reads, or its first and its last day.

    Raises WrongNumbers for another number of them, ParseError for what is no day.
    """
    if len(numbers) == 1 and isinstance(numbers[0], Window):
        return numbers[0]
    if len(numbers) == 1 and isinstance(numbers[0], str):
        try:
            return parse_window(numbers[0])
        except ParseError as error:
            if re.fullmatch(r"[0-9/. -]+", numbers[0]):
                raise _needs_days(phrase, numbers) from error
            raise
    if len(numbers) != 2:
        raise _needs_days(phrase, numbers)
    first, last = (_day(number) for number in numbers)
    return Window(first, last)


def _needs_days(phrase: str, numbers: Sequence[object]) -> WrongNumbers:
    given = ", ".join(number if isinstance(number, str) else shown(number) for number in numbers) or "nothing"
    return WrongNumbers(
        f"“{phrase}” needs a window: its first and its last day, as 2015-04-01 2018-09-24; given: {given}"
    )


def _day(value: object) -> date:
    if isinstance(value, str):
        return parse_day(value)
    if not isinstance(value, date) or pd.isna(value):
        raise ParseError(
            "day", value, f"a {type(value).__name__} in its place", "a date, or a text as 2018-09-24"
        )
    return value.date() if isinstance(value, datetime) else value
