"""Bands: which values a phrase allows. Exact arithmetic throughout: an edge is an edge."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

# An exact value; infinity (a float) is the one exception, and compares exactly.
Exact = Fraction | float


@dataclass(frozen=True)
class Band:
    """The values from `low` to `high`; `low_in` and `high_in` say whether an end is itself inside.

    >>> nearly = Band(Fraction(5700), Fraction(6000), high_in=False)
    >>> nearly.holds(Fraction(5887)), nearly.holds(Fraction(6000))
    (True, False)
    """

    low: Exact
    high: Exact
    low_in: bool = True
    high_in: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no value lies inside."""
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))

    def holds(self, value: Exact) -> bool:
        """Whether one value lies inside."""
        above = value > self.low or (self.low_in and value == self.low)
        below = value < self.high or (self.high_in and value == self.high)
        return above and below

    def covers(self, other: Band) -> bool:
        """Whether all of `other`, whose finite ends are inside it, lies inside."""
        return self.holds(other.low) and (
            self.holds(other.high) or (other.high == math.inf and self.high == math.inf)
        )

    def meet(self, other: Band) -> Band:
        """What lies in both; it may be empty."""
        low, low_in = max(
            (self.low, self.low_in), (other.low, other.low_in), key=lambda end: (end[0], not end[1])
        )
        high, high_in = min(
            (self.high, self.high_in), (other.high, other.high_in), key=lambda end: (end[0], end[1])
        )
        return Band(low, high, low_in, high_in)

    def with_all_of(self, other: Band) -> Band:
        """The least band that holds both."""
        low, low_in = min(
            (self.low, self.low_in), (other.low, other.low_in), key=lambda end: (end[0], not end[1])
        )
        high, high_in = max(
            (self.high, self.high_in), (other.high, other.high_in), key=lambda end: (end[0], end[1])
        )
        return Band(low, high, low_in, high_in)

    def whole(self) -> Band:
        """Only its whole numbers, for counts.

        >>> Band(Fraction(19, 10), Fraction(2), high_in=False).whole().is_empty
        True
        """
        low = math.ceil(self.low)
        low += low == self.low and not self.low_in
        if self.high == math.inf:
            return Band(Fraction(low), math.inf)
        high = math.floor(self.high)
        high -= high == self.high and not self.high_in
        return Band(Fraction(low), Fraction(high))

    def text(self, shown: Callable[[Exact], str]) -> str:
        """The band in words, each end by `shown`.

        >>> Band(Fraction(5700), Fraction(6000), high_in=False).text(lambda n: f"{int(n):,}")
        '5,700 or more and less than 6,000'
        """
        if self.is_empty:
            return "a value that can't be"
        if self.low == self.high:
            return f"exactly {shown(self.low)}"
        low = f"{shown(self.low)} or more" if self.low_in else f"more than {shown(self.low)}"
        if self.high == math.inf:
            return low
        if self.low_in and self.high_in:
            return f"{shown(self.low)} to {shown(self.high)}"
        high = f"no more than {shown(self.high)}" if self.high_in else f"less than {shown(self.high)}"
        if self.low == 0:
            return high if self.low_in else f"more than none and {high}"
        return f"{low} and {high}"
