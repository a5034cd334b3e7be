"""Whatever is killed, and whenever: no page is half written, none is old and stands as fresh, no process is left, and
the next run does the rest and nothing else.

Five moments here, one a kind of process; `make soak` takes a hundred (FORCEFOI_KILLS says how many, FORCEFOI_SEED
repeats a run that failed).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from journey import environment

sys.path.insert(0, str(Path(__file__).parents[1]))
from forcefoi.reports.plan import (
    OVERALL,
    plan,
)
from forcefoi.reports.stale import Hashes, why_report_stale
from small_project import (
    FORCE_CELLS,
    OVERALL_IDS,
    make_project,
    settle,
    write_coverage,
    write_notebook,
    write_slice,
)

FORCES = {f"made-up-{number}": f"Made-up Constabulary {number}" for number in range(5)}
KILLS = int(os.environ.get("FORCEFOI_KILLS", "5"))
SEED = int(os.environ.get("FORCEFOI_SEED", random.SystemRandom().randrange(10**6)))
VICTIMS = ("run", "server", "kernel", "worker", "starter of workers")
FORCEFOI = Path(sys.executable).with_name("forcefoi")


def generation(root: Path, number: int) -> None:
    """New data for every report: each page must come to show this number."""
    for force in FORCES:
        write_slice(root, force, count=number)
    (root / "data/processed/figures.csv").write_text(f"generation\n{number}\n")
    settle(root)


def start(root: Path) -> psutil.Popen:
    return psutil.Popen(
        [FORCEFOI, "--root", root, "all", "--quiet", "--workers", "3"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )


def family(run: psutil.Popen) -> dict[str, list[psutil.Process]]:
    """The processes of a run, by what they do."""
    found: dict[str, list[psutil.Process]] = {name: [] for name in VICTIMS}
    found["run"] = [psutil.Process(run.pid)]
    try:
        for child in run.children():
            words = " ".join(child.cmdline())
            if "forcefoi.reports.warm.server" in words:
                found["server"].append(child)
                found["kernel"] += child.children()
            elif "forkserver" in words:
                found["starter of workers"].append(child)
                found["worker"] += child.children()
    except psutil.NoSuchProcess:
        pass  # it ended while we looked
    return found


def left(folder: Path, within: float = 20) -> list[str]:
    """Processes that still have to do with the project or with its run's private folder, after `within` seconds."""
    end = time.monotonic() + within
    while True:
        found = []
        for process in psutil.process_iter():
            try:
                if process.pid != os.getpid() and process.environ().get("FORCEFOI_KILLED") == str(folder):
                    found.append(f"{process.pid} {' '.join(process.cmdline())[:100]} ({process.status()})")
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
        if not found or time.monotonic() > end:
            return found
        time.sleep(0.05)


def check(root: Path, number: int, listed: bool = True) -> set[str]:
    """Every page is whole; one that stands as fresh shows this generation, and so does one that is `listed` with
    no word on its age. Returns the ids of those that are fresh.
    """
    for page in (root / "reports").rglob("*.html"):
        assert page.read_text(encoding="utf-8").rstrip().endswith("</html>"), page
    hashes, fresh = Hashes(root), set()
    for report in plan(hashes.read):
        if not why_report_stale(report, hashes):
            fresh.add(report.id)
            said = "42" if report.id == "words" else f"generation {number}."
            assert said in (root / report.page).read_text(), report.id
    index = (root / "reports/index.html").read_text().partition("<main")[2]
    assert index.count("<li") >= len(FORCES)
    for line in re.findall(r"<li.*?</li>", index, re.S) if listed else []:
        for report in re.findall(r'href="(?:forces/)?([a-z0-9-]+)\.html"', line):
            assert report in fresh or "older than its figures" in line, (report, line)
    return fresh


