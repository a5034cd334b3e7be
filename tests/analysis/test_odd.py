"""What is listed to be checked by hand: far enough, not by chance, set beside enough, and with its reason."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from forcefoi.analysis import Answer, alike_figures, check_by_hand, numbers_of
from forcefoi.analysis.odd import comparable_years, nearest_of, odd_recorded, odd_windows
from forcefoi.number import Number
from forcefoi.processed import build, read_slice
from forcefoi.processed.tables import Tables
from forcefoi.told import Told
from forcefoi.wording.tied import tied

ROOT = Path(__file__).parents[2]

# The same for every force, and long in the making.
YEARS: list[pd.DataFrame] = []


def listed(tables: Tables, force: str, figures: pd.DataFrame | None = None) -> Answer:
    figures = tables.figures if figures is None else figures
    own = [t[t["force"] == force] for t in (figures, tables.forces, tables.recorded_crime)]
    alike = alike_figures(figures, tables.forces, force, tables.exercise)
    if not YEARS:
        YEARS.append(comparable_years(tables.recorded_crime, tables.forces, tables.exercise))
    near = nearest_of(YEARS[0], force)
    return check_by_hand(*own, alike, tables.forces, near, tables.exercise)


def changed(figures: pd.DataFrame, figure: str, count: int) -> pd.DataFrame:
    figures = figures.copy()
    figures.loc[figures["figure_id"] == figure, ["low", "high"]] = count
    return figures


@pytest.mark.parametrize(
    "force, says",
    [
        (
            "northumbria",
            ["1.53 times as many a day as 815 in 177 days", "window inferred", "from 1 April 2018"],
        ),
        (
            "northumbria",
            ["is 7.94 crimes for each 1,000 women", "each of the two other forces", "2.64, 3.78"],
        ),
        ("kent", ["in 2017/18 are 7.33", "more than any of the five", "3.69 to 6.70, the middle one 4.53"]),
        ("psni", ["433 in 365 days (2017/18), 1.19 a day: 1.57 times as many a day as 276"]),
        ("cheshire", ["2.99 times as many a day as 284 in 365 days (2016/17)"]),
        ("derbyshire", ["in 2017/18 are 1.17", "less than any of the five"]),
    ],
)
def test_what_a_careful_reader_would_look_at_again(tables: Tables, force, says):
    reasons = listed(tables, force).table["reason"]
    assert any(all(words in reason for words in says) for reason in reasons), list(reasons)


def test_most_forces_have_nothing_to_check(tables: Tables):
    """A list that every force has tells nothing."""
    with_rows = [force for force in tables.forces["force"] if len(listed(tables, force).table)]
    assert 10 <= len(with_rows) <= 20


def test_no_rate_stands_beside_fewer_than_two_others(tables: Tables):
    """Two forces have harassment of 2017/18: one other is nothing to be far from."""
    answer = listed(tables, "psni")
    assert alike_figures(tables.figures, tables.forces, "psni", tables.exercise).empty
    assert set(answer.table["check"]) == {"the window before it"}
    assert "none of its five published figures" in answer.caveats[0].text


def test_what_was_looked_at_is_said_when_nothing_is_listed(tables: Tables):
    answer = listed(tables, "cnc")
    assert answer.table.empty
    assert answer.caveats[0].text.startswith("Nothing could be looked at for this list")


def test_chance_is_not_listed(tables: Tables):
    small = changed(changed(tables.figures, "cheshire-all-rw-2", 3), "cheshire-all-rw-3", 6)
    small = small[~small["figure_id"].isin(["cheshire-all-rw-1"])]
    assert not len(odd_windows(small[small["force"] == "cheshire"], tables.exercise).table)


def test_a_count_of_none_beside_many_is_listed_without_a_ratio_that_is_none(tables: Tables):
    figures = changed(tables.figures, "cheshire-all-rw-3", 0)
    figures = figures[figures["figure_id"] != "cheshire-all-rw-1"]
    rows = odd_windows(figures[figures["force"] == "cheshire"], tables.exercise).table
    assert rows["reason"].to_list() == [
        "284 in 365 days (2016/17), 0.78 a day: beside 0 in 365 days (2017/18), 0.00 a day"
    ]


def test_just_under_half_as_many_again_is_not_listed(tables: Tables):
    figures = tables.figures[tables.figures["figure_id"] != "cheshire-all-rw-1"]
    for count, rows in ((425, 0), (427, 1)):
        near = figures.copy()
        near.loc[near["figure_id"] == "cheshire-all-rw-3", ["low", "high"]] = count
        assert len(odd_windows(near[near["force"] == "cheshire"], tables.exercise).table) == rows


def test_forces_of_another_size_are_not_compared(tables: Tables):
    """Nobody is of the Metropolitan Police's size."""
    years = comparable_years(tables.recorded_crime, tables.forces, tables.exercise)
    assert nearest_of(years, "metropolitan").empty
    assert nearest_of(years, "city-of-london").empty and nearest_of(years, "btp").empty
    near = nearest_of(years, "kent")
    assert set(near.groupby("window").size()) == {5} and "kent" not in set(near["force"])
    apart = near["residents"] / tables.forces.set_index("force").at["kent", "persons_2017"]
    assert apart.between(0.5, 2).all()


def test_a_contradicted_or_inexact_figure_is_compared_with_nothing(tables: Tables):
    figures = tables.figures.copy()
    figures.loc[figures["force"] == "northumbria", "status"] = "at least"
    figures.loc[figures["force"] == "northumbria", "high"] = pd.NA
    assert listed(tables, "northumbria", figures).table.empty


