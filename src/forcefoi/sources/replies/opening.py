"""Open any file of a reply: by what it is, not by what it is called. Never raises for what is in a file."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Document, Notice, Opened, Refused
from forcefoi.sources.replies.guard import AGAIN, guarded
from forcefoi.sources.replies.kinds import IMAGES, TEXTS, ending, kind_of

FORMATS = "forcefoi.sources.replies.formats."
# Which file of formats/ reads a kind, and whether in a process of its own: what has its own limits on what it takes
# is not sent through a pipe, which for a million rows takes longer than to read them.
READERS = {
    "xlsx": ("workbook", False), "xlsm": ("workbook", False), "xls": ("workbook", True), "xlsb": ("workbook", True),
    "ods": ("workbook", True), "csv": ("text_table", False), "tsv": ("text_table", False), "pdf": ("pdf", True),
    "docx": ("docx", True), "eml": ("mail", True), "msg": ("msg", True), "zip": ("archive", True),
    "txt": ("prose", True), "md": ("prose", True), "html": ("prose", True),
}  # fmt: skip
# What is known and not read, and what to do instead.
UNREAD = {
    "doc": (
        "old format", "a Word document of before 2007",
        "open it in Word or LibreOffice, save it as .docx, and add that",
    ),
    "ppt": ("old format", "a presentation of before 2007", "save it as PDF, and add that"),
    "encrypted office": (
        "encrypted", "an Office file that needs a password",
        "ask the force for the password, open it, save it without one, and add that",
    ),
    "xml workbook": (
        "not supported", "a workbook saved as XML",
        "open it in Excel or LibreOffice, save it as .xlsx, and add that",
    ),
    "xml document": (
        "not supported", "a Word document saved as XML", "open it in Word, save it as .docx, and add that",
    ),
    "winmail": (
        "not supported", "a mail's attachments, packed in a way that only Outlook reads (winmail.dat)",
        "open the mail in Outlook and save its attachments, or ask the force to send them as plain files",
    ),
    "ole": (
        "not supported", "a file of an older program of Microsoft's that is not read",
        "ask the force for a workbook, CSV, PDF with text, .docx or e-mail",
    ),
    "pgp": ("encrypted", "an encrypted message", "ask the force to send it without encryption"),
    "p7m": (
        "encrypted", "a message that is encrypted or sealed with a signature",
        "open it in the mail program that received it, save its attachments, and add those",
    ),
    **{
        kind: ("not supported", f"an archive of another kind ({kind})", "unpack it, and add the files in it")
        for kind in ("rar", "7z", "gz", "bz2", "xz", "tar", "cab")
    },
    "rtf": ("not supported", "a rich-text file", "open it in Word or LibreOffice, save it as .docx, and add that"),
    "odt": ("not supported", "an OpenDocument text", "open it in LibreOffice, save it as .docx, and add that"),
    "pptx": ("not supported", "a presentation", "save it as PDF, and add that"),
    **{
        kind: (
            "scanned", "a picture",
            "ask the force for the file the picture was made from, or type its figures as [[stated]]",
        )
        for kind in ("png", "jpeg", "gif", "tiff", "bmp")
    },
}  # fmt: skip
# Endings that may stand for each other: a workbook called .xls that is an .xlsx opens as what it is, and says so.
SAME = ({"csv", "tsv", "txt", "md"}, {"xlsx", "xlsm"}, {"html", "txt"})


class Allowance:
    """What one file and all files within it may take together: a zip of zips of zips makes many of few bytes."""

    def __init__(self) -> None:
        self.files, self.bytes = limits.MEMBERS, limits.UNPACKED_BYTES
        self.until = time.monotonic() + 2 * limits.WAIT

    def take(self, size: int) -> None:
        """Count one more file within a file. Raises Refused where it is one too many."""
        self.files -= 1
        self.bytes -= size
        if self.files < 0 or self.bytes < 0 or time.monotonic() > self.until:
            raise Refused(
                "too large", "the files within the file are too many, too large, or take too long, all together",
                "unpack it, and add the files that hold the answer",
            )  # fmt: skip


def read(
    path: Path,
    name: str = "",
    depth: int = 0,
    edges: dict[str, tuple[float, ...]] | None = None,
    allowance: Allowance | None = None,
) -> Document:
    """Open one file, and the files in it.

    name
        What a person knows it by; without it, its file name.
    edges
        Where the columns of a PDF's pages have their edges, by hand, where they can't be found: `{"2-61": (72, 300)}`.
    depth, allowance
        For files in files: how deep this one lies, and what is left for all of them.

    Gives a `Document`; where its `status` is not `read`, it says why and what to do.
    """
    name = name or path.name
    kind = ending(name) or "file"
    try:
        _small_enough(path)
        kind = kind_of(path, name)
        document = _open(path, name, kind, depth, edges, allowance or Allowance())
    except Refused as refusal:
        document = Document(name, kind, refusal.status, refusal.why, refusal.todo)
    return _with_true_kind(document)


def _small_enough(path: Path) -> None:
    size = path.stat().st_size
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // limits.MEGABYTE
        raise Refused(
            "too large", f"it has {size / limits.MEGABYTE:,.0f} MB; at most {most} MB are read",
            "split it, or ask the force for the answer alone",
        )  # fmt: skip


def _open(
    path: Path,
    name: str,
    kind: str,
    depth: int,
    edges: dict[str, tuple[float, ...]] | None,
    allowance: Allowance,
) -> Document:
    if kind in UNREAD:
        raise Refused(*UNREAD[kind])
    if kind not in READERS:
        what = f"a file of a kind that is not read ({kind or 'unknown'})"
        raise Refused(
            "not supported", what, "ask the force for a workbook, CSV, PDF with text, .docx or e-mail"
        )
    module, alone = READERS[kind]
    if alone or (module == "workbook" and path.stat().st_size < limits.ALONE_BYTES):
        more: dict[str, Any] = {"edges": edges} if kind == "pdf" and edges else {}
        result = guarded(FORMATS + module, path, name, kind=kind, **more)
    else:
        result = _here(module, path, name, kind)
    return result if isinstance(result, Document) else _with_members(result, depth, allowance)


def _here(module: str, path: Path, name: str, kind: str) -> Document | Opened:
    """What a reader with limits of its own gives. Raises Refused for whatever it stumbles over."""
    try:
        found: Document | Opened = reader(module).read(path, name, kind=kind)
        return found
    except Refused:
        raise
    except MemoryError as error:
        raise Refused("too large", "reading it took more memory than there is", AGAIN) from error
    except Exception as error:
        why = f"its content is not what such a file should hold ({type(error).__name__}: {str(error)[:200]})"
        raise Refused("damaged", why, AGAIN) from error


def reader(module: str) -> ModuleType:
    """The file of formats/ of this name. Each import stands here as one, so that who follows imports to see which code
    a table is made by finds it; and none is done before its file comes.
    """
    if module == "workbook":
        from forcefoi.sources.replies.formats import workbook

        return workbook
    if module == "text_table":
        from forcefoi.sources.replies.formats import text_table

        return text_table
    if module == "pdf":
        from forcefoi.sources.replies.formats import pdf

        return pdf
    if module == "docx":
        from forcefoi.sources.replies.formats import docx

        return docx
    if module == "mail":
        from forcefoi.sources.replies.formats import mail

        return mail
    if module == "msg":
        from forcefoi.sources.replies.formats import msg

        return msg
    if module == "archive":
        from forcefoi.sources.replies.formats import archive

        return archive
    assert module == "prose", module
    from forcefoi.sources.replies.formats import prose

    return prose


def _with_members(opened: Opened, depth: int, allowance: Allowance) -> Document:
    """The document of a container, with the files in it opened as well."""
    outer = opened.document
    if opened.files and depth >= limits.DEPTH:
        raise Refused(
            "too large", f"files lie in files more than {limits.DEPTH} deep",
            "unpack it, and add the files that hold the answer",
        )  # fmt: skip
    members = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(opened.files):
            whole = f"{outer.name}/{name}"
            try:
                allowance.take(len(content))
            except Refused as refusal:
                kind = ending(name) or "file"
                members.append(Document(whole, kind, refusal.status, refusal.why, refusal.todo))
                continue
            # Never a name from the file itself: it could lead anywhere.
            place = Path(folder, str(number))
            place.write_bytes(content)
            members.append(read(place, whole, depth + 1, allowance=allowance))
            place.unlink()
    return replace(outer, members=outer.members + tuple(members))


def _with_true_kind(document: Document) -> Document:
    """A file that is not what its name says is opened as what it is, and says so."""
    called, kind = ending(document.name), document.kind
    if not called or called == kind or any({called, kind} <= each for each in SAME):
        return document
    if called not in READERS and called not in UNREAD and (kind in TEXTS or not called.isalpha()):
        # `Reply 1.2` ends in no kind of file, and a text may be called anything.
        return document
    if document.status == "read":
        what = f"called .{called}, and is {kind}; opened as what it is"
    elif kind in READERS or kind in IMAGES.values():
        what = f"called .{called}, and is {kind}"
    else:
        return document
    return replace(document, notices=(*document.notices, Notice("wrong extension", document.name, what)))
