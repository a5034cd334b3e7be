"""What a worker process does: one report, from notebook to page. Nothing is written here; its parent does that."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from pathlib import Path

from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.plan import Report


@dataclass(frozen=True)
class Made:
    """A page, not yet written."""

    report: Report
    html: str
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A report that could not be made: why, and the notebook as far as it ran (JSON text) where there is one."""

    report: Report
    why: str
    notebook: str = ""
    seconds: float = 0.0


def make(report: Report, root: Path) -> Made | Failed:
    """Run and render one report. Whatever goes wrong comes back as Failed, so that it stops no other."""
    started = time.monotonic()
    try:
        html = _make(report, root)
    except ReportFailed as error:
        return Failed(report, str(error), error.kept, time.monotonic() - started)
    except Exception:
        # Not a fault of the notebook but of this package: the traceback is what helps.
        return Failed(report, f"{report.id}: {traceback.format_exc()}", "", time.monotonic() - started)
    return Made(report, html, time.monotonic() - started)


def _make(report: Report, root: Path) -> str:
    import nbformat

    from forcefoi.reports.render import render
    from forcefoi.reports.run import run

    nb = run(root / report.notebook, dict(report.parameters), root, report=report.id)
    page = report.page.removeprefix("reports/")
    try:
        return render(nb, report.title, report=report.id, notebook=report.notebook, page=page)
    except ReportFailed as error:
        error.kept = nbformat.writes(nb)
        raise


def begin(folder: str) -> None:
    """Set up a worker: its temporary files go to `folder`, which its parent removes."""
    tempfile.tempdir = folder
    # Ctrl-C reaches every process of a terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, lambda *_: None)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed can't tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
