"""Rich text of an Outlook message: unpacked, and the web page taken out that Outlook wraps in it."""

from __future__ import annotations

import re
import struct

from forcefoi.sources.replies import limits

PACKED, PLAIN = 0x75465A4C, 0x414C454D
# What the packing refers back to before anything is unpacked.
BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
MOST_BYTES = 64 * limits.MEGABYTE
TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z0-9])|"
    rb"(?P<open>\{)|(?P<close>\})|(?P<break>[\r\n]+)|(?P<words>[^\\{}\r\n]+)|(?P<rest>\\)"
)
SIGNS = {"par": "\r\n", "line": "\r\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
         "bullet": "•", "endash": "–", "emdash": "—"}  # fmt: skip


def unpacked(data: bytes) -> bytes:
    """The rich text that a message holds packed (LZFu). Raises ValueError where it is not."""
    if len(data) < 16:
        raise ValueError("it was cut off")
    _, size, kind = struct.unpack_from("<III", data)
    if kind == PLAIN:
        return data[16 : 16 + size]
    if kind != PACKED:
        raise ValueError("it is not packed in the way it should be")
    if size > MOST_BYTES:
        raise ValueError(f"it claims to unpack to {size:,} bytes")
    window = bytearray(BEFORE.ljust(4096, b" "))
    write, at, out = len(BEFORE), 16, bytearray()
    while at < len(data) and len(out) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 2 > len(data):
                    return bytes(out)
                (pair,) = struct.unpack_from(">H", data, at)
                at += 2
                start, length = pair >> 4, (pair & 15) + 2
                if start == write % 4096:
                    return bytes(out)
                piece = [(start + each) % 4096 for each in range(length)]
            else:
                if at >= len(data):
                    return bytes(out)
                window[write % 4096] = data[at]
                out.append(data[at])
                write += 1
                at += 1
                continue
            for each in piece:
                window[write % 4096] = window[each]
                out.append(window[each])
                write += 1
    return bytes(out)


def page_of(rich: bytes) -> str:
    """The web page that a rich text says it was made from; `""` where it was made from none.

    >>> page_of(rb"{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag <td>}5\\htmlrtf \\par\\htmlrtf0 {\\*\\htmltag </td>}}")
    '<td>5</td>'
    """
    if b"\\fromhtml" not in rich[:400]:
        return ""
    return _Unwrapper().read(rich)


class _Unwrapper:
    """Keeps, for each open group, whether its words are the page's."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.letters = bytearray()
        self.page = "cp1252"
        # (words are dropped, words are only for rich text, letters to drop after \u)
        self.groups: list[tuple[bool, bool, int]] = [(False, False, 1)]
        self.starred = False
        self.skip = 0

    def read(self, rich: bytes) -> str:
        for token in TOKEN.finditer(rich):
            kind = token.lastgroup
            if kind == "number":
                kind = "word"
            if kind == "open":
                self.groups.append(self.groups[-1])
            elif kind == "close":
                if len(self.groups) > 1:
                    self.groups.pop()
            elif kind == "word":
                number = int(token["number"]) if token["number"] else None
                self._word(token["word"].decode("ascii"), number)
            elif kind == "hex":
                self._letters(bytes([int(token["hex"], 16)]))
            elif kind == "sign":
                self._sign(token["sign"])
            elif kind == "words":
                self._letters(token["words"])
        self._flush()
        return "".join(self.out)

    def _set(
        self, dropped: bool | None = None, rich_only: bool | None = None, after: int | None = None
    ) -> None:
        old = self.groups[-1]
        self.groups[-1] = (
            old[0] if dropped is None else dropped, old[1] if rich_only is None else rich_only,
            old[2] if after is None else after,
        )  # fmt: skip

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in b"\\{}":
            self._letters(sign)
        elif sign == b"~":
            self._say("\xa0")
        elif sign in (b"\r", b"\n"):
            self._say("\r\n")

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == "htmltag":
            self._set(dropped=False)
        elif word in ("fonttbl", "colortbl", "stylesheet", "info", "pict") or (starred and word != "htmltag"):
            self._set(dropped=True)
        elif word == "htmlrtf":
            self._set(rich_only=number != 0)
        elif word == "ansicpg" and number:
            self.page = f"cp{number}" if number != 65001 else "utf-8"
        elif word == "uc" and number is not None:
            self._set(after=number)
        elif word == "u" and number is not None:
            self._say(chr(number % 65536))
            self.skip = self.groups[-1][2]
        elif word in SIGNS:
            self._say(SIGNS[word])

    def _letters(self, letters: bytes) -> None:
        self.starred = False
        if self.skip:
            dropped = min(self.skip, len(letters))
            self.skip -= dropped
            letters = letters[dropped:]
        if letters and not self.groups[-1][0] and not self.groups[-1][1]:
            self.letters += letters

    def _say(self, words: str) -> None:
        if not self.groups[-1][0] and not self.groups[-1][1]:
            self._flush()
            self.out.append(words)

    def _flush(self) -> None:
        if self.letters:
            try:
                self.out.append(self.letters.decode(self.page, "replace"))
            except LookupError:
                self.out.append(self.letters.decode("cp1252", "replace"))
            self.letters.clear()
