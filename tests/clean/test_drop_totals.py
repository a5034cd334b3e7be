"""drop_totals: rows that add up others go, all others stay."""

from __future__ import annotations

import pandas as pd
import pytest
from clean_strategies import cells
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import drop_totals, find_totals
from forcefoi.errors import ParseError

TOTALS = (
    *(
        "Total",
        "TOTALS",
        "TOTAL RESOLVED 2015:",
        "Grand Total",
        "grand  total:",
        "Sub-total",
        "Subtotal",
        "sub total",
    ),
    *(
        "Total Settlement Amount for 2009:  $7,095,797.35",
        "Kent Total",
        "All offences (total)",
        "Total: 12",
        " total ",
    ),
)
OTHERS = (
    "Totally false report",
    "Teetotal",
    "Loss, total or part",
    "8L Harassment",
    "",
    "All",
    "Totalling",
    5,
    None,
)


@pytest.mark.parametrize("label", TOTALS)
def test_totals_are_found(label: str) -> None:
    assert find_totals(pd.DataFrame({"label": [label]}), ["label"]).tolist() == [True]


@pytest.mark.parametrize("label", OTHERS)
def test_others_are_kept(label: object) -> None:
    assert find_totals(pd.DataFrame({"label": [label]}, dtype=object), ["label"]).tolist() == [False]


def test_a_total_in_any_label_column_and_only_there() -> None:
    frame = pd.DataFrame(
        {
            "force": ["Kent", "Total", "Kent"],
            "offence": ["8L", "", "Sub-total"],
            "note": ["Total of two", "", ""],
        },
        index=["a", "a", "b"],
    )
    before = frame.copy(deep=True)
    kept = drop_totals(frame, ["force", "offence"])
    pd.testing.assert_frame_equal(kept, frame.iloc[[0]])
    kept.iloc[0, 0] = "changed"
    pd.testing.assert_frame_equal(frame, before)


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ParseError, match="Did you mean 'offence'"):
        find_totals(pd.DataFrame({"offence": ["8L"]}), ["ofence"])


@given(st.lists(st.one_of(cells, st.sampled_from(TOTALS)), max_size=6))
def test_found_and_kept_make_the_whole(labels: list[str]) -> None:
    frame = pd.DataFrame({"label": pd.Series(labels, dtype=object), "count": range(len(labels))})
    found = find_totals(frame, ["label"])
    assert sorted([*drop_totals(frame, ["label"])["count"], *frame.loc[found, "count"]]) == list(
        range(len(labels))
    )
    assert all("total" not in label.casefold() for label in frame.loc[~found, "label"] if label in TOTALS)
    assert not any(
        is_total for label, is_total in zip(labels, found, strict=True) if "total" not in label.casefold()
    )


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ParseError) as refused:
        find_totals(pd.DataFrame({"force": [], "offence": []}), ["ofence"])
    assert str(refused.value) == (
        "'ofence' is not a column: the table has none of this name. Allowed: force, offence. Did you mean 'offence'?"
    )
