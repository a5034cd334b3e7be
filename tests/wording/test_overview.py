"""What is odd and missing, force by force, for the page about all data."""

from __future__ import annotations

import pandas as pd
import pytest

from forcefoi import wording
from forcefoi.analysis import quality
from forcefoi.analysis.answer import Answer
from forcefoi.processed.tables import Tables


@pytest.fixture(scope="session")
def odd(tables: Tables) -> Answer:
    return quality.all_to_check(tables.figures, tables.forces, tables.recorded_crime, tables.exercise)


def test_every_row_to_check_has_its_line(tables: Tables, odd: Answer):
    lines = wording.to_check_lines(odd.table, tables.forces, tables.exercise)
    names = tables.forces.set_index("force")["name"]
    assert (
        "Kent Police: stalking and harassment, 2017/18, 2018/19, beside recorded crime of forces of its size."
        in lines
    )
    assert "Cheshire Constabulary: all six classes, 2017/18, beside the window before it." in lines
    # In the order of the table, in which what decides most comes first.
    in_order = dict.fromkeys(names[force] for force in odd.table["force"])
    assert list(dict.fromkeys(line.partition(":")[0] for line in lines)) == list(in_order)
    for _, row in odd.table.iterrows():
        assert any(
            line.startswith(f"{names[row['force']]}: ") and row["window"] in line and row["check"] in line
            for line in lines
        )


def test_its_caveats_are_those_of_its_rows(odd: Answer):
    named = {each for ids in odd.table["caveats"] for each in ids.split()}
    assert named <= {caveat.id for caveat in odd.caveats} and "odd-is-no-finding" in named


def test_what_is_missing_is_told_for_every_force(tables: Tables):
    lines = wording.missing_lines(tables.figures, tables.forces, tables.exercise)
    assert "Kent Police: no count is public for 2015/16 and 2016/17." in lines
    assert lines[-1].startswith(
        "Nothing is public, and it is not known whether the force was asked or answered: "
    )
    for name in tables.forces["name"]:
        assert sum(name in line for line in lines) == 1, name


def test_a_refusal_is_named_as_the_reason(tables: Tables):
    figures = tables.figures.copy()
    kent = figures["force"] == "kent"
    figures.loc[kent, ["status", "high"]] = ["refused", pd.NA]
    (line,) = (
        line
        for line in wording.missing_lines(figures, tables.forces, tables.exercise)
        if line.startswith("Kent")
    )
    assert line.endswith("(refused).") and "2017/18" in line


def test_a_caveat_that_is_left_out_stands_in_the_table(tables: Tables):
    from forcefoi import analysis

    changes = analysis.changes(tables.figures, tables.exercise)
    (kept,) = quality.besides([changes, None])
    left = {c.id for c in changes.caveats} - {c.id for c in kept.caveats}
    doubtful = quality.doubtful_figures(tables.figures).set_index("figure_id")["doubts"]
    assert left
    for each in left:
        kind, _, figure = each.partition(":")
        word = {
            "inferred-window": "window inferred from",
            "other-window": "window could also be",
            "not-exact": "count",
        }
        assert word[kind] in doubtful[figure]
