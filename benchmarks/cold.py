"""All reports from nothing, three ways in turn: ours, the commands, and the limit. Then what a small change costs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import commands, limit
from benchmarks.measure import forcefoi
from benchmarks.project import again, change_kent, records, reports
from forcefoi.reports.plan import OVERALL, Report

Results = dict[str, Any]
# What one changed figure of Kent's must make anew, and nothing else.
TOUCHED = {"kent", *(report.id for report in OVERALL)}


class Ways:
    """The ways to make all reports of `project`, each time in a new copy under `folder`.

    Every way says what it took and checks that it made every chart and table: a page with less of them would be
    made faster.
    """

    def __init__(self, project: Path, folder: Path, tell: Callable[[str], None]):
        self.project, self.folder, self.tell = project, folder, tell
        self.reports: list[Report] = reports(project)
        self.seconds: dict[str, list[float]] = {
            way: [] for way in ("ours", "commands", "limit", "change", "nothing")
        }
        self.counts: dict[str, tuple[int, int]] = {}

    def copy(self) -> Path:
        return again(self.project, self.folder / "copy")

    def note(self, way: str, seconds: float) -> None:
        self.seconds[way].append(seconds)
        self.tell(f"{way}: {seconds:.2f} s")

    def ours(self, changes: int) -> None:
        """Cold; then, in the copy that is now built, one changed figure and nothing changed, `changes` times."""
        copy = self.copy()
        self.note("ours", forcefoi(copy, "reports", "--quiet").seconds)
        self.check({report.id: (copy / report.page).read_text(encoding="utf-8") for report in self.reports})
        for _ in range(changes):
            self.change(copy)
            self.nothing(copy)
        shutil.rmtree(copy)

    def change(self, copy: Path) -> None:
        change_kent(copy)
        before = records(copy)
        took = forcefoi(copy, "reports", "--quiet")
        after = records(copy)
        if (made := {report for report in after if after[report] != before[report]}) != TOUCHED:
            raise RuntimeError(f"one changed figure of Kent's made {', '.join(sorted(made))}\n{took.said}")
        self.note("change", took.seconds)

    def nothing(self, copy: Path) -> None:
        before = records(copy)
        took = forcefoi(copy, "reports", "--quiet")
        if records(copy) != before:
            raise RuntimeError(f"nothing was changed, and yet reports were made\n{took.said}")
        self.note("nothing", took.seconds)

    def commands(self) -> None:
        copy = self.copy()
        self.note("commands", commands.make_all(copy, self.reports))
        self.check({r.id: (copy / commands.page(r)).read_text(encoding="utf-8") for r in self.reports})
        shutil.rmtree(copy)

    def limit(self) -> None:
        copy = self.copy()
        with limit.warm_processes(copy, self.reports[-1]) as pool:
            seconds, drawn = limit.draw_all(pool, copy, self.reports)
        self.note("limit", seconds)
        self.same({each.report: (each.charts, each.tables) for each in drawn})
        shutil.rmtree(copy)

    def check(self, pages: dict[str, str]) -> None:
        self.same({report: limit.count(html) for report, html in pages.items()})

    def same(self, counts: dict[str, tuple[int, int]]) -> None:
        self.counts = self.counts or counts
        if counts != self.counts:
            raise RuntimeError(f"not the same charts and tables: {counts} and before {self.counts}")


def cold(project: Path, folder: Path, rounds: int, changes: int, tell: Callable[[str], None]) -> Results:
    """In turn, so that a machine that is slower for a while is slower for all. The commands take minutes and are
    run once a round, the others before and after them.
    """
    ways = Ways(project, folder, tell)
    for _ in range(rounds):
        ways.ours(changes)
        ways.limit()
        ways.commands()
        ways.limit()
        ways.ours(changes)
    charts, tables = (sum(each[place] for each in ways.counts.values()) for place in (0, 1))
    return {"seconds": ways.seconds, "reports": len(ways.reports), "charts": charts, "tables": tables}
