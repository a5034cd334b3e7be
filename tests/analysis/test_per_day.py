"""Crimes a day and their interval, against other calculations of the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, poisson
from statsmodels.stats.rates import confint_poisson

from forcefoi.analysis import per_day
from forcefoi.analysis.outliers import Z95, Z998
from forcefoi.analysis.per_day import poisson_interval
from forcefoi.processed.tables import Tables


@given(count=st.integers(0, 100_000), days=st.integers(1, 2_000))
def test_the_poisson_interval_is_that_of_statsmodels(count, days):
    low, high = confint_poisson(count, days, method="exact-c", alpha=0.05)
    found = poisson_interval(count)
    assert (found[0] / days, found[1] / days) == (
        pytest.approx(low, rel=1e-12),
        pytest.approx(high, rel=1e-12),
    )


@given(count=st.integers(0, 100_000))
def test_at_the_ends_of_the_poisson_interval_each_tail_holds_a_fortieth(count):
    low, high = poisson_interval(count)
    assert poisson.cdf(count, high) == pytest.approx(0.025, rel=1e-8)
    if count:
        assert poisson.sf(count - 1, low) == pytest.approx(0.025, rel=1e-8)
    else:
        assert low == 0


def test_the_published_rates_have_the_interval_of_statsmodels(tables: Tables):
    table = per_day(tables.figures, tables.exercise).table.dropna(subset="per_day")
    assert len(table)
    for _, row in table.iterrows():
        ends = confint_poisson(row["low"], row["days"], method="exact-c", alpha=0.05)
        assert (row["per_day_low95"], row["per_day_high95"]) == pytest.approx(ends, rel=1e-12)


def test_the_limits_of_the_funnel_stand_at_the_quantiles_of_the_normal_distribution():
    assert pytest.approx((norm.ppf(0.975), norm.ppf(0.999)), rel=1e-12) == (Z95, Z998)
