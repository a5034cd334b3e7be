"""What kind a file is, by what is in it. The name is only asked where the content can't tell."""

from __future__ import annotations

import csv
import re
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from forcefoi.sources.replies.grid import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXTS = {"csv", "tsv", "txt", "md", "eml", "html", "htm"}
# What else a name may end in, and mean the same.
ALIKE = {
    "markdown": "md",
    "text": "txt",
    "tab": "tsv",
    "htm": "html",
    "xltx": "xlsx",
    "xltm": "xlsm",
    "docm": "docx",
    "dotx": "docx",
    "dotm": "docx",
    "mht": "eml",
    "mhtml": "eml",
    "jpg": "jpeg",
    "tif": "tiff",
}
# Kinds that are no text: what is called so, and is neither that nor anything known, is refused.
NEVER_TEXT = {"xlsx", "xlsm", "xls", "xlsb", "ods", "pdf", "docx", "msg", "zip"}
# Tables that programs of the police write as text, and call a workbook.
TABLES = {"xls", "xlsx", "xlsm", "xlsb", "ods", "dat", ""}
IMAGES = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"II*\x00": "tiff", b"MM\x00*": "tiff",
    b"BM": "bmp",
}  # fmt: skip
# Known by their first bytes, and not read.
OTHERS = {
    b"Rar!\x1a\x07": "rar", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b\x08": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz",
    b"MSCF\x00": "cab", b"\x78\x9f\x3e\x22": "winmail", b"-----BEGIN PGP MESSAGE": "pgp", b"{\\rtf": "rtf",
}  # fmt: skip
AGAIN = "ask the force to send it again; a file that was cut off on its way looks like this"
# The list of files at the end of a zip is held in memory; one of 500 files has some 50,000 bytes.
MOST_DIRECTORY = 32 * 1024 * 1024
HEADER = re.compile(
    r"(?:from|date|subject|to|mime-version|received|message-id|content-type|return-path|delivered-to|x-[\w-]+)"
    r"\s*:", re.IGNORECASE,
)  # fmt: skip
SURE_HEADER = re.compile(
    r"^(?:mime-version|received|message-id|return-path)\s*:", re.IGNORECASE | re.MULTILINE
)


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
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return _kind_of_zip(path)
    if head.startswith(OLE):
        return _kind_of_ole(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for mark, kind in {**IMAGES, **OTHERS}.items():
        if head.startswith(mark) and _is_surely(kind, head):
            return kind
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _wide(head) and _is_binary(head):
        return _kind_of_binary(name)
    return _kind_of_text(head, name)


def _is_surely(kind: str, head: bytes) -> bool:
    """Whether it is what two or three letters at its start say, which may also begin a sentence."""
    if kind == "bmp":
        return head[6:10] == b"\x00" * 4
    return kind != "bz2" or head[4:10] == b"1AY&SY"


def _is_binary(head: bytes) -> bool:
    strange = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")
    return b"\x00" in head or strange > len(head) / 20


def _kind_of_binary(name: str) -> str:
    called = ending(name)
    if called in NEVER_TEXT:
        raise Refused(
            "wrong extension", f"it is called .{called}, and does not hold what such a file does", AGAIN
        )
    return "binary" if called in TEXTS else called


def _wide(head: bytes) -> bool:
    """Whether it looks like UTF-16 without a mark: every second byte of plain text is nought."""
    few, many = sorted((head[0::2].count(0), head[1::2].count(0)))
    return len(head) >= 16 and many > 0.4 * len(head) and few < 0.1 * len(head)


def _kind_of_text(head: bytes, name: str) -> str:
    text = _read(head).lstrip("\ufeff \t\r\n")
    start = text[:4096].lower()
    if start.startswith("<") and (kind := _kind_of_tags(start)):
        return kind
    given = ending(name)
    if given in ("csv", "tsv", "md", "html"):
        return given
    if given != "eml" and _is_mail(text):
        return "eml"
    if given in TABLES or given == "txt":
        return _delimited(text, sure=given == "txt") or "txt"
    return given if given in TEXTS else "txt"


def _read(head: bytes) -> str:
    """The start of a text, well enough to see what it is."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if _wide(head):
        return head.decode(
            "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be", "replace"
        )
    return head.decode("utf-8", "replace")


def _kind_of_tags(start: str) -> str:
    if "urn:schemas-microsoft-com:office:spreadsheet" in start or 'progid="excel.sheet"' in start:
        # A page that Excel writes names it too.
        return "html" if "<html" in start else "xml workbook"
    if 'progid="word.document"' in start or "office/2006/xmlpackage" in start:
        return "xml document"
    is_page = re.search(r"<(?:!doctype html|html|head|body|table|frameset|meta|div|style)[\s>]", start)
    return "html" if is_page else ""


def _is_mail(text: str) -> bool:
    """Whether it begins with the headers that mail programs write, and not only those that people paste."""
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    lines = [line for line in head.splitlines() if line[:1] not in (" ", "\t")]
    known = sum(1 for line in lines if HEADER.match(line))
    return known >= 3 and known >= 0.5 * len(lines) and SURE_HEADER.search(head) is not None


def _delimited(text: str, sure: bool) -> str:
    """`csv` or `tsv` where nearly all lines have as many commas, or tabs, as each other.

    sure
        Whether to ask for more of them: prose has commas too.
    """
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    if len(text) >= 8000 and len(lines) < 40:
        lines = lines[:-1]
    for mark, kind in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        try:
            widths = [len(row) - 1 for row in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=0)
        same = widths.count(usual)
        least = 2 if sure and mark != "\t" else 1
        if usual >= least and same >= (3 if sure else 2) and same >= (1.0 if sure else 0.6) * len(widths):
            return kind
    return ""


def _check_directory(path: Path) -> None:
    """Raise Refused where a zip's list of files would fill the memory once it is read."""
    with path.open("rb") as file:
        whole = file.seek(0, 2)
        file.seek(max(whole - 70_000, 0))
        tail = file.read()
    for mark, offset, form in ((b"PK\x05\x06", 12, "<I"), (b"PK\x06\x06", 40, "<Q")):
        at = tail.rfind(mark)
        if at < 0 or at + offset + struct.calcsize(form) > len(tail):
            continue
        (size,) = struct.unpack_from(form, tail, at + offset)
        if MOST_DIRECTORY < size < 0xFFFFFFFF or size > whole + 0xFFFFFFFF:
            raise Refused(
                "too large", "it lists far more files than are read", "add the files that hold the answer"
            )


def _kind_of_zip(path: Path) -> str:
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mime = _mime(archive) if "mimetype" in names else ""
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        struct.error,
    ) as error:
        raise Refused(
            "damaged", f"it begins as a zip or an Office file and can't be opened as one: {error}", AGAIN
        ) from error
    if "opendocument.spreadsheet" in mime:
        return "ods"
    if "opendocument.text" in mime:
        return "odt"
    if "[Content_Types].xml" not in names:
        return "zip"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names or any(each.startswith("xl/worksheets/") for each in names):
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if any(each.startswith("word/") for each in names):
        return "docx"
    if any(each.startswith("ppt/") for each in names):
        return "pptx"
    return "zip"


def _mime(archive: zipfile.ZipFile) -> str:
    try:
        with archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
        return ""


def _kind_of_ole(path: Path) -> str:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            streams = {"/".join(each).lower() for each in ole.listdir(streams=True, storages=False)}
    except Exception as error:  # olefile raises whatever a damaged table makes it stumble over
        raise Refused(
            "damaged", f"it begins as an old Office file and can't be opened as one: {error}", AGAIN
        ) from error
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
