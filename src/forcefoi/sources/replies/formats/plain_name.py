"""Plain name: what a file within a file is called, made harmless to show and to write."""

from __future__ import annotations

import re
import unicodedata

from forcefoi.clean.squash import plain

LONGEST = 150
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# A name in these sends what is written to it elsewhere on Windows.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def plain_name(name: str, otherwise: str = "file") -> str:
    """A name without ways out of its folder, drive letters, or characters that can't be seen or that turn it round.

    >>> plain_name("..\\\\..\\\\C:/Windows/figures\\u202excod.csv")
    'Windows/figuresxcod.csv'
    """
    # A space of another kind than the usual one is a space.
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in plain(name))
    seen = "".join(char for char in spaced if unicodedata.category(char) not in UNSEEN)
    parts = []
    for part in seen.replace("\\", "/").split("/"):
        part = re.sub(r"^[A-Za-z]:", "", part)
        part = re.sub(r'[<>:"|?*]', "_", part).strip().rstrip(". ")
        if part.strip("."):
            parts.append(f"_{part}" if DEVICES.fullmatch(part) else part)
    whole = "/".join(parts) or otherwise
    if len(whole) <= LONGEST:
        return whole
    # The end tells what the file is.
    return f"{whole[: LONGEST - 30]}…{whole[-28:]}".replace("/…", "…")


def one_of_a_kind(name: str, taken: set[str]) -> str:
    """The name, or the name with a number where another file has it; adds it to those taken.

    >>> taken = {"a.csv"}
    >>> one_of_a_kind("A.csv", taken)
    'A (2).csv'
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        stem, dot, suffix = name, "", ""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{suffix}"
    taken.add(free.casefold())
    return free
