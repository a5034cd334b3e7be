"""parse_gender: one of five words, or refused."""

from __future__ import annotations

import pandas as pd
import pytest
from clean_strategies import cells
from hypothesis import given

from forcefoi.clean import GENDERS, ParseErrors, parse_gender, parse_genders
from forcefoi.errors import ParseError, shown


@pytest.mark.parametrize(
    "gender, spellings",
    [
        (
            "female",
            [
                "F",
                "Female",
                "female",
                "Woman",
                "Women",
                "girl(s)",
                "Females",
                " FEMALE\u00a0",
                "Female victims",
            ],
        ),
        ("male", ["M", "Male", "Males", "man", "Men", "Boys"]),
        ("other", ["Other", "non-binary", "Non Binary"]),
        (
            "not recorded",
            [
                "not recorded",
                "unknown",
                "Unknown / Not recorded",
                "Unspecified",
                "not stated",
                "U",
                "Not given",
            ],
        ),
        ("all", ["All", "Total", "Persons"]),
    ],
)
def test_spellings(gender: str, spellings: list[str]) -> None:
    assert [parse_gender(text) for text in spellings] == [gender] * len(spellings)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        1,
        "x",
        "both",
        "fe male",
        "Female and male",
        "not female",
        "N/A",
        "F/M",
        "Victims",
        "female suspect",
    ],
)
def test_refused(text: object) -> None:
    with pytest.raises(ParseError) as error:
        parse_gender(text)
    assert shown(text) in str(error.value)


def test_the_nearest_is_shown() -> None:
    with pytest.raises(ParseError, match="Did you mean 'female'"):
        parse_gender("Femalee")


@given(cells)
def test_any_text_is_a_gender_or_is_refused_by_name(text: str) -> None:
    try:
        assert parse_gender(text) in GENDERS
    except ParseError as error:
        assert shown(text) in str(error)


def test_a_series() -> None:
    series = pd.Series(["F", "M", "F"], index=[3, 1, 2], name="gender")
    before = series.copy(deep=True)
    pd.testing.assert_series_equal(
        parse_genders(series),
        pd.Series(["female", "male", "female"], index=[3, 1, 2], name="gender", dtype="string"),
    )
    pd.testing.assert_series_equal(series, before)
    with pytest.raises(ParseErrors, match="row 1: nan"):
        parse_genders(pd.Series(["F", None]))


def test_what_is_refused_is_told_with_what_is_allowed() -> None:
    allowed = ", ".join(GENDERS)
    empty = "the cell is empty or holds no word"
    for text, why in ((" ", empty), (None, empty), (1, empty), ("xyzzy", "unknown")):
        with pytest.raises(ParseError) as refused:
            parse_gender(text)
        assert (refused.value.wanted, refused.value.why, refused.value.allowed) == ("gender", why, allowed)
        assert refused.value.nearest == ""
