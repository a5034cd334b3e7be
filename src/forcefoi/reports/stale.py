"""What is fresh and what is stale, by content: a file that was only touched makes nothing stale.

A report is made in two steps: its notebook is run, and a page is made of what came out. Each step has its record:
what it was made from, name → hash. A report is fresh when all that stands in both has that hash now, and the page
is still the one that was written. So every doubt ends in doing it again, never in a page that is too old.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forcefoi.files import MARK, digest, digest_files, write_whole
from forcefoi.reports.beside import is_beside
from forcefoi.reports.plan import COVERAGE, FORCES, Report
from forcefoi.sources.checksums import raw_files
from forcefoi.sources.helplines import SHOWN as HELPLINES

PACKAGE = Path(__file__).parents[1]
IN_PACKAGE = "package/"
RECORDS = Path("reports/.built")
DATA_RECORD = Path("data/processed/.built.json")
LOCK = "requirements.lock"
ABSENT = "absent"
# No file: tables with verdicts that nobody has accepted are stale for every run that did not ask for them.
ACCEPTED = "a person's acceptance of every verdict"
LONGEST = 1000  # characters of a name in a record that is one of ours
PYTHON = "python"
TEMPLATES = ("reports/template/", "charts/chart.css", "claims/claims.css")
# What makes a table of raw files, and what makes a page of an executed notebook.
MAKES_DATA = "from forcefoi.processed import build"
MAKES_PAGES = "from forcefoi.reports.downloads import downloads\nfrom forcefoi.reports.render import render"
MAKES_INDEX = "from forcefoi.reports.index import make_index"
# What runs a notebook: its own imports stand in the notebook, and the server's are only made early.
RUNS = "from forcefoi.reports.run import run"
FORKS = ("reports/warm/server.py", "reports/warm/child.py", "reports/warm/preload.py")

Inputs = dict[str, str]


class Hashes:
    """The hashes of what can be read, each file read once; `again` forgets those of the project.

    The package is read at once: before any of its code is run elsewhere, so that no page can be older than the
    code that its record names.

    `instead` has contents that stand for files of the project which they are about to become.
    """

    def __init__(
        self, root: Path, instead: Mapping[str, bytes] | None = None, package: Inputs | None = None
    ) -> None:
        self.root = root
        self.instead = instead or {}
        self.known: Inputs = {}
        self.code: dict[tuple[str, ...], Inputs] = {}
        self.package = package or read_package()

    def again(self, instead: Mapping[str, bytes] | None = None) -> Hashes:
        """For the project as it is now; the package stays as it was read first."""
        return Hashes(self.root, instead, self.package)

    def raw(self) -> list[str]:
        """Everything as received, but what `raw_files` leaves out."""
        return [f.relative_to(self.root).as_posix() for f in raw_files(self.root)]

    def tables(self) -> list[str]:
        """The processed tables that are there, or about to be."""
        folder = Path("data/processed")
        names = {(folder / f.name).as_posix() for f in (self.root / folder).glob("*")} | set(self.instead)
        return sorted(n for n in names if Path(n).parent == folder and n.endswith((".csv", ".parquet")))

    def now(self, name: str) -> str:
        """The hash of what a record calls by this name."""
        if name.startswith(IN_PACKAGE):
            return self.package.get(name, ABSENT)
        if name == PYTHON:
            return "{}.{}".format(*sys.version_info)
        if name not in self.known:
            content = self.read(name)
            self.known[name] = ABSENT if content is None else digest(content)
        return self.known[name]

    def read(self, name: str) -> bytes | None:
        """A file of the project, by its path there; None where there is none."""
        if name in self.instead:
            return self.instead[name]
        path = self.root / name
        return path.read_bytes() if path.is_file() else None


def read_package() -> Inputs:
    """This package's code and templates."""
    files = [f for f in PACKAGE.rglob("*") if f.is_file() and f.suffix in (".py", ".j2", ".css", ".js")]
    return {f"{IN_PACKAGE}{name}": value for name, value in digest_files(PACKAGE, files).items()}


@dataclass(frozen=True)
class Why:
    """Why something must be made again, in words, and whether its page alone. False when it is fresh."""

    reason: str = ""
    page_only: bool = False

    def __bool__(self) -> bool:
        return bool(self.reason)

    def __str__(self) -> str:
        return f"page only, {self.reason}" if self.page_only else self.reason or "fresh"


def data_inputs(hashes: Hashes) -> Inputs:
    """All that the processed tables depend on, each with its hash."""
    return _code(hashes, [MAKES_DATA]) | _now(hashes, [*hashes.raw(), LOCK, PYTHON])


def why_data_stale(hashes: Hashes, unaccepted: bool = False) -> str:
    """Why `data/processed/` must be made again, in words; '' when it need not. `unaccepted` lets those be that
    were made with a verdict that nobody has accepted.
    """
    record = read_record(hashes.root / DATA_RECORD)
    if not record:
        return "not made before"
    inputs = {name: value for name, value in record["inputs"].items() if not unaccepted or name != ACCEPTED}
    return _changed(inputs, hashes, hashes.raw(), {}) or _not_as_written(record, hashes)


def run_files(report: Report, hashes: Hashes) -> list[str]:
    """What a report's notebook may read, itself included: paths in the project."""
    own = [report.data] if report.data else hashes.tables()
    return [report.notebook, MARK.as_posix(), *own, *report.also]


