"""From a confirmed reading and a grid to counts, in every layout that replies have."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.replies.replies import counts, taken_of

from forcefoi.errors import DataError
from forcefoi.sources.replies.taken import Taken

WIDE = 'labels = { A = "offence" }\ncounts = ["B:C"]\nheader = ["window"]\nfixed = { gender = "all" }\n'
ONE_A_ROW = 'grain = "records"\nlabels = { %s }\nfixed = { gender = "all", window = "2017/18" }\n'


def whys(taken: Taken) -> str:
    assert taken.problems
    return "\n".join(map(str, taken.problems))


def test_wide_table() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, "1,234"], ["Stalking", 3.0, " 4 "]]
    assert counts(taken_of(rows, WIDE)) == {
        ("8L", "all", "2016"): (1, 1),
        ("8L", "all", "2017"): (1234, 1234),
        ("8Q", "all", "2016"): (3, 3),
        ("8Q", "all", "2017"): (4, 4),
    }


def test_a_cell_is_found_again_in_its_file() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2]]
    taken = taken_of(rows, WIDE, first_row=7, first_column=3, **{})
    assert "lies outside the range" in whys(taken)  # the columns are named as in the file
    taken = taken_of(rows, WIDE.replace("A =", "C =").replace("B:C", "D:E"), first_row=7, first_column=3)
    assert [cell.place for cell in taken.cells] == ["sheet 'Data', cell D8", "sheet 'Data', cell E8"]


@pytest.mark.parametrize(
    "table",
    [
        WIDE.replace("B:C", "B:E"),
        WIDE.replace("A =", "F ="),
        WIDE + 'ignore = { G = "percentages" }\n',
        WIDE + 'totals = [{ column = "H", of = "B:C" }]\n',
        ONE_A_ROW % 'A = "offence", K = "number"',
        ONE_A_ROW % 'A = "offence", K = "reference"',
        ONE_A_ROW % 'K = "offence"',
    ],
)
def test_a_column_that_is_not_there_is_told(table: str) -> None:
    text = whys(taken_of([["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2]], table))
    assert "lies outside the range" in text or "has no column" in text


def test_long_table_and_preamble() -> None:
    rows = [
        ["Run Date: 8/4/2020", "", "", ""],
        ["Offence", "Sex", "Year", "Count"],
        ["Harassment", "F", "2017/18", 5],
        ["Harassment", "U", "2017/18", "<5"],
    ]
    table = """
range = "A2:D4"
header = ["-"]
labels = { A = "offence", B = "gender", C = "window" }
counts = ["D"]
"""
    assert counts(taken_of(rows, table)) == {
        ("8L", "female", "2017"): (5, 5),
        ("8L", "not recorded", "2017"): (1, 4),
    }


BANDED = [
    ["", "Female", "", "Male", ""],
    ["Offence", "2016/17", "2017/18", "2016/17", "2017/18"],
    ["Harassment", 1, 2, 3, 4],
]
BANDED_TABLE = 'labels = { A = "offence" }\ncounts = ["B:E"]\nheader = ["gender", "window"]\n'


@pytest.mark.parametrize("how", [{"merged": ((0, 1, 0, 2), (0, 3, 0, 4))}, {}])
def test_banded_header(how: dict) -> None:
    """Merged cells say by themselves what a blank means; a blank in a file without them only the reading."""
    table = BANDED_TABLE + ("" if how else 'header_blank = "same as left"\n')
    assert counts(taken_of(BANDED, table, **how)) == {
        ("8L", "female", "2016"): (1, 1),
        ("8L", "female", "2017"): (2, 2),
        ("8L", "male", "2016"): (3, 3),
        ("8L", "male", "2017"): (4, 4),
    }
    if not how:
        assert "the label is blank" in whys(taken_of(BANDED, BANDED_TABLE))


def test_sections_and_same_as_above() -> None:
    rows = [
        ["", "2016/17", "2017/18"],
        ["2 Female", "", ""],
        ["Harassment", 1, 2],
        ["Male", "", ""],
        ["Harassment", 3, 4],
    ]
    table = """
