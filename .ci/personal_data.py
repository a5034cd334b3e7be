"""Refuse to commit what a force sent and a person may be named in, wherever it lies.

Three things are refused: a file of the same bytes as one that is held back of a reply; a file of a reply in which a
find has not been accepted; and a file of a kind that forces send, elsewhere in the project, in which the finder sees a
person. Called by git (.pre-commit-config.yaml) with the files of a commit, in the project's folder. What is found is
told as `forcefoi reply add` tells it, masked.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forcefoi.errors import ForcefoiError
from forcefoi.files import digest
from forcefoi.question import read_question
from forcefoi.sources.checksums import OWN, RAW, REPLIES, is_held
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.kept import NAME as COUNTS
from forcefoi.sources.replies.kinds import ending
from forcefoi.sources.replies.opening import READERS, read
from forcefoi.sources.replies.private.find import Find, find_private
from forcefoi.sources.replies.reading import FILE
from forcefoi.sources.replies.record import Record, not_accepted, read_records

# What the project itself writes beside the files of a reply.
OURS = {*OWN, FILE, COUNTS, ".gitignore"}
# The kinds of file that forces send. Markdown is what a project is described in.
SENT = frozenset(READERS) - {"md"}
# Where files of such kinds are the project's own: tables typed from public pages, invented data, pages and pictures.
OWN_TABLES = (RAW / "published_figures.csv", RAW / "reference")
OWN_FOLDERS = (*OWN_TABLES, Path("tests"), Path("docs"), Path("src"), Path("reports"))
EXAMPLES = Path("examples")
TO_RELEASE = "to do:    forcefoi reply release FORCE, once each find is accepted in reply.toml or redacted"
TO_MOVE = "to do:    move the file out of the project (git restore --staged FILE), or redact it"


@dataclass(frozen=True)
class Filed:
    """A file as a `reply.toml` notes it, and the reply that it is of."""

    record: Record
    entry: Any


def filed_by_hash(root: Path) -> dict[str, Filed]:
    """Every file of every reply, by its SHA-256; where one is filed twice, the one that is held back."""
    found: dict[str, Filed] = {}
    for force in sorted(path.name for path in (root / REPLIES).glob("*/")):
        for record in read_records(root, force):
            for entry in record.files:
                known = found.get(sha256 := str(entry.get("sha256", "")).lower())
                if known is None or not holds_back(known.entry):
                    found[sha256] = Filed(record, entry)
    return found


def holds_back(entry: Any) -> bool:
    """Whether a file is held back; it is where nothing is said."""
    return entry.get("held_back") is not False


def is_reply(path: Path) -> bool:
    """Whether a file, by its path in the project, is filed as one of a reply."""
    return path.parts[:3] == REPLIES.parts and path.name not in OURS


def is_looked_into(path: Path, examples: frozenset[str] | None) -> bool:
    """Whether a file that is of no reply is of a kind that forces send, and none of the project's own. `examples` are
    those that were committed before, None where nothing was.
    """
    if ending(path.name) not in SENT or path.name in OURS or any(map(path.is_relative_to, OWN_FOLDERS)):
        return False
    return not path.is_relative_to(EXAMPLES) or (examples is not None and path.as_posix() not in examples)


def committed_examples() -> frozenset[str] | None:
    """The files of examples/ in the last commit: invented, and looked at then. None before the first commit."""
    done = subprocess.run(
        ["git", "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", EXAMPLES.as_posix()],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return frozenset(done.stdout.split("\0")) if done.returncode == 0 else None


def finds_of(path: Path, entry: Any, areas: frozenset[str]) -> list[Find]:
    """What is found in a file and nobody has accepted."""
    return not_accepted(entry, find_private(read(path), digest(path.read_bytes()), areas).finds)


def why_not_of_reply(root: Path, path: Path, areas: frozenset[str]) -> Iterator[str]:
    """Each reason why this file of a reply, by its path in the project, may not be committed."""
    if is_held(path):
        yield f"{path.parent}: a file in held/ stays on this machine"
        return
    record = next((r for r in read_records(root, path.parts[3]) if r.folder == root / path.parent), None)
    entry = record.file(name=path.name) if record else None
    for find in finds_of(root / path, entry or {}, areas):
        yield f"{path.parent}: a file has a {find.kind} in {find.place}: {find.shown}"
    if entry is None:
        yield f"{path.parent}: a file is in no reply.toml: forcefoi reply add FORCE FILE"


def why_not(root: Path, paths: list[Path]) -> Iterator[str]:
    """Each reason why one of these files, by its path in the project, may not be committed, and what is to be done."""
    question = read_question(root)
    areas = area_words(root, question, read_bodies(root, question))
    filed = filed_by_hash(root)
    examples = committed_examples()
    for path in paths:
        known = filed.get(digest((root / path).read_bytes()))
        if is_reply(path) and (found := list(why_not_of_reply(root, path, areas))):
            yield from (*found, TO_RELEASE)
        elif known and holds_back(known.entry):
            folder = known.record.folder.relative_to(root).as_posix()
            yield f"a file in {path.parent}/ ({ending(path.name)}) is, to the byte, one that is held back in {folder}"
            yield TO_RELEASE if is_reply(path) else TO_MOVE
        elif not is_reply(path) and is_looked_into(path, examples):
            # A copy of what was released has the same finds, and they are accepted.
            found = [
                f"a file in {path.parent}/ ({ending(path.name)}) has a {find.kind} in {find.place}: {find.shown}"
                for find in finds_of(root / path, known.entry if known else {}, areas)
            ]
            yield from (*found, *[TO_MOVE][: len(found)])


def main(names: list[str]) -> int:
    """1 where one of these files may not be committed, and why, on standard error; else 0."""
    root = Path.cwd()
    paths = [path for name in names if (path := Path(name)).is_file()]
    try:
        found = list(dict.fromkeys(why_not(root, paths)))
    except ForcefoiError as error:
        found = [str(error)]
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