def run_inputs(report: Report, read: Inputs, code: list[str], hashes: Hashes) -> Inputs:
    """All that the run of a notebook may depend on. `read` has the hashes of `run_files` as they were read, `code`
    the notebook's cells.
    """
    forks = {name: hashes.now(name) for name in (f"{IN_PACKAGE}{file}" for file in FORKS)}
    return _code(hashes, [RUNS, *code]) | forks | read | _now(hashes, [LOCK, PYTHON]) | _run_facts(report)


def page_inputs(report: Report, hashes: Hashes) -> Inputs:
    """All that a page may depend on besides the executed notebook."""
    names = [*_templates(hashes), HELPLINES, LOCK, PYTHON]
    return _code(hashes, [MAKES_PAGES]) | _now(hashes, names) | _page_facts(report)


def index_inputs(states: Mapping[str, str], hashes: Hashes) -> Inputs:
    """All that the list of reports may depend on; `states` says of each report what the list says of it."""
    tables = [HELPLINES, COVERAGE.as_posix(), FORCES.as_posix(), MARK.as_posix()]
    names = [*_templates(hashes), *tables, LOCK, PYTHON]
    return _code(hashes, [MAKES_INDEX]) | _now(hashes, names) | dict(states)


def why_index_stale(states: Mapping[str, str], hashes: Hashes) -> str:
    """Why the list of reports must be made again, in words; '' when it need not."""
    record = read_record(record_path(hashes.root, "index"))
    if not record:
        return "not made before"
    return _changed(record["inputs"], hashes, _templates(hashes), states) or _not_as_written(record, hashes)


def why_report_stale(report: Report, hashes: Hashes) -> Why:
    """Why this report must be made again, and how much of it."""
    record = read_record(record_path(hashes.root, report.id))
    kept = executed_path(report.id).as_posix()
    outputs = {report.page, report.provenance}
    others = set(record.get("outputs", {})) - outputs
    known = outputs <= set(record.get("outputs", {})) and all(is_beside(report.id, each) for each in others)
    if set(record.get("executed", {})) != {kept} or not known:
        return Why("not made before")
    files = run_files(report, hashes)
    if changed := _changed(record["run"], hashes, files, _run_facts(report)):
        return Why(changed)
    changed = _changed(record["page"], hashes, _templates(hashes), _page_facts(report))
    why = changed or _not_as_written(record, hashes)
    if not why:
        return Why()
    return Why(why, page_only=hashes.now(kept) == record["executed"][kept])


def _templates(hashes: Hashes) -> list[str]:
    return [n for n in hashes.package if n.removeprefix(IN_PACKAGE).startswith(TEMPLATES)]


def _run_facts(report: Report) -> Inputs:
    return {"report": report.id, "parameters": json.dumps(report.parameters)}


def _page_facts(report: Report) -> Inputs:
    return {"title": report.title, "page": report.page, "nation": report.nation}


def _code(hashes: Hashes, code: list[str]) -> Inputs:
    """What of the package `code` can reach."""
    if tuple(code) not in hashes.code:
        from forcefoi.reports.reach import reached

        names = [f"{IN_PACKAGE}{name}" for name in sorted(reached(code))]
        hashes.code[tuple(code)] = _now(hashes, names)
    return hashes.code[tuple(code)]


def _now(hashes: Hashes, names: list[str]) -> Inputs:
    return {name: hashes.now(name) for name in names}


def _changed(record: Inputs, hashes: Hashes, files: list[str], facts: Mapping[str, str]) -> str:
    """What is no longer as the record has it; `files` are those that must stand in it, `facts` are no files.

    Code that can be reached now and could not then needs no look: what reaches it has changed, and stands here.
    """
    names = sorted({*record, *files, *facts})
    changed = [n for n in names if record.get(n, ABSENT) != (facts[n] if n in facts else hashes.now(n))]
    if not changed:
        return ""
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return f"changed: {', '.join(changed[:3])}{more}"


def _not_as_written(record: Mapping[str, Inputs], hashes: Hashes) -> str:
    for name, value in record["outputs"].items():
        now = hashes.now(name)
        if now != value:
            return f"{name} is gone" if now == ABSENT else f"{name} is not as it was written"
    return ""


def record_path(root: Path, report: str) -> Path:
    """Where it is written what a report was made from."""
    return root / RECORDS / f"{report}.json"


def executed_path(report: str) -> Path:
    """The notebook as it was run, from which its page can be made again without running it."""
    return RECORDS / f"{report}.ipynb"


def read_record(path: Path) -> dict[str, Inputs]:
    """A record: `outputs`, and `inputs` or (of a report) `run`, `page` and `executed`, each name → hash.

    Empty when there is none, or none that can be read: what it stood for is then made again.
    """
    try:
        record: Any = json.loads(path.read_text(encoding="utf-8"))
        parts = ("run", "page", "executed", "outputs") if "run" in record else ("inputs", "outputs")
        entries = [entry for part in parts for entry in record[part].items()]
        good = all(len(name) < LONGEST and isinstance(value, str) for name, value in entries)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return record if good else {}


def write_record(path: Path, **parts: Mapping[str, str]) -> None:
    """Write what something was made from, by part: name → hash."""
    # Last of all, after what it speaks of: a run that is cut short leaves an old record, which no longer fits.
    write_whole(path, json.dumps(parts, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
