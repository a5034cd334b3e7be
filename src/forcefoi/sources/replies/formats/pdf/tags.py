"""Tags: what a PDF itself says of its tables, row by row and cell by cell, as Word and LibreOffice write it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from forcefoi.sources.replies.formats.pdf.words import Word, has_digit

MOST = 500_000  # elements that are looked at; a page full of cells has 2,000
Tag = tuple[int, int, int]  # a table, a row of it and a cell of that, each counted through the file


@dataclass
class _Walk:
    """What is found while the elements are gone through."""

    roles: Mapping[str, Any]
    found: dict[tuple[int, int], Tag] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    count: itertools.count[int] = field(default_factory=itertools.count)


def tags_of(doc: PDFDocument) -> dict[tuple[int, int], Tag]:
    """The cell of each piece of a page's text, by the page's number in the file and the piece's mark on the page.

    Nothing where the file says nothing of tables. What it says may be wrong, and is held against where words stand.
    """
    root = resolve1(doc.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return {}
    roles = resolve1(root.get("RoleMap"))
    walk = _Walk(roles if isinstance(roles, dict) else {})
    # Last in, first out: what is inside an element comes before what is behind it.
    todo: list[tuple[Any, int, tuple[int, ...]]] = [(root.get("K"), 0, ())]
    for _ in range(MOST):
        if not todo:
            break
        todo += reversed(_inside(walk, *todo.pop()))
    return walk.found


def _inside(
    walk: _Walk, given: Any, page: int, place: tuple[int, ...]
) -> list[tuple[Any, int, tuple[int, ...]]]:
    """What an element holds, each with its page and its place in a table; text of a cell is taken down."""
    if isinstance(given, PDFObjRef):
        if given.objid in walk.seen:
            return []
        walk.seen.add(given.objid)
    element = resolve1(given)
    if isinstance(element, list):
        return [(each, page, place) for each in element]
    if isinstance(element, int):
        if len(place) == 3:
            walk.found[page, element] = (place[0], place[1], place[2])
        return []
    if not isinstance(element, dict):
        return []
    page = getattr(element.get("Pg"), "objid", page)
    if "MCID" in element:
        return [] if "Stm" in element else [(resolve1(element["MCID"]), page, place)]
    return [(element.get("K"), page, _placed(walk, _role(walk, element), place))]


def _role(walk: _Walk, element: dict[str, Any]) -> str:
    name = str(getattr(resolve1(element.get("S")), "name", ""))
    return str(getattr(resolve1(walk.roles.get(name)), "name", name))


def _placed(walk: _Walk, role: str, place: tuple[int, ...]) -> tuple[int, ...]:
    depth = {"Table": 0, "TR": 1, "TH": 2, "TD": 2}.get(role)
    return place if depth is None or depth > len(place) else (*place[:depth], next(walk.count))


def against(cells: Mapping[tuple[int, int], list[Word]]) -> list[str]:
    """A doubt for each place where a table's own tags say otherwise than where its words stand.

    cells
        The words of each cell as they were read, by row and column.

    Nothing where the tags don't tell cells apart: some programs tag a table as one paragraph.
    """
    tagged = [(place, word) for place, words in cells.items() for word in words if word.tag]
    if len({word.tag for _, word in tagged}) < max(2, len(cells) / 2):
        return []
    doubts: list[str] = []
    homes: dict[Tag, tuple[int, int]] = {}
    for place, words in cells.items():
        inside = {word.tag: word for word in words if word.tag}
        if len(inside) > 1:
            one, other = list(inside.values())[:2]
            doubts.append(
                f"'{one.text}' and '{other.text}' were read as one cell, and the file itself has them in two"
            )
        for tag, word in inside.items():
            home = homes.setdefault(tag, place)
            if home != place:
                first = next(each for each in cells[home] if each.tag == tag)
                doubts.append(
                    f"'{first.text}' and '{word.text}' were read as two cells, and the file itself has them in one"
                )
    return doubts + _rows(cells)


def _rows(cells: Mapping[tuple[int, int], list[Word]]) -> list[str]:
    rows: dict[int, dict[int, Word]] = {}
    for (row, _), words in sorted(cells.items()):
        for word in words:
            if word.tag:
                first = rows.setdefault(row, {}).setdefault(word.tag[1], word)
                if has_digit(word.text) and not has_digit(first.text):
                    rows[row][word.tag[1]] = word
    return [
        f"'{one.text}' and '{other.text}' were read as one row, and the file itself has them in two"
        for one, other in (list(each.values())[:2] for each in rows.values() if len(each) > 1)
    ]
