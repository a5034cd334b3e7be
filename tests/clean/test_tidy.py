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


def test_one_row_needs_no_ids_and_two_do() -> None:
    frame = pd.DataFrame({"2016/17": ["5", "6"], "2017/18": ["7", "8"]}, index=["a", "b"])
    assert tidy(frame.iloc[:1], [])["count"].tolist() == ["5", "7"]
    with pytest.raises(ForcefoiError) as refused:
        tidy(frame, [])
    assert str(refused.value).splitlines()[0] == "2 rows share their lack of ids:"


@pytest.mark.parametrize(("many", "last"), [(10, "  row 9: ['kent', '8L']"), (11, "  and 1 more")])
def test_ten_rows_of_the_same_ids_are_named_and_the_rest_counted(many: int, last: str) -> None:
    frame = pd.DataFrame({"force": ["kent"] * many, "offence": ["8L"] * many, "2017/18": range(many)})
    with pytest.raises(ForcefoiError) as refused:
        tidy(frame, ["force", "offence"])
    told = str(refused.value).splitlines()
    assert (told[0], told[-1], len(told)) == (
        f"{many} rows share their force, offence:",
        last,
        min(many, 11) + 1,
    )


def test_a_table_of_nothing_but_ids_is_refused() -> None:
    with pytest.raises(ForcefoiError, match="^every column is an id: none is left to turn into rows$"):
        tidy(pd.DataFrame({"force": ["kent"]}), ["force"])
