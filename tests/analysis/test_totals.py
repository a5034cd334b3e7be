"""What figures add to, and what is never added."""

from __future__ import annotations

import pandas as pd
import pytest

from forcefoi.analysis import NotAlike, highest_year, rests, total, with_unknown_gender
from forcefoi.processed.tables import Tables


def own(tables: Tables, *ids: str) -> pd.DataFrame:
    return tables.figures.set_index("figure_id", drop=False).loc[list(ids)].reset_index(drop=True)


def of(tables: Tables, force: str) -> pd.DataFrame:
    return tables.figures[tables.figures["force"] == force]


def test_kents_parts_leave_76_if_they_cover_both_windows(tables: Tables):
    row = rests(of(tables, "kent"), tables.exercise).table.iloc[0]
    assert (row["whole_low"], row["parts_low"], row["rest_low"], row["rest_high"]) == (5207, 5131, 76, 76)
    assert row["only_if"] == "stalking and threats to kill cover 1 April 2017 to 24 September 2018"
    assert "105B" in row["what_is_left"]


def test_northumbria_leaves_at_most_2503_so_2569_is_the_high_of_the_full_years(tables: Tables):
    row = rests(of(tables, "northumbria"), tables.exercise).table.iloc[0]
    assert (row["rest_low"], row["rest_high"]) == (2503, 2503)
    high = highest_year(of(tables, "northumbria"), tables.exercise).table.iloc[0]
    assert (high["count"], high["other_years_at_most"], high["highest"]) == (2569, 2503, "yes")
    assert high["other_years"] == "2015/16 and 2016/17"
    assert "inferred-window" in high["caveats"]


def test_psni_highest_ever_can_not_be_said(tables: Tables):
    high = highest_year(of(tables, "psni"), tables.exercise).table.set_index("window")
    assert high.loc["2017/18", "highest"] == "can't be said"
    assert high.loc["2016/17", "highest"] == "no"


def test_psni_classes_leave_nine_of_433(tables: Tables):
    table = rests(of(tables, "psni"), tables.exercise).table.set_index("whole")
    assert table.loc["psni-all-ni-2", "rest_low"] == table.loc["psni-all-ni-2", "rest_high"] == 9
    # "at least 1,220" has no upper end, nor has what is left of it.
    assert table.loc["psni-all-hr-1", "rest_low"] == 1220 - 276 - 433
    assert pd.isna(table.loc["psni-all-hr-1", "rest_high"])


def test_cheshires_two_years_are_the_whole(tables: Tables):
    row = rests(of(tables, "cheshire"), tables.exercise).table.iloc[0]
    assert (row["whole_low"], row["rest_low"], row["rest_high"]) == (1134, 0, 0)
    assert row["what_is_left"] == "nothing"


def test_cumbria_is_839_at_most(tables: Tables):
    row = with_unknown_gender(of(tables, "cumbria"), tables.exercise).table.iloc[0]
    assert (row["low"], row["high"]) == (667, 839)


def test_parts_that_are_more_than_their_whole_have_no_rest(tables: Tables):
    figures = of(tables, "cheshire").copy()
    figures.loc[figures["low"] == 850, ["low", "high"]] = 851
    row = rests(figures, tables.exercise).table.iloc[0]
    assert pd.isna(row["rest_low"]) and "contradict" in row["what_is_left"]
    assert "yes" not in set(highest_year(figures, tables.exercise).table["highest"])


def test_a_sum_of_windows_that_follow_each_other(tables: Tables):
    row = total(own(tables, "cheshire-all-rw-2", "cheshire-all-rw-3"), tables.exercise).table.iloc[0]
    assert (row["low"], row["high"], row["working"]) == (1134, 1134, "284 + 850")


REFUSED = [
    # the whole and its part; two publications of one figure
    (("northumbria-all-sg-1", "northumbria-sh-sg-1"), "could be counted in both"),
    (("kent-all-ko-1", "kent-all-kg-1"), "could be counted in both"),
    # two forces, other windows
    (("kent-all-kg-1", "northumbria-all-sg-1"), "windows are not alike"),
    # the aggregate may hold the force
    (("uk-all-sg-1", "northumbria-all-sg-1"), "aggregate that may hold"),
    # women, and crimes with no gender
    (("cumbria-all-nw-1", "cumbria-all-nw-2"), "gender is not the same"),
    # two forces, other offences
    (("northumbria-sh-sg-1", "psni-all-ni-2"), "offences are not alike"),
]


@pytest.mark.parametrize("ids, why", REFUSED)
def test_what_is_never_added(tables: Tables, ids, why):
    with pytest.raises(NotAlike, match=why) as told:
        total(own(tables, *ids), tables.exercise)
    assert all(name in str(told.value) for name in ids)


def test_bounds_are_carried_through_a_sum(tables: Tables):
    figures = own(tables, "psni-all-ni-1", "psni-all-ni-2")
    figures.loc[0, "high"] = pd.NA
    row = total(figures, tables.exercise).table.iloc[0]
    assert row["low"] == 709 and pd.isna(row["high"])
