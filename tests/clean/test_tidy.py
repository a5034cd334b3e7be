"""tidy: wide to long, nothing lost, nothing twice."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import tidy
from forcefoi.errors import ForcefoiError

WIDE = pd.DataFrame(
    {
        "force": ["kent", "essex"],
        "gender": ["female", "female"],
        "2016/17": ["5", "<5"],
        "2017/18": ["7", None],
    },
    index=[9, 9],
)


def test_row_by_row_with_nulls_kept_and_input_unchanged() -> None:
    before = WIDE.copy(deep=True)
    long = tidy(WIDE, ["force", "gender"])
    assert list(long.columns) == ["force", "gender", "window", "count"]
    assert long[["force", "window"]].to_numpy().tolist() == [
        *[["kent", "2016/17"], ["kent", "2017/18"], ["essex", "2016/17"], ["essex", "2017/18"]]
    ]
    assert long["count"].fillna("?").tolist() == ["5", "7", "<5", "?"]
    assert list(long.index) == [0, 1, 2, 3]
    pd.testing.assert_frame_equal(WIDE, before)


def test_duplicate_ids_are_refused_and_named() -> None:
    with pytest.raises(ForcefoiError, match=r"2 rows share their force:\n  row 0: \['kent'\]\n  row 2"):
        tidy(pd.DataFrame({"force": ["kent", "essex", "kent"], "2016": [1, 2, 3]}), ["force"])
    with pytest.raises(ForcefoiError, match="and 5 more"):
        tidy(pd.DataFrame({"force": ["kent"] * 15, "2016": range(15)}), ["force"])
    with pytest.raises(ForcefoiError, match="share"):
        tidy(pd.DataFrame({"2016": [1, 2]}), [])


@pytest.mark.parametrize(
    "frame, ids, names, why",
    [
        (WIDE, ["police"], {}, "no column 'police'"),
        (WIDE[["force"]], ["force"], {}, "none is left"),
        (WIDE, ["force", "gender"], {"name": "force"}, "two columns"),
        (WIDE, ["force", "gender"], {"name": "n", "value_name": "n"}, "two columns"),
        (
            pd.DataFrame([["kent", 1, 2]], columns=["force", "2016", "2016"]),
            ["force"],
            {},
            "stands there twice",
        ),
    ],
)
def test_refused(frame: pd.DataFrame, ids: list[str], names: dict[str, str], why: str) -> None:
    with pytest.raises(ForcefoiError, match=why):
        tidy(frame, ids, **names)


@given(
    st.dictionaries(
        st.text("abc", min_size=1), st.lists(st.integers(0, 9), min_size=3, max_size=3), max_size=5
    )
)
def test_long_turned_back_is_wide(rows: dict[str, list[int]]) -> None:
    wide = pd.DataFrame(list(rows.values()), columns=["2015/16", "2016/17", "2017/18"], dtype="int64")
    wide.insert(0, "force", list(rows))
    long = tidy(wide, ["force"])
    assert len(long) == 3 * len(rows)
    for force, counts in rows.items():
        assert long.loc[long["force"] == force, "count"].tolist() == counts
