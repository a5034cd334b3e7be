"""Each page of docs/cookbook/ does what it says: its blocks are run in order, and what they show is what comes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from recipe import Block, as_said, blocks, follow

from whole_project import copy_project, run

COOKBOOK = Path(__file__).parents[2] / "docs/cookbook"
# Its commands start servers that stay: tests/journeys/test_cookbook.py runs them.
APART = {"cluster"}
PAGES = sorted(path.stem for path in COOKBOOK.glob("*.md"))


def page(name: str) -> str:
    return (COOKBOOK / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def with_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its data made, and no report."""
    project = copy_project(tmp_path_factory.mktemp("cookbook") / "forcefoi")
    done = run(".venv/bin/forcefoi data", project)
    assert done.returncode == 0, done.stderr
    return project


@pytest.mark.parametrize("name", [name for name in PAGES if name not in APART])
def test_a_page_does_what_it_says(name: str, with_data: Path, tmp_path: Path) -> None:
    project = shutil.copytree(with_data, tmp_path / "forcefoi", symlinks=True)
    names: dict[str, Any] = {}
    found = blocks(page(name))
    assert found
    for block in found:
        said = follow(block, project, names)
        if block.says:
            assert as_said(block.says, said), f"{block.text}\nsays:\n{said}\nand not:\n{block.says}"


def test_the_cookbook_has_a_page_for_each_task() -> None:
    assert {
        "add-a-reply", "check-a-sentence", "cluster", "compare-two-forces", "correct-a-figure", "from-excel",
        "house-style-chart", "start-another-exercise", "what-changed", "windows",
    } <= set(PAGES)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_one_task_with_what_it_says_shown(name: str) -> None:
    text = page(name)
    assert len(re.findall(r"^# ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)) == 1
    if name not in APART | {"windows"}:
        assert any(block.says for block in blocks(text)), "nothing that it shows is checked"


def test_on_windows_the_same_commands_are_given_as_elsewhere() -> None:
    """What nobody can run here is at least what is run here, written as Windows has it."""
    text = page("windows")
    there = [
        line
        for block in re.findall(r"^```bat\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    here = [line for block in blocks(text) for line in block.text.splitlines()]
    as_here = [
        line.replace("py -m", "python3 -m").replace(".venv\\Scripts\\", ".venv/bin/").replace("\\", "/")
        for line in there
    ]
    readme = (COOKBOOK.parents[1] / "README.md").read_text(encoding="utf-8").splitlines()
    assert there and {line for line in as_here if "pip" in line or "venv .venv" in line} <= set(readme)
    assert [line for line in as_here if "pip" not in line and "venv .venv" not in line] == here


BAD = Block("python", "1 + 1\n", "3\n")


def test_what_a_page_shows_wrongly_would_be_seen(tmp_path: Path) -> None:
    assert not as_said(BAD.says, follow(BAD, tmp_path, {}))
    assert as_said("2\n", follow(BAD, tmp_path, {}))
    with pytest.raises(AssertionError, match="ended with 3"):
        follow(Block("sh", "exit 3\n"), tmp_path, {})
    assert as_said("a … c", "a b\nc\n") and not as_said("a … d", "a b c")
