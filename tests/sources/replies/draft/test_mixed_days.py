"""Days of which some are numbers, as Excel keeps them, and days that a program turned the wrong way round."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import document, drafted
from tests.sources.replies.replies import counts, taken_of

HEAD = ["Crime ref", "Recorded", "Offence", "Sex"]


def listed(days: list[Any]) -> list[list[Any]]:
    return [HEAD, *([f"W/{at}", day, "Stalking", "F"] for at, day in enumerate(days, 1000))]


def test_numbers_among_days_are_one_question() -> None:
    days = [42461 + 30 * at if at % 3 == 0 else f"{at:02d}/05/2016" for at in range(1, 28)]
    draft = drafted(document(listed(days)))
    assert draft.sketches[0].entry["serials"] is True
    (asked,) = (each for each in draft.questions if "column B" in each)
    assert (
        "9 of 27 cells of column B are numbers among days, and are read as Excel keeps days: 42551 is"
        in asked
    )
    assert "30 June 2016" in asked
    assert not any("is no window" in each for each in draft.questions)


def test_a_number_is_a_day_only_where_the_reading_says_so() -> None:
    rows = listed([42461, "02/05/2016", 42826.5])
    table = 'grain = "records"\nlabels = { A = "-", B = "window", C = "offence", D = "gender" }\nyears = "financial"\n'
    assert "not read as one" in str(taken_of(rows, table).problems[0])
    assert counts(taken_of(rows, f"{table}serials = true\n")) == {
        ("8Q", "female", "2016"): (2, 2),
        ("8Q", "female", "2017"): (1, 1),
    }


@pytest.mark.parametrize("turned", [datetime.date(2016, 4, 5), 42465])
def test_days_that_may_be_the_wrong_way_round(turned: Any) -> None:
    """A program of another country makes a day of 05/04/2016, and leaves 13/04/2016 as a text."""
    wrong = "may have taken days for months"
    assert any(wrong in each for each in drafted(document(listed([*TEXTS, turned]))).questions)
    plain = listed([*TEXTS, "05/04/2016", turned])
    assert not any(wrong in each for each in drafted(document(plain)).questions)


TEXTS = ["13/04/2016", "28/05/2016", "30/06/2016"]
