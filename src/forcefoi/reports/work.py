"""Do one unit of work: from notebook to page. Nothing of the project is written here; whoever called does that."""

from __future__ import annotations

import tempfile
import time
import traceback
from pathlib import Path

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
import nbformat
from nbformat import NotebookNode

from forcefoi.reports.cells import INJECTED, tags
from forcefoi.reports.downloads import downloads
from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.help import help_section
from forcefoi.reports.provenance import provenance
from forcefoi.reports.render import render
from forcefoi.reports.run import run
from forcefoi.reports.unit import Failed, Made, Unit
from forcefoi.reports.warm.start import ServerGone
from forcefoi.sources.helplines import SHOWN as HELPLINES
from forcefoi.sources.helplines import parse_helplines


def make(unit: Unit, warm: str | None) -> Made | Failed:
    """Run and render one report; `warm` is the address of the server that forks its kernel, if there is one.

    Whatever goes wrong comes back as Failed, so that it stops no other. Raises ServerGone alone: that was no
    fault of this report.
    """
    started = time.monotonic()
    report = unit.report
    try:
        nb = nbformat.reads(unit.executed, as_version=4) if unit.executed else _run(unit, warm)
        numbers = provenance(nb, _page(unit))
        beside = downloads(nb, report, numbers)
        html = _render(unit, nb, beside.links)
    except ServerGone:
        raise
    except ReportFailed as error:
        return Failed(report, str(error), error.kept, time.monotonic() - started)
    except Exception:
        # Not a fault of the notebook but of this package: the traceback is what helps.
        return Failed(report, f"{report.id}: {traceback.format_exc()}", "", time.monotonic() - started)
    # Without the values that papermill put in: the code is then one for all forces.
    code = [cell.source for cell in nb.cells if cell.cell_type == "code" and INJECTED not in tags(cell)]
    return Made(report, html, numbers, beside.files, _text(nb), code, time.monotonic() - started)


def _run(unit: Unit, warm: str | None) -> NotebookNode:
    """In a folder that has the unit's files and no others: what a report doesn't name, it can't read."""
    report = unit.report
    where = Path(warm).parent if warm else None
    if where and not where.is_dir():
        raise ServerGone(f"{where}, the folder of this run, is gone")
    with tempfile.TemporaryDirectory(prefix="r", dir=where, ignore_cleanup_errors=True) as name:
        root = Path(name).resolve()
        unit.unpack(root)
        try:
            return run(
                root / report.notebook,
                dict(report.parameters),
                root,
                report=report.id,
                time_limit=unit.time_limit,
                warm=warm,
            )
        except ReportFailed as error:
            raise _told(error, root, unit) from None


def _told(error: ReportFailed, root: Path, unit: Unit) -> ReportFailed:
    """The failure without the name of a folder that is gone; and what may be read, where a file was missed."""
    text, kept = (each.replace(f"{root}/", "").replace(str(root), ".") for each in (error.error, error.kept))
    if "FileNotFoundError" in text:
        text += f"\nThis report may read: {', '.join(name for name in unit.files if name != error.notebook)}"
    return ReportFailed(error.report, error.notebook, error.cell, error.source, text, kept)


def _render(unit: Unit, nb: NotebookNode, links: dict[str, str]) -> str:
    report = unit.report
    try:
        helplines = parse_helplines(unit.page_files[HELPLINES])
        return render(
            nb,
            report.title,
            report=report.id,
            notebook=report.notebook,
            page=_page(unit),
            help=help_section(helplines, report.nation),
            links=links,
        )
    except ReportFailed as error:
        error.kept = _text(nb)
        raise


def _page(unit: Unit) -> str:
    return unit.report.page.removeprefix("reports/")


def _text(nb: NotebookNode) -> str:
    return f"{nbformat.writes(nb)}\n"
