"""A web page: its tables and its words, what is shown and what is hidden. Nothing it points to is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from forcefoi.sources.replies.formats.heading import headings
from forcefoi.sources.replies.formats.html_table import HtmlTable
from forcefoi.sources.replies.formats.marked import raised, struck
from forcefoi.sources.replies.grid import Grid, Notice, Text

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary",
    "title", "ul", "caption", "legend",
}  # fmt: skip
UNSEEN = {"script", "style", "template", "noscript"}
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])|"
    r"opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
# How words stand beside others, by the tag that they are in.
LOOKS = {
    "sup": "superscript", "sub": "subscript", "s": "struck", "strike": "struck", "del": "struck",
}  # fmt: skip
STYLES = re.compile(r"line-through|vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
# Attributes that hold words, or an address a person may have to know of.
WORDY = {
    "alt", "title", "placeholder", "value", "content", "href", "src", "action", "label", "summary",
    "cite", "data-name",
}  # fmt: skip
QUOTES = re.compile(
    r"gmail_quote|divRplyFwdMsg|yahoo_quoted|moz-cite-prefix|OLK_SRC_BODY_SECTION", re.IGNORECASE
)


@dataclass(frozen=True)
class Piece:
    """A line or a table of a page, where it stood among the others, and whether it is in what a mail quotes."""

    line: str = ""
    table: Grid | None = None
    quoted: bool = False


@dataclass
class Page:
    """What a page holds: lines and tables in their order, words that are not shown, and notices."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[Text] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    images: int = 0
    frames: int = 0


def parse_page(text: str) -> Page:
    """A page's tables as grids `table N`, in the order in which they begin, and its words line by line.

    A cell that spans others is `merged`, its value in the first alone; a table within a cell is a table of its own.

    >>> page = parse_page("<p>Crimes<table><tr><th>Year<td>2019/20<tr><td>All<td>&lt;5</table>")
    >>> page.pieces[1].table.rows
    [['Year', '2019/20'], ['All', '<5']]
    """
    reader = _Reader()
    # No tag begins after the last one has ended: the parser would look for its end once for each letter.
    last = text.rfind(">") + 1
    reader.feed(text[:last] + text[last:].replace("<", "&lt;"))
    reader.close()
    return reader.finish()


@dataclass
class _Open:
    tag: str
    hidden: bool
    quoted: bool
    kept: bool
    look: str = ""


def _look_of(style: str) -> str:
    """`superscript`, `subscript` or `struck`, as a style says it."""
    found = STYLES.search(style)
    return "" if found is None else f"{found[1].lower()}script" if found[1] else "struck"


