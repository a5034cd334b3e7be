"""Another exercise is started: an empty one, which works at once, says so, and has nothing of this one."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient

from forcefoi.cli import main
from forcefoi.errors import DataError, ForcefoiError
from forcefoi.exercise import read_exercise
from forcefoi.new_exercise import make_exercise_folder
from forcefoi.new_exercise.make import TEMPLATE, bodies_text
from forcefoi.question import read_question
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.gather import gather
from whole_project import run

TODAY = date(2026, 11, 25)
KENT = {"kent": ["Kent Police", "Kent"]}


@pytest.fixture(scope="module")
def new(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new exercise as the command makes it, in a folder whose name has spaces and a quote; nothing is made in it."""
    folder = tmp_path_factory.mktemp("new") / "Stop & search's rates"
    done = CliRunner().invoke(
        main, ["--root", str(root), "new-exercise", str(folder)], catch_exceptions=False
    )
    assert done.exit_code == 0
    assert "no question and no data yet" in done.stdout
    return folder


def texts(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".python"]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture(scope="module")
def built(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it after `make`."""
    folder = shutil.copytree(new, tmp_path_factory.mktemp("built") / new.name)
    done = run("make", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_make_and_make_test_pass_at_once(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest clears away what runs before it left; that of other projects' tests is not to be waited for.
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", str(tmp_path))
    done = run("make test", built)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\b[5-9] passed", done.stdout) and "skipped" not in done.stdout


def test_its_pages_say_that_there_are_no_data(built: Path) -> None:
    page = (built / "reports/replies.html").read_text(encoding="utf-8")
    assert "There are no data yet." in page and "No reply is filed" in page
    assert [path.name for path in (built / "reports").glob("*.html")] == ["replies.html"]
    for table in ("replies", "reply_counts", "reply_checks", "reply_revisions"):
        with (built / f"data/processed/{table}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) == 1, table


def test_the_notebook_runs_and_says_so_too(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCEFOI_ROOT", str(built))
    notebook = nbformat.read(built / "notebooks/explore.ipynb", as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert "There are no data yet." in json.dumps(notebook["cells"])


def test_outside_a_project_one_is_made_whose_bodies_are_still_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCEFOI_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["new-exercise", "burglary"], catch_exceptions=False)
    assert (
        done.exit_code == 0 and "and whom it is put to, into burglary/data/raw/exercise.toml" in done.stdout
    )
    assert read_question(tmp_path / "burglary").bodies == {"a-body": ("A body that is to be named",)}
    text = (tmp_path / "burglary/data/raw/exercise.toml").read_text(encoding="utf-8")
    assert "Whom it was asked of: name each" in text and "@" not in text
    made = CliRunner().invoke(main, ["--root", "burglary", "data"], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    # A folder that was named and is no project is told, and nothing is made.
    assert CliRunner().invoke(main, ["--root", "nowhere", "new-exercise", "other"]).exit_code == 2
    assert not (tmp_path / "other").exists()


def test_nothing_of_this_exercise_is_in_it(new: Path, root: Path) -> None:
    """No count, no window, no offence, no claim and no word of the question; the bodies' names are no data of it."""
    exercise = read_exercise(root)
    with (root / "data/raw/published_figures.csv").open(encoding="utf-8", newline="") as file:
        counts = {row["count"].replace(",", "") for row in csv.DictReader(file)}
    windows = {f"{day}" for window in exercise.windows for day in (window.start, window.end)}
    words = {exercise.asked_by, exercise.reference, "online", "threat", "harassment", "women"}
    for name, text in texts(new).items():
        if name.endswith("checksums.sha256"):
            continue
        numbers = {found.replace(",", "") for found in re.findall(r"\d[\d,]*", text)}
        assert not numbers & counts, name
        assert not [each for each in windows | words if each.casefold() in text.casefold()], name


def test_every_text_says_first_that_it_is_empty(new: Path) -> None:
    found = texts(new)
    for name in ("README.md", "data/raw/exercise.toml", "data/raw/README.md", "data/raw/replies/README.md"):
        words = " ".join(found[name].split()).casefold()
        assert any(each in words for each in ("is empty", "none so far", "no reply is filed yet")), name


def test_it_has_the_layout_of_this_project(new: Path, root: Path) -> None:
    """Each file of it has one of the same name and purpose here."""
    for name in texts(new):
        if name not in ("tests/test_exercise.py",):
            assert (root / name).exists(), name


def test_it_has_the_bodies_of_the_project(new: Path, root: Path) -> None:
    question = read_question(new)
    assert question.bodies == {
        slug: tuple(names) for slug, names in read_bodies(root, read_question(root)).items()
    }
    assert question.template and question.id == "stop-search-s-rates"


def test_its_python_is_clean(new: Path) -> None:
    # A test is told by its name, here as there.
    ruff = [sys.executable, "-m", "ruff"]
    config = str(Path(__file__).parents[2] / "pyproject.toml")
    for words in (["check", "--ignore", "D1,ANN"], ["format", "--check"]):
        done = subprocess.run(
            [*ruff, *words, "--no-cache", "--config", config, str(new / "tests")],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_reply_is_read_before_the_question_is_written(tmp_path: Path) -> None:
    folder = make_exercise_folder(tmp_path / "new", KENT, TODAY)
    reply = folder / "data/raw/replies/kent/2026-11-25-1"
    reply.mkdir(parents=True)
    (reply / "reply.toml").write_text('force = "kent"\n')
    question = read_question(folder)
    with pytest.raises(DataError, match="not written yet, so no reply is read"):
        gather(folder, question, read_bodies(folder, question))


@pytest.mark.parametrize("inside", [True, False])
def test_what_is_there_is_not_written_over(tmp_path: Path, inside: bool) -> None:
    folder = tmp_path / "mine"
    if inside:
        folder.mkdir()
        (folder / "notes.txt").write_text("mine")
    else:
        folder.write_text("mine")
    with pytest.raises(ForcefoiError, match="nothing was written"):
        make_exercise_folder(folder, KENT, TODAY)
    assert [path.name for path in tmp_path.rglob("*")] == (["mine", "notes.txt"] if inside else ["mine"])


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert (make_exercise_folder(tmp_path / "mine", KENT, TODAY) / "Makefile").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_folder_without_a_name_makes_no_id(tmp_path: Path) -> None:
    with pytest.raises(ForcefoiError, match="no letter or digit"):
        make_exercise_folder(tmp_path / "…", KENT, TODAY)


def test_make_without_an_environment_says_what_to_do(new: Path) -> None:
    done = run("make PYTHON=/nowhere/python", new)
    assert done.returncode == 2
    assert "There is no forcefoi in /nowhere/python" in done.stderr


def test_names_with_quotes_are_written_as_toml_reads_them(tmp_path: Path) -> None:
    names = {"odd": ['The "Old" Force', "back\\slash", "Heddlu’r Gogledd"]}
    assert read_question(make_exercise_folder(tmp_path / "new", names, TODAY)).bodies == {
        "odd": tuple(names["odd"])
    }
    assert bodies_text({}) == ""


def test_every_file_of_the_template_is_one_of_the_exercise(new: Path) -> None:
    made = {*texts(new), "data/raw/checksums.sha256"}
    kept = {
        path.relative_to(TEMPLATE).as_posix().removesuffix(".in").replace("gitignore", ".gitignore")
        for path in TEMPLATE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept | {"data/raw/checksums.sha256"} == made


def test_a_place_that_can_not_be_written_in_is_told_in_words(root: Path, tmp_path: Path):
    (tmp_path / "file").write_text("a file, no folder", encoding="utf-8")
    done = CliRunner().invoke(main, ["--root", str(root), "new-exercise", str(tmp_path / "file" / "x")])
    assert isinstance(done.exception, SystemExit) and done.exit_code == 1
    assert "can't be made: " in done.output and "name a folder that you may write in" in done.output
