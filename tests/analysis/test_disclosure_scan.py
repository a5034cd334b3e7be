"""The disclosure test over what a project prints: in whichever kind of file a number stands, it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from forcefoi.analysis.disclosure import given_away, withhold_figures
from forcefoi.charts import show_table
from forcefoi.figures import number_of
from forcefoi.panels import panels
from forcefoi.processed.tables import Tables
from forcefoi.reports.downloads import csv_of
from forcefoi.reports.workbook import workbook
from forcefoi.windows import Window
from forcefoi.wording.tables import figures_table

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
from disclosure_scan import scan

THRESHOLD = 5
YEAR = Window.financial_year(2016)
COUNTS = {"female": (7, 7), "male": (1, 4), "all": (9, 9)}
FORCES = pd.DataFrame({"force": ["wexley"], "name": ["Wexley Police"]})
SOURCES = pd.DataFrame({"source_id": ["reply"], "publisher": ["Wexley Police"]})
TAKE = {"title": "Wexley Police", "about": [], "notes": [], "sources": [], "day": "2020-01-01"}
Write = Callable[[Path, pd.DataFrame, Tables], None]


@pytest.fixture(scope="module")
def figures(tables: Tables) -> pd.DataFrame:
    """Women, men and all victims of stalking in Wexley; the force gave the men as fewer than 5, and they are 2."""
    rows = [
        tables.figures.iloc[0].to_dict()
        | {"figure_id": f"wexley-{gender}", "force": "wexley", "offences": "8Q", "victim_gender": gender}
        | {"window_start": pd.Timestamp(YEAR.start), "window_end": pd.Timestamp(YEAR.end), "days": YEAR.days}
        | {"low": low, "high": high, "status": "exact" if low == high else "below threshold", "note": ""}
        | {"source_id": "reply", "locator": "reply.xlsx, B2", "qualifier": "", "window_basis": "stated"}
        for gender, (low, high) in COUNTS.items()
    ]
    return pd.DataFrame(rows, columns=tables.figures.columns).astype(tables.figures.dtypes.to_dict())


def numbers(figures: pd.DataFrame) -> list:
    return [number_of(row) for _, row in figures.iterrows()]


def table(figures: pd.DataFrame, tables: Tables) -> dict:
    return show_table(figures_table(figures, SOURCES, tables.exercise), "Figures").plain()


def as_page(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    (folder / "wexley.html").write_text(f"<main>{panels(numbers(figures))}</main>", encoding="utf-8")


def as_inputs(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    lines = (f"<li>{each.text}</li>" for number in numbers(figures) for each in number.inputs)
    (folder / "wexley.html").write_text("\n".join(lines), encoding="utf-8")


def as_data(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    plain = [number.to_json() | {"inputs": []} for number in numbers(figures)]
    content = {"page": "forces/wexley.html", "numbers": plain}
    (folder / "wexley.provenance.json").write_text(json.dumps(content), encoding="utf-8")


def as_csv(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    (folder / "wexley-figures.csv").write_bytes(csv_of(table(figures, tables)))


def as_workbook(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    (folder / "wexley.xlsx").write_bytes(workbook(TAKE, [table(figures, tables)], []))


def as_processed(folder: Path, figures: pd.DataFrame, tables: Tables) -> None:
    to = folder.parents[2] / "data/processed"
    to.mkdir(parents=True)
    figures.to_csv(to / "figures.csv", index=False)


@pytest.mark.parametrize("write", [as_page, as_inputs, as_data, as_csv, as_workbook, as_processed])
def test_a_number_counts_in_whichever_file_it_stands(
    tmp_path: Path, figures: pd.DataFrame, tables: Tables, write: Write
) -> None:
    shown, reasons = withhold_figures(figures, tables.exercise, THRESHOLD)
    assert len(reasons) == 1
    for printed, exposed in ((figures, True), (shown, False)):
        root = tmp_path / str(exposed)
        folder = root / "reports/data/wexley"
        folder.mkdir(parents=True)
        write(folder, printed, tables)
        found = scan(root, figures, FORCES, tables.exercise)
        assert {each.of for each in found} == {(name,) for name in figures["figure_id"]}
        assert bool(given_away(found, figures, tables.exercise, THRESHOLD)) == exposed


def test_files_that_tell_nothing_alone_tell_all_together(
    tmp_path: Path, figures: pd.DataFrame, tables: Tables
) -> None:
    folder = tmp_path / "reports/data/wexley"
    folder.mkdir(parents=True)
    as_page(folder, figures[figures["victim_gender"] == "female"], tables)
    assert not given_away(
        scan(tmp_path, figures, FORCES, tables.exercise), figures, tables.exercise, THRESHOLD
    )
    as_csv(folder, figures[figures["victim_gender"] == "all"], tables)
    found = scan(tmp_path, figures, FORCES, tables.exercise)
    assert {each.where.rpartition(".")[2] for each in found} == {"html", "csv"}
    assert [each.id for each in given_away(found, figures, tables.exercise, THRESHOLD)] == ["wexley-male"]
