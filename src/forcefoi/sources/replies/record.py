"""What `reply add` notes of a reply in its `reply.toml`; what a person wrote there stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from forcefoi.errors import DataError, Problem
from forcefoi.files import write_whole
from forcefoi.sources.checksums import REPLIES
from forcefoi.sources.replies.private.find import Find
from forcefoi.sources.replies.reading import FILE

TODO = "correct it; data/raw/replies/README.md says what each entry means"


@dataclass(frozen=True)
class Record:
    """The folder of one reply, and what its `reply.toml` says."""

    folder: Path
    content: tomlkit.TOMLDocument

    @property
    def files(self) -> list[Any]:
        """The entries of its files, as they stand."""
        found: list[Any] = self.content.get("files", [])
        return found

    @property
    def reference(self) -> str:
        """The force's own reference; "" where there is none yet."""
        return str(self.content.get("reference", ""))

    def file(self, **wanted: str) -> Any:
        """The entry of the file with this `name` or `sha256`, or None. Two names that differ in case are one."""
        ((key, value),) = wanted.items()
        return next(
            (each for each in self.files if str(each.get(key, "")).casefold() == value.casefold()), None
        )

    def write(self) -> None:
        """Write `reply.toml` anew, whole or not at all."""
        write_whole(self.folder / FILE, tomlkit.dumps(self.content))


def read_records(root: Path, force: str) -> list[Record]:
    """Every reply of a force that is filed, in order of its folder.

    Raises DataError where a `reply.toml` can't be read.
    """
    return [
        _read(root, path)
        for path in sorted((root / REPLIES / force).glob(f"*/{FILE}"))
        if not path.parent.name.startswith(".")
    ]


def _read(root: Path, path: Path) -> Record:
    shown = path.relative_to(root).as_posix()
    try:
        content = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise DataError([Problem(shown, f"this is not TOML: {error}", todo=TODO)]) from error
    files = content.get("files", [])
    if not isinstance(files, list) or not all(isinstance(each, dict) for each in files):
        raise DataError([Problem(shown, "a file's entry begins with [[files]]", todo=TODO)])
    for each in files:
        finds = each.get("finds", [])
        if not isinstance(finds, list) or not all(isinstance(find, dict) for find in finds):
            raise DataError([Problem(shown, "a find's entry begins with [[files.finds]]", todo=TODO)])
    return Record(path.parent, content)


def new_record(
    folder: Path, force: str, reference: str, sent: date | None, received: date, outcome: str
) -> Record:
    """The `reply.toml` of a reply of which nothing is confirmed yet. Nothing is written."""
    content = tomlkit.document()
    entries: dict[str, Any] = {
        "force": force, "reference": reference, "sent": sent or "", "received": received, "outcome": outcome,
        "exemption": "", "exemption_scope": "", "licence": "", "may_republish": False, "confirmed_by": "",
        "confirmed_on": "", "replaces": "", "note": "",
    }  # fmt: skip
    for key, value in entries.items():
        content.add(key, value)
    return Record(folder, content)


def note_file(record: Record, name: str, sha256: str, kind: str, status: str, held: bool) -> Any:
    """Note a file. Returns its entry."""
    entry = tomlkit.table()
    for key, value in {"name": name, "sha256": sha256, "kind": kind, "status": status}.items():
        entry.add(key, value)
    entry.add("held_back", held)
    if "files" not in record.content:
        record.content.add("files", tomlkit.aot())
    record.files.append(entry)
    return record.files[-1]


def note_finds(entry: Any, finds: tuple[Find, ...]) -> list[Find]:
    """Note those finds of a file that are not noted yet, and return them. What was accepted stays so."""
    known = {str(each.get("id", "")) for each in entry.get("finds", [])}
    new = [find for find in finds if find.id not in known]
    if new and "finds" not in entry:
        entry.add("finds", tomlkit.aot())
    for find in new:
        noted = tomlkit.table()
        for key, value in {
            "id": find.id, "kind": find.kind, "place": find.place, "shown": find.shown
        }.items():  # fmt: skip
            noted.add(key, value)
        if find.generic:
            noted.add("generic", True)
        noted.add("accepted_by", "")
        noted.add("because", "")
        entry["finds"].append(noted)
    return new


def not_accepted(entry: Any, finds: tuple[Find, ...]) -> list[Find]:
    """The finds that hold a file back and that no one has accepted with a name and a reason."""
    accepted = {
        str(each.get("id", ""))
        for each in entry.get("finds", [])
        if str(each.get("accepted_by", "")).strip() and str(each.get("because", "")).strip()
    }
    return [find for find in finds if not find.generic and find.id not in accepted]
