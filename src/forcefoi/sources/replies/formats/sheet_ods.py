"""An .ods: its content seen by a parser, then its cells read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.sheet_cells import cells_of
from forcefoi.sources.replies.formats.sheet_package import local, tree
from forcefoi.sources.replies.formats.sheet_scan import Seen, refuse_doctype
from forcefoi.sources.replies.formats.sheet_told import Told, grid_of, note_texts, notices_of
from forcefoi.sources.replies.formats.sheet_xlsx import check_others
from forcefoi.sources.replies.formats.sheet_zip import Parts, damaged
from forcefoi.sources.replies.grid import Document, Notice, Refused, Text

CONTENT = "content.xml"
HIDDEN = {"collapse", "filter"}
LEAKS = (
    ("Basic/", "macros", "it has macros; they were not run and not read"),
    ("Scripts/", "macros", "it has macros; they were not run and not read"),
    ("Pictures/", "inline image", "it has a picture, whose words and figures were not read"),
    ("Object ", "embedded file", "a chart or another file lies in it, which was not opened"),
)


def read(path: Path, name: str, kind: str) -> Document:
    """A workbook of LibreOffice as a Document. Raises Refused."""
    parts = Parts(path)
    try:
        if "META-INF/manifest.xml" in parts and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise Refused(
                "encrypted", "it needs a password",
                "ask the force for the password, open it, save it without one, and add that",
            )  # fmt: skip
        if CONTENT not in parts:
            raise damaged("it has no content")
        seen = _scan(parts)
        check_others(parts, {CONTENT})
        texts = list(_properties(parts))
        notices = list(_leaks(parts, name, seen))
    finally:
        parts.close()
    grids = []
    for cells, told in zip(cells_of(path), seen.sheets, strict=True):
        grids.append(grid_of(cells, told))
        texts += note_texts(grids[-1].place, told)
        notices += notices_of(grids[-1], told)
    return Document(name, kind, grids=tuple(grids), texts=tuple(texts), notices=tuple(notices))


def _properties(parts: Parts) -> Iterator[Text]:
    for part in tree(parts, "meta.xml") if "meta.xml" in parts else ():
        for each in part:
            text = "".join(each.itertext()).strip()
            named = next((value for key, value in each.attrib.items() if key.endswith("}name")), "")
            if text:
                yield Text(f"properties: {named or local(each)}", text, hidden=True)


def _leaks(parts: Parts, name: str, seen: _Content) -> Iterator[Notice]:
    for mark, kind, what in LEAKS:
        if any(each.startswith(mark) and not each.endswith("script-lc.xml") for each in parts.names):
            yield Notice(kind, name, what)
    if seen.tracked:
        yield Notice("tracked changes", name, "it keeps what its cells held before; that was not read")
    if seen.linked:
        yield Notice("external link", name, "it takes values from another file; the link was not followed")


def _scan(parts: Parts) -> _Content:
    seen = _Content()
    try:
        for chunk in parts.chunks(CONTENT):
            seen.parser.Parse(chunk, False)
        seen.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"its content is no XML: {error}") from error
    return seen


class _Content:
    """A parser of content.xml: what each sheet says beside its values. Repeated rows and cells are counted out."""

    def __init__(self) -> None:
        self.sheets: list[Told] = []
        self.tracked = self.linked = False
        self.row = self.rows = self.column = self.columns = self.depth = 0
        self.filled = self.error = self.noting = False
        self.paragraphs = 0
        self.text: list[str] = []
        self.note: list[str] = []
        parser = self.parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = refuse_doctype

    @property
    def seen(self) -> Seen:
        return self.sheets[-1].seen

    def start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        given = {
            key.rpartition(":")[2] if "calcext" not in key else key: value for key, value in given.items()
        }
        if name == "tracked-changes":
            self.tracked = True
        elif name in ("cell-range-source", "table-source", "dde-source"):
            self.linked = True
        elif name == "table":
            self.start_sheet(given)
        elif name in ("filter-condition", "filter-set-item") and self.sheets:
            for told in self.sheets:
                told.filtered = True
        elif self.depth == 1:
            self.start_inside(name, given)

    def start_sheet(self, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.sheets.append(Told())
            self.seen.protected = given.get("protected") == "true"
            self.row = self.rows = self.column = self.columns = 0
        else:
            self.sheets[-1].doubts = ("a table lies inside a cell, and was not read",)

    def start_inside(self, name: str, given: dict[str, str]) -> None:
        if name == "table-column":
            first = self.columns + 1
            self.columns += _times(given, "number-columns-repeated")
            if given.get("visibility") in HIDDEN:
                self.seen.hidden_columns.append((first, self.columns))
        elif name == "table-row":
            self.row, self.rows, self.column = self.row + self.rows, _times(given, "number-rows-repeated"), 0
            self.row += self.row == 0
            self.row_hidden, self.row_filled = given.get("visibility") in HIDDEN, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.start_cell(given)
        elif name == "annotation":
            self.noting, self.note = True, []
        elif name == "p":
            self.paragraphs += 1
            into = self.note if self.noting else self.text
            into += ["\n"] if into else []

    def start_cell(self, given: dict[str, str]) -> None:
        self.first, self.times = self.column + 1, _times(given, "number-columns-repeated")
        self.column += self.times
        self.filled, self.text = "value-type" in given, []
        self.error = given.get("calcext:value-type") == "error"
        if formula := given.get("formula"):
            self.seen.formulas[self.row, self.first] = formula.partition(":")[2] or formula
        wide, high = _times(given, "number-columns-spanned"), _times(given, "number-rows-spanned")
        if wide * high > 1:
            self.seen.merged.append((self.row, self.first, self.row + high - 1, self.first + wide - 1))

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "table" and self.depth:
            self.depth -= 1
        elif self.depth != 1:
            return
        elif name == "p":
            self.paragraphs -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self.end_cell()
        elif name == "annotation":
            self.noting = False
            self.sheets[-1].notes[self.row, self.first] = "".join(self.note).strip()
        elif name == "table-row":
            self.end_row()

    def end_cell(self) -> None:
        text = "".join(self.text)
        if self.filled or text:
            self.row_filled = self.column
        if (self.row, self.first) in self.seen.formulas and not self.filled:
            self.seen.unsaved.append((self.row, self.first))
        if text.strip() and not self.filled:
            # It says no type, and the reader of cells leaves it blank.
            self.seen.errors[self.row, self.first] = text
        if self.error:
            self.seen.errors[self.row, self.first] = text or "an error"

    def end_row(self) -> None:
        if not self.row_filled:
            return
        last = self.row + self.rows - 1
        self.seen.widen(1, 1, last, self.row_filled)
        # Rows before it that are blank are held too.
        if self.row_filled > limits.COLUMNS or last * self.row_filled > limits.CELLS:
            raise Refused(
                "too large", f"a sheet reaches to row {last:,} and column {self.row_filled:,}",
                "remove what lies far outside the table, or save the sheet as CSV",
            )  # fmt: skip
        if self.row_hidden:
            self.seen.hidden_rows.update(range(self.row, last + 1))

    def characters(self, text: str) -> None:
        if self.paragraphs:
            (self.note if self.noting else self.text).append(text)


def _times(given: dict[str, str], name: str) -> int:
    """How often something is repeated: at least once, and never so often that a sum of it would be long."""
    text = given.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1
