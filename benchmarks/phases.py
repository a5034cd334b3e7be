"""Where the CPU time of a report goes, from the function that draws to the process that writes the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

import nbformat
import psutil

from benchmarks import limit
from benchmarks.measure import BIN, timed, watched
from benchmarks.project import again, reports
from forcefoi.reports.plan import Report
from forcefoi.reports.render import render
from forcefoi.reports.run import run
from forcefoi.reports.scratch import scratch
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.warm.start import warm_server

Results = dict[str, Any]


def phases(project: Path, folder: Path, every: int, tell: Callable[[str], None]) -> Results:
    """CPU seconds a report, and once a run. A whole run is watched from outside, by process; what its processes do
    is told apart by running every so many of its reports (`every`) by hand.
    """
    copy = again(project, folder / "copy")
    seen = watched(copy, "reports", "--quiet")
    tell(f"watched: {seen.took.seconds:.1f} s")
    wanted = reports(copy)
    some = wanted[::every]
    with limit.warm_processes(copy, some[-1]) as pool:
        drawing = fmean(drawn.cpu for drawn in limit.draw_all(pool, copy, some)[1])
    once, start, running, page = _by_hand(copy, some)
    count, uses = len(wanted), seen.uses
    kernels, workers = uses["server"].children / count, uses["worker"].seconds / count
    return {
        "reports": count,
        "some": len(some),
        "wall": seen.took.seconds,
        "a_report": {
            "drawing": drawing,
            "kernel start": start,
            "IPython and messages": kernels - start - drawing,
            "papermill and nbclient": running,
            "nbconvert": page,
            "rest of the workers": workers - running - page,
            "parent": uses["parent"].seconds / count,
        },
        "once": {
            "server": once,
            "forkserver": uses["forkserver"].seconds,
            "command": _start_of_the_command(copy),
        },
    }


def _by_hand(project: Path, some: list[Report]) -> tuple[float, float, float, float]:
    """CPU seconds: the server's imports; the start of a kernel; running a notebook, in the process that asks for
    it; rendering it.
    """
    bare = project / "notebooks/bare.ipynb"
    spent = "import time\nprint(time.process_time())"
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(spent)], metadata=_spec(project)), bare
    )
    with scratch() as folder, warm_server(folder, SETTINGS) as server:
        process = psutil.Process(server.process.pid)
        run(bare, {}, project, warm=server.address)  # its imports are done when this returns
        once = _own(process)
        starts = [run(bare, {}, project, warm=server.address).cells[0].outputs[0].text for _ in some]
        forking = (_own(process) - once) / len(some)
        bare.unlink()
        _make(project, some[-1], server.address)  # what is imported or compiled at first use
        both = [_make(project, report, server.address) for report in some]
    return (
        once,
        fmean(map(float, starts)) + forking,
        fmean(running for running, _ in both),
        fmean(page for _, page in both),
    )


def _make(project: Path, report: Report, server: str) -> tuple[float, float]:
    started = time.process_time()
    nb = run(project / report.notebook, dict(report.parameters), project, warm=server)
    ran = time.process_time()
    render(nb, report.title, report=report.id, notebook=report.notebook, page="forces/page.html", help="")
    return ran - started, time.process_time() - ran


def _spec(project: Path) -> Any:
    return nbformat.read(project / "notebooks/force.ipynb", as_version=4).metadata


def _own(process: psutil.Process) -> float:
    cpu = process.cpu_times()
    return float(cpu.user + cpu.system)


def _start_of_the_command(project: Path) -> float:
    """Wall seconds until the command does anything at all."""
    return min(timed([str(BIN / "forcefoi"), "--version"], project).seconds for _ in range(3))
