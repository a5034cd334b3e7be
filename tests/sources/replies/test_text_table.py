"""Tables in texts: every field stays as it stands, and nothing is lost in silence."""

from __future__ import annotations

import csv
import io
import pickle
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies import limits, opening
from forcefoi.sources.replies.formats import text_table
from forcefoi.sources.replies.formats.text_table_quick import quick_rows
from forcefoi.sources.replies.formats.text_table_rows import ColumnRows
from forcefoi.sources.replies.grid import Document, Grid, combinations


def opened(path: Path, data: bytes, name: str = "reply.csv") -> Document:
    place = path / name
    place.write_bytes(data)
    return opening.read(place)


def grid(document: Document) -> Grid:
    assert document.status == "read", document.why
    [only] = document.grids
    assert only.place == "lines"
    return only


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(tmp_path: Path, sign: str, end: str) -> None:
    lines = [["Year", "Offence", "Count"], ["2019/20", "Theft at Anytown", "007"], ["2020/21", "", "<5"]]
    text = end.join(sign.join(line) for line in lines) + end
    assert grid(opened(tmp_path, text.encode())).rows == lines


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", None), ("utf-8-sig", None), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_told(tmp_path: Path, encoding: str, told: str | None) -> None:
    text = "Name,Paid\r\nWexley’s café,£1\r\n"
    document = opened(tmp_path, text.encode(encoding))
    assert grid(document).rows == [["Name", "Paid"], ["Wexley’s café", "£1"]]
    assert [notice.kind for notice in document.notices] == (["encoding"] if told else [])
    assert all(told and told in notice.what for notice in document.notices)
    assert not grid(document).doubts


def test_an_encoding_that_is_guessed_is_a_doubt(tmp_path: Path) -> None:
    text = "Name,Paid\r" + "Wexley’s “café” naïve résumé é,£1\r" * 20
    found = grid(opened(tmp_path, text.encode("mac_roman")))
    assert found.rows[1] == ["Wexley’s “café” naïve résumé é", "£1"]
    assert any("encoding" in doubt for doubt in found.doubts)


def test_two_encodings_in_one_text_are_a_doubt(tmp_path: Path) -> None:
    found = grid(opened(tmp_path, "a,£5\n".encode() + "b,£6\n".encode("cp1252")))
    assert any("encoding" in doubt for doubt in found.doubts)


def test_a_first_line_may_name_the_separator(tmp_path: Path) -> None:
    found = grid(opened(tmp_path, b"sep=;\r\na,b;1\r\nc,d;2\r\n"))
    assert found.rows == [["a,b", "1"], ["c,d", "2"]]
    assert (found.cell(0, 1), found.doubts) == ("lines, cell B2", ())


def test_two_separators_that_fit_as_well_are_a_doubt(tmp_path: Path) -> None:
    found = grid(opened(tmp_path, b"a;b,c\nd;1,5\n"))
    assert any("equally well" in doubt for doubt in found.doubts)


def test_title_lines_are_filled_up(tmp_path: Path) -> None:
    found = grid(opened(tmp_path, b"Wexley Police\n\nYear,Count\n2019,5\n,\n"))
    assert found.rows == [["Wexley Police", ""], ["", ""], ["Year", "Count"], ["2019", "5"]]
    assert found.cell(3, 1) == "lines, cell B4"


