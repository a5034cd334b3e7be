"""What the explorer shows is what the force's page says: the notebook's own cells are run, and held against it."""

from __future__ import annotations

import ast
import csv
from pathlib import Path
from typing import Any

import nbformat
import pytest

from forcefoi import processed
from forcefoi.charts import Chart
from forcefoi.explore.force import Force, force
from forcefoi.processed.slices import make_slices, slice_of
from forcefoi.processed.tables import Tables

ROOT = Path(__file__).parents[2]
CELLS = [
    cell.source
    for cell in nbformat.read(ROOT / "notebooks/force.ipynb", 4).cells
    if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])
]
# What is no part of the explorer, and takes long.
LEFT = ("take_away(", "funnel(\n", "missing_windows_request", "right_of_reply(")
CHOICES = ({"8L"}, {"3B"}, {"8L", "8M", "8Q", "8R"}, {"105B", "8M"})


@pytest.fixture(scope="module")
def texts(tables: Tables, root: Path) -> dict[str, str]:
    return make_slices(tables, root)


def page_of(slug: str, text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that the notebook's cells leave, and under `shown` what each of them shows."""
    monkeypatch.setattr(processed, "read_slice", lambda _, name: slice_of(text, name))
    scope: dict[str, Any] = {"force": slug}
    shown = []
    for code in CELLS:
        if any(part in code for part in LEFT):
            continue
        *before, last = _statements(code)
        exec("\n".join(before), scope)
        try:
            shown.append(eval(last, scope))
        except SyntaxError:
            exec(last, scope)
    return {**scope, "shown": shown}


def _statements(code: str) -> list[str]:
    return [ast.get_source_segment(code, node) or "" for node in ast.parse(code).body]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "slug" in metafunc.fixturenames:
        with (ROOT / "data/raw/reference/forces.csv").open(encoding="utf-8-sig") as file:
            metafunc.parametrize("slug", [row["force"] for row in csv.DictReader(file)])


def test_it_shows_what_the_page_says_and_a_choice_of_classes_only_leaves_out(
    slug: str, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(slug, texts[slug], monkeypatch)
    it = slice_of(texts[slug], slug)
    whole = Force(it, it.exercise.codes)
    _is_the_page(whole, page)
    said = "\n".join(str(each) for each in page["shown"])
    for codes in CHOICES:
        view = whole.of(codes)
        assert set(view.findings.sentences) <= set(page["found"].sentences)
        assert set(view.caveats) <= set(page["limits"])
        for sentence in view.sentences:
            assert sentence in said, (codes, sentence)
        _holds_all_that_is_about(view, page)


def _is_the_page(view: Force, page: dict[str, Any]) -> None:
    assert view.headline == page["top"]
    assert view.findings == page["found"]
    assert view.caveats == page["limits"]
    assert view.changes.equals(page["changes"].table)
    assert str(view.claims) == "\n".join(f"{each.claim.said}: {each.verdict}" for each in page["checked"])
    charts = {each.name: each for each in page["shown"] if isinstance(each, Chart)}
    for own, name in ((view.chart, "published-per-day"), (view.recorded_chart, "recorded-by-quarter")):
        assert (own is None) == (name not in charts)
        if own is not None:
            theirs = charts[name]
            for each in ("title", "alt", "note", "source"):
                assert getattr(own, each) == getattr(theirs, each)
            assert own.table.astype(str).equals(theirs.table.astype(str))
    assert view.left_out == ""


def _holds_all_that_is_about(view: Force, page: dict[str, Any]) -> None:
    """No finding is lost that has to do with a figure that is shown."""
    kept = set(view.figures["figure_id"])
    for sentence in page["found"].sentences:
        ids = {n.id for n in sentence.numbers} | {i.id for n in sentence.numbers for i in n.inputs}
        if ids & kept:
            assert sentence in view.findings.sentences


def test_a_force_goes_by_any_of_its_names(texts: dict[str, str]) -> None:
    assert (force("Met").slug, force("kent").name) == ("metropolitan", "Kent Police")
    assert force("kent")._it.figures.equals(slice_of(texts["kent"], "kent").figures)
