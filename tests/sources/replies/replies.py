"""What the tests of replies share: a question, grids made by hand, and readings of them."""

from __future__ import annotations

import tomllib
from typing import Any

from forcefoi.question import Question, make_question
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.read_reply import make_reply
from forcefoi.sources.replies.reading import Reply
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.taken import Taken

FOLDER = "data/raw/replies/wexley/2026-01-01-1"
QUESTION: Question = make_question(
    tomllib.loads(
        """
id = "made-up"
title = "A made-up question"
question = "How many?"
ends = 2018-09-24
invented = true
[[dimensions]]
name = "offence"
kind = "category"
values = [{ name = "8L", aliases = ["Harassment"] }, { name = "8Q", aliases = ["Stalking"] }]
[[dimensions]]
name = "gender"
kind = "gender"
[[dimensions]]
name = "window"
kind = "window"
"""
    )
)
HEAD = f"""
force = "wexley"
reference = "1"
outcome = "full"
[[files]]
name = "a.csv"
sha256 = "{"0" * 64}"
"""


def reply_of(tables: str, question: Question = QUESTION) -> Reply:
    """A reply with these `[[tables]]`."""
    return make_reply(tomllib.loads(HEAD + tables), FOLDER, question)


def document(rows: list[list[Any]], **how: Any) -> Document:
    """A file with one sheet of these rows."""
    width = max(map(len, rows))
    grid = Grid("sheet 'Data'", [[*row, *[""] * (width - len(row))] for row in rows], **how)
    return Document("a.csv", "csv", grids=(grid,))


def taken_of(rows: list[list[Any]], table: str, question: Question = QUESTION, **how: Any) -> Taken:
    """What a reading takes of a sheet; `table` is the rest of its entry."""
    entry = f"""
[[tables]]
id = "t"
file = "a.csv"
place = "sheet 'Data'"
unit = "crimes"
{table}
"""
    return take(reply_of(entry, question).tables[0], document(rows, **how), question, "reply.toml")


def counts(taken: Taken) -> dict[tuple[str, ...], tuple[int, int | None]]:
    """The bounds of each count by offence, gender and the year its window begins in."""
    assert not taken.problems, "\n".join(map(str, taken.problems))
    return {
        (cell.at["offence"], cell.at["gender"], cell.at["window"][:4]): (cell.count.low, cell.count.high)
        for cell in taken.cells
    }
