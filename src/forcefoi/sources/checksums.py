"""Are the raw files the ones that were received? `data/raw/checksums.sha256` holds what they were."""

from __future__ import annotations

from pathlib import Path

from forcefoi.errors import DataError, Problem
from forcefoi.files import digest_files, files_under, write_whole

RAW = Path("data/raw")
LIST = RAW / "checksums.sha256"
# Replies as received, and the folder in each that holds what no one has released yet: it is kept out of git, so
# another person's copy of the project lacks it, and nothing here may depend on it.
REPLIES = RAW / "replies"
HELD = "held"
# Ours, not received: the list itself, and what people read.
OWN = ("checksums.sha256", "README.md")


def changed_files(root: Path) -> list[str]:
    """What differs between `data/raw/` and its list, one line a file; empty when nothing does.

    Raises DataError when the list is missing or a line of it can't be read.
    """
    listed, there = _read(root), _there(root)
    lines = []
    for name in sorted({*listed, *there}):
        if name not in there:
            lines.append(f"{RAW / name} is gone")
        elif name not in listed:
            lines.append(f"{RAW / name} is new")
        elif listed[name] != there[name]:
            lines.append(f"{RAW / name} was changed")
    return lines


def write_list(root: Path) -> Path:
    """Write the list anew from the files that are there. Returns its path."""
    text = "".join(f"{digest}  {name}\n" for name, digest in _there(root).items())
    write_whole(root / LIST, text)
    return root / LIST


def raw_files(root: Path) -> list[Path]:
    """Every file under `data/raw/`, but hidden ones, what a spreadsheet leaves while it has a table open, and what is
    held back of a reply.
    """
    return [
        path
        for path in files_under(root / RAW)
        if not path.name.startswith((".", "~$")) and not is_held(path.relative_to(root))
    ]


def is_held(path: Path) -> bool:
    """Whether a file, by its path in the project, is held back of a reply.

    >>> is_held(Path("data/raw/replies/kent/2026-11-25-foi-1/held/letter.eml"))
    True
    """
    return path.parts[:3] == REPLIES.parts and HELD in path.parts[3:-1]


def _there(root: Path) -> dict[str, str]:
    files = [path for path in raw_files(root) if path.name not in OWN]
    return {name.removeprefix(f"{RAW.as_posix()}/"): d for name, d in digest_files(root, files).items()}


def _read(root: Path) -> dict[str, str]:
    path = root / LIST
    todo = "forcefoi checksums --write"
    if not path.is_file():
        raise DataError([Problem(LIST.as_posix(), "the file is missing", todo=todo)])
    listed = {}
    for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        digest, space, name = line.partition("  ")
        if not (space and name and len(digest) == 64):
            raise DataError(
                [Problem(LIST.as_posix(), "not a checksum, two spaces, a file", row, value=line, todo=todo)]
            )
        listed[name] = digest
    return listed
