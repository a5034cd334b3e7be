"""Keep what was read of a file that is held back, so that a copy of the project without the file has its figures.

`counts.json` beside the `reply.toml` has each count with its place, the hash of the file and that of the reading; no
other word of the file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from forcefoi.clean.count import Count
from forcefoi.errors import Problem
from forcefoi.files import digest, write_whole
from forcefoi.sources.replies.reading import Reply, Table
from forcefoi.sources.replies.taken import Cell, References, Sum, Taken

NAME = "counts.json"
TOLD = "read before: the file is held back and is not in this copy of the project"


def keep(root: Path, reply: Reply, taken: list[Taken]) -> Path | None:
    """Write what was taken from the files that are held back; None where none is."""
    held = [each for each in taken if _sha_of(reply, each.table)]
    if not held:
        return None
    path = root / reply.folder / NAME
    content = {each.table.id: _plain(reply, each) for each in held}
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return path


def kept(root: Path, reply: Reply, table: Table) -> Taken | None:
    """What was taken of a table when its file was here; None where nothing is kept, or of another file or reading."""
    entry = _read(root, reply).get(table.id)
    if not entry or entry["sha256"] != _sha_of(reply, table) or entry["reading"] != _hash_of(reply, table):
        return None
    taken = Taken(table, doubts=[*entry["doubts"], TOLD])
    taken.cells = [Cell(**{**each, "count": Count(**each["count"])}) for each in entry["cells"]]
    taken.sums = [
        Sum(**{**each, "count": Count(**each["count"]), "parts": tuple(map(tuple, each["parts"]))})
        for each in entry["sums"]
    ]
    taken.numbered = tuple(entry["numbered"]) if entry["numbered"] else None
    taken.left_out = entry.get("left_out", "")
    if found := entry.get("references"):
        taken.references = References(**{**found, "shared": tuple(map(tuple, found["shared"]))})
    return taken


def check_kept(root: Path, reply: Reply, taken: Taken) -> Problem | None:
    """Whether what is kept is what the file gives; a copy without the file would have other figures otherwise.

    Where nothing is kept a copy without the file has none, and says so.
    """
    every = _read(root, reply)
    if not every or not _sha_of(reply, taken.table) or every.get(taken.table.id) == _plain(reply, taken):
        return None
    why = f"[[tables]] {taken.table.id}: {NAME} is not what the file gives, which is held back"
    force, folder = reply.folder.split("/")[-2:]
    return Problem(reply.place, why, todo=f"forcefoi reply confirm {force} {folder} --by NAME")


def _read(root: Path, reply: Reply) -> dict[str, Any]:
    path = root / reply.folder / NAME
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _sha_of(reply: Reply, table: Table) -> str:
    """The hash of the file that a table lies in, if that is held back."""
    for file in reply.files:
        if file.held_back and (table.file == file.name or table.file.startswith(f"{file.name}/")):
            return file.sha256
    return ""


def _hash_of(reply: Reply, table: Table) -> str:
    entry = next(each for each in reply.raw["tables"] if each.get("id") == table.id)
    same = [
        {name: value for name, value in each.items() if name != "tables"}
        for each in reply.raw.get("same", [])
        if table.id in ([each["tables"]] if isinstance(each["tables"], str) else each["tables"])
    ]
    return digest(json.dumps([entry, *same] if same else entry, default=str, sort_keys=True).encode())


def _plain(reply: Reply, taken: Taken) -> dict[str, Any]:
    content = {
        "sha256": _sha_of(reply, taken.table),
        "reading": _hash_of(reply, taken.table),
        "cells": [asdict(each) for each in taken.cells],
        "sums": [asdict(each) for each in taken.sums],
        "numbered": taken.numbered,
        "doubts": taken.doubts,
        **({"left_out": taken.left_out} if taken.left_out else {}),
        **({"references": asdict(taken.references)} if taken.references else {}),
    }
    # As it is when read again: a tuple is a list.
    plain: dict[str, Any] = json.loads(json.dumps(content))
    return plain
