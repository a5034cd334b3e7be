"""What bears on a table's numbers is asked, though every cell of it can be read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import HOSPITALS, document, drafted

from forcefoi.question import make_question
from forcefoi.sources.replies.grid import Document, Notice

ROWS: list[list[Any]] = [["Offence", "Sex", "2016/17"], ["Stalking", "F", 1], ["Stalking", "M", 2]]


def test_a_plain_table_puts_nothing_in_doubt() -> None:
    assert drafted(document(ROWS)).questions == []


@pytest.mark.parametrize(
    ("above", "asked"),
    [
        ("Crimes (thousands)", "'thousands' stands at the table: are the numbers thousands?"),
        ("Rounded to the nearest 5", "'Rounded' stands at the table: the numbers are rounded"),
        ("Cumulative figures", "'Cumulative' stands at the table: does each number hold those before it?"),
        ("By sex of the suspect", "'suspect' stands at the table: whose gender is it, the victim's?"),
        (
            "Figures are provisional",
            "'provisional' stands at the table: is one of its windows a part of a year?",
        ),
    ],
)
def test_words_at_the_table(above: str, asked: str) -> None:
    questions = drafted(document([[above], *ROWS])).questions
    assert len(questions) == 1 and questions[0].startswith(f"t1: {asked}")


def test_the_only_days_of_a_list_are_asked_about_where_they_are_of_something_else() -> None:
    people = [[f"INV{at}", f"{at}/02/1970", "Stalking", "F"] for at in range(1, 10)]
    (asked,) = (
        each
        for each in drafted(document([["Ref", "DOB", "Offence", "Sex"], *people])).questions
        if "column B" in each
    )
    assert (
        asked == "t1: column B ('DOB') may hold the day of something else: is it the window that was asked?"
    )


def test_words_elsewhere_in_the_reply() -> None:
    (asked,) = drafted(document(ROWS, texts=("The last year is a part year.",))).questions
    assert (
        asked
        == "t1: 'part year' stands elsewhere in the reply: is one of the table's windows a part of a year?"
    )


def test_a_comment_on_a_cell_is_told_of_and_not_shown() -> None:
    (asked,) = drafted(document(ROWS, notes={(1, 2): "Ann: this is wrong"})).questions
    assert asked == "t1: 1 of its cells has a comment, the first C2: look at what is said there"


def test_one_number_over_two_rows() -> None:
    rows = [ROWS[0], ROWS[1], ["Stalking", "M", ""]]
    asked = drafted(document(rows, merged=((1, 2, 2, 2),))).questions
    assert "t1: the cells C2:C3 are one: what does the number in it count?" in asked


def test_references_that_come_twice_and_a_second_column_of_gender() -> None:
    rows = [["Crime No", "Year", "Offence", "Victim sex", "Other sex"]]
    rows += [[f"W/{at // 2}", "2016/17", "Stalking", "F", "M"] for at in range(6)]
    told = "\n".join(drafted(document(rows)).questions)
    assert "column A ('Crime No') has the same reference twice: is it one row a crime?" in told
    assert "column E ('Other sex') could be the gender as well: which one is?" in told


def test_what_the_reader_of_a_file_noticed() -> None:
    file = Document("a.xlsx", "xlsx", notices=(Notice("filter", "sheet 'Data'", "a filter is left on"),))
    assert drafted(file).questions == ["a.xlsx, sheet 'Data': filter: a filter is left on"]


def test_one_value_under_two_spellings() -> None:
    head = ["Offence", "Outcome", "Hospital", "2019/20"]
    rows = [head, ["Arson & Criminal Damage", "Charged", "A", 3], ["Theft", "Charged", "Refused s.40(2)", 3]]
    again = [head, ["ARSON AND CRIMINAL DAMAGE", "Charged", "B", 3]]
    told = "\n".join(drafted(document(rows, again, names=("1", "2")), asked=HOSPITALS).questions)
    assert "'ARSON AND CRIMINAL DAMAGE' is 'Arson & Criminal Damage' in t1: are they one offence?" in told
    assert "'Refused s.40(2)' stands as a hospital: was it refused?" in told


def test_days_as_the_heads_of_months() -> None:
    rows = [["Month", "Offence", "Sex", "Count"]]
    rows += [[datetime.date(2017, month, 1), "Stalking", "F", month] for month in (4, 5, 6)]  # type: ignore[list-item]
    draft = drafted(document(rows))
    assert not draft.questions
    assert {key[2] for key in draft.sketches[0].cells} == {
        "2017-04-01/2017-04-30", "2017-05-01/2017-05-31", "2017-06-01/2017-06-30",
    }  # fmt: skip


def test_days_that_leave_months_out_are_asked_about() -> None:
    rows = [["Month", "Offence", "Sex", "Count"]]
    rows += [[datetime.date(2017, month, 1), "Stalking", "F", month] for month in (4, 7, 10)]  # type: ignore[list-item]
    told = drafted(document(rows)).questions
    assert any("'2017-04-01' and other days stand for windows: for which?" in each for each in told)


def test_a_raised_figure_beside_a_count_is_asked_about() -> None:
    rows = [["Offence", "Sex", "2016/17"], ["Stalking", "F", "1²"], ["Stalking", "M", "2"]]
    assert any("it holds a raised figure" in each for each in drafted(document(rows)).questions)


def test_days_over_the_columns_are_windows_of_which_the_kind_is_asked() -> None:
    heads = [datetime.datetime(2018, at, 1) for at in (1, 4, 7)]
    draft = drafted(
        document([["Offence", "Sex", *heads], ["Stalking", "F", 1, 2, 3], ["Stalking", "M", 4, 5, 6]])
    )
    assert draft.sketches[0].entry["header"] == ["window"]
    assert any('(or "month", if each stands for its month)' in each for each in draft.questions)


@pytest.mark.parametrize("written", ["%d-%b-%y", "%d/%m/%Y %H:%M", "%d %B %Y"])
def test_days_written_as_text_are_days(written: str) -> None:
    rows = [["Date recorded", "Offence", "Sex"]]
    rows += [[f"{datetime.datetime(2018, 1, day, 9, 5):{written}}", "Stalking", "F"] for day in range(1, 12)]
    asked = drafted(document(rows)).questions
    assert asked == ['t1: days and nothing says which kind of year: years = "financial" or "calendar"?']


WARDS: list[list[Any]] = [["Offence", "2016/17", "2017/18"], ["8L", 40, 50], ["8Q", 20, 30], ["3B", 11, 12]]


@pytest.mark.parametrize(("last", "asked"), [([74, 95], True), ([71, 92], True), ([45, 51], False)])
def test_a_last_row_about_as_much_as_all_others(last: list[int], asked: bool) -> None:
    asks = make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2018, 9, 24),
         "dimensions": [{"name": "offence"}, {"name": "window", "kind": "window"}]}
    )  # fmt: skip
    questions = drafted(document([*WARDS, ["Wexley", *last]]), asked=asks).questions
    assert any("row 5 ('Wexley')" in each and "is it their total" in each for each in questions) == asked


@pytest.mark.parametrize("head", ["No.", "Nos", "no"])
def test_no_over_a_count_is_no_running_number(head: str) -> None:
    rows = [["Offence", "Sex", "2016/17", "", "2017/18", ""], ["", "", head, "%", head, "%"]]
    rows += [["Stalking", "F", 31, 40, 17, 60], ["Stalking", "M", 12, 60, 17, 40]]
    draft = drafted(document(rows, merged=((0, 2, 0, 3), (0, 4, 0, 5))))
    assert draft.sketches[0].entry["counts"] == ["C", "E"]
    alone = [
        ["Offence", "Sex", "Year", head],
        ["Stalking", "F", "2016/17", 31],
        ["Stalking", "M", "2016/17", 12],
    ]
    assert drafted(document(alone)).sketches[0].entry["counts"] == ["D"]


@pytest.mark.parametrize("head", ["No.", "Crime No", "Ref", "#", "Row number"])
def test_a_number_of_the_row_is_no_count(head: str) -> None:
    rows = [[head, "Offence", "Sex", "2016/17"], [7, "Stalking", "F", 31], [9, "Stalking", "M", 12]]
    assert drafted(document(rows)).sketches[0].entry["counts"] == ["D"]


def test_fractions_under_a_year_are_left_out_only_as_a_question() -> None:
    rows = [
        ["Offence", "Sex", "2016/17", "2017/18"],
        ["Stalking", "F", "1.5", 4],
        ["Stalking", "M", "2.5", 5],
    ]
    assert any("column C holds no counts" in each for each in drafted(document(rows)).questions)


def test_whole_numbers_written_as_fractions_are_counts_and_add_up() -> None:
    rows = [
        ["Offence", "Sex", "2016/17"],
        ["Stalking", "F", "12.0"],
        ["Stalking", "M", "3.0"],
        ["Total", "", "15.0"],
    ]
    draft = drafted(document(rows))
    assert (draft.questions, draft.sketches[0].entry["totals"][0]["of"]) == ([], ["2:3"])


def test_a_word_in_a_heading_does_not_make_counts_a_running_number() -> None:
    heads = [
        "Force",
        "Court case unable to proceed",
        "No suspect identified",
        "Charged as part of another case",
    ]
    rows = [[f"Force {at}", 100 + at, 100_000 + 7 * at, at] for at in (1, 2, 3, 4)]
    asked = make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2018, 9, 24),
         "dimensions": [{"name": "force"}, {"name": "outcome"}, {"name": "window", "kind": "window"}]}
    )  # fmt: skip
    (sketch,) = drafted(document([["Crimes 2017/18"], heads, *rows]), asked=asked).sketches
    assert sketch.entry["counts"] == ["B:D"] and len(sketch.cells) == 12


@pytest.mark.parametrize("head", ["", "No."])
def test_counts_that_go_up_one_by_one_are_counts(head: str) -> None:
    rows: list[list[Any]] = [["2015/16", 3], ["2016/17", 4], ["2017/18", 5]]
    draft = drafted(document([["Year", head], *rows] if head else rows))
    assert sorted(count.low for count in draft.sketches[0].cells.values()) == [3, 4, 5]


def test_months_as_programs_write_them() -> None:
    rows = [["Month", "Offence", "Sex", "Count"]]
    rows += [
        [f"2010-{month}", "Stalking", "F", int(month)] for month in ("09", "10", "11")
    ]  # 2010-11 is a year as well
    draft = drafted(document(rows))
    assert not draft.questions
    assert {key[2]: count.low for key, count in draft.sketches[0].cells.items()} == {
        "2010-09-01/2010-09-30": 9, "2010-10-01/2010-10-31": 10, "2010-11-01/2010-11-30": 11,
    }  # fmt: skip
    years = [
        ["Year", "Offence", "Sex", "Count"],
        ["2010-11", "Stalking", "F", 3],
        ["2011-12", "Stalking", "F", 4],
    ]
    assert {key[2] for key in drafted(document(years)).sketches[0].cells} == {
        "2010-04-01/2011-03-31", "2011-04-01/2012-03-31",
    }  # fmt: skip


def test_a_gender_is_not_taken_from_a_column_of_another_name_in_silence() -> None:
    rows = [["Ref", "Year", "Offence", "Gender", "Ethnicity"]]
    rows += [
        [f"A{at}", "2017/18", "Stalking", "", each] for at, each in enumerate(["Other", "Asian", "", "Other"])
    ]
    told = "\n".join(drafted(document(rows)).questions)
    assert "column E (headed 'Ethnicity') is taken to be the gender" in told
    assert "column D is headed 'Gender' and empty" in told


def test_a_list_of_sheets_and_the_lines_of_a_letter_are_no_crimes() -> None:
    index = [["Sheet", "Title", "Period"], ["Table 1", "Crimes by year", "2017/18"],
             ["Table 2", "Crimes by sex", "2017/18"], ["Table 3", "Notes on crimes", "2017/18"]]  # fmt: skip
    draft = drafted(document(index, names=("Index",)))
    assert not draft.sketches and not draft.questions
    assert any("it lists the other tables" in each for each in draft.guesses)
    lines = [["Public authority", "Wexley Council"], ["Date", "3 May 2018"], ["Tel", "none"], ["Fax", "none"]]
    assert not drafted(document(lines), asked=HOSPITALS).sketches


def test_a_pivot_of_areas_is_a_table_of_counts() -> None:
    asked = make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2018, 9, 24),
         "dimensions": [{"name": "area"}, {"name": "window", "kind": "window"}]}
    )  # fmt: skip
    rows = [["Row Labels", "Wexley City", "Oldborough Borough Council", "Grand Total"]]
    rows += [[f"20{year}/{year + 1}", 5 * year, 3 * year, 8 * year] for year in range(10, 16)]
    (sketch,) = drafted(document(rows), asked=asked).sketches
    assert sketch.entry["counts"] == ["B:C"] and sketch.entry["header"] == ["area"]
    assert sketch.entry["totals"] == [{"column": "D", "of": ["B:C"], "label": "Grand Total"}]


def test_percentages_under_one_heading_are_no_counts_and_no_total_adds_them() -> None:
    head = [["", "Numbers", "", "", "Percentages", "", ""], ["Offence", "F", "M", "Total", "F", "M", "Total"]]
    rows = [["Stalking", 30, 10, 40, 75, 25, 100], ["Harassment", 50, 50, 100, 50, 50, 100]]
    merged = ((1, 1, 1, 3), (1, 4, 1, 6))
    (sketch,) = drafted(document([["Crimes 2017/18"], *head, *rows], merged=merged)).sketches
    assert sketch.entry["counts"] == ["B:C"] and set(sketch.entry["ignore"]) == {"E", "F", "G"}
    assert [(each["column"], each["of"]) for each in sketch.entry["totals"]] == [("D", ["B:C"])]


def test_a_last_row_that_adds_up_the_rows_which_are_sums_themselves_is_asked_about() -> None:
    asked = make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2018, 9, 24),
         "dimensions": [{"name": "force"}, {"name": "window", "kind": "window"}]}
    )  # fmt: skip
    rows = [["Force", "2016/17", "2017/18"], ["North", 90, 3], ["Wexley", 50, 1], ["Anytown", 40, 2],
            ["South", 70, 7], ["Dunmarsh", 30, 3], ["Eastmoor", 40, 4], ["England", 160, 10]]  # fmt: skip
    told = drafted(document(rows), asked=asked).questions
    assert sum("is it their total" in each for each in told) == 3


def test_a_rate_per_ten_thousand_is_no_count_of_thousands() -> None:
    rows = [["Offence", "Sex", "2016/17", "Rate per 10,000 residents"], ["Stalking", "F", 30, 1.5],
            ["Stalking", "M", 20, 1.5]]  # fmt: skip
    assert not any("thousands" in each for each in drafted(document(rows)).questions)


def test_one_of_several_totals_that_adds_nothing_up_is_asked_about() -> None:
    rows = [["Offence", "Outcome", "2019/20"], ["Theft", "Total theft", 30], ["Theft", "Charged", 10],
            ["Theft", "No suspect", 20], ["Arson", "Total arson", 7], ["Robbery", "Total robbery", 12],
            ["Robbery", "Charged", 5], ["Robbery", "No suspect", 7]]  # fmt: skip
    told = drafted(document(rows), asked=HOSPITALS).questions
    assert [each for each in told if "or is it data?" in each and "'Total arson'" in each]
    assert not [each for each in told if "or is it data?" in each and "'Total theft'" in each]


def test_the_word_total_in_a_remark_makes_no_total() -> None:
    rows = [["Offence", "Hospital", "2019/20", "2020/21", "Notes"], ["Theft", "A", 3, 1, "fine"],
            ["Arson", "B", 4, 2, "Total is since 2014"], ["Robbery", "C", 5, 3, ""], ["Rape", "D", 6, 4, "ok"],
            ["Total", "", 18, 10, ""]]  # fmt: skip
    draft = drafted(document(rows), asked=HOSPITALS)
    entry = draft.sketches[0].entry
    assert [each["row"] for each in entry["totals"]] == [6] and entry["totals"][0]["of"] == ["2:5"]
    assert entry["not_totals"] == ["3"]
    assert any(
        "rows 3 only have 'Total is since 2014' behind their counts" in each for each in draft.questions
    )
