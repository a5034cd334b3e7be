"""Embedded: the file that another program's object wraps, taken out of its wrapping."""

from __future__ import annotations

import io
import struct

import olefile


def unwrap(name: str, content: bytes) -> tuple[str, bytes]:
    """The name and bytes of the file inside an embedded object (`oleObject1.bin`); itself where it has no wrapping."""
    if not olefile.isOleFile(data=content) or not name.lower().endswith(".bin"):
        return name, content
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if ole.exists("Package"):
                return name.removesuffix(".bin"), ole.openstream("Package").read()
            if ole.exists("\x01Ole10Native"):
                return _native(ole.openstream("\x01Ole10Native").read()) or (name, content)
    except Exception:  # olefile raises whatever a damaged table makes it stumble over
        return name, content
    # An object of Excel's or Word's own is a file of theirs as it is.
    return name.removesuffix(".bin"), content


def _native(data: bytes) -> tuple[str, bytes] | None:
    """What Windows writes around a file that was dragged in: sizes, three names, the bytes."""
    at = 6
    names = []
    for _ in range(2):
        end = data.index(b"\x00", at)
        names.append(data[at:end].decode("cp1252", "replace"))
        at = end + 1
    at += 4
    (length,) = struct.unpack_from("<I", data, at)
    at += 4 + length
    (size,) = struct.unpack_from("<I", data, at)
    content = data[at + 4 : at + 4 + size]
    return (names[0] or "attachment", content) if len(content) == size else None
