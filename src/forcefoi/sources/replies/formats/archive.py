"""Archive: the files in a .zip, unpacked within limits and never written under the names they bring."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.package import AGAIN, BROKEN, Unpacked, check_parts, open_zip
from forcefoi.sources.replies.formats.plain_name import one_of_a_kind, plain_name
from forcefoi.sources.replies.grid import Document, Notice, Opened, Refused
from forcefoi.sources.replies.kinds import ending

# All files of one zip when unpacked: they are held in memory at once.
MOST_BYTES = min(limits.UNPACKED_BYTES, limits.FILE_BYTES)
# What systems leave beside the files of a person.
LITTER = {".ds_store", "thumbs.db", "desktop.ini", "__macosx", ".git", ".svn"}


def read(path: Path, name: str, kind: str) -> Opened:
    """The files in a zip, to be opened; those that can't be unpacked are members that say why.

    name
        What a person knows the file by.
    kind
        `zip`.

    Raises Refused for one that is broken, is made to do harm, or has too many files.
    """
    with open_zip(path) as archive:
        check_parts(archive, limits.MEMBERS)
        unpacked = Unpacked(archive, MOST_BYTES)
        files: list[tuple[str, bytes]] = []
        members: list[Document] = []
        notices: list[Notice] = []
        taken: set[str] = set()
        for info in archive.infolist():
            if info.filename.endswith("/"):
                continue
            called = plain_name(_decoded(info))
            if why := _why_not(info, called):
                notices.append(Notice("left out", called, why))
                continue
            free = one_of_a_kind(called, taken)
            if free != called:
                notices.append(Notice("same name", free, f"two files in it are called {called}"))
            got = _unpack(unpacked, info, f"{name}/{free}")
            if isinstance(got, Document):
                members.append(got)
            else:
                files.append((free, got))
    if not files and not members:
        raise Refused("damaged", "there are no files in it", "ask the force to send it again")
    return Opened(Document(name, kind, notices=tuple(notices), members=tuple(members)), tuple(files))


def _decoded(info: zipfile.ZipInfo) -> str:
    """A name as its program meant it: some write UTF-8 and don't say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _why_not(info: zipfile.ZipInfo, called: str) -> str:
    """Why a file of a zip is no file of a person; `""` where it is one."""
    parts = {part.casefold() for part in PurePosixPath(called).parts}
    if parts & LITTER or PurePosixPath(called).name.startswith(("._", "~$")):
        return "a file that a system leaves beside those of a person"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.create_system == 3 and kind not in (0, stat.S_IFREG):
        return "a link or device and no file"
    return ""


def _unpack(unpacked: Unpacked, info: zipfile.ZipInfo, name: str) -> bytes | Document:
    kind = ending(name) or "file"
    if info.flag_bits & 0x1:
        return Document(
            name, kind, "encrypted", "it needs a password, which the zip is locked with",
            "ask the force for the password, unpack it, and add the files",
        )  # fmt: skip
    try:
        return unpacked.read(info)
    except NotImplementedError:
        return Document(
            name, kind, "not supported", "the zip packs it in a way that is not read",
            "unpack it with another program, and add the files",
        )  # fmt: skip
    except (*BROKEN, RuntimeError) as error:
        return Document(name, kind, "damaged", f"it can't be unpacked: {error}", AGAIN)
