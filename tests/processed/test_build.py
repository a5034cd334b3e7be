"""The processed tables: whole, described, the same every time, and read back as they were."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pandera.errors
import pytest

from forcefoi.errors import ForcefoiError
from forcefoi.figures import Figures
from forcefoi.processed import build, read_slice, read_table
from forcefoi.processed.describe import data_dictionary, field_type
from forcefoi.processed.tables import MODELS, Tables


@pytest.fixture
def built(first_data: Path) -> Path:
    return first_data


def test_every_table_stands_there_as_csv_and_parquet(built: Path):
    folder = built / "data" / "processed"
    assert {p.name for p in folder.iterdir() if p.is_file()} == {
        *(f"{name}.{kind}" for name in MODELS for kind in ("csv", "parquet")),
        "datapackage.json",
    }
    assert len(list((folder / "forces").glob("*.json"))) == 48


@pytest.mark.parametrize("name", MODELS)
def test_a_table_is_read_back_as_it_was(built: Path, tables: Tables, name):
    pd.testing.assert_frame_equal(read_table(built, name), tables.named()[name].reset_index(drop=True))


@pytest.mark.parametrize("name", MODELS)
def test_csv_and_parquet_hold_the_same(built: Path, name):
    table = read_table(built, name)
    text = pd.read_csv(built / f"data/processed/{name}.csv", dtype=str, keep_default_na=False)
    assert list(text.columns) == list(table.columns)
    assert len(text) == len(table)
    for column in table.select_dtypes("Int64"):
        assert list(text[column]) == ["" if pd.isna(v) else str(v) for v in table[column]]
    for column in table.select_dtypes("string"):
        assert list(text[column]) == list(table[column])


def test_the_data_package_describes_what_stands_there(built: Path):
    folder = built / "data" / "processed"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {r["name"] for r in package["resources"]} == set(MODELS)
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode().splitlines()[0].split(",")
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == header
        columns = MODELS[resource["name"]].to_schema().columns
        assert [f["type"] for f in fields] == [field_type(c) for c in columns.values()]
        assert all(f["description"] for f in fields), resource["name"]


def test_values_keep_the_constraints_that_the_data_package_gives(built: Path):
    folder = built / "data" / "processed"
    for resource in json.loads((folder / "datapackage.json").read_text())["resources"]:
        rows = pd.read_csv(folder / resource["path"], dtype=str, keep_default_na=False)
        assert not rows.duplicated(resource["schema"]["primaryKey"]).any()
        for field in resource["schema"]["fields"]:
            values, rules = rows[field["name"]], field.get("constraints", {})
            if "enum" in rules:
                assert set(values) <= set(rules["enum"])
            if rules.get("required"):
                assert (values != "").all(), field
            if "minimum" in rules:
                assert (pd.to_numeric(values[values != ""]) >= rules["minimum"]).all()
        for key in resource["schema"].get("foreignKeys", []):
            other = pd.read_csv(folder / f"{key['reference']['resource']}.csv", dtype=str)
            assert set(rows[key["fields"][0]]) <= set(other[key["reference"]["fields"][0]])


def test_the_data_dictionary_is_up_to_date(root: Path):
    assert (root / "docs/data-dictionary.md").read_text(encoding="utf-8") == data_dictionary(), (
        "a schema changed: run `forcefoi data` and commit docs/data-dictionary.md"
    )


def test_building_again_writes_nothing(with_data: Path):
    before = {p: p.stat().st_mtime_ns for p in (with_data / "data" / "processed").rglob("*") if p.is_file()}
    build(with_data)
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_a_changed_figure_of_a_force_changes_its_slice_only(with_data: Path):
    slices = with_data / "data" / "processed" / "forces"
    before = {p.stem: p.read_bytes() for p in slices.glob("*.json")}
    path = with_data / "data/raw/published_figures.csv"
    path.write_text(path.read_text().replace(",394,exact,", ",395,exact,"), encoding="utf-8")
    build(with_data)
    changed = {p.stem for p in slices.glob("*.json") if p.read_bytes() != before[p.stem]}
    assert changed == {"psni"}


def test_a_slice_holds_its_own_force_and_the_comparators_and_nothing_else(built: Path):
    kent = read_slice(built, "kent")
    assert set(kent.figures["force"]) == set(kent.recorded_crime["force"]) == {"kent"}
    assert set(kent.uk_figures["force"]) == {"uk"}
    assert len(kent.comparators) == 42
    assert read_slice(built, "btp").comparators.empty
    assert set(kent.figures["source_id"]) <= set(kent.sources["source_id"])


def test_a_slice_is_read_back_as_the_tables_are(built: Path, tables: Tables):
    kent = read_slice(built, "kent")
    own = tables.figures[tables.figures["force"] == "kent"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kent.figures, own)
    assert kent.exercise == tables.exercise


@pytest.mark.parametrize(
    "table, column, value, says",
    [
        ("figures", "status", "guessed", "isin"),
        ("figures", "low", None, "non-nullable"),
        ("figures", "low", 10**6, "high is below low"),
        ("sources", "source_id", "the-same", "duplicate"),
        ("recorded_crime", "quarter_start", "2018-04-01", "not unique"),
        ("coverage", "published_figures", -1, "greater_than_or_equal_to"),
    ],
)
def test_a_slice_that_breaks_a_rule_is_refused(with_data: Path, table, column, value, says):
    path = with_data / "data/processed/forces/kent.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    at = content[table]["columns"].index(column)
    for row in content[table]["data"]:
        row[at] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(pandera.errors.SchemaError, match=says):
        read_slice(with_data, "kent")


@pytest.mark.parametrize(
    "force, says", [("kant", "'kent'"), ("uk", "no force"), ("", "no force"), (7, "no force")]
)
def test_an_unknown_force_has_no_slice(built: Path, force, says):
    with pytest.raises(ForcefoiError, match=says):
        read_slice(built, force)


def test_a_force_that_is_gone_leaves_no_slice_behind(with_data: Path):
    path = with_data / "data/raw/reference/forces.csv"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("cnc,")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    build(with_data)
    assert not (with_data / "data/processed/forces/cnc.json").exists()


def test_a_table_not_made_yet_says_what_to_do(copy: Path):
    with pytest.raises(ForcefoiError, match="forcefoi data"):
        read_table(copy, "figures")
    with pytest.raises(ForcefoiError, match="Allowed: figures"):
        read_table(copy, "figgures")


def test_a_frame_that_breaks_the_schema_is_refused(tables: Tables):
    broken = tables.figures.copy()
    broken.loc[0, "high"] = 1
    with pytest.raises(pandera.errors.SchemaError, match="high is below low"):
        Figures.validate(broken)
