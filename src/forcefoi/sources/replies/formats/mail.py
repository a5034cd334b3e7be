"""Mail: the headers and words of an e-mail, the tables in them, and the files attached."""

from __future__ import annotations

import email.policy
import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.decode import decode
from forcefoi.sources.replies.formats.letter import apart
from forcefoi.sources.replies.formats.plain_name import one_of_a_kind, plain_name
from forcefoi.sources.replies.formats.prose import read_page, read_text
from forcefoi.sources.replies.grid import Document, Grid, Notice, Opened, Refused, Text

MOST_BYTES = 128 * limits.MEGABYTE
# Parts in parts: a mail from a person has three or four.
MOST_DEEP = 30
SHOWN = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
# What a mail program calls a part that has no name.
SUFFIXES = {
    "text/csv": "csv", "text/html": "html", "text/plain": "txt", "text/calendar": "ics", "application/pdf": "pdf",
    "message/rfc822": "eml", "application/zip": "zip",
}  # fmt: skip
# The standard library takes far longer than twice as long for a header of twice the length.
LONGEST_HEADER = 20_000
TODO = "ask the force to send it again, or to send its attachments alone"


def read(path: Path, name: str, kind: str) -> Document | Opened:
    """A mail's words and tables, and its attachments as files to open.

    name
        What a person knows the file by.
    kind
        `eml`; a page saved with its pictures (.mht) is one too.

    Headers are texts `header: From`; tables `message, table N`; what it quotes has `quoted message` in its place.
    Raises Refused for what is no mail, or is too large.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Refused(
            "too large", f"a mail of {size // limits.MEGABYTE:,} MB; at most {MOST_BYTES // limits.MEGABYTE} are read",
            "save its attachments, and add those",
        )  # fmt: skip
    message = BytesParser(policy=email.policy.compat32).parsebytes(_mail_alone(path.read_bytes()))
    if not message.keys():
        raise Refused("damaged", "it has none of the headers that a mail begins with", TODO)
    return _Mail(name, kind).read(message)


def _mail_alone(data: bytes) -> bytes:
    """The mail without the line that some mailboxes put before it."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    return re.sub(rb"\A>?From [^\n]*\n", b"", data)


@dataclass
class _Part:
    """A part of the message's own words: their type and text."""

    kind: str
    text: str


