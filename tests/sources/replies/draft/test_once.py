"""What is asked of many tables is asked once, and one answer stands for all of them; nothing is answered unseen."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from forcefoi.errors import DataError, Problem
from forcefoi.question import Question, read_question
from forcefoi.sources.replies.check import check_reply
from forcefoi.sources.replies.draft import write_draft
from forcefoi.sources.replies.draft.once import once
from forcefoi.sources.replies.read_reply import make_reply, read_reply
from forcefoi.sources.replies.told import MOST_TOLD, tell_checked, tell_problems

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
name = "station"
[[dimensions]]
name = "kind"
[[dimensions]]
name = "year"
kind = "window"
"""


def project(root: Path, sheets: int) -> Path:
    """A reply of a workbook with so many sheets, each without a word of which station it is of."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    (root / "data/raw/exercise.toml").write_text(EXERCISE)
    book = xlsxwriter.Workbook(folder / "answer.xlsx")
    for number in range(sheets):
        rows = [
            ["Age", "Beat", "2016/17", "2017/18"],
            ["17", "Low Road", 3 + number, 40],
            ["18", "High Street", 5, 61 + number],
        ]
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    sha256 = hashlib.sha256((folder / "answer.xlsx").read_bytes()).hexdigest()
    (folder / "reply.toml").write_text(
        'force = "wexley"\nreference = "FOI 1"\noutcome = "full"\n'
        f'[[files]]\nname = "answer.xlsx"\nsha256 = "{sha256}"\n'
    )
    return folder / "reply.toml"


def test_one_answer_in_one_place_stands_for_every_table_that_it_names(tmp_path: Path) -> None:
    path = project(tmp_path, 5)
    write_draft(tmp_path, FOLDER, lambda line: None)
    raw = tomllib.loads(path.read_text())
    (same,) = raw["same"]
    assert same == {
        "tables": ["t1", "t2", "t3", "t4", "t5"],
        "fixed": {"station": "not stated", "kind": "not stated"},
    }
    assert not any("station" in each.get("fixed", {}) for each in raw["tables"])
    assert sum("no station and no kind is given" in each for each in raw["questions"]) == 1
    question = read_question(tmp_path)
    assert read_reply(tmp_path, FOLDER, question).as_drafted
    path.write_text(path.read_text().replace('station = "not stated"', 'station = "all"'))
    reply = read_reply(tmp_path, FOLDER, question)
    assert [table.fixed["station"] for table in reply.tables] == ["all"] * 5
    assert not reply.as_drafted


def test_two_tables_are_asked_each_by_itself(tmp_path: Path) -> None:
    path = project(tmp_path, 2)
    write_draft(tmp_path, FOLDER, lambda line: None)
    raw = tomllib.loads(path.read_text())
    assert "same" not in raw
    assert [each["fixed"] for each in raw["tables"]] == [{"station": "not stated", "kind": "not stated"}] * 2


def reading(question: Question, same: list[dict[str, Any]], **more: Any) -> Any:
    entry = {
        "file": "a.csv", "place": "lines", "unit": "crimes", "header": ["year"], "labels": {"A": "age"},
        "counts": ["B:C"], **more,
    }  # fmt: skip
    tables = [{"id": f"t{number}", **entry} for number in (1, 2)]
    files = [{"name": "a.csv", "sha256": "0" * 64}]
    raw = {"force": "wexley", "reference": "1", "outcome": "full", "files": files}
    return make_reply({**raw, "tables": tables, "same": same}, FOLDER, question)


def test_what_is_said_twice_or_of_no_table_is_refused(tmp_path: Path) -> None:
    project(tmp_path, 1)
    question = read_question(tmp_path)
    fixed = {"station": "all", "kind": "all"}
    both = [{"tables": ["t1", "t2"], "fixed": fixed}]
    assert [each.fixed for each in reading(question, both).tables] == [fixed, fixed]
    for same, more, why in (
        (both, {"fixed": fixed}, "says it as well"),
        ([*both, {"tables": "t2", "fixed": fixed}], {}, "says it as well"),
        ([*both, {"tables": "t2", "years": "financial"}], {"years": "calendar"}, "says it as well"),
        ([{"tables": ["t1", "t2", "t3"], "fixed": fixed}], {}, "there is no table of this id"),
        ([*both, {"years": "financial"}], {}, "it must name the tables"),
        ([{**both[0], "counts": ["B"]}], {}, "there is no entry of this name"),
        ([{"tables": ["t1"], "fixed": fixed}], {}, "nothing says which station"),
    ):
        with pytest.raises(DataError, match=why.replace("[", r"\[")):
            reading(question, same, **more)


def test_keys_of_one_mapping_may_stand_in_both_places(tmp_path: Path) -> None:
    project(tmp_path, 1)
    values = {"age": {"U": "not recorded"}}
    same = [
        {
            "tables": ["t1", "t2"],
            "fixed": {"station": "all", "kind": "all"},
            "words": {"-": 0},
            "values": values,
        }
    ]
    read = reading(
        read_question(tmp_path), same, words={"*": [1, 4]}, values={"age": {"17 ": "17"}, "station": {}}
    )
    for table in read.tables:
        assert set(table.words) == {"-", "*"} and set(table.values["age"]) == {"U", "17"}


def test_what_was_kept_of_a_held_file_is_no_longer_of_this_reading_when_the_same_changes(
    tmp_path: Path,
) -> None:
    from datetime import date

    from forcefoi.sources.replies.confirm import confirm

    path = project(tmp_path, 3)
    write_draft(tmp_path, FOLDER, lambda line: None)
    question = read_question(tmp_path)
    text = path.read_text().replace("sha256 =", "held_back = true\nsha256 =")
    head, _, rest = text.partition("questions = [")
    text = (head + rest.partition("\n]\n")[2]).replace("not stated", "all")
    (path.parent / "held").mkdir()
    (path.parent / "answer.xlsx").rename(path.parent / "held/answer.xlsx")
    tables = text.count("[[tables]]")
    for number in range(tables):
        text = text.replace(f'id = "t{number + 1}"', f'id = "t{number + 1}"\nmeasure = "m{number}"')
    text = "\n".join(line for line in text.splitlines() if not line.startswith('measure = "crimes'))
    path.write_text(text)
    confirm(tmp_path, read_reply(tmp_path, FOLDER, question), question, "A. Reader", date(2026, 1, 2))
    kept = json.loads((path.parent / "counts.json").read_text())
    assert kept
    (path.parent / "held/answer.xlsx").unlink()
    assert check_reply(tmp_path, read_reply(tmp_path, FOLDER, question), question).problems == []
    path.write_text(path.read_text().replace('station = "all"', 'station = "not stated"'))
    assert check_reply(tmp_path, read_reply(tmp_path, FOLDER, question), question).problems


def test_words_that_differ_are_never_made_one() -> None:
    words = ["'-' stands in 2 cells, the first B3", "'*' stands in 2 cells, the first B3"]
    lines = [f"t{number}: {text}" for number in (1, 2, 3) for text in words]
    assert once(lines) == [f"t1-t3: {text}" for text in words]
    lines = [f"t{number}: '-' stands in {number} cells, the first B{number}" for number in (1, 2, 4)]
    (line,) = once([*lines, "said of the whole"])[:-1]
    assert line == "t1-t2, t4: '-' stands in 1 cells, the first B1 (this is t1's; the others are like it)"


def test_check_tells_differences_first_then_questions_and_ends_long_lists_with_a_count(
    tmp_path: Path,
) -> None:
    path = project(tmp_path, 3)
    write_draft(tmp_path, FOLDER, lambda line: None)
    text = path.read_text().replace("not stated", "all")
    asked = "\n".join(f'    "question {number}",' for number in range(MOST_TOLD + 4))
    head, _, rest = text.partition("questions = [")
    text = f"{head}questions = [\n{asked}\n]\n{rest.partition(chr(10) + ']' + chr(10))[2]}"
    path.write_text(text)
    question = read_question(tmp_path)
    lines = list(
        tell_checked(check_reply(tmp_path, read_reply(tmp_path, FOLDER, question), question), question)
    )
    (at,) = [at for at, line in enumerate(lines) if line.startswith("  questions (")]
    assert lines[at] == f"  questions ({MOST_TOLD + 4}):" and lines[at + MOST_TOLD + 1] == "    and 4 more"
    differs = [at for at, line in enumerate(lines) if line.startswith("  differs")]
    tables = [at for at, line in enumerate(lines) if line.startswith("  tables (")]
    assert differs and differs[0] < at < tables[0]


def test_problems_of_one_kind_are_told_once_with_how_many_more(tmp_path: Path) -> None:
    days = [
        Problem(
            f"a.csv, row {row}",
            f"[[tables]] t{row % 3}: no kind of year (in {row} rows)",
            value=f"{row}",
            todo="x",
        )
        for row in range(2, 40)
    ]
    other = Problem("a.csv, row 3", "[[tables]] t1: not a count", value="?", todo="x")
    told = list(tell_problems([*days, other]))
    assert len(told) == 3 and told[1] == "  and 37 more like it"
    assert "row 2" in told[0] and "not a count" in told[2]
    many = [Problem("a.csv", f"reason {letter}", todo="x") for letter in "abcdefghijklmnopqrstuvwxyzåäö"]
    assert list(tell_problems(many))[-1].startswith(f"and {len(many) - MOST_TOLD} other kinds")
