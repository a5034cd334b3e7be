"""Look for personal data through a whole document: its cells, words, headers, properties, comments, and its names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from forcefoi.clean.squash import plain
from forcefoi.files import digest
from forcefoi.sources.replies.grid import Document, Grid, Text, Value, column_name, combinations, is_blank
from forcefoi.sources.replies.private.columns import is_personal, kind_of_column
from forcefoi.sources.replies.private.hit import MAIL, NAME, OTHER, Hit
from forcefoi.sources.replies.private.mask import DOTS, mask
from forcefoi.sources.replies.private.names import LABEL, find_names
from forcefoi.sources.replies.private.scan import scan, scan_text
from forcefoi.sources.replies.private.weigh import GROUPS, PEOPLE, UNSEEN, group_of, strength
from forcefoi.sources.replies.private.words import no_names

# Rows in which a header, or a label with its value beside it, is looked for.
HEADER_ROWS, LABEL_ROWS = 2_000, 400
# Different values of one column, and characters of one kind of text, that are looked at. Beyond, the file is held.
MOST_VALUES, MOST_CHARACTERS = 2_000_000, 60_000_000
MOST_SHOWN = 3
# Notices of what no reader looks into: a person has to.
UNREAD = ("scanned page", "inline image", "pivot cache", "left out", "damaged part", "damaged page")
# These too, unless the file in it was opened.
INSIDE = ("embedded file", "attachment inside")
# Numbers under this are too short for a telephone.
SHORTEST = 10**9
BETWEEN = "\0"
# Surnames that are also words in which the program tells what lies in a file. In small letters they stay: masked, they
# would give the name away that they are to hide.
TELLING = {"back", "cell", "field", "held", "page", "read", "rows", "sheet"}
# A year in a header: 2017, 2017/18, 2017-2018.
YEAR = re.compile(r"(?:19|20)\d\d(?:\.0|\s?[/–-]\s?(?:\d{4}|\d\d))?")


@dataclass(frozen=True)
class Find:
    """Personal data of one kind in one part of a file, told without a letter more than `mask` leaves.

    `generic` ones (`foi@…`, 0300…) are told and hold nothing back. `group` says what they are together (see `weigh`).
    """

    id: str
    kind: str
    place: str
    shown: str
    generic: bool = False
    group: str = PEOPLE


@dataclass(frozen=True)
class Looked:
    """What was found, and the texts themselves: for taking them out of whatever is to be printed, nothing else."""

    finds: tuple[Find, ...]
    texts: frozenset[str] = field(repr=False)

    @property
    def holds_back(self) -> bool:
        """Whether there is anything that a person must accept first."""
        return any(not find.generic for find in self.finds)

    def without(self, text: str) -> str:
        """A text with every find in it masked: the name of a sheet or a file may hold one."""
        return _without(text, self.texts)


@dataclass
class _Group:
    """Hits of one kind and weight in one part of a file."""

    group: str
    kind: str
    generic: bool
    what: str
    part: str
    hidden: bool = False
    masks: dict[str, None] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    places: dict[str, None] = field(default_factory=dict)
    cells: int = 0

    def place(self) -> str:
        hidden = " (hidden)" if self.hidden else ""
        if self.cells:
            return f"{self.part}{hidden}, {self.cells:,} cell{'s' * (self.cells != 1)}"
        more = len(self.places) - MOST_SHOWN
        return (
            "; ".join(list(self.places)[:MOST_SHOWN]) + (f" and {more:,} more" if more > 0 else "") + hidden
        )

    def shown(self) -> str:
        """A few masks; none of what is hidden."""
        if self.hidden or not self.masks:
            return f"{self.what}: {DOTS}" if self.what else DOTS
        more = len(self.texts) - min(len(self.masks), MOST_SHOWN)
        return ", ".join(list(self.masks)[:MOST_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


class _Finder:
    def __init__(self, areas: frozenset[str]) -> None:
        self.areas = areas
        self.groups: dict[tuple[str, str, bool, str, str, bool], _Group] = {}
        self.unseen: dict[tuple[str, str], None] = {}

    def note(self, hit: Hit, part: str, place: str, hidden: bool = False, cells: int = 0) -> None:
        key = (group_of(hit, part, hidden, cells), hit.kind, hit.generic, hit.what, part, hidden)
        group = self.groups.setdefault(key, _Group(*key))
        text = hit.text.strip()
        group.texts.add(text)
        if len(group.masks) < MOST_SHOWN:
            group.masks[mask(hit)] = None
        group.places[place] = None
        group.cells += cells

    def document(self, document: Document, inside: str) -> None:
        """One file; `inside` names it before each place where it lies in another."""
        own = re.sub(r"\.\w{1,5}$", "", inside.removesuffix(": ") or document.name)
        for text in (own, re.sub(r"[_./\\-]+", " ", own)):
            for hit in scan(text, self.areas):
                self.note(hit, f"{inside}file name", f"{inside}file name")
        if document.status != "read":
            self.unseen[f"{inside}the whole file", "it can't be read, so no one has looked"] = None
        for notice in document.notices:
            if notice.kind in UNREAD or (notice.kind in INSIDE and not document.members):
                self.unseen[f"{inside}{notice.place or 'the file'}", f"{notice.kind}: not looked into"] = None
        self.texts([*document.texts, *_other_texts(document)], inside)
        for grid in document.grids:
            self.grid(grid, inside)

    def texts(self, texts: Iterable[Text], inside: str) -> None:
        """Texts of one kind (paragraphs, pages) are read as one: a name may stand on the line after its greeting."""
        families: dict[tuple[str, bool], list[Text]] = {}
        for text in texts:
            family = re.sub(r"s?[ ](\d+)(?:[-–]\d+)?", " #", text.place)
            families.setdefault((family, text.hidden), []).append(text)
        for (family, hidden), members in families.items():
            starts, whole = _joined([plain(text.text) for text in members], "\n")
            if len(whole) > MOST_CHARACTERS:
                self.unseen[
                    f"{inside}{members[0].place}", f"only the first {MOST_CHARACTERS:,} characters"
                ] = None
            for hit in scan_text(members[0].place, whole[:MOST_CHARACTERS], self.areas):
                place = members[bisect_right(starts, hit.start) - 1].place
                self.note(hit, f"{inside}{family}", f"{inside}{place}", hidden)

    def grid(self, grid: Grid, inside: str) -> None:
        rows, columns = grid.shape
        if not rows:
            return
        headers = [row for row in range(min(rows - 1, HEADER_ROWS)) if _all_words(grid.rows[row])]
        for column in range(columns):
            part = f"{inside}{grid.place}, column {_column(grid, column)}"
            found = self.column(grid, column, rows, part)
            self.headed(grid, column, headers, part, found)
        for row in range(min(rows, LABEL_ROWS)):
            for column, hit in _beside_labels(grid.rows[row], self.areas):
                hidden = _hidden(grid, column) or row in grid.hidden_rows
                self.note(hit, f"{inside}{grid.place}", f"{inside}{grid.cell(row, column)}", hidden)

    def column(self, grid: Grid, column: int, rows: int, part: str) -> set[str]:
        """What the rules for texts find in a column. Returns the cells in which they found something."""
        hidden = _hidden(grid, column)
        values = {value: count for (value,), count in combinations(grid, [column], 0, rows - 1).items()}
        if len(values) > MOST_VALUES:
            self.unseen[part, f"only the first {MOST_VALUES:,} different values were looked at"] = None
            values = dict(list(values.items())[:MOST_VALUES])
        told = [(text, count) for value, count in values.items() if (text := _words_of(value))]
        starts, whole = _joined([text for text, _ in told], BETWEEN)
        seen: set[tuple[str, str, bool, int]] = set()
        for hit in scan(whole, self.areas):
            at = bisect_right(starts, hit.start) - 1
            # A cell counts once for each kind, however many rules it meets.
            new = (hit.kind, hit.what, hit.generic, at) not in seen
            seen.add((hit.kind, hit.what, hit.generic, at))
            self.note(hit, part, part, hidden, told[at][1] if new else 0)
        return {told[at][0] for _, _, _, at in seen}

    def headed(self, grid: Grid, column: int, headers: list[int], part: str, found: set[str]) -> None:
        """What a column's own header says that it holds, and no rule for texts has found."""
        kinds = ((row, kind_of_column(grid.rows[row][column])) for row in headers)
        row, kind = next(((row, kind) for row, kind in kinds if kind), (0, None))
        if kind is None:
            return
        for (value,), count in combinations(grid, [column], row + 1, len(grid.rows) - 1).items():
            if is_blank(value) or (_words_of(value) or str(value)) in found:
                continue
            if is_personal(value, kind[2], self.areas):
                hit = Hit(kind[0], str(value), 0, 0, what=kind[1])
                self.note(hit, part, part, _hidden(grid, column), count)


