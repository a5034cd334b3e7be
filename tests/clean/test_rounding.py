"""rounding_unit and rounded_bounds: the coarsest unit that the number can have been rounded to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import rounded_bounds, rounding_unit
from forcefoi.errors import ParseError


@pytest.mark.parametrize(
    "value, unit, bounds",
    [
        *[
            (65_000, 5_000, (62_500, 67_500)),
            (120, 20, (110, 130)),
            (125, 5, (123, 127)),
            (6_000, 2_000, (5_000, 7_000)),
        ],
        *[(10, 10, (5, 15)), (5, 5, (3, 7)), (2, 2, (1, 3)), (1_370, 10, (1_365, 1_375))],
    ],
)
def test_units(value: int, unit: int, bounds: tuple[int, int]) -> None:
    assert rounding_unit(value) == unit
    assert rounded_bounds(value) == bounds


@given(st.integers(1, 10**9))
def test_the_unit_is_the_coarsest(value: int) -> None:
    units = [times * 10**power for power in range(11) for times in (1, 2, 5)]
    assert rounding_unit(value) == max(unit for unit in units if value % unit == 0)


@given(st.integers(1, 10**8))
def test_every_count_in_the_bounds_is_within_half_a_unit_and_no_other(value: int) -> None:
    unit = rounding_unit(value)
    if unit == 1:
        with pytest.raises(ParseError):
            rounded_bounds(value)
        return
    low, high = rounded_bounds(value)
    assert 2 * (value - low) <= unit < 2 * (value - low + 1)
    assert 2 * (high - value) <= unit < 2 * (high - value + 1)


@pytest.mark.parametrize("value", [0, -5, 123])
def test_refused(value: int) -> None:
    with pytest.raises(ParseError):
        rounded_bounds(value)


def test_what_says_nothing_of_its_rounding_is_told_with_what_does() -> None:
    with pytest.raises(ParseError) as refused:
        rounded_bounds(0)
    assert str(refused.value) == (
        "0 is not a rounded count: nought and less say nothing of how they were rounded"
    )
    with pytest.raises(ParseError) as refused:
        rounded_bounds(123)
    assert str(refused.value) == (
        "123 is not a rounded count: it is given to the last crime, so how far off it can be is not known. "
        "Allowed: a multiple of 2, 5 or 10, or the bounds: 'rounded, 115 to 130'"
    )
