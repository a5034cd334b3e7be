"""Where a reply's files lie: beside its `reply.toml`, or in `held/`, which git leaves out, until they are released."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath

from forcefoi.files import write_whole
from forcefoi.sources.checksums import HELD, OWN, REPLIES
from forcefoi.sources.replies.kept import NAME as COUNTS
from forcefoi.sources.replies.reading import FILE

IGNORE = REPLIES / ".gitignore"
LEFT_OUT = f"{HELD}/"
IGNORES = f"# What may hold personal data stays on this machine until a person has released it.\n{LEFT_OUT}\n"
# Names that mean something else here, or that Windows can't have.
TAKEN = {name.casefold() for name in (*OWN, FILE, HELD, COUNTS)}
DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST_NAME = 120


def keep_out_of_git(root: Path) -> None:
    """See to it that git leaves out what is held back, before anything is."""
    path = root / IGNORE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if LEFT_OUT not in text.split():
        write_whole(path, f"{text.rstrip()}\n\n{IGNORES}".lstrip())


def path_of(folder: Path, name: str, held: bool) -> Path:
    """Where a file of a reply lies."""
    return folder / HELD / name if held else folder / name


def find_file(folder: Path, name: str) -> Path | None:
    """Where a file of a reply is, held back or not; None where it is not on this machine."""
    return next((path for held in (False, True) if (path := path_of(folder, name, held)).is_file()), None)


def release(folder: Path, name: str) -> None:
    """Take a file out of `held/`. One step: it is never in neither place."""
    os.replace(path_of(folder, name, True), path_of(folder, name, False))
    held = folder / HELD
    if not any(held.iterdir()):
        held.rmdir()


def plain_name(name: str) -> str:
    """A file's name that every system can have and that hides nothing.

    >>> plain_name("a:b\\u202excod.exe"), plain_name("README.md"), plain_name(".hidden")
    ('a_bxcod.exe', 'file-README.md', 'file-.hidden')
    """
    seen = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    plain = re.sub(r'[<>:"/\\|?*]', "_", seen).strip(" ").rstrip(". ")
    if not plain or plain.startswith((".", "~$")) or plain.casefold() in TAKEN or DEVICE.fullmatch(plain):
        plain = f"file-{plain}"
    ending = re.sub(r"[. ]+$", "", PurePosixPath(plain).suffix)[:12]
    room = LONGEST_NAME - len(ending.encode())
    stem = plain.removesuffix(ending).encode()[:room].decode("utf-8", "ignore")
    return f"{stem.rstrip('. ')}{ending}"
