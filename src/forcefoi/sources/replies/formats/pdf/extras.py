"""Extras: what a PDF holds beside its pages: properties, form fields, comments, attached files, scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.utils import decode_text

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Notice, Text

DEEP = 30
MOST = 20_000  # nodes of one tree


def text_of(value: Any) -> str:
    """A text of the file's, whatever way it is written.

    >>> text_of(b"Wexley"), text_of(3), text_of(None)
    ('Wexley', '3', '')
    """
    value = resolve1(value)
    if value is None:
        return ""
    if isinstance(value, bytes):
        return decode_text(value).replace("\x00", "")
    if isinstance(value, list):
        return ", ".join(text_of(each) for each in value[:100])
    return str(getattr(value, "name", value))


def properties(document: PDFDocument) -> list[Text]:
    """Author, title and what else the file says of itself. No person sees it on a page."""
    known: dict[str, str] = {}
    for info in document.info:
        if isinstance(info, dict):
            known |= {str(key): text_of(value) for key, value in info.items()}
    return [Text(f"properties: {key}", text, hidden=True) for key, text in known.items() if text.strip()]


def fields(document: PDFDocument) -> list[Text]:
    """What a form's fields were filled with."""
    form = _dict(document.catalog.get("AcroForm"))
    found: list[Text] = []
    for name, node in _fields(form.get("Fields"), "", set(), 0):
        value = text_of(node.get("V"))
        if value.strip() and value != "Off":
            found.append(Text(f"form field '{name}'", value))
    return found


def _fields(kids: Any, above: str, seen: set[int], depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for kid in _list(kids):
        if not _is_new(kid, seen) or depth > DEEP:
            continue
        node = _dict(kid)
        name = ".".join(filter(None, (above, text_of(node.get("T")))))
        if "V" in node:
            yield name, node
        yield from _fields(node.get("Kids"), name, seen, depth + 1)


def comments(annotations: Any, page: int) -> list[Text]:
    """What people wrote on a page afterwards, as comments or in boxes."""
    found: list[Text] = []
    for each in _list(annotations)[:MOST]:
        node = _dict(each)
        kind, words = text_of(node.get("Subtype")), text_of(node.get("Contents"))
        if words.strip() and kind not in ("Link", "Widget", "Popup"):
            found.append(Text(f"page {page}, comment", words))
    return found


def attachments(
    document: PDFDocument, annotations: list[Any]
) -> tuple[list[tuple[str, bytes]], list[Notice]]:
    """The files that lie in the file, and a notice for each."""
    names = _dict(_dict(document.catalog.get("Names")).get("EmbeddedFiles"))
    specs = [*_leaves(names, set(), 0)]
    specs += [_dict(each).get("FS") for each in annotations]
    files: list[tuple[str, bytes]] = []
    notices: list[Notice] = []
    for number, spec in enumerate(specs[: limits.MEMBERS], start=1):
        node = _dict(spec)
        name = text_of(node.get("UF") or node.get("F")) or f"attachment {number}"
        held = _dict(node.get("EF"))
        stream = resolve1(held.get("UF") or held.get("F"))
        if isinstance(stream, PDFStream):
            files.append((name.replace("\\", "/").rsplit("/", 1)[-1], stream.get_data()))
            notices.append(
                Notice("attachment inside", name, "a file lies in this one, and is opened as well")
            )
    if len(specs) > limits.MEMBERS:
        notices.append(
            Notice("left out", "attachments", f"only the first {limits.MEMBERS} attached files are opened")
        )
    return files, notices


def _leaves(node: dict[str, Any], seen: set[int], depth: int) -> Iterator[Any]:
    yield from _list(node.get("Names"))[1::2]
    for kid in _list(node.get("Kids")):
        if _is_new(kid, seen) and depth <= DEEP:
            yield from _leaves(_dict(kid), seen, depth + 1)


def is_attachment(annotation: Any) -> bool:
    """Whether a note on a page is a file put there."""
    return text_of(_dict(annotation).get("Subtype")) == "FileAttachment"


def page_count(document: PDFDocument) -> int | None:
    """How many pages the file says it has."""
    count = resolve1(_dict(document.catalog.get("Pages")).get("Count"))
    return count if isinstance(count, int) else None


def scripts(document: PDFDocument) -> list[Notice]:
    """A notice where the file would run something when it is opened. Nothing of it is run here."""
    catalog = document.catalog
    action = _dict(catalog.get("OpenAction"))
    kind = text_of(action.get("S"))
    found = []
    if kind in ("JavaScript", "Launch") or catalog.get("AA") or _dict(catalog.get("Names")).get("JavaScript"):
        what = "starts a program" if kind == "Launch" else "has a script"
        found.append(
            Notice("macros", "the file", f"it {what} that would run when it is opened; it was not run")
        )
    return found


def layers_off(document: PDFDocument) -> frozenset[int]:
    """The numbers of the layers that are switched off."""
    usual = _dict(_dict(document.catalog.get("OCProperties")).get("D"))
    return frozenset(each.objid for each in _list(usual.get("OFF")) if isinstance(each, PDFObjRef))


def _is_new(kid: Any, seen: set[int]) -> bool:
    """Whether a node of a tree is met for the first time: a broken tree may lead back into itself."""
    if not isinstance(kid, PDFObjRef):
        return True
    if kid.objid in seen or len(seen) > MOST:
        return False
    seen.add(kid.objid)
    return True


def _dict(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    if isinstance(value, PDFStream):
        return dict(value.attrs)
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    value = resolve1(value)
    return value if isinstance(value, list) else []
