"""Reports made on a real Dask cluster of several worker processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from forcefoi.cli import main
from forcefoi.reports import cluster as cluster_module
from forcefoi.reports.build import How, build
from small_project import (
    FORCE_CELLS,
    FORCES,
    OVERALL_IDS,
    make_project,
    settle,
    write_coverage,
    write_notebook,
    write_slice,
)

MANY = {f"made-up-{number}": f"Made-up Constabulary {number}" for number in range(1, 7)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster


def project_of_many(root: Path, *cells: tuple[str, ...]) -> Path:
    make_project(root)
    for number, force in enumerate(MANY):
        write_slice(root, force, count=number)
    write_coverage(root, FORCES | MANY)
    write_notebook(root / "notebooks/force.ipynb", *FORCE_CELLS, *cells)
    settle(root)
    return root


def test_pages_are_those_that_this_machine_makes(tmp_path: Path, cluster: LocalCluster) -> None:
    here, there = make_project(tmp_path / "here"), make_project(tmp_path / "there")
    build(here, how=How(progress=False))
    result = CliRunner().invoke(
        main,
        ["--root", str(there), "reports", "--scheduler", cluster.scheduler_address],
        catch_exceptions=False,
    )
    assert result.exit_code == 0 and "8 built, 0 fresh, 0 failed" in result.stdout
    made = sorted(path.relative_to(here) for path in (here / "reports").rglob("*") if path.is_file())
    for path in made:
        if path.name != ".lock":
            assert (here / path).read_bytes() == (there / path).read_bytes(), path
    assert build(there, how=How(progress=False)).built == []


def test_a_worker_that_dies_has_its_reports_made_elsewhere(tmp_path: Path, cluster: LocalCluster) -> None:
    """The first to run a notebook kills its own worker, with no warning."""
    mark = tmp_path / "killed"
    kill = (
        "import psutil, signal, time\n"
        f"mark = Path({str(mark)!r})\n"
        "try:\n"
        "    mark.touch(exist_ok=False)\n"
        "except FileExistsError:\n"
        "    time.sleep(0.3)\n"
        "else:\n"
        "    worker = psutil.Process(os.getppid()).parent()  # a kernel's parent is the server, and its the worker\n"
        "    mark.write_text(str(worker.pid))\n"
        "    worker.kill()\n"
        "    time.sleep(60)\n"
    )
    root = project_of_many(tmp_path / "many", (kill,))
    done = build(root, how=How(scheduler=cluster.scheduler_address, progress=False))
    assert done.failed == {}
    assert set(done.built) == {*OVERALL_IDS, *FORCES, *MANY}
    assert not psutil.pid_exists(int(mark.read_text()))


def test_a_report_that_fails_fails_alone(tmp_path: Path, cluster: LocalCluster) -> None:
    root = project_of_many(tmp_path / "many", ("if force == 'kent': raise ValueError('no such class')",))
    done = build(root, how=How(scheduler=cluster.scheduler_address, progress=False))
    assert list(done.failed) == ["kent"]
    assert "notebooks/force.ipynb, cell 5\n  error:    ValueError: no such class" in done.failed["kent"]
    assert (root / "reports/failed/kent.ipynb").is_file()


def test_a_worker_with_other_code_makes_nothing(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "fingerprint", lambda: "another")
    root = make_project(tmp_path / "project")
    result = CliRunner().invoke(
        main, ["--root", str(root), "reports", "--scheduler", cluster.scheduler_address]
    )
    assert result.exit_code == 1
    assert "install the same forcefoi from the same requirements.lock there" in result.stderr
    assert not list((root / "reports").rglob("*.html")) or not list((root / "reports/forces").rglob("*.html"))


def test_where_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 1)
    root = make_project(tmp_path / "project")
    result = CliRunner().invoke(main, ["--root", str(root), "reports", "--scheduler", "tcp://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in result.stderr
    assert "Traceback" not in result.stderr


def test_workers_leave_nothing_behind(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    me = psutil.Process()
    before = {each.pid for each in me.children(recursive=True)}
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as own:
        build(root, ["kent"], How(scheduler=own.scheduler_address, progress=False))
        family = [each for each in me.children(recursive=True) if each.pid not in before]
        assert any("forcefoi.reports.warm.server" in each.cmdline() for each in family)
    end = time.monotonic() + 5
    while time.monotonic() < end and any(each.is_running() for each in family):
        for each in family:
            # What was our own child must be waited for, or it stays in the table of processes.
            with suppress(ChildProcessError):
                os.waitpid(each.pid, os.WNOHANG)
        time.sleep(0.05)
    left = [each for each in family if each.is_running() and "forcefoi" in " ".join(each.cmdline())]
    assert left == [], [signal.Signals(9), left]
