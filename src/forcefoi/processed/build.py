"""Make `data/processed/` from `data/raw/`, every file of it whole; bad input touches nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from forcefoi.disarm import disarm_table
from forcefoi.files import is_plain, write_whole
from forcefoi.processed.describe import KEYS, data_dictionary, data_package
from forcefoi.processed.slices import FOLDER as SLICES
from forcefoi.processed.slices import make_slices
from forcefoi.processed.tables import MODELS, make_tables, need_accepted, reply_tables
from forcefoi.question import read_question
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.gather import gather
from forcefoi.sources.replies.tables import counts_model

FOLDER = Path("data/processed")
DICTIONARY = Path("docs/data-dictionary.md")
PLAIN = ("replies", "reply_counts", "reply_checks", "reply_revisions")


def make_content(root: Path, unaccepted: bool = False) -> dict[Path, bytes]:
    """Every file that `build` writes, by its path in the project: tables (CSV and Parquet), each force's slice,
    `datapackage.json`, the data dictionary. Nothing is written. Raises DataError for bad input, and for a verdict
    that no person has accepted; `unaccepted` lets such a verdict be.
    """
    if is_plain(root):
        return plain_content(root)
    tables = make_tables(root)
    if not unaccepted:
        need_accepted(tables.checked)
    content = table_files(tables.named())
    slices = make_slices(tables, root)
    content |= {SLICES / f"{force}.json": text.encode() for force, text in slices.items()}
    content[FOLDER / "datapackage.json"] = data_package(tables.exercise, csv_of(content)).encode()
    content[DICTIONARY] = data_dictionary().encode()
    return content


def build(root: Path, unaccepted: bool = False) -> list[Path]:
    """Write every processed table, every force's slice, `datapackage.json` and the data dictionary.

    Everything is made in memory first: bad input raises DataError with nothing touched. A file whose content
    is the same is left alone. A build that is cut short leaves some files old; what is fresh is known by content
    (`reports.stale`), so the next one makes the rest. Slices of forces that are no longer there are removed.
    `unaccepted` lets a verdict be that no person has accepted: for comparing, never for print.
    Returns the files that stand there now.
    """
    content = make_content(root, unaccepted)
    for name, data in content.items():
        path = root / name
        if not (path.is_file() and path.read_bytes() == data):
            write_whole(path, data)
    for path in (root / SLICES).glob("*.json"):
        if path.relative_to(root) not in content:
            path.unlink()
    return [root / name for name in content if name != DICTIONARY]


def plain_content(root: Path) -> dict[Path, bytes]:
    """Every file of an exercise of which only the replies are read: their four tables, and `datapackage.json`."""
    question = read_question(root)
    received = gather(root, question, read_bodies(root, question))
    tables = dict(zip(PLAIN, reply_tables(received, question, {}), strict=True))
    models = {name: MODELS[name] for name in PLAIN} | {"reply_counts": counts_model(question.names)}
    keys = {name: KEYS[name] for name in PLAIN}
    keys["reply_counts"] = ["reply", "table", *question.names, "locator"]
    content = table_files(tables)
    content[FOLDER / "datapackage.json"] = data_package(question, csv_of(content), models, keys).encode()
    return content


def table_files(tables: dict[str, pd.DataFrame]) -> dict[Path, bytes]:
    """Tables as the files that hold them: CSV and Parquet."""
    content = {FOLDER / f"{name}.csv": table_csv(table) for name, table in tables.items()}
    return content | {FOLDER / f"{name}.parquet": _parquet(table) for name, table in tables.items()}


def csv_of(content: dict[Path, bytes]) -> dict[str, bytes]:
    """The tables that were written as CSV, by name."""
    return {path.stem: data for path, data in content.items() if path.suffix == ".csv"}


def table_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV bytes, the same on every machine. Text that a spreadsheet would run as a formula is disarmed:
    people open these files in one. Parquet and slices, which programs read, have it as received.

    >>> table_csv(pd.DataFrame({"note": ["=1+1"], "low": [-1]}))
    b"note,low\\n'=1+1,-1\\n"
    """
    text = disarm_table(table).to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    return text.encode("utf-8")


def _parquet(table: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.reset_index(drop=True).to_parquet(buffer, index=False)
    return buffer.getvalue()
