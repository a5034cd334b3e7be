"""Words of a Word file: what a paragraph shows, and what it holds that is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from forcefoi.sources.replies.formats.marked import raised, struck

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Taken out by someone who had "track changes" on; still in the file.
DELETED = {f"{W}del", f"{W}moveFrom"}
INSERTED = {f"{W}ins", f"{W}moveTo"}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
OFF = {"0", "false", "off"}
# The styles in which Word writes the mark of a note.
NOTE_STYLES = {"FootnoteReference", "EndnoteReference"}
REFERENCES = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}


@dataclass
class Words:
    """What a paragraph (or several) says.

    `shown` is what a person sees with all tracked changes accepted. `boxes` are the text boxes anchored in it, whose
    words are not in `shown`. `marks` are what it refers to: `("footnote", "2")`.
    """

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    changed: bool = False

    @property
    def text(self) -> str:
        """The words that a reader sees."""
        return "".join(self.shown)

    def take(self, other: Words) -> None:
        """Add all but the shown words of another."""
        self.hidden += other.hidden
        self.deleted += other.deleted
        self.codes += other.codes
        self.changed |= other.changed


def words_of(paragraph: Element, unseen_styles: frozenset[str] = frozenset()) -> Words:
    """What a `w:p` says; `unseen_styles` are the styles that hide what is written in them."""
    words = Words()
    hides = _style_hides(paragraph.find(f"{W}pPr/{W}pStyle"), unseen_styles)
    # (element, deleted, hidden, look); a list of our own, as nesting in a hostile file has no end.
    todo: list[tuple[Element, bool, bool, str]] = [(child, False, hides, "") for child in reversed(paragraph)]
    while todo:
        element, deleted, hidden, look = todo.pop()
        tag = element.tag
        if tag in DELETED or tag in INSERTED:
            words.changed = True
            deleted = deleted or tag in DELETED
        elif tag == f"{W}r":
            hidden = hidden or run_hides(element, unseen_styles)
            look = look_of(element)
        elif tag == f"{W}txbxContent":
            if not deleted:
                words.boxes.append(element)
                continue
        elif tag == f"{MC}AlternateContent":
            todo += [(child, deleted, hidden, look) for child in reversed(chosen(element))]
            continue
        elif tag == f"{W}pPr":
            continue
        _say(words, element, deleted, hidden, look)
        todo += [(child, deleted, hidden, look) for child in reversed(element)]
    return words


def _say(words: Words, element: Element, deleted: bool, hidden: bool, look: str) -> None:
    tag = element.tag
    if tag in REFERENCES:
        words.marks.append((REFERENCES[tag], element.get(f"{W}id", "")))
        return
    if tag in (f"{W}instrText", f"{W}delInstrText"):
        words.codes.append(element.text or "")
        return
    if tag == f"{W}fldSimple":
        words.codes.append(element.get(f"{W}instr", ""))
        return
    if tag == f"{W}delText":
        words.deleted.append(element.text or "")
        words.changed = True
        return
    said = _said(element)
    if said:
        if look:
            said = struck(said) if look == "struck" else raised(said, look)
        (words.deleted if deleted else words.hidden if hidden else words.shown).append(said)


def _said(element: Element) -> str:
    if element.tag in (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
        return element.text or ""
    if element.tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""))
    return BREAKS.get(element.tag, "")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def chosen(alternate: Element) -> list[Element]:
    """Of what a file writes twice, for new and old programs, the first that has children: else words would double."""
    for name in (f"{MC}Choice", f"{MC}Fallback"):
        found = alternate.find(name)
        if found is not None and len(found):
            return list(found)
    return []


def run_hides(run: Element, unseen_styles: frozenset[str]) -> bool:
    """Whether a run is formatted as hidden text, by itself or by its style."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    own = properties.find(f"{W}vanish")
    if own is not None:
        return is_on(own)
    return _style_hides(properties.find(f"{W}rStyle"), unseen_styles)


def look_of(run: Element) -> str:
    """`superscript`, `subscript`, `struck`, or nothing special: how a run stands beside the words around it."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ""
    if any(
        (line := properties.find(f"{W}{name}")) is not None and is_on(line) for name in ("strike", "dstrike")
    ):
        return "struck"
    stands = properties.find(f"{W}vertAlign")
    style = properties.find(f"{W}rStyle")
    if stands is None:
        return "superscript" if style is not None and style.get(f"{W}val", "") in NOTE_STYLES else ""
    by = stands.get(f"{W}val", "")
    return by if by in ("superscript", "subscript") else ""


def _style_hides(style: Element | None, unseen_styles: frozenset[str]) -> bool:
    return style is not None and style.get(f"{W}val", "") in unseen_styles


def is_on(element: Element) -> bool:
    """Whether a switch that is there is on."""
    return element.get(f"{W}val", "true").lower() not in OFF


def blocks_of(parent: Element) -> Iterator[Element]:
    """The paragraphs, tables and chunks straight in a body, cell or box, through whatever only wraps them."""
    todo = list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield element
        elif element.tag == f"{MC}AlternateContent":
            todo += reversed(chosen(element))
        elif element.tag in WRAPS:
            todo += reversed(element)


WRAPS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
