"""A figure as SVG for a page: text stays text, ids are the chart's own, and nothing points outside."""

from __future__ import annotations

import io
import re
from collections import Counter
from xml.etree import ElementTree

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from forcefoi.charts.style import FONT_STACK, INK, SMALL, drawing

LINK = "{http://www.w3.org/1999/xlink}href"
# Where a link in a picture may lead: to an id on the page, or to another page of the reports.
LEADS = re.compile(r"#\S+|(\.\./)*([a-z0-9-]+/)*[a-z0-9-]+\.html(#\S+)?")
CALLED = "called:"
NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
# The text of an SVG that holds numbers, and may hold long ones.
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
# How most words of a picture look: said once, on the root.
USUAL = {"font-size": f"{SMALL:g}px", "fill": INK}
CORNERS = re.compile(r"M (\S+) (\S+) L (\S+) \2 L \3 (\S+) L \1 \4(?: L \1 \2)? z")
COORDINATES = ("d", "x", "y", "width", "height", "transform", "points")


def to_svg(figure: Figure, name: str, title: str, desc: str) -> str:
    """The SVG of `figure`, to stand in an HTML page among others.

    The same figure gives the same bytes. Every id begins with `chart-NAME-`; there is no metadata, no date,
    no address, no stylesheet and no style attribute (a strict Content-Security-Policy would drop it).
    `title` and `desc` name and describe the picture to a screen reader. What has an address (`set_url`) is a link,
    within the page, such as `#n-kent`, or to another of the reports, such as `forces/kent.html`. What is `called`
    something says so: neighbours that are called the same, and lead to the same, are one.

    Raises ValueError for an address that leads elsewhere.

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

    _undress_marks(root)
    for parent in list(root.iter()):
        _join_called(parent)

    anchor = _usual_anchor(root)
    # What is inside an image is nothing to a screen reader, and links must be something.
    links = any(element.tag == "a" for element in root.iter())
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "role": "group" if links else "img",
        "aria-labelledby": f"{prefix}title {prefix}desc",
        "font-family": FONT_STACK,
        **USUAL,
        **anchor,
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", desc))):
        element = ElementTree.Element(tag, {"id": prefix + tag})
        element.text = text
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="unicode")


def _usual_anchor(root: ElementTree.Element) -> dict[str, str]:
    """What most words hang on, for the root; the words that do no longer say it, and all others do."""
    words = list(root.iter("text"))
    anchors = Counter(each.attrib.get("text-anchor", "start") for each in words)
    usual = anchors.most_common(1)[0][0] if anchors else "start"
    if usual == "start":
        return {}
    for each in words:
        anchor = each.attrib.pop("text-anchor", "start")
        if anchor != usual:
            each.attrib["text-anchor"] = anchor
    return {"text-anchor": usual}


def called(artist: Artist, name: str) -> None:
    """Give a part of a picture a name, which a pointer that rests on it shows and a screen reader says."""
    artist.set_gid(CALLED + name)


def _join_called(parent: ElementTree.Element) -> None:
    """Make one of neighbours that are called the same, and name it."""
    joined: ElementTree.Element | None = None
    for child in list(parent):
        name = child.attrib.get("id", "")
        if not name.startswith(CALLED):
            joined = None
        elif joined is not None and joined.attrib["id"] == name:
            parent.remove(child)
            links = [part for part in (joined[-1], child[0]) if part.tag == "a"]
            if len(links) == 2 and links[0].attrib == links[1].attrib:
                links[0].extend(child[0])
            else:
                joined.extend(child)
        else:
            joined = child
    for child in list(parent):
        if child.attrib.get("id", "").startswith(CALLED):
            title = ElementTree.Element("title")
            title.text = child.attrib.pop("id").removeprefix(CALLED)
            (child[0] if child[0].tag == "a" else child).insert(0, title)


def _undress_marks(root: ElementTree.Element) -> None:
    """Take the colours off a mark that is drawn many times: each use has its own, and a page's stylesheet reaches a use
    but not what it copies.
    """
    marks = {element.attrib["id"]: element for element in root.iter("path") if "id" in element.attrib}
    for use in root.iter("use"):
        mark = marks[use.attrib["href"].removeprefix("#")]
        for name in ("fill", "stroke", "stroke-width"):
            if name in mark.attrib:
                use.attrib.setdefault(name, mark.attrib[name])
    for mark in marks.values():
        for name in ("fill", "stroke", "stroke-width"):
            mark.attrib.pop(name, None)


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
            elif value.startswith(CALLED):
                attributes["id"] = value
        elif key == LINK and element.tag == "a":
            if not LEADS.fullmatch(value):
                raise ValueError(
                    f"a link in a picture leads to an id or to a page of the reports, not to {value!r}"
                )
            attributes["href"] = value
        elif key == "target":
            continue  # a number opens on its page, not in a window of its own
        elif key == LINK:
            attributes["href"] = f"#{prefix}{value.removeprefix('#')}"
        elif not (key == "transform" and value.startswith("rotate(-0 ")):
            attributes[key] = value
    attributes.pop("font-family", None)  # it stands on the root
    if element.tag == "text":
        attributes = {key: value for key, value in attributes.items() if USUAL.get(key) != value}
    for key, value in attributes.items():
        value = re.sub(r"url\(#", f"url(#{prefix}", value)
        if key in COORDINATES:
            value = LONG_NUMBER.sub(_shorter, " ".join(value.split()))
            value = CORNERS.sub(r"M \1 \2 H \3 V \4 H \1 z", value)
        if key == "d":
            value = re.sub(r"\s*([A-Za-z])\s*", r"\1", value)
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
    return f"{float(number[0]):.1f}".rstrip("0").rstrip(".")