def test_lines_are_named_truly_where_fields_hold_line_breaks(tmp_path: Path) -> None:
    found = grid(opened(tmp_path, b'Outcome,Count\n"Charged\nor summonsed",5\nNone,6\n'))
    assert found.rows[1] == ["Charged\nor summonsed", "5"]
    assert [found.cell(row, 1) for row in range(3)] == [
        "lines, line 1, column 2", "lines, line 2, column 2", "lines, line 4, column 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'a,b\n1,"2\n3,4\n', "never closed"), (b"a,b\n" * 3000 + b"1,2\x00\n", "NUL"), (b"\xff\xfea", "cut off"),
        (b"a" + b"," * 5000 + b"\n", "fields"), (b'a,b\n1,"' + b"2\n" * 100_000 + b'"\n', "larger than any cell"),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    document = opened(tmp_path, data)
    assert document.status in ("damaged", "too large")
    assert why in document.why and document.todo and not document.grids


def test_a_quotation_mark_that_swallows_lines_is_a_doubt(tmp_path: Path) -> None:
    data = b'year,count\n2019,"5\n2020,6\n2021,"\n2022,8\n'
    assert any("may be lost" in doubt for doubt in grid(opened(tmp_path, data)).doubts)


def test_a_quotation_mark_inside_a_field_is_a_doubt(tmp_path: Path) -> None:
    assert any("inside a field" in doubt for doubt in grid(opened(tmp_path, b'a,b\n"x" y,5\n')).doubts)


def test_more_fields_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 100)
    assert opened(tmp_path, b"a,b\n" * 60).status == "too large"
    assert opened(tmp_path, b"a\n" * 40 + b"a,b,c,d\n").status == "too large"


FIELDS = st.text("ab1 ,;\"'\r\n\t|£é0.", max_size=6)
TABLES = st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=8)


def slow(text: str, sign: str) -> Grid:
    return text_table._slow(text.encode(), sign, 1, [])


# A writer that puts no marks around a line break of another kind writes another table.
WRITING = st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_MINIMAL, "\r\n")])


@given(TABLES, WRITING)
@settings(max_examples=150, deadline=None)
def test_what_was_written_is_read(table: list[list[str]], writing: tuple[int, str]) -> None:
    quoting, end = writing
    made = io.StringIO(newline="")
    csv.writer(made, quoting=quoting, lineterminator=end).writerows(table)
    rows = slow(made.getvalue(), ",").rows
    assert [[*row, "", "", ""][:3] for row in rows] == table[: len(rows)]
    assert not any(any(row) for row in table[len(rows) :])


@given(st.text("ab1,\"\r\n£; '", min_size=1, max_size=40), st.sampled_from(",;"))
@settings(max_examples=400, deadline=None)
def test_all_columns_at_once_give_what_reading_by_line_gives(text: str, sign: str) -> None:
    quick = quick_rows(text.encode(), sign, least=0)
    if quick is None:
        return
    by_line = slow(text, sign)
    assert list(quick) == by_line.rows
    assert not by_line.doubts and not by_line.row_places


@given(TABLES, st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_combinations_are_those_of_the_rows(
    table: list[list[str]], columns: list[int], data: st.DataObject
) -> None:
    import pyarrow as pa

    names = ["x", "y", "z"]
    rows = ColumnRows(pa.table({name: [row[at] for row in table] for at, name in enumerate(names)}))
    assert (len(rows), list(rows), rows[-1], rows[:]) == (len(table), table, table[-1], table)
    first = data.draw(st.integers(0, len(table) - 1))
    last = data.draw(st.integers(first, len(table) - 1))
    wanted = Counter(tuple(row[at] for at in columns) for row in table[first : last + 1])
    counted = combinations(Grid("lines", rows), columns, first, last)
    assert counted == wanted
    assert list(pickle.loads(pickle.dumps(rows))) == table


def test_a_large_regular_table_is_held_by_column(tmp_path: Path) -> None:
    lines = ["Wexley Police", "", "number,gender"] + [
        f'{number},"{"Female" if number % 3 else "Male"}"' for number in range(90_000)
    ]
    found = grid(opened(tmp_path, ("\r\n".join(lines) + "\r\n").encode()))
    assert isinstance(found.rows, ColumnRows) and found.shape == (90_003, 2)
    assert combinations(found, [1], 3, 90_002) == {("Female",): 60_000, ("Male",): 30_000}
    assert found.rows[:3] == [["Wexley Police", ""], ["", ""], ["number", "gender"]]
    assert found.rows[90_002] == ["89999", "Female"]
