"""The command line: what it says, and the code it ends with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forcefoi import __version__
from forcefoi.cli import main

COMMANDS = ("all", "check", "checksums", "clean", "data", "lab", "publish-check", "report", "reports")


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real project with its data made, and no report."""
    import shutil

    copied = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data/raw", copied / "data/raw")
    shutil.copytree(root / "notebooks", copied / "notebooks")
    result = forcefoi("--root", str(copied), "data")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "data/processed is made.\n"
    return copied


def forcefoi(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_help_names_every_command_and_exit_code() -> None:
    text = forcefoi("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command} " in text
        assert forcefoi(command, "--help").exit_code == 0
    for code in ("0 when", "1 when", "2 when", "130 when"):
        assert code in " ".join(text.split())


def test_version() -> None:
    assert forcefoi("--version").stdout == f"forcefoi, version {__version__}\n"


@pytest.mark.parametrize(
    "args", [["nonsense"], ["report"], ["reports", "--workers", "0"], ["--root", "/nowhere", "data"]]
)
def test_wrong_use_ends_with_2(args: list[str]) -> None:
    result = forcefoi(*args)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCEFOI_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    for args in (["data"], ["--root", str(tmp_path), "reports"]):
        result = forcefoi(*args)
        assert result.exit_code == 2
        assert "data/raw/exercise.toml" in result.stderr and "to do:" in result.stderr


def test_root_wins_over_the_variable(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCEFOI_ROOT", str(tmp_path))
    assert forcefoi("--root", str(made), "data").exit_code == 0


def test_data_that_is_fresh_is_not_made_again(made: Path) -> None:
    assert forcefoi("--root", str(made), "data").stdout == "Nothing to do: data/processed is fresh.\n"


@pytest.mark.parametrize(
    ("name", "near"), [("kant", "kent"), ("Northumbira Police", "northumbria"), ("uk", "")]
)
def test_an_unknown_force_is_refused_with_the_nearest(made: Path, name: str, near: str) -> None:
    result = forcefoi("--root", str(made), "report", name)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr and name in result.stderr
    assert near in result.stderr
    assert not list((made / "reports").rglob("*.html"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("kent", "kent"),
        ("Kent Police", "kent"),
        ("met", "metropolitan"),
        ("PSNI", "psni"),
        ("national", "national"),
        ("Data-Quality", "data-quality"),
    ],
)
def test_a_report_is_found_by_any_name(made: Path, name: str, found: str) -> None:
    from forcefoi.reports.find import find_report

    assert find_report(made, name).id == found


def test_a_broken_row_is_named_without_a_traceback(made: Path, tmp_path: Path) -> None:
    import shutil

    root = Path(shutil.copytree(made, tmp_path / "copy"))
    path = root / "data/raw/reference/forces.csv"
    path.write_text(
        path.read_text().replace("kent,Kent Police,territorial", "kent,Kent Police,territroial", 1)
    )
    processed = {f: f.read_bytes() for f in (root / "data/processed").rglob("*") if f.is_file()}
    result = forcefoi("--root", str(root), "all")
    assert result.exit_code == 1
    assert "data/raw/reference/forces.csv, row" in result.stderr and "territroial" in result.stderr
    assert "Traceback" not in result.stderr
    assert {f: f.read_bytes() for f in processed} == processed


@pytest.mark.parametrize(
    ("args", "code", "part"),
    [
        (["nearly 6,000", "5,887"], 0, "supported"),
        (["tripled", "284", "850"], 0, "supported by rounding"),
        (["almost doubled", "276", "433"], 1, "433 ÷ 276 = 1.569; needs 1.9 or more and less than 2"),
        (["fell", "2,569", "815", "--days", "365", "177"], 1, "not like for like"),
        (["fell", "--days", "365,177", "2,569", "815"], 1, "not like for like"),
        (["over four years", "--from", "2015-04-01", "--to", "2018-09-24"], 1, "3 years and 177 days"),
        (["in less than four years", "2015-04-01", "2018-09-24"], 0, "supported"),
        (["fewer than 50", "<5"], 0, "1 to 4"),
        (["highest ever", "276", "433"], 1, "cannot be checked"),
    ],
)
def test_check_answers_without_a_project(
    args: list[str], code: int, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = forcefoi("check", *args)
    assert (result.exit_code, result.stderr) == (code, "")
    assert part in result.stdout


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["almost doubled", "276"], "needs two counts: before and after"),
        (["almsot doubled", "276", "433"], "Did you mean 'almost doubled'?"),
        (["doubled", "276", "-433"], "-4"),
        (["doubled", "276", "many"], "is not a count"),
        (["fell", "5", "3", "--days", "365"], "2 counts and 1 numbers of days"),
        (["fell", "5", "3", "--days", "a", "year"], "365,177"),
        (["over four years", "--from", "2015-04-01"], "--from and --to"),
        (["over four years", "--from", "2018-04-01", "--to", "2015-04-01"], "ends before it begins"),
        ([], "PHRASE"),
    ],
)
def test_check_given_wrongly_ends_with_2(args: list[str], part: str) -> None:
    result = forcefoi("check", *args)
    assert result.exit_code == 2
    assert part in result.stderr and "Usage:" in result.stderr and "Traceback" not in result.stderr


def test_lab_needs_its_notebook(made: Path, tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/exercise.toml").write_text("")
    result = forcefoi("--root", str(tmp_path), "lab")
    assert (result.exit_code, result.stderr) == (1, "notebooks/explore.ipynb is not there\n")


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("forcefoi")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert __version__ in done.stdout


HELPLINES = (
    "name,contact,for_whom,hours,nation,source,checked_on\n"
    "Police,999,Anyone in danger,,UK,known to all,2026-06-01\n"
    "Samaritans,116 123,Anyone,,UK,its own page,{}\n"
)


@pytest.mark.parametrize(
    ("checked", "on", "code", "says"),
    [
        ("2026-11-01", "2026-11-24", 0, "All 2 helplines of data/raw/reference/helplines.csv were checked"),
        ("", "2026-11-24", 1, "row 3, column 'checked_on': Samaritans, 116 123: nobody has checked it yet"),
        ("2026-11-01", "2026-11-29", 1, "row 2, column 'checked_on': Police, 999: last checked 181 days ago"),
        ("2026-11-01", "2026-10-01", 1, "in the future (today is 2026-10-01)"),
        ("2026-11-01", "tomorrow", 2, "not written as a day"),
    ],
)
def test_publish_check(tmp_path: Path, checked: str, on: str, code: int, says: str) -> None:
    raw = tmp_path / "data/raw"
    (raw / "reference").mkdir(parents=True)
    (raw / "exercise.toml").touch()
    (raw / "reference/helplines.csv").write_text(HELPLINES.format(checked))
    result = forcefoi("--root", str(tmp_path), "publish-check", "--on", on)
    assert result.exit_code == code
    assert says in result.output
    assert ("1 of 2 helplines are to be checked first" in result.stderr) == (
        code == 1 and "future" not in says
    )
    assert ("to do:" in result.stdout) == (code == 1 and "future" not in says)
