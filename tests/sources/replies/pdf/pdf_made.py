"""PDFs for the tests, made with reportlab: tables as forces print them, and pages drawn by hand."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from forcefoi.sources.replies import opening
from forcefoi.sources.replies.formats.pdf import read
from forcefoi.sources.replies.grid import Document, Grid

NORMAL = getSampleStyleSheet()["Normal"]


def _line(kind: str, first: tuple[int, int], last: tuple[int, int]) -> tuple[object, ...]:
    return (kind, first, last, 0.5, colors.black)


LINES = {
    "all": [_line("GRID", (0, 0), (-1, -1))],
    "across": [_line("LINEBELOW", (0, 0), (-1, -1))],
    "some": [_line("LINEAFTER", (0, 0), (0, -1)), _line("BOX", (0, 0), (-1, -1))],
    "few": [_line("LINEABOVE", (0, 0), (-1, 1)), _line("LINEBELOW", (0, -1), (-1, -1))],
    "shades": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.whitesmoke])],
    "none": [],
}
RIGHT = ("ALIGN", (1, 0), (-1, -1), "RIGHT")


def table(rows: Sequence[Sequence[Any]], lines: str = "all", **how: Any) -> Table:
    more = how.pop("style", [])
    return Table([list(row) for row in rows], style=[*LINES[lines], RIGHT, *more], **how)


def prose(text: str) -> Paragraph:
    return Paragraph(text, NORMAL)


def gap(points: float = 20) -> Spacer:
    return Spacer(1, points)


def letter(path: Path, *parts: Any, on_page: Callable[[Canvas, Any], None] | None = None, **how: Any) -> Path:
    """A PDF of parts one below the other; `on_page` draws a letterhead."""
    more = {"onFirstPage": on_page, "onLaterPages": on_page} if on_page else {}
    SimpleDocTemplate(str(path), pagesize=A4, **how).build(list(parts), **more)
    return path


def drawn(path: Path, *pages: Callable[[Canvas], None], **how: Any) -> Path:
    """A PDF whose pages are drawn by functions."""
    canvas = Canvas(str(path), pagesize=A4, **how)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def opened(path: Path) -> Document:
    """The document as anyone opens it: in a process of its own."""
    return opening.read(path)


def here(path: Path, **how: Any) -> Document:
    """The document, read in this process: faster, where the process is not what is tested."""
    found = read(path, path.name, "pdf", **how)
    assert isinstance(found, Document)
    return found


def rows_of(grid: Grid) -> list[list[Any]]:
    return [list(row) for row in grid.rows]


def columns_at(canvas: Canvas, y: float, texts: Sequence[str], xs: Sequence[float]) -> None:
    """One printed line: the first text from the left, each other ending at its x."""
    canvas.drawString(xs[0], y, texts[0])
    for text, x in zip(texts[1:], xs[1:], strict=True):
        canvas.drawRightString(x, y, text)


Tagged = list[list[list[tuple[float, float, str]]]]  # rows of cells of printed texts: x, y and words


def tagged(path: Path, rows: Tagged, role: str = "TD", cells: list[list[list[int]]] | None = None) -> Path:
    """A PDF of one page that says itself which row and cell each text is in, as Word writes it.

    cells
        Where it says otherwise than `rows`: the numbers of the texts, counted from 0, of each cell of each row.
    """
    texts = [text for row in rows for cell in row for text in cell]
    if cells is None:
        number = itertools.count()
        cells = [[[next(number) for _ in cell] for cell in row] for row in rows]

    def page(canvas: Canvas) -> None:
        for mark, (x, y, text) in enumerate(texts):
            canvas._code.append(f"/{role} <</MCID {mark}>> BDC")
            canvas.drawString(x, y, text)
            canvas._code.append("EMC")

    writer = PdfWriter(clone_from=drawn(path, page))
    on = writer.pages[0].indirect_reference

    def element(kind: str, inside: list[Any]) -> Any:
        names = {"/Type": "/StructElem", "/S": f"/{kind}"}
        made = DictionaryObject({NameObject(a): NameObject(b) for a, b in names.items()})
        made[NameObject("/K")] = ArrayObject(inside)
        if kind == role:
            made[NameObject("/Pg")] = on
        return writer._add_object(made)

    made = [element("TR", [element(role, [NumberObject(n) for n in cell]) for cell in row]) for row in cells]
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root[NameObject("/K")] = element("Document", [element("Table", made)])
    root[NameObject("/RoleMap")] = DictionaryObject({NameObject("/Cell"): NameObject("/TD")})
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    writer.write(path)
    return path
