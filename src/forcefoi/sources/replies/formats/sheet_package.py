"""What an .xlsx or .xlsm holds beside its sheets: notes, properties, words in drawings, and what may leak."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from forcefoi.sources.replies.formats.sheet_scan import place_of
from forcefoi.sources.replies.formats.sheet_zip import TREE_BYTES, Parts, damaged
from forcefoi.sources.replies.grid import Notice, Text

# A part whose name has this in it, what a notice calls it, and what it says.
LEAKS = (
    ("vbaproject", "macros", "it has macros; they were not run and not read"),
    ("/macrosheets/", "macros", "it has a sheet of macros; they were not run and not read"),
    ("/externallinks/externallink", "external link", "it takes values from another file; the link was not followed"),
    ("/connections.xml", "external link", "it takes data from elsewhere; the connection was not followed"),
    ("/pivotcache/pivotcacherecords", "pivot cache", "a pivot table keeps the records that it was made from, which "
     "its sheet doesn't show; they may be about single people"),
    ("/model/item.data", "pivot cache", "it has a data model, which its sheets don't show; it was not read"),
    ("/embeddings/", "embedded file", "another file lies in it, which was not opened"),
    ("/activex/", "embedded file", "it has controls, which were not run"),
    ("/media/", "inline image", "it has a picture, whose words and figures were not read"),
    ("/charts/chart", "chart", "it has a chart; figures that stand in it alone were not read"),
)  # fmt: skip
# Properties that speak of the program and of no person; the names of sheets stand in another place.
OF_THE_PROGRAM = {
    "TitlesOfParts", "HeadingPairs", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged", "AppVersion",
    "DocSecurity",
}  # fmt: skip
QUOTED, CONDITION = re.compile(r'"[^"]*"|\\.'), re.compile(r"\[[<>=]+-?[0-9]")
# What stands for digits, for a part of a date, or for the value as it is.
DIGITS = re.compile(r"[0#?@]|General|[ymdhsYMDHS](?![^\[]*\])", re.IGNORECASE)


def tree(parts: Parts, name: str) -> Element:
    """A part as a tree. Raises Refused where it is no XML or declares a type of document."""
    try:
        return fromstring(parts.read(name), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise damaged(f"{name} is no XML that a workbook may have: {type(error).__name__}") from error


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def links(parts: Parts, part: str) -> Iterator[tuple[str, str, str]]:
    """The id, the kind and the target of everything that a part points at inside the file."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    if rels not in parts:
        return
    for each in tree(parts, rels):
        target = each.get("Target", "")
        if each.get("TargetMode") == "External":
            continue
        inside = target if target.startswith("/") else posixpath.join("/", folder, target)
        kind = each.get("Type", "").rpartition("/")[2]
        yield each.get("Id", ""), kind, posixpath.normpath(inside).lstrip("/")


def sheet_parts(parts: Parts) -> tuple[dict[str, str], bool]:
    """The part of each sheet with cells by its name, `""` for others, and whether formulas wait to be worked out.

    Raises Refused where two sheets have one name.
    """
    main = next(
        (target for _, kind, target in links(parts, "") if kind == "officeDocument"), "xl/workbook.xml"
    )
    if main not in parts:
        raise damaged("it has no list of sheets")
    targets = {name: target for name, kind, target in links(parts, main) if kind == "worksheet"}
    book = tree(parts, main)
    sheets = [each for each in book.iter() if local(each) == "sheet"]
    found = {each.get("name", ""): targets.get(attribute(each, "id"), "") for each in sheets}
    if len(found) < len(sheets):
        raise damaged("two of its sheets have one name")
    waits = any(
        local(each) == "calcPr" and each.get("fullCalcOnLoad") in ("1", "true") for each in book.iter()
    )
    return found, waits


