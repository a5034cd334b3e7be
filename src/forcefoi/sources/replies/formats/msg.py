"""Msg: an Outlook message; its headers, its words and the tables in them, and what is attached."""

from __future__ import annotations

import datetime
import struct
from dataclasses import replace
from pathlib import Path

import olefile

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.decode import decode
from forcefoi.sources.replies.formats.plain_name import one_of_a_kind, plain_name
from forcefoi.sources.replies.formats.prose import read_page, read_text
from forcefoi.sources.replies.formats.rich_text import page_of, unpacked
from forcefoi.sources.replies.grid import Document, Grid, Notice, Opened, Refused, Text

LIST = "__properties_version1.0"
# Messages in messages in one file, and streams of one file.
MOST_DEEP = limits.DEPTH
MOST_STREAMS = 20_000
MOST_BYTES = limits.FILE_BYTES
# How many bytes stand before the list of properties: of a message, of one within another, of anything else.
TOP, WITHIN, OTHER = 32, 24, 8
TEXT, NARROW, BINARY, OBJECT = "001F", "001E", "0102", "000D"
INTEGER, TIME = 0x3, 0x40
NAMES = {0x37: "Subject", 0xE04: "To", 0xE03: "Cc", 0xE02: "Bcc"}
UNSHOWN = {
    0x7D: "transport headers",
    0x1A: "class",
    0x3FFA: "last modified by",
    0x42: "sent for",
    0x40: "received for",
}
BODY, HTML, RTF = 0x1000, 0x1013, 0x1009
BY_VALUE, AS_MESSAGE, AS_OBJECT = 1, 5, 6
TODO = "open it in Outlook, save its attachments, and add those"


def read(path: Path, name: str, kind: str) -> Document | Opened:
    """A message's words and tables, and its attachments as files to open.

    name
        What a person knows the file by.
    kind
        `msg`.

    Headers are texts `header: From`; tables `message, table N`; what it quotes has `quoted message` in its place. A
    message within it is a member. Raises Refused for what is no message, or is too large.
    """
    try:
        ole = olefile.OleFileIO(str(path))
    except Exception as error:  # olefile raises whatever a damaged table makes it stumble over
        raise Refused("damaged", f"it can't be opened as an Outlook message: {error}", TODO) from error
    with ole:
        streams = ole.listdir()
        if len(streams) > MOST_STREAMS:
            raise Refused("too large", f"it has {len(streams):,} parts", TODO)
        opened = _Message(_Store(ole, streams, []), TOP, name, kind).read(0)
    return opened if opened.files else opened.document


class _Store:
    """One storage of the file: a message, an attachment or a recipient, and its properties."""

    def __init__(self, ole: olefile.OleFileIO, streams: list[list[str]], path: list[str]) -> None:
        self.ole, self.streams, self.path = ole, streams, path
        deep = len(path)
        self.own = {each[deep]: each for each in streams if each[:deep] == path and len(each) == deep + 1}
        self.stores = sorted({each[deep] for each in streams if each[:deep] == path and len(each) > deep + 1})

    def inner(self, name: str) -> _Store:
        return _Store(self.ole, self.streams, [*self.path, name])

    def content(self, name: str) -> bytes | None:
        if name not in self.own:
            return None
        if self.ole.get_size(self.own[name]) > MOST_BYTES:
            raise Refused("too large", "a part of it claims more bytes than are read", TODO)
        content: bytes = self.ole.openstream(self.own[name]).read()
        return content

    def binary(self, number: int) -> bytes | None:
        return self.content(f"__substg1.0_{number:04X}{BINARY}")

    def text(self, number: int, head: int) -> str:
        wide = self.content(f"__substg1.0_{number:04X}{TEXT}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self.content(f"__substg1.0_{number:04X}{NARROW}")
        return decode(narrow.rstrip(b"\x00"), self.code_page(head))[0] if narrow else ""

    def listed(self, head: int) -> dict[int, tuple[int, bytes]]:
        """The properties that stand in the list itself: kind and eight bytes each."""
        data = (self.content(LIST) or b"")[head:]
        found = {}
        for at in range(0, len(data) - 15, 16):
            kind, number = struct.unpack_from("<HH", data, at)
            found[number] = kind, data[at + 8 : at + 16]
        return found

    def integer(self, number: int, head: int) -> int | None:
        kind, value = self.listed(head).get(number, (0, b""))
        return struct.unpack("<I4x", value)[0] if kind == INTEGER else None

    def time(self, number: int, head: int) -> str:
        kind, value = self.listed(head).get(number, (0, b""))
        if kind != TIME:
            return ""
        start = datetime.datetime(1601, 1, 1)
        try:
            when = start + datetime.timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)
        except OverflowError:
            return ""
        return f"{when:%Y-%m-%d %H:%M} UTC"

    def code_page(self, head: int) -> str:
        page = self.integer(0x3FDE, head) or self.integer(0x3FFD, head)
        return {None: "", 65001: "utf-8", 28591: "latin-1", 20127: "ascii"}.get(page, f"cp{page}")


