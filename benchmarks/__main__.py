"""Measure, and write benchmarks/results.md: `make bench`, or `python -m benchmarks` from the project's folder."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.cold import cold
from benchmarks.machine import here_and_now
from benchmarks.memory import memory
from benchmarks.pdf_pages import pdf_pages
from benchmarks.phases import phases
from benchmarks.project import copy_project
from benchmarks.replies import replies
from benchmarks.results import page
from benchmarks.scale import scale

ROOT = Path(__file__).parents[1]
# What was measured; the page is made of it, so that a run of one part leaves the others as they were.
KEPT = ROOT / "benchmarks/results.json"
PAGE = ROOT / "benchmarks/results.md"
Results = dict[str, Any]


def main() -> None:
    options = _options()
    parts = options.only or [*PARTS, *(["full"] if options.full else [])]
    kept: Results = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    results = {} if options.quick else kept
    with tempfile.TemporaryDirectory(prefix="fb-", ignore_cleanup_errors=True) as name:
        _own_temporary_files(Path(name) / "t")
        project = copy_project(ROOT, Path(name) / "project")
        for part in parts:
            _tell(f"{part} …")
            folder = Path(name) / part
            folder.mkdir()
            at = here_and_now(ROOT)
            results[part] = {"at": at, **(PARTS | FULL)[part](project, folder, options)}
            if not options.quick:
                KEPT.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
                PAGE.write_text(page(results), encoding="utf-8")
    print(page(results))
    print("A short run: shown, and not kept." if options.quick else f"Written to {PAGE.relative_to(ROOT)}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round each, shown and not kept")
    parser.add_argument("--full", action="store_true", help="4,800 reports as well, which takes long")
    parser.add_argument(
        "--rounds", type=_at_least_one, default=3, help="how often the commands make all reports (3)"
    )
    parser.add_argument("--only", action="append", choices=[*PARTS, *FULL], help="measure this part alone")
    return parser.parse_args()


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _own_temporary_files(folder: Path) -> None:
    """Other runs on this machine, perhaps of another version, remove what they take for left behind."""
    folder.mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _cold(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    rounds, changes = (1, 1) if options.quick else (options.rounds, 3)
    return cold(project, folder, rounds, changes, _tell)


def _scale(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return scale(project, folder, [12, 48] if options.quick else [48, 480, 48], _tell)


def _full(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return scale(project, folder, [48, 4800, 48], _tell)


def _memory(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return memory(project, 1 if options.quick else 3)


def _phases(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return phases(project, folder, 10 if options.quick else 3, _tell)


def _replies(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    rows, cleaned, rounds = (50_000, 100_000, 1) if options.quick else (1_000_000, 10_000_000, 5)
    return replies(folder, rows, cleaned, rounds, _tell)


def _pdf(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return pdf_pages(folder, (10, 50) if options.quick else (50, 500))


Part = Callable[[Path, Path, argparse.Namespace], Results]
PARTS: dict[str, Part] = {
    "cold": _cold,
    "scale": _scale,
    "memory": _memory,
    "phases": _phases,
    "replies": _replies,
    "pdf": _pdf,
}
FULL: dict[str, Part] = {"full": _full}


if __name__ == "__main__":
    main()
