"""A group of classes beside its classes: told at the check, and their whole only where something says so."""

from __future__ import annotations

import pytest
from tests.sources.replies.replies import document, reply_of

from forcefoi.files import find_root
from forcefoi.question import read_question
from forcefoi.sources.replies.groups import groups_and_classes, rows_of_groups
from forcefoi.sources.replies.reconcile import AGREES, DIFFERS, WITHIN, Check
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.taken import Taken

ASKED = read_question(find_root())
ENTRY = '[[tables]]\nid = "t"\nfile = "a.csv"\nplace = "sheet \'Data\'"\nunit = "crimes"\n'
FIXED = 'fixed = { gender = "all", window = "2017/18" }\n'
RECORDS = ENTRY + FIXED + 'grain = "records"\nlabels = { A = "offence" }\n'
COUNTS = ENTRY + FIXED + 'labels = { A = "offence" }\ncounts = ["B"]\n'
WHOLE = "Stalking and harassment"


def taken_of(rows: list[list[object]], entry: str) -> Taken:
    return take(reply_of(entry, ASKED).tables[0], document(rows), ASKED, "reply.toml")


def check(rows: list[list[object]], entry: str = COUNTS) -> Check:
    (found,) = groups_and_classes([taken_of([["Offence", "Crimes"], *rows], entry)], ASKED)
    return found


def test_rows_of_a_group_are_other_crimes_than_those_of_its_classes() -> None:
    rows: list[list[object]] = [["Offence"], ["8L"], ["8Q"], [WHOLE], [WHOLE]]
    (problem,) = rows_of_groups(reply_of(RECORDS, ASKED), [taken_of(rows, RECORDS)], ASKED)
    assert problem.file.endswith("2026-01-01-1/reply.toml")
    assert (
        "2 crimes are counted under “stalking and harassment”, a group of classes, beside 8L, 8Q"
        in problem.why
    )
    assert not list(groups_and_classes([taken_of(rows, RECORDS)], ASKED))
    alone = taken_of([rows[0], *rows[3:]], RECORDS)
    assert not list(rows_of_groups(reply_of(RECORDS, ASKED), [alone], ASKED))


@pytest.mark.parametrize(
    ("whole", "more", "status"),
    [(12, "", AGREES), (20, "", DIFFERS), (5, "", DIFFERS), (20, 'partial = ["offence"]\n', WITHIN),
     (5, 'partial = ["offence"]\n', DIFFERS)],
)  # fmt: skip
def test_a_count_of_a_group_is_the_whole_of_its_classes_or_the_reading_says_so(
    whole: int, more: str, status: str
) -> None:
    found = check([["8L", 7], ["8Q", 5], [WHOLE, whole]], COUNTS + more)
    assert found.status == status
    assert found.id == "t: all, 2017/18, stalking and harassment, and its classes"


def test_a_group_that_may_count_a_class_is_no_whole_of_it() -> None:
    taken = taken_of([["Offence", "Crimes"], ["Harassment", 2], ["8R", 5]], COUNTS)
    assert not list(groups_and_classes([taken], ASKED))