def find_private(document: Document, file_hash: str, areas: frozenset[str] = frozenset()) -> Looked:
    """What looks like personal data in a file and in the files in it.

    document
        The file, opened.
    file_hash
        Its SHA-256: with it an id of a find is the same each time, and can't be led back to what was found.
    areas
        Words of forces and offences, in small letters, which are no one's name.

    What can't be looked into (a scan, a file with a password) is a find as well.

    >>> letter = Document("letter.txt", "txt", texts=(Text("lines", "Contact: Jane Placeholder"),))
    >>> [(find.kind, find.place, find.shown) for find in find_private(letter, "0" * 64).finds]
    [('name', 'lines', 'J… P…')]
    """
    finder = _Finder(areas)
    for each in document.walk():
        inside = "" if each is document else each.name.removeprefix(f"{document.name}/") + ": "
        finder.document(each, inside)
    groups = sorted(
        finder.groups.values(), key=lambda each: strength(each.group, each.kind, each.shown(), each.hidden)
    )
    texts = frozenset(_told(groups, areas))
    finds: dict[str, Find] = {}
    for group in groups:
        _add(
            finds,
            file_hash,
            Find("", group.kind, group.place(), group.shown(), group.generic, group.group),
            texts,
        )
    for place, why in finder.unseen:
        _add(finds, file_hash, Find("", OTHER, place, why, group=UNSEEN), texts)
    return Looked(tuple(sorted(finds.values(), key=lambda each: GROUPS.index(each.group))), texts)


