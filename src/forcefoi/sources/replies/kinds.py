"""What kind a file is, by what is in it. The name is only asked where the content can't tell."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from forcefoi.sources.replies.grid import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXTS = {"csv", "tsv", "txt", "md", "eml", "html", "htm"}
# What else a name may end in, and mean the same.
ALIKE = {"markdown": "md", "text": "txt", "tab": "tsv", "htm": "html", "xltx": "xlsx", "xltm": "xlsm"}
IMAGES = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"II*\x00": "tiff", b"MM\x00*": "tiff",
    b"BM": "bmp",
}  # fmt: skip


def ending(name: str) -> str:
    """What a name ends in, in small letters and without the dot: `xlsx`; `""` where it ends in nothing.

    >>> ending("Reply FINAL.XLSX")
    'xlsx'
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()
    return ALIKE.get(suffix, suffix)


def kind_of(path: Path, name: str) -> str:
    """The kind of a file: one of `opening.READERS`, or another that is not read.

    Raises Refused where the file is empty.
    """
    with path.open("rb") as file:
        head = file.read(8192)
    if not head:
        raise Refused("damaged", "the file is empty: 0 bytes", "ask the force to send it again")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_zip(path)
    if head.startswith(OLE):
        return _kind_of_ole(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for mark, kind in IMAGES.items():
        if head.startswith(mark):
            return kind
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _wide(head):
        return ending(name) if ending(name) not in TEXTS else "binary"
    return _kind_of_text(head, name)


def _wide(head: bytes) -> bool:
    """Whether it looks like UTF-16 without a mark: every second byte of plain text is nought."""
    return len(head) >= 16 and max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head)


def _kind_of_text(head: bytes, name: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return "html"
    given = ending(name)
    return given if given in TEXTS else "txt"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype").decode("ascii", "replace")
                if "opendocument.spreadsheet" in mime:
                    return "ods"
                if "opendocument.text" in mime:
                    return "odt"
            if "[Content_Types].xml" not in names:
                return "zip"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Refused(
            "damaged", f"it begins as a zip or an Office file and can't be opened as one: {error}",
            "ask the force to send it again; a file that was cut off on its way looks like this",
        ) from error  # fmt: skip
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names or any(each.startswith("xl/worksheets/") for each in names):
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if any(each.startswith("word/") for each in names):
        return "docx"
    if any(each.startswith("ppt/") for each in names):
        return "pptx"
    return "zip"


def _kind_of_ole(path: Path) -> str:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            streams = {"/".join(each).lower() for each in ole.listdir(streams=True, storages=False)}
    except Exception as error:  # olefile raises whatever a damaged table makes it stumble over
        raise Refused(
            "damaged", f"it begins as an old Office file and can't be opened as one: {error}",
            "ask the force to send it again; a file that was cut off on its way looks like this",
        ) from error  # fmt: skip
    if "encryptedpackage" in streams:
        return "encrypted office"
    if "workbook" in streams or "book" in streams:
        return "xls"
    if "worddocument" in streams:
        return "doc"
    if any(each.startswith("__properties_version1.0") for each in streams):
        return "msg"
    if "powerpoint document" in streams:
        return "ppt"
    return "ole"