class _Reader(HTMLParser):
    """Keeps the open tags on a list of its own, so that nesting of any depth costs no recursion."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[_Open] = []
        self.count: dict[str, int] = {}
        self.tables: list[HtmlTable] = []
        self.line: list[str] = []
        self.unseen: dict[str, list[str]] = {}
        self.number = 0
        # Whether any tag was ever open whose words are not shown: most pages have none beyond their head.
        self.unseen_open = False
        self.quoting = False
        self.slots: list[tuple[int, HtmlTable, bool]] = []

    # What is open now.

    @property
    def _top(self) -> _Open:
        return self.open[-1] if self.open else _Open("", False, False, False)

    def _push(self, tag: str, told: dict[str, str], hidden: bool) -> None:
        top = self._top
        quoted = (
            top.quoted
            or tag == "blockquote"
            or bool(QUOTES.search(f"{told.get('class', '')} {told.get('id', '')}"))
        )
        look = LOOKS.get(tag) or _look_of(told.get("style", "")) or top.look
        self.open.append(_Open(tag, hidden, quoted, top.kept or tag in ("pre", "textarea"), look))
        self.count[tag] = self.count.get(tag, 0) + 1
        self.unseen_open = self.unseen_open or tag in UNSEEN

    def _pop_to(self, tag: str) -> None:
        while self.open:
            last = self.open.pop()
            self.count[last.tag] -= 1
            if last.tag == tag:
                return

    # What the parser calls.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told or tag in ("svg", "canvas"):
            self._keep_attributes(tag, told)
        hidden = self._top.hidden or "hidden" in told or bool(HIDDEN.search(told.get("style", "")))
        if tag in VOID:
            if tag in ("br", "hr"):
                self._say("\n")
            return
        if tag == "table":
            self._start_table(told, hidden)
        elif tag in ("tr", "td", "th") and self.tables:
            self._start_part(tag, told)
        elif tag in BLOCKS:
            if tag == "p" and self.open and self._top.tag == "p":
                self._pop_to("p")
            self._say("\n")
            self._push(tag, told, hidden)
        else:
            self._push(tag, told, hidden or tag in UNSEEN)

    def handle_endtag(self, tag: str) -> None:
        if not self.count.get(tag) or tag in VOID:
            return
        if tag == "table":
            self._pop_to("table")
            self.tables.pop().end()
        elif tag in ("td", "th", "tr") and self.tables:
            self._close_to((tag,))
            self.tables[-1].end_cell()
        elif self._is_within(tag):
            if tag in BLOCKS:
                self._say("\n")
            self._pop_to(tag)

    def handle_data(self, data: str) -> None:
        if self.unseen_open and any(self.count.get(tag) for tag in UNSEEN):
            self._keep(f"{self._top.tag} of the page", data)
        else:
            words = data if self._top.kept else re.sub(r"[ \t\r\n\f]+", " ", data)
            self._say(self._looks(words))

    def handle_comment(self, data: str) -> None:
        # What Word and Outlook write for themselves is in every mail of theirs, and says nothing.
        self._keep("program comments" if data.lstrip().startswith(("[if", "[endif")) else "comments", data)

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self._keep("declarations", decl)

    def unknown_decl(self, data: str) -> None:
        self._keep("comments", data)

    def handle_pi(self, data: str) -> None:
        self._keep("declarations", data)

    # Tables.

    def _start_table(self, told: dict[str, str], hidden: bool) -> None:
        if not self.tables:
            self._end_line()
        # What hides a table, a row or a cell is told by the grid, so the words in it are not hidden once more.
        self._push("table", told, False)
        self.number += 1
        table = HtmlTable(self.number, hidden or bool(self.tables and self.tables[-1].hides))
        self.tables.append(table)
        # Its place among the words is where it begins; what it holds is known at its end.
        self.slots.append((len(self.page.pieces), table, self._top.quoted))
        self.page.pieces.append(Piece())

    def _start_part(self, tag: str, told: dict[str, str]) -> None:
        self._close_to(("tr",) if tag == "tr" else ("td", "th"))
        hidden = self._top.hidden or "hidden" in told or bool(HIDDEN.search(told.get("style", "")))
        self._push(tag, told, False)
        if tag == "tr":
            self.tables[-1].start_row(hidden)
        else:
            self.tables[-1].start_cell(told.get("rowspan", ""), told.get("colspan", ""), hidden)

    def _close_to(self, tags: tuple[str, ...]) -> None:
        """Close the open one of some tags of this table, with all that was left open in it."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag == "table":
                return
            if self.open[at].tag in tags:
                self._pop_to(self.open[at].tag)
                return

    def _is_within(self, tag: str) -> bool:
        """Whether a tag is open inside the cell that is open."""
        for each in reversed(self.open):
            if each.tag == tag:
                return True
            if each.tag in ("td", "th", "table"):
                return False
        return False

    # Words.

    def _looks(self, words: str) -> str:
        """Words as they stand beside others: a raised number stays apart from the one before it, what is struck too."""
        look = self._top.look
        if look == "struck":
            return struck(words)
        return raised(words, look) if look else words

    def _say(self, words: str) -> None:
        is_in_cell = bool(self.tables) and self.tables[-1].is_in_cell
        if self._top.hidden or (self.tables and self.tables[-1].is_hidden and not is_in_cell):
            self._keep("hidden text", words)
        elif is_in_cell:
            self.tables[-1].add(words)
        else:
            self.line.append(words)
            if "\n" in words:
                self._end_line()

    def _end_line(self) -> None:
        for line in "".join(self.line).split("\n"):
            if line.strip():
                self.page.pieces.append(Piece(line.strip(" \t\r\xa0"), quoted=self._top.quoted))
        self.line.clear()

    def _keep(self, where: str, words: str) -> None:
        if words.strip():
            self.unseen.setdefault(where, []).append(words.strip())

    def _keep_attributes(self, tag: str, told: dict[str, str]) -> None:
        self.page.images += tag in ("img", "object", "embed", "svg", "canvas")
        self.page.frames += tag in ("frame", "iframe")
        for name, value in told.items():
            if name in WORDY and value.strip() and not (name == "src" and value.startswith("data:")):
                self._keep("attributes", value)

    # The end.

    def finish(self) -> Page:
        page = self.page
        left_open = set(map(id, self.tables))
        while self.tables:
            self.tables.pop().end()
        self._end_line()
        for at, table, quoted in self.slots:
            doubts = (
                ("the file ends inside this table: rows may be missing",) if id(table) in left_open else ()
            )
            page.pieces[at] = Piece(table=table.grid(doubts), quoted=quoted)
            for words in table.hidden_words:
                self._keep("hidden text", words)
        page.pieces = _with_headings([each for each in page.pieces if each.line or each.table is not None])
        page.hidden = [Text(where, "\n".join(words), True) for where, words in self.unseen.items()]
        page.notices = self._notices()
        return page

    def _notices(self) -> list[Notice]:
        found = []
        if words := self.unseen.get("hidden text"):
            found.append(
                Notice("hidden text", "page", f"{len(words):,} passages that a browser does not show")
            )
        if words := self.unseen.get("comments"):
            found.append(Notice("comments", "page", f"{len(words):,} comments that a browser does not show"))
        for piece in self.page.pieces:
            if piece.table is not None and (piece.table.hidden or piece.table.hidden_rows):
                what = "the whole table" if piece.table.hidden else f"{len(piece.table.hidden_rows):,} rows"
                found.append(Notice("hidden rows", piece.table.place, f"{what} that a browser does not show"))
        if self.page.images:
            what = f"{self.page.images:,} pictures; figures in a picture are not read"
            found.append(Notice("inline image", "page", what))
        if self.page.frames:
            what = f"{self.page.frames:,} frames that show other files; they are not read"
            found.append(Notice("external link", "page", what))
        return found


def _with_headings(pieces: list[Piece]) -> list[Piece]:
    stretches: list[list[str]] = [[]]
    for piece in pieces:
        if piece.table is None:
            stretches[-1].append(piece.line)
        else:
            stretches.append([])
    found = iter(headings(stretches))
    return [
        each if each.table is None else replace(each, table=replace(each.table, heading=next(found)))
        for each in pieces
    ]
