"""Release what was held back of a reply, once a person has accepted every find in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forcefoi.errors import DataError, ForcefoiError, Problem
from forcefoi.files import digest
from forcefoi.question import read_question
from forcefoi.sources.checksums import LIST, changed_files, write_list
from forcefoi.sources.replies import held
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.gather import match_body
from forcefoi.sources.replies.opening import read
from forcefoi.sources.replies.private.find import Find, find_private
from forcefoi.sources.replies.record import Record, not_accepted, note_finds, read_records
from forcefoi.sources.replies.reference import slug


@dataclass(frozen=True)
class Released:
    """What became of one file that was held back: released, or what still waits, or why it can't be looked at."""

    folder: str
    name: str
    waiting: tuple[Find, ...] = ()
    why: str = ""

    @property
    def done(self) -> bool:
        """Whether it is held back no longer."""
        return not self.waiting and not self.why


def release(root: Path, force: str, reference: str = "") -> tuple[Released, ...]:
    """Look again at each file that is held back of a force's replies, and release it if all that is found is accepted.

    reference
        Of which reply; without it, of all of the force.

    Gives what became of each; empty where nothing is held back. Raises ForcefoiError where there is no such reply.
    """
    question = read_question(root)
    bodies = read_bodies(root, question)
    name = match_body(force, bodies)
    every = read_records(root, name)
    records = [r for r in every if not reference or _is(r, reference)]
    if not records:
        known = ", ".join(record.folder.name for record in every) or "none is filed"
        raise ForcefoiError(f"there is no such reply of {name}\n  allowed:  {known}")
    areas = area_words(root, question, bodies)
    as_received = (root / LIST).is_file() and not changed_files(root)
    out = tuple(each for record in records for each in _released(root, record, areas))
    if out and as_received:
        write_list(root)
    return out


def _is(record: Record, reference: str) -> bool:
    return reference == record.folder.name or slug(record.reference) == slug(reference)


def _released(root: Path, record: Record, areas: frozenset[str]) -> Iterator[Released]:
    folder = record.folder.relative_to(root).as_posix()
    for entry in record.files:
        if entry.get("held_back") is not True:
            continue
        name = str(entry.get("name", ""))
        path = held.find_file(record.folder, name) if held.plain_name(name) == name else None
        if path is None:
            yield Released(folder, name, why="the file is not on this machine")
            continue
        waiting = _waiting(entry, path, f"{folder}/{name}", areas)
        if not waiting:
            # The file first: what its entry says is then true, or still to be said.
            if path == held.path_of(record.folder, name, True):
                held.release(record.folder, name)
            entry["held_back"] = False
        record.write()
        yield Released(folder, name, tuple(waiting))


def _waiting(entry: Any, path: Path, shown: str, areas: frozenset[str]) -> list[Find]:
    """The finds that no one has accepted yet; what is found now and was not before is noted with them."""
    content = path.read_bytes()
    if digest(content) != entry.get("sha256"):
        todo = "put back the file as received; a redacted copy is added under another name"
        raise DataError([Problem(shown, "it is not the file that was filed", todo=todo)])
    finds = find_private(read(path, path.name), digest(content), areas).finds
    note_finds(entry, finds)
    return not_accepted(entry, finds)
