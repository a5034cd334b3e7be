"""A process that dies while reports are made: the report that killed it fails, and no other does."""

from __future__ import annotations

from pathlib import Path

from forcefoi.reports.build import How, build
from small_project import FORCE_CELLS, FORCES, OVERALL_IDS, write_notebook

IDS = {*OVERALL_IDS, *FORCES}


def test_a_server_that_dies_takes_no_other_report_with_it(project: Path) -> None:
    # A kernel's parent is the server that forks kernels.
    kill = "import signal\nif force == 'kent':\n    os.kill(os.getppid(), signal.SIGKILL)\n    input()"
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (kill,))
    done = build(project, how=How(workers=2, progress=False))
    assert set(done.built) == IDS - {"kent"}
    assert list(done.failed) == ["kent"] and "died" in done.failed["kent"]


def test_a_worker_that_dies_takes_no_other_report_with_it(project: Path) -> None:
    # The worker is whoever made the folder that the notebook runs in; it says so by having it open as its own.
    kill = (
        "import signal, time, psutil\n"
        "run = psutil.Process(os.getppid()).parent()\n"
        "if force == 'kent':\n"
        "    for each in run.children(recursive=True):\n"
        "        if 'spawn_main' in ' '.join(each.cmdline()) or 'forkserver' in ' '.join(each.cmdline()):\n"
        "            for worker in each.children():\n"
        "                worker.kill()\n"
        "    time.sleep(30)"
    )
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, (kill,))
    done = build(project, how=How(workers=2, progress=False))
    assert set(done.built) == IDS - {"kent"}
    assert list(done.failed) == ["kent"] and "died" in done.failed["kent"]
