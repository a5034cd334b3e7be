"""The benchmarks measure what they say: each part runs on a few forces, and no time is looked at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from forcefoi.reports.build import How, Summary, build
from forcefoi.reports.plan import Report
from forcefoi.reports.scratch import scratch
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.warm import AVAILABLE
from forcefoi.reports.warm.start import warm_server

ROOT = Path(__file__).parents[1]
# They are no part of the package, and run from the project's folder.
sys.path.insert(0, str(ROOT))

from benchmarks import commands, limit, memory, project, results  # noqa: E402

COUNT = 2


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with its data made and no report."""
    return project.copy_project(ROOT, tmp_path_factory.mktemp("real") / "project")


@pytest.fixture(scope="module")
def made_up(real: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Report], Summary]:
    """A made-up project, its made-up forces, and what making their pages did. One of them has figures."""
    made = project.make_up(real, tmp_path_factory.mktemp("made-up") / "project", COUNT)
    reports = project.reports(made)[-COUNT:]
    return made, reports, build(made, [report.id for report in reports], How(workers=1, progress=False))


def test_the_limit_draws_as_much_as_stands_on_the_pages(
    made_up: tuple[Path, list[Report], Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, reports, _ = made_up
    monkeypatch.setenv("FORCEFOI_ROOT", str(made))
    for report in reports:
        drawn = limit.draw(made, report)
        assert (drawn.charts, drawn.tables) == limit.count((made / report.page).read_text(encoding="utf-8"))
    assert drawn.charts and drawn.tables


def test_the_makefile_has_a_rule_for_every_report(real: Path) -> None:
    reports = project.reports(real)
    commands.write_makefile(real, reports)
    done = subprocess.run(
        ["make", "-n", "-f", commands.MAKEFILE], cwd=real, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert sum(line.startswith("papermill ") for line in lines) == len(reports)
    assert "papermill -p force kent notebooks/force.ipynb made/kent.ipynb" in lines
    assert "jupyter nbconvert --to forcefoi made/kent.ipynb" in lines


def test_made_up_forces_are_fresh_and_get_pages_that_say_so(
    real: Path, made_up: tuple[Path, list[Report], Summary]
) -> None:
    made, reports, summary = made_up
    assert [report.id for report in reports] == [project.made_up_slug(number) for number in range(COUNT)]
    assert (sorted(summary.built), summary.failed) == ([report.id for report in reports], {})
    assert not summary.data
    real_names = {report.title for report in project.reports(real)[-48:]}
    for number, report in enumerate(reports):
        html = (made / report.page).read_text(encoding="utf-8")
        assert f"Made-up Constabulary {number:04}" in html
        assert not [name for name in real_names if f">{name}<" in html]


def test_one_changed_figure_is_another_count_and_nothing_else(real: Path, tmp_path: Path) -> None:
    copy = project.again(real, tmp_path / "copy")
    before = (copy / project.FIGURES).read_text(encoding="utf-8").splitlines()
    project.change_kent(copy)
    after = (copy / project.FIGURES).read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [(a.split(",")[0], b == a.replace(",73,", ",74,")) for a, b in changed] == [
        (project.KENT_FIGURE, True)
    ]


@pytest.mark.skipif(not AVAILABLE, reason="kernels are forked on Linux only")
def test_a_kernel_says_what_memory_is_its_own(real: Path) -> None:
    with scratch() as folder, warm_server(folder, SETTINGS) as server:
        seen = memory.ask(memory.asking(real), real, server.address)
    assert 0 < seen["written"] <= seen["own"] <= seen["all"]


AT = {
    "when": "2026-01-01 00:00", "commit": "0", "cores": 2, "processor": "one", "memory": "1 GiB", "system": "Linux",
    "busy": "0", "versions": "Python 3",
}  # fmt: skip


def test_the_page_says_what_is_met_and_what_is_not() -> None:
    seconds = {"ours": [10.0], "commands": [70.0], "limit": [5.0], "change": [2.0], "nothing": [0.6]}
    cold: dict[str, Any] = {"at": AT, "seconds": seconds, "reports": 50, "charts": 95, "tables": 171}
    said = results.page({"cold": cold})
    assert "| 7.0 times faster | met |" in said
    assert "| 2.00 times | **not met** |" in said
    assert "Not met: all reports cold, against the limit; nothing changed." in said
