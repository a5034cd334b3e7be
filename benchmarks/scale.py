"""Ours at many made-up forces: how time and memory grow."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import watched
from benchmarks.project import make_up

Results = dict[str, Any]


def scale(project: Path, folder: Path, counts: list[int], tell: Callable[[str], None]) -> Results:
    """Runs in the order of `counts`, each in a made-up project of so many forces."""
    runs = []
    for count in counts:
        made = make_up(project, folder / f"made-up-{count}", count)
        seen = watched(made, "reports", "--quiet")
        pages = len(list((made / "reports/forces").glob("*.html")))
        if pages != count:
            raise RuntimeError(f"{pages} pages for {count} forces")
        shutil.rmtree(made)
        run = {
            "forces": count,
            "seconds": seen.took.seconds,
            "parent": seen.uses["parent"].peak,
            "worker": seen.uses["worker"].peak,
            "server": seen.uses["server"].peak,
            "kernel": seen.uses["kernel"].peak,
            "together": seen.together,
            "parent_cpu": seen.uses["parent"].seconds,
        }
        runs.append(run)
        tell(f"{count:,} made-up forces: {run['seconds']:.1f} s, parent {run['parent']:.0f} MiB")
    return {"runs": runs}
