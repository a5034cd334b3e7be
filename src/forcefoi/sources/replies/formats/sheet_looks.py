"""Looks of an .xlsx that change what a cell says: raised digits, words struck out, numbers that a format replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from forcefoi.sources.replies.formats.marked import Runs, is_on, struck
from forcefoi.sources.replies.formats.sheet_package import DIGITS, QUOTED, local, tree
from forcefoi.sources.replies.formats.sheet_scan import Look
from forcefoi.sources.replies.formats.sheet_zip import TREE_BYTES, Parts, damaged

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
HOLDS = {
    "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "=": float.__eq__,
    "<>": float.__ne__,
}  # fmt: skip
# Words in a format; and what is written in it and not shown: conditions, colours, room as wide as a letter, fillings.
WORDS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True)
class Looks:
    """What a workbook's cells look like: by style, which are struck out and which formats replace numbers; and the
    shared words, by number, of which a part is raised or struck.
    """

    struck: frozenset[int] = frozenset()
    formats: dict[int, str] = field(default_factory=dict)
    strings: dict[int, str] = field(default_factory=dict)

    def matter(self, chunks: Iterable[bytes]) -> bool:
        """Whether a sheet may have such a cell."""
        if self.strings:
            return True
        styles = sorted({*self.struck, *self.formats})
        if not styles:
            return False
        found = re.compile(rb"\ss=[\"'](?:%s)[\"']" % b"|".join(str(each).encode() for each in styles))
        last = b""
        for chunk in chunks:
            if found.search(last + chunk):
                return True
            last = chunk[-16:]
        return False

    def shown(self, look: Look) -> tuple[str | None, bool]:
        """What a cell shows where that is not its value, and whether a format hides its number."""
        text = (
            self.strings.get(int(look.value))
            if look.kind == "s" and look.value.isdecimal()
            else look.marked or None
        )
        hides = False
        if look.kind == "n" and (code := self.formats.get(look.style)):
            text = shown_as(code, _number(look.value))
            hides = text is not None
        if look.style in self.struck and text != "":
            text = struck(text if text is not None else look.value)
        return text, hides


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def looks_of(parts: Parts) -> Looks:
    """The looks of a workbook's cells. Raises Refused where a part is no XML."""
    struck_styles, formats = set(), {}
    if STYLES in parts and parts.infos[STYLES].file_size <= TREE_BYTES:
        sheet = {local(each): each for each in tree(parts, STYLES)}
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in sheet.get("numFmts", ())}
        lines = [
            any(_is_on(part) for part in font if local(part) == "strike") for font in sheet.get("fonts", ())
        ]
        for at, style in enumerate(sheet.get("cellXfs", ())):
            font = style.get("fontId", "0")
            if font.isdecimal() and int(font) < len(lines) and lines[int(font)]:
                struck_styles.add(at)
            if code := codes.get(style.get("numFmtId")):
                formats[at] = code
    formats = {at: code for at, code in formats.items() if any(_chosen(code, v) for v in (1.0, 4.0, 9.0))}
    return Looks(frozenset(struck_styles), formats, _strings(parts))


def _is_on(element: Any) -> bool:
    return is_on(element.get("val", "true"))


def shown_as(code: str, value: float) -> str | None:
    """What a format shows in place of a number; None where it shows the number, or nothing or a dash for nought.

    >>> shown_as('[<5]"<5";0', 3), shown_as('[<5]"<5";0', 7), shown_as(";;;", 3), shown_as('0;-0;"-"', 0)
    ('<5', None, '', None)
    """
    chosen = _chosen(code, value)
    if not chosen:
        return None
    text = WORDS.sub(lambda found: found[1] or found[2] or "", chosen[0]).strip()
    return None if value == 0 and not any(sign.isdecimal() or sign == "*" for sign in text) else text


def _chosen(code: str, value: float) -> list[str]:
    """The section of a format that shows a number without any digit of it, alone in a list; or none."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;"])*(?:;|$)', code)[:4]
    sections = [each.removesuffix(";") for each in sections][: code.count(";") + 1]
    conditions = [CONDITION.search(QUOTED.sub("q", each)) for each in sections]
    if any(conditions):
        meets = (
            each for each, told in zip(sections, conditions, strict=True)
            if told is None or HOLDS[told[1]](float(value), float(told[2]))
        )  # fmt: skip
        section = next(meets, "0")
    else:
        at = 0 if value > 0 else 1 if value < 0 else 2
        section = sections[at] if at < len(sections) else sections[0]
    return [] if DIGITS.search(QUOTED.sub("q", section)) else [section]


def _strings(parts: Parts) -> dict[int, str]:
    """The shared words of which a part is raised or struck, by their number."""
    if STRINGS not in parts:
        return {}
    last, found = b"", False
    for chunk in parts.chunks(STRINGS):
        found = found or b"vertAlign" in last + chunk or b"strike" in last + chunk
        last = chunk[-16:]
    return _read_strings(parts) if found else {}


def _read_strings(parts: Parts) -> dict[int, str]:
    marked: dict[int, str] = {}
    number, runs, text = -1, Runs(), [""]

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal number, runs
        name = name.rpartition(":")[2]
        if name == "si":
            number, runs = number + 1, Runs()
        elif name == "t":
            text.clear()
        runs.start(name, given)

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "t":
            runs.say("".join(text))
        elif name == "si" and runs.marked:
            marked[number] = "".join(runs.words)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    try:
        for chunk in parts.chunks(STRINGS):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"its list of words is no XML: {error}") from error
    return marked
