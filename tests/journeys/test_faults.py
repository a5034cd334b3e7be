"""What an editor meets when the disk is full, a folder can't be written, a cell hangs, or someone else is at work."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import psutil
import pytest
from journey import environment
from journey import run as shell

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_project import (
    FORCE_CELLS,
    FORCES,
    OVERALL_IDS,
    make_project,
    settle,
    write_notebook,
    write_slice,
)

FORCEFOI = Path(sys.executable).with_name("forcefoi")
COMMAND = f"'{FORCEFOI}' --root . reports"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def whole(project: Path) -> set[str]:
    """The pages that are there, each of them whole."""
    for page in (project / "reports").rglob("*.html"):
        assert page.read_text().rstrip().endswith("</html>"), page
    assert not list((project / "reports").rglob("*.part"))
    return {page.stem for page in (project / "reports").rglob("*.html")}


@pytest.mark.skipif(
    subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True
    ).returncode
    != 0,
    reason="this system lets nobody mount a small disk to fill",
)
def test_a_full_disk(project: Path) -> None:
    """A disk with room for two pages; it is gone with the command, so what stands there is listed before."""
    command = (
        f"mkdir reports; mount -t tmpfs -o size=80k tmpfs reports && {COMMAND}; code=$?; "
        "find reports -name '*.html' -exec tail -c 8 {} \\; ; find reports -name '*.part'; exit $code"
    )
    done = shell(f'unshare -rm bash -c "{command}"'.replace("\\;", "\\\\;").replace("$", "\\$"), project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "can't be written or read: No space left on device" in done.stderr
    assert "make room, then run it again" in done.stderr
    assert "Traceback" not in done.stderr
    assert set(done.stdout.split()) <= {"</html>"}


def test_a_file_that_may_not_grow(project: Path) -> None:
    done = shell(f"ulimit -f 3; {COMMAND}", project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "can't be written or read: File too large" in done.stderr and "Traceback" not in done.stderr
    assert whole(project) == set()
    assert shell(COMMAND, project).returncode == 0
    assert whole(project) == {"index", *OVERALL_IDS, *FORCES}


def test_a_folder_that_can_not_be_written(project: Path) -> None:
    assert shell(COMMAND, project).returncode == 0
    before = {path: path.read_bytes() for path in (project / "reports").rglob("*.html")}
    write_slice(project, "kent", count=5)
    settle(project)
    folder = project / "reports/forces"
    folder.chmod(0o555)
    try:
        # Root may write anywhere, unless that is taken from it.
        as_anyone = "setpriv --bounding-set=-dac_override,-dac_read_search " if os.geteuid() == 0 else ""
        done = shell(as_anyone + COMMAND, project)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "reports/forces" in done.stderr and "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr
    kept = {path: path.read_bytes() for path in before}
    kept.pop(project / "reports/index.html"), before.pop(project / "reports/index.html")
    assert kept == before
    index = (project / "reports/index.html").read_text()
    assert index.count("older than its figures") == 1
    assert shell(COMMAND, project).returncode == 0


def test_a_cell_that_hangs(project: Path) -> None:
    waits = "import time\nif force == 'kent':\n    time.sleep(600)"
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (waits,))
    started = time.monotonic()
    done = shell(f"{COMMAND} --time-limit 2", project)
    assert time.monotonic() - started < 60
    assert done.returncode == 1
    assert (
        "kent: notebooks/force.ipynb, cell 5\n  error:    the cell ran longer than the 2 seconds"
        in done.stderr
    )
    assert "time.sleep(600)" in done.stderr and "Failed: kent" in done.stderr
    assert "time.sleep" in (project / "reports/failed/kent.ipynb").read_text()
    assert whole(project) == {"index", *OVERALL_IDS, *FORCES} - {"kent"}


def test_two_runs_at_once(project: Path) -> None:
    waits = "import time\ntime.sleep(2)"
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (waits,))
    first = subprocess.Popen(
        ["bash", "-c", COMMAND], cwd=project, env=environment(), stderr=subprocess.PIPE, text=True
    )
    lock = project / "reports/.lock"
    while not (lock.is_file() and lock.read_text()):
        assert first.poll() is None
        time.sleep(0.01)
    second = shell(COMMAND, project)
    assert second.returncode == 1
    assert re.search(r"another run is at work here: process \d+ on \S+, since \d\d:\d\d:\d\d", second.stderr)
    assert "to do:    wait for it, or end it" in second.stderr
    errors = first.communicate(timeout=60)[1]
    assert first.returncode == 0, errors
    assert whole(project) == {"index", *OVERALL_IDS, *FORCES}


def test_a_bar_with_names_and_the_time_left_in_a_terminal(project: Path) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    run = subprocess.Popen(
        ["bash", "-c", COMMAND], cwd=project, env=environment(), stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
    assert run.wait(60) == 0
    shown = seen.decode()
    assert re.search(r"[1-7]/8 \[\d\d:\d\d<\d\d:\d\d", shown), shown
    assert any(f", {name}]" in shown for name in FORCES), shown
    assert "built in" not in shown
    assert "8 built, 0 fresh, 0 failed" in shown


def test_plain_lines_in_a_log_and_silence_when_asked_for(project: Path) -> None:
    done = shell(COMMAND, project)
    assert re.search(r"^\[8/8\] \S+ built in \d+\.\d s$", done.stderr, re.M)
    shutil.rmtree(project / "reports")
    done = shell(f"{COMMAND} --quiet", project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_notebook(project / "notebooks/national.ipynb", "# All", ("1/0",))
    done = shell(f"{COMMAND} --quiet", project)
    assert done.returncode == 1 and "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_by_a_signal_from_the_terminal(project: Path, number: signal.Signals) -> None:
    """To all of its processes, as a terminal does when Ctrl-C is pressed or when it is closed."""
    mark = project / "started"
    waits = f"import time\nPath({str(mark)!r}).touch()\ntime.sleep(60)"
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (waits,))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = ["bash", "-c", f"exec {COMMAND}"]
    run = psutil.Popen(command, cwd=project, env=environment(), start_new_session=True, **pipes)
    while not mark.exists():
        assert run.poll() is None
        time.sleep(0.01)
    family = run.children(recursive=True)
    os.killpg(run.pid, number)
    errors = run.communicate(timeout=30)[1]
    assert run.returncode == 130, errors
    assert "still to do. No page is half written" in errors and "Traceback" not in errors
    gone, left = psutil.wait_procs(family, 3)
    assert left == []