@pytest.fixture(scope="module", autouse=True)
def apart() -> Iterator[Path]:
    """The folder for temporary files of these runs, and of no other that is killed beside them."""
    with (
        tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("TMPDIR", name)
        yield Path(name)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A small project, all built, and the seconds that took."""
    root = make_project(tmp_path_factory.mktemp("kills") / "project")
    write_coverage(root, FORCES)
    tells = (
        "import time\ntime.sleep(0.1)\nprint(f\"generation {content['count']}.\")",
        "import subprocess, time\nsubprocess.Popen(['sleep', '600'])\ntime.sleep(0.1)",
    )
    write_notebook(root / "notebooks/force.ipynb", *FORCE_CELLS, *[(cell,) for cell in tells])
    overall = (
        "import os\nfrom pathlib import Path\n"
        "table = Path(os.environ['FORCEFOI_ROOT']) / 'data/processed/figures.csv'\n"
        "print(f'generation {table.read_text().split()[1]}.')"
    )
    for report in OVERALL:
        # How words are judged hangs on no figure, and may read none.
        write_notebook(
            root / report.notebook, "# All", ("print(6 * 7)" if report.id == "words" else overall,)
        )
    generation(root, 0)
    started = time.monotonic()
    run = start(root)
    said, errors = run.communicate(timeout=60)
    assert run.returncode == 0, said + errors
    return root, time.monotonic() - started


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_any_moment(
    kill: int, small: tuple[Path, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(SEED + kill)
    victim, moment = VICTIMS[kill % len(VICTIMS)], chance.uniform(0, small[1])
    root = Path(shutil.copytree(small[0], tmp_path / "project"))
    monkeypatch.setenv("FORCEFOI_KILLED", str(tmp_path))
    generation(root, kill + 1)
    told = f"FORCEFOI_SEED={SEED}: the {victim}, {moment:.2f} s after the start"

    list_before = (root / "reports/index.html").read_bytes()
    run = start(root)
    killed = strike(run, victim, moment, chance)
    said, errors = run.communicate(timeout=60)
    assert "Traceback" not in errors, told + errors
    assert left(tmp_path) == [], told
    if victim == "run" and killed:
        assert run.returncode == -signal.SIGKILL, told
    elif victim == "kernel":
        assert run.returncode in (0, 1), told + said + errors
    else:
        assert run.returncode == 0, told + said + errors

    # A run that was killed before it had looked at anything can't have said anything.
    looked = list_before != (root / "reports/index.html").read_bytes() or run.returncode == 0
    fresh = check(root, kill + 1, looked)
    pages = {path: path.stat().st_mtime_ns for path in (root / "reports").rglob("*.html")}
    again = start(root)
    said, errors = again.communicate(timeout=60)
    assert again.returncode == 0, told + said + errors
    everything = {*OVERALL_IDS, *FORCES}
    assert check(root, kill + 1) == everything, told
    redone = {path.stem for path in pages if path.stat().st_mtime_ns != pages[path]} - {"index"}
    assert redone & fresh == set(), told
    assert not list((root / "reports").rglob("*.part")), told
    assert not list((root / "reports/failed").glob("*")), told


def strike(run: psutil.Popen, victim: str, moment: float, chance: random.Random) -> bool:
    """Kill one of these, at that moment or as soon after it as there is one. Whether there was."""
    until(lambda: run.poll() is not None, moment)
    while run.poll() is None:
        if candidates := family(run)[victim]:
            try:
                chance.choice(candidates).kill()
                return True
            except psutil.NoSuchProcess:
                pass
        time.sleep(0.005)
    return False


def until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.005)


def test_a_kill_while_tables_are_made(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is then on the disk is taken for neither: the next run makes all of it."""
    figures = made / "data/raw/published_figures.csv"
    text = figures.read_text(encoding="utf-8")
    assert ",394," in text
    figures.write_text(text.replace(",394,", ",395,"), encoding="utf-8")
    for number in range(3):
        run = start(made)
        until(lambda run=run: run.poll() is not None, 0.4 + 0.5 * number)
        run.kill()
        run.communicate(timeout=60)
    why = subprocess.run(
        [FORCEFOI, "--root", made, "reports", "--why"], text=True, capture_output=True, check=True
    )
    assert re.search(r"^psni: (changed|not made|page only)", why.stdout, re.M), why.stdout
    done = subprocess.run(
        [FORCEFOI, "--root", made, "report", "psni"], text=True, capture_output=True, check=True
    )
    page = re.sub("<[^>]+>", "", (made / "reports/forces/psni.html").read_text(encoding="utf-8"))
    assert "433 − (395 + 30) = 8" in page, done.stdout


def test_what_a_killed_run_left_goes_with_the_next(small: tuple[Path, float], apart: Path) -> None:
    """Its private folder, among temporary files: it can't remove that itself."""

    def folders() -> list[Path]:
        return list(apart.glob("forcefoi-*/*"))

    generation(small[0], -1)
    run = start(small[0])
    until(lambda: run.poll() is not None or bool(folders()), 60)
    run.kill()
    run.communicate(timeout=60)
    assert len(folders()) == 1
    again = start(small[0])
    said, errors = again.communicate(timeout=60)
    assert again.returncode == 0, said + errors
    assert folders() == []
