"""Take the counts out of one table, as its reading says, or say why not."""

from __future__ import annotations

from forcefoi.errors import Problem
from forcefoi.question import Question
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.reading import Table
from forcefoi.sources.replies.take_counts import take_counts
from forcefoi.sources.replies.take_records import take_records
from forcefoi.sources.replies.take_said import take_said
from forcefoi.sources.replies.taken import Taken
from forcefoi.sources.replies.view import make_view, pieces_of


def take(table: Table, document: Document, question: Question, shown: str) -> Taken:
    """What `table` gives of `document`; `shown` is the `reply.toml` that problems are told of.

    Nothing is raised for what is in the file: `Taken.problems` has each cell, row and column that can't be read as
    the reading says, and each that it says nothing of.
    """
    taken = Taken(table)
    if table.grain == "said" and table.use != "no":
        take_said(taken, document, question, shown)
        return taken
    pieces, taken.problems = pieces_of(table, document, shown)
    if taken.problems or table.use == "no":
        return taken
    taken.doubts += [doubt for piece in pieces for doubt in piece.grid.doubts]
    if table.grain == "records":
        take_records(taken, pieces, question, shown)
        return taken
    view = make_view(table, pieces)
    if isinstance(view, Problem):
        taken.problems.append(view)
        return taken
    take_counts(taken, view, question, shown)
    return taken
