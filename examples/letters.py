"""Letters and printed sheets as PDF: with letterhead, tables with and without lines, and rows cut by a page's end."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
SMALL = ParagraphStyle("cell", fontName="Helvetica", fontSize=7.5, leading=9)
INVENTED = "INVENTED EXAMPLE - no such force, no such crimes"
__all__ = [
    "PageBreak",
    "Spacer",
    "letter",
    "words",
    "ruled",
    "bare",
    "Printed",
    "printed_sheet",
    "picture_pdf",
]


def letter(force: str, title: str, parts: Sequence[Flowable]) -> bytes:
    """A letter with the force's head and foot on each page; a telephone number stands there as on real ones."""

    def head(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, 800, force)
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(535, 806, "Information Access Unit")
        canvas.drawRightString(535, 796, "Tel No: 101")
        canvas.drawString(60, 788, INVENTED)
        canvas.drawCentredString(297, 30, f"Page {document.page}")
        canvas.restoreState()

    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=60, rightMargin=60, topMargin=75, bottomMargin=60, invariant=1,
        title=f"{title} ({INVENTED})", author=force,
    )  # fmt: skip
    document.build(list(parts), onFirstPage=head, onLaterPages=head)
    return out.getvalue()


def words(*paragraphs: str) -> list[Flowable]:
    """Paragraphs of a letter."""
    return [Paragraph(each, BODY) for each in paragraphs]


def ruled(rows: Sequence[Sequence[object]], widths: Sequence[float], header: int = 1) -> Table:
    """A table with lines around each cell, as Word makes them; figures stand on the last line of their row."""
    cells = [
        [_cell(cell, at, number < header) for at, cell in enumerate(row)] for number, row in enumerate(rows)
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("FONT", (0, 0), (-1, -1), "Helvetica", 8),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table(cells, colWidths=list(widths), style=style, hAlign="LEFT")


def _cell(cell: object, column: int, heading: bool) -> object:
    if column == 0 or heading:
        return Paragraph(str(cell), SMALL)
    return str(cell)


def bare(rows: Sequence[Sequence[object]], widths: Sequence[float]) -> Table:
    """A table without any line: where a number stands is all that tells its column."""
    style = [("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
    return Table(
        [[str(cell) for cell in row] for row in rows], colWidths=list(widths), style=style, hAlign="LEFT"
    )


@dataclass(frozen=True)
class Printed:
    """One table of a printed sheet."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def printed_sheet(
    title: str, tables: Sequence[Printed], *, lines: int = 38, size: float = 7.0, apart: bool = False
) -> bytes:
    """A spreadsheet as a printer gives it: `lines` lines of text a page, and a row is cut where the page ends.

    `apart`: each table begins on a page of its own.
    """
    out = io.BytesIO()
    width, height = landscape(A4)
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.setTitle(f"{title} ({INVENTED})")
    leading, top, left = 12.5, height - 60, 40
    used = 0

    def new_page() -> None:
        nonlocal used
        if used:
            canvas.showPage()
        used = 0
        canvas.setFont("Helvetica", size)
        canvas.setLineWidth(0.4)

    def close(edges: Sequence[float], since: int) -> None:
        """The lines between columns, as far down as the table has come on this page."""
        for edge in edges:
            canvas.line(edge, top - since * leading, edge, top - used * leading)

    new_page()
    canvas.drawString(left, top + 24, title)
    canvas.drawString(left, top + 12, INVENTED)
    for number, table in enumerate(tables):
        if number and apart:
            new_page()
        used += 2 * bool(number and not apart)
        since = used
        edges = [left + sum(table.widths[:at]) for at in range(len(table.widths) + 1)]
        for row in table.rows:
            split = [
                simpleSplit(cell, "Helvetica", size, wide - 6) or [""]
                for cell, wide in zip(row, table.widths, strict=True)
            ]
            tall = max(map(len, split))
            for line in range(tall):
                if used >= lines:
                    close(edges, since)
                    new_page()
                    since = 0
                y = top - used * leading
                for cell, edge in zip(split, edges, strict=False):
                    if line < len(cell):
                        canvas.drawString(edge + 3, y - leading + 3.5, cell[line])
                if line == 0:
                    canvas.line(edges[0], y, edges[-1], y)
                if line == tall - 1:
                    canvas.line(edges[0], y - leading, edges[-1], y - leading)
                used += 1
        close(edges, since)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_pdf(lines: Sequence[str], title: str) -> bytes:
    """A letter as a scanner gives it: a picture of each word and no text."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    picture = Image.new("1", (827, 1169), 1)
    draw = ImageDraw.Draw(picture)
    for at, text in enumerate(lines):
        draw.text((70, 80 + 22 * at), text, fill=0)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(f"{title} ({INVENTED})")
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
