"""The limit: what the notebooks draw, drawn by a plain function in two warm processes, with no notebook at all.

No kernel, no messages, no page and no file: only the cells' own code, compiled once, and the HTML of what they show.
"""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.pool import Pool
from pathlib import Path
from types import CodeType
from typing import Any

from forcefoi.reports.plan import Report
from forcefoi.reports.settings import SETTINGS, environment

PROCESSES = 2
CHART, TABLE = '<figure class="chart"', "<caption>"
SHOWS = ("_repr_html_", "_repr_markdown_")


@dataclass(frozen=True)
class Drawn:
    """How many charts and tables a report has, and the CPU seconds that it took."""

    report: str
    charts: int
    tables: int
    cpu: float


@dataclass(frozen=True)
class Cell:
    """A code cell: statements, then perhaps an expression whose value is shown."""

    first: CodeType
    last: CodeType | None
    parameters: bool


def draw(project: Path, report: Report) -> Drawn:
    """Run the code of a report's notebook in this process."""
    started = time.process_time()
    shown = [text for text in show(project, report) if text]
    cpu = time.process_time() - started
    charts, tables = count("".join(shown))
    return Drawn(report.id, charts, tables, cpu)


def show(project: Path, report: Report) -> Iterator[str]:
    """What each cell shows, as HTML or Markdown."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(project / report.notebook):
        exec(cell.first, names)
        if cell.parameters:
            names.update(report.parameters)
        if cell.last:
            yield shown(eval(cell.last, names))


def count(html: str) -> tuple[int, int]:
    """How many charts and tables stand in a page, or in what will be one."""
    return html.count(CHART), html.count(TABLE)


@cache
def cells(notebook: Path) -> list[Cell]:
    """The code cells of a notebook, compiled once a process."""
    content = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [
        _compiled("".join(cell["source"]), "parameters" in cell["metadata"].get("tags", []))
        for cell in content
        if cell["cell_type"] == "code"
    ]


def _compiled(source: str, parameters: bool) -> Cell:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    shown = compile(ast.Expression(last.value), "cell", "eval") if isinstance(last, ast.Expr) else None
    return Cell(compile(tree, "cell", "exec"), shown, parameters)


def shown(value: Any) -> str:
    """The HTML or the Markdown by which a value shows itself, as in a notebook; '' for None."""
    if hasattr(value, "_repr_mimebundle_"):
        # As in a notebook, what the bundle lacks is asked of the value's other ways to show itself.
        bundle = value._repr_mimebundle_()
        if found := bundle.get("text/html") or bundle.get("text/markdown"):
            return str(found)
    for name in SHOWS:
        if hasattr(value, name):
            return str(getattr(value, name)())
    return "" if value is None else repr(value)


@contextmanager
def warm_processes(project: Path, first: Report) -> Iterator[Pool]:
    """Exactly two processes that have imported everything and made one report each, ready for `draw_all`."""
    # Not forked: they would have this process's memory, and its settings.
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES + 1)
    with (
        environment({**SETTINGS, "FORCEFOI_ROOT": str(project)}),
        context.Pool(PROCESSES, _warm_up, (project, first, ready)) as pool,
    ):
        ready.wait(120)
        yield pool


def draw_all(pool: Pool, project: Path, reports: list[Report]) -> tuple[float, list[Drawn]]:
    """Wall seconds for all of them, and what was drawn."""
    started = time.perf_counter()
    drawn = list(pool.imap_unordered(_draw, [(project, report) for report in reports]))
    return time.perf_counter() - started, drawn


def _warm_up(project: Path, first: Report, ready: Any) -> None:
    os.chdir(project)
    draw(project, first)
    ready.wait(120)


def _draw(work: tuple[Path, Report]) -> Drawn:
    return draw(*work)