def test_every_row_has_reason_working_and_caveats(tables: Tables):
    for force in ("northumbria", "kent", "psni"):
        table = listed(tables, force).table
        assert (table[["reason", "working", "caveats", "compared_with"]] != "").all(axis=None)
        assert ((table["times"] > 1.5) | (table["times"] < 2 / 3)).all()
        assert table["caveats"].str.contains("odd-is-no-finding").all()


def test_without_others_nothing_is_odd(tables: Tables):
    none = pd.DataFrame({"window": []})
    assert odd_recorded(tables.recorded_crime, tables.forces, none, tables.exercise).table.empty


def test_a_force_without_figures_has_none_of_others_in_its_slice(first_data: Path, tables: Tables):
    public = set(tables.figures["force"])
    for force in tables.forces["force"]:
        it = read_slice(first_data, force)
        if force not in public:
            assert it.alike.empty and it.alike_forces.empty
        assert set(it.alike_forces["force"]) == set(it.alike["force"])
        answer = check_by_hand(
            it.figures, it.forces, it.recorded_crime, it.alike, it.alike_forces, it.near, it.exercise
        )
        pd.testing.assert_frame_equal(answer.table, listed(tables, force).table)


def test_a_figure_changes_its_own_slice_and_those_that_show_it(copy: Path, no_claims: Path):
    build(copy)
    slices = copy / "data" / "processed" / "forces"
    before = {p.stem: p.read_text() for p in slices.glob("*.json")}
    path = copy / "data/raw/published_figures.csv"
    path.write_text(path.read_text().replace(",1371,exact,", ",1372,exact,"), encoding="utf-8")
    build(copy)
    after = {p.stem: p.read_text() for p in slices.glob("*.json")}
    assert {name for name in after if after[name] != before[name]} == {"wiltshire", "northumbria", "cumbria"}
    assert "1372" in json.dumps(json.loads(after["northumbria"])["alike"])


def numbers_in(text: str, numbers: dict[str, Number], name: str) -> list[tuple[str, Number]]:
    """What opens in a text of a row, with the number it opens to."""
    tied_to = [number for key, number in numbers.items() if key.startswith(f"{name}_")]
    return [(p.text, p.number) for p in tied(text, tied_to).pieces if isinstance(p, Told)]


def test_each_number_of_a_row_opens_to_its_own(tables: Tables):
    kent = listed(tables, "kent").table.iloc[0]
    numbers = numbers_of(kent)
    reason = numbers_in(kent["reason"], numbers, "reason")
    assert [text for text, _ in reason] == ["13,429", "7.33", "3.69", "6.70", "4.53"]
    assert [number.formula for _, number in reason[1:]] == [
        "13,429 ÷ 1,832,252 × 1,000",
        "6,246 ÷ 1,692,767 × 1,000",
        "11,361 ÷ 1,694,986 × 1,000",
        "7,928 ÷ 1,749,096 × 1,000",
    ]
    assert numbers["times"].formula == "(13,429 ÷ 1,832,252) ÷ (7,928 ÷ 1,749,096)"
    assert numbers["times"].low == pytest.approx(kent["times"])
    northumbria = listed(tables, "northumbria").table
    assert set(northumbria["check"]) >= {"the window before it", "other forces’ figures"}
    figures = northumbria[northumbria["check"] == "other forces’ figures"].iloc[0]
    others = numbers_in(figures["working"], numbers_of(figures), "working")
    assert [number.id for _, number in others[3:]] == ["wiltshire-all-sa-1~rate", "cumbria-all-nw-1~rate"]


def test_no_number_of_a_row_is_loose_and_each_stands_in_the_cells_it_names(tables: Tables):
    """Read from the raw files themselves, by the rows and columns that the inputs name."""
    raw = {
        name: list(csv.DictReader((ROOT / name).read_text(encoding="utf-8-sig").splitlines()))
        for name in ("data/raw/reference/recorded_crime_by_quarter.csv", "data/raw/reference/population.csv")
    }
    rows = recounted = 0
    for force in tables.forces["force"]:
        for _, row in listed(tables, force).table.iterrows():
            rows += 1
            numbers = numbers_of(row)
            for name in ("reason", "working"):
                found = numbers_in(row[name], numbers, name)
                wanted = sum(key.startswith(f"{name}_") for key in numbers)
                assert [number for _, number in found] == [
                    numbers[f"{name}_{at + 1}"] for at in range(wanted)
                ]
            for number in numbers.values():
                if not number.what.startswith("Crimes recorded for each") or number.unit == "times":
                    continue
                cells, people = (each.where.split("; ")[0] for each in number.inputs)
                file, spans, columns = re.fullmatch(r"(\S+), rows (.+), columns (.+)", cells).groups()
                lines = [
                    raw[file][at - 2]
                    for span in spans.split(" and ")
                    for at in range(int(span.split(" to ")[0]), int(span.split(" to ")[-1]) + 1)
                ]
                count = sum(int(line[column] or 0) for line in lines for column in columns.split(", "))
                file, who, column = re.fullmatch(r"(\S+), the row of (.+), column (.+)", people).groups()
                (residents,) = (int(line[column]) for line in raw[file] if line["force"] == who)
                assert {line["force"] for line in lines} == {who} and len(lines) == 4
                assert number.low == pytest.approx(count / residents * 1000)
                recounted += 1
    assert rows > 20 and recounted > 150
