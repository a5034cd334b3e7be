"""Bounds: the least and the most a true count can be. What is not known is carried, never dropped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from forcefoi.errors import ForcefoiError, ParseError

# No police force counts more crimes than this. A longer number is a telephone number or a reference.
MOST = 999_999_999
# More than the years from 1900 to 2099 have, which are all that a window can lie in.
MOST_DAYS = 100_000


class UnknownCount(ForcefoiError):
    """An answer that the figures do not hold: there is no bound to give."""


def whole_number(value: object, wanted: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`, as Python, NumPy or a spreadsheet (12.0) has it.

    Raises ParseError for everything else, text and what is missing among it: a formula would take -5, NaN or 815.7, and
    its result would look like one.

    >>> whole_number(815.7, "count", 0, 1000)
    Traceback (most recent call last):
        ...
    forcefoi.errors.ParseError: 815.7 is not a count: it is not whole. Allowed: a whole number from 0 to 1,000
    """
    number: Any = value
    if isinstance(value, bool) or not isinstance(value, Real):
        why = f"a {type(value).__name__} in its place"
    elif not (number >= least and number <= most):
        why = (
            "it is too small"
            if number < least
            else "it is too large"
            if number > most
            else "there is no number"
        )
    elif isinstance(value, Integral) or float(number).is_integer():
        return int(number)
    else:
        why = "it is not whole"
    raise ParseError(wanted, value, why, f"a whole number from {least:,} to {most:,}")


def rounded_down(value: float, places: int) -> str:
    """The least that a rate or a percentage can be: no more than it is, to more places where else none would be left.

    >>> rounded_down(20.62, 0), rounded_down(0.146, 0), rounded_down(0, 2), rounded_down(1234.999, 2)
    ('20', '0.1', '0.00', '1,234.99')
    """
    more = next((at for at in range(places, 16) if round(value * 10**at, 6) >= 1), places)
    least = math.floor(round(value * 10**more, 6))
    return f"{least / 10**more:,.{more}f}"


@dataclass(frozen=True)
class Bounds:
    """The least (`low`) and the most (`high`, None = unbounded) that a count of crimes can be.

    Raises ValueError for an end that is no whole number, a negative `low`, or a `high` below `low`.

    >>> Bounds(284, 284) + Bounds(1, 4)
    Bounds(low=285, high=288)
    >>> str(Bounds(1220, None))
    'at least 1,220'
    """

    low: int
    high: int | None

    def __post_init__(self) -> None:
        for end in (self.low, self.low if self.high is None else self.high):
            if isinstance(end, bool) or not isinstance(end, Integral):
                raise ParseError(
                    "bound of a count", end, "it is not whole", "a whole number; the most may be None"
                )
        if self.low < 0:
            raise ValueError(f"a count can't be below nought: {self.low}")
        if self.high is not None and self.high < self.low:
            raise ValueError(f"the most ({self.high}) is below the least ({self.low})")

    @classmethod
    def exactly(cls, count: int) -> Bounds:
        """The bounds of a count that is exact."""
        return cls(count, count)

    @property
    def is_exact(self) -> bool:
        """Whether the true count is known."""
        return self.low == self.high

    def __add__(self, other: Bounds) -> Bounds:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    def rest_after(self, part: Bounds) -> Bounds:
        """What is left of this whole when `part` is taken out of it; a part can't be more than its whole.

        Raises UnknownCount when the part is surely more than the whole.

        >>> Bounds.exactly(5887).rest_after(Bounds.exactly(2569 + 815))
        Bounds(low=2503, high=2503)
        >>> Bounds(1220, None).rest_after(Bounds.exactly(433))
        Bounds(low=787, high=None)
        """
        if self.high is not None and part.low > self.high:
            raise UnknownCount(
                f"the parts ({part}) are more than the whole ({self}): one of them is something else"
            )
        low = 0 if part.high is None else max(self.low - part.high, 0)
        high = None if self.high is None else self.high - part.low
        return Bounds(low, high)

    @property
    def say_nothing(self) -> bool:
        """Whether the true count can be any number at all, so that no rate and no share follows from them."""
        return self.low == 0 and self.high is None

    def meets(self, other: Bounds) -> bool:
        """Whether one true count could lie in both.

        >>> Bounds(62500, 67500).meets(Bounds.exactly(64492))
        True
        """
        return (self.high is None or other.low <= self.high) and (
            other.high is None or self.low <= other.high
        )

    def __str__(self) -> str:
        if self.is_exact:
            return f"{self.low:,}"
        if self.high is None:
            return f"at least {self.low:,}" if self.low else "any number"
        return f"{self.low:,} to {self.high:,}"
