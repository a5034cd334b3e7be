"""Every number that a reader can see on a page, with the sentence, cell or label that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from forcefoi.reports.manifest.marks import CLOSE, OPEN, mark, numbers, plain, unmarked

# What doesn't end a line of text; every other tag does.
INLINE = {
    "a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time",
    "tspan", "u", "wbr",
}  # fmt: skip
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "path", "use", "rect"}
HEADINGS = {"h1", "h2", "h3"}
# Nobody reads these; the code that made a page is known by its hash.
UNREAD = {"style", "script", "head", "template"}
CODE = "code"
# A reader who can't see, or who points at something, is told what stands here.
TOLD = ("aria-label", "title", "alt", "placeholder")
BETWEEN = " / "
# How large a download is hangs on what draws and packs it; the files themselves are compared.
SIZE = re.compile(f"{OPEN}[\\d.,]+{CLOSE} ([KM]B)")


@dataclass(frozen=True)
class Line:
    """One sentence, cell or label. `text` has its numbers between marks (`marks`); `place` says where on the page it
    stands; `ids` has the number that opens, for each of the numbers in it, or '' for one that doesn't.
    """

    place: str
    text: str
    ids: tuple[str, ...] = ()


@dataclass
class PageLines:
    """What a page says: its `lines` with numbers, and all its `words`, as one text."""

    lines: list[Line] = field(default_factory=list)
    words: str = ""


def page_lines(html: str, ids: Mapping[str, str] | None = None) -> PageLines:
    """The lines of a page that have a number in them, in order. `ids` is HTML id of a panel → id of its number.

    A number is every run of digits that is not part of a name or an address, days and years among them, and whatever
    opens (“six”, “about the same”). The code that made the page, folded away at its end, is not read.

    >>> page_lines("<h1>Kent</h1><p>It rose by 9%.</p><p>No more.</p>").lines
    [Line(place='Kent', text='It rose by ‹9%›.', ids=('',))]
    """
    reader = _Reader(ids or {})
    reader.feed(html)
    reader.close()
    reader.end_line()
    return PageLines(reader.lines, "\n".join(reader.words))


class _Reader(HTMLParser):
    def __init__(self, ids: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.ids = ids
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.pieces: list[tuple[str, str | None]] = []
        self.headings: dict[str, str] = {}
        self.chart = self.panel = self.caption = ""
        self.columns: list[str] = []
        self.row: list[str] = []
        self.column = 0
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in INLINE and not self._opens(tag, found):
            self.end_line()
        if tag not in VOID:
            self.stack.append((tag, found))
        if self._unread():
            return
        if "popover" in found:
            self.panel = self.ids.get(found.get("id", ""), found.get("id", ""))
        elif tag == "figure" and found.get("id"):
            self.chart = found["id"]
        elif tag == "table":
            self.caption, self.columns = "", []
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr":
            self.row, self.column = [], 0
        for name in TOLD:
            if said := found.get(name, ""):
                self._keep(f"{self._place()}{BETWEEN}{name}", mark(_one_line(said)), ())

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opens = bool(self.stack) and self._opens(*self.stack[-1])
        if tag not in INLINE and not opens:
            self.end_line()
        if self.stack:
            _, attrs = self.stack.pop()
            if "popover" in attrs:
                self.panel = ""
        if tag == "figure":
            self.chart = ""
        elif tag == "thead":
            self.in_head = False
        elif tag in ("td", "th"):
            self.column += 1

    def handle_data(self, data: str) -> None:
        if self._unread() or not data:
            return
        opened = next(
            (attrs["popovertarget"] for tag, attrs in reversed(self.stack) if self._opens(tag, attrs)), None
        )
        self.pieces.append((data, opened))

    def end_line(self) -> None:
        """What was read since the last line ended is one line, if there is anything in it."""
        pieces, self.pieces = self.pieces, []
        text, ids = _marked(pieces, self.ids)
        if not text:
            return
        tag = next((tag for tag, _ in reversed(self.stack) if tag not in INLINE), "")
        if tag in HEADINGS:
            self.headings = {each: said for each, said in self.headings.items() if each < tag}
            self.headings[tag] = unmarked(text)
        if tag == "caption":
            self.caption = unmarked(text)
        label = self._label(tag, text) if tag in ("td", "th") else ""
        place = f"{self._place()}{BETWEEN}table “{self.caption}”" if tag in ("td", "th") else self._place()
        self._keep(place, f"{label}{text}", ids)

    def _label(self, tag: str, text: str) -> str:
        """The row and column of a cell. A cell of the head names a column, and a heading among others its row."""
        if self.in_head:
            self.columns.append(unmarked(text))
            return ""
        if tag == "th":
            self.row.append(unmarked(text))
            return ""
        column = self.columns[self.column] if self.column < len(self.columns) else f"column {self.column + 1}"
        return f"{', '.join(self.row)}{BETWEEN}{column}: "

    def _place(self) -> str:
        if self.panel:
            return f"number {self.panel}"
        last = self.headings[max(self.headings)] if self.headings else "the top of the page"
        return f"{last}{BETWEEN}{self.chart}" if self.chart else last

    def _keep(self, place: str, text: str, ids: tuple[str, ...]) -> None:
        text = SIZE.sub(r"… \1", text)
        self.words.append(text)
        if count := len(numbers(text)):
            self.lines.append(Line(place, text, ids or ("",) * count))

    def _opens(self, tag: str, attrs: Mapping[str, str]) -> bool:
        """Whether this is a number that opens, in the middle of a sentence."""
        return tag == "button" and attrs.get("class") == "n" and "popovertarget" in attrs

    def _unread(self) -> bool:
        return any(
            tag in UNREAD or (tag == "details" and attrs.get("class") == CODE) for tag, attrs in self.stack
        )


def _marked(pieces: list[tuple[str, str | None]], known: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A line from its pieces, with marks, and the ids of its numbers."""
    joined: list[tuple[str, str | None]] = []
    for text, opened in pieces:
        if joined and joined[-1][1] == opened:
            joined[-1] = (joined[-1][0] + text, opened)
        else:
            joined.append((text, opened))
    whole, ids = "", []
    for text, opened in joined:
        if whole.endswith(CLOSE) and text[:1].isalnum():
            whole += " "  # The page's looks set them apart, in a row of key numbers.
        if opened is None:
            text = mark(text)
            ids += [""] * len(numbers(text))
            whole += text
        else:
            whole += f"{OPEN}{plain(text)}{CLOSE}"
            ids.append(known.get(opened, opened))
    return _one_line(whole), tuple(ids)


def _one_line(text: str) -> str:
    return " ".join(text.split())
