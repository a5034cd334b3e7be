"""What changed between two windows: against the hand-checked numbers, and against another calculation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from forcefoi.analysis import change, changes, rate_ratio, share_of_total
from forcefoi.analysis.per_day import poisson_interval
from forcefoi.bounds import Bounds
from forcefoi.errors import ForcefoiError, ParseError
from forcefoi.processed.tables import Tables

CHECKED = [
    # force, before, days, after, days, ratio, low, high, change of the count in percent
    ("northumbria", 2569, 365, 815, 177, 0.654, 0.604, 0.708, -68),
    ("kent", 2992, 365, 2005, 177, 1.382, 1.305, 1.463, -33),
    ("cheshire", 284, 365, 850, 365, 2.993, 2.614, 3.435, 199),
    ("psni", 276, 365, 433, 365, 1.569, 1.346, 1.831, 57),
]


@pytest.mark.parametrize("force, before, days1, after, days2, ratio, low, high, percent", CHECKED)
def test_the_four_changes_that_newspapers_printed(
    tables: Tables, force, before, days1, after, days2, ratio, low, high, percent
):
    own = tables.figures[tables.figures["force"] == force]
    table = changes(own, tables.exercise).table
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["before_count"], row["before_days"]) == (before, days1)
    assert (row["after_count"], row["after_days"]) == (after, days2)
    assert [round(row[c], 3) for c in ("ratio", "ratio_low", "ratio_high")] == [ratio, low, high]
    assert round(row["change_percent"]) == percent


def test_northumbria_by_the_day(tables: Tables):
    row = changes(tables.figures[tables.figures["force"] == "northumbria"], tables.exercise).table.iloc[0]
    assert (round(row["before_per_day"], 2), round(row["after_per_day"], 2)) == (7.04, 4.60)
    assert row["direction"] == "fell"


def test_caveats_name_what_is_not_alike(tables: Tables):
    answer = changes(tables.figures[tables.figures["force"] == "kent"], tables.exercise)
    ids = {c.id.split(":")[0] for c in answer.caveats}
    assert {"part-year", "unlike-windows", "break", "inferred-window", "which-classes", "chance-alone"} <= ids
    assert any(c.id.startswith("break:2018-04-01") for c in answer.caveats)
    assert any("177 of the 365 days of 2018/19" in c.text for c in answer.caveats)
    # Two full years that no rule change parts have no such caveat.
    cheshire = changes(tables.figures[tables.figures["force"] == "cheshire"], tables.exercise)
    assert "unlike-windows" not in " ".join(c.id for c in cheshire.caveats)
    assert not any(c.id.startswith("break:") for c in cheshire.caveats)


def test_figures_of_other_kinds_are_refused(tables: Tables):
    figures = tables.figures.set_index("figure_id", drop=False)
    with pytest.raises(ForcefoiError, match="force is 'kent' and 'northumbria'"):
        change(figures.loc["kent-harassment-kg-1"], figures.loc["northumbria-sh-sg-2"], tables.exercise)
    with pytest.raises(ForcefoiError, match="does not end before"):
        change(figures.loc["kent-harassment-kg-2"], figures.loc["kent-harassment-kg-1"], tables.exercise)


def test_a_count_that_is_not_exact_has_no_ratio(tables: Tables):
    figures = tables.figures.copy()
    figures.loc[figures["figure_id"] == "psni-all-ni-1", ["high", "status"]] = [pd.NA, "at least"]
    row = changes(figures[figures["force"] == "psni"], tables.exercise).table.iloc[0]
    assert row["direction"] == "can't be said"
    assert row[["ratio", "ratio_low", "ratio_high", "change_percent"]].isna().all()


counts = st.integers(0, 20_000)
spans = st.integers(1, 2_000)


@given(before=counts, days1=spans, after=counts, days2=spans)
def test_the_interval_holds_the_ratio_and_agrees_with_the_binomial_test(before, days1, after, days2):
    """SciPy finds Clopper and Pearson's ends by searching for the root: another road to the same interval."""
    found = rate_ratio(before, days1, after, days2)
    if before + after == 0:
        assert (found.ratio, found.low, found.high, found.direction) == (None, None, None, "can't be said")
        return
    share = binomtest(after, before + after).proportion_ci(0.95, method="exact")
    assert _share(found.low, days1, days2) == pytest.approx(share.low, rel=1e-9, abs=1e-11)
    if before:
        assert _share(found.high, days1, days2) == pytest.approx(share.high, rel=1e-9, abs=1e-11)
        assert found.low <= found.ratio <= found.high
    else:
        assert found.ratio is None and found.high is None


def _share(ratio: float, days1: int, days2: int) -> float:
    """The share of the later count in both, from the ratio of the rates."""
    odds = ratio * days2 / days1
    return odds / (1 + odds)


@given(before=counts, days1=spans, after=counts, days2=spans)
def test_no_rise_or_fall_when_the_interval_holds_one(before, days1, after, days2):
    found = rate_ratio(before, days1, after, days2)
    holds_one = found.low is not None and found.low <= 1 and (found.high is None or found.high >= 1)
    assert (found.direction in ("rose", "fell")) == (found.low is not None and not holds_one)


GOOD = {"before": 2569, "before_days": 365, "after": 815, "after_days": 177}
NO_NUMBERS = (-5, 815.7, float("nan"), float("inf"), "2,569", None, pd.NA, True, 10**400, 10**5000, [1])


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: type(value).__name__)
def test_what_is_no_whole_number_has_no_ratio(name, value):
    """The formula takes some of these, and gives -336.1 or nan: numbers that look like an answer."""
    with pytest.raises(ParseError, match=r"Allowed: a whole number from [01] to ") as refused:
        rate_ratio(**{**GOOD, name: value})
    assert f"({name})" in str(refused.value)


def test_whole_numbers_of_numpy_and_of_spreadsheets_have_the_same_ratio():
    for kind in (np.int64, np.int32, float, np.float64):
        assert rate_ratio(**{name: kind(value) for name, value in GOOD.items()}) == rate_ratio(**GOOD)


def test_days_must_be_there():
    with pytest.raises(ParseError, match="0 is not a number of days .before_days.: it is too small"):
        rate_ratio(1, 0, 1, 10)


def test_other_bare_numbers_are_held_to_the_same(tables: Tables):
    for value in NO_NUMBERS:
        with pytest.raises(ParseError):
            poisson_interval(value)
        with pytest.raises(ParseError):
            share_of_total(tables.figures, tables.figures, tables.forces, value, tables.exercise)
    for level in (0, 1, 95, float("nan")):
        with pytest.raises(ParseError, match="level of an interval"):
            poisson_interval(815, level)
    for low, high in ((float("nan"), 5), (0, float("nan")), (0.5, 1), (pd.NA, 3), ("1", 3), (True, 3)):
        with pytest.raises(ParseError, match="bound of a count"):
            Bounds(low, high)
