"""What the numbers were made of: hashes of the raw files, of their rows, of code, lock and parameters."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from forcefoi.files import digest, digest_files
from forcefoi.reports.plan import plan
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.stale import IN_PACKAGE, LOCK, PYTHON, Hashes
from forcefoi.sources.checksums import OWN

SHORT = 8  # characters of a row's hash: enough to see that it changed, among some thousands
# Settings that are the same on every machine; the others name places of this one.
FIXED = ("PYTHONHASHSEED", "MPLBACKEND", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@dataclass(frozen=True)
class MadeOf:
    """`raw` and `code` are file → SHA-256, the notebooks among the code; `rows` is raw CSV file → a line for each row
    below the header: a short hash and the row's first cell. `parameters` is report → what its notebook was given.
    """

    raw: dict[str, str]
    rows: dict[str, list[str]]
    code: dict[str, str]
    lock: str
    parameters: dict[str, str]
    python: str

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, for the manifest."""
        return asdict(self)


def made_of(root: Path) -> MadeOf:
    """What a project is made of now."""
    hashes = Hashes(root)
    raw = [name for name in hashes.raw() if Path(name).name not in OWN]
    code = {f"src/forcefoi/{name.removeprefix(IN_PACKAGE)}": value for name, value in hashes.package.items()}
    reports = plan(hashes.read)
    fixed = {f"every report, {name}": SETTINGS[name] for name in FIXED}
    return MadeOf(
        raw={name: hashes.now(name) for name in raw},
        rows={
            name: _rows(hashes.read(name) or b"") for name in raw if name.endswith(".csv") and _is_table(name)
        },
        code=code | digest_files(root, sorted({root / report.notebook for report in reports})),
        lock=hashes.now(LOCK),
        parameters=fixed | {report.id: json.dumps(report.parameters) for report in reports},
        python=hashes.now(PYTHON),
    )


def _is_table(name: str) -> bool:
    """Whether it is a table of ours, of which the form is known; a force's own file is known by its hash alone."""
    return "replies" not in Path(name).parts


def _rows(content: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [f"{digest(json.dumps(row).encode())[:SHORT]} {row[0] if row else ''}" for row in rows[1:]]
