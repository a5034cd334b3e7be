"""Replies as an officer would send them, whose drafts need no edit; and those like them that must be asked about."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import HOSPITALS, QUESTION, document

from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid

APRIL, JUNE = "2017-04-01/2017-04-30", "2017-05-01/2017-05-31"
YEAR = "2017-04-01/2018-03-31"


def drafted(rows: list[list[Any]], asked: Any = QUESTION, name: str = "Data") -> Draft:
    return draft_reply([document(rows, names=(name,))], asked)


def counts(draft: Draft) -> dict[tuple[str, ...], int]:
    return {key: count.low for sketch in draft.sketches for key, count in sketch.cells.items()}


def test_what_no_word_of_the_reply_can_be_is_counted_together() -> None:
    draft = drafted([["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2], ["Stalking", 3, 4]])
    assert not draft.questions
    assert {key[1] for key in counts(draft)} == {"all"}
    assert any("not broken down by gender" in each for each in draft.guesses)


@pytest.mark.parametrize(
    "title",
    [
        "Crimes against women",
        "Men: crimes recorded",
        "Excluding female victims",
        "Girls' reports",
        "Crimes (F)",
    ],
)
def test_a_word_for_one_gender_makes_it_no_count_of_all(title: str) -> None:
    draft = drafted([[title], ["Offence", "2016/17", "2017/18"], ["Harassment", 1, 2], ["Stalking", 3, 4]])
    assert "all" not in {key[1] for key in counts(draft)}
    assert draft.questions or {key[1] for key in counts(draft)} == {"female"}


def test_a_title_that_names_another_thing_makes_an_open_dimension_asked() -> None:
    rows = [["Offence", "2019/20", "2020/21"], ["Theft", 1, 2], ["Arson", 3, 4]]
    assert not drafted(rows, HOSPITALS).questions
    for title in ("Crimes at Northgate", "Crimes at Wexley Hospital", "Crimes by outcome"):
        assert any("is it all together" in each for each in drafted([[title], *rows], HOSPITALS).questions)


def test_a_crime_number_is_no_offence() -> None:
    rows = [["Crime Number", "Financial Year", "Offence", "Disposal", "Location"]]
    rows += [[f"WX/{at}/23", "2019/20", "Theft", "Charged", "Hospital A"] for at in range(12)]
    draft = drafted(rows, HOSPITALS)
    assert counts(draft) == {("Theft", "Charged", "Hospital A", "2019-04-01/2020-03-31"): 12}


def test_a_pivot_with_blanks_is_read_by_its_sums() -> None:
    rows: list[list[Any]] = [["Row Labels", "2016/17", "2017/18", "Grand Total"]]
    for offence in ("Harassment", "Stalking"):
        rows += [[offence, 9, 12, 21], ["Female", 6, 7, 13], ["(blank)", 3, 5, 8]]
    rows.append(["Grand Total", 18, 24, 42])
    draft = drafted(rows)
    assert not draft.questions
    assert counts(draft)["8Q", "not recorded", YEAR] == 5 and len(counts(draft)) == 8


def test_a_pivot_whose_headings_do_not_add_up_is_asked_about() -> None:
    rows: list[list[Any]] = [["Row Labels", "2016/17", "2017/18"]]
    for offence in ("Harassment", "Stalking"):
        rows += [[offence, 90, 12], ["Female", 60, 7], ["(blank)", 31, 5]]
    assert drafted(rows).questions


def test_quarters_under_their_years() -> None:
    rows = [
        ["Offence", "Sex", "2016/17", "", "2017/18", ""],
        ["", "", "Q1", "Q2", "Q1", "Q2"],
        ["Stalking", "F", 1, 2, 3, 4],
        ["Stalking", "M", 5, 6, 7, 8],
    ]
    draft = drafted(rows)
    assert not draft.questions
    assert draft.sketches[0].entry["header"] == ["window", "window"]
    assert counts(draft)["8Q", "male", "2017-07-01/2017-09-30"] == 8


def test_months_over_the_columns_take_their_year_from_the_title() -> None:
    rows = [["Offence", "April", "May", "March"], ["Stalking", 1, 2, 3], ["Harassment", 4, 5, 6]]
    draft = drafted([["Crimes recorded 2017/18"], *rows])
    assert not draft.questions
    assert counts(draft)["8Q", "all", "2018-03-01/2018-03-31"] == 3
    assert drafted(rows).questions


def test_a_year_on_a_row_of_its_own_over_its_months() -> None:
    rows: list[list[Any]] = [["Month", "Female", "Male"]]
    for year in ("2016/17", "2017/18"):
        rows += [[year, "", ""], ["Apr", 1, 2], ["Jan", 3, 4]]
    draft = drafted(rows)
    assert not draft.questions
    assert counts(draft)["all", "male", "2018-01-01/2018-01-31"] == 4


def test_a_year_up_to_a_day() -> None:
    rows = [
        ["Offence", "Sex", "2017/18", "2018/19 (to 24/09/2018)"],
        ["Stalking", "F", 1, 2],
        ["Stalking", "M", 3, 4],
    ]
    draft = drafted(rows)
    assert not draft.questions
    assert counts(draft)["8Q", "female", "2018-04-01/2018-09-24"] == 2


def test_a_code_beside_the_name_of_its_offence_is_passed_over() -> None:
    rows = [["Year", "Code", "Offence", "Sex", "Count"]]
    rows += [
        ["2017/18", code, name, sex, 7]
        for code, name in (("8L", "Harassment"), ("8Q", "Stalking"))
        for sex in "FM"
    ]
    draft = drafted(rows)
    assert not draft.questions and len(counts(draft)) == 4
    rows[1][1] = "3B"
    assert drafted(rows).questions


def test_a_day_beside_a_financial_year_is_passed_over_where_it_lies_in_it() -> None:
    rows: list[list[Any]] = [
        ["Crime Ref", "Financial Year", "Recorded", "Offence", "Victim sex", "Suspect known"]
    ]
    for at in range(9):
        rows.append([f"A{at}", "2017/18", datetime.date(2017, 4 + at % 3, 3), "Stalking", "F", "Y"])
    draft = drafted(rows)
    assert not draft.questions and counts(draft) == {("8Q", "female", YEAR): 9}
    rows[3][2] = datetime.date(2019, 1, 1)
    assert any("could be the window as well" in each for each in drafted(rows).questions)


def test_a_blank_gender_is_one_question() -> None:
    rows: list[list[Any]] = [["Offence", "Sex", "2016/17", "2017/18"]]
    for offence in ("Harassment", "Stalking", "Threats to kill"):
        rows += [[offence, "F", 10, 20], [offence, "", 3, 4]]
    draft = drafted(rows)
    assert len(draft.questions) == 1
    assert draft.sketches[0].entry["values"] == {"gender": {"": "not recorded"}}


def test_a_table_of_a_letter_that_was_cut_without_its_header() -> None:
    first = Grid("table 1", [["Offence", "Sex", "2017/18"], ["Stalking", "F", 1], ["Stalking", "M", 2]])
    second = Grid("table 2", [["Harassment", "F", 3], ["Harassment", "M", 4]])
    draft = draft_reply([Document("a.docx", "docx", grids=(first, second))], QUESTION)
    assert not draft.questions
    assert draft.sketches[0].entry["place"] == ["table 1", "table 2"]
    assert counts(draft)["8L", "male", YEAR] == 4
    other = Grid("table 2", second.rows, heading=("Crimes without a flag",))
    assert draft_reply([Document("a.docx", "docx", grids=(first, other))], QUESTION).questions


def test_what_a_crime_came_to_is_no_offence_and_nothing_goes_on_from_a_whole_table() -> None:
    first = Grid("table 1", [["Crime Group", "2019/20"], ["Theft", 1], ["Arson", 2], ["Total", 3]])
    second = Grid("table 2", [["Crime Outcome", "2019/20"], ["Charged", 2], ["Cautioned", 1], ["Total", 3]])
    draft = draft_reply([Document("a.docx", "docx", grids=(first, second))], HOSPITALS)
    assert [sketch.entry["group"] for sketch in draft.sketches] == ["t1", "t2"]
    assert draft.sketches[1].entry["labels"] == {"A": "outcome"}
    again = Grid("table 2", [["Crime Group", "2019/20"], ["Charged", 2], ["Cautioned", 1], ["Total", 3]])
    draft = draft_reply([Document("a.docx", "docx", grids=(first, again))], HOSPITALS)
    assert any("count the same crimes by something else" in each for each in draft.questions)


def test_financial_years_without_their_century() -> None:
    draft = drafted([["Offence", "04/05", "05/06", "06/07"], ["Harassment", 1, 2, 3], ["Stalking", 4, 5, 6]])
    assert not draft.questions
    assert counts(draft)["8Q", "all", "2006-04-01/2007-03-31"] == 6
    assert drafted([["Offence", "04/05", "Total"], ["Harassment", 1, 1], ["Stalking", 4, 4]]).questions


def test_whether_a_table_goes_on_from_many_is_one_question() -> None:
    grids = []
    for at in range(5):
        rows = [["Crime Group", "2019/20"], [f"Theft {at}", 1], [f"Arson {at}", 2], ["Total", 3]]
        grids.append(Grid(f"table {at + 1}", rows, heading=("A letter.",)))
    told = draft_reply([Document("a.docx", "docx", grids=tuple(grids))], HOSPITALS).questions
    asked = [each for each in told if "count the same crimes by something else" in each]
    assert len(asked) == 4 and asked[-1].endswith("(the same of 3 tables more, t2 the first)")
