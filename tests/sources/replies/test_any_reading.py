"""Whatever a person writes into a reading, it is read or refused in words; a table never ends in a traceback."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.sources.replies.replies import FOLDER, HEAD, QUESTION

from forcefoi.errors import ForcefoiError
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.read_reply import make_reply
from forcefoi.sources.replies.reading import Table
from forcefoi.sources.replies.reconcile import reconcile
from forcefoi.sources.replies.references import note_shared, references
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.wholes import tally, wholes

COUNTS: list[list[Any]] = [
    ["Table 1", "", "", "", ""],
    ["Offence", "Q1 2017/18", "Q2 2017/18", "2017/18", "Note"],
    ["Harassment", 1, "<5", 3, "x"],
    ["Stalking", "-", 2.0, "", ""],
    ["Total", 1, 4, 5, ""],
]
RECORDS: list[list[Any]] = [
    ["Crime Ref", "Offence", "Sex", "Recorded"],
    ["K/1", "Harassment", "F", date(2017, 5, 1)],
    ["K/1", "Stalking", "M", "02/05/2017"],
    ["", "", "", ""],
]
GRIDS = (
    Grid("sheet 'Data'", COUNTS, hidden_rows=frozenset({3}), merged=((0, 0, 0, 4),)),
    Grid("sheet 'Crimes'", RECORDS),
)
TABLES = """
[[tables]]
id = "t"
file = "a.csv"
place = "sheet 'Data'"
range = "A2:E5"
unit = "crimes"
hidden = "use"
header = ["window"]
labels = { A = "offence" }
counts = ["B:D"]
ignore = { E = "notes" }
words = { "-" = 0, "" = 0 }
fixed = { gender = "all" }
totals = [{ row = 5, of = "3:4" }]
[[tables]]
id = "crimes"
file = "a.csv"
place = "sheet 'Crimes'"
unit = "crimes"
grain = "records"
labels = { A = "reference", B = "offence", C = "gender", D = "window" }
years = "financial"
skip = [{ rows = "4", why = "blank" }]
"""
NAMES = ("place", "range", *(each.name for each in fields(Table)))
WORDS = (
    "", "A", "ZZ", "A:C", "AAA:AAB", "A1:B2", "ZZ1:ZZ9", "A0:B2", "3:4", "9:1", "5", "window", "offence", "number",
    "reference", "-", "all", "not stated", "outside the question", "2017/18", "records", "counts", "blocks", "beside",
    "once", "each", "refuse", "add", "use", "leave", "check", "no", "financial", "month", "same as left",
    "sheet 'Data'",
)  # fmt: skip
KEYS = (*WORDS, "row", "column", "of", "rows", "why")
PLAIN = st.one_of(
    st.sampled_from(WORDS), st.integers(-1, 6), st.just(2_000_001), st.booleans(), st.just(1.5), st.dates()
)  # fmt: skip
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=4,
)


@example([(0, "labels", {"A": ["window"]})])
@example([(0, "sections", {"A": {"A": "window"}})])
@example([(0, "header", ["-"] * 9)])
@example([(0, "counts", ["B:K"]), (0, "range", "A2:E2")])
@example([(1, "labels", {"K": "number", "B": "offence", "C": "gender", "D": "window"})])
@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(NAMES), VALUES), min_size=1, max_size=3))
def test_any_entry_is_read_or_refused_in_words(changes: list[tuple[int, str, Any]]) -> None:
    raw = copy.deepcopy(tomllib.loads(HEAD + TABLES))
    for at, name, value in changes:
        raw["tables"][at][name] = value
    try:
        reply = make_reply(raw, FOLDER, QUESTION)
    except ForcefoiError as error:
        assert str(error)
        return
    document = Document("a.csv", "csv", grids=GRIDS)
    taken = [take(table, document, QUESTION, "reply.toml") for table in reply.tables]
    note_shared(taken)
    if not any(each.problems for each in taken):
        reconcile(reply, taken, QUESTION, (*references(taken), *wholes(taken, QUESTION)))
        assert all(tally(each, QUESTION).counts <= len(each.cells) for each in taken)
