"""Write a compound file, as old Word documents and Outlook messages are: streams in storages, in sectors of 512."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int  # 5: the root, 1: a storage, 2: a stream
    content: bytes = b""
    child: int = FREE
    right: int = FREE
    start: int = END
    children: list[int] = field(default_factory=list)


def compound(tree: Tree) -> bytes:
    """The bytes of a compound file of this tree: a name leads to the bytes of a stream, or to a storage.

    >>> compound({"WordDocument": b"x"})[:4].hex()
    'd0cf11e0'
    """
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    sectors: list[bytes] = []
    fat: list[int] = []
    minis, mini_fat = b"", []
    for entry in entries:
        if entry.kind != 2 or not entry.content:
            continue
        if len(entry.content) < CUTOFF:
            padded = entry.content + b"\0" * (-len(entry.content) % MINI)
            entry.start = len(mini_fat)
            mini_fat += _chain(len(mini_fat), len(padded) // MINI)
            minis += padded
        else:
            entry.start = _put(sectors, fat, entry.content)
    entries[0].content = minis
    entries[0].start = _put(sectors, fat, minis) if minis else END
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    # A sector of the mini table that is not full is filled with "free".
    table += b"\xff" * (-len(table) % SECTOR)
    mini_start = _put(sectors, fat, table) if table else END
    directory = b"".join(map(_entry, entries))
    directory += _entry(_Entry("", 0)) * (-len(entries) % 4)
    directory_start = _put(sectors, fat, directory)
    needed = 1
    while needed * (SECTOR // 4) < len(fat) + needed:
        needed += 1
    places = list(range(len(sectors), len(sectors) + needed))
    fat += [FAT] * needed
    fat += [FREE] * (-len(fat) % (SECTOR // 4))
    sectors += [struct.pack("<128I", *fat[at : at + 128]) for at in range(0, len(fat), 128)]
    assert needed <= 109, "larger than this writer can"
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    head += struct.pack(
        "<IIIIIIIII", 0, needed, directory_start, 0, CUTOFF, mini_start, len(table) // SECTOR, END, 0
    )
    head += struct.pack("<109I", *places, *[FREE] * (109 - needed))
    return head + b"".join(sectors)


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    """The entries under one storage, as a list from each to its right: a tree that leans, and is in order."""
    ordered = sorted(tree.items(), key=lambda pair: (len(pair[0]), pair[0].upper()))
    before = None
    for name, content in ordered:
        at = len(entries)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        if before is None:
            entries[parent].child = at
        else:
            entries[before].right = at
        before = at
        if not isinstance(content, bytes):
            _add(entries, at, content)


def _chain(start: int, number: int) -> list[int]:
    return [*range(start + 1, start + number), END] if number else []


def _put(sectors: list[bytes], fat: list[int], content: bytes) -> int:
    start = len(sectors)
    parts = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
    fat += _chain(start, len(parts))
    sectors += parts
    return start


def _entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0" if entry.kind else b""
    start = 0 if entry.kind == 1 else entry.start
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, FREE, entry.right, entry.child)
        + b"\0" * 36
        + struct.pack("<IQ", start if entry.kind else 0, len(entry.content))
    )
