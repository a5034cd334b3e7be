"""Windows, bounds, breaks: the words that everything else is made of."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.bounds import Bounds, UnknownCount
from forcefoi.errors import ForcefoiError, ParseError
from forcefoi.exercise import Exercise, read_exercise
from forcefoi.windows import Window, parse_day

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def windows(draw) -> Window:
    return Window(*sorted([draw(days), draw(days)]))


def test_the_request_ended_177_days_into_its_last_year():
    window = Window(date(2018, 4, 1), date(2018, 9, 24))
    assert window.days == 177 and window.is_part_year


@given(windows())
def test_parts_lie_end_to_end_and_add_up(window):
    parts = window.parts()
    assert parts[0].start == window.start and parts[-1].end == window.end
    assert sum(p.days for p in parts) == window.days
    for before, after in zip(parts, parts[1:], strict=False):
        assert after.start == before.end + timedelta(days=1) and (after.start.month, after.start.day) == (
            4,
            1,
        )


@given(windows())
def test_a_part_year_lies_in_one_financial_year_and_is_shorter(window):
    year = Window.financial_year(window.start.year - (window.start.month < 4))
    assert window.is_part_year == (year.contains(window) and window != year)


@given(windows(), windows())
def test_overlap_is_mutual_and_containing_is_overlapping(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)


@given(days, days)
def test_a_window_never_ends_before_it_begins(one, other):
    if other < one:
        with pytest.raises(ParseError, match="ends before it begins"):
            Window(one, other)
    else:
        assert Window(one, other).days >= 1


@given(days)
def test_a_day_is_read_back_from_both_ways_of_writing_it(day):
    assert parse_day(day.isoformat()) == parse_day(f"{day.day}/{day.month}/{day.year}") == day


@given(days)
def test_a_day_is_read_back_with_its_month_as_a_word(day):
    assert parse_day(f"{day:%d-%b-%Y}") == parse_day(f"{day.day} {day:%B} {day.year}") == day


def test_a_day_as_a_spreadsheet_saves_it_as_text():
    assert parse_day("24-Sep-18") == date(2018, 9, 24)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_an_error_that_says_what_was_read(text):
    try:
        assert isinstance(parse_day(text), date)
    except ParseError as error:
        assert repr(text) in str(error)


bounds = st.builds(
    lambda low, more: Bounds(low, None if more is None else low + more),
    st.integers(0, 10**6),
    st.one_of(st.none(), st.integers(0, 10**6)),
)


@given(bounds, bounds)
def test_a_sum_of_bounds_holds_every_sum_of_counts(one, other):
    both = one + other
    assert both.low == one.low + other.low
    assert (both.high is None) == (one.high is None or other.high is None)


@given(st.integers(0, 10**4), st.integers(0, 10**4), st.integers(0, 10**3), st.integers(0, 10**3))
def test_what_is_left_holds_the_true_rest(part, rest, less, more):
    """However loosely part and whole are known, the true rest lies in the bounds."""
    whole = Bounds(max(part + rest - less, 0), part + rest + more)
    known = Bounds(max(part - more, 0), part + less)
    left = whole.rest_after(known)
    assert left.low <= rest <= left.high


def test_parts_more_than_the_whole_are_refused():
    with pytest.raises(UnknownCount, match="more than the whole"):
        Bounds.exactly(5).rest_after(Bounds.exactly(6))


@pytest.mark.parametrize("low, high", [(-1, 3), (5, 4)])
def test_bounds_out_of_order_are_refused(low, high):
    with pytest.raises(ValueError):
        Bounds(low, high)


@pytest.fixture(scope="module")
def exercise(root: Path) -> Exercise:
    return read_exercise(root)


def test_breaks_touch_what_they_change_and_nothing_else(exercise: Exercise):
    before, after = Window.financial_year(2016), Window.financial_year(2017)
    harassment = exercise.group("harassment").surely
    assert [b.day.year for b in exercise.breaks_between(before, after, harassment)] == [2017]
    assert exercise.breaks_between(before, after, exercise.group("all").most) == ()
    later = Window.financial_year(2018)
    assert [b.day.year for b in exercise.breaks_between(after, later, exercise.group("all").most)] == [2018]
    assert exercise.breaks_between(after, later, ("3B",)) == ()


def test_every_break_has_a_source(exercise: Exercise):
    assert len(exercise.breaks) == 4
    assert all(b.source and b.url for b in exercise.breaks)


def test_an_unknown_group_names_the_nearest(exercise: Exercise):
    with pytest.raises(ForcefoiError, match="Did you mean 'harassment'"):
        exercise.group("harrassment")


@pytest.mark.parametrize(
    "end, length",
    [
        (date(2017, 2, 28), "1 year"),
        (date(2017, 2, 27), "365 days"),
        (date(2017, 3, 1), "1 year and 1 day"),
        (date(2018, 2, 28), "2 years"),
    ],
)
def test_a_year_from_a_leap_day_ends_with_the_next_february(end: date, length: str) -> None:
    assert Window(date(2016, 2, 29), end).length() == length


def test_a_window_that_ends_on_the_first_of_april_has_a_day_of_the_new_year() -> None:
    parts = Window(date(2017, 4, 1), date(2018, 4, 1)).parts()
    assert [part.days for part in parts] == [365, 1]


def test_bounds_that_touch_in_one_count_meet() -> None:
    assert Bounds(1, 4).meets(Bounds(4, 9)) and Bounds(4, 9).meets(Bounds(1, 4))
    assert not Bounds(1, 4).meets(Bounds(5, 9)) and not Bounds(5, 9).meets(Bounds(1, 4))
    assert not Bounds(5, None).meets(Bounds(1, 4))


def test_a_whole_less_an_unbounded_part_may_be_none() -> None:
    assert Bounds(5, 9).rest_after(Bounds(2, None)) == Bounds(0, 7)


def test_a_count_of_which_nothing_is_known_says_so() -> None:
    assert str(Bounds(0, None)) == "any number"


def test_a_window_holds_itself_and_meets_what_it_shares_a_day_with() -> None:
    year, before = Window.financial_year(2017), Window.financial_year(2016)
    assert year.contains(year)
    assert year.contains(Window(year.start, year.start)) and year.contains(Window(year.end, year.end))
    assert not year.contains(Window(before.end, year.start))
    assert not year.overlaps(before) and not before.overlaps(year)
    assert year.overlaps(Window(before.start, year.start)) and Window(year.end, year.end).overlaps(year)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "not written as a day"),
        ("31/02/2018", "the calendar has no such day"),
        ("1/13/2018", "the calendar has no such day"),
        ("31/12/1899", "the year 1899 is not between 1900 and 2099"),
        ("2100-01-01", "the year 2100 is not between 1900 and 2099"),
    ],
)
def test_what_is_no_day_is_told_with_what_is_one(text: str, why: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_day(text)
    assert str(refused.value) == f"{text!r} is not a day: {why}. Allowed: a day as 2018-09-24 or 24/09/2018"


def test_the_first_and_the_last_year_of_days() -> None:
    assert (parse_day("1/1/1900"), parse_day("2099-12-31")) == (date(1900, 1, 1), date(2099, 12, 31))
    assert (parse_day("1/1/69").year, parse_day("1/1/70").year) == (2069, 1970)
    assert parse_day("24 Sept 2018") == parse_day("24th September, 2018") == date(2018, 9, 24)


def test_a_window_that_ends_before_it_begins_is_told_with_both_days() -> None:
    with pytest.raises(ParseError) as refused:
        Window(date(2018, 4, 2), date(2018, 4, 1))
    assert str(refused.value) == (
        "'2018-04-02 to 2018-04-01' is not a window: it ends before it begins. "
        "Allowed: a first and a last day in order, both included"
    )
