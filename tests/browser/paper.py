"""A printed page, read by its tags: Chromium says in the PDF what each part is, and on which sheet each piece of it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pypdf import PdfReader

# What is positioned is painted last on its sheet, and then stands last in its text: a number that opens would be
# missing from its sentence, and an address that goes over to the next sheet would be torn apart.
IN_ORDER = ".n { position: static !important } .n::after { content: none !important }"
MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
# A4 without those margins, in CSS pixels.
WIDTH, HEIGHT = 718, 1046


@dataclass
class Part:
    """`kind` as the PDF names it (Table, TR, Figure …); `sheets` are those that any of it is on, from 0."""

    kind: str
    parts: list[Part] = field(default_factory=list)
    own: set[int] = field(default_factory=set)

    @property
    def sheets(self) -> set[int]:
        return self.own.union(*(part.sheets for part in self.parts))

    def all(self, kind: str) -> Iterator[Part]:
        """Those of a kind below this one, in order."""
        for part in self.parts:
            if part.kind == kind:
                yield part
            yield from part.all(kind)


class Paper:
    """A page printed on A4, with margins of a centimetre."""

    def __init__(self, page: Any):
        page.add_style_tag(content=IN_ORDER)
        self.reader = PdfReader(io.BytesIO(page.pdf(format="A4", margin=MARGIN, tagged=True)))
        self.numbers = {sheet.indirect_reference.idnum: i for i, sheet in enumerate(self.reader.pages)}
        self.root = Part("root")
        for child in _children(self.reader.trailer["/Root"]["/StructTreeRoot"]):
            self._read(child, None, self.root)

    def _read(self, raw: Any, sheet: int | None, above: Part) -> None:
        element = raw.get_object()
        if isinstance(element, int):
            assert sheet is not None
            above.own.add(sheet)
            return
        if "/Pg" in element:
            sheet = self.numbers[element.raw_get("/Pg").idnum]
        if element.get("/Type") in ("/MCR", "/OBJR"):
            assert sheet is not None
            above.own.add(sheet)
            return
        part = Part(element["/S"].removeprefix("/"))
        above.parts.append(part)
        for child in _children(element):
            self._read(child, sheet, part)

    @cached_property
    def text(self) -> str:
        """All words of all sheets run together, so that it doesn't matter where a line or a sheet ends. It takes
        seconds for a long page.
        """
        return compact("".join(sheet.extract_text() for sheet in self.reader.pages))


def _children(element: Any) -> list[Any]:
    children = element.get("/K", [])
    children = children.get_object() if hasattr(children, "get_object") else children
    return children if isinstance(children, list) else [children]


def compact(text: str) -> str:
    """Without spaces and hyphens, which a line's end adds and takes away; “ﬁ” is two letters."""
    return re.sub(r"[\s\-\u2010\u00ad]", "", unicodedata.normalize("NFKC", text))