def notes(parts: Parts, part: str) -> dict[tuple[int, int], str]:
    """The notes and threaded comments of a sheet by cell, counted from 1."""
    found: dict[tuple[int, int], list[str]] = {}
    linked = [(kind, target) for _, kind, target in links(parts, part) if target in parts]
    threaded = [target for kind, target in linked if kind.lower() == "threadedcomment"]
    spoken = {"threadedComment"} if threaded else {"comment"}
    for target in threaded or [target for kind, target in linked if kind == "comments"]:
        for each in tree(parts, target).iter():
            if local(each) in spoken and (place := place_of(each.get("ref", ""))):
                found.setdefault(place, []).append(words(each))
    if threaded:
        # Old notes stand beside threaded comments, and those again in the old way: only new cells are taken.
        for place, text in _old_notes(parts, linked).items():
            found.setdefault(place, [text])
    return {place: "\n".join(each) for place, each in found.items()}


def _old_notes(parts: Parts, linked: list[tuple[str, str]]) -> dict[tuple[int, int], str]:
    return {
        place: words(each)
        for kind, target in linked
        if kind == "comments"
        for each in tree(parts, target).iter()
        if local(each) == "comment" and (place := place_of(each.get("ref", "")))
    }


def words(element: Element) -> str:
    """All text of a comment or a drawing, its parts run together and its paragraphs on lines of their own."""
    pieces: list[str] = []
    for each in element.iter():
        if local(each) == "p" and pieces:
            pieces.append("\n")
        if local(each) in ("t", "text") and each.text:
            pieces.append(each.text)
    return "".join(pieces).strip()


def drawn_words(parts: Parts, part: str) -> str:
    """What stands in the text boxes of a sheet."""
    drawings = [target for _, kind, target in links(parts, part) if kind == "drawing" and target in parts]
    return "\n".join(text for each in drawings if (text := words(tree(parts, each))))


def tables_filtered(parts: Parts, part: str) -> bool:
    """Whether a table on a sheet has a filter left on."""
    tables = [target for _, kind, target in links(parts, part) if kind == "table" and target in parts]
    return any(local(each) == "filterColumn" for table in tables for each in tree(parts, table).iter())


def properties(parts: Parts) -> Iterator[Text]:
    """Who made it, when and for whom, as the file says it: seen by nobody who looks at the sheets."""
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        if name not in parts:
            continue
        for each in tree(parts, name):
            text = "".join(each.itertext()).strip()
            if text and local(each) not in OF_THE_PROGRAM:
                yield Text(f"properties: {each.get('name') or local(each)}", text, hidden=True)


def replacing_formats(parts: Parts, name: str) -> Iterator[Notice]:
    """That numbers may be shown as something else: `<5` for a 2, or nothing at all."""
    known = "xl/styles.xml" in parts and parts.infos["xl/styles.xml"].file_size <= TREE_BYTES
    styles = tree(parts, "xl/styles.xml") if known else ()
    if any(
        local(each) == "numFmt" and replaces(each.get("formatCode", "")) for part in styles for each in part
    ):
        yield Notice(
            "number format", name,
            "a format of its cells shows some numbers as words or not at all; what is shown is read, and the numbers "
            "that are kept are not",
        )  # fmt: skip


def replaces(code: str) -> bool:
    """Whether a format of numbers shows numbers other than nought without a digit.

    >>> replaces('[<5]"<5";0'), replaces(";;;"), replaces('#,##0;-#,##0;"-"'), replaces("0.0%")
    (True, True, False, False)
    """
    sections = QUOTED.sub("q", code).split(";")
    # The third of the plain four is for nought, and the fourth for text.
    checked = sections if CONDITION.search(code) else sections[:2]
    return any(not DIGITS.search(each) for each in checked[: 3 if CONDITION.search(code) else 2])


def leaks(parts: Parts, name: str) -> Iterator[Notice]:
    """What is in the file that its sheets don't show, or that must never be run or followed: told, not opened."""
    names = [each.lower() for each in parts.names]
    for mark, kind, what in LEAKS:
        many = sum(mark in f"/{each}" and not each.endswith(".rels") for each in names)
        if many:
            yield Notice(kind, name, what if many == 1 else f"{what} ({many} of them)")
