"""What the reply's own words say of signs, years and sentences."""

from __future__ import annotations

from typing import Any

import pytest

from forcefoi.sources.replies.draft.prose import outcome_of
from forcefoi.sources.replies.draft.windows import kind_of_years, windows_in
from forcefoi.sources.replies.draft.words import CLAUSES, meaning_of
from forcefoi.sources.replies.grid import Document, Text


@pytest.mark.parametrize(
    ("sign", "note", "meaning"),
    [
        ("*", "* denotes fewer than 5", [1, 4]),
        ("*", "*fewer than five offences", [1, 4]),
        ("*", "'*' = less than 10, including zero", [0, 9]),
        ("*", "An asterisk means between 1 and 4", [1, 4]),
        ("*", "* = 0-4", [0, 4]),
        ("*", "* is used where there are 4 or fewer", [1, 4]),
        ("*", "* indicates that no information is held", "not held"),
        ("*", "* withheld under section 40(2)", "refused"),
        ("*", "* see below", None),
        ("-", "- denotes nil", 0),
        ("–", "A dash means no crimes", 0),
        ("-", "from 2016 - nil returns", None),
        ("-", "the years 2016-17 - 2018", None),
        ("", "Blank cells are nil", 0),
        ("", "Where a blank is shown no crimes were recorded", 0),
        ("", "This page is left blank", None),
        ("N/A", "N/A means not held", "not held"),
        ("..", ".. = not available", None),
        ("..", ".. = not held", "not held"),
        ("<5", "<5 means 0-4", [0, 4]),
        ("*", "* denotes fewer than 5 and - denotes nil", [1, 4]),
        ("-", "* denotes fewer than 5 and - denotes nil", 0),
        ("-", "A dash means nil. * denotes fewer than 5", 0),
        ("*", "* means nil or fewer than 5", None),
    ],
)
def test_a_sign_means_what_a_footnote_says(sign: str, note: str, meaning: Any) -> None:
    clauses = [clause.strip() for clause in CLAUSES.split(note.casefold())]
    assert meaning_of(sign, clauses) == meaning


def test_two_footnotes_that_disagree_say_nothing() -> None:
    assert meaning_of("*", ["* denotes fewer than 5", "* denotes fewer than 10"]) is None


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Crimes in 2017/18", ["2017/18"]),
        ("01/04/19 - 31/03/24", ["01/04/19 - 31/03/24"]),
        ("1 April 2018 to 24 September 2018", ["1 April 2018 to 24 September 2018"]),
        ("April to September 2018", ["April to September 2018"]),
        ("2015/16 to 2017/18", ["2015/16 to 2017/18"]),
        ("calendar year 2017", ["calendar year 2017"]),
        ("case 2017-1618", []),
        ("FOI 951/18", []),
        ("Run Date: 8/4/2020 10:04:13 AM", []),
        ("offences 12345", []),
    ],
)
def test_windows_in_a_text(text: str, windows: list[str]) -> None:
    assert windows_in(text) == windows


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["Financial Year"], "financial"),
        (["1 April to 31 March"], "financial"),
        (["January to December"], "calendar"),
        (["By calendar year", "not by financial year"], ""),
        (["By year"], ""),
    ],
)
def test_the_kind_of_years(texts: list[str], kind: str) -> None:
    assert kind_of_years(texts) == kind


@pytest.mark.parametrize(
    ("letter", "tables", "outcome", "exemption"),
    [
        ("The request is refused under section 12(1).", False, "refused", "s.12(1)"),
        ("Names are withheld under s.40(2) of the Act.", True, "partial", "s.40(2)"),
        ("Wexley Police do not hold this information.", False, "not held", ""),
        ("We can neither confirm nor deny that.", False, "neither confirm nor deny", ""),
        ("Please find the figures attached.", True, "full", ""),
        ("Thank you for your letter.", False, "", ""),
    ],
)
def test_the_outcome_of_a_letter(letter: str, tables: bool, outcome: str, exemption: str) -> None:
    document = Document("a.txt", "txt", texts=(Text("line 1", letter),))
    assert outcome_of([document], tables)[:2] == (outcome, exemption)
