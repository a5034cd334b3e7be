"""Tables as the analysis hands them to the charts, small enough to check by eye."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest

NAMES = {
    "3B": "Threats to kill",
    "105B": "Racially or religiously aggravated assault without injury",
    "8L": "Harassment",
    "8M": "Racially or religiously aggravated harassment",
    "8Q": "Stalking",
    "8R": "Malicious communications",
}


@dataclass(frozen=True)
class ABreak:
    day: date
    label: str


BREAKS = [
    ABreak(date(2014, 4, 1), "stalking (8Q) begins"),
    ABreak(date(2015, 4, 1), "malicious communications counted in 8L"),
    ABreak(date(2017, 4, 1), "8R split from 8L"),
    ABreak(date(2018, 4, 1), "recorded as well as other crimes"),
]


@pytest.fixture
def breaks():
    return list(BREAKS)


@pytest.fixture
def recorded():
    """Twenty quarters: 8L is 1000 and 8R nothing until April 2017, then 700 and 500; 8M is -2 once."""
    rows = []
    for start in pd.date_range("2014-04-01", "2019-01-01", freq="QS"):
        split = start >= pd.Timestamp("2017-04-01")
        counts = {
            "3B": 40,
            "105B": 10,
            "8L": 700 if split else 1000,
            "8M": -2 if start == pd.Timestamp("2015-01-01") else 4,
            "8Q": 30,
            "8R": 500 if split else pd.NA,
        }
        for offence, count in counts.items():
            rows.append(("wiltshire", offence, start, start + pd.offsets.QuarterEnd(), count))
    frame = pd.DataFrame(rows, columns=["force", "offence", "quarter_start", "quarter_end", "count"])
    return frame.astype({"count": "Int64"})


@pytest.fixture
def rates():
    """Northumbria as published: a full year beside 177 days, and a number that is only a least."""
    return pd.DataFrame(
        {
            "offences": ["stalking and harassment", "stalking and harassment", "all six classes"],
            "window_label": ["2017/18", "1 April 2018 to 24 September 2018", "2016/17"],
            "days": [365, 177, 365],
            "part_year": [False, True, False],
            "low": pd.array([2569, 815, 1220], "Int64"),
            "high": pd.array([2569, 815, pd.NA], "Int64"),
            "per_day": [2569 / 365, 815 / 177, float("nan")],
            "per_day_low95": [6.769, 4.294, float("nan")],
            "per_day_high95": [7.316, 4.932, float("nan")],
            "inferred": [False, True, False],
        }
    )


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "force": ["west-yorkshire", "kent", "metropolitan", "durham"],
            "name": [
                "West Yorkshire Police",
                "Kent Police",
                "Metropolitan Police Service",
                "Durham Constabulary",
            ],
            "residents": [2_307_000, 1_832_252, 8_825_001, 630_009],
            "recorded": [20_500, 13_430, 41_000, 7_776],
            "rate": [8.89, 7.33, 4.65, 12.34],
            "place": [
                "above the 95% limits",
                "inside the 95% limits",
                "inside the 95% limits",
                "above the 99.8% limits",
            ],
        }
    )


@pytest.fixture
def limits():
    return pd.DataFrame(
        {
            "residents": [500_000, 1_000_000, 9_000_000],
            "low95": [2.3, 2.35, 2.4],
            "high95": [7.8, 7.7, 7.6],
            "low998": [0.8, 0.85, 0.9],
            "high998": [9.3, 9.25, 9.2],
        }
    )


@pytest.fixture
def figures():
    return pd.DataFrame(
        {
            "name": [
                "Northumbria Police",
                "Northumbria Police",
                "Kent Police",
                "Wiltshire Police",
                "Somewhere",
            ],
            "offences": [
                "all six classes",
                "stalking and harassment",
                "all six classes",
                "all six classes",
                "all",
            ],
            "victim_gender": ["female"] * 5,
            "window_label": ["since 2015", "2018/19", "since last year", "2017/18", "2017/18"],
            "window_start": pd.to_datetime(["2015-04-01", "2018-04-01", "2017-04-01", "2017-04-01", None]),
            "window_end": pd.to_datetime(["2018-09-24", "2018-09-24", "2018-09-24", "2018-03-31", None]),
            "days": pd.array([1273, 177, 542, 365, pd.NA], "Int64"),
            "low": pd.array([5887, 815, 62500, 1220, pd.NA], "Int64"),
            "high": pd.array([5887, 815, 67500, pd.NA, pd.NA], "Int64"),
            "status": ["exact", "exact", "rounded", "at least", "refused"],
            "inferred": [True, True, True, False, False],
        }
    )


@pytest.fixture
def make(recorded, rates, table, limits, figures, breaks):
    """Each chart by its name, made anew each time."""
    from forcefoi import charts

    return {
        "recorded-by-quarter": lambda: charts.recorded_by_quarter(
            recorded, breaks=breaks, offence_names=NAMES, where="Wiltshire Police"
        ),
        "published-per-day": lambda: charts.published_per_day(rates, where="Northumbria Police"),
        "funnel": lambda: charts.funnel(table, limits, 5.04, here="kent", year="2017/18"),
        "published-side-by-side": lambda: charts.published_side_by_side(figures, breaks=breaks),
    }
