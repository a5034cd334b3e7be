"""The hooks of .pre-commit-config.yaml refuse what they are for, in a project of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
LETTER = "Dear Jane Placeholder,\nplease ring me on 07700 900123.\n"
FOLDER = Path("data/raw/replies/kent/2026-11-25-foi-1")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the hooks, the raw data and nothing else; `.venv` is the one that runs this."""
    root = tmp_path_factory.mktemp("scratch")
    for name in (".pre-commit-config.yaml", "pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / ".ci", root / ".ci")
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    (root / ".venv").symlink_to(Path(sys.prefix))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".pre-commit-config.yaml", "pyproject.toml", ".gitignore", ".ci", "data/raw")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "All")
    return root


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def hooks_say(root: Path, hook: str, path: Path) -> tuple[int, str]:
    """What a hook ends with, and says, of one file that is staged; nothing stays staged."""
    git(root, "add", "-f", path.as_posix())
    try:
        done = subprocess.run(
            [root / ".venv/bin/pre-commit", "run", hook],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(root),
                "PRE_COMMIT_HOME": str(root / ".git/pre-commit"),
            },
        )
    finally:
        git(root, "rm", "-q", "-f", path.as_posix())
    return done.returncode, done.stdout + done.stderr


def test_a_letter_that_names_a_person_is_refused_and_not_quoted(scratch: Path) -> None:
    path = scratch / FOLDER / "letter.txt"
    path.parent.mkdir(parents=True)
    path.write_text(LETTER, encoding="utf-8")
    code, said = hooks_say(scratch, "personal-data", path.relative_to(scratch))
    assert code == 1
    assert "a phone number in" in said and "J… P…" in said
    assert "Placeholder" not in said and "900123" not in said


def test_what_is_held_back_is_refused_even_by_force(scratch: Path) -> None:
    path = scratch / FOLDER / "held/counts.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a,1\n", encoding="utf-8")
    code, said = hooks_say(scratch, "personal-data", path.relative_to(scratch))
    assert code == 1
    assert "stays on this machine" in said


@pytest.fixture(scope="module")
def held(scratch: Path) -> Path:
    """The original of a reply that is held back, where it lay when it was filed: in the project's own folder."""
    original = scratch / "attachment.csv"
    original.write_text("Officer,Count\nJane Placeholder,4\n", encoding="utf-8")
    command = [Path(sys.executable).with_name("forcefoi"), "reply", "add", "essex", "./attachment.csv"]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=True)
    assert "attachment.csv: held back" in done.stdout
    assert "the original still lies at ./attachment.csv: move it out of the project\n" in done.stdout
    return original


def test_the_original_of_what_is_held_back_is_refused(scratch: Path, held: Path) -> None:
    content = held.read_bytes()
    # Under any name, of any kind, in any folder: also where nothing else is looked into.
    for name in ("attachment.csv", "notes/answer.bin", "data/raw/reference/more.csv", "docs/answer.csv"):
        (scratch / name).parent.mkdir(exist_ok=True)
        (scratch / name).write_bytes(content)
        code, said = hooks_say(scratch, "personal-data", Path(name))
        assert code == 1 and "is, to the byte, one that is held back in data/raw/replies/essex/" in said, name
        assert "move the file out of the project" in said and "Placeholder" not in said


@pytest.mark.parametrize(
    "name", ["letter.txt", "letter.tsv", "letter.html", "data/raw/letter.csv", "examples/letter.txt"]
)
def test_what_forces_send_is_looked_into_wherever_it_lies(scratch: Path, name: str) -> None:
    (scratch / name).parent.mkdir(exist_ok=True)
    (scratch / name).write_text(LETTER, encoding="utf-8")
    code, said = hooks_say(scratch, "personal-data", Path(name))
    assert code == 1 and "has a phone number in" in said and "move the file out of the project" in said
    assert "Placeholder" not in said and "900123" not in said


@pytest.mark.parametrize(
    "name, text", [("counts.csv", "Offence,Count\nHarassment,4\n"), ("notes.md", LETTER)]
)
def test_a_table_of_counts_and_the_project_s_own_words_pass(scratch: Path, name: str, text: str) -> None:
    (scratch / name).write_text(text, encoding="utf-8")
    code, said = hooks_say(scratch, "personal-data", Path(name))
    assert (code, "Passed" in said) == (0, True), said


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no repository: a copy of its files")
def test_every_file_of_the_repository_passes() -> None:
    names = git(ROOT, "ls-files", "-z").strip("\0").split("\0")
    command = [sys.executable, ".ci/personal_data.py", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and len(names) > 300


def test_a_large_file_is_refused(scratch: Path) -> None:
    path = scratch / "large.csv"
    path.write_bytes(b"1," * 1_000_001)
    code, said = hooks_say(scratch, "large-files", Path("large.csv"))
    assert code == 1
    assert "2,000,002 bytes" in said


def test_an_ordinary_file_passes(scratch: Path) -> None:
    (scratch / "small.py").write_text('"""Nothing."""\n', encoding="utf-8")
    for hook in ("large-files", "ruff-check", "ruff-format"):
        git_status = scratch / "small.py"
        git_status.write_text('"""Nothing."""\n', encoding="utf-8")
        code, said = hooks_say(scratch, hook, Path("small.py"))
        assert (code, "Passed" in said) == (0, True), said


def test_no_hook_is_fetched() -> None:
    assert [each["language"] for each in HOOKS] == ["system"] * len(HOOKS)
    assert all(each["entry"].startswith(".venv/bin/") for each in HOOKS)
