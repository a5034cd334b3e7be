"""What the tests share: the real project, and copies of it to break."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from forcefoi.processed.tables import Tables, make_tables

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
from whole_project import make_once

ROOT = Path(__file__).parent.parent
# How long one example takes says how busy the machine is; `timeout` in pyproject.toml tells what hangs.
settings.register_profile("own", deadline=None)
# The same examples each time, so that a mutant that lives today lives tomorrow.
settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("own")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "no Chromium here; on Debian: apt install chromium fonts-dejavu-core"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself. Tests read it and never write to it."""
    return ROOT


@pytest.fixture(scope="session")
def tables(root: Path) -> Tables:
    """The processed tables of the real raw data, in memory."""
    return make_tables(root)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A project with the real raw data and nothing made, for a test to change."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    return tmp_path


@pytest.fixture
def no_claims(copy: Path) -> Path:
    """The copy without published claims: a test that changes figures is then about the figures alone, and not about
    the verdicts that a person would have to accept anew.
    """
    (copy / "data/raw/claims.toml").write_text("claims = []\n", encoding="utf-8")
    return copy


@pytest.fixture(scope="session")
def first_make(tmp_path_factory) -> tuple[Path, str]:
    """The project after one `make`, and what that printed. Who changes it works on a copy (`made`)."""
    shared = tmp_path_factory.getbasetemp()
    return make_once(shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared)


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
    """A real browser. Where there is none its tests are skipped, or fail if they must not be.

    One for each file of tests: Playwright keeps an event loop running in this thread, in which other files' tests
    could start none of their own.
    """
    if CHROMIUM is None:
        if os.environ.get("FORCEFOI_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()
