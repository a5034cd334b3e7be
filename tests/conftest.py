"""What the tests share: the real project, and copies of it to break.

All tests must be done in ten minutes on two cores, so what is dear is made once and shared. From the cheapest on:

- `tables`: the processed tables of the real raw data, in memory, once a worker. Never change them.
- `copy`, `no_claims`: the real raw data alone, in a folder of the test's own. A build of it takes some seconds;
  `first_data` is one to look at, made once in a run of all workers, and `with_data` a copy of that to change.
- `small_project.make_project`: three forces with tiny notebooks, to build reports for real (the `project` of several
  folders).
- `built`: the real project after `make`, to look at. It is made once in a run of all workers, and takes a minute and a
  half of a core. Whoever writes in it breaks other tests.
- `made`: a copy of that, for the test to change. Copying takes a tenth of a second; what it costs is what `make` then
  does again: one force's page little, what every page shows as much as the first time. Tests that want the same dear
  change share it by `whole_project.once(shared, …)`, as test_hostile.py does.
- `browser`, `new_page`, `windows.window`: Chromium, started once a file, and windows that stay open. A window
  for each page (`browser.new_context()`) costs four times as much; that is for what `window` can't be told.

Tests of one file may run in two workers at once (`--dist worksteal`), so none may hang on another.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
import pytest
from hypothesis import Phase, settings

from forcefoi.processed import build
from forcefoi.processed.tables import Tables, make_tables

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
from whole_project import make_whole, once
from windows import window

ROOT = Path(__file__).parent.parent
# How long one example takes says how busy the machine is; `timeout` in pyproject.toml tells what hangs.
settings.register_profile("own", deadline=None)
# The same examples each time, so that a mutant that lives today lives tomorrow; that it fails is enough, no smaller
# example is looked for.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("own")
# The shell draws as the whole browser does, and opens a window for a quarter of the work.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
)
NO_CHROMIUM = "no Chromium here; on Debian: apt install chromium-headless-shell fonts-dejavu-core"

# The files that take longest, from the longest on. They are dealt out and begun with, so that at the end no worker is
# alone at one of them; another order would give the same results.
LONGEST = (
    "journeys/test_reply.py", "journeys/test_kills.py", "browser/test_accessible.py", "journeys/test_faults.py",
    "docs/test_cookbook.py", "journeys/test_claims.py", "journeys/test_journalist.py", "journeys/test_fresh.py",
    "analysis/test_awkward.py", "explore/test_as_on_the_page.py", "reports/test_cluster.py", "browser/test_explore.py",
    "browser/test_keyboard.py", "journeys/test_readme.py", "journeys/test_hostile.py", "journeys/test_reviewer.py",
    "docs/test_site.py", "browser/test_replies.py", "sources/replies/test_opening.py", "examples/test_examples.py",
    "test_benchmarks.py", "analysis/test_odd.py", "reports/test_build.py", "reports/test_died.py", "test_hooks.py",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker is first given as long a stretch of the list as every other: begin each with its share of LONGEST."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    place = {ROOT / "tests" / name: at for at, name in enumerate(LONGEST)}
    if workers < 2:
        return
    stretches: list[list[pytest.Item]] = [[] for _ in range(workers)]
    rest = [item for item in items if item.path not in place]
    for item in sorted((item for item in items if item.path in place), key=lambda item: place[item.path]):
        stretches[place[item.path] % workers].append(item)
    size = -(-len(items) // workers)
    for own in stretches:
        wanted = max(0, size - len(own))
        own += rest[:wanted]
        del rest[:wanted]
    items[:] = [item for own in stretches for item in own] + rest


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
def shared(tmp_path_factory) -> Path:
    """A folder that all workers of this run have, for `whole_project.once`."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def first_data(root: Path, shared: Path) -> Path:
    """The real raw data with its tables made, to look at. Who changes it works on a copy (`with_data`)."""

    def make(project: Path) -> str:
        shutil.copytree(root / "data" / "raw", project / "data" / "raw")
        build(project)
        return ""

    return once(shared, "data", make)[0]


@pytest.fixture
def with_data(first_data: Path, tmp_path: Path) -> Path:
    """A copy of the raw data and its tables, to change."""
    shutil.copytree(first_data / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture(scope="session")
def first_make(shared: Path) -> tuple[Path, str]:
    """The project after one `make`, and what that printed. Who changes it works on a copy (`made`)."""
    return once(shared, "whole", make_whole)


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


@pytest.fixture
def new_page(browser) -> Iterator[Callable[..., object]]:
    """Opens empty pages, `new_page(viewport=…)`, with the options of `windows.window`. They go with the test."""
    with ExitStack() as opened:
        yield lambda **options: opened.enter_context(window(browser, **options))
