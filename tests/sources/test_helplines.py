"""Where to get help: what the file may hold, and when a person must look at it again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from forcefoi.errors import DataError
from forcefoi.forces import NATIONS as OF_FORCES
from forcefoi.processed.tables import make_tables
from forcefoi.sources.helplines import NATIONS, parse_helplines, read_helplines, to_check

HEADER = "name,contact,for_whom,hours,nation,source,checked_on"
POLICE = "Police,999,Anyone in danger,,UK,known to all,"
TODAY = date(2026, 11, 24)


def parsed(*rows: str, header: str = HEADER):
    return parse_helplines("\n".join([header, *rows]).encode() + b"\n", TODAY)


def refused(*rows: str) -> str:
    with pytest.raises(DataError) as caught:
        parsed(*rows)
    return str(caught.value)


def test_the_projects_own(root: Path) -> None:
    found = read_helplines(root)
    by_nation = {
        nation: [each.contact for each in found if nation in each.nations]
        for nation in ("England", "Wales", "Scotland", "Northern Ireland")
    }
    everywhere, britain = ["999", "101", "116 123"], ["0808 802 0300", "0345 6000 459"]
    assert {nation: set(numbers) for nation, numbers in by_nation.items()} == {
        "England": {*everywhere, *britain, "0808 2000 247"},
        "Wales": {*everywhere, *britain, "0808 80 10 800"},
        "Scotland": {*everywhere, *britain, "0800 027 1234"},
        "Northern Ireland": {*everywhere},
    }
    assert all(numbers[0] == "999" for numbers in by_nation.values())


def test_its_nations_are_those_of_the_forces() -> None:
    assert set(NATIONS) == set(OF_FORCES)


def test_a_row_is_read_whole_and_the_columns_may_stand_in_any_order() -> None:
    row = parsed(
        "2026-11-03,https://example.org/help,gb,S,A, Anyone ,Day and night",
        ",999,uk,S,P,All,",
        header="checked_on,contact,nation,source,name,for_whom,hours",
    )[0]
    assert (row.row, row.name, row.for_whom, row.hours, row.nation) == (
        2,
        "A",
        "Anyone",
        "Day and night",
        "GB",
    )
    assert row.checked_on == date(2026, 11, 3)
    assert row.href == row.contact == "https://example.org/help"
    assert row.nations == ("England", "Wales", "Scotland")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",116 123,Anyone,,UK,S,", "row 3, column 'name': not a name: the cell is empty"),
        ("A,,Anyone,,UK,S,", "row 3, column 'contact': not a contact: the cell is empty"),
        ("A,116 123,,,UK,S,", "column 'for_whom': not a word for whom it is: the cell is empty"),
        ("A,116 123,Anyone,,UK,,", "column 'source': not a source: the cell is empty"),
        ("A,116 123,Anyone,,Englnd,S,", "not a nation: unknown\n  read:     'Englnd'\n  allowed:  UK, GB,"),
        ("A,116 123,Anyone,,Englnd,S,", "nearest:  England"),
        ("A,116 123,Anyone,,,S,", "column 'nation': not a nation: unknown"),
        ("A,116 123,Anyone,,UK,S,2026-11-25", "it is in the future (today is 2026-11-24)"),
        ("A,116 123,Anyone,,UK,S,soon", "row 3, column 'checked_on': not a day: not written as a day"),
        ("A,116 123,Anyone,,UK,S,2026-02-30", "the calendar has no such day"),
        ("A,javascript:alert(1),Anyone,,UK,S,", "neither a telephone number nor an address"),
        ("A,http://example.org,Anyone,,UK,S,", "neither a telephone number nor an address"),
        ("A,=1+1,Anyone,,UK,S,", "neither a telephone number nor an address"),
        ("A,12,Anyone,,UK,S,", "neither a telephone number nor an address"),
        ("Again,9 9 9,Anyone,,Wales,S,", "the same contact stands in row 2 for Wales\n  read:     '9 9 9'"),
        ("A,116 123,Anyone,UK,S,", "the row has 6 cells, the header has 7"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(row: str, says: str) -> None:
    told = refused(POLICE, row)
    assert says in told and told.startswith("data/raw/reference/helplines.csv, row 3")


def test_two_mistakes_are_told_at_once() -> None:
    told = refused(POLICE, "A,,Anyone,,UK,S,", "B,116 123,Anyone,,Mars,S,")
    assert "row 3, column 'contact'" in told and "row 4, column 'nation'" in told


def test_one_number_may_stand_for_two_nations_under_two_names() -> None:
    assert len(parsed(POLICE, "A,116 123,Anyone,,Wales,S,", "B,116 123,Anyone,,Scotland,S,")) == 3


def test_a_nation_without_help_is_refused() -> None:
    told = refused("A,116 123,Anyone,,GB,S,")
    assert "there is no row for Northern Ireland" in told and "to do:" in told


def test_a_mistake_stops_the_data(copy: Path) -> None:
    (copy / "data/raw/reference/helplines.csv").write_text(f"{HEADER}\n{POLICE}\nA,116 123,Anyone,,Mars,S,\n")
    with pytest.raises(DataError, match="Mars"):
        make_tables(copy)
    (copy / "data/raw/reference/helplines.csv").unlink()
    with pytest.raises(DataError, match="helplines.csv: the file is missing"):
        make_tables(copy)


@pytest.mark.parametrize(
    ("day", "named"), [("", True), ("2026-05-27", True), ("2026-05-28", False), ("2026-11-24", False)]
)
def test_what_a_person_must_check(day: str, named: bool) -> None:
    problems = to_check(parsed(POLICE + day), TODAY)
    assert bool(problems) == named
    if named:
        text = str(problems[0])
        assert (
            "row 2, column 'checked_on': Police, 999: " in text
            and "to do:    read the service’s own page" in text
        )
        assert ("nobody has checked it yet" in text) == (not day)
        assert ("last checked 181 days ago, on 27 May 2026" in text) == bool(day)
