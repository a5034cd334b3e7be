"""Word: the tables of a .docx, its words, and all that a reader of the page would not see."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.docx_table import read_table
from forcefoi.sources.replies.formats.docx_words import W, Words, blocks_of, is_on, words_of
from forcefoi.sources.replies.formats.embedded import unwrap
from forcefoi.sources.replies.formats.heading import headings
from forcefoi.sources.replies.formats.labels import find_labels
from forcefoi.sources.replies.formats.lines import Line, find_tables
from forcefoi.sources.replies.formats.package import BROKEN, Unpacked, check_parts, open_zip, parse_xml
from forcefoi.sources.replies.grid import Document, Grid, Notice, Opened, Refused, Text

MOST_BYTES = 256 * limits.MEGABYTE
MOST_PARTS = 5_000
BODY = "word/document.xml"
# Parts with pages of their own; a table in them is `header 1, table 1`.
PAGES = (("word/header", "header"), ("word/footer", "footer"))
NOTES = (
    ("word/footnotes.xml", "footnote"),
    ("word/endnotes.xml", "endnote"),
    ("word/comments.xml", "comment"),
)
# Parts that hold no words of anybody.
DULL = re.compile(
    r".*\.rels|\[Content_Types\]\.xml|word/(?:styles|stylesWithEffects|fontTable|webSettings|settings|numbering)\.xml|"
    r"(?:word/)?theme/.*|customXml/itemProps\d*\.xml"
)
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TODO = "ask the force to send it again, or open it in Word, save it as a new .docx, and add that"


def read(path: Path, name: str, kind: str) -> Document | Opened:
    """Each table of the body as a grid `table N`, in its order; those of headers and footers as `header 1, table 1`.

    name
        What a person knows the file by.
    kind
        `docx`, which a file with macros is too.

    Words in no table are `Text("paragraph N", …)`, and once more a grid where they are tables or labels with figures
    (`lines, table N`, `lines, labels`). Text that was deleted or hidden is in no value. A file embedded in it, such as
    a chart's whole workbook, is given as a file to open. Raises Refused where it can't be read whole.
    """
    with open_zip(path) as archive:
        check_parts(archive, MOST_PARTS)
        return _File(archive, name, kind).read()


class _File:
    """One .docx while it is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str, kind: str) -> None:
        self.names = dict.fromkeys(archive.namelist())
        self.archive, self.unpacked = archive, Unpacked(archive, MOST_BYTES)
        self.name, self.kind = name, kind
        self.grids: list[Grid] = []
        self.texts: list[Text] = []
        self.notices: list[Notice] = []
        self.files: list[tuple[str, bytes]] = []
        self.notes: dict[tuple[str, str], str] = {}
        self.seen: set[str] = set()

    def read(self) -> Document | Opened:
        body_name = self._body_name()
        self.unseen = self._unseen_styles()
        for part, what in NOTES:
            if part in self.names:
                self._read_notes(part, what)
        body = self._xml(body_name).find(f"{W}body")
        if body is None:
            raise Refused("damaged", "its main part has no body", TODO)
        self._read_page(body, "")
        for start, what in PAGES:
            for number, part in enumerate(sorted(self.names_like(start)), 1):
                self._read_page(self._xml(part), f"{what} {number}")
        self._read_settings()
        self._read_links()
        self._read_rest()
        self._check_words()
        document = Document(
            self.name,
            self.kind,
            grids=tuple(self.grids),
            texts=tuple(self.texts),
            notices=tuple(self.notices),
        )
        return Opened(document, tuple(self.files)) if self.files else document

    # Parts.

    def names_like(self, start: str) -> list[str]:
        return [name for name in self.names if name.startswith(start) and name.endswith(".xml")]

    def _content(self, part: str) -> bytes:
        self.seen.add(part)
        info = self.archive.getinfo(part)
        if info.flag_bits & 1:
            raise Refused(
                "encrypted", "it needs a password", "ask the force for the password, or a file without one"
            )
        try:
            return self.unpacked.read(info)
        except (*BROKEN, RuntimeError, NotImplementedError) as error:
            raise Refused("damaged", f"its part {part} can't be unpacked: {error}", TODO) from error

    def _xml(self, part: str) -> Element:
        return parse_xml(self._content(part), part)

    def _body_name(self) -> str:
        """The main part; a few programs give it a name of their own, and tell it in the relationships."""
        if "_rels/.rels" in self.names:
            for link in self._xml("_rels/.rels").iter(RELATED):
                target = link.get("Target", "").lstrip("/")
                if link.get("Type", "").endswith("/officeDocument") and target in self.names:
                    return target
        if BODY in self.names:
            return BODY
        raise Refused("damaged", f"it has no main part ({BODY})", TODO)

    def _unseen_styles(self) -> frozenset[str]:
        """The styles that hide what is written in them, by themselves or by the style they are based on."""
        if "word/styles.xml" not in self.names:
            return frozenset()
        styles = list(self._xml("word/styles.xml").iter(f"{W}style"))
        own: dict[str, bool] = {}
        based: dict[str, str] = {}
        for style in styles:
            key = style.get(f"{W}styleId", "")
            vanish = style.find(f"{W}rPr/{W}vanish")
            parent = style.find(f"{W}basedOn")
            if vanish is not None:
                own[key] = is_on(vanish)
            if parent is not None:
                based[key] = parent.get(f"{W}val", "")
        unseen = set()
        for style in styles:
            key, passed = style.get(f"{W}styleId", ""), set()
            at = key
            while at not in own and at in based and at not in passed:
                passed.add(at)
                at = based[at]
            if own.get(at):
                unseen.add(key)
        return frozenset(unseen)

    # Pages.

    def _read_notes(self, part: str, what: str) -> None:
        """Footnotes, endnotes or comments: each a text, and kept for the cells that refer to it."""
        count = 0
        for note in self._xml(part):
            key = note.get(f"{W}id", "")
            lines = []
            for paragraph in note.iter(f"{W}p"):
                words = words_of(paragraph, self.unseen)
                lines.append(words.text)
                self._keep(words, f"{what} {key}")
            text = "\n".join(filter(str.strip, lines))
            author = note.get(f"{W}author", "")
            if text.strip():
                count += 1
                self.notes[what, key] = f"{what}: {text}"
                self.texts.append(Text(f"{what} {key}", text, hidden=what == "comment"))
            if author:
                self.texts.append(Text(f"{what} {key}, author", author, hidden=True))
        if what == "comment" and count:
            self.notices.append(Notice("comments", "document", f"{count:,} comments"))

    def _read_page(self, page: Element, place: str) -> None:
        """A body, header or footer: its tables, paragraphs and boxes in their order."""
        lines: list[Line] = []
        stretches: list[list[str]] = [[]]
        first, tables, paragraphs = len(self.grids), 0, 0
        todo = list(reversed(list(blocks_of(page))))
        while todo:
            block = todo.pop()
            if block.tag == f"{W}p":
                words = words_of(block, self.unseen)
                paragraphs += bool(words.text.strip())
                lines += [Line(f"paragraph {paragraphs}", line) for line in words.text.split("\n")]
                stretches[-1] += words.text.split("\n")
                self._keep(words, place or "document")
                todo += reversed([each for box in words.boxes for each in blocks_of(box)])
            elif block.tag == f"{W}tbl":
                tables += 1
                where = f"{place}, table {tables}" if place else f"table {tables}"
                found = read_table(block, where, self.unseen, lambda mark: self.notes.get(mark, ""))
                self._keep(found.words, where)
                if found.grid is not None:
                    self.grids.append(found.grid)
                    stretches.append([])
                # A table parts the lines before it from those after it.
                lines.append(Line("", ""))
                todo += reversed(self._inner(found.inner, where))
        for at, heading in enumerate(headings(stretches), first):
            self.grids[at] = replace(self.grids[at], heading=heading)
        self._read_lines(lines, place)
        self._read_attributes(page, place or "document")

    def _read_attributes(self, page: Element, place: str) -> None:
        """Words that are written in tags: what a picture shows, who changed a text, what a form's field is called."""
        said: dict[str, None] = {}
        for element in page.iter():
            if element.tag in (f"{W}alias", f"{W}tag", f"{W}name"):
                said[element.get(f"{W}val", "")] = None
            for key in ("descr", "title", f"{W}author"):
                said[element.get(key, "")] = None
        text = "\n".join(filter(str.strip, said))
        if text:
            self.texts.append(Text(f"{place}, attributes", text, hidden=True))

    def _inner(self, inner: list[Element], where: str) -> list[Element]:
        """What lies within a table's cells: tables follow as tables; the words of a box are told with their place."""
        blocks = []
        for element in inner:
            for block in blocks_of(element) if element.tag == f"{W}txbxContent" else [element]:
                if block.tag == f"{W}p":
                    words = words_of(block, self.unseen)
                    self._keep(words, where)
                    self._tell(f"{where}, text box", words.text)
                    blocks += [each for box in words.boxes for each in blocks_of(box)]
                else:
                    blocks.append(block)
        return blocks

    def _read_lines(self, lines: list[Line], place: str) -> None:
        prefix = f"{place}, lines" if place else "lines"
        found = find_tables(lines, prefix)
        self.grids += found.grids + find_labels(found.rest, prefix)
        kept: dict[str, list[str]] = {}
        for line in lines:
            if line.text.strip():
                kept.setdefault(line.place, []).append(line.text)
        for where, parts in kept.items():
            self._tell(f"{place}, {where}" if place else where, "\n".join(parts))

    def _tell(self, where: str, text: str) -> None:
        if text.strip():
            self.texts.append(Text(where, text.strip()))

    def _keep(self, words: Words, where: str) -> None:
        """What is not shown: told as hidden texts, and a notice of each kind."""
        kinds = (("hidden text", words.hidden), ("deleted text", words.deleted), ("field codes", words.codes))
        for what, parts in kinds:
            text = " ".join(part.strip() for part in parts if part.strip())
            if text:
                self.texts.append(Text(f"{where}, {what}", text, hidden=True))
                if what == "hidden text":
                    self.notices.append(Notice("hidden text", where, "text that Word does not show or print"))
        if words.changed and not any(each.kind == "tracked changes" for each in self.notices):
            what = "it has tracked changes; what is read is the text with them accepted"
            self.notices.append(Notice("tracked changes", "document", what))

    # What lies beside the pages.

    def _read_settings(self) -> None:
        if "word/settings.xml" not in self.names:
            return
        settings = self._xml("word/settings.xml")
        if settings.find(f"{W}documentProtection") is not None:
            self.notices.append(Notice("protected document", "document", "it is protected against changes"))
        for variable in settings.iter(f"{W}docVar"):
            text = f"{variable.get(f'{W}name', '')}: {variable.get(f'{W}val', '')}"
            self.texts.append(Text("document variables", text, hidden=True))
        if settings.find(f"{W}mailMerge") is not None:
            self.notices.append(
                Notice("external link", "document", "it takes words from another file (mail merge)")
            )

    def _read_links(self) -> None:
        """Links out of the file; the address of a web page a person can click is a text alone."""
        for part in [name for name in self.names if name.endswith(".rels")]:
            for link in self._xml(part).iter(RELATED):
                if link.get("TargetMode") != "External":
                    continue
                kind = link.get("Type", "").rpartition("/")[2]
                self.texts.append(Text("links", link.get("Target", ""), hidden=True))
                if kind != "hyperlink":
                    what = f"a {kind} that lies in another file; it is not fetched"
                    self.notices.append(Notice("external link", "document", what))

    def _read_rest(self) -> None:
        images = 0
        for part in self.names:
            if part in self.seen or part.endswith("/") or DULL.fullmatch(part):
                continue
            suffix = PurePosixPath(part).suffix.lower()
            if part.startswith("word/media/"):
                images += 1
            elif part.rpartition("/")[2] == "vbaProject.bin":
                self.notices.append(Notice("macros", "document", "it has macros; they are not run"))
            elif suffix == ".xml":
                self._read_words(part)
            elif part.startswith(("word/embeddings/", "word/afchunk")) or suffix in EMBEDDED:
                self._add_file(part)
            elif part != "docProps/thumbnail.jpeg":
                self.notices.append(Notice("left out", part, "a part of it that is not read"))
        if images:
            what = f"{images:,} pictures; figures in a picture are not read"
            self.notices.append(Notice("inline image", "document", what))

    def _add_file(self, part: str) -> None:
        if len(self.files) >= limits.MEMBERS:
            raise Refused("too large", f"more than {limits.MEMBERS} files lie within it", TODO)
        name, content = unwrap(part.rpartition("/")[2], self._content(part))
        self.files.append((name, content))
        self.notices.append(
            Notice("embedded file", part, "a file within it; it may hold more than the page shows")
        )

    def _read_words(self, part: str) -> None:
        """All words of any other part: properties, charts, diagrams, what programs keep for themselves."""
        root = self._xml(part)
        if part.startswith("docProps/"):
            for each in root.iter():
                if (each.text or "").strip():
                    label = each.tag.rpartition("}")[2]
                    self.texts.append(Text(f"properties: {label}", (each.text or "").strip(), hidden=True))
            return
        said = [(each.text or "").strip() for each in root.iter()]
        said += [
            value for each in root.iter() for key, value in each.attrib.items() if _is_worded(key, value)
        ]
        text = "\n".join(filter(None, said))
        if text:
            shown = part.startswith(("word/charts/chart", "word/diagrams/data"))
            where = PurePosixPath(part).stem if shown else f"part {part}"
            self.texts.append(Text(where, text, hidden=not shown))
            if shown:
                what = "a chart or diagram; its words are read and its figures are in no table"
                self.notices.append(Notice("chart", where, what))

    def _check_words(self) -> None:
        if self.grids or self.files or any(text.text and not text.hidden for text in self.texts):
            return
        if any(notice.kind == "inline image" for notice in self.notices):
            raise Refused(
                "scanned", "it holds pictures and no words",
                "ask the force for the file the pictures were made from, or type its figures as [[stated]]",
            )  # fmt: skip
        raise Refused("damaged", "there are no words in it", TODO)


EMBEDDED = {".xlsx", ".xlsm", ".xls", ".xlsb", ".docx", ".doc", ".csv", ".pdf", ".html", ".htm", ".mht", ".txt", ".rtf",
            ".eml", ".msg", ".zip"}  # fmt: skip


def _is_worded(key: str, value: str) -> bool:
    """Whether an attribute of some part may hold a person's name or words."""
    return key.rpartition("}")[2] in ("author", "userId", "descr", "title", "name", "val") and " " in value
