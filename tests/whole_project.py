"""The whole project, made with `make` as the README says: once in a run of the tests, for all who look at it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT = shutil.ignore_patterns(
    ".git", ".venv", "reports", "processed", "__pycache__", ".hypothesis", ".pytest_cache", ".ruff_cache"
)


# What make tells its own makes, `make test ARGS=…` among it.
TOLD_BY_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS", "WORKERS")


def environment() -> dict[str, str]:
    """A person's: these tests may themselves be run by make, which tells its own makes what to do."""
    return {name: value for name, value in os.environ.items() if name not in TOLD_BY_MAKE}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a person types it, in that folder."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
        timeout=380,
    )


def copy_project(to: Path) -> Path:
    """A copy of what the project holds, with nothing made in it, that uses this environment."""
    to.mkdir(parents=True)
    for item in sorted(ROOT.iterdir()):
        if item.name in (".git", ".venv", "reports") or item.suffix == ".egg-info":
            continue
        if item.is_dir():
            # `reports` and `processed` are made; src/forcefoi/ has folders of the same names, which are not.
            ignore = LEFT if item.name == "data" else shutil.ignore_patterns("__pycache__", "_build")
            shutil.copytree(item, to / item.name, ignore=ignore)
        else:
            shutil.copy2(item, to / item.name)
    (to / ".venv").symlink_to(ROOT / ".venv")
    locked = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    sum_now = subprocess.run(["cksum"], input=locked, capture_output=True, check=True).stdout
    ready = ROOT / ".venv" / ".ready"
    if not ready.is_file() or ready.read_bytes() != sum_now:
        pytest.fail(
            "the environment is not the one of the lock: run `make data` first, or the tests with `make test`"
        )
    return to


def once(shared: Path, name: str, make: Callable[[Path], str]) -> tuple[Path, str]:
    """A project that is made once in a run of the tests, and what the making said. Workers that share a folder share
    it: whoever comes first makes it, and the others wait. `make` gets the place, where nothing is yet.
    """
    with open(shared / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        project, said = shared / name / "forcefoi", shared / name / "said"
        if not said.exists():
            if said.parent.exists():
                pytest.fail(f"the project {name!r} could not be made; the first test that wanted it says why")
            said.parent.mkdir()
            text = make(project)
            said.write_text(text, encoding="utf-8")
    return project, said.read_text(encoding="utf-8")


def make_whole(project: Path) -> str:
    """Make all of it there with `make`, as the README says."""
    copy_project(project)
    done = run("make", project)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
