"""In which encoding a text is written. Digits are the same in all of them but UTF-16; letters and signs are not."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from forcefoi.sources.replies.grid import Refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252", "mac_roman": "Mac Roman",
}  # fmt: skip
# What British tables hold beside plain letters. A text that has other signs in Windows-1252 may be in another encoding.
USUAL = "£€’‘“”–—…•·\xa0\xad½¼¾°©®™²³¬×÷±§éèêëáàâäíìîïóòôöúùûüçñøåæßÉÈÊËÁÀÂÄÍÎÏÔÖÜÇÑŸÿýŷ"
USUAL_BYTES = bytes(range(1, 128)) + USUAL.encode("cp1252", "ignore")
# A pound sign or a quotation mark in UTF-8: where they stand in a text that is none, it was put together from two.
OF_UTF8 = re.compile(rb"\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xbf]")
OTHERS = ["cp1252", "mac_roman", "cp850", "iso8859_14", "cp1250", "iso8859_15"]


def encoding_of(data: bytes) -> tuple[str, bool]:
    """The name of the encoding, for `bytes.decode`, and whether it is certain.

    Raises Refused where there is no telling.

    >>> encoding_of("£5".encode("utf-8")), encoding_of("£5".encode("cp1252"))
    (('utf-8', True), ('cp1252', True))
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return name, True
    if wide := _wide(data[:4096]):
        return wide, True
    if data.isascii():
        return "utf-8", True
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(data)
    return "utf-8", True


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte of a table in it is nought."""
    if len(head) < 4 or b"\0" not in head:
        return ""
    pairs = len(head) // 2
    if head[1::2].count(0) > 0.8 * pairs and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > 0.8 * pairs and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _of_one_byte(data: bytes) -> tuple[str, bool]:
    strange = data.translate(None, USUAL_BYTES)
    if not strange:
        return "cp1252", not OF_UTF8.search(data)
    # A few lines with signs tell as much as all of them, and the search takes long.
    lines = [line for line in data.splitlines() if not line.isascii()][:2000]
    best = from_bytes(b"\n".join(lines), cp_isolation=OTHERS).best()
    if best is None:
        raise Refused(
            "damaged", "its text is in no encoding that is known here",
            "open it in a spreadsheet program, save it as CSV in UTF-8, and add that",
        )  # fmt: skip
    try:
        data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "damaged", f"its text is in more than one encoding ({error.reason})",
            "open it in a spreadsheet program, save it as CSV in UTF-8, and add that",
        ) from error  # fmt: skip
    return best.encoding, False


def shown_encoding(name: str) -> str:
    """What people call it."""
    return NAMES.get(name, name)
