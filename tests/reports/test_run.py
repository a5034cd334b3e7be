"""Running a notebook for real, and every way in which that can fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.run import run
from small_project import write_notebook


def fails(root: Path, *cells: str | tuple[str, ...], time_limit: int = 60) -> ReportFailed:
    notebook = root / "n.ipynb"
    write_notebook(notebook, ("force = ''", "parameters"), *cells)
    with pytest.raises(ReportFailed) as caught:
        run(notebook, {"force": "kent"}, root, report="kent", time_limit=time_limit)
    return caught.value


def test_every_cell_is_run_in_this_environment_and_this_project(tmp_path: Path) -> None:
    write_notebook(
        tmp_path / "n.ipynb",
        ("force = ''", "parameters"),
        (
            "import os, sys\nprint(force, os.getcwd(), os.environ['FORCEFOI_ROOT'], os.environ['PYTHONHASHSEED'])",
        ),
        ("print(sys.executable)",),
    )
    nb = run(tmp_path / "n.ipynb", {"force": "kent"}, tmp_path)
    said = [output.text.strip() for cell in nb.cells for output in cell.get("outputs", [])]
    assert said == [f"kent {tmp_path} {tmp_path} 0", sys.executable]


def test_sys_exit_is_a_failure(tmp_path: Path) -> None:
    error = fails(tmp_path, ("import sys; sys.exit(0)",), ("print('never')",))
    assert (error.report, error.notebook, error.cell) == ("kent", "n.ipynb", 2)
    assert "ended the notebook" in error.error


def test_a_cell_that_never_ends_is_stopped(tmp_path: Path) -> None:
    error = fails(tmp_path, "# Wait", ("import time; time.sleep(60)",), time_limit=1)
    assert error.cell == 3
    assert "longer than the 1 seconds" in error.error
    assert "time.sleep" in error.kept


def test_a_kernel_that_dies(tmp_path: Path) -> None:
    error = fails(tmp_path, ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)",), ("2",))
    assert error.cell == 2
    assert "the kernel died" in error.error


def test_a_parameter_that_the_notebook_does_not_take(tmp_path: Path) -> None:
    write_notebook(tmp_path / "n.ipynb", ("print('for whom?')",))
    with pytest.raises(ReportFailed, match="it takes no parameter force"):
        run(tmp_path / "n.ipynb", {"force": "kent"}, tmp_path)


def test_a_file_that_is_no_notebook(tmp_path: Path) -> None:
    (tmp_path / "n.ipynb").write_text("{")
    for parameters in ({}, {"force": "kent"}):
        with pytest.raises(ReportFailed, match="not a notebook that can be read"):
            run(tmp_path / "n.ipynb", parameters, tmp_path)


def test_a_failure_crosses_processes_whole() -> None:
    import pickle

    error = ReportFailed("kent", "n.ipynb", 3, "1/0", "ZeroDivisionError", "{}")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.kept) == (str(error), "{}")
