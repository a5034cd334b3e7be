"""Write messages: an Outlook .msg, an .eml, a text with an attachment inside it as old mail programs put it there."""

from __future__ import annotations

import binascii
import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from compound import Tree, compound

TEXT, BINARY, INTEGER = 0x001F, 0x0102, 0x0003


def msg(subject: str, sender: str, body: str, attachments: dict[str, bytes]) -> bytes:
    """An Outlook message with files attached."""
    tree: Tree = {"__nameid_version1.0": _no_names()}
    fields = {0x001A: "IPM.Note", 0x0037: subject, 0x0C1A: sender, 0x1000: body}
    head = struct.pack("<8xIIII8x", 0, len(attachments), 0, len(attachments))
    tree |= _streams(fields, {}, head)
    for number, (name, content) in enumerate(attachments.items()):
        names = {0x3001: name, 0x3704: name, 0x3707: name, 0x3703: "." + name.rpartition(".")[2]}
        tree[f"__attach_version1.0_#{number:08X}"] = _streams(
            names, {0x3701: content}, b"\0" * 8, {0x3705: 1}
        )
    return compound(tree)


def _streams(
    texts: dict[int, str], binaries: dict[int, bytes], head: bytes, numbers: dict[int, int] | None = None
) -> Tree:
    """Properties as streams, with the table that lists them."""
    tree: Tree = {}
    rows = b""
    for tag, text in texts.items():
        tree[f"__substg1.0_{tag:04X}{TEXT:04X}"] = data = text.encode("utf-16-le")
        rows += struct.pack("<HHIII", TEXT, tag, 6, len(data) + 2, 0)
    for tag, data in binaries.items():
        tree[f"__substg1.0_{tag:04X}{BINARY:04X}"] = data
        rows += struct.pack("<HHIII", BINARY, tag, 6, len(data), 0)
    for tag, number in (numbers or {}).items():
        rows += struct.pack("<HHIII", INTEGER, tag, 6, number, 0)
    tree["__properties_version1.0"] = head + rows
    return tree


def _no_names() -> Tree:
    return {f"__substg1.0_{tag:04X}{BINARY:04X}": b"" for tag in (2, 3, 4)}


def eml(
    subject: str, sender: str, sent: datetime, body: str, attachments: dict[str, tuple[str, bytes]]
) -> bytes:
    """A mail with files attached; each with its kind, as `application/vnd.ms-excel`."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, sender, "requester@example.org"
    mail["Date"] = format_datetime(sent.replace(tzinfo=UTC))
    mail["Message-ID"] = "<invented@example.org>"
    mail.set_content(body)
    for name, (kind, content) in attachments.items():
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    # What parts the pieces is else made up anew each time.
    mail.set_boundary("=-=-invented-example-=-=")
    return mail.as_bytes()


def uuencoded(name: str, content: bytes) -> str:
    """A file as lines of text."""
    lines = [binascii.b2a_uu(content[at : at + 45]).decode("ascii") for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"
