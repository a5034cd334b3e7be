"""Package: the parts of a zip (an Office file is one), unpacked within limits, whatever its directory claims."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Refused

AGAIN = "ask the force for it again, in another format (CSV or a plain workbook are best)"
CHUNK = limits.MEGABYTE
# What other Office programs write, in the words of the usual one.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
DECLARED = b"http://purl.oclc.org/ooxml/"
# What zipfile raises for a part that is broken.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)


class Unpacked:
    """Counts the bytes that parts of one zip unpack to, and stops before they hurt."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self.archive, self.most, self.total = archive, most, 0

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """A part's bytes, counted as they come: what the directory says of its size is not believed.

        Raises Refused where it unpacks to too much; RuntimeError, NotImplementedError and `BROKEN` as zipfile does.
        """
        chunks, size = [], 0
        with self.archive.open(info) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                self.total += len(chunk)
                chunks.append(chunk)
                self._check(size, info.compress_size)
        return b"".join(chunks)

    def _check(self, size: int, packed: int) -> None:
        if self.total > self.most:
            raise Refused(
                "too large", f"its parts unpack to more than {self.most // limits.MEGABYTE:,} MB",
                "unpack it, and add the files that hold the answer",
            )  # fmt: skip
        if size > limits.RATIO_FROM and size > packed * limits.UNPACKED_RATIO:
            raise Refused(
                "too large", f"a part of it unpacks to more than {limits.UNPACKED_RATIO} times its size",
                "ask the force for it again: files that hold figures do not shrink so far",
            )  # fmt: skip


def check_parts(archive: zipfile.ZipFile, most: int) -> None:
    """Raise Refused where a zip has too many parts, or parts that lie on each other, as only a bomb's do."""
    infos = archive.infolist()
    if len(infos) > most:
        raise Refused(
            "too large", f"it holds {len(infos):,} files; at most {most:,} are read",
            "unpack it, and add the files that hold the answer",
        )  # fmt: skip
    end = -1
    for info in sorted(infos, key=lambda each: each.header_offset):
        # 30 bytes is the least that the header before a part takes.
        if info.header_offset < end:
            raise Refused(
                "damaged", "files in it lie on top of each other, as they do in a file made to do harm", AGAIN
            )
        end = info.header_offset + 30 + info.compress_size


def open_zip(path: Path) -> zipfile.ZipFile:
    """A zip, opened. Raises Refused where it is none."""
    try:
        return zipfile.ZipFile(path)
    except (*BROKEN, NotImplementedError, RuntimeError) as error:
        raise Refused("damaged", f"it can't be opened as a zip: {error}", AGAIN) from error


def parse_xml(content: bytes, part: str) -> Element:
    """A part's XML. Raises Refused where it is broken, or declares entities: no Office program writes those."""
    if DECLARED in content:
        for strange, usual in STRICT:
            content = content.replace(strange, usual)
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(
            "damaged", f"its part {part} declares entities, as only a file made to do harm does", AGAIN
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("damaged", f"its part {part} is broken: {error}", AGAIN) from error
