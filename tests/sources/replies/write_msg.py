"""Write an Outlook message (.msg) from nothing: a compound file of storages and streams, as [MS-CFB] lays it out.

For tests and examples alone: it writes what readers need, and no more.
"""

from __future__ import annotations

import datetime
import struct
from dataclasses import dataclass, field
from pathlib import Path

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NOTHING = 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2
# The header has room to name this many sectors of the table of sectors: some 7 MB of content.
MOST_FATS = 109

Tree = dict[str, "bytes | Tree"]

TEXT, BINARY, INTEGER, TIME, OBJECT = 0x1F, 0x102, 0x3, 0x40, 0xD
SUBJECT, BODY, HTML, RTF, CLASS = 0x37, 0x1000, 0x1013, 0x1009, 0x1A
SENDER_NAME, SENDER_ADDRESS, SENT, TO = 0x0C1A, 0x0C1F, 0x39, 0x0E04
RECIPIENT_NAME, RECIPIENT_ADDRESS, RECIPIENT_TYPE = 0x3001, 0x3003, 0x0C15
FILE, LONG_FILE, CONTENT, METHOD = 0x3704, 0x3707, 0x3701, 0x3705
UNICODE = 0x340D


@dataclass
class Message:
    """What goes into one message; `attachments` may hold messages too, by a name."""

    subject: str
    sender: str
    body: str = ""
    attachments: list[tuple[str, bytes | Message]] = field(default_factory=list)
    html: bytes = b""
    rtf: bytes = b""
    to: list[str] = field(default_factory=lambda: ["b.person@anytown.example"])
    sent: datetime.datetime = datetime.datetime(2024, 3, 12, 10, 4, tzinfo=datetime.UTC)


def write_msg(
    path: Path, subject: str, sender: str, body: str, attachments: list[tuple[str, bytes | Message]]
) -> Path:
    """Write a plain message with some files attached, and give its path."""
    return write_message(path, Message(subject, sender, body, attachments))


def write_message(path: Path, message: Message) -> Path:
    """Write a message of any make, and give its path."""
    path.write_bytes(compound_file(_message_tree(message, is_top=True)))
    return path


# What a message is made of.


def _message_tree(message: Message, is_top: bool) -> Tree:
    properties = {
        (CLASS, TEXT): "IPM.Note", (SUBJECT, TEXT): message.subject, (SENDER_NAME, TEXT): message.sender,
        (SENDER_ADDRESS, TEXT): message.sender, (TO, TEXT): "; ".join(message.to),
        (SENT, TIME): _file_time(message.sent),
        # Says that texts are in Unicode.
        (UNICODE, INTEGER): 0x00040000,
    }  # fmt: skip
    for key, value in (
        ((BODY, TEXT), message.body),
        ((HTML, BINARY), message.html),
        ((RTF, BINARY), message.rtf),
    ):
        if value:
            properties[key] = value
    counts = (len(message.to), len(message.attachments))
    head = struct.pack("<8xIIII", *counts, *counts) + (bytes(8) if is_top else b"")
    tree = _properties(properties, head)
    if is_top:
        tree["__nameid_version1.0"] = {f"__substg1.0_{part:04X}0102": b"" for part in (2, 3, 4)}
    for at, to in enumerate(message.to):
        person = {(RECIPIENT_NAME, TEXT): to, (RECIPIENT_ADDRESS, TEXT): to, (RECIPIENT_TYPE, INTEGER): 1}
        tree[f"__recip_version1.0_#{at:08X}"] = _properties(person, bytes(8))
    for at, (name, content) in enumerate(message.attachments):
        tree[f"__attach_version1.0_#{at:08X}"] = _attachment(name, content)
    return tree


def _attachment(name: str, content: bytes | Message) -> Tree:
    is_message = isinstance(content, Message)
    properties: dict[tuple[int, int], str | bytes | int] = {
        (FILE, TEXT): name[:8], (LONG_FILE, TEXT): name, (METHOD, INTEGER): 5 if is_message else 1,
    }  # fmt: skip
    if isinstance(content, bytes):
        properties[CONTENT, BINARY] = content
        return _properties(properties, bytes(8))
    tree = _properties(properties, bytes(8))
    tree[f"__substg1.0_{CONTENT:04X}{OBJECT:04X}"] = _message_tree(content, is_top=False)
    return tree


