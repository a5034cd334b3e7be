"""Quarters beside their year or a "YTD" column: which columns are parts of which is told, and nothing counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import document, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft

QUARTERS = ["Q1", "Q2", "Q3", "Q4"]
NUMBERS: list[list[Any]] = [["Stalking", "F", 1, 2, 3, 4], ["Stalking", "M", 5, 6, 7, 8]]


def rows_of(head: list[str], more: tuple[int, int]) -> list[list[Any]]:
    return [["Offence", "Sex", *head], *([*row, sum_] for row, sum_ in zip(NUMBERS, more, strict=True))]


def windows(draft: Draft) -> list[str]:
    (sketch,) = draft.sketches
    return sorted({key[2] for key in sketch.cells})


@pytest.mark.parametrize(("more", "told"), [((10, 26), "which it is"), ((10, 27), "which it is not")])
def test_a_year_over_its_quarters_is_their_total(more: tuple[int, int], told: str) -> None:
    draft = drafted(document(rows_of([*QUARTERS, "2016/17"], more)))
    (sketch,) = draft.sketches
    assert sketch.entry["counts"] == ["C:F"] and sketch.entry["fixed"] == {"window": "2016/17"}
    assert [(each["column"], each["of"]) for each in sketch.entry["totals"]] == [("G", ["C:F"])]
    assert windows(draft)[0] == "2016-04-01/2016-06-30" and len(windows(draft)) == 4
    guess = "column G ('2016/17') is over columns C-F, its parts: it is compared with their sum, " + told
    assert any(guess in each for each in draft.guesses) and not draft.questions


def test_a_year_to_date_without_a_year_asks_for_it_and_for_nothing_else() -> None:
    draft = drafted(document(rows_of([*QUARTERS, "YTD"], (10, 26))))
    assert [each["column"] for each in draft.sketches[0].entry["totals"]] == ["G"]
    (asked,) = draft.questions
    assert "it has no window" in asked


def test_bands_of_quarters_under_years_one_of_them_to_date() -> None:
    rows = [["Offence", "Sex", "2016/17", "", "", "2017/18 YTD", ""], ["", "", "Q1", "Q2", "Total", "Q1", "Total"],
            ["Stalking", "F", 1, 2, 3, 4, 4], ["Stalking", "M", 5, 6, 11, 7, 7]]  # fmt: skip
    draft = drafted(document(rows))
    assert windows(draft) == ["2016-04-01/2016-06-30", "2016-07-01/2016-09-30", "2017-04-01/2017-06-30"]
    assert any("'2017/18 YTD' is 2017/18, whose parts are told apart" in each for each in draft.guesses)


def test_whole_windows_of_which_one_holds_the_others() -> None:
    head = [f"{quarter} 2016/17" for quarter in QUARTERS]
    draft = drafted(document(rows_of([*head, "2016/17"], (10, 26))))
    assert len(windows(draft)) == 5 and not draft.questions
    assert any("columns C-F lie inside column G ('2016/17')" in each for each in draft.guesses)


def test_a_year_to_date_beside_whole_windows_is_theirs_and_asked() -> None:
    head = ["2015/16", "2016/17 Q1", "2016/17 Q2", "2016/17 YTD"]
    rows = [["Offence", "Sex", *head], ["Stalking", "F", 9, 1, 2, 3], ["Stalking", "M", 8, 3, 4, 7]]
    draft = drafted(document(rows))
    assert draft.sketches[0].entry["values"] == {"window": {"2016/17 YTD": "01/04/2016 to 30/09/2016"}}
    (asked,) = draft.questions
    assert (
        "is taken to be 01/04/2016 to 30/09/2016, the times of columns D-E, whose sum it is: is it so?"
        in asked
    )


def test_two_years_each_behind_its_quarters() -> None:
    rows = [["Offence", "Sex", "Q1", "Q2", "2015/16", "Q1", "Q2", "2016/17"], ["Stalking", "F", 1, 2, 3, 4, 5, 9],
            ["Stalking", "M", 2, 2, 4, 4, 4, 8]]  # fmt: skip
    draft = drafted(document(rows))
    (sketch,) = draft.sketches
    assert [each["column"] for each in sketch.entry["totals"]] == ["E", "H"]
    found = {key[2]: count.low for key, count in sketch.cells.items() if key[1] == "female"}
    assert found == {
        "2015-04-01/2015-06-30": 1, "2015-07-01/2015-09-30": 2,
        "2016-04-01/2016-06-30": 4, "2016-07-01/2016-09-30": 5,
    }  # fmt: skip
    assert not draft.questions
