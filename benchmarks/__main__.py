"""Measure, and write benchmarks/results.md: `make bench`, or `python -m benchmarks` from the project's folder."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import here_and_now
from benchmarks.project import copy_project
from benchmarks.scale import scale

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "benchmarks/results.json"
PAGE = ROOT / "benchmarks/results.md"
Results = dict[str, Any]


def main() -> None:
    options = _options()
    parts = options.only or [*PARTS, *(["full"] if options.full else [])]
    results: Results = (
        {} if options.quick or not KEPT.is_file() else json.loads(KEPT.read_text(encoding="utf-8"))
    )
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        project = copy_project(ROOT, Path(name) / "project")
        for part in parts:
            at = here_and_now(ROOT)
            folder = Path(name) / part
            folder.mkdir()
            results[part] = {"at": at, **(PARTS | FULL)[part](project, folder, options)}
            if not options.quick:
                KEPT.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round each, shown and not kept")
    parser.add_argument("--full", action="store_true", help="4,800 reports as well, which takes long")
    parser.add_argument("--rounds", type=int, default=3, help="how often all reports are made in each way")
    parser.add_argument("--only", action="append", choices=[*PARTS, *FULL], help="measure this part alone")
    return parser.parse_args()


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _scale(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return scale(project, folder, [12, 48] if options.quick else [48, 480, 48], _tell)


def _full(project: Path, folder: Path, options: argparse.Namespace) -> Results:
    return scale(project, folder, [48, 4800, 48], _tell)


Part = Callable[[Path, Path, argparse.Namespace], Results]
PARTS: dict[str, Part] = {"scale": _scale}
FULL: dict[str, Part] = {"full": _full}


if __name__ == "__main__":
    main()
