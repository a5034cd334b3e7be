"""Pasted: files that lie as letters within a text, the way old mail programs sent them."""

from __future__ import annotations

import base64
import binascii
import bisect
import re
from collections.abc import Sequence

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.lines import Line
from forcefoi.sources.replies.grid import Notice, Refused

BEGIN = re.compile(r"begin(?:-base64)? [0-7]{3,4} (?P<name>\S.*)")
BASE64 = re.compile(r"[A-Za-z0-9+/]{60,}={0,2}")
LAST = re.compile(r"[A-Za-z0-9+/]{1,}={0,2}")
NAMED = re.compile(r"name\s*=\s*\"?([^\";\n]{1,200})", re.IGNORECASE)

Files = tuple[tuple[str, bytes], ...]


def cut_files(lines: Sequence[Line]) -> tuple[list[Line], Files, tuple[Notice, ...]]:
    """The lines without those that are a file written in letters (uuencoded or base64), the files, and notices.

    A block that can't be decoded stays among the lines, with a notice.

    >>> from forcefoi.sources.replies.formats.lines import numbered
    >>> cut_files(numbered("See below\\nbegin 644 a.csv\\n#82PQ\\n`\\nend"))[1]
    (('a.csv', b'a,1'),)
    """
    rest: list[Line] = []
    files: list[tuple[str, bytes]] = []
    notices: list[Notice] = []
    ends = [at for at, line in enumerate(lines) if line.text.strip() == "end"]
    at = 0
    while at < len(lines):
        got = _uuencoded(lines, at, ends) or _base64(lines, at, rest)
        if got is None:
            rest.append(lines[at])
            at += 1
            continue
        end, name, content = got
        place = lines[at].place
        if content is None:
            rest += lines[at:end]
            notices.append(Notice("left out", place, "a file written in letters that can't be decoded"))
        else:
            files.append((name or f"attachment {len(files) + 1}", content))
            notices.append(Notice("embedded file", place, "a file written in letters within the text"))
        if len(files) > limits.MEMBERS:
            raise Refused("too large", f"more than {limits.MEMBERS} files lie within it", "split it")
        at = end
    return rest, tuple(files), tuple(notices)


Got = tuple[int, str, bytes | None]


def _uuencoded(lines: Sequence[Line], at: int, ends: Sequence[int]) -> Got | None:
    begin = BEGIN.fullmatch(lines[at].text.strip())
    if begin is None:
        return None
    after = bisect.bisect(ends, at)
    end = ends[after] if after < len(ends) else None
    if end is None:
        # The start of a sentence looks like this too; a file has a line of letters of known length next.
        return (at + 1, "", None) if at + 1 < len(lines) and lines[at + 1].text.startswith("M") else None
    body = [line.text for line in lines[at + 1 : end]]
    try:
        content = b"".join(map(_uu_line, body))
    except binascii.Error:
        return end + 1, "", None
    return end + 1, begin["name"].strip(), content


def _uu_line(text: str) -> bytes:
    """One line; some programs drop the spaces at its end, and some write one letter too many."""
    if not text.strip() or text.startswith("`"):
        return b""
    length = (ord(text[0]) - 32) & 63
    letters = (length * 8 + 5) // 6
    return binascii.a2b_uu(text[: 1 + (letters + 3) // 4 * 4].encode("ascii", "replace"))


def _base64(lines: Sequence[Line], at: int, before: Sequence[Line]) -> Got | None:
    if not BASE64.fullmatch(lines[at].text.strip()):
        return None
    end = at
    while end < len(lines) and BASE64.fullmatch(lines[end].text.strip()):
        end += 1
    if end < len(lines) and LAST.fullmatch(lines[end].text.strip()) and not lines[end - 1].text.endswith("="):
        end += 1
    if end - at < 3:
        return None
    letters = "".join(line.text.strip() for line in lines[at:end])
    names = [found[1] for line in before[-12:] if (found := NAMED.search(line.text))]
    name = names[-1].strip() if names else ""
    try:
        return end, name, base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except binascii.Error:
        return end, "", None
