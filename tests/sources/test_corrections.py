"""Corrections of published figures: applied to the raw cell, held to its rules, and refused when they no longer fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi import wording
from forcefoi.errors import DataError
from forcefoi.processed import build, read_slice
from forcefoi.processed.tables import Tables, make_tables
from forcefoi.sources.corrections import read_corrections
from forcefoi.wording.corrections import CELLS, correction_sentences

FILE = Path("data/raw/corrections.toml")
KENT = "kent-harassment-kg-1"


def entry(**changed: object) -> str:
    """One entry that corrects Kent's count, with some of its keys changed, or taken out by None."""
    keys = {
        "figure": f'"{KENT}"',
        "column": '"count"',
        "old": '"2992"',
        "new": '"2,929"',
        "evidence": '"the editor, by letter"',
        "on": "2026-01-02",
    } | changed
    return "[[corrections]]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items() if v is not None)


def write(root: Path, *entries: str) -> Path:
    (root / FILE).write_text("\n".join(entries), encoding="utf-8")
    return root


def told(root: Path) -> str:
    with pytest.raises(DataError) as error:
        build(root)
    assert not (root / "data" / "processed").exists()
    return str(error.value)


def test_the_file_that_is_shipped_corrects_nothing(root: Path, tables: Tables):
    assert read_corrections(root) == () and tables.corrections.empty


def test_a_correction_changes_its_cell_and_is_told(copy: Path):
    before = (copy / "data/raw/published_figures.csv").read_bytes()
    tables = make_tables(write(copy, entry()))
    assert tables.figures.set_index("figure_id").loc[KENT, "low"] == 2929
    assert (copy / "data/raw/published_figures.csv").read_bytes() == before
    row = tables.corrections.iloc[0]
    assert (row["force"], row["old"], row["new"], str(row["on"].date())) == (
        "kent",
        "2992",
        "2,929",
        "2026-01-02",
    )
    lines = correction_sentences(tables.corrections, tables.figures, tables.sources, tables.exercise)
    assert lines == [
        "Corrected on 2 January 2026: the count (harassment, 2017/18, printed by Kentish Gazette) was “2992”, is "
        "“2,929”. Evidence: the editor, by letter."
    ]


def test_the_slice_of_its_force_has_it_and_no_other(copy: Path, no_claims: Path):
    build(write(copy, entry()))
    assert len(read_slice(copy, "kent").corrections) == 1
    assert read_slice(copy, "psni").corrections.empty


def test_only_the_force_that_is_corrected_is_made_again(copy: Path, no_claims: Path):
    build(copy)
    slices = copy / "data/processed/forces"
    before = {p.stem: p.read_bytes() for p in slices.glob("*.json")}
    build(write(copy, entry()))
    assert {p.stem for p in slices.glob("*.json") if p.read_bytes() != before[p.stem]} == {"kent"}


def test_a_cell_is_corrected_again_by_a_chain_and_the_latest_is_told_first(copy: Path):
    again = entry(old='"2,929"', new='"2990"', on="2026-01-02", evidence='"see https://example.org/a"')
    tables = make_tables(write(copy, entry(), again))
    assert tables.figures.set_index("figure_id").loc[KENT, "low"] == 2990
    lines = correction_sentences(tables.corrections, tables.figures, tables.sources, tables.exercise)
    assert "“2990”" in lines[0] and lines[0].endswith("Evidence: see https://example.org/a")
    assert 'href="https://example.org/a"' in wording.bullets(lines)._repr_html_()


def test_an_empty_cell_can_be_filled(copy: Path):
    given = [
        entry(figure=f'"{figure}"', column='"published"', old='""', new='"2018-12-20"')
        for figure in ("wiltshire-all-sa-1",)
    ]
    tables = make_tables(write(copy, *given))
    source = tables.figures.set_index("figure_id").loc["wiltshire-all-sa-1", "source_id"]
    assert str(tables.sources.set_index("source_id").loc[source, "published"].date()) == "2018-12-20"
    assert (
        "was empty, is “2018-12-20”"
        in correction_sentences(tables.corrections, tables.figures, tables.sources, tables.exercise)[0]
    )


@pytest.mark.parametrize("end", ["", "."])
def test_windows_qualifiers_and_publishers_can_be_corrected(copy: Path, end):
    evidence = f'"the paper says so{end}"'
    entries = [
        entry(column='"window_end"', old='"2018-03-31"', new='"31/12/2017"', evidence=evidence),
        entry(column='"qualifier"', old='"exact"', new='"at least"', evidence=evidence),
    ]
    tables = make_tables(write(copy, *entries))
    row = tables.figures.set_index("figure_id").loc[KENT]
    assert (str(row["window_end"].date()), row["status"], row["days"]) == ("2017-12-31", "at least", 275)
    lines = correction_sentences(tables.corrections, tables.figures, tables.sources, tables.exercise)
    assert all(line.endswith("Evidence: the paper says so.") for line in lines)