def _properties(properties: dict[tuple[int, int], str | bytes | int], head: bytes) -> Tree:
    """The stream that lists the properties, and a stream for each that does not fit into the list."""
    tree: Tree = {}
    entries = head
    for (number, kind), value in properties.items():
        if isinstance(value, int):
            packed = struct.pack("<Q" if kind == TIME else "<I4x", value)
        else:
            content = value.encode("utf-16-le") if isinstance(value, str) else value
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
            packed = struct.pack("<I4x", len(content) + (2 if kind == TEXT else 0))
        entries += struct.pack("<HHI", kind, number, 6) + packed
    tree["__properties_version1.0"] = entries
    return tree


def _file_time(when: datetime.datetime) -> int:
    start = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
    return int((when - start).total_seconds()) * 10_000_000


# The file around it.


@dataclass
class _Entry:
    """One line of the directory: a storage or stream, and where it stands among its siblings."""

    name: str
    kind: int
    content: bytes = b""
    left: int = NOTHING
    right: int = NOTHING
    child: int = NOTHING
    start: int = END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16xI16xIQ", name, len(name) + 2, self.kind, 1, self.left, self.right, self.child, 0, self.start,
            self.size,
        )  # fmt: skip


def compound_file(tree: Tree) -> bytes:
    """A compound file (version 3) of nested storages (dicts) and streams (bytes).

    Raises ValueError for a name over 31 characters, and for more content than its header can name sectors of.
    """
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add(entries, tree)
    sectors: list[bytes] = []
    table: list[int] = []
    minis, mini_table = _small_streams(entries)
    for entry in entries:
        if entry.kind == STREAM and entry.size >= CUTOFF:
            entry.start = _chain(entry.content, sectors, table)
    entries[0].size = len(minis)
    entries[0].start = _chain(minis, sectors, table)
    mini_start = _chain(struct.pack(f"<{len(mini_table)}I", *mini_table), sectors, table, b"\xff")
    directory = b"".join(entry.packed() for entry in entries)
    empty = struct.pack("<64xHBBIII16xI16xIQ", 0, 0, 1, NOTHING, NOTHING, NOTHING, 0, 0, 0)
    directory += empty * (-len(entries) % 4)
    directory_start = _chain(directory, sectors, table)
    fats = 0
    while fats * SECTOR // 4 < len(table) + fats:
        fats += 1
    if fats > MOST_FATS:
        raise ValueError("more content than this writer can write")
    where = range(len(table), len(table) + fats)
    table += [FAT_SECTOR] * fats
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    mini_sectors = -(-len(mini_table) * 4 // SECTOR)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory_start,
        0, CUTOFF, mini_start, mini_sectors, END, 0,
    )  # fmt: skip
    named = [*where, *[FREE] * (MOST_FATS - fats)]
    return header + struct.pack(f"<{MOST_FATS}I", *named) + b"".join(sectors)


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Add what a storage holds, and give the number of the middle one: siblings are a tree in order of their names."""
    numbers = []
    for name, content in sorted(tree.items(), key=lambda each: (len(each[0]), each[0].upper())):
        if len(name) > 31:
            raise ValueError(f"a name of more than 31 characters: {name}")
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, STREAM, content, size=len(content)))
        else:
            entry = _Entry(name, STORAGE, start=0)
            entries.append(entry)
            entry.child = _add(entries, content)
    return _balance(entries, numbers)


def _balance(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return NOTHING
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balance(entries, numbers[:middle])
    entry.right = _balance(entries, numbers[middle + 1 :])
    return numbers[middle]


def _small_streams(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    """Streams under 4,096 bytes lie together in one, in pieces of 64, with a table of their own."""
    minis, table = b"", list[int]()
    for entry in entries:
        if entry.kind == STREAM and 0 < entry.size < CUTOFF:
            entry.start = len(table)
            pieces = -(-entry.size // MINI)
            table += [*range(entry.start + 1, entry.start + pieces), END]
            minis += entry.content.ljust(pieces * MINI, b"\x00")
    return minis, table


def _chain(content: bytes, sectors: list[bytes], table: list[int], fill: bytes = b"\x00") -> int:
    """Add content in sectors that follow each other, and give the first of them."""
    if not content:
        return END
    start, pieces = len(table), -(-len(content) // SECTOR)
    sectors.append(content.ljust(pieces * SECTOR, fill))
    table += [*range(start + 1, start + pieces), END]
    return start
