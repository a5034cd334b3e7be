"""Errors for people, which come whole from another process too."""

from __future__ import annotations

import pickle

import pytest

from forcefoi.clean import parse_counts
from forcefoi.errors import DataError, ParseError, Problem, nearest, shown


def test_a_problem_says_what_where_what_is_allowed_and_what_to_do():
    problem = Problem("a.csv", "no such force", 3, "force", "kant", "kent, psni", "kent", "correct it")
    assert str(problem).splitlines() == [
        "a.csv, row 3, column 'force': no such force",
        "  read:     'kant'",
        "  allowed:  kent, psni",
        "  nearest:  kent",
        "  to do:    correct it",
    ]


def many_bad_cells():
    import pandas as pd

    with pytest.raises(ParseError) as error:
        parse_counts(pd.Series(["1", "75%", "x"]))
    return error.value


@pytest.mark.parametrize(
    "error",
    [
        ParseError("count", "x", "why", "allowed", "near"),
        DataError([Problem("a.csv", "why", 2)]),
        many_bad_cells(),
    ],
)
def test_an_error_comes_whole_from_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error)


def test_the_nearest_spelling_is_only_named_when_it_is_near():
    assert nearest("Northumbira", ["kent", "northumbria"]) == "northumbria"
    assert nearest("zzz", ["kent", "northumbria"]) == ""


def test_a_long_value_does_not_hide_the_message():
    assert len(shown("x" * 10_000)) < 200 and "10,000 characters" in shown("x" * 10_000)