@dataclass
class _Mail:
    """One mail while it is read."""

    name: str
    kind: str
    texts: list[Text] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def read(self, message: Message) -> Document | Opened:
        self._read_headers(message)
        body: list[_Part] = []
        self._read_part(message, body, 0)
        grids = self._read_body(body)
        if not any(part.text.strip() for part in body) and not self.files and not self.notices:
            raise Refused("damaged", "there are no words and no files in it", TODO)
        document = Document(
            self.name, self.kind, grids=grids, texts=tuple(self.texts), notices=tuple(self.notices)
        )
        return Opened(document, tuple(self.files)) if self.files else document

    def _read_headers(self, message: Message) -> None:
        for name, value in message.raw_items():
            shown = name.title() in SHOWN
            where = f"header: {name.title() if shown else name}"
            self.texts.append(Text(where, _header_text(name, value), hidden=not shown))

    # Parts.

    def _read_part(self, part: Message, body: list[_Part], deep: int) -> None:
        if deep > MOST_DEEP:
            raise Refused("too large", f"parts lie in parts more than {MOST_DEEP} deep", TODO)
        self._shorten(part)
        kind = part.get_content_type()
        if kind == "message/rfc822" or (kind.startswith("message/") and part.is_multipart()):
            payload = part.get_payload()
            messages = (
                [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
            )
            for inner in messages:
                self._add_message(inner)
            if not messages:
                self.notices.append(
                    Notice("damaged part", "message", "a message within it that can't be read as one")
                )
        elif part.is_multipart():
            parts = list(part.get_payload())
            if kind == "multipart/alternative":
                self._read_alternatives(parts, body, deep)
            else:
                for inner in parts:
                    self._read_part(inner, body, deep + 1)
        elif _is_words(part):
            body.append(_Part(kind, self._words(part)))
        else:
            self._read_attachment(part, kind)

    def _shorten(self, part: Message) -> None:
        for name in ("Content-Type", "Content-Disposition"):
            told = str(part.get(name) or "")
            if len(told) > LONGEST_HEADER:
                part.replace_header(name, told.partition(";")[0][:200])
                self.notices.append(
                    Notice("damaged part", "message", f"a {name} header of {len(told):,} letters")
                )

    def _read_alternatives(self, parts: list[Message], body: list[_Part], deep: int) -> None:
        """Of the same words in two forms, the page has the tables as tables, and the plain text is kept as words."""
        found: list[_Part] = []
        for inner in parts:
            self._read_part(inner, found, deep + 1)
        pages = [each for each in found if each.kind == "text/html"]
        if pages and len(found) > len(pages):
            for each in found:
                if each not in pages and each.text.strip():
                    self.texts.append(Text("message as plain text", each.text, hidden=True))
        body += pages or found

    def _words(self, part: Message) -> str:
        said = str(part.get_content_charset() or "")
        text, notices = decode(_bytes(part), said, look=part.get_content_subtype() == "html")
        self.notices += notices
        return text

    def _read_attachment(self, part: Message, kind: str) -> None:
        content = _bytes(part)
        name = _filename(part)
        if not name:
            name = f"attachment.{SUFFIXES.get(kind) or kind.rpartition('/')[2].removeprefix('x-')}"
        is_inline = part.get_content_disposition() == "inline" or part.get("Content-ID")
        if kind.startswith("image/") and is_inline:
            what = "a picture in the message; figures in a picture are not read"
            self.notices.append(Notice("inline image", plain_name(name), what))
            return
        for defect in part.defects:
            self.notices.append(Notice("damaged part", plain_name(name), type(defect).__name__))
        self._add_file(name, content)

    def _add_message(self, inner: Message) -> None:
        named = next((_header_text(*each) for each in inner.raw_items() if each[0].title() == "Subject"), "")
        try:
            content = inner.as_bytes()
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            self.notices.append(Notice("damaged part", "attached message", f"it can't be taken out: {error}"))
            return
        self._add_file(f"{named.replace('/', '-')[:80] or 'message'}.eml", content)

    def _add_file(self, name: str, content: bytes) -> None:
        if len(self.files) >= limits.MEMBERS:
            raise Refused("too large", f"more than {limits.MEMBERS} files are attached", TODO)
        self.files.append((one_of_a_kind(plain_name(name, "attachment"), self.taken), content))

    # The message's own words.

    def _read_body(self, body: list[_Part]) -> tuple[Grid, ...]:
        grids: tuple[Grid, ...] = ()
        for number, part in enumerate(body):
            read_it = read_page if part.kind == "text/html" else read_text
            place = "message" if number == 0 else f"message part {number + 1}"
            opened = read_it(part.text, self.name, self.kind, place)
            grids += opened.document.grids
            self.texts += opened.document.texts
            self.notices += opened.document.notices
            for name, content in opened.files:
                self._add_file(name, content)
        return apart(grids)


def _header_text(name: str, raw: str) -> str:
    """A header's words. Raw bytes in it, and words that are encoded wrongly, are shown as well as can be."""
    raw = decode(str(raw).encode("utf-8", "surrogateescape"))[0]
    raw = " ".join(raw.splitlines()).strip()
    if len(raw) > LONGEST_HEADER:
        return raw
    try:
        return str(email.policy.default.header_factory(name, raw)) or raw
    except Exception:  # the standard library stumbles over broken headers in any way it likes
        return raw


def _filename(part: Message) -> str:
    try:
        return _header_text("Subject", part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        # The standard library stumbles over some names that are broken.
        return "attachment"


def _is_words(part: Message) -> bool:
    """Whether a part is the message itself and no file."""
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not _filename(part)
    )


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    return str(part.get_payload()).encode("utf-8", "surrogateescape")
