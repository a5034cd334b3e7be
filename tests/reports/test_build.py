"""Building reports for real: notebooks run by papermill in kernels, pages written, what is fresh left alone."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forcefoi.cli import main
from forcefoi.errors import ForcefoiError
from forcefoi.reports import stale
from forcefoi.reports.build import How, build
from forcefoi.reports.lock import Busy, alone
from forcefoi.reports.plan import plan
from forcefoi.reports.pool import Workshop
from forcefoi.reports.stale import Hashes, why_report_stale
from forcefoi.reports.why import explain
from small_project import (
    FORCE_CELLS,
    FORCES,
    OVERALL_IDS,
    READ,
    make_project,
    settle,
    write_coverage,
    write_notebook,
    write_slice,
)

QUIET = How(progress=False)
IDS = {*OVERALL_IDS, *FORCES}
pytestmark = pytest.mark.usefixtures("stays")


def forcefoi(root: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *args], catch_exceptions=False)


def pages(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "reports").rglob("*.html")}


@pytest.fixture(scope="module")
def built_once(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("built") / "a project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(How, "maker", lambda how: nullcontext(workshop))
        done = build(root, how=QUIET)
    assert (set(done.built), done.failed) == (IDS, {})
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A project with all its reports made, in a folder that it was not made in."""
    return Path(shutil.copytree(built_once, tmp_path / "moved"))


def test_what_changed_is_built_again_and_nothing_else(built: Path) -> None:
    first = pages(built)
    assert b"kent 2000" in first["kent.html"]
    for force in FORCES:
        assert f'href="forces/{force}.html"'.encode() in first["index.html"]

    for path in [*(built / "notebooks").iterdir(), *(built / "data").rglob("*.json")]:
        path.touch()
    done = build(built, how=QUIET)
    assert (done.built, set(done.fresh)) == ([], IDS)
    assert str(done).startswith("Nothing to do: 8 pages are fresh")

    write_slice(built, "kent", count=2001)
    settle(built)
    done = build(built, how=QUIET)
    assert done.built == ["kent"]
    assert b"kent 2001" in pages(built)["kent.html"]

    page = built / "reports/forces/psni.html"
    page.write_text(page.read_text().replace("3000", "30"))
    (built / "reports/data/national.provenance.json").unlink()
    done = build(built, how=QUIET)
    assert set(done.built) == {"psni", "national"}
    assert {name: page for name, page in pages(built).items() if name != "kent.html"} == {
        name: page for name, page in first.items() if name != "kent.html"
    }

    (built / "data/processed/figures.csv").write_text("figure_id\n")
    settle(built)
    # How words are judged hangs on no figure.
    assert set(build(built, how=QUIET).built) == OVERALL_IDS - {"words"}

    # A force that leaves the table takes its page along; a page that is not ours stays.
    (built / "reports/forces/ours-not.html").write_text("by hand")
    write_coverage(built, {force: name for force, name in FORCES.items() if force != "psni"})
    settle(built)
    done = build(built, how=QUIET)
    assert done.removed == ["psni"]
    left = {path.name for path in (built / "reports/forces").iterdir()}
    assert left == {"durham.html", "kent.html", "ours-not.html"}
    beside = {path.name.partition(".")[0] for path in (built / "reports/data").iterdir()}
    assert beside == {"durham", "kent", *OVERALL_IDS}


def test_another_template_makes_pages_again_and_runs_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, ("import time\nprint(time.time_ns())",))
    build(project, how=QUIET)
    first = pages(project)
    real = stale.read_package()

    def other(name: str) -> None:
        monkeypatch.setattr(stale, "read_package", lambda: {**real, f"package/{name}": "other"})

    other("reports/template/page.css")
    lines = list(explain(project))
    assert "kent: page only, changed: package/reports/template/page.css" in lines
    assert lines[0] == "data: fresh" and lines[-1] == "8 of 8 reports would be made."
    assert len(build(project, how=QUIET).built) == len(IDS)
    assert pages(project) == first, "the same runs, the same pages"
    assert build(project, how=QUIET).built == []

    other("reports/run.py")
    assert len(build(project, how=QUIET).built) == len(IDS)
    assert pages(project)["kent.html"] != first["kent.html"], "run again, at another time"
    # Code that no report can reach.
    for name in ("cli.py", "reports/build.py", "reports/progress.py"):
        other("reports/run.py")
        real[f"package/{name}"] = "other"
        assert build(project, how=QUIET).built == []


def test_a_run_notebook_that_is_gone_or_changed_is_run_again(built: Path) -> None:
    first = pages(built)
    (built / "reports/forces/kent.html").unlink()
    (built / "reports/.built/kent.ipynb").unlink()
    (built / "reports/forces/psni.html").unlink()
    executed = built / "reports/.built/psni.ipynb"
    executed.write_text(executed.read_text().replace("3000", "30"))
    (built / "reports/forces/durham.html").unlink()
    lines = list(explain(built))
    assert "kent: reports/forces/kent.html is gone" in lines
    assert "psni: reports/forces/psni.html is gone" in lines
    assert "durham: page only, reports/forces/durham.html is gone" in lines
    assert set(build(built, how=QUIET).built) == {"kent", "psni", "durham"}
    assert pages(built) == first


