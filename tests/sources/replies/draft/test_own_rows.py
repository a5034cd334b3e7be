"""Labels that say two things: split where every label does and both are known, else asked about."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.replies.draft.test_offered import OPEN
from tests.sources.replies.draft.test_shapes import document, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft

TRUTH = {("8L", "female"): 1, ("8L", "male"): 2, ("8Q", "female"): 3, ("8Q", "male"): 4}


def counts(draft: Draft) -> dict[tuple[str, ...], int]:
    return {key[:2]: count.low for sketch in draft.sketches for key, count in sketch.cells.items()}


@pytest.mark.parametrize(
    "form", ["{g} – {o}", "{o} ({g})", "{o} / {g}", "{o}: {g} victims", "{g} {o}", "{o} with a {g} victim"]
)
@pytest.mark.parametrize("head", ["Category", "Offence", ""])
def test_labels_of_two_closed_dimensions(form: str, head: str) -> None:
    labels = [form.format(o=o, g=g) for o in ("Harassment", "Stalking") for g in ("female", "male")]
    draft = drafted(document([[head, "2016/17"], *([label, at] for at, label in enumerate(labels, 1))]))
    assert counts(draft) == TRUTH and not draft.questions
    draft = drafted(document([["Year", *labels], ["2016/17", 1, 2, 3, 4]]))
    assert counts(draft) == TRUTH and not draft.questions


def test_a_label_and_a_time() -> None:
    rows: list[list[Any]] = [["", "Count"], ["Stalking / 2016/17", 1], ["Stalking / 2017/18", 2]]
    draft = drafted(document(rows))
    assert {key[2]: count.low for key, count in draft.sketches[0].cells.items()} == {
        "2016-04-01/2017-03-31": 1,
        "2017-04-01/2018-03-31": 2,
    }
    # Of which kind a bare year is, nothing says: the label is no two values yet.
    rows = [["", "Count"], ["Stalking / 2016", 1], ["Stalking / 2017", 2]]
    assert drafted(document(rows)).questions


def test_what_is_left_beside_a_known_value_may_be_the_open_one_and_is_asked() -> None:
    rows: list[list[Any]] = [["Crime", "2016/17"], ["Harassment (female)", 1], ["Arson (male)", 2]]
    draft = drafted(document(rows), asked=OPEN)
    assert counts(draft) == {("Harassment", "female"): 1, ("Arson", "male"): 2}
    (asked,) = draft.questions
    assert "'Harassment (female)' is offence 'Harassment', gender 'female': is it so?" in asked


def test_some_labels_that_say_more_than_the_others() -> None:
    rows: list[list[Any]] = [
        ["Offence", "2016/17"],
        ["Harassment (female)", 1],
        ["Harassment (male)", 2],
        ["Stalking", 7],
    ]
    draft = drafted(document(rows))
    assert counts(draft) == {("8L", "female"): 1, ("8L", "male"): 2, ("8Q", "all"): 7}
    (asked,) = draft.questions
    assert "2 of 3 labels of column A say the gender as well" in asked and "do the others count all?" in asked
    # A name may have a gender in it and say none: where any text is an offence, nothing is split.
    rows = [["Offence", "2016/17"], ["Rape of a female aged 16 or over", 1], ["Stalking", 7]]
    draft = drafted(document(rows), asked=OPEN)
    assert "rows" not in draft.sketches[0].entry and "as well" in "\n".join(draft.questions)


def test_one_row_a_crime_has_no_rows_of_its_own() -> None:
    rows: list[list[Any]] = [["Crime ref", "Year", "Category"]]
    rows += [[f"W/{at}00", "2016/17", f"Harassment ({'fe' * (at % 2)}male)"] for at in range(12)]
    draft = drafted(document(rows))
    assert any("can be read as one of them alone" in each for each in draft.questions)
