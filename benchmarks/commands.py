"""The way without forcefoi's own machinery: papermill and nbconvert, as commands, a rule a report, by `make -j2`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import timed
from forcefoi.reports.plan import Report

MAKEFILE, MADE = "commands.mk", "made"
JOBS = 2


def write_makefile(project: Path, reports: list[Report]) -> Path:
    """One rule a report; the exporter is the one that this package registers, and uses its template."""
    (project / MADE).mkdir(exist_ok=True)
    pages = " ".join(page(report) for report in reports)
    rules = [f".PHONY: all\nall: {pages}\n", *(rule(report) for report in reports)]
    path = project / MAKEFILE
    path.write_text("\n".join(rules), encoding="utf-8")
    return path


def page(report: Report) -> str:
    return f"{MADE}/{report.id}.html"


def rule(report: Report) -> str:
    parameters = "".join(f"-p {name} {value} " for name, value in report.parameters)
    run = f"{MADE}/{report.id}.ipynb"
    return (
        f"{page(report)}: {report.notebook} {report.data or ''}\n"
        f"\tpapermill {parameters}{report.notebook} {run}\n"
        f"\tjupyter nbconvert --to forcefoi {run}\n"
    )


def make_all(project: Path, reports: list[Report]) -> float:
    """Wall seconds for all pages."""
    write_makefile(project, reports)
    return timed(["make", f"-j{JOBS}", "-f", MAKEFILE], project).seconds
