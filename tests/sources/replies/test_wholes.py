"""What is printed for all beside its parts must be what they add up to; so must a year beside its halves or months."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.replies.replies import QUESTION, reply_of

from forcefoi.bounds import Bounds
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.reconcile import Check
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.wholes import Tally, tally, wholes

GENDERS = """
[[tables]]
id = "t1"
file = "a.csv"
place = "sheet 'S'"
unit = "crimes"
labels = { A = "window" }
counts = ["B:D"]
header = ["gender"]
fixed = { offence = "8Q" }
"""
WINDOWS = GENDERS.replace('"B:D"', '"B"')


def wholes_of(tables: str, rows: list[list]) -> list[Check]:
    reply = reply_of(tables)
    document = Document("a.csv", "csv", grids=(Grid("sheet 'S'", rows),))
    taken = [take(table, document, QUESTION, "reply.toml") for table in reply.tables]
    assert not [problem for each in taken for problem in each.problems]
    return list(wholes(taken, QUESTION))


def told(checks: list[Check]) -> list[tuple[str, str, int]]:
    return [(each.id, each.status, each.difference) for each in checks]


def test_all_beside_women_and_men() -> None:
    (check,) = wholes_of(GENDERS, [["", "Female", "Male", "All"], ["2017/18", 50, 20, 60]])
    assert check.status == "differs" and check.difference == -10
    assert str(check).endswith(
        "all of gender, against its parts: 70 (a.csv, sheet 'S', cell B2 and 1 more, added) and 60 "
        "(a.csv, sheet 'S', cell D2); they differ by 10"
    )
    assert "2017/18" in check.what and "8Q" in check.what


@pytest.mark.parametrize("all_of_them, status", [(70, "agrees"), (72, "differs"), (69, "differs")])
def test_victims_who_stand_in_no_part_are_told(all_of_them: int, status: str) -> None:
    (check,) = wholes_of(GENDERS, [["", "Female", "Male", "All"], ["2017/18", 50, 20, all_of_them]])
    assert check.status == status


def test_of_only_some_values_the_whole_may_be_more_and_never_less() -> None:
    for whole, status in ((60, "within bounds"), (49, "differs")):
        some = GENDERS.replace('"B:D"', '"B:C"')
        (check,) = wholes_of(some, [["", "Female", "All"], ["2017/18", 50, whole]])
        assert check.status == status


def test_a_year_beside_its_halves() -> None:
    halves = [["April 2017 to September 2017", 20], ["October 2017 to March 2018", 29]]
    (check,) = wholes_of(WINDOWS, [["", "Female"], ["2017/18", 50], *halves])
    assert check.status == "differs" and check.difference == 1
    assert wholes_of(WINDOWS, [["", "Female"], ["2017/18", 50], halves[0]]) == []


@given(st.lists(st.integers(0, 500), min_size=12, max_size=12), st.integers(-3, 3))
@settings(max_examples=60)
def test_a_year_beside_its_months(counts: list[int], more: int) -> None:
    months = [[date(2017 + (at > 8), (at + 3) % 12 + 1, 1).strftime("%B %Y"), counts[at]] for at in range(12)]
    whole = max(0, sum(counts) + more)
    (check,) = wholes_of(WINDOWS, [["", "Female"], ["2017/18", whole], *months])
    assert check.difference == whole - sum(counts)


def test_many_windows_of_every_length_are_done_with_at_once() -> None:
    """Quarters, halves and years over and over, and a day that is missing: none is tried twice."""
    rows: list[list] = [["", "Female"]]
    for year in range(2001, 2018):
        rows += [[f"January {year} to March {year}", 1], [f"April {year} to June {year}", 1]]
        rows += [
            [f"January {year} to June {year}", 2],
            [f"July {year} to December {year}", 2],
            [f"calendar {year}", 4],
        ]
    rows.append(["January 2001 to November 2017", 1])
    assert {each.status for each in wholes_of(WINDOWS, rows)} == {"agrees"}


def tally_of(table: str, rows: list[list]) -> Tally:
    reply = reply_of(table)
    document = Document("a.csv", "csv", grids=(Grid("sheet 'S'", rows),))
    return tally(take(reply.tables[0], document, QUESTION, "reply.toml"), QUESTION)


def test_a_whole_beside_its_parts_is_not_added_to_them() -> None:
    rows = [
        ["", "Female", "Male", "All"],
        ["2017/18", 50, "<5", 52],
        ["April 2017 to September 2017", 20, 1, 21],
    ]
    assert tally_of(GENDERS, rows) == Tally(6, 4, 0, Bounds(21, 21))


def test_a_whole_without_its_parts_counts() -> None:
    some = GENDERS.replace('labels = { A = "window" }', 'labels = { A = "window", B = "gender" }')
    some = some.replace('"B:D"', '"C"').replace('"gender"]', '"-"]')
    rows = [["", "", "n"], ["2016/17", "All", 7], ["2017/18", "All", 9], ["2017/18", "Female", 4]]
    assert tally_of(some, rows) == Tally(3, 1, 0, Bounds(11, 11))


def test_what_was_not_asked_for_is_told_apart() -> None:
    outside = GENDERS.replace(
        "header =", 'values = { window = { "2014/15" = "outside the question" } }\nheader ='
    )
    rows = [["", "Female", "Male", "All"], ["2014/15", 1, 1, 2], ["2017/18", 50, 20, 70]]
    assert tally_of(outside, rows) == Tally(3, 1, 3, Bounds(70, 70))


def test_of_windows_that_overlap_there_is_no_sum() -> None:
    rows = [["", "n"], ["2017/18", 50], ["January 2018 to December 2018", 60]]
    table = WINDOWS.replace('header = ["gender"]', 'header = ["-"]').replace(
        '"8Q" }', '"8Q", gender = "all" }'
    )
    assert tally_of(table, rows) == Tally(2, 0, 0, None)


@pytest.mark.parametrize(
    ("fixed", "rows", "told"),
    [
        ('offence = "8L", gender = "all"', [["n"], [31]], ["all of gender"]),
        ('offence = "8L", gender = "all"', [["n"], [30]], []),
        ('offence = "all", gender = "all"', [["n"], [36]], ["all of offence and gender"]),
        ('offence = "all", gender = "all"', [["n"], [35]], []),
    ],
)
def test_a_whole_in_one_table_is_held_against_its_parts_in_another_of_its_group(
    fixed: str, rows: list[list[Any]], told: list[str]
) -> None:
    parts = [["Offence", "Female", "Male"], ["8L", 20, 10], ["8Q", 3, 2]]
    grids = (Grid("sheet 'Parts'", parts), Grid("sheet 'Whole'", rows))
    entry = (
        '[[tables]]\nid = "{0}"\nfile = "a.csv"\nplace = "sheet \'{0}\'"\nunit = "crimes"\ngroup = "one"\n'
    )
    tables = entry.format("Parts") + (
        'labels = { A = "offence" }\ncounts = ["B:C"]\nheader = ["gender"]\nfixed = { window = "2017/18" }\n'
    )
    tables += entry.format("Whole") + f'counts = ["A"]\nfixed = {{ window = "2017/18", {fixed} }}\n'
    document = Document("a.csv", "csv", grids=grids)
    taken = [take(table, document, QUESTION, "reply.toml") for table in reply_of(tables).tables]
    assert not [problem for each in taken for problem in each.problems]
    checks = list(wholes(taken, QUESTION))
    assert len(checks) == 1
    found = [check.id for check in checks if check.status == "differs"]
    assert [name.partition(", and its parts")[0].rpartition(", ")[2] for name in found] == told
