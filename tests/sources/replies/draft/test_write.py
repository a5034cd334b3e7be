"""A draft goes into `reply.toml`, keeps what a person wrote, and is a reading that can be taken."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import xlsxwriter

from forcefoi.errors import DataError, ForcefoiError
from forcefoi.question import read_question
from forcefoi.sources.replies.check import check_reply
from forcefoi.sources.replies.draft import write_draft
from forcefoi.sources.replies.read_reply import read_reply

FOLDER = "data/raw/replies/wexley/2026-01-01-1"
EXERCISE = """
id = "made-up"
title = "A made-up question"
question = "How many?"
ends = 2018-09-24
invented = true
[[dimensions]]
name = "age"
[[dimensions]]
name = "year"
kind = "window"
"""
ROWS = [
    ["Drivers of Anytown by calendar year"], [], ["Number of drivers who passed"], [],
    ["Count of Drivers", "Year of Test"], ["Age at time of Test", 2012, 2013], [17, 11, 12], [18, 4, 5],
    ["Grand Total", 15, 17], [], ["Number of drivers who were stopped in a calendar year"], [],
    ["Count of Drivers", "Year of Test"], ["Age", 2012, 2013, "Grand Total"], [17, 3, 4, 7], [18, 1, 0, 1],
    ["Grand Total", 4, 4, 8],
]  # fmt: skip


def project(root: Path, reply: str = "", rows: list[list[object]] | None = None) -> Path:
    """A project with one reply of one workbook; gives the path of its `reply.toml`."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    (root / "data/raw/exercise.toml").write_text(EXERCISE)
    book = xlsxwriter.Workbook(folder / "answer.xlsx")
    sheet = book.add_worksheet("Summary")
    for at, row in enumerate(ROWS if rows is None else rows):
        sheet.write_row(at, 0, row)
    book.close()
    sha256 = hashlib.sha256((folder / "answer.xlsx").read_bytes()).hexdigest()
    text = (
        '# Filed by Ann Example\nforce = "wexley"\nreference = "FOI 1"\noutcome = "not known yet"\n'
        f'{reply}\n[[files]]\nname = "answer.xlsx"\nsha256 = "{sha256}" # as received\n'
    )
    (folder / "reply.toml").write_text(text)
    return folder / "reply.toml"


def test_two_stacked_tables_of_two_measures_are_drafted_and_can_be_taken(tmp_path: Path) -> None:
    path = project(tmp_path)
    said: list[str] = []
    write_draft(tmp_path, FOLDER, said.append)
    text = path.read_text()
    assert text.startswith("# Filed by Ann Example\n") and "# as received" in text
    assert "# guess: rows 7-9 are data; rows 5-6 the header" in text
    question = read_question(tmp_path)
    reply = read_reply(tmp_path, FOLDER, question)
    first, second = reply.tables
    assert (first.ranges, first.header, first.labels, first.counts) == (
        ("A5:C9",),
        ("-", "year"),
        {1: "age"},
        (2, 3),
    )
    assert [(total.row, total.column, total.of) for total in second.totals] == [
        (17, None, (15, 16)),
        (None, 4, (2, 3)),
    ]
    assert first.measure != second.measure and first.group != second.group
    assert (first.years, second.years) == ("calendar", "calendar")
    assert [question for question in reply.questions if "different measures" in question]
    checked = check_reply(tmp_path, reply, question)
    assert not checked.problems and not checked.differences
    assert sum(cell.count.low for taken in checked.taken for cell in taken.cells) == 15 + 17 + 8
    assert said[0] == "t1: answer.xlsx, sheet 'Summary', A5:C9: 4 figures"
    assert any(line.startswith("Next: ") for line in said)


def test_drafting_again_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    path = project(tmp_path)
    write_draft(tmp_path, FOLDER, print)
    edited = path.read_text().replace('unit = "drivers"', 'unit = "people" # Ann: as the letter says', 1)
    edited += (
        '\n[[accepted]]\ncheck = "t1: x"\ndifference = 1\nbecause = "the force says so"\nby = "Ann Example"\n'
    )
    path.write_text(edited)
    write_draft(tmp_path, FOLDER, print)
    kept = path.read_text()
    assert "# Ann: as the letter says" in kept and 'because = "the force says so"' in kept
    assert len(read_reply(tmp_path, FOLDER, read_question(tmp_path)).tables) == 2
    write_draft(tmp_path, FOLDER, print, again=True)
    anew = path.read_text()
    assert "# Ann: as the letter says" not in anew and 'because = "the force says so"' in anew
    assert len(read_reply(tmp_path, FOLDER, read_question(tmp_path)).tables) == 2


def test_a_confirmed_reading_is_not_drafted_over(tmp_path: Path) -> None:
    path = project(tmp_path)
    text = path.read_text().replace(
        'outcome = "not known yet"',
        'outcome = "partial"\nconfirmed_by = "Ann Example"\nconfirmed_on = 2026-01-02',
    )
    path.write_text(text)
    with pytest.raises(ForcefoiError, match="take confirmed_by and confirmed_on out first"):
        write_draft(tmp_path, FOLDER, print)
    assert path.read_text() == text


def test_a_file_that_is_missing_is_a_question(tmp_path: Path) -> None:
    path = project(tmp_path)
    (path.parent / "answer.xlsx").unlink()
    write_draft(tmp_path, FOLDER, print)
    reply = read_reply(tmp_path, FOLDER, read_question(tmp_path))
    assert reply.tables == () and any("answer.xlsx: the file is missing" in each for each in reply.questions)


def test_a_reading_that_is_none_is_told_and_left(tmp_path: Path) -> None:
    path = project(tmp_path, "wrong = 1")
    text = path.read_text()
    with pytest.raises(DataError, match="there is no entry of this name"):
        write_draft(tmp_path, FOLDER, print)
    assert path.read_text() == text


def test_texts_of_the_file_cannot_break_out_of_a_comment(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Age", 'calendar 2012"\n[[stated]] #'], ["a\nb = 1", 5], ['"""', 6]]
    path = project(tmp_path, rows=rows)
    write_draft(tmp_path, FOLDER, print)
    reply = read_reply(tmp_path, FOLDER, read_question(tmp_path))
    assert reply.stated == () and "[[stated]]" not in [line.strip() for line in path.read_text().splitlines()]