class _Message:
    """One message while it is read."""

    def __init__(self, store: _Store, head: int, name: str, kind: str) -> None:
        self.store, self.head, self.name, self.kind = store, head, name, kind
        self.texts: list[Text] = []
        self.notices: list[Notice] = []
        self.files: list[tuple[str, bytes]] = []
        self.members: list[Document] = []
        self.taken: set[str] = set()

    def read(self, deep: int) -> Opened:
        if LIST not in self.store.own:
            raise Refused("damaged", "it has no list of properties, which every Outlook message has", TODO)
        self._read_headers()
        grids = self._read_body()
        for name in self.store.stores:
            if name.startswith("__attach_version1.0_"):
                self._read_attachment(self.store.inner(name), deep)
        words = [
            text for text in self.texts if not text.hidden and not text.place.startswith(("header", "recip"))
        ]
        if not (words or grids or self.notices or self.files or self.members):
            raise Refused("damaged", "there are no words and no files in it", TODO)
        document = Document(
            self.name, self.kind, grids=grids, texts=tuple(self.texts), notices=tuple(self.notices),
            members=tuple(self.members),
        )  # fmt: skip
        return Opened(document, tuple(self.files))

    def _tell(self, where: str, text: str, hidden: bool = False) -> None:
        if text.strip():
            self.texts.append(Text(where, text.strip(), hidden))

    def _read_headers(self) -> None:
        store, head = self.store, self.head
        people = [store.text(number, head) for number in (0xC1A, 0x5D01, 0xC1F)]
        self._tell("header: From", " ".join(dict.fromkeys(filter(None, people))))
        self._tell("header: Date", store.time(0x39, head) or store.time(0xE06, head))
        for number, name in NAMES.items():
            self._tell(f"header: {name}", store.text(number, head))
        for number, name in UNSHOWN.items():
            self._tell(name, store.text(number, head), hidden=True)
        for name in store.stores:
            if name.startswith("__recip_version1.0_"):
                person = store.inner(name)
                said = [person.text(number, OTHER) for number in (0x3001, 0x39FE, 0x3003)]
                self._tell("recipient", " ".join(dict.fromkeys(filter(None, said))))

    # Its words.

    def _read_body(self) -> tuple[Grid, ...]:
        plain = self.store.text(BODY, self.head)
        page = self._page()
        if page:
            self._tell("message as plain text", plain, hidden=True)
            opened = read_page(page, self.name, self.kind, "message")
        elif plain.strip():
            opened = read_text(plain, self.name, self.kind, "message")
        else:
            return ()
        self.texts += opened.document.texts
        self.notices += opened.document.notices
        for name, content in opened.files:
            self._add_file(name, content)
        return opened.document.grids

    def _page(self) -> str:
        """The message as a web page, which has its tables: as it is, or as Outlook wraps it in rich text."""
        page = self.store.binary(HTML)
        if page:
            text, notices = decode(page, self.store.code_page(self.head), look=True)
            self.notices += notices
            return text
        text = self.store.text(HTML, self.head)
        rich = self.store.binary(RTF)
        if text.strip() or not rich:
            return text
        try:
            text = page_of(unpacked(rich))
        except ValueError as error:
            self.notices.append(
                Notice("left out", "message", f"its words in rich text can't be read: {error}")
            )
            return ""
        if not text:
            what = "its form in rich text, which may lay out tables that its plain words do not"
            self.notices.append(Notice("left out", "message", what))
        return text

    # What is attached.

    def _read_attachment(self, store: _Store, deep: int) -> None:
        name = store.text(0x3707, OTHER) or store.text(0x3704, OTHER) or store.text(0x3001, OTHER)
        inner = f"__substg1.0_3701{OBJECT}"
        content = store.binary(0x3701)
        if content is not None:
            kind = store.text(0x370E, OTHER)
            if kind.startswith("image/") and store.text(0x3712, OTHER):
                what = "a picture in the message; figures in a picture are not read"
                self.notices.append(Notice("inline image", plain_name(name), what))
            else:
                self._add_file(name, content)
        elif inner in store.stores and LIST in store.inner(inner).own:
            self._read_message(store.inner(inner), name, deep)
        else:
            what = "an attachment that is a link or another program's object, with no file in it"
            self.notices.append(Notice("left out", plain_name(name or "attachment"), what))
            self._tell(
                "attachment",
                " ".join(filter(None, (name, store.text(0x3708, OTHER), store.text(0x370D, OTHER)))),
            )

    def _read_message(self, store: _Store, name: str, deep: int) -> None:
        called = one_of_a_kind(
            plain_name(name or store.text(0x37, WITHIN), "message").replace("/", "-"), self.taken
        )
        whole = f"{self.name}/{called}"
        if deep >= MOST_DEEP:
            why = f"messages lie in messages more than {MOST_DEEP} deep"
            self.members.append(Document(whole, "msg", "too large", why, TODO))
            return
        try:
            opened = _Message(store, WITHIN, whole, "msg").read(deep + 1)
        except Refused as refusal:
            self.members.append(Document(whole, "msg", refusal.status, refusal.why, refusal.todo))
            return
        self.members.append(replace(opened.document, name=whole))
        for inner, content in opened.files:
            self._add_file(f"{called}/{inner}", content)

    def _add_file(self, name: str, content: bytes) -> None:
        if len(self.files) >= limits.MEMBERS:
            raise Refused("too large", f"more than {limits.MEMBERS} files are attached", TODO)
        self.files.append((one_of_a_kind(plain_name(name, "attachment"), self.taken), content))
