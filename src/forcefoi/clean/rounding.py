"""Rounding: how far from a rounded number the true count can be, when the source does not say."""

from __future__ import annotations

from forcefoi.errors import ParseError


def rounding_unit(value: int) -> int:
    """The coarsest unit (1, 2 or 5 times a power of ten) that `value` is a whole multiple of, in crimes.

    Raises ParseError for nought, a multiple of everything, and for less.

    >>> [rounding_unit(value) for value in (65_000, 120, 125, 123)]
    [5000, 20, 5, 1]
    """
    if value <= 0:
        raise ParseError("rounded count", value, "nought and less say nothing of how they were rounded")
    power = 1
    while value % (power * 10) == 0:
        power *= 10
    return next(times * power for times in (5, 2, 1) if value % (times * power) == 0)


def rounded_bounds(value: int) -> tuple[int, int]:
    """The least and the most crimes that `value` can stand for: half of `rounding_unit` either way.

    Raises ParseError for nought or less, and for a number given to the last crime: there the source gives no
    sign of how far "about" reaches, and bounds of one value would call it exact.

    >>> rounded_bounds(65_000)
    (62500, 67500)
    >>> rounded_bounds(125)
    (123, 127)
    """
    unit = rounding_unit(value)
    if unit == 1:
        why = "it is given to the last crime, so how far off it can be is not known"
        raise ParseError(
            "rounded count", value, why, "a multiple of 2, 5 or 10, or the bounds: 'rounded, 115 to 130'"
        )
    # Half of 5 is 2.5, and a count is whole: from 125 that leaves 123 to 127.
    return value - unit // 2, value + unit // 2
