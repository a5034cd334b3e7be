"""The parts of a workbook that is a zip: each one inflated once, counted and held against its checksum.

What reads the cells afterwards looks at no checksum, and believes what the zip says of itself.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Refused

AGAIN = "ask the force to send it again, or as CSV"
CHUNK = limits.MEGABYTE
END = b"PK\x05\x06"
# The end of a zip is looked for in this many of its last bytes.
END_WITHIN = 65_557
XML = (".xml", ".rels", ".vml")
# A part that is made into a tree; a sheet and its texts never are.
TREE_BYTES = 32 * limits.MEGABYTE


def damaged(why: str) -> Refused:
    """The refusal of a file that is not whole."""
    return Refused("damaged", why, AGAIN)


class Parts:
    """The parts of one zip by name. Raises Refused for what is encrypted, doubled, too large or damaged.

    >>> import io
    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as archive:
    ...     archive.writestr("a.xml", "<a/>")
    >>> Parts(made).read("a.xml")
    b'<a/>'
    """

    def __init__(self, file: Path | BinaryIO) -> None:
        self.file = file.open("rb") if isinstance(file, Path) else file
        try:
            self.infos = self._listed()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
            self.close()
            raise damaged(f"its list of parts can't be read: {error}") from error
        except Refused:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    @property
    def names(self) -> list[str]:
        """The names of its parts."""
        return list(self.infos)

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def read(self, name: str, most: int = TREE_BYTES) -> bytes:
        """A whole part; raises Refused where it is larger than `most`."""
        if self.infos[name].file_size > most:
            raise _too_large(f"{name} has more than {most // limits.MEGABYTE} MB")
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, a piece at a time. Its checksum is only known at the end: nothing may be told before that."""
        info = self.infos[name]
        inflate = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        self.file.seek(self._start(info))
        total = crc = 0
        left = info.compress_size
        try:
            while left > 0 and (taken := self.file.read(min(CHUNK // 4, left))):
                left -= len(taken)
                for piece in _inflated(inflate, taken):
                    total += len(piece)
                    crc = zlib.crc32(piece, crc)
                    if total > info.file_size:
                        raise damaged(f"{name} is larger than it says")
                    yield piece
        except zlib.error as error:
            raise damaged(f"{name} can't be unpacked: {error}") from error
        whole = inflate is None or (inflate.eof and not inflate.unused_data)
        if left or not whole or total != info.file_size:
            raise damaged(f"{name} is cut off or not as long as it says")
        if crc != info.CRC:
            raise damaged(f"{name} doesn't fit its checksum: some of its bytes were changed or lost")

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        size = self.file.seek(0, 2)
        self.file.seek(max(0, size - END_WITHIN))
        if _has_two_ends(self.file.read()):
            raise damaged("it has two ends, and programs would read it differently")
        with zipfile.ZipFile(self.file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
        _check(infos, size)
        return {info.filename.lstrip("/"): info for info in infos}

    def _start(self, info: zipfile.ZipInfo) -> int:
        """Where a part's bytes begin: after its own header."""
        self.file.seek(info.header_offset)
        head = self.file.read(30)
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            raise damaged(f"{info.filename} is not where the list of parts says")
        name, extra = map(int, struct.unpack("<HH", head[26:30]))
        return info.header_offset + 30 + name + extra


def _inflated(inflate: zlib._Decompress | None, taken: bytes) -> Iterator[bytes]:
    if inflate is None:
        yield taken
        return
    while taken and not inflate.eof:
        if piece := inflate.decompress(taken, CHUNK):
            yield piece
        taken = inflate.unconsumed_tail


def _has_two_ends(last: bytes) -> bool:
    """Whether what ends the zip is in doubt. Another zip may lie inside it, whose end is before the true one."""
    at = last.rfind(END)
    exact = (
        at >= 0 and len(last) >= at + 22 and at + 22 + struct.unpack_from("<H", last, at + 20)[0] == len(last)
    )
    return last.count(END) > 1 and not exact


def _check(infos: list[zipfile.ZipInfo], size: int) -> None:
    names = [info.filename.lstrip("/").casefold() for info in infos]
    if len(set(names)) < len(names):
        raise damaged("two of its parts have one name, and programs would read either")
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(
            "encrypted", "it is a zip whose parts need a password",
            "ask the force for the password, unpack it, and add what is in it",
        )  # fmt: skip
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise damaged("it is packed in a way that workbooks aren't")
    if sum(info.compress_size for info in infos) > size:
        raise damaged("its parts lie over each other")
    if sum(info.file_size for info in infos) > limits.UNPACKED_BYTES:
        raise _too_large(f"unpacked it has more than {limits.UNPACKED_BYTES // limits.MEGABYTE:,} MB")
    for info in infos:
        if info.file_size > max(limits.RATIO_FROM, limits.UNPACKED_RATIO * info.compress_size):
            raise _too_large(f"{info.filename} unpacks to {info.file_size // limits.MEGABYTE:,} MB")


def _too_large(why: str) -> Refused:
    return Refused("too large", why, "ask the force for the answer alone, as CSV or a plain workbook")
