"""A figure as SVG for a page: text stays text, ids are the chart's own, and nothing points outside."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from forcefoi.charts.style import FONT_STACK, drawing

LINK = "{http://www.w3.org/1999/xlink}href"
NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
# The text of an SVG that holds numbers, and may hold long ones.
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
COORDINATES = ("d", "x", "y", "width", "height", "transform", "points")


def to_svg(figure: Figure, name: str, title: str, desc: str) -> str:
    """The SVG of `figure`, to stand in an HTML page among others.

    The same figure gives the same bytes. Every id begins with `chart-NAME-`; there is no metadata, no date,
    no address, no stylesheet and no style attribute (a strict Content-Security-Policy would drop it).
    `title` and `desc` name and describe the picture to a screen reader. A text with an address (`set_url`) within
    the page, such as `#n-kent`, is a link.

    >>> from matplotlib.figure import Figure
    >>> to_svg(Figure(figsize=(1, 1)), "empty", "Nothing", "An empty picture")[:75]
    '<svg viewBox="0 0 72 72" role="img" aria-labelledby="chart-empty-title char'
    """
    raw = io.BytesIO()
    with drawing(), matplotlib.rc_context({"svg.hashsalt": name}):
        figure.savefig(raw, format="svg", dpi=72, metadata=NO_METADATA)
    root = ElementTree.fromstring(raw.getvalue())

    prefix = f"chart-{name}-"
    used = _ids_pointed_at(root)
    for parent in list(root.iter()):
        _tidy(parent, used, prefix)

    # What is inside an image is nothing to a screen reader, and links must be something.
    links = any(element.tag == "a" for element in root.iter())
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "role": "group" if links else "img",
        "aria-labelledby": f"{prefix}title {prefix}desc",
        "font-family": FONT_STACK,
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", desc))):
        element = ElementTree.Element(tag, {"id": prefix + tag})
        element.text = text
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="unicode")


def _ids_pointed_at(root: ElementTree.Element) -> set[str]:
    used = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == LINK:
                used.add(value.removeprefix("#"))
            used.update(re.findall(r"url\(#([^)]+)\)", value))
    return used


def _tidy(element: ElementTree.Element, used: set[str], prefix: str) -> None:
    """Put one element in order, and take out those of its children that draw nothing."""
    element.tag = element.tag.rpartition("}")[2]
    for child in list(element):
        tag = child.tag.rpartition("}")[2]
        if tag in ("style", "metadata") or (tag in ("g", "defs") and not _draws(child)):
            element.remove(child)
    if element.tag != "text":
        element.text = None
    element.tail = None

    attributes: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key == "style":
            attributes.update(_declarations(value))
        elif key == "id":
            if value in used:
                attributes["id"] = prefix + value
        elif key == LINK and element.tag == "a":
            attributes["href"] = value
        elif key == "target":
            continue  # a number opens on its page, not in a window of its own
        elif key == LINK:
            attributes["href"] = f"#{prefix}{value.removeprefix('#')}"
        elif not (key == "transform" and value.startswith("rotate(-0 ")):
            attributes[key] = value
    attributes.pop("font-family", None)  # it stands on the root
    for key, value in attributes.items():
        value = re.sub(r"url\(#", f"url(#{prefix}", value)
        if key in COORDINATES:
            value = LONG_NUMBER.sub(_shorter, " ".join(value.split()))
        attributes[key] = value
    element.attrib = attributes


def _draws(element: ElementTree.Element) -> bool:
    return any(child.tag.rpartition("}")[2] not in ("g", "defs", "style") for child in element.iter())


def _declarations(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.split(";") if declaration.strip())
    found = {key.strip(): value.strip() for key, _, value in pairs}
    if font := found.pop("font", ""):
        raise ValueError(f"a font shorthand can't stand as an attribute: {font}")
    return found


def _shorter(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
