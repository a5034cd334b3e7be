"""Fresh or stale, by content alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forcefoi.reports.plan import Report, plan
from forcefoi.reports.stale import (
    DATA_RECORD,
    Hashes,
    Why,
    data_inputs,
    executed_path,
    page_inputs,
    read_record,
    record_path,
    run_files,
    run_inputs,
    why_data_stale,
    why_report_stale,
    write_record,
)
from small_project import write_slice


@pytest.fixture
def kent(project: Path) -> Report:
    report = next(report for report in plan(Hashes(project).read) if report.id == "kent")
    page = project / report.page
    page.parent.mkdir(parents=True)
    page.write_text("page")
    numbers = project / report.provenance
    numbers.parent.mkdir(parents=True)
    numbers.write_text("numbers")
    hashes = Hashes(project)
    kept = executed_path("kent").as_posix()
    (project / kept).parent.mkdir(parents=True)
    (project / kept).write_text("executed")
    files = {name: hashes.now(name) for name in run_files(report, hashes)}
    write_record(
        record_path(project, "kent"),
        run=run_inputs(report, files, [], hashes),
        page=page_inputs(report, hashes),
        executed={kept: hashes.now(kept)},
        outputs={name: hashes.now(name) for name in (report.page, report.provenance)},
    )
    assert str(why_report_stale(report, Hashes(project))) == "fresh"
    return report


def test_it_says_why(project: Path, kent: Report) -> None:
    write_slice(project, "kent", count=1)
    (project / "notebooks/force.ipynb").write_text("{}")
    why = why_report_stale(kent, Hashes(project))
    assert not why.page_only
    assert why.reason == "changed: data/processed/forces/kent.json, notebooks/force.ipynb"


@pytest.mark.parametrize(
    "other", ["data/processed/forces/psni.json", "notebooks/national.ipynb", "data/raw/x.csv"]
)
def test_what_it_does_not_read_leaves_it_fresh(project: Path, kent: Report, other: str) -> None:
    (project / other).write_text("other")
    assert not why_report_stale(kent, Hashes(project))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda page: page.unlink(), "reports/forces/kent.html is gone"),
        (lambda page: page.write_text("by hand"), "reports/forces/kent.html is not as it was written"),
    ],
)
def test_its_numbers_as_data_count(project: Path, kent: Report, change, why: str) -> None:
    change(project / kent.provenance)
    found = why_report_stale(kent, Hashes(project))
    assert found.page_only
    assert found.reason == why.replace("forces/kent.html", "data/kent.provenance.json")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda page: page.unlink(), "reports/forces/kent.html is gone"),
        (lambda page: page.write_text("by hand"), "reports/forces/kent.html is not as it was written"),
    ],
)
def test_the_page_itself_counts(project: Path, kent: Report, change, why: str) -> None:
    change(project / kent.page)
    assert why_report_stale(kent, Hashes(project)) == Why(why, page_only=True)


def test_other_locked_versions_make_it_stale(project: Path, kent: Report) -> None:
    (project / "requirements.lock").unlink()
    assert why_report_stale(kent, Hashes(project)).reason == "changed: requirements.lock"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"inputs": {}, "outputs": {}}', '{"run": 1, "page": {}}', "\udcff"]
)
def test_a_record_that_cannot_be_read_means_again(project: Path, kent: Report, text: str) -> None:
    record_path(project, "kent").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert why_report_stale(kent, Hashes(project)).reason == "not made before"


def test_data_is_stale_when_a_raw_file_comes_goes_or_changes(project: Path) -> None:
    assert why_data_stale(Hashes(project)) == ""
    (project / "data/raw/.~lock.new.csv#").write_text("a spreadsheet is open")
    assert why_data_stale(Hashes(project)) == ""
    new = project / "data/raw/replies/kent/reply.csv"
    new.parent.mkdir(parents=True)
    new.write_text("1")
    assert why_data_stale(Hashes(project)) == "changed: data/raw/replies/kent/reply.csv"


def test_data_is_stale_when_what_was_made_is_not_as_it_was(project: Path) -> None:
    assert set(read_record(project / DATA_RECORD)["outputs"]) > {"data/processed/coverage.csv"}
    write_slice(project, "kent", count=1)
    assert why_data_stale(Hashes(project)) == "data/processed/forces/kent.json is not as it was written"


def test_a_record_that_vouches_for_no_page_vouches_for_nothing(project: Path, kent: Report) -> None:
    path = record_path(project, "kent")
    record = json.loads(path.read_text())
    for part in ("outputs", "executed"):
        path.write_text(json.dumps({**record, part: {}}))
        assert why_report_stale(kent, Hashes(project)).reason == "not made before"
    path.write_text(json.dumps({**record, "outputs": {"x" * 5000: "0"}}))
    assert why_report_stale(kent, Hashes(project)).reason == "not made before"
    path.write_text("[" * 100_000)
    assert why_report_stale(kent, Hashes(project)).reason == "not made before"


def test_a_folder_that_is_a_link_counts_as_well(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "reply.csv").write_text("1")
    (elsewhere / "round").symlink_to(elsewhere)  # no end, if each were entered
    (project / "data/raw/replies").symlink_to(elsewhere)
    assert why_data_stale(Hashes(project)) == "changed: data/raw/replies/reply.csv"
    write_record(project / DATA_RECORD, inputs=data_inputs(Hashes(project)), outputs={})
    assert why_data_stale(Hashes(project)) == ""
    (elsewhere / "reply.csv").write_text("2")
    assert why_data_stale(Hashes(project)) == "changed: data/raw/replies/reply.csv"