CASES = [
    (
        "another value stands there",
        [entry(old='"2991"')],
        ["correction 1", "'2991'", "'2992'", "row 9", "take the"],
    ),
    (
        "an unknown figure",
        [entry(figure='"kent-harassment-kg-7"')],
        ["no figure of data/raw/published_figures.csv", "nearest:  kent-harassment-kg-"],
    ),
    ("an unknown column", [entry(column='"cuont"')], ["no such column", "nearest:  count", "qualifier"]),
    ("the id", [entry(column='"id"')], ["an id never changes"]),
    (
        "a key is missing",
        [entry(evidence=None)],
        ["the key 'evidence' is missing", "figure, column, old, new"],
    ),
    ("a key too many", [entry(becuase='"x"')], ["no such key", "'becuase'"]),
    ("a key misspelt", [entry(evidence=None, evidnce='"x"')], ["no such key", "nearest:  evidence"]),
    ("no evidence", [entry(evidence='" "')], ["'evidence' is empty", "say who says so"]),
    ("a number", [entry(old="2992")], ["'old' must be text in quotes", "2992"]),
    ("a day in quotes", [entry(on='"2026-01-02"')], ["'on' must be a day without quotes"]),
    ("a day with a time", [entry(on="2026-01-02T10:00:00")], ["'on' must be a day without quotes"]),
    ("a day in the future", [entry(on="2099-01-01")], ["a day in the future", "2099-01-01"]),
    ("nothing is corrected", [entry(new='"2992 "')], ["'old' and 'new' are the same"]),
    (
        "twice without a chain",
        [entry(), entry(new='"1"', on="2026-01-03")],
        ["correction 2", "correction 1 has corrected the same cell, to '2,929'"],
    ),
    ("the very same twice", [entry(), entry()], ["correction 2", "stands there twice"]),
    (
        "a chain against time",
        [entry(), entry(old='"2,929"', new='"1"', on="2025-01-01")],
        ["correction 2", "made before correction 1", "in the order of their days"],
    ),
    (
        "a new value that is none",
        [entry(new='"-5"')],
        ["published_figures.csv, row 9, column 'count'", "negative", "correction 1: count '2992' → '-5'"],
    ),
    (
        "a window that ends before it begins",
        [entry(column='"window_end"', old='"2018-03-31"', new='"2016-03-31"')],
        ["row 9, column 'window_end'", "it ends before it begins", "correction 1"],
    ),
    (
        "a part that is now more than its whole",
        [entry(figure='"cheshire-all-rw-3"', old='"850"', new='"851"')],
        ["the figures of cheshire", "1,134 − (851 + 284)", "correction 1: count '850' → '851'"],
    ),
    ("no array", ["[corrections]\nfigure = 'a'\n"], ["an entry begins with [[corrections]]"]),
    ("another table", ["[[correction]]\nfigure = 'a'\n"], ["there is no such entry", "'correction'"]),
    ("not TOML", ["[[corrections]\n"], ["this is not TOML"]),
]


@pytest.mark.parametrize("entries, says", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_can_not_be_right_is_told(copy: Path, entries, says):
    message = told(write(copy, *entries))
    assert "data/raw/" in message
    for words in says:
        assert words in message


def test_everything_is_told_at_once(copy: Path):
    message = told(write(copy, entry(old='"1"'), entry(figure='"kant"'), entry(column='"x"')))
    assert all(f"correction {n}" in message for n in (1, 2, 3))
    message = told(write(copy, entry(evidence='""', on="2099-01-01"), entry(old=None, oold='"1"')))
    assert "is empty" in message and "future" in message and "correction 2" in message and "'oold'" in message


def test_a_missing_file_is_told(copy: Path):
    (copy / FILE).unlink()
    assert "corrections.toml: the file is missing" in told(copy) and "put it back" in told(copy)


def test_an_id_that_stands_there_twice_can_not_be_corrected(copy: Path):
    path = copy / "data/raw/published_figures.csv"
    path.write_text(path.read_text().replace("kent-harassment-kg-2", KENT), encoding="utf-8")
    assert "this id stands in rows 9 and 10" in told(write(copy, entry()))


def test_today_is_no_future(copy: Path):
    write(copy, entry())
    assert read_corrections(copy, today=date(2026, 1, 2))[0].on == date(2026, 1, 2)
    with pytest.raises(DataError, match="in the future"):
        read_corrections(copy, today=date(2026, 1, 1))


def test_every_column_has_a_word(copy: Path):
    from forcefoi.sources.published import COLUMNS

    assert set(CELLS) == set(COLUMNS) - {"id"}


@given(evidence=st.text(min_size=1).filter(str.strip))
def test_whatever_the_evidence_is_the_sentence_is_whole(tables: Tables, evidence):
    row = {
        "figure_id": KENT,
        "force": "kent",
        "column": "count",
        "old": "1",
        "new": "2",
        "evidence": evidence.strip(),
    }
    table = pd.DataFrame([row | {"on": pd.Timestamp("2026-01-02")}])
    (line,) = correction_sentences(table, tables.figures, tables.sources, tables.exercise)
    assert (
        line.startswith("Corrected on 2 January 2026: the count (") and evidence.strip().rstrip(".") in line
    )
