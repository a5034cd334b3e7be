"""The funnel plot, against an independent calculation."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from forcefoi.analysis import comparators, outliers
from forcefoi.analysis.outliers import overdispersion
from forcefoi.errors import ForcefoiError
from forcefoi.processed.tables import Tables


@pytest.fixture(scope="module")
def compared(tables: Tables) -> pd.DataFrame:
    return comparators(tables.recorded_crime, tables.forces, tables.exercise.funnel)


def quantile(values: list[float], q: float) -> float:
    """Linear between order statistics, by hand."""
    ranked = sorted(values)
    at = (len(ranked) - 1) * q
    below = math.floor(at)
    return ranked[below] + (at - below) * (ranked[min(below + 1, len(ranked) - 1)] - ranked[below])


def test_42_forces_of_england_and_wales_without_the_city(compared):
    assert len(compared) == 42
    assert not {"city-of-london", "btp", "psni", "police-scotland", "mdp", "cnc"} & set(compared["force"])


def test_phi_and_tau2_worked_out_in_plain_python(tables, compared):
    """The same method without numpy, straight from the raw counts."""
    rows = [(int(r), int(n)) for r, n in zip(compared["recorded"], compared["residents"], strict=True)]
    rate = sum(r for r, _ in rows) / sum(n for _, n in rows)
    z = [math.log(r / (rate * n)) * math.sqrt(rate * n) for r, n in rows]
    low, high = quantile(z, 0.1), quantile(z, 0.9)
    drawn = [min(max(one, low), high) for one in z]
    phi = statistics.fmean(one * one for one in drawn)
    weights = [rate * n for _, n in rows]
    tau2 = (len(z) * phi - (len(z) - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    funnel = outliers(compared, tables.exercise)
    assert funnel.phi == pytest.approx(phi, rel=1e-9)
    assert funnel.tau2 == pytest.approx(tau2, rel=1e-9)
    # What a page prints, so that a change of method is seen here first.
    assert (round(funnel.phi), round(funnel.tau2, 3)) == (981, 0.146)


def test_without_winsorising_tau2_is_dersimonian_and_laird(compared):
    """About a mean that the weights give, the moment estimate is the well-known one of meta-analysis."""
    people = compared["residents"].to_numpy(float)
    recorded = compared["recorded"].to_numpy(float)
    ratio, variance = np.log(recorded / people), 1 / recorded
    mean = np.average(ratio, weights=1 / variance)
    ours = overdispersion(ratio - mean, np.sqrt(variance), 0.0)
    theirs = combine_effects(ratio, variance, method_re="dl")
    assert ours.tau2 == pytest.approx(theirs.tau2, rel=1e-9)


def test_by_chance_alone_41_of_42_lie_outside(tables, compared):
    funnel = outliers(compared, tables.exercise)
    assert funnel.outside_by_chance == 41


def test_places_agree_with_the_limits_drawn(tables, compared):
    funnel = outliers(compared, tables.exercise)
    limits = funnel.limits(funnel.table["residents"].to_numpy(float))
    above = funnel.table["rate"].to_numpy() > limits["high95"].to_numpy()
    below = funnel.table["rate"].to_numpy() < limits["low95"].to_numpy()
    assert list(funnel.table["place"].str.startswith("above")) == list(above)
    assert list(funnel.table["place"].str.startswith("below")) == list(below)


def test_northumbrias_place_depends_on_the_scale(tables, compared):
    row = outliers(compared, tables.exercise).place_of("northumbria")
    assert (row["place"], row["place_plain"]) == ("inside the 95% limits", "above the 95% limits")
    assert round(row["rate"], 2) == 8.78


def test_the_table_is_no_league_table(tables, compared):
    names = list(outliers(compared, tables.exercise).table["name"])
    assert names == sorted(names)


def test_chance_alone_gives_no_spread():
    found = overdispersion(np.array([-1.0, 0.5, 0.2, -0.3, 1.0, -0.4]), np.ones(6), 0.1)
    assert found.tau2 == 0 and found.phi < 1
    assert (found.z == found.z_chance).all()


def test_too_few_forces_and_a_force_without_crimes_are_refused(tables, compared):
    with pytest.raises(ForcefoiError, match="at least 10 forces, here are 9"):
        outliers(compared.head(9), tables.exercise)
    none = compared.copy()
    none.loc[0, "recorded"] = 0
    with pytest.raises(ForcefoiError, match="recorded no crime"):
        outliers(none, tables.exercise)
