"""Streams: whether the packed content of a page is whole, which pdfminer reads as far as it gets and says nothing."""

from __future__ import annotations

import zlib
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    resolve1,
)

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Refused

MOST = 256 * limits.MEGABYTE  # of one page's content, unpacked
STEP = 4 * limits.MEGABYTE


def damage_of(value: Any) -> str:
    """What is wrong with a stream's bytes, or nothing. To be asked before pdfminer unpacks it.

    Raises Refused where it unpacks to more than a page can hold.
    """
    stream = resolve1(value)
    if not isinstance(stream, PDFStream):
        return "a part of it is missing"
    data = stream.rawdata
    if data is None:
        return ""
    if stream.decipher and stream.objid is not None:
        # Pdfminer itself gives it so.
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)  # type: ignore[arg-type]
    for name, _ in stream.get_filters():
        if name in LITERALS_ASCII85_DECODE:
            data = ascii85decode(data)
        elif name in LITERALS_ASCIIHEX_DECODE:
            data = asciihexdecode(data)
        else:
            return _packed(data) if name in LITERALS_FLATE_DECODE else ""
    return ""


def _packed(data: bytes) -> str:
    whole, size = zlib.decompressobj(), 0
    try:
        while data and not whole.eof:
            size += len(whole.decompress(data, STEP))
            data = whole.unconsumed_tail
            if size > MOST:
                raise Refused(
                    "too large", f"a page of it unpacks to more than {MOST // limits.MEGABYTE} MB",
                    "ask the force for it again, in another format (CSV or a plain workbook are best)",
                )  # fmt: skip
    except zlib.error:
        return "a part of it is damaged"
    return "" if whole.eof else "a part of it is cut off"
