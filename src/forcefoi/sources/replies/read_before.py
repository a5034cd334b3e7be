"""Read before: a PDF as it was read last time, so that the next command need not read sixty pages again.

Kept in `reports/.read/`, which git leaves out and `make clean` removes, under the hash of the file, of the edges set by
hand and of all our code: another of these is read anew. A file that is held back is never kept: what may name a person
lies in one place alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from forcefoi.files import digest, digest_files, write_whole
from forcefoi.sources.replies.grid import Document, Grid, Notice, Text
from forcefoi.sources.replies.kinds import ending
from forcefoi.sources.replies.opening import read

FOLDER = Path("reports/.read")
# What is longer is read again.
MOST = 50_000_000
Edges = dict[str, tuple[float, ...]]


def read_filed(root: Path, path: Path, name: str, sha256: str, held_back: bool, edges: Edges) -> Document:
    """What `opening.read` gives of a file that is filed, kept from last time where it is a PDF and not held back."""
    kept = root / FOLDER / f"{sha256[:16]}-{_of(sha256, name, edges)[:16]}.json"
    if held_back:
        _forget(kept)
    if held_back or ending(name) != "pdf":
        return read(path, name, edges=edges)
    document = _kept(kept)
    if document is None:
        document = read(path, name, edges=edges)
        # One that can't be kept (a folder that can't be written) costs the next command time, and no number.
        with suppress(OSError):
            _keep(kept, document)
    return document


def _of(sha256: str, name: str, edges: Edges) -> str:
    return digest(json.dumps([sha256, name, edges, _code()], sort_keys=True).encode())


@cache
def _code() -> str:
    """One name for all that makes a table of a PDF: our code, whole, and the libraries'."""
    package = Path(__file__).parents[2]
    own = digest_files(package, sorted(package.rglob("*.py")))
    return f"{own} {version('pdfplumber')} {version('pdfminer.six')}"


def _forget(kept: Path) -> None:
    for path in kept.parent.glob(f"{kept.name.partition('-')[0]}-*"):
        path.unlink(missing_ok=True)


def _keep(kept: Path, document: Document) -> None:
    if document.status != "read":
        return
    text = json.dumps(asdict(document), ensure_ascii=False, default=sorted)
    # What doesn't come back as it was (a date, a formula's place) is not kept.
    if len(text) > MOST or _document(json.loads(text)) != document:
        return
    _forget(kept)
    write_whole(kept, f"{digest(text.encode())}\n{text}")


def _kept(kept: Path) -> Document | None:
    """What is kept, if it is whole: the first line is the hash of the rest."""
    if not kept.is_file():
        return None
    first, _, text = kept.read_text(encoding="utf-8", errors="replace").partition("\n")
    return _document(json.loads(text)) if digest(text.encode()) == first else None


def _document(plain: Mapping[str, Any]) -> Document:
    """A document as it was; of one that JSON can't hold, another."""
    return Document(**{
        **plain,
        "grids": tuple(_grid(each) for each in plain["grids"]),
        "texts": tuple(Text(**each) for each in plain["texts"]),
        "notices": tuple(Notice(**each) for each in plain["notices"]),
        "members": tuple(plain["members"]),
    })  # fmt: skip


def _grid(plain: Mapping[str, Any]) -> Grid:
    return Grid(**{
        **plain,
        "merged": tuple(map(tuple, plain["merged"])),
        **{name: frozenset(plain[name]) for name in ("hidden_rows", "hidden_columns")},
        **{name: tuple(plain[name]) for name in ("row_places", "heading", "doubts")},
    })  # fmt: skip
