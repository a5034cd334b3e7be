"""Contradicted: what a reading says of a whole table, and the words over the table that say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from forcefoi.errors import ForcefoiError
from forcefoi.question import ALL, NOT_STATED, Dimension, Question
from forcefoi.sources.replies.check import Checked
from forcefoi.sources.replies.draft.looks import NUMBERS, kind_of_cell, words_of
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.windows import is_part_of_year, windows_in
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.reading import Table
from forcefoi.sources.replies.view import Piece, pieces_of
from forcefoi.windows import window_from

# So many lines above a table are its title.
LINES = 6


def doubt_headings(checked: Checked, question: Question) -> None:
    """Add to what was taken of each table a doubt for each heading that says otherwise than its reading."""
    documents = {each.name: each for document in checked.documents for each in document.walk()}
    for taken in checked.taken:
        if document := documents.get(taken.table.file):
            taken.doubts += contradicted(taken.table, document, question, checked.reply.place)


def contradicted(table: Table, document: Document, question: Question, shown: str) -> list[str]:
    """A doubt for each value in `fixed` that the nearest heading speaking of its dimension doesn't name.

    A heading is a line right above a table, a header row that gives no dimension, or the name of a sheet.
    """
    pieces, problems = pieces_of(table, document, shown)
    if problems or table.use == "no" or table.pieces == "blocks":
        return []
    found = []
    for dimension in question.dimensions:
        fixed = table.fixed.get(dimension.name, NOT_STATED)
        if fixed == NOT_STATED or is_open(dimension) or dimension.name in table.in_parts:
            continue
        for text in (text for piece in pieces for text in _headings(piece, table)):
            if named := _named(text, dimension):
                if not any(_agrees(fixed, each, dimension) for each in named):
                    found.append(
                        f"fixed says {dimension.name} = '{fixed}', and the table's heading says '{named[0]}' "
                        f"(“{text[:80]}”): which is right?"
                    )
                break
    return list(dict.fromkeys(found))


def _headings(piece: Piece, table: Table) -> Iterator[str]:
    """The texts over a table, the nearest first."""
    rows = piece.grid.rows
    across = slice(piece.left, piece.right + 1)
    for at, name in reversed(list(enumerate(table.header))):
        if name == "-" and piece.top + at < len(rows):
            yield from dict.fromkeys(
                text for value in rows[piece.top + at][across] if (text := words_of(value))
            )
    for row in range(piece.top - 1, max(-1, piece.top - 1 - LINES), -1):
        filled = [value for value in rows[row] if words_of(value)]
        if any(kind_of_cell(value) in NUMBERS for value in filled):
            return  # another table
        if filled:
            yield " ".join(map(words_of, filled))
    yield from reversed(piece.grid.heading)
    if piece.grid.place.startswith("sheet "):
        yield piece.grid.place


def _named(text: str, dimension: Dimension) -> list[str]:
    """What a text names of a closed dimension; nothing where it names "all", as "Crimes" and "Total" do."""
    if dimension.kind == "window":
        return windows_in(text)
    return [each for each in values_in(text, dimension) if dimension.parse(each) != ALL]


def _agrees(fixed: str, named: str, dimension: Dimension) -> bool:
    """Whether a name can mean the fixed value. A bare year may be of either kind, and a window a part of another."""
    for years in ("financial", "calendar"):
        try:
            value = dimension.parse(named, years=years)
        except ForcefoiError:
            return True  # What it says can't be told.
        if value == fixed:
            return True
        if dimension.kind == "window" and fixed != ALL:
            ours, theirs = window_from(fixed), window_from(value)
            if theirs.start <= ours.start and ours.end <= theirs.end:
                return True
    return is_part_of_year(named)
