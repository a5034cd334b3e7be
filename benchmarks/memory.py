"""The memory of a kernel that is its own, after Kent's notebook: of one forked from the server, and an ordinary one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat

from forcefoi.reports.run import run
from forcefoi.reports.scratch import scratch
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.warm import AVAILABLE
from forcefoi.reports.warm.start import warm_server

Results = dict[str, Any]
# As its last cell, since the kernel is gone when its notebook is done.
ASKS = """
import json
from pathlib import Path
lines = [line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]]
kilobytes = {line[0].rstrip(":"): int(line[1]) for line in lines}
own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
print(json.dumps({"own": own / 1024, "written": kilobytes["Private_Dirty"] / 1024, "all": kilobytes["Rss"] / 1024}))
"""


def memory(project: Path, rounds: int) -> Results:
    """MiB: `own` is shared with no other process, `written` is the part of it that is no file of the disk, `all`
    is everything that the kernel sees.
    """
    notebook = asking(project)
    seen: Results = {"forked": [], "ordinary": []}
    with scratch() as folder, warm_server(folder, SETTINGS) as server:
        for _ in range(rounds):
            if AVAILABLE:
                seen["forked"].append(ask(notebook, project, server.address))
            seen["ordinary"].append(ask(notebook, project, None))
    notebook.unlink()
    return seen


def asking(project: Path) -> Path:
    """The notebook of a force with one more cell."""
    nb = nbformat.read(project / "notebooks/force.ipynb", as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell(ASKS))
    path = project / "notebooks/asking.ipynb"
    nbformat.write(nb, path)
    return path


def ask(notebook: Path, project: Path, warm: str | None) -> dict[str, float]:
    nb = run(notebook, {"force": "kent"}, project, warm=warm)
    return dict(json.loads(nb.cells[-1].outputs[0].text))
