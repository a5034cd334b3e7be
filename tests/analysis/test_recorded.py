"""Shares and rates beside the official tables, against numbers worked out by hand from the raw file."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from forcefoi.analysis import (
    all_forces,
    published_rates,
    recorded_in,
    recorded_rates,
    share_of_recorded,
    share_of_total,
)
from forcefoi.bounds import UnknownCount
from forcefoi.processed.tables import Tables
from forcefoi.windows import Window

SH = ("8L", "8M", "8Q", "8R")


def of(tables: Tables, force: str) -> pd.DataFrame:
    return tables.figures[tables.figures["force"] == force]


def share(tables: Tables, force: str, figure: str) -> pd.Series:
    table = share_of_recorded(of(tables, force), tables.recorded_crime, tables.exercise).table
    return table.set_index("figure").loc[figure]


def test_northumbria_2017_18_is_a_fifth_of_12717(tables: Tables):
    row = share(tables, "northumbria", "northumbria-sh-sg-1")
    assert row["recorded_most"] == row["recorded_least"] == 12717
    assert f"{row['share_low']:.0%}" == f"{row['share_high']:.0%}" == "20%"
    assert not row["estimated"]


def test_northumbria_part_year_is_estimated_from_april_to_september_by_days(tables: Tables):
    row = share(tables, "northumbria", "northumbria-sh-sg-2")
    assert round(row["recorded_most"]) == 6839 and row["estimated"]
    assert f"{row['share_low']:.1%}" == "11.9%"
    assert row["working"] == "815 ÷ (7,071 × 177/183 days) [8L + 8M + 8Q + 8R]"


def test_kent_harassment_has_bounds_because_of_8r(tables: Tables):
    full, part = share(tables, "kent", "kent-harassment-kg-1"), share(tables, "kent", "kent-harassment-kg-2")
    assert [f"{full[c]:.0%}" for c in ("share_low", "share_high")] == ["23%", "56%"]
    assert [f"{part[c]:.0%}" for c in ("share_low", "share_high")] == ["18%", "32%"]


def test_psni_has_no_share_because_it_is_not_in_the_tables(tables: Tables):
    assert share_of_recorded(of(tables, "psni"), tables.recorded_crime, tables.exercise).table.empty


def test_a_window_outside_the_table_has_a_reason_and_no_share(tables: Tables):
    figures = of(tables, "northumbria").copy()
    figures["window_start"], figures["window_end"] = pd.Timestamp("2010-04-01"), pd.Timestamp("2011-03-31")
    row = share_of_recorded(figures.iloc[:1], tables.recorded_crime, tables.exercise).table.iloc[0]
    assert pd.isna(row["share_low"]) and row["working"].startswith(
        "no share: the recorded-crime table has none of the 4"
    )


def test_a_count_that_is_a_least_one_gives_a_least_share(tables: Tables):
    figures = of(tables, "wiltshire").copy()
    figures[["high", "status"]] = [pd.NA, "at least"]
    figures["high"] = figures["high"].astype("Int64")
    row = share_of_recorded(figures, tables.recorded_crime, tables.exercise).table.iloc[0]
    assert row["share_low"] == pytest.approx(1371 / row["recorded_most"]) and pd.isna(row["share_high"])


def test_a_missing_quarter_is_never_nought(tables: Tables):
    gone = tables.recorded_crime[tables.recorded_crime["quarter_start"] != "2017-07-01"]
    with pytest.raises(UnknownCount, match="3 of the 4 quarters of 2017/18"):
        recorded_in(gone, "kent", SH, Window.financial_year(2017))


def test_quarters_below_nought_are_in_the_sum(tables: Tables):
    quarter = Window(date(2015, 1, 1), date(2015, 3, 31))
    assert recorded_in(tables.recorded_crime, "wiltshire", ("8M",), quarter).count == -2


@pytest.mark.parametrize(
    "year, counts",
    [
        (2015, (17211, 5609, 152699, 1882, 4292, None)),
        (2016, (21618, 6059, 207192, 1834, 5424, None)),
        (2017, (26544, 7432, 124090, 1904, 10396, 159830)),
        (2018, (33378, 8105, 213762, 3080, 20093, 208179)),
    ],
)
def test_england_and_wales_by_class_and_year(tables: Tables, year, counts):
    """The sums that were checked when the table was put together from the Home Office's release."""
    together = all_forces(tables.recorded_crime)
    in_year = together[together["quarter_start"].between(f"{year}-04-01", f"{year + 1}-03-31")]
    found = in_year.groupby("offence", sort=False)["count"].sum(min_count=4)
    for code, count in zip(tables.exercise.codes, counts, strict=True):
        assert pd.isna(found[code]) if count is None else found[code] == count


def test_a_quarter_that_one_force_lacks_is_left_out_of_all(tables: Tables):
    recorded = tables.recorded_crime
    short = recorded[~((recorded["force"] == "kent") & (recorded["quarter_start"] == "2019-01-01"))]
    assert pd.Timestamp("2019-01-01") not in set(all_forces(short)["quarter_start"])


def test_northumbria_for_each_thousand_women_and_girls(tables: Tables):
    table = published_rates(of(tables, "northumbria"), tables.forces, tables.exercise).table.set_index(
        "figure"
    )
    row = table.loc["northumbria-sh-sg-1"]
    assert row["women_and_girls"] == 741076 and row["denominator_year"] == 2018
    assert round(row["rate_low"], 2) == round(2569 / 741076 * 1000, 2) == 3.47


def test_no_rate_where_nobody_or_too_few_live(tables: Tables):
    table = recorded_rates(
        tables.recorded_crime, tables.forces, "stalking and harassment", tables.exercise
    ).table
    for force, why in (("btp", "no residents are counted"), ("city-of-london", "fewer than 50,000")):
        rows = table[(table["force"] == force) & (table["window"] == "2017/18")]
        assert rows["rate"].isna().all() and why in rows["working"].iloc[0]
    assert table.loc[table["window"] == "2014/15", "rate"].isna().all()
    kent = table[(table["force"] == "kent") & (table["window"] == "2017/18")].iloc[0]
    assert kent["residents"] == 1832252 and kent["denominator_year"] == 2017


def test_northumbria_has_9_1_percent_of_cases_and_2_2_percent_of_women(tables: Tables):
    women = int(tables.forces["women_and_girls_2018"].sum())
    found = share_of_total(of(tables, "northumbria"), of(tables, "uk"), tables.forces, women, tables.exercise)
    row = found.table.iloc[0]
    assert (f"{row['share_of_cases']:.1%}", f"{row['share_of_women_and_girls_uk']:.1%}") == ("9.1%", "2.2%")
    assert "different-bases" in row["caveats"]
