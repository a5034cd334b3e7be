"""Counts with something beside them in their own cell."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import document, drafted

ROWS: list[list[Any]] = [
    ["Gender", "2015/16", "2016/17"],
    ["Female", "45 (75.0%)", "1,060 (80.3%)"],
    ["Male", "15 (25.0%)", "260 (19.7%)"],
]


def test_a_count_and_its_share_of_the_column() -> None:
    draft = drafted(document(ROWS))
    (sketch,) = draft.sketches
    assert sketch.entry["words"] == {
        "45 (75.0%)": 45, "1,060 (80.3%)": 1060, "15 (25.0%)": 15, "260 (19.7%)": 260,
    }  # fmt: skip
    assert not draft.questions
    assert [count.low for count in sketch.cells.values()] == [45, 1060, 15, 260]
    assert (
        "t1: '45 (75.0%)' and the like are a count and its share in its column: each share agrees"
        in draft.guesses
    )


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Gender", "2015/16", "2016/17"],
            ["Female", "75% (45)", "25% (15)"],
            ["Male", "50% (2)", "50% (2)"],
        ],
        [*ROWS, ["Total", "60 (100%)", "1,320 (100%)"]],
        [
            ["Gender", "2015/16", "2016/17"],
            ["Female", "10 (10%)", "20 (20%)"],
            ["Male", "30 (30%)", "40 (40%)"],
        ],
    ],
)
def test_shares_of_rows_of_printed_totals_and_of_all(rows: list[list[Any]]) -> None:
    assert not drafted(document(rows)).questions


def test_a_share_that_is_of_no_total_is_asked_about() -> None:
    (asked,) = drafted(document([*ROWS[:2], ["Male", "15 (25.0%)", "260 (21%)"]])).questions
    assert "the share in C3 is that of no total: is the first number of each the count?" in asked


@pytest.mark.parametrize(
    ("text", "count"), [("290r", 290), ("1,290 (p)", 1290), ("290*", 290), ("290 [2]", 290)]
)
def test_a_mark_beside_a_count_is_asked_about_and_the_count_offered(text: str, count: int) -> None:
    draft = drafted(document([*ROWS[:1], ["Female", 45, text], ["Male", 15, 26]]))
    assert draft.sketches[0].entry["words"] == {text: count}
    (asked,) = draft.questions
    assert f"'{text}' in C2 has a mark beside its number (in 1 cells)" in asked
