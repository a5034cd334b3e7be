"""What a person types, pastes or drops for a file is the file; what is none is told with what there is instead."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.errors import DataError
from forcefoi.sources.replies.given import given_file

NAME = "it's att achment (1).csv"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my home"
    (folder / "Downloads").mkdir(parents=True)
    (folder / "Downloads" / NAME).write_text("a,b\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def test_a_file_by_any_of_its_spellings(home: Path) -> None:
    path = home / "Downloads" / NAME
    for text in (str(path), f"~/Downloads/{NAME}", f" '{path}' ", f'"~/Downloads/{NAME}"', path.as_uri()):
        assert given_file(text, "kent").samefile(path), text


def test_a_name_that_stands_there_as_it_is_typed_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("'a.csv'", "a.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert given_file("'a.csv'", "kent").read_text(encoding="utf-8") == "'a.csv'"


def test_of_a_folder_the_files_are_named_so_that_they_can_be_pasted(home: Path) -> None:
    with pytest.raises(DataError) as caught:
        given_file("~/Downloads", "kent")
    (problem,) = caught.value.problems
    assert "a folder, with 1 file in it" in problem.why
    assert shlex.split(problem.todo.partition(": ")[2])[-2:] == ["kent", str(home / "Downloads" / NAME)]


def test_what_is_not_there_is_told_with_what_is_like_it(home: Path) -> None:
    folder = home / "Downloads"
    for text in (folder / "it's", folder / "its attachment (1).csv"):
        with pytest.raises(DataError) as caught:
            given_file(str(text), "kent")
        assert caught.value.problems[0].nearest == str(folder / NAME)
    with pytest.raises(DataError, match="no folder"):
        given_file(str(home / "nowhere" / "a.csv"), "kent")


def test_a_file_before_its_force_is_told(home: Path, root: Path) -> None:
    words = ["--root", str(root), "reply", "add", str(home / "Downloads" / NAME), "kent"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2 and "the force comes first" in done.output
