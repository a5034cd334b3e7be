"""parse_count and print_count: a cell is a count, or is refused with a reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from clean_strategies import cells, counts
from hypothesis import example, given
from hypothesis import strategies as st

from forcefoi.clean import (
    STATUSES,
    WITHOUT_COUNT,
    Count,
    ParseErrors,
    parse_count,
    parse_counts,
    print_count,
    print_counts,
)
from forcefoi.errors import ParseError, shown


@pytest.mark.parametrize(
    "cell, value",
    [
        *[
            ("1,234", 1234),
            (" 1234\n", 1234),
            ("1 234 567", 1234567),
            ("1\u2009234", 1234),
            ("1\u00a0234", 1234),
        ],
        *[("１２３", 123), ("１，２３４", 1234), ("\u200b12", 12), ("0", 0), ("Nil", 0), ("ZERO", 0)],
        *[(7, 7), (np.int64(7), 7), (12.0, 12), (np.float32(12), 12), (-0.0, 0), (Fraction(4, 2), 2)],
    ],
)
def test_exact(cell: object, value: int) -> None:
    assert parse_count(cell) == Count(value, value, "exact")


@pytest.mark.parametrize(
    "cell, low, high, status",
    [
        *[
            (cell, 1, 4, "below threshold")
            for cell in ("<5", "< 5", "＜5", "fewer than 5", "Less than 5", "under 5")
        ],
        *[(cell, 1, 5, "below threshold") for cell in ("5 or fewer", "up to 5", "≤5", "5 or less")],
        ("*", 0, None, "below threshold"),
        *[
            (f"{word}120", 110, 130, "rounded")
            for word in ("c.", "c ", "circa ", "approx ", "approx. ", "about ", "~")
        ],
        ("close to 65,000", 62_500, 67_500, "rounded"),
        *[(cell, 1220, None, "at least") for cell in ("at least 1,220", "1,220+", "1220 or more", "≥1220")],
        *[(cell, 6, None, "at least") for cell in ("more than 5", "over 5", ">5")],
    ],
)
def test_bounds(cell: str, low: int, high: int | None, status: str) -> None:
    assert parse_count(cell) == Count(low, high, status)


@pytest.mark.parametrize(
    "cell, status",
    [
        *[
            (cell, "refused")
            for cell in ("refused", "s.40", "s40(2)", "section 12", "exempt", "REFUSED (COST)")
        ],
        *[
            (c, "refused")
            for c in ("Refused - commercially sensitive", "s.40(2) and s.31(1)(a)", "exempt under s.40")
        ],
        *[(cell, "not held") for cell in ("not held", "No information held", "not recorded")],
        *[(cell, "neither confirm nor deny") for cell in ("NCND", "neither confirm nor deny")],
        *[("no reply", "no reply"), ("Withdrawn", "withdrawn"), ("not asked", "not asked")],
    ],
)
def test_words_without_a_count_are_unbounded(cell: str, status: str) -> None:
    assert parse_count(cell) == Count(0, None, status)


@pytest.mark.parametrize(
    "cell, why",
    [
        *[("-7063", "negative"), ("−3", "negative"), (-3, "negative"), ("£5", "money"), ("$ 1,541", "money")],
        *[("75%", "percentage"), ("75%-80%", "percentage"), ("1.234", "full stop"), ("12.0", "full stop")],
        *[
            ("12,34", "misplaced comma"),
            ("1,23,456", "misplaced comma"),
            ("(12)", "brackets"),
            ("3 12", "spaces"),
        ],
        *[
            ("0/0/0000", "date"),
            ("00/00/00", "date"),
            ("#REF!", "error"),
            ("12²", "raised"),
            ("5-9", "range"),
        ],
        *[
            ("5\u00ad9", "range"),
            ("12\n345", "two numbers"),
            ("1  234", "two numbers"),
            ("00513720411", "begins with 0"),
        ],
        *[
            ("9" * 10, "above"),
            ("9" * 5000, "above"),
            (10**30, "above"),
            (float("inf"), "above"),
            (12.5, "whole"),
        ],
        *[(True, "bool"), (np.bool_(False), "bool"), (date(2018, 1, 1), "date"), ([1], "list")],
        *[
            ("about 0", "nought"),
            ("about 123", "last crime"),
            ("<1", "no count from 1"),
            ("nearly 6,000", "beside"),
        ],
        *[
            ("s.47", "beside"),
            ("CHASE NEEDED", "neither"),
            ("½", "neither"),
            ("exact", "neither"),
            ("٣", "neither"),
        ],
    ],
)
def test_refused_with_a_reason(cell: object, why: str) -> None:
    with pytest.raises(ParseError, match=why) as error:
        parse_count(cell)
    assert shown(cell) in str(error.value)


@pytest.mark.parametrize(
    "option, cell",
    [
        *[
            ("dash", "-"),
            ("dash", "–"),
            ("dash", "—"),
            ("blank", ""),
            ("blank", " \u00a0"),
            ("blank", "(blank)"),
        ],
        *[
            ("blank", None),
            ("blank", float("nan")),
            ("blank", pd.NA),
            ("blank", pd.NaT),
            ("none", "None"),
            ("none", "no"),
        ],
        *[
            ("unavailable", cell)
            for cell in ("N/A", "NA", "n/a", "..", "x", "xx", "unknown", "Not available")
        ],
    ],
)
def test_words_for_nothing_wait_for_the_caller(option: str, cell: object) -> None:
    with pytest.raises(ParseError, match=f"{option}=0"):
        parse_count(cell)
    assert parse_count(cell, **{option: 0}) == Count(0, 0, "exact")
    assert parse_count(cell, **{option: "not held"}) == Count(0, None, "not held")
    others = {"dash", "blank", "none", "unavailable"} - {option}
    with pytest.raises(ParseError):
        parse_count(cell, **dict.fromkeys(others, 0))


@pytest.mark.parametrize("meaning", [1, False, "exact", "nothing", 0.0])
def test_a_word_can_only_mean_nought_or_a_status_without_a_count(meaning: object) -> None:
    with pytest.raises(ParseError, match="meaning"):
        parse_count("no reply", dash=meaning)  # type: ignore[arg-type]


def test_what_the_footnote_says() -> None:
    assert parse_count("*", star=(1, 4)) == Count(1, 4, "below threshold")
    assert parse_count("<5", threshold_includes_zero=True) == Count(0, 4, "below threshold")
    assert parse_count("<1", threshold_includes_zero=True) == Count(0, 0, "below threshold")
    with pytest.raises(ParseError):
        parse_count("*", star=(4, 1))


@pytest.mark.parametrize(
    "low, high, status",
    [
        *[(1, 2, "exact"), (-1, -1, "exact"), (2, 1, "rounded"), (1, None, "rounded"), (1, 5, "at least")],
        *[(1, None, "refused"), (0, 5, "no reply"), (10**9, 10**9, "exact"), (1, 1, "certain")],
    ],
)
def test_a_count_that_its_status_denies_can_not_be_made(low: int, high: int | None, status: str) -> None:
    with pytest.raises(ParseError):
        Count(low, high, status)


@given(cells)
@example("0" * 20)
def test_any_text_is_a_count_or_is_refused_by_name(text: str) -> None:
    try:
        count = parse_count(text)
    except ParseError as error:
        assert shown(text) in str(error)
    else:
        assert count.low >= 0
        assert count.high is None or count.high >= count.low
        assert count.status in STATUSES
        if count.status == "exact":
            # No digit is lost, none is made up.
            assert count.low == int("".join(filter(str.isdecimal, text)) or 0)


@given(counts)
def test_what_is_printed_reads_back(count: Count) -> None:
    assert parse_count(print_count(count)) == count


@pytest.mark.parametrize(
    "count, words",
    [
        (Count(1234, 1234, "exact"), "1,234"),
        (Count(62_500, 67_500, "rounded"), "about 65,000"),
        (Count(115, 124, "rounded"), "rounded, 115 to 124"),
        (Count(1220, None, "at least"), "at least 1,220"),
        (Count(1, 4, "below threshold"), "fewer than 5"),
        (Count(0, 4, "below threshold"), "below threshold, 0 to 4"),
        (Count(0, None, "below threshold"), "below threshold"),
        *[(Count(0, None, status), status) for status in WITHOUT_COUNT],
    ],
)
def test_how_a_count_is_printed(count: Count, words: str) -> None:
    assert print_count(count) == words


def test_a_series_keeps_index_and_input_and_gives_the_agreed_types() -> None:
    series = pd.Series(["1,234", "<5", 7, 12.0, "refused"], index=["a", "b", "b", "c", "d"], dtype=object)
    before = series.copy(deep=True)
    frame = parse_counts(series)
    assert frame.dtypes.astype(str).to_dict() == {"low": "Int64", "high": "Int64", "status": "string"}
    assert frame["low"].tolist() == [1234, 1, 7, 12, 0]
    pd.testing.assert_index_equal(frame.index, series.index)
    pd.testing.assert_series_equal(series, before)


@pytest.mark.parametrize("order", [[1, True], [True, 1]])
def test_true_is_refused_beside_the_number_one(order: list[object]) -> None:
    with pytest.raises(ParseErrors) as error:
        parse_counts(pd.Series(order, dtype=object))
    assert [label for label, _ in error.value.bad] == [order.index(True) if order[0] is True else 1]


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "str", "string", "category", "object"])
def test_a_series_of_any_dtype(dtype: str) -> None:
    assert parse_counts(pd.Series([3, 5, 3]).astype(dtype))["high"].tolist() == [3, 5, 3]


@pytest.mark.parametrize("dtype", ["str", "float64", "object", "Int64"])
def test_missing_and_empty_series(dtype: str) -> None:
    assert (
        parse_counts(pd.Series([None, None], dtype=dtype), blank="no reply")["status"].tolist()
        == ["no reply"] * 2
    )
    assert parse_counts(pd.Series([], dtype=dtype)).shape == (0, 3)


def test_every_bad_row_is_named_up_to_ten() -> None:
    series = pd.Series(["75%"] * 12 + ["5", ["a list"]], index=range(100, 114), dtype=object)
    with pytest.raises(ParseErrors) as error:
        parse_counts(series)
    text = str(error.value)
    assert [label for label, _ in error.value.bad] == [*range(100, 112), 113]
    assert "13 cells" in text and "row 100: '75%'" in text and "row 109" in text and "and 3 more" in text
    assert "row 110" not in text


@given(st.lists(st.one_of(cells, st.integers(-5, 50), st.just(float("nan"))), max_size=6))
def test_a_series_agrees_with_its_cells(values: list[object]) -> None:
    series = pd.Series(values, dtype=object)
    before = list(values)
    expected, bad = [], []
    for label, value in enumerate(values):
        try:
            expected.append(parse_count(value))
        except ParseError:
            bad.append(label)
    try:
        frame = parse_counts(series)
    except ParseErrors as error:
        assert [label for label, _ in error.bad] == bad
    else:
        assert not bad
        highs = [None if pd.isna(high) else high for high in frame["high"]]
        assert list(map(Count, frame["low"], highs, frame["status"])) == expected
    assert all(now is then for now, then in zip(series, before, strict=True))


@given(st.lists(counts, max_size=4))
def test_print_counts_agrees_with_print_count(some: list[Count]) -> None:
    frame = parse_counts(pd.Series([print_count(count) for count in some], dtype="string"))
    assert print_counts(frame).tolist() == [print_count(count) for count in some]


def test_printed_counts_keep_their_rows() -> None:
    frame = pd.DataFrame(
        {"low": [5, 1], "high": [5, 4], "status": ["exact", "below threshold"]}, index=["b", "a"]
    )
    expected = pd.Series(["5", "fewer than 5"], index=["b", "a"], dtype="string")
    pd.testing.assert_series_equal(print_counts(frame), expected)
    assert print_counts(frame.iloc[:0]).dtype == "string"


def test_the_most_that_a_force_can_count_is_a_count() -> None:
    from forcefoi.clean.count import MOST

    assert parse_count(MOST).high == MOST
    with pytest.raises(ParseError, match="no count of crimes is above"):
        parse_count(MOST + 1)


@pytest.mark.parametrize(
    ("text", "why", "allowed", "close"),
    [
        ("05", "it begins with 0, as references and telephone numbers do", "", ""),
        ("<1", "no count from 1 up is meant by it", "threshold_includes_zero=True, if nought is inside", ""),
        ("<0", "no count from 1 up is meant by it", "", ""),
        ("up to 0", "no count from 1 up is meant by it", "threshold_includes_zero=True, if nought is inside", ""),
        ("about 123", "it is given to the last crime, so how far off it can be is not known",
         "a multiple of 2, 5 or 10, or the bounds: 'rounded, 115 to 130'", ""),
        ("at least 99999999999", "no count of crimes is above 999,999,999; it may be a reference or a telephone number",
         "", ""),
        ("refusedd", "neither a whole number nor a word that says why there is none", None, "refused"),
        ("xyzzy", "neither a whole number nor a word that says why there is none", None, ""),
    ],
)  # fmt: skip
def test_what_is_no_count_is_told_with_what_is(text: str, why: str, allowed: str | None, close: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_count(text)
    error = refused.value
    assert (error.wanted, error.read, error.why, error.nearest) == ("count", text, why, close)
    assert (
        error.allowed == allowed if allowed is not None else error.allowed.startswith("a whole number, '<5'")
    )
    with pytest.raises(ParseErrors) as many:
        parse_counts(pd.Series([text], dtype=object))
    assert (many.value.why, many.value.nearest) == (why, close)
