"""Somebody files what a force sent: is told what is in it and what is held back, and releases it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from forcefoi.sources.checksums import write_list

CLEAN = "Offence,2016/17\nHarassment,12\n"
PRIVATE = (
    "Crime,Victim name,Detail\n1,Jane Xyzzyson,q.xyzzyson@wexley.example\n2,Quib Plughson,07700 900123\n"
)


@pytest.fixture
def project(copy: Path) -> Path:
    write_list(copy)
    return copy


def forcefoi(project: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("forcefoi"), "--root", project, "reply", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_reply_is_filed_and_what_is_in_it_is_told(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tmp_path = tmp_path_factory.mktemp("inbox")
    (tmp_path / "answer.csv").write_text(CLEAN)
    done = forcefoi(
        project,
        "add",
        "kent",
        tmp_path / "answer.csv",
        "--reference",
        "FOI 951/18",
        "--received",
        "2026-11-02",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 file filed in data/raw/replies/kent/2026-11-02-foi-951-18 (reference: FOI 951/18)",
        "",
        "answer.csv",
        "  csv, read",
        "  lines: 2 rows, 2 columns",
        "",
        "Next: forcefoi reply draft kent",
    ]
    again = forcefoi(project, "add", "Kent Police", tmp_path / "answer.csv")
    assert (
        again.returncode == 0
        and "filed already, in data/raw/replies/kent/2026-11-02-foi-951-18" in again.stdout
    )


def test_names_and_numbers_are_held_back_told_masked_accepted_and_released(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "crimes.csv").write_text(PRIVATE)
    done = forcefoi(project, "add", "kent", tmp_path / "crimes.csv")
    assert done.returncode == 0 and "crimes.csv: held back" in done.stdout
    for told in ("column B, 2 cells: J… X…, Q… P…", "column C, 1 cell: q…@…", "column C, 1 cell: 07… …23"):
        assert told in done.stdout
    assert not any(each in done.stdout.lower() for each in ("xyzzyson", "plughson", "900123", "900 123"))

    refused = forcefoi(project, "release", "kent")
    assert refused.returncode == 1 and "still held back" in refused.stdout and "reply.toml" in refused.stderr

    (folder,) = (project / "data/raw/replies/kent").iterdir()
    text = (folder / "reply.toml").read_text()
    text = text.replace('accepted_by = ""', 'accepted_by = "A Checker"')
    (folder / "reply.toml").write_text(text.replace('because = ""', 'because = "All made up."'))
    released = forcefoi(project, "release", "kent")
    assert released.returncode == 0 and "crimes.csv: released" in released.stdout
    assert (folder / "crimes.csv").read_text() == PRIVATE
    assert forcefoi(project, "release", "kent").stdout == "Nothing is held back.\n"


def test_what_is_hidden_is_listed_and_never_printed(project: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Offence", "Count"])
    hidden = book.create_sheet("Working")
    hidden.sheet_state = "veryHidden"
    hidden.append(["Officer", "Quib Plughson", 4711])
    book.save(tmp_path / "answer.xlsx")
    done = forcefoi(project, "add", "kent", tmp_path / "answer.xlsx")
    assert done.returncode == 0
    assert "sheet 'Working': 1 row, 3 columns, very hidden" in done.stdout and "hidden sheet" in done.stdout
    assert "4711" not in done.stdout and "Plughson" not in done.stdout


def test_a_file_that_can_not_be_read_is_filed_and_said_why(project: Path, tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    done = forcefoi(project, "add", "kent", tmp_path / "page.png")
    assert done.returncode == 0
    assert "not read (scanned): a picture" in done.stdout and "to do: ask the force" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "kant", "a.csv"], 1, "Did you mean 'kent'?"),
        (["add", "kent", "gone.csv"], 1, "there is no such file"),
        (["add", "kent"], 2, "Missing argument"),
        (["add", "kent", "a.csv", "--received", "soon"], 2, "--received"),
        (["add", "kent", "a.csv", "--outcome", "fine"], 2, "not held"),
        (["release", "kent"], 1, "there is no such reply of kent"),
    ],
)
def test_what_is_wrong_is_told_in_words(
    words: list[str], code: int, said: str, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(CLEAN)
    done = forcefoi(project, *(tmp_path / word if word.endswith(".csv") else word for word in words))
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr
    assert not list((project / "data/raw/replies").glob("*/*"))


def test_an_original_that_lies_in_the_project_is_told(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Git would take it with all else, though the copy that was filed is held back."""
    inside, outside = project / "answer.csv", tmp_path_factory.mktemp("inbox") / "outside.csv"
    inside.write_text(PRIVATE)
    outside.write_text(CLEAN)
    done = forcefoi(project, "add", "kent", inside, outside)
    assert f"the original still lies at {inside}: move it out of the project\n" in done.stdout
    assert done.stdout.count("the original still lies") == 1
    (filed,) = (project / "data/raw/replies/kent").glob("*/held/answer.csv")
    again = forcefoi(project, "add", "kent", filed)
    assert again.returncode == 0 and "the original" not in again.stdout
