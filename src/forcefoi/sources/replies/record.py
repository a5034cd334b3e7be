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
from forcefoi.sources.replies.private.weigh import READY, TOGETHER
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
        for name in ("finds", "together"):
            blocks = each.get(name, [])
            if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
                raise DataError([Problem(shown, f"such an entry begins with [[files.{name}]]", todo=TODO)])
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
    """Note those finds of a file that are not noted yet, and return them. What was accepted stays so.

    Finds of a group that may be accepted together have one place for a name and a reason, which holds for those that
    it lists and for no find that comes later.
    """
    known = {str(each.get("id", "")) for each in entry.get("finds", [])}
    new = [find for find in finds if find.id not in known]
    if new and "finds" not in entry:
        entry.add("finds", tomlkit.aot())
    for find in new:
        noted = tomlkit.table()
        for key, value in {
            "id": find.id, "kind": find.kind, "place": find.place, "shown": find.shown, "group": find.group
        }.items():  # fmt: skip
            noted.add(key, value)
        if find.generic:
            noted.add("generic", True)
        elif find.group not in TOGETHER:
            noted.add("accepted_by", "")
            noted.add("because", "")
        entry["finds"].append(noted)
    for group in TOGETHER:
        _note_together(entry, group, [find.id for find in new if find.group == group])
    return new


def _note_together(entry: Any, group: str, ids: list[str]) -> None:
    if not ids:
        return
    if "together" not in entry:
        entry.add("together", tomlkit.aot())
    block = tomlkit.table()
    for key, value in {
        "group": group, "finds": ids, "accepted_by": "", "because": READY.get(group, "")
    }.items():  # fmt: skip
        block.add(key, value)
    entry["together"].append(block)


def not_accepted(entry: Any, finds: tuple[Find, ...]) -> list[Find]:
    """The finds that hold a file back and that no one has accepted with a name and a reason.

    An acceptance of several together counts for finds of a group that may be accepted so, and for no other.
    """
    alone = {str(each.get("id", "")) for each in entry.get("finds", []) if _is_signed(each)}
    together = {
        str(name) for each in entry.get("together", []) if _is_signed(each) for name in each.get("finds", [])
    }
    return [
        find
        for find in finds
        if not find.generic and find.id not in alone and not (find.group in TOGETHER and find.id in together)
    ]


def _is_signed(entry: Any) -> bool:
    return bool(str(entry.get("accepted_by", "")).strip() and str(entry.get("because", "")).strip())
