"""Refuse to commit a file of a reply in which a person may be named, unless each find of it has been accepted.

Called by git (.pre-commit-config.yaml) with the files of a commit, in the project's folder. What is found is told as
`forcefoi reply add` tells it, masked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from forcefoi.errors import ForcefoiError
from forcefoi.files import digest
from forcefoi.question import read_question
from forcefoi.sources.checksums import OWN, REPLIES, is_held
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.kept import NAME as COUNTS
from forcefoi.sources.replies.opening import read
from forcefoi.sources.replies.private.find import find_private
from forcefoi.sources.replies.reading import FILE
from forcefoi.sources.replies.record import not_accepted, read_records

# What the project itself writes beside the files of a reply.
OURS = {*OWN, FILE, COUNTS, ".gitignore"}


def why_not(root: Path, path: Path, areas: frozenset[str]) -> Iterator[str]:
    """Each reason why this file, by its path in the project, may not be committed."""
    if is_held(path):
        yield f"{path.parent}: a file in held/ stays on this machine"
        return
    record = next((r for r in read_records(root, path.parts[3]) if r.folder == root / path.parent), None)
    entry = record.file(name=path.name) if record else None
    finds = find_private(read(root / path, path.name), digest((root / path).read_bytes()), areas).finds
    for find in not_accepted(entry or {}, finds):
        yield f"{path.parent}: a file has a {find.kind} in {find.place}: {find.shown}"
    if entry is None:
        yield f"{path.parent}: a file is in no reply.toml: forcefoi reply add FORCE FILE"


def main(names: list[str]) -> int:
    """How many of these files may not be committed, and why, on standard error."""
    root = Path.cwd()
    paths = [Path(name) for name in names]
    paths = [path for path in paths if path.parts[:3] == REPLIES.parts and path.name not in OURS]
    if not paths:
        return 0
    try:
        question = read_question(root)
        areas = area_words(root, question, read_bodies(root, question))
        found = [line for path in paths for line in why_not(root, path, areas)]
    except ForcefoiError as error:
        found = [str(error)]
    if found:
        todo = "to do:    forcefoi reply release FORCE, once each find is accepted in reply.toml or redacted"
        print(*found, todo, sep="\n", file=sys.stderr)
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
