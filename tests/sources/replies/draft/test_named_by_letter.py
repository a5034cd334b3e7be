"""A letter that numbers an annex is no gender; two files named F and M may be."""

from __future__ import annotations

import pytest
from tests.sources.replies.replies import QUESTION

from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid, Text

ROWS = [["Offence", "2016/17", "2017/18"], ["Harassment", 62, 70], ["Stalking", 10, 12]]
OTHER = [["Offence", "2015/16"], ["Harassment", 51], ["Stalking", 9]]


def drafted(*names: str, title: str = "") -> Draft:
    above = [[title, "", ""]] if title else []
    documents = [
        Document(
            name,
            "csv",
            grids=(Grid("table 1", [*above, *rows]),),
            texts=(Text("line 1", "Victims of all genders."),),
        )
        for name, rows in zip(names, (ROWS, OTHER), strict=False)
    ]
    return draft_reply(documents, QUESTION)


@pytest.mark.parametrize("name", ["F.csv", "U.csv", "Annex F.csv", "appendix_M.csv", "response.csv"])
def test_the_letter_of_a_file_or_an_annex_is_no_gender(name: str) -> None:
    draft = drafted(name)
    assert draft.sketches[0].entry["fixed"] == {"gender": "all"}
    assert not [each for each in draft.questions if "gender" in each]


def test_a_title_that_names_an_annex_is_no_gender_either() -> None:
    assert drafted("a.csv", title="Annex F: crimes recorded").sketches[0].entry["fixed"] == {"gender": "all"}


@pytest.mark.parametrize("names", [("F.csv", "M.csv"), ("Crimes F.csv",)])
def test_files_that_are_named_by_gender_are_asked(names: tuple[str, ...]) -> None:
    draft = drafted(*names)
    assert [each for each in draft.questions if "'F'" in each and "gender" in each]