def _add(finds: dict[str, Find], file_hash: str, find: Find, texts: frozenset[str]) -> None:
    kind, place = find.kind, _without(find.place, texts)
    shown = _without(find.shown, texts) if find.group == UNSEEN else find.shown
    # Made of what may be read by all, never of what was found: a telephone number can be guessed from its hash.
    number = 0
    while (key := digest(f"{file_hash}\n{kind}\n{place}\n{shown}\n{number}".encode())[:12]) in finds:
        number += 1
    finds[key] = replace(find, id=key, place=place, shown=shown)


def _told(groups: list[_Group], areas: frozenset[str]) -> Iterator[str]:
    """Every text that was found, each word of a name, and what stands before the @ of an address."""
    known = no_names() | areas
    for group in groups:
        for text in group.texts:
            if len(text) > 1:
                yield text
            if group.kind == MAIL and not group.generic:
                yield text.partition("@")[0]
            words = re.findall(r"[^\W\d_]{3,}", text) if group.kind == NAME and " " in text else []
            yield from (word for word in words if word.casefold() not in known)


def _without(text: str, found: frozenset[str]) -> str:
    return masked(plain(text), found)


def masked(text: str, found: frozenset[str]) -> str:
    """A text with each of the texts that were found masked, where it stands as words of its own.

    >>> masked("Asked by Jane Placeholder", frozenset({"Jane Placeholder"}))
    'Asked by …'
    >>> masked("Sheet 'Read': read", frozenset({"Read"}))
    "Sheet '…': read"
    """
    low = text.casefold()
    for each in sorted((each for each in found if each.casefold() in low), key=len, reverse=True):
        word = re.escape(each)
        if each.casefold() in TELLING:
            word = f"(?-i:(?!{each.casefold()})){word}"
        text = re.sub(rf"(?<![^\W_]){word}(?![^\W_])", DOTS, text, flags=re.IGNORECASE)
    return text


def _other_texts(document: Document) -> Iterator[Text]:
    """Words that lie beside the cells: names of sheets, comments, formulas, doubts."""
    for grid in document.grids:
        hidden = bool(grid.hidden)
        yield Text("names of sheets and tables", grid.place, hidden)
        if grid.notes:
            yield Text(f"{grid.place}, comments", "\n".join(grid.notes.values()), True)
        if grid.formulas:
            yield Text(f"{grid.place}, formulas", "\n".join(dict.fromkeys(grid.formulas.values())), hidden)
        if grid.doubts:
            yield Text(f"{grid.place}, remarks", "\n".join(grid.doubts), hidden)
    if document.why:
        yield Text("why it was not read", document.why)
    for notice in document.notices:
        yield Text("notices", f"{notice.place}\n{notice.what}")


def _beside_labels(row: Iterable[Value], areas: frozenset[str]) -> Iterator[tuple[int, Hit]]:
    """Names in cells whose neighbour on the left is a label: `Prepared by:`."""
    label = ""
    for column, value in enumerate(row):
        if is_blank(value):
            continue
        text = value.strip() if isinstance(value, str) else ""
        if label:
            for hit in find_names(f"{label}: {text}", areas):
                yield column, hit
        says = text.endswith(":") or text.casefold().endswith(" by")
        label = text.rstrip(": ") if says and LABEL.fullmatch(text.rstrip(": ") + ":") else ""


def _all_words(row: Iterable[Value]) -> bool:
    """Whether a row could be a header: it has words and years alone, no other numbers and no days."""
    return all(
        is_blank(value)
        or (isinstance(value, str) and any(char.isalpha() for char in value))
        or YEAR.fullmatch(str(value).strip())
        for value in row
    )


def _words_of(value: Value) -> str:
    """A cell's text, where it could hold anything."""
    if isinstance(value, str):
        return plain(value).replace(BETWEEN, " ")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(int(value)) if abs(value) >= SHORTEST and value == value and abs(value) != float("inf") else ""


def _joined(texts: list[str], between: str) -> tuple[list[int], str]:
    """Texts made one, and where each begins."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(between)
    return starts, between.join(texts)


def _hidden(grid: Grid, column: int) -> bool:
    return bool(grid.hidden) or column in grid.hidden_columns


def _column(grid: Grid, column: int) -> str:
    return str(column + 1) if grid.row_places else column_name(column + grid.first_column)
