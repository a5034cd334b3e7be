"""One crime in two rows: told with the rows, and counted as the reading says; never twice without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.replies.replies import FOLDER, QUESTION, counts, taken_of
from tests.sources.replies.test_gather import BODIES, file_reply, refused

from forcefoi.errors import DataError
from forcefoi.sources.replies.confirm import confirm
from forcefoi.sources.replies.figures import reply_figures
from forcefoi.sources.replies.gather import gather
from forcefoi.sources.replies.read_reply import read_reply
from forcefoi.sources.replies.references import references
from forcefoi.sources.replies.taken import Taken

RECORDS = """
grain = "records"
labels = { A = "reference", B = "offence", C = "gender", D = "window" }
years = "financial"
"""
HEAD = ["Crime Ref", "Offence", "Gender", "Recorded"]
ROWS = [
    HEAD,
    ["K/1", "Harassment", "Female", "01/05/2017"],
    ["K/2", "Harassment", "Female", "02/05/2017"],
    [" k/1", "Harassment", "Female", "03/05/2017"],
    ["K/3", "Stalking", "Male", "04/05/2017"],
]
WOMEN, MEN = ("8L", "female", "2017"), ("8Q", "male", "2017")


def whys(taken: Taken) -> str:
    return "\n".join(map(str, taken.problems))


def test_a_reference_in_two_rows_is_a_difference_until_the_reading_says_what_it_means() -> None:
    taken = taken_of(ROWS, RECORDS)
    (check,) = references([taken])
    assert (check.first.low, check.second.low, check.status, check.difference) == (4, 3, "differs", -1)
    assert "rows 2 and 4 have the same" in str(check)
    assert 'same_reference = "once"' in check.cure and "labels" not in check.cure
    assert "K/1" not in str(check).upper()  # A reference may lead to a person: the rows are enough.


@pytest.mark.parametrize(("meant", "women"), [("once", 2), ("once for each value", 2), ("each", 3)])
def test_the_reading_says_how_duplicates_count(meant: str, women: int) -> None:
    taken = taken_of(ROWS, RECORDS + f'same_reference = "{meant}"\n')
    assert counts(taken) == {WOMEN: (women, women), MEN: (1, 1)}
    assert not list(references([taken]))
    assert taken.references and taken.references.repeated == "rows 2 and 4"


def test_duplicates_that_the_reading_refuses_are_refused_with_their_rows() -> None:
    assert "rows 2 and 4" in whys(taken_of(ROWS, RECORDS + 'same_reference = "refuse"\n'))
    assert not taken_of(ROWS[:3], RECORDS + 'same_reference = "refuse"\n').problems


def test_one_crime_under_two_values_counts_once_only_if_the_reading_says_under_which() -> None:
    rows = [*ROWS, ["K/3", "Stalking", "Female", "04/05/2017"]]
    text = whys(taken_of(rows, RECORDS + 'same_reference = "once"\n'))
    assert (
        "rows of one crime count different things" in text
        and "rows 5 and 6" in text
        and "2 and 4" not in text
    )
    each = counts(taken_of(rows, RECORDS + 'same_reference = "once for each value"\n'))
    assert each == {WOMEN: (2, 2), MEN: (1, 1), ("8Q", "female", "2017"): (1, 1)}
    skipped = RECORDS + 'same_reference = "once"\nskip = [{ rows = "6", why = "the second victim" }]\n'
    assert counts(taken_of(rows, skipped)) == {WOMEN: (2, 2), MEN: (1, 1)}


def test_a_row_that_was_not_asked_for_is_no_duplicate_of_one_that_was() -> None:
    rows = [*ROWS, ["K/2", "Burglary", "Female", "04/05/2017"]]
    table = (
        RECORDS + 'same_reference = "once"\nvalues = { offence = { "Burglary" = "outside the question" } }\n'
    )
    taken = taken_of(rows, table)
    assert not taken.problems
    assert [cell.count.low for cell in taken.cells if cell.at["offence"] == "8L"] == [2]


def test_several_columns_may_name_a_crime_together() -> None:
    rows = [
        [row[0], year, *row[1:]] for row, year in zip(ROWS, ["Year", 2016.0, 2016, 2017, 2017], strict=True)
    ]
    table = RECORDS.replace(
        'B = "offence", C = "gender", D = "window"', 'B = "reference", C = "offence", D = "gender"'
    )
    table = table.replace('"gender" }', '"gender", E = "window" }')
    taken = taken_of(rows, table)
    assert taken.references and (taken.references.rows, taken.references.different) == (4, 4)
    rows[3][1] = "2016"
    taken = taken_of(rows, table)
    assert taken.references and taken.references.repeated == "rows 2 and 4"
    assert taken.references.column == "column A and B"


def test_rows_without_a_reference_are_crimes_and_blank_rows_are_none() -> None:
    rows = [
        *ROWS[:3],
        ["", "Stalking", "Male", "04/05/2017"],
        ["", "Stalking", "Male", "04/05/2017"],
        ["", "", "", ""],
    ]
    taken = taken_of(rows, RECORDS + 'same_reference = "once"\n')
    assert counts(taken)[MEN] == (2, 2)
    assert taken.references and (taken.references.rows, taken.references.different) == (4, 4)
    assert "2 of 4 rows have no reference" in taken.doubts[0]


@pytest.mark.parametrize(
    "head", ["Crime Ref", "Crime Number", "Offence ID", "URN", "Reference", "Incident No."]
)
def test_a_column_headed_as_a_reference_is_one_although_the_reading_does_not_say_so(head: str) -> None:
    rows = [[head, *HEAD[1:]], *ROWS[1:]]
    (check,) = references([taken_of(rows, RECORDS.replace('A = "reference"', 'A = "-"'))])
    assert check.status == "differs" and 'labels = { …, A = "reference" }' in check.cure
    assert not list(
        references(
            [taken_of(rows, RECORDS.replace('A = "reference", ', "") + 'ignore = { A = "no crime\'s" }\n')]
        )
    )


def test_a_number_that_most_rows_share_names_no_crime() -> None:
    rows = [
        ["Offence No", *HEAD[1:]],
        *([each, *row[1:]] for each, row in zip("8888", ROWS[1:], strict=True)),
    ]
    assert not list(references([taken_of(rows, RECORDS.replace('A = "reference"', 'A = "-"'))]))


def test_what_is_said_of_references_must_have_a_column_of_them() -> None:
    with pytest.raises(DataError, match="nothing says which column names the crime"):
        taken_of(ROWS, RECORDS.replace('"reference"', '"-"') + 'same_reference = "once"\n')
    with pytest.raises(DataError, match="only a table of one row a crime has references"):
        taken_of(ROWS, 'labels = { A = "reference" }\ncounts = ["B"]\nfixed = { offence = "all" }\n')


SHEET = "Crime Ref,Offence,Gender,Recorded\n" + "".join(",".join(row).strip() + "\n" for row in ROWS[1:])
TABLE = f"""
[[tables]]
id = "crimes"
file = "a.csv"
place = "lines"
unit = "crimes"
{RECORDS}"""


ACCEPTED = """
[[accepted]]
check = "crimes: rows and crime references"
difference = -1
because = "two victims"
by = "A. Reader"
"""


def figures_of(root: Path) -> dict[str, tuple[int, str, str]]:
    figures, _ = reply_figures(gather(root, QUESTION, BODIES), {"wexley": "Wexley Police"})
    return {row["offences"]: (row["low"], row["locator"], row["note"]) for _, row in figures.iterrows()}


def test_undeclared_duplicates_stop_the_build_and_declared_ones_go_with_the_figure(tmp_path: Path) -> None:
    place = file_reply(tmp_path, sheet=SHEET, table=TABLE)
    text = refused(tmp_path)
    assert "rows 2 and 4" in text and 'same_reference = "once"' in text and "[[accepted]]" in text
    path = place / "reply.toml"
    path.write_text(path.read_text() + 'same_reference = "once"\n')
    low, locator, note = figures_of(tmp_path)["8L"]
    assert (low, locator) == (
        2,
        "Wexley Police, reply to 1, a.csv, lines, row 2 to row 5 (2 crimes in 3 of these rows)",
    )
    assert (
        note
        == "counted from one row a crime: 4 rows, 3 different references, a crime in several rows counts once"
    )


def test_accepted_duplicates_count_each_and_the_reason_goes_with_the_figure(tmp_path: Path) -> None:
    place = file_reply(tmp_path, sheet=SHEET, table=TABLE)
    path = place / "reply.toml"
    path.write_text(path.read_text() + ACCEPTED)
    low, _, note = figures_of(tmp_path)["8L"]
    assert low == 3 and "each row counts; two victims (A. Reader)" in note


def test_a_crime_in_two_tables_that_are_added_is_a_difference(tmp_path: Path) -> None:
    first = TABLE.replace('id = "crimes"', 'id = "one"\ngroup = "g"\nrange = "A1:D3"')
    second = TABLE.replace('id = "crimes"', 'id = "two"\ngroup = "g"\nrange = "A4:D5"\nheader = []')
    place = file_reply(tmp_path, sheet=SHEET, table=first + second)
    text = refused(tmp_path)
    assert "two is added to one, and has references of it (row 4)" in text
    path = place / "reply.toml"
    path.write_text(path.read_text() + 'skip = [{ rows = "4", why = "in the first table" }]\n')
    assert figures_of(tmp_path)["8L"][0] == 2


def test_what_was_found_of_references_is_kept_for_a_copy_without_the_file(tmp_path: Path) -> None:
    place = file_reply(tmp_path, sheet=SHEET, table=TABLE + ACCEPTED, confirmed=False)
    (place / "held").mkdir()
    (place / "a.csv").rename(place / "held/a.csv")
    path = place / "reply.toml"
    path.write_text(path.read_text().replace('name = "a.csv"', 'name = "a.csv"\nheld_back = true'))
    confirm(tmp_path, read_reply(tmp_path, FOLDER, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    here = figures_of(tmp_path)
    (place / "held/a.csv").unlink()
    assert figures_of(tmp_path) == here
    assert "k/1" not in (place / "counts.json").read_text().casefold()
