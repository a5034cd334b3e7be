"""What is fresh and what is stale, by content: a file that was only touched makes nothing stale.

A report is fresh when everything that it may depend on has the hash it had when its page was written, and the
page is still the one that was written. So every doubt ends in building again, never in a page that is too old.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from forcefoi.files import digest, digest_files, write_whole
from forcefoi.reports.plan import Report

PACKAGE = Path(__file__).parents[1]
RECORDS = Path("reports/.built")
DATA_RECORD = Path("data/processed/.built.json")
LOCK = "requirements.lock"
ABSENT = "absent"


class Hashes:
    """The hashes of what can be read. Code, raw files and tables are read once; `one` reads what is there now."""

    def __init__(self, root: Path):
        self.root = root

    @functools.cached_property
    def code(self) -> dict[str, str]:
        """This package's code and templates, the locked versions, and the Python that runs them."""
        files = [f for f in PACKAGE.rglob("*") if f.is_file() and f.suffix in (".py", ".j2", ".css")]
        found = {f"package/{name}": value for name, value in digest_files(PACKAGE, files).items()}
        return found | {LOCK: self.one(LOCK), "python": "{}.{}".format(*sys.version_info)}

    @functools.cached_property
    def raw(self) -> dict[str, str]:
        """Everything as received, but hidden files and what a spreadsheet leaves while it has a table open."""
        files = [
            f
            for f in (self.root / "data/raw").rglob("*")
            if f.is_file() and not f.name.startswith((".", "~$"))
        ]
        return digest_files(self.root, files)

    @functools.cached_property
    def tables(self) -> dict[str, str]:
        folder = self.root / "data/processed"
        return digest_files(self.root, [f for f in folder.glob("*") if f.suffix in (".csv", ".parquet")])

    def one(self, name: str) -> str:
        path = self.root / name
        return digest(path.read_bytes()) if path.is_file() else ABSENT


def data_inputs(hashes: Hashes) -> dict[str, str]:
    return hashes.code | hashes.raw


def report_inputs(report: Report, hashes: Hashes) -> dict[str, str]:
    """All that a report may depend on: name → hash. One that may read every table may read the raw files as well."""
    data = {report.data: hashes.one(report.data)} if report.data else hashes.tables | hashes.raw
    return {
        **hashes.code,
        **data,
        report.notebook: hashes.one(report.notebook),
        "report": report.id,
        "title": report.title,
        "parameters": json.dumps(report.parameters),
    }


def why_data_stale(hashes: Hashes) -> str:
    """Why `data/processed/` must be made again, in words; '' when it need not."""
    record = read_record(hashes.root / DATA_RECORD)
    return why_stale(record, data_inputs(hashes), hashes)


def why_report_stale(report: Report, hashes: Hashes) -> str:
    """Why this report must be made again, in words; '' when it is fresh."""
    return why_stale(read_record(record_path(hashes.root, report.id)), report_inputs(report, hashes), hashes)


def why_stale(record: Mapping[str, dict[str, str]], inputs: Mapping[str, str], hashes: Hashes) -> str:
    if not record:
        return "not made before"
    before = record["inputs"]
    changed = sorted(name for name in {*before, *inputs} if before.get(name) != inputs.get(name))
    if changed:
        return (
            "changed: "
            + ", ".join(changed[:3])
            + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
        )
    for name, value in record["outputs"].items():
        now = hashes.one(name)
        if now != value:
            return f"{name} is gone" if now == ABSENT else f"{name} is not as it was written"
    return ""


def record_path(root: Path, report: str) -> Path:
    return root / RECORDS / f"{report}.json"


def read_record(path: Path) -> dict[str, dict[str, str]]:
    """A record: `inputs` and `outputs`, each name → hash. Empty when there is none, or none that can be read:
    what it stood for is then made again.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        good = all(isinstance(record[part], dict) for part in ("inputs", "outputs"))
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError):
        return {}
    return record if good else {}


def write_record(path: Path, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    # Last of all, after what it speaks of: a run that is cut short leaves an old record, which no longer fits.
    content = {"inputs": inputs, "outputs": outputs}
    write_whole(path, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
