"""One build of the whole project, made with `make` as the README says and shared by every journey."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
from journey import run  # noqa: E402

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MUST = os.environ.get("FORCEFOI_REQUIRE_BROWSER") == "1"
LEFT = shutil.ignore_patterns(
    ".git", ".venv", "reports", "processed", "__pycache__", ".hypothesis", ".pytest_cache", ".ruff_cache"
)


def copy_project(to: Path) -> Path:
    """A copy of what the project holds, with nothing made in it, that uses this environment."""
    to.mkdir(parents=True)
    for item in sorted(ROOT.iterdir()):
        if item.name in (".git", ".venv", "reports") or item.suffix == ".egg-info":
            continue
        if item.is_dir():
            # `reports` and `processed` are made; src/forcefoi/ has folders of the same names, which are not.
            ignore = LEFT if item.name == "data" else shutil.ignore_patterns("__pycache__")
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


@pytest.fixture(scope="session")
def first_make(tmp_path_factory) -> tuple[Path, str]:
    """The project after one `make`, and what that printed. Journeys that change it work on a copy (`made`)."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with open(shared / "journeys.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        project, said = shared / "journeys" / "forcefoi", shared / "journeys" / "said"
        if not said.exists():
            copy_project(project)
            done = run("make", project)
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout + done.stderr, encoding="utf-8")
    return project, said.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def built(first_make) -> Path:
    """The built project, to look at."""
    return first_make[0]


@pytest.fixture
def made(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, to change."""
    return shutil.copytree(built, tmp_path / "forcefoi", symlinks=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A real browser. Where there is none its tests are skipped, or fail if they must not be."""
    if CHROMIUM is None:
        if MUST:
            pytest.fail("no Chromium: apt install chromium fonts-dejavu-core")
        pytest.skip("no Chromium: apt install chromium fonts-dejavu-core")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()
