"""A chart that travels alone: title, what is measured, note and source stand in the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
from matplotlib.figure import Figure

from forcefoi.charts.fitting import wrap
from forcefoi.charts.png import pixels, to_png
from forcefoi.charts.style import FONT, FONT_STACK, INK, LINE, MUTED, PAPER, SMALL, WIDTH, drawing, new_figure

MARGIN = 16.0  # points around everything
GAP = 8.0  # points between the words and the picture
ACROSS = WIDTH * 72 + 2 * MARGIN
FINE = 2.5  # pixels a point: a page shows a chart 480 pixels wide, and this is more than twice as fine
CREDIT = "forcefoi, CC BY 4.0"


@dataclass(frozen=True)
class Line:
    """One line of words: `y` is where it stands on, in points from the top."""

    text: str
    y: float
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True)
class Layout:
    """Words above and below a picture, and where it stands; in points. `across` is how wide all of it is."""

    lines: tuple[Line, ...]
    top: float
    height: float
    across: float = ACROSS


def layout(title: str, subtitle: str, below: list[str], inner: float, across: float = ACROSS) -> Layout:
    """Title and subtitle above a picture `inner` points high, other words below it; all wrapped, nothing cut."""
    lines: list[Line] = []
    room = across - 2 * MARGIN
    y = MARGIN
    for text, size, bold, colour in ((title, FONT + 2, True, INK), (subtitle, FONT, False, MUTED)):
        y = _put(lines, text, y, size, bold, colour, room)
    top = y + GAP
    y = top + inner + GAP
    for text in below:
        y = _put(lines, text, y, SMALL, False, MUTED, room)
    return Layout(tuple(lines), top, y + MARGIN, across)


def _put(lines: list[Line], text: str, y: float, size: float, bold: bool, colour: str, room: float) -> float:
    for each in wrap(text, room, size, bold):
        lines.append(Line(each, y + size, size, bold, colour))
        y += size * LINE
    return y


def svg_file(page_svg: str, found: Layout, title: str, alt: str) -> str:
    """A picture as an SVG file of its own, from the SVG of a page: white paper, words around it, and no links."""
    inner = ElementTree.fromstring(page_svg)
    box = inner.attrib["viewBox"].split()
    for element in list(inner):
        if element.tag in ("title", "desc"):
            inner.remove(element)
    for element in inner.iter():
        if element.tag == "a":
            # It led to a place on the page, which this file has not.
            element.tag, element.attrib = "g", {}
        elif "href" in element.attrib:
            # Programs for drawing know this older name alone.
            element.attrib["xlink:href"] = element.attrib.pop("href")
    kept = {key: inner.attrib[key] for key in ("viewBox", "stroke-linejoin", "stroke-linecap")}
    inner.attrib = {
        "x": f"{MARGIN:g}", "y": f"{found.top:g}", "width": box[2], "height": box[3], **kept
    }  # fmt: skip
    size = {"width": f"{found.across:g}", "height": f"{found.height:g}"}
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            **size,
            "viewBox": f"0 0 {found.across:g} {found.height:g}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": FONT_STACK,
        },
    )
    for tag, text in (("title", title), ("desc", alt)):
        ElementTree.SubElement(root, tag, {"id": tag}).text = text
    ElementTree.SubElement(root, "rect", {**size, "fill": PAPER})
    for line in found.lines:
        weight = {"font-weight": "bold"} if line.bold else {}
        place = {
            "x": f"{MARGIN:g}",
            "y": f"{line.y:.2f}",
            "font-size": f"{line.size:g}px",
            "fill": line.colour,
        }
        ElementTree.SubElement(root, "text", {**place, **weight}).text = line.text
    root.append(inner)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def png_file(figure: Figure, found: Layout, words: dict[str, str]) -> bytes:
    """The same as a PNG."""
    dpi = 72 * FINE
    with drawing():
        around = new_figure(found.height / 72)
        around.set_figwidth(found.across / 72)
        for line in found.lines:
            around.text(
                MARGIN / found.across, 1 - line.y / found.height, line.text, fontsize=line.size, color=line.colour,
                weight="bold" if line.bold else "normal", va="baseline", in_layout=False,
            )  # fmt: skip
        drawn = pixels(around, dpi).copy()
    chart = pixels(figure, dpi)
    left, top = (round(points * FINE) for points in (MARGIN, found.top))
    _lay(drawn, chart, left, top)
    return to_png(drawn, words)


def _lay(on: np.ndarray, what: np.ndarray, left: int, top: int) -> None:
    height, width = what.shape[:2]
    on[top : top + height, left : left + width] = what
