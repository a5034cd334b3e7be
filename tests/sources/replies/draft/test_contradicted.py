"""A reading whose `fixed` says other than the table's own heading is doubted; one that agrees with it is not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.test_shapes import QUESTION, document

from forcefoi.sources.replies.draft.contradicted import contradicted
from forcefoi.sources.replies.draft.try_out import reply_of


def doubts(above: list[str], fixed: dict[str, str], heads: tuple[str, str] = ("Offence", "Count"), name: str = "Data"
           ) -> list[str]:  # fmt: skip
    rows: list[list[Any]] = [[text] for text in above] + [list(heads), ["Harassment", 3], ["Stalking", 4]]
    top = len(above) + 1
    entry = {
        "id": "t1", "file": "a.xlsx", "place": f"sheet '{name}'", "range": f"A{top}:B{top + 2}", "group": "t1",
        "measure": "crimes recorded", "unit": "crimes", "header": ["-"], "labels": {"A": "offence"}, "counts": ["B"],
        "fixed": fixed,
    }  # fmt: skip
    (table,) = reply_of([entry], QUESTION).tables
    return contradicted(table, document(rows, names=(name,)), QUESTION, "reply.toml")


@pytest.mark.parametrize(
    ("above", "fixed", "heads", "name", "told"),
    [
        (["Crimes 2017/18"], {"window": "2016/17", "gender": "all"}, ("Offence", "Count"), "Data", "2017/18"),
        ([], {"window": "2016/17", "gender": "all"}, ("Offence", "Count"), "2017-18", "2017-18"),
        (["Female victims"], {"window": "2016/17", "gender": "male"}, ("Offence", "Count"), "Data", "Female victims"),
        (["Female victims"], {"window": "2016/17", "gender": "all"}, ("Offence", "Count"), "Data", "Female victims"),
        ([], {"window": "2016/17", "gender": "male"}, ("Offence", "Crimes (female)"), "Data", "female"),
        (["Crimes 2016/17", "Crimes 2017/18"], {"window": "2016/17", "gender": "all"}, ("Offence", "Count"), "Data",
         "2017/18"),
    ],
)  # fmt: skip
def test_a_heading_that_says_otherwise(
    above: list[str], fixed: dict[str, str], heads: tuple[str, str], name: str, told: str
) -> None:
    (doubt,) = doubts(above, fixed, heads, name)
    assert f"the table's heading says '{told}'" in doubt


@pytest.mark.parametrize(
    ("above", "fixed"),
    [
        (["Crimes 2016/17"], {"window": "2016/17", "gender": "all"}),
        (["Crimes 2016"], {"window": "2016/17", "gender": "all"}),
        (["Crimes from 1 April 2015 to 31 March 2018"], {"window": "2016/17", "gender": "all"}),
        (["Total crimes by all persons"], {"window": "2016/17", "gender": "all"}),
        (["Crimes by female and male victims"], {"window": "2016/17", "gender": "female"}),
        (["Crimes 2017/18"], {"window": "not stated", "gender": "all"}),
    ],
)
def test_a_heading_that_agrees(above: list[str], fixed: dict[str, str]) -> None:
    assert doubts(above, fixed) == []