labels = { A = "offence" }
sections = { A = "gender" }
counts = ["B:C"]
header = ["window"]
values = { gender = { "2 Female" = "female" } }
"""
    assert counts(taken_of(rows, table))[("8L", "male", "2016")] == (3, 3)
    rows = [["Offence", "Sex", "2016/17", "2017/18"], ["Harassment", "F", 1, 2], ["", "M", 3, 4]]
    table = 'labels = { A = "offence", B = "gender" }\ncounts = ["C:D"]\nheader = ["window"]\n'
    assert "the label is blank" in whys(taken_of(rows, table))
    assert counts(taken_of(rows, table + 'same_as_above = ["A"]'))[("8L", "male", "2017")] == (4, 4)


def test_totals_are_kept_apart_and_undeclared_ones_refused() -> None:
    rows = [
        ["Offence", "2016/17", "2017/18"],
        ["Harassment", 1, 2],
        ["Stalking", 3, 4],
        ["Grand Total", 4, 6],
    ]
    assert "looks like a total" in whys(taken_of(rows, WIDE))
    taken = taken_of(rows, WIDE + '[[tables.totals]]\nrow = 4\nof = "2:3"\n')
    assert len(counts(taken)) == 4
    assert [(each.count.low, each.parts) for each in taken.sums] == [
        (4, ((2, 2), (3, 2))),
        (6, ((2, 3), (3, 3))),
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "the cell is blank"),
        ("-", "refused"),
        ("*", ""),
        ("#REF!", "an error of the spreadsheet"),
        (-3, "negative"),
        (2.5, "fraction"),
        (True, "true or false"),
        (datetime.date(2018, 1, 1), "date"),
        ("$ 1,541", ""),
        ("75%-80%", ""),
        ("12 13", ""),
    ],
)
def test_a_cell_that_is_no_count_is_refused_with_its_place(cell: object, why: str) -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, cell]]
    if cell == "*":
        assert counts(taken_of(rows, WIDE + 'words = { "*" = [1, 4] }'))[("8L", "all", "2017")] == (1, 4)
        return
    taken = taken_of(rows, WIDE)
    assert "cell C2" in whys(taken)
    assert why.replace("refused", "") in whys(taken)


def test_what_is_wrong_alike_in_many_cells_is_told_once_with_their_number() -> None:
    rows: list[list[object]] = [["Offence", *(f"{at}/{at + 1}" for at in range(1980, 2020))]]
    rows += [[label, *[""] * 40] for label in ("Harassment", "Stalking")]
    rows[2][40] = "see note"
    blank, note = taken_of(rows, WIDE.replace("B:C", "B:AO")).problems
    assert blank.file.endswith("B2") and "(in 79 cells, of which this is the first)" in blank.why
    # Nor does what is met often hide what is met once, after it.
    assert note.file.endswith("AO3") and note.value == "see note"


def test_words_of_the_reading() -> None:
    rows = [
        ["Offence", "2016/17", "2017/18"],
        ["Harassment", "-", ""],
        ["Stalking", "n/a ", "REFUSED (COST)"],
    ]
    words = 'words = { "-" = 0, "" = 0, "N/A" = "not held" }'
    found = {cell.place[-2:]: cell.count for cell in taken_of(rows, WIDE + words).cells}
    assert (found["B2"].low, found["B2"].high, found["C2"].high) == (0, 0, 0)
    assert (found["B3"].status, found["C3"].status) == ("not held", "refused")


def test_nothing_is_left_unsaid() -> None:
    rows = [["Offence", "2016/17", "2017/18", "%"], ["Harassment", 1, 2, 50]]
    assert "nothing says what column D is" in whys(taken_of(rows, WIDE))
    assert counts(taken_of(rows, WIDE + 'ignore = { D = "percentages" }'))
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2], ["Harassment", 3, 4]]
    assert "it counts the same as sheet 'Data', cell B2" in whys(taken_of(rows, WIDE))
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2], ["Offence", "2016/17", "2017/18"]]
    assert "the header stands there again" in whys(taken_of(rows, WIDE))


def test_hidden_rows_are_read_only_if_the_reading_says_so() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2], ["Stalking", 3, 4]]
    hidden = {"hidden_rows": frozenset({2})}
    assert "1 hidden rows" in whys(taken_of(rows, WIDE, **hidden))
    assert len(counts(taken_of(rows, WIDE + 'hidden = "leave"', **hidden))) == 2
    assert len(counts(taken_of(rows, WIDE + 'hidden = "use"', **hidden))) == 4
    assert "very hidden" in whys(taken_of(rows, WIDE, hidden="very hidden"))


RECORDS = """
grain = "records"
labels = { A = "number", B = "window", C = "offence", D = "gender" }
years = "financial"
"""


def test_one_row_a_crime() -> None:
    day = datetime.datetime
    rows = [
        ["No", "Date", "Offence", "Sex"],
        [1, day(2017, 3, 31), "HARASSMENT", "F"],
        [2, day(2017, 4, 1), "Harassment", "F"],
        [3, "01/05/2017", "Harassment", "f"],
        ["", "", "", ""],
    ]
    taken = taken_of(rows, RECORDS)
    assert counts(taken) == {("8L", "female", "2016"): (1, 1), ("8L", "female", "2017"): (2, 2)}
    assert taken.numbered == (3, 3, "column A")
    assert taken.cells[0].place == "sheet 'Data', row 2 to row 5 (1 of these rows)"


def test_rows_without_a_label_are_no_crimes_lost() -> None:
    rows = [["No", "Date", "Offence", "Sex"], [1, "", "", ""]]
    assert "no label in these columns" in whys(taken_of(rows, RECORDS))
    rows = [["No", "Date", "Offence", "Sex"], [1, "11/22/2017", "Harassment", "F"]]
    assert "no such day" in whys(taken_of(rows, RECORDS))
    rows = [["No", "Date", "Offence", "Sex"], ["", "", "Total", 5]]
    assert "looks like a total" in whys(taken_of(rows, RECORDS))


def test_records_as_blocks_of_lines() -> None:
    rows = [
        ["Offence", "Harassment"],
        ["Sex", "F"],
        ["Year", "2017/18"],
        ["Offence", "Stalking"],
        ["Sex", "M"],
    ]
    table = 'grain = "records"\npieces = "blocks"\nlabels = { A = "offence", B = "gender", C = "window" }\n'
    assert "the label is blank" in whys(taken_of(rows, table))
    rows.append(["Year", "2017/18"])
    assert counts(taken_of(rows, table)) == {("8L", "female", "2017"): (1, 1), ("8Q", "male", "2017"): (1, 1)}


def test_a_number_merged_over_two_offences_is_refused() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 5, 2], ["Stalking", "", 4]]
    taken = taken_of(rows, WIDE + 'words = { "" = 0 }', merged=((1, 1, 2, 1),))
    assert "merged cells that count different things" in whys(taken)


def test_a_merged_total_counts_once() -> None:
    rows = [["Offence", "2016/17", "", "2017/18"], ["Harassment", 1, "", 2], ["Total", 1, "", 2]]
    table = WIDE.replace("B:C", "B:D") + 'totals = [{ row = 3, of = "2" }]\n'
    merged = ((0, 1, 0, 2), (1, 1, 1, 2), (2, 1, 2, 2))
    assert [each.count.low for each in taken_of(rows, table, merged=merged).sums] == [1, 2]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["8L", "8Q"]), st.sampled_from("FMU"), st.integers(2010, 2017)), max_size=60
    )
)
def test_records_are_counted_each_once(crimes: list[tuple[str, str, int]]) -> None:
    rows = [
        ["No", "Year", "Offence", "Sex"],
        *[[n, f"{y}/{y + 1}", o, g] for n, (o, g, y) in enumerate(crimes, 1)],
    ]
    found = counts(taken_of(rows, RECORDS)) if crimes else {}
    assert sum(low for low, _ in found.values()) == len(crimes)
    gender = {"F": "female", "M": "male", "U": "not recorded"}
    for offence, sex, year in crimes:
        same = crimes.count((offence, sex, year))
        assert found[offence, gender[sex], str(year)] == (same, same)


def test_days_over_the_columns_stand_for_their_months_where_the_reading_says_so() -> None:
    rows = [["Offence", datetime.date(2018, 1, 1), "1-Feb-18"], ["Harassment", 1, 2]]
    taken = taken_of(rows, WIDE + 'years = "month"\n')
    assert [cell.at["window"] for cell in taken.cells] == ["2018-01-01/2018-01-31", "2018-02-01/2018-02-28"]


@pytest.mark.parametrize(
    "written",
    [
        "31/03/2018 23:59",
        "31-Mar-18",
        "2018-03-31T23:59:59",
        "31 March 2018",
        "2018-03-31T22:59:00+00:00",
        "2017-08-01T23:59:00Z",
    ],
)
def test_a_day_as_text_lies_in_its_year(written: str) -> None:
    table = (
        'grain = "records"\nheader = ["-"]\nlabels = { A = "window", B = "offence" }\nyears = "financial"\n'
    )
    taken = taken_of([["Recorded", "Offence"], [written, "8L"]], table + 'fixed = { gender = "all" }\n')
    assert [cell.at["window"] for cell in taken.cells] == ["2017-04-01/2018-03-31"]


def test_a_time_in_its_zone_that_is_another_year_by_british_time_is_refused() -> None:
    table = (
        'grain = "records"\nheader = ["-"]\nlabels = { A = "window", B = "offence" }\nyears = "financial"\n'
    )
    rows = [["Recorded", "Offence"], ["2018-03-31T23:30:00+00:00", "8L"]]
    assert "British time" in whys(taken_of(rows, table + 'fixed = { gender = "all" }\n'))


def test_a_whole_number_written_as_a_fraction() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", "12.0", "0.0"]]
    assert counts(taken_of(rows, WIDE)) == {("8L", "all", "2016"): (12, 12), ("8L", "all", "2017"): (0, 0)}
    for text in ("1.000", "12.5", "012.0"):
        assert "not a count" in whys(taken_of([rows[0], ["Harassment", text, 1]], WIDE))


def test_a_row_that_says_what_it_counts_itself() -> None:
    """A part of the row above it, and a label of two dimensions, are no value of one column."""
    rows = [
        ["Offence", "2016/17", "2017/18"],
        ["Harassment", 10, 20],
        ["of which female", 8, 9],
        ["Stalking", 1, 2],
    ]
    own = 'rows = { "3" = { offence = "8L", gender = "female" } }\n'
    assert "no such name is known" in whys(taken_of(rows, WIDE))
    found = counts(taken_of(rows, WIDE + own))
    assert found[("8L", "female", "2016")] == (8, 8) and found[("8L", "all", "2016")] == (10, 10)
    assert len(found) == 6

    table = 'labels = { A = "-" }\ncounts = ["B:C"]\nheader = ["window"]\n'
    every = '"2" = { offence = "8L", gender = "female" }, "3:4" = { offence = "8Q", gender = "male" }'
    rows = [["", "2016/17", "2017/18"], ["Harassment (f)", 1, 2], ["Stalking (m)", 3, 4], ["again", 5, 6]]
    assert "it counts the same as" in whys(taken_of(rows, f"{table}rows = {{ {every} }}"))
    only = '"2" = { offence = "8L", gender = "female" }'
    assert "nothing says which offence, gender is counted" in whys(
        taken_of(rows, f"{table}rows = {{ {only} }}")
    )


def test_a_row_that_is_named_and_has_no_counts_is_a_slip() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 10, 20]]
    for row in ("1", "3", "30"):
        own = f'rows = {{ "{row}" = {{ gender = "female" }} }}\n'
        assert f"rows names row {row}, which has no counts" in whys(taken_of(rows, WIDE + own))


def test_a_row_can_not_give_what_the_columns_give() -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Harassment", 10, 20]]
    with pytest.raises(DataError, match="the columns give the window already"):
        taken_of(rows, WIDE + 'rows = { "2" = { window = "2016/17" } }\n')


@pytest.mark.parametrize("year", ["YTD", "Total", "Full year", "Year to date"])
def test_a_year_beside_its_quarters_is_told_with_the_columns_and_what_to_write(year: str) -> None:
    rows = [
        ["", "2017/18", "", "", "", "", "2018/19", "", ""],
        ["Offence", "Q1", "Q2", "Q3", "Q4", year, "Q1", "Q2", year],
        ["8L", 1, 2, 3, 4, 10, 5, 6, 11],
    ]
    table = 'labels = { A = "offence" }\ncounts = ["B:I"]\nheader = ["window", "window"]\nfixed = { gender = "all" }\n'
    table += 'header_blank = "same as left"\n'
    text = whys(taken_of(rows, table))
    assert '[[tables.totals]] column = "F", of = "B:E", and take F out of counts' in text
    assert '[[tables.totals]] column = "I", of = "G:H", and take I out of counts' in text
    said = 'totals = [{ column = "F", of = "B:E" }, { column = "I", of = "G:H" }]\n'
    taken = taken_of(rows, table.replace('["B:I"]', '["B:E", "G:H"]') + said)
    assert not taken.problems and len(taken.cells) == 6 and len(taken.sums) == 2
