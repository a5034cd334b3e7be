"""One row a crime is told from a table of counts, for sheets that are alike alike, whatever numbers stand in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sources.replies.replies import QUESTION

from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid

HEAD = ["Crime No", "Recorded", "Victim Gender", "No of victims"]


def crimes(twice: int, head: list[str] = HEAD, more: list[list[Any]] | None = None) -> list[list[Any]]:
    """Twenty rows, of which the first `twice` pairs have one reference each."""
    rows: list[list[Any]] = [head]
    for at in range(20):
        name = f"K{at // 2 if at < 2 * twice else 100 + at}"
        rows.append(
            [name, dt.date(2016, 4, 1) + dt.timedelta(30 * at), ["Female", "Male"][at % 2], 1 + at % 3]
        )
    return rows + (more or [])


def drafted(**sheets: list[list[Any]]) -> Draft:
    grids = tuple(Grid(f"sheet '{name}'", rows) for name, rows in sheets.items())
    return draft_reply([Document("a.xlsx", "xlsx", grids=grids)], QUESTION)


def test_a_column_of_victims_beside_each_crime_is_asked_and_not_what_is_counted() -> None:
    draft = drafted(Harassment=crimes(0), Stalking=crimes(2))
    for sketch in draft.sketches:
        assert sketch.entry["grain"] == "records" and sketch.entry["labels"]["A"] == "reference"
        assert (sketch.entry["measure"], sketch.entry["unit"]) == ("crimes recorded", "crimes")
        assert sum(count.low for count in sketch.cells.values()) == 20
        told = "each row counts as one crime, and column D ('No of victims') is not added: is it so?"
        assert f"{sketch.id}: {told}" in draft.questions
    assert any("t2: column A ('Crime No') has the same reference twice" in each for each in draft.questions)


def test_number_of_victims_is_read_as_no_of_victims_is() -> None:
    draft = drafted(Stalking=crimes(2, [*HEAD[:3], "Number of victims"]))
    assert draft.sketches[0].entry["grain"] == "records"
    assert any("is not added: is it so?" in each for each in draft.questions)


def test_a_table_of_classes_with_numbers_is_no_list_of_crimes() -> None:
    rows = [["Offence No", "Offence", "Gender", "Year", "Number of victims"]]
    rows += [[f"8/{at}", ["Harassment", "Stalking"][at % 2], "Female", f"201{at // 2}/1{at // 2 + 1}", at + 3]
             for at in range(6)]  # type: ignore[misc]  # fmt: skip
    (sketch,) = drafted(Data=rows).sketches
    assert sketch.entry.get("grain", "counts") == "counts" and sketch.entry["counts"] == ["E"]


def test_sheets_with_the_same_headings_that_are_drafted_as_different_kinds_are_asked() -> None:
    draft = drafted(Harassment=crimes(0), Stalking=crimes(8))
    assert [each.entry.get("grain", "counts") for each in draft.sketches] == ["records", "counts"]
    assert any(
        each.startswith("t2: it has the headings of t1, which is drafted as one row a crime")
        for each in draft.questions
    )


def test_what_of_a_crime_a_column_says_is_no_offence_and_the_name_of_the_sheet_is() -> None:
    head = ["Crime Ref", "Date Recorded", "Gender", "Crime status"]
    rows = [[*row[:3], ["Recorded", "Finalised"][at % 2]] for at, row in enumerate(crimes(0)[1:])]
    draft = drafted(Harassment=[head, *rows], Stalking=[head, *rows])
    assert [each.entry["fixed"] for each in draft.sketches] == [
        {"offence": "Harassment"},
        {"offence": "Stalking"},
    ]
    assert all(each.entry["labels"]["D"] == "-" for each in draft.sketches)
    assert not any("no offence of the question" in each for each in draft.questions)
