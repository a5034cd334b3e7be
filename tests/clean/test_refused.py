"""Refusals word for word: refused.txt has a call, and under it what a person reads who made it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from forcefoi.bounds import Bounds, whole_number
from forcefoi.clean import parse_count, parse_window
from forcefoi.clean.count import Count
from forcefoi.errors import ParseError

LINES = Path(__file__).with_name("refused.txt").read_text(encoding="utf-8").splitlines()
NAMES = {each.__name__: each for each in (Bounds, Count, parse_count, parse_window, whole_number)} | {
    "pd": pd
}


# By its number and name: pytest escapes other letters of an id, and then finds no test of that name.
@pytest.mark.parametrize(
    ("call", "said"),
    list(zip(LINES[::2], LINES[1::2], strict=True)),
    ids=[f"{at}-{call.partition('(')[0]}" for at, call in enumerate(LINES[::2])],
)
def test_what_is_refused(call: str, said: str) -> None:
    with pytest.raises((ParseError, ValueError)) as refused:
        eval(call, NAMES)
    assert str(refused.value) == said.strip()


def test_the_edges_are_let_in() -> None:
    assert whole_number(0, "count", 0, 1000) == 0
    assert whole_number(1000, "count", 0, 1000) == 1000
    assert (whole_number(12.0, "count", 0, 1000), type(whole_number(12.0, "count", 0, 1000))) == (12, int)
    assert Bounds(0, 0).is_exact and Bounds(5, 5).high == 5
    assert Count(0, 999_999_999, "rounded").high == Count(999_999_999, None, "at least").low


@pytest.mark.parametrize("star", [None, (1, 4), (0, None)])
def test_what_a_star_may_mean(star: tuple[int, int | None] | None) -> None:
    assert parse_count("*", star=star) == Count(*(star or (0, None)), "below threshold")
