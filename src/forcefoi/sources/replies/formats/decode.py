"""Decode: the bytes of a text made words, whatever program wrote them."""

from __future__ import annotations

import codecs
import re

from forcefoi.sources.replies.grid import Notice

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
SAID = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# These write every letter with plain bytes, which are right UTF-8 too.
IN_ASCII = {"utf-7", "iso2022_jp", "iso2022_kr", "hz"}
# What a page that says "latin 1" means: every browser reads these as Windows-1252.
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(data: bytes, said: str = "", look: bool = False) -> tuple[str, tuple[Notice, ...]]:
    """The words of a text, and a notice where they had to be guessed or some could not be read.

    said
        The encoding that a mail's header names.
    look
        Whether to look for one that a web page names at its start.

    >>> decode("£5 – Anytown".encode("cp1252"))[0]
    '£5 – Anytown'
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _with_losses(data, encoding)
    if wide := _wide(data[:4096]):
        return _with_losses(data, wide)
    if not said and look and (found := SAID.search(data[:4096])):
        said = found[1].decode("ascii")
    known = _known(said)
    if known in IN_ASCII and (text := _strictly(data, known)) is not None:
        return text, ()
    # Letters that happen to be right UTF-8 are UTF-8, whatever a mail says: many say "ascii" of everything.
    if (text := _strictly(data, "utf-8")) is not None:
        return text, ()
    if known and (text := _strictly(data, known)) is not None:
        return text, ()
    if _mostly_utf8(data, 1 if known == "utf-8" else 4):
        return _with_losses(data, "utf-8")
    return _western(data)


def _known(said: str) -> str:
    try:
        name = codecs.lookup(said).name if said else ""
    except (LookupError, ValueError):
        return ""
    # A page that can be read far enough to find its encoding's name isn't in a wide one.
    return "" if name.startswith(("utf-16", "utf-32")) else MEANT.get(name, name)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark, as some Windows programs write it: every second byte of plain text is nought."""
    if len(head) < 8 or b"\x00" not in head:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) < 0.2 * len(head) or min(odd, even) > 0.1 * len(head):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _mostly_utf8(data: bytes, times: int) -> bool:
    """Whether it has more letters that only UTF-8 writes so than bytes that UTF-8 does not allow, several times."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return good > times * bad


def _with_losses(data: bytes, encoding: str) -> tuple[str, tuple[Notice, ...]]:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    what = f"{lost:,} characters could not be read ({encoding}); they are shown as \ufffd"
    return text, (Notice("encoding", "file", what),)


def _western(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Windows-1252; the five bytes it leaves open are read as themselves."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "".join(_letter(byte) for byte in data)
    what = "it does not say its encoding and is not UTF-8; read as Windows-1252, so look at its £ and accents"
    return text, (Notice("encoding", "file", what),)


def _letter(byte: int) -> str:
    return bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
