"""What bears on a table's numbers is asked, though every cell of it can be read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import HOSPITALS, document, drafted

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
    told = drafted(document(rows)).questions
    assert any("'2017-04-01' and other days stand for windows: for which?" in each for each in told)
