"""The published figures as they are, and as people add to them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from forcefoi.processed.tables import Tables, make_tables
from forcefoi.sources.raw import read_raw

PUBLISHED = Path("data/raw/published_figures.csv")
ROW = (
    "{id},{force},{offences},{gender},{start},{end},{words},stated,{count},{qualifier},crimes,"
    "Test Gazette,2019-01-02,https://example.org/{id},\n"
)


def add(root: Path, **cells: str) -> None:
    row = {
        "id": "added-1",
        "force": "durham",
        "offences": "all",
        "gender": "female",
        "start": "2017-04-01",
        "end": "2018-03-31",
        "words": "2017/18",
        "count": "1234",
        "qualifier": "exact",
    } | cells
    with (root / PUBLISHED).open("a", encoding="utf-8") as file:
        file.write(ROW.format(**row))


def added(root: Path) -> pd.Series:
    return make_tables(root).figures.set_index("figure_id").loc["added-1"]


def test_the_22_figures_are_all_there_unchanged(tables: Tables):
    assert len(tables.figures) == 22 and len(tables.sources) == 8
    exact = tables.figures[tables.figures["status"] == "exact"]
    assert len(exact) == 20
    assert (exact["low"] == exact["high"]).all()


def test_the_same_quantity_rounded_holds_the_exact_one(tables: Tables):
    row = tables.figures.set_index("figure_id").loc["uk-all-nw-1"]
    assert (row["low"], row["high"], row["status"]) == (62500, 67500, "rounded")
    assert row["low"] <= 64492 <= row["high"]


def test_at_least_has_no_upper_end(tables: Tables):
    row = tables.figures.set_index("figure_id").loc["psni-all-hr-1"]
    assert row["low"] == 1220 and pd.isna(row["high"])


def test_other_windows_are_carried(tables: Tables):
    figures = tables.figures.set_index("figure_id")["other_windows"]
    assert figures["kent-stalking-kg-1"] == figures["kent-threats-kg-1"] == "2018-04-01/2018-09-24"
    assert (figures == "").sum() == 20


@pytest.mark.parametrize(
    "cells, low, high, status",
    [
        ({"count": '"1,234"'}, 1234, 1234, "exact"),
        ({"count": " 1 234 "}, 1234, 1234, "exact"),
        ({"count": "<5", "qualifier": "below threshold"}, 1, 4, "below threshold"),
        ({"count": "1234", "qualifier": "at least"}, 1234, None, "at least"),
        ({"count": "1200", "qualifier": "Rounded"}, 1100, 1300, "rounded"),
        ({"count": "", "qualifier": "refused"}, 0, None, "refused"),
        ({"count": "", "qualifier": "no reply"}, 0, None, "no reply"),
        ({"count": "Nil"}, 0, 0, "exact"),
    ],
)
def test_a_figure_dropped_in_is_read(copy: Path, cells, low, high, status):
    add(copy, **cells)
    row = added(copy)
    assert row["low"] == low and row["status"] == status
    assert pd.isna(row["high"]) if high is None else row["high"] == high


@pytest.mark.parametrize(
    "force", ["durham", "Durham Constabulary", "DURHAM  POLICE", "County Durham", "\u00a0durham "]
)
def test_a_force_may_go_by_any_of_its_names(copy: Path, force):
    add(copy, force=force)
    assert added(copy)["force"] == "durham"


@pytest.mark.parametrize("offences", ["8L", "Death threats", "Stalking  and Harassment", "all offences"])
def test_an_offence_may_go_by_any_of_its_names(copy: Path, offences):
    add(copy, offences=offences)
    assert added(copy)["offences"] in {"8L", "threats to kill", "stalking and harassment", "all"}


def test_days_as_a_british_spreadsheet_saves_them(copy: Path):
    add(copy, start="01/04/2017", end="31/3/18")
    assert added(copy)["days"] == 365


def test_a_file_saved_by_a_spreadsheet_reads_the_same(copy: Path, tables: Tables):
    """With a byte-order mark, Windows line ends, and an empty row at the end."""
    path = copy / PUBLISHED
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n") + ",,,,,,,,,,,,,,\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    pd.testing.assert_frame_equal(make_tables(copy).figures, tables.figures)


def test_columns_may_stand_in_any_order(copy: Path, tables: Tables):
    path = copy / PUBLISHED
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame[frame.columns[::-1]].to_csv(path, index=False)
    pd.testing.assert_frame_equal(make_tables(copy).figures, tables.figures)


def test_a_later_release_with_more_quarters_is_read(copy: Path):
    path = copy / "data/raw/reference/recorded_crime_by_quarter.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("kent,2019-04-01,2019-06-30,1,2,3,4,5,6\n")
    recorded = make_tables(copy).recorded_crime
    assert recorded["quarter_start"].max() == pd.Timestamp("2019-04-01")
    assert len(recorded) == 5286


def test_rows_are_counted_as_a_spreadsheet_counts_them(root: Path):
    rows = read_raw(root, "reference/forces.csv", ["force", "name", "kind", "nation", "region", "area_code",
                    "home_office_name", "police_uk_id", "aliases", "tile_column", "tile_row"])  # fmt: skip
    assert rows.index[0] == 2 and rows.index[-1] == 49


def test_every_raw_file_is_named_in_the_readme(root: Path):
    text = (root / "data/raw/README.md").read_text(encoding="utf-8")
    raw = root / "data" / "raw"
    for path in raw.rglob("*"):
        # Replies are named each in its own reply.toml.
        if (
            path.is_file()
            and path.parent != raw / "replies"
            and path.name not in ("README.md", "checksums.sha256")
        ):
            assert f"`{path.relative_to(raw).as_posix()}`" in text
