"""What is known of each force's reply."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import agreement, by_nation, coverage, off_funnel, replies, settled
from forcefoi.analysis.quality import doubtful_figures, missing_quarters, taken_back
from forcefoi.processed.tables import Tables


def test_six_forces_are_public_and_nothing_is_known_of_the_others(tables: Tables):
    known = tables.coverage.set_index("force")
    assert len(known) == 48
    public = known[known["status"] == "figures public"]
    assert set(public.index) == {"northumbria", "kent", "psni", "wiltshire", "cheshire", "cumbria"}
    rest = known.drop(public.index)
    assert (rest["status"] == "nothing public").all()
    assert (rest["asked"] == "not known").all() and (rest["replied"] == "not known").all()


def test_38_of_47_replied_and_which_nine_gave_none_is_not_known(tables: Tables):
    table = replies(tables.coverage, tables.exercise).set_index("what")["forces"]
    assert dict(table) == {
        "asked": 47,
        "replied with figures": 38,
        "gave none": 9,
        "figures public": 6,
        "replied with figures, none public": 32,
    }


def test_every_page_variant_is_there(tables: Tables):
    context = {name: set(rows["force"]) for name, rows in tables.coverage.groupby("context")}
    assert context["outside the official tables"] == {"police-scotland", "psni"}
    assert context["recorded, no funnel"] == {"btp", "city-of-london"}
    assert context["in no table"] == {"mdp", "cnc"}
    assert len(context["recorded and funnel"]) == 42


def test_by_nation_adds_up(tables: Tables):
    nations = by_nation(tables.coverage)
    assert nations["forces"].sum() == 48
    assert nations["figures_public"].sum() == 6
    assert (
        nations["figures_public"] + nations["other"] + nations["nothing_public"] == nations["forces"]
    ).all()


def test_a_refusal_is_a_status_of_its_own(tables: Tables):
    row = tables.figures.iloc[[0]].assign(force="durham", status="refused", low=0, high=pd.NA, figure_id="d")
    figures = pd.concat([tables.figures, row.astype(tables.figures.dtypes.to_dict())])
    off = off_funnel(tables.recorded_crime, tables.forces, tables.exercise.funnel)
    known = coverage(figures, tables.forces, tables.recorded_crime, off).set_index("force")
    assert (known.loc["durham", "status"], known.loc["durham", "replied"]) == ("refused", "yes")
    assert known.loc["durham", "published_figures"] == 0


def test_two_newspapers_with_one_number_corroborate(tables: Tables):
    table = agreement(tables.figures, tables.exercise).table
    assert set(table["figures"]) == {"kent-all-kg-1 kent-all-ko-1", "uk-all-nw-1 uk-all-sg-1"} or set(
        table["figures"]
    ) == {"kent-all-ko-1 kent-all-kg-1", "uk-all-sg-1 uk-all-nw-1"}
    assert (table["agreement"] == "corroborated").all()
    kept = set(settled(tables.figures, tables.exercise)["figure_id"])
    assert "uk-all-sg-1" in kept and "uk-all-nw-1" not in kept


def test_a_conflict_is_shown_and_used_in_nothing(tables: Tables):
    figures = tables.figures.copy()
    figures.loc[figures["figure_id"] == "kent-all-ko-1", ["low", "high"]] = 5208
    table = agreement(figures, tables.exercise).table.set_index("force")
    assert table.loc["kent", "agreement"] == "conflict"
    assert not set(settled(figures, tables.exercise)["figure_id"]) & {"kent-all-ko-1", "kent-all-kg-1"}


def test_the_three_cells_below_nought_are_named(tables: Tables):
    odd = taken_back(tables.recorded_crime)
    found = {
        (r["force"], r["offence"], str(r["quarter_start"].date()), int(r["count"])) for _, r in odd.iterrows()
    }
    assert found == {
        ("leicestershire", "8M", "2014-10-01", -1),
        ("wiltshire", "8M", "2015-01-01", -2),
        ("wiltshire", "8M", "2017-01-01", -1),
    }


def test_sixteen_windows_are_inferred(tables: Tables):
    doubts = doubtful_figures(tables.figures)
    assert (tables.figures["window_basis"] == "inferred").sum() == 16
    assert doubts["doubts"].str.contains("inferred").sum() == 16


def test_a_quarter_that_some_forces_lack_is_named(tables: Tables):
    recorded = tables.recorded_crime
    short = recorded[~((recorded["force"] == "kent") & (recorded["quarter_start"] == "2019-01-01"))]
    gone = missing_quarters(short)
    assert len(gone) == 1 and gone.loc[0, "force"] == "kent"
    assert missing_quarters(recorded).empty
