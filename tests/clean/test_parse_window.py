"""parse_window: a text is a first and a last day, or is refused with a reason."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from clean_strategies import cells, windows
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import ParseErrors, parse_window, parse_windows
from forcefoi.errors import ParseError, shown
from forcefoi.windows import Window

ENDS = date(2018, 9, 24)
REQUEST = Window(date(2018, 4, 1), ENDS)
ALL = Window(date(2015, 4, 1), ENDS)
YEAR = Window.financial_year(2017)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "2017/18",
            "2017-18",
            "2017/2018",
            "2017–18",
            "FY17/18",
            "FY 2017/18",
            "fy2017-18",
            "2017 / 18",
            " 2017/18\n",
        ],
        *[
            "financial year 2017/18",
            "The Financial Year 2017-2018",
            "1/4/17 to 31/3/18",
            "2017-04-01 to 2018-03-31",
        ],
        *[
            "01.04.2017 - 31.03.2018",
            "April 2017 to March 2018",
            "1st April 2017 until 31st March 2018",
            "２０１７/１８",
        ],
    ],
)
def test_a_financial_year(text: str) -> None:
    assert parse_window(text) == YEAR


@pytest.mark.parametrize(
    "text, months",
    [
        ("2016/17 Q1", "April 2016 to June 2016"),
        ("Q3 2016-17", "October 2016 to December 2016"),
        ("Quarter 4 of 2016/17", "January 2017 to March 2017"),
        ("FY2016/17, Q2", "July 2016 to September 2016"),
        ("2016/17 March", "March 2017 to March 2017"),
        ("December 2016/17", "December 2016 to December 2016"),
        ("2017/18 April", "April 2017 to April 2017"),
        ("Apr-18", "April 2018 to April 2018"),
        ("Sept-2018", "September 2018 to September 2018"),
    ],
)
def test_a_part_of_a_year(text: str, months: str) -> None:
    assert parse_window(text) == parse_window(months)


def test_a_month_beside_a_bare_year_depends_on_its_kind() -> None:
    read = {kind: parse_window("2017 January", bare_year=kind).start for kind in ("calendar", "financial")}
    assert read == {"calendar": date(2017, 1, 1), "financial": date(2018, 1, 1)}


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("01/04/2018 - 24/09/18", REQUEST.start, ENDS),
        ("01/04/2018-24/09/18", REQUEST.start, ENDS),
        ("1 April 2018 to 24 September 2018", REQUEST.start, ENDS),
        ("from 1 April to 24 Sept 2018", REQUEST.start, ENDS),
        ("2018-04-01-2018-09-24", REQUEST.start, ENDS),
        ("04/05/2018 to 06/07/2018", date(2018, 5, 4), date(2018, 7, 6)),
        ("April 2018 to September 2018", date(2018, 4, 1), date(2018, 9, 30)),
        ("Jan - Feb 2016", date(2016, 1, 1), date(2016, 2, 29)),
        ("February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("calendar 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("calendar year 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2015/16 to 2017/18", date(2015, 4, 1), date(2018, 3, 31)),
        ("2015-16 - 2017-18", date(2015, 4, 1), date(2018, 3, 31)),
        ("2015-16-2017-18", date(2015, 4, 1), date(2018, 3, 31)),
        ("1/1/70 to 31/12/69", date(1970, 1, 1), date(2069, 12, 31)),
        ("FY99/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2011-12", date(2011, 4, 1), date(2012, 3, 31)),
        ("Year ending 31 March 2018", date(2017, 4, 1), date(2018, 3, 31)),
        ("the year ended March 2018", date(2017, 4, 1), date(2018, 3, 31)),
        ("12 months to September 2018", date(2017, 10, 1), date(2018, 9, 30)),
        ("year ending 28/02/2020", date(2019, 3, 1), date(2020, 2, 28)),
        ("year ending 29/02/2020", date(2019, 3, 1), date(2020, 2, 29)),
    ],
)
def test_spans(text: str, start: date, end: date) -> None:
    assert parse_window(text) == Window(start, end)


@pytest.mark.parametrize(
    "text, why",
    [
        *[
            ("2017-1618", "1618 is not the year after 2017"),
            ("2017/19", "not the year after"),
            ("2015-2018", "not the"),
        ],
        *[
            ("31/02/2018", "no such day"),
            ("31/02/2018 to 1/3/2018", "31/02/2018: the calendar"),
            ("24/9/2018", "one day"),
        ],
        *[("1/4/2018 to 09/24/2018", "no such day"), ("10/11", "two short years"), ("951/18", "not read")],
        *[
            ("1617/18", "not read"),
            ("FY2017 Q1", "quarter"),
            ("2020 (THROUGH 6/30)", "not read"),
            ("18-Apr", "not read"),
            ("Apr 18", "not read"),
            ("Q1 2017", "quarter"),
            ("2017/19 Q1", "not the year after"),
            ("2017 January", "calendar or a financial"),
            ("year ending 31 March", "no year"),
            ("year ending soon", "not read"),
        ],
        *[("in the last four years", "does not say"), ("in the same period", "does not say"), ("", "empty")],
        *[
            ("1 October to 31 March 2018", "ends before"),
            ("April to September", "no year"),
            ("2017/18 to 2015/16", "ends"),
        ],
        *[
            ("1 April 1800 to 2 May 2018", "not read"),
            ("1/4/1800 to 2/5/2018", "1800"),
            (None, "empty"),
            (True, "empty"),
        ],
        *[(float("nan"), "empty"), (2017.5, "empty"), ("\u200b", "empty"), (date(2018, 1, 1), "empty")],
    ],
)
def test_refused_with_a_reason(text: object, why: str) -> None:
    with pytest.raises(ParseError, match=why) as error:
        parse_window(text)
    assert shown(text) in str(error.value)


@pytest.mark.parametrize("text", ["2017", 2017, 2017.0, np.int64(2017)])
def test_a_bare_year_waits_for_the_caller(text: object) -> None:
    with pytest.raises(ParseError, match="bare_year="):
        parse_window(text, until=ENDS, fy_names="end")
    assert parse_window(text, bare_year="calendar") == Window.calendar_year(2017)
    assert parse_window(text, bare_year="financial") == YEAR


@pytest.mark.parametrize("text", ["FY17", "FY2017", "financial year 2017", "FY 17"])
def test_a_year_named_by_one_number_waits_for_the_caller(text: str) -> None:
    with pytest.raises(ParseError, match="fy_names="):
        parse_window(text, bare_year="financial")
    assert parse_window(text, fy_names="start") == YEAR
    assert parse_window(text, fy_names="end") == Window.financial_year(2016)


@pytest.mark.parametrize(
    "text, calendar, financial",
    [
        ("since 2015", Window(date(2015, 1, 1), ENDS), ALL),
        ("2015 to date", Window(date(2015, 1, 1), ENDS), ALL),
        ("since last year", Window(date(2017, 1, 1), ENDS), Window(date(2017, 4, 1), ENDS)),
        ("year to date", Window(date(2018, 1, 1), ENDS), REQUEST),
        ("This year to date", Window(date(2018, 1, 1), ENDS), REQUEST),
        ("last year", Window.calendar_year(2017), YEAR),
    ],
)
def test_words_need_both_the_last_day_and_the_kind_of_year(
    text: str, calendar: Window, financial: Window
) -> None:
    with pytest.raises(ParseError, match="until="):
        parse_window(text, bare_year="financial")
    with pytest.raises(ParseError, match="bare_year="):
        parse_window(text, until=ENDS)
    assert parse_window(text, until=ENDS, bare_year="calendar") == calendar
    assert parse_window(text, until=ENDS, bare_year="financial") == financial


@pytest.mark.parametrize(
    "text",
    [
        "since April 2015",
        "since 1 April 2015",
        "since 2015/16",
        "2015/16 to date",
        "since the financial year 2015/16",
    ],
)
def test_a_start_that_is_said_needs_only_the_last_day(text: str) -> None:
    assert parse_window(text, until=ENDS) == parse_window(text, until=datetime(2018, 9, 24, 12)) == ALL


def test_years_that_are_named_by_kind() -> None:
    assert parse_window("financial year to date", until=ENDS) == REQUEST
    assert parse_window("calendar year to date", until=ENDS).start == date(2018, 1, 1)
    in_february = date(2018, 2, 1)
    assert parse_window("last year", until=in_february, bare_year="financial") == Window.financial_year(2016)
    assert parse_window("year to date", until=in_february, bare_year="financial").start == date(2017, 4, 1)


def test_what_is_not_read_is_told_with_what_is() -> None:
    for text, why in (("", "the cell is empty or holds no text"), ("xyzzy", "not read as one")):
        with pytest.raises(ParseError, match=why) as refused:
            parse_window(text)
        assert (refused.value.wanted, refused.value.why) == ("window", why)
        assert refused.value.allowed.startswith("2017/18, calendar 2017, 01/04/2018 to 24/09/2018")


def test_a_year_is_this_one_from_its_first_day() -> None:
    first = date(2018, 4, 1)
    assert parse_window("year to date", until=first, bare_year="financial") == Window(first, first)
    assert parse_window("last year", until=first, bare_year="financial") == YEAR


def test_a_start_that_is_none_is_refused_as_the_whole_text() -> None:
    with pytest.raises(ParseError, match="'since records began' is not a window: not read as one"):
        parse_window("since records began", until=ENDS)


def test_what_is_refused_is_told_with_what_would_help() -> None:
    for text, why, allowed in (
        ("since 2015/16", "it ends with the request or the reply, whose day is not given", "until=<the day>"),
        ("2017", "a calendar or a financial year? It is not said", "bare_year='calendar' or 'financial'"),
        ("FY17", "named by one year, which may be its first or its last", "fy_names='start' or 'end'"),
        ("24/9/2018", "one day is not a span: write the first and the last", ""),
        ("April to September", "it has no year", ""),
        ("2017/19", "19 is not the year after 2017; it may be a reference, or more than one year", "2017/18"),
    ):
        with pytest.raises(ParseError) as refused:
            parse_window(text)
        assert (refused.value.wanted, refused.value.why, refused.value.allowed) == ("window", why, allowed)


def test_the_last_day_must_be_one_and_not_before_the_first() -> None:
    with pytest.raises(ParseError, match="ends before it begins"):
        parse_window("since 2019", until=ENDS, bare_year="calendar")
    with pytest.raises(ParseError, match="^NaT is not a last day: there is none. Allowed: a date, or None$"):
        parse_window("since 2015/16", until=pd.NaT)


@given(windows)
def test_every_label_reads_back(window: Window) -> None:
    assert parse_window(window.label()) == window


@given(cells, st.sampled_from([{}, {"until": ENDS, "bare_year": "financial", "fy_names": "end"}]))
def test_any_text_is_a_window_or_is_refused_by_name(text: str, how: dict[str, object]) -> None:
    try:
        window = parse_window(text, **how)
    except ParseError as error:
        assert shown(text) in str(error)
    else:
        assert window.start <= window.end
        assert 1900 <= window.start.year <= 2099


@given(
    st.lists(st.one_of(windows.map(Window.label), st.sampled_from(["2017", "x", "2017-1618"])), max_size=5)
)
def test_a_series_agrees_with_its_cells(texts: list[str]) -> None:
    series = pd.Series(texts, index=[f"row{n}" for n in range(len(texts))], dtype=object)
    bad = [label for label, text in series.items() if text in ("2017", "x", "2017-1618")]
    try:
        frame = parse_windows(series)
    except ParseErrors as error:
        assert [label for label, _ in error.bad] == bad
        return
    assert not bad
    assert [(s.date(), e.date(), n) for s, e, n in frame.itertuples(index=False)] == [
        (w.start, w.end, w.days) for w in map(parse_window, texts)
    ]
    assert frame.dtypes.astype(str).tolist() == ["datetime64[ns]", "datetime64[ns]", "Int64"]
    assert list(frame.index) == list(series.index)
    assert list(series) == texts


def test_a_series_is_read_as_the_caller_says() -> None:
    frame = parse_windows(
        pd.Series(["FY17", "2017", "year to date"]), until=ENDS, fy_names="end", bare_year="calendar"
    )
    assert list(frame.columns) == ["window_start", "window_end", "days"]
    assert [(row.window_start.date(), row.window_end.date()) for row in frame.itertuples()] == [
        (date(2016, 4, 1), date(2017, 3, 31)),
        (date(2017, 1, 1), date(2017, 12, 31)),
        (date(2018, 1, 1), ENDS),
    ]
