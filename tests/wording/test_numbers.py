"""Counts, shares and bounds as sentences print them: every edge, and no number lost on the way."""

from __future__ import annotations

import pandas as pd
import pytest

from forcefoi.bounds import Bounds
from forcefoi.number import Number
from forcefoi.told import Told, say
from forcefoi.wording.numbers import (
    bounded,
    bounds_in,
    capital,
    counted,
    number_bounds,
    percent,
    share_between,
    told_bounds,
    told_count,
    told_share,
    up_or_down,
    victims,
)


def number(low: float, high: float | None) -> Number:
    return Number("a", low, high, "crimes", "Crimes recorded", "as printed", ())


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no calls"), (1, "one call"), (9, "nine calls"), (10, "10 calls"), (2569, "2,569 calls")],
)
def test_a_count_and_its_noun(count: int, words: str) -> None:
    assert counted(count, "call") == words == bounded(Bounds.exactly(count), "call")
    assert str(told_count(number(count, count), "call")) == words


def test_a_noun_with_a_plural_of_its_own() -> None:
    assert (
        counted(2, "inquiry", "inquiries")
        == bounded(Bounds.exactly(2), "inquiry", "inquiries")
        == "two inquiries"
    )
    assert str(told_count(number(1, 1), "inquiry", "inquiries")) == "one inquiry"
    assert str(told_count(number(2, 2), "call for help", "calls for help")) == "two calls for help"
    assert bounded(Bounds(1, 4), "inquiry", "inquiries") == "1 to 4 inquiries"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [(Bounds(0, None), "an unknown number of crimes"), (Bounds(2, None), "at least 2 crimes"),
     (Bounds(0, 4), "0 to 4 crimes")],
)  # fmt: skip
def test_a_count_that_is_not_exact(bounds: Bounds, words: str) -> None:
    assert bounded(bounds) == words
    assert bounded(Bounds(0, None), "inquiry", "inquiries") == "an unknown number of inquiries"


@pytest.mark.parametrize(
    ("share", "places", "words"),
    [(0, 0, "0%"), (1, 0, "100%"), (1.5, 0, "150%"), (1.004, 0, "100%"), (0.004, 0, "less than 1%"),
     (0.006, 0, "1%"), (0.996, 0, "more than 99%"), (0.994, 0, "99%"), (0.0004, 1, "less than 0.1%"),
     (0.9996, 1, "more than 99.9%"), (1, 1, "100.0%"), (0, 1, "0.0%"), (0.00004, 2, "less than 0.01%")],
)  # fmt: skip
def test_a_percentage_is_never_rounded_to_nothing_or_to_all(share: float, places: int, words: str) -> None:
    assert percent(share, places) == words


def told(low: float, high: float | None, places: int) -> str:
    """The same share as two numbers in %."""
    ends = (number(low * 100, low * 100), None if high is None else number(high * 100, high * 100))
    return str(told_share(*ends, places))


@pytest.mark.parametrize(
    ("low", "high", "places", "words"),
    [(0.2297, 0.5588, 0, "23% to 56%"), (0.2297, 0.5588, 1, "23.0% to 55.9%"), (0.231, 0.229, 0, "23%"),
     (0.2297, None, 1, "at least 22.9%"), (0.2297, None, 0, "at least 22%")],
)  # fmt: skip
def test_a_share_between_its_ends(low: float, high: float | None, places: int, words: str) -> None:
    assert share_between(low, high, places) == told(low, high, places) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [(-100, "down 100%"), (-99.7, "down more than 99%"), (-99.4, "down 99%"), (0.7, "up 1%"), (-0.7, "down 1%"),
     (0.5, "up 1%"), (0.49, "about the same"), (100, "up 100%"), (1234, "up 1,234%"), (2.5, "up 3%")],
)  # fmt: skip
def test_a_change_in_words(change: float, words: str) -> None:
    assert up_or_down(change) == words


def test_whose_crimes_they_are() -> None:
    assert [victims(gender) for gender in ("all", "male", "not recorded")] == [
        "all victims", "male victims", "victims of no recorded gender",
    ]  # fmt: skip


def test_bounds_in_a_row() -> None:
    row = pd.Series({"low": 5, "high": 9, "rest_low": 2, "rest_high": 4})
    assert (bounds_in(row), bounds_in(row, "rest")) == (Bounds(5, 9), Bounds(2, 4))
    assert bounds_in(pd.Series({"low": 5, "high": pd.NA})) == Bounds(5, None)


def test_the_number_opens_and_the_noun_does_not() -> None:
    for said, words in (
        (told_count(number(2569, 2569)), "2,569"),
        (told_count(number(2, 2), "call for help", "calls for help"), "two"),
        (told_share(number(20, 20), number(30, 30)), "20%"),
        (told_share(number(20, 20), None), "20%"),
        (told_share(number(20, 20), number(20.1, 20.1)), "20%"),
    ):
        first = next(piece for piece in said.pieces if isinstance(piece, Told))
        assert (first.text, first.number.id) == (words, "a"), said
    both = told_share(number(20, 20), number(30, 30)).pieces
    assert [(piece.text, piece.number.low) for piece in both if isinstance(piece, Told)] == [
        ("20%", 20),
        ("30%", 30),
    ]


def test_bounds_of_a_number() -> None:
    assert number_bounds(number(5.0, 9.0)) == Bounds(5, 9)
    assert number_bounds(number(5.0, None)) == Bounds(5, None)
    for bounds in ((5, 9), (5, None), (1234, 1234)):
        assert (told_bounds(number(*bounds)).text, told_bounds(number(*bounds)).number) == (
            str(Bounds(*bounds)),
            number(*bounds),
        )


def test_a_capital_keeps_the_numbers_of_a_sentence() -> None:
    one = number(1, 1)
    for sentence, text in (
        (say("at least {n}.", n=Told("one", one)), "At least one."),
        (say("{n} in all.", n=Told("one", one)), "One in all."),
    ):
        assert (str(capital(sentence)), capital(sentence).numbers) == (text, (one,))
    assert capital("") == ""
