"""Texts like those in real cells: digits, signs and the words of replies, in any order."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from forcefoi.clean.count import MOST, STATUSES, WITHOUT_COUNT, Count
from forcefoi.windows import Window

PIECES = (
    *(
        "0",
        "1",
        "5",
        "12",
        "120",
        "234",
        "1,234",
        "65,000",
        "１２",
        "²",
        "2017",
        "18",
        "17/18",
        "2017/18",
        "2017-18",
    ),
    *(
        ",",
        ".",
        " ",
        "\u00a0",
        "\u2009",
        "\n",
        "-",
        "–",
        "/",
        "(",
        ")",
        "*",
        "%",
        "£",
        "+",
        "<",
        "≤",
        "~",
        "#REF!",
    ),
    *(
        "fewer than ",
        "less than ",
        " or fewer",
        "up to ",
        "about ",
        "c.",
        "close to ",
        "at least ",
        "over ",
        "Nil",
    ),
    *(
        "None",
        "N/A",
        "..",
        "refused",
        "s.40",
        "(2)",
        "section 12",
        "NCND",
        "no reply",
        "below threshold, ",
        " to ",
    ),
    *(
        "rounded, ",
        "FY",
        "calendar ",
        "since ",
        " to date",
        "year to date",
        "last year",
        "April ",
        "31/02/2018",
    ),
    *(
        "Police",
        "Constabulary",
        "The ",
        "& ",
        "and ",
        "Kent",
        "Essex",
        "8L",
        "8Q ",
        "Harassment",
        "(Class 8L)",
    ),
    *("Female", "girl(s)", "M", "unknown", "Total", "sub-total", "Grand ", "totally"),
)
messy = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
cells = st.one_of(st.text(max_size=30), messy)

number = st.one_of(st.integers(0, 200), st.integers(0, MOST), st.integers(0, 900).map(lambda n: n * 1_000))
pairs = st.tuples(number, number).map(sorted)
counts = st.one_of(
    number.map(lambda n: Count(n, n, "exact")),
    number.map(lambda n: Count(n, None, "at least")),
    pairs.map(lambda pair: Count(*pair, "rounded")),
    pairs.map(lambda pair: Count(*pair, "below threshold")),
    number.map(lambda n: Count(1, n + 1 if n < MOST else n, "below threshold")),
    number.map(lambda n: Count(n, None, "below threshold")),
    st.sampled_from(WITHOUT_COUNT).map(lambda status: Count(0, None, status)),
)
statuses = st.sampled_from(STATUSES)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
windows = st.one_of(
    st.tuples(days, days).map(lambda pair: Window(*sorted(pair))),
    st.integers(1900, 2099).map(Window.financial_year),
    st.integers(1900, 2099).map(Window.calendar_year),
)