def test_one_that_fails_is_named_and_stops_no_other(built: Path) -> None:
    fails = "if force == 'kent':\n    raise ValueError('\\x1b[31mno such class\\x1b[0m')\n"
    write_notebook(built / "notebooks/force.ipynb", *FORCE_CELLS, (fails + "print('late')",))
    result = forcefoi(built, "reports", "--workers", "2")
    assert result.exit_code == 1
    assert "kent: notebooks/force.ipynb, cell 5\n  error:    ValueError: no such class\n" in result.stderr
    assert "if force == 'kent'" in result.stderr and "\x1b" not in result.stderr
    assert "Failed: kent" in result.stderr
    assert "2 built, 5 fresh, 1 failed" in result.stdout
    assert not (built / "reports/forces/kent.html").exists()
    assert not (built / "reports/data/kent.provenance.json").exists()
    assert not (built / "reports/.built/kent.json").exists()
    assert "no such class" in (built / "reports/failed/kent.ipynb").read_text()
    assert b"late" in pages(built)["durham.html"]
    index = pages(built)["index.html"].decode()
    assert 'href="forces/kent.html"' not in index
    assert ">Kent Police\n" in index and "its report could not be made" in index

    write_notebook(built / "notebooks/force.ipynb", *FORCE_CELLS)
    result = forcefoi(built, "report", "kent")
    assert result.exit_code == 0
    assert "1 built" in result.stdout and "Open reports/forces/kent.html" in result.stdout
    assert not list((built / "reports/failed").iterdir())
    assert b'href="forces/kent.html"' in pages(built)["index.html"]


def test_what_changes_while_a_page_is_made_makes_it_again(project: Path) -> None:
    """A notebook saved during its own run: the page is from the old one, and must not stand as fresh."""
    notebook = project / "notebooks/force.ipynb"
    saves = f"path = Path({str(notebook)!r})\npath.write_text(path.read_text() + ' ')"
    write_notebook(notebook, *FORCE_CELLS, (saves,))
    build(project, ["kent"], QUIET)
    report = next(r for r in plan(Hashes(project).read) if r.id == "kent")
    assert why_report_stale(report, Hashes(project)).reason == "changed: notebooks/force.ipynb"


def test_a_report_reads_nothing_but_what_is_its_own(project: Path) -> None:
    """Else its page would not be made again when that changed."""
    reads = "(root / 'data/processed/forces/psni.json').read_text()"
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (reads,))
    done = build(project, ["kent"], QUIET)
    assert "No such file or directory: 'data/processed/forces/psni.json'" in done.failed["kent"]
    assert (
        "This report may read: data/raw/exercise.toml, data/processed/forces/kent.json" in done.failed["kent"]
    )


def test_the_index_says_which_pages_are_older_than_their_figures(built: Path) -> None:
    for force in ("kent", "psni"):
        write_slice(built, force, count=77)
    settle(built)
    build(built, ["kent"], QUIET)
    index = pages(built)["index.html"].decode()
    assert index.count("this page is older than its figures") == 1
    assert "Police Service of Northern Ireland</a>" in index


def test_bad_input_touches_no_page(built: Path) -> None:
    before = pages(built)
    mark = built / "data/raw/exercise.toml"
    mark.write_text("not toml")
    write_slice(built, "kent", count=1)
    result = forcefoi(built, "all")
    assert result.exit_code == 1 and "exercise.toml" in result.stderr
    assert "Traceback" not in result.stderr
    assert pages(built) == before


def test_an_interrupted_write_leaves_the_old_page(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages(built)
    write_slice(built, "kent", count=2001)
    settle(built)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        # Between the writing beside and the renaming: the moment that matters.
        patch.setattr(os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            build(built, ["kent"], QUIET)
    assert pages(built) == before
    assert not list((built / "reports").rglob("*.part"))
    assert build(built, how=QUIET).built == ["kent"]


def test_two_runs_at_once(project: Path) -> None:
    with alone(project):
        with pytest.raises(Busy, match=f"process {os.getpid()} on"):
            build(project, how=QUIET)
        assert "wait for it" in forcefoi(project, "reports").stderr


def test_an_unknown_report_is_refused_before_any_work(project: Path) -> None:
    with pytest.raises(ForcefoiError, match="Did you mean 'kent'"):
        build(project, ["kant"], QUIET)
    assert not pages(project)


def test_a_missing_notebook_fails_its_reports_alone(project: Path) -> None:
    (project / "notebooks/national.ipynb").unlink()
    done = build(project, ["national"], QUIET)
    assert "this notebook is not there" in done.failed["national"]


def test_clean_removes_what_was_made_and_nothing_else(project: Path) -> None:
    build(project, ["kent"], QUIET)
    note = project / "reports/my notes.txt"
    note.write_text("keep")
    raw = sorted((project / "data/raw").rglob("*"))
    result = forcefoi(project, "clean")
    assert result.exit_code == 0
    assert "Left, since no build wrote them: reports/my notes.txt" in result.stdout
    assert sorted((project / "data/raw").rglob("*")) == raw
    assert [path for path in (project / "reports").rglob("*") if path.is_file()] == [note]
    assert not (project / "data/processed").exists()


def test_progress_is_plain_lines_when_nobody_watches(project: Path) -> None:
    result = forcefoi(project, "report", "durham")
    assert result.stderr.startswith("[1/1] durham built in ")
    assert READ not in result.stdout
