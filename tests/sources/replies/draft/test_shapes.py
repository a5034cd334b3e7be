"""The shapes in which forces answer, each with the whole entry that is drafted for it."""

from __future__ import annotations

import datetime
from typing import Any

from tests.sources.replies.draft.layouts import question

from forcefoi.question import Question, make_question
from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.grid import Document, Grid, Text

QUESTION = question()
HOSPITALS = make_question(
    {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2024, 3, 31), "invented": True,
     "dimensions": [{"name": "offence"}, {"name": "outcome"}, {"name": "hospital"}, {"name": "year", "kind": "window"}]}
)  # fmt: skip
NAMED = ("id", "file", "place", "group", "measure", "unit")


def document(*sheets: list[list[Any]], names: tuple[str, ...] = ("Data",), texts: tuple[str, ...] = (), **how: Any
             ) -> Document:  # fmt: skip
    """A workbook of sheets."""
    grids = []
    for name, rows in zip(names, sheets, strict=True):
        width = max(map(len, rows))
        grids.append(Grid(f"sheet '{name}'", [[*row, *[""] * (width - len(row))] for row in rows], **how))
    return Document("a.xlsx", "xlsx", grids=tuple(grids), texts=tuple(Text("page 1", text) for text in texts))


def drafted(*documents: Document, asked: Question = QUESTION) -> Draft:
    return draft_reply(documents, asked)


def entries(draft: Draft) -> list[dict[str, Any]]:
    """What was drafted, without the names that say nothing of the shape."""
    return [{k: v for k, v in sketch.entry.items() if k not in NAMED} for sketch in draft.sketches]


def test_long_with_a_total() -> None:
    draft = drafted(
        document(
            [["Wexley Police"], ["Run Date: 8/4/2020 10:04:13 AM"], ["Year", "Offence", "Victim Gender", "Count"],
             ["2016/17", "Harassment", "F", 3], ["2016/17", "Stalking", "M", 4], ["Total", "", "", 7]]
        )
    )  # fmt: skip
    assert entries(draft) == [
        {"range": "A3:D6", "header": ["-"], "labels": {"A": "window", "B": "offence", "C": "gender"}, "counts": ["D"],
         "totals": [{"row": 6, "of": ["4:5"], "label": "Total"}]}
    ]  # fmt: skip
    assert draft.questions == []


def test_wide_with_blanks_that_mean_the_row_above_and_totals_both_ways() -> None:
    draft = drafted(
        document(
            [["Offence", "Gender", "2016/17", "2017/18", "Total"], ["Harassment", "Female", 3, 4, 7],
             ["", "Male", 1, 2, 3], ["Stalking", "Female", "<5", 6, ""], ["Grand Total", "", 6, 12, 18]]
        )
    )  # fmt: skip
    assert entries(draft) == [
        {"range": "A1:E5", "header": ["window"], "labels": {"A": "offence", "B": "gender"}, "counts": ["C:D"],
         "same_as_above": ["A"],
         "totals": [{"row": 5, "of": ["2:4"], "label": "Grand Total"},
                    {"column": "E", "of": ["C:D"], "label": "Total"}]}
    ]  # fmt: skip
    assert draft.questions == []
    assert "t1: a blank in column A is the same as above (1 row)" in draft.guesses


def test_banded_with_footnotes() -> None:
    draft = drafted(
        document(
            [["", "Female", "", "Male", "", "Total"], ["Offence", "2016/17", "2017/18", "2016/17", "2017/18", ""],
             ["Harassment", 1, 2, 3, 4, 10], ["Stalking", "-", "*", 3, 4, ""],
             ["* denotes fewer than 5 and - denotes nil"]]
        )
    )  # fmt: skip
    assert entries(draft) == [
        {"range": "A1:F4", "header": ["gender", "window"], "header_blank": "same as left", "labels": {"A": "offence"},
         "counts": ["B:E"], "words": {"-": 0, "*": [1, 4]},
         "totals": [{"column": "F", "of": ["B:E"], "label": "Total"}]}
    ]  # fmt: skip
    assert draft.questions == []


def test_what_a_dash_or_a_blank_means_is_asked() -> None:
    draft = drafted(document([["Offence", "Sex", "2016/17", "2017/18"], ["Stalking", "F", "-", 5],
                              ["Stalking", "M", "-", ""]]))  # fmt: skip
    assert "words" not in draft.sketches[0].entry
    assert [each.partition(",")[0] for each in draft.questions] == [
        "t1: '-' stands in 2 cells",
        "t1: a blank stands in D3",
    ]


def test_compact_pivot_table() -> None:
    draft = drafted(
        document(
            [["Count of Crime No", "Column Labels"], ["Row Labels", "2016/17", "2017/18", "Grand Total"],
             ["Female", 5, 7, 12], ["Harassment", 3, 3, 6], ["Stalking", 2, 4, 6], ["Male", 5, 8, 13],
             ["Harassment", 3, 4, 7], ["Stalking", 2, 4, 6], ["Grand Total", 10, 15, 25]]
        )
    )  # fmt: skip
    assert entries(draft) == [
        {"range": "A1:D9", "header": ["-", "window"], "labels": {"A": "offence"}, "sections": {"A": "gender"},
         "counts": ["B:C"],
         "totals": [{"row": 3, "of": ["4:5"], "label": "Female"}, {"row": 6, "of": ["7:8"], "label": "Male"},
                    {"row": 9, "of": ["4:5", "7:8"], "label": "Grand Total"},
                    {"column": "D", "of": ["B:C"], "label": "Grand Total"}]}
    ]  # fmt: skip
    assert draft.questions == []
    cells = {key: count.low for key, count in draft.sketches[0].cells.items()}
    assert cells["8L", "male", "2017-04-01/2018-03-31"] == 4 and sum(cells.values()) == 25


def test_one_row_a_crime() -> None:
    rows: list[list[Any]] = [["No", "Date Recorded", "Offence", "Victim Sex", "Beat"]]
    rows += [[at, datetime.date(2017, 3, at), "Stalking", "F", f"B{at}"] for at in range(1, 12)]
    draft = drafted(document(rows))
    assert entries(draft) == [
        {"range": "A1:E12", "grain": "records", "header": ["-"],
         "labels": {"A": "number", "B": "window", "C": "offence", "D": "gender", "E": "-"}}
    ]  # fmt: skip
    assert draft.questions == [
        't1: days and nothing says which kind of year: years = "financial" or "calendar"?'
    ]


def test_a_list_without_a_header_loses_no_row() -> None:
    draft = drafted(document([["2016/17", "Harassment", "F"]] * 2 + [["2017/18", "Stalking", "M"]] * 3))
    assert entries(draft) == [
        {
            "range": "A1:C5",
            "grain": "records",
            "header": [],
            "labels": {"A": "window", "B": "offence", "C": "gender"},
        }
    ]
    assert sum(count.low for count in draft.sketches[0].cells.values()) == 5


def test_a_sheet_a_year_and_a_hidden_one() -> None:
    rows = [["Offence", "F", "M"], ["Harassment", 3, 4], ["Stalking", 5, 6]]
    draft = drafted(document(rows, rows, names=("2017-18", "2016-17")))
    assert [each["fixed"] for each in entries(draft)] == [{"window": "2017-18"}, {"window": "2016-17"}]
    assert {sketch.entry["group"] for sketch in draft.sketches} == {"t1"} and draft.questions == []
    hidden = drafted(document(rows, hidden="very hidden"))
    assert (
        hidden.sketches == []
        and "sheet 'Data' is very hidden: nothing of it is drafted" in hidden.questions[0]
    )


def test_two_tables_beside_each_other() -> None:
    draft = drafted(
        document(
            [["2016/17", "", "", "", "2017/18"], ["Offence", "F", "M", "", "Offence", "F", "M"],
             ["Harassment", 1, 2, "", "Harassment", 3, 4]]
        )
    )  # fmt: skip
    assert [(each["range"], each["counts"], each["fixed"]) for each in entries(draft)] == [
        ("A2:C3", ["B:C"], {"window": "2016/17"}), ("E2:G3", ["F:G"], {"window": "2017/18"}),
    ]  # fmt: skip
    assert draft.questions == []


def test_the_header_again_percentages_and_another_years_return() -> None:
    head = ["Offence", "Sex", "2016/17", "%", "2015/16 (taken from last year's return)"]
    draft = drafted(document([head, ["Harassment", "F", 1, 0.5, 2], head, ["Stalking", "F", 1, 0.5, 2]]))
    entry = entries(draft)[0]
    assert entry["counts"] == ["C"] and set(entry["ignore"]) == {"D", "E"}
    assert entry["skip"] == [{"rows": ["3"], "why": "the header again"}]
    assert len(draft.questions) == 1 and "another period's return" in draft.questions[0]


def test_totals_without_a_label_and_above_their_rows() -> None:
    draft = drafted(document([["Offence", "Gender", "2016/17"], ["All offences", "", 30], ["Harassment", "F", 10],
                              ["Stalking", "F", 20], ["", "", 30]]))  # fmt: skip
    assert entries(draft)[0]["totals"] == [
        {"row": 2, "of": ["3:4"], "label": "All offences"}, {"row": 5, "of": ["3:4"], "label": ""},
    ]  # fmt: skip
    assert draft.questions == []


def test_a_group_among_its_classes_is_asked() -> None:
    rows = [
        ["Place", "Harassment", "Stalking"],
        ["Wexley", 30, 12],
        ["Wexley North", 10, 5],
        ["Wexley South", 20, 7],
    ]
    draft = drafted(document(rows), asked=question("place"))
    assert any("equals the sum of rows 3-4" in each for each in draft.questions)


def test_nested_totals() -> None:
    draft = drafted(
        document(
            [["Hospital", "Offence", "Outcome", "2019/20"], ["St A", "Theft", "Charged", 30],
             ["", "Burglary", "Charged", 5], ["St A Total", "", "", 35], ["St B", "Theft", "Charged", 10],
             ["", "Burglary", "Charged", 15], ["St B Total", "", "", 25], ["Grand Total", "", "", 60]]
        ),
        asked=HOSPITALS,
    )  # fmt: skip
    assert entries(draft)[0]["totals"] == [
        {"row": 4, "of": ["2:3"], "label": "St A Total"}, {"row": 7, "of": ["5:6"], "label": "St B Total"},
        {"row": 8, "of": ["2:3", "5:6"], "label": "Grand Total"},
    ]  # fmt: skip
    assert draft.questions == []


def test_a_total_that_does_not_add_up_is_drafted_and_told() -> None:
    draft = drafted(
        document(
            [
                ["Offence", "Gender", "2016/17"],
                ["Stalking", "F", 10],
                ["Stalking", "M", 10],
                ["Total", "", 99],
            ]
        )
    )
    assert entries(draft)[0]["totals"] == [{"row": 4, "of": ["2:3"], "label": "Total"}]
    assert "t1: row 4 ('Total') is the total of rows 2-3, which it does not add up to" in draft.guesses


def test_one_answer_cut_by_year_and_by_hospital() -> None:
    draft = drafted(
        document(
            [["Outcome", "Hospital A", "Hospital B", "Total"], ["Charged", 1, 2, 3]],
            [["Outcome", "Hospital C", "Hospital D", "Total"], ["Charged", 4, 5, 9]],
            [["Offence", "2019/20", "2020/21"], ["Theft", 5, 7]],
            names=("1", "2", "3"),
        ),
        asked=HOSPITALS,
    )
    assert [sketch.entry["group"] for sketch in draft.sketches] == ["t1", "t1", "t3"]
    assert [sketch.entry["fixed"] for sketch in draft.sketches] == [
        {"year": "not stated", "offence": "all"}, {"year": "not stated", "offence": "all"},
        {"outcome": "all", "hospital": "all"},
    ]  # fmt: skip
    assert any("it has no year" in each for each in draft.questions)


def test_the_same_table_in_two_files_is_compared_and_never_added() -> None:
    rows = [["Offence", "Gender", "2016/17"], ["Harassment", "Male", 1], ["Stalking", "Male", 4]]
    other = Document("b.pdf", "pdf", grids=(Grid("page 1, table 1", rows),))
    draft = drafted(document(rows), other)
    assert [sketch.entry.get("use", "figures") for sketch in draft.sketches] == ["figures", "check"]
    assert draft.sketches[0].entry["group"] != draft.sketches[1].entry["group"] and draft.questions == []


def test_bare_years_are_asked_unless_the_table_says() -> None:
    rows = [["Offence", "Sex", 2016, 2017], ["Stalking", "F", 1, 2]]
    assert drafted(document(rows)).questions == [
        't1: bare years and nothing says which kind of year: years = "financial" or "calendar"?'
    ]
    draft = drafted(document([["Crimes by calendar year"], *rows]))
    assert draft.sketches[0].entry["years"] == "calendar" and draft.questions == []


def test_part_years_and_unknown_labels_are_asked() -> None:
    draft = drafted(document([["Offence", "Sex", "2017/18", "2020 (THROUGH 6/30)"], ["Stalkin", "F", 1, 2],
                              ["Burglary", "F", 1, 2]]))  # fmt: skip
    told = "\n".join(draft.questions)
    assert 'values.window = { "2020 (THROUGH 6/30)"' in told
    assert (
        'values.offence = { "Stalkin" = "8Q" }' in told
        and 'values.offence = { "Burglary" = "outside the question" }' in told
    )


def test_hidden_rows_and_columns_are_asked() -> None:
    draft = drafted(
        document([["Offence", "Sex", "2016/17"], ["Stalking", "F", 1], ["Stalking", "M", 2]],
                 hidden_rows=frozenset({1}), hidden_columns=frozenset({2}))
    )  # fmt: skip
    assert "hidden" not in draft.sketches[0].entry
    assert draft.questions == [
        't1: 1 hidden rows and 1 hidden columns lie in it: hidden = "use" counts them, hidden = "leave" leaves them out'
    ]


def test_two_measures_on_one_sheet_are_never_joined() -> None:
    head = ["Offence", "Sex", "2016/17"]
    draft = drafted(
        document([["Victims"], head, ["Stalking", "F", 30], [], ["Crimes"], head, ["Stalking", "F", 25]])
    )
    assert [sketch.entry["measure"] for sketch in draft.sketches] == ["Victims", "Crimes"]
    assert any("different measures" in each for each in draft.questions)


def test_what_cannot_be_read_is_asked_cell_by_cell() -> None:
    draft = drafted(
        document([["Offence", "Sex", "2016/17"], ["Stalking", "F", "#REF!"], ["Stalking", "M", "CHASE NEEDED"],
                  ["Harassment", "F", -7063], ["Harassment", "M", 4]])
    )  # fmt: skip
    assert [each.split(":")[1].strip() for each in draft.questions] == ["cell C2", "cell C3", "cell C4"]


def test_letters() -> None:
    letter = Document(
        "l.docx", "docx",
        texts=(Text("paragraph 1", "In 2017/18 there were a total of 569 crimes recorded. There were 12 crimes of "
                    "stalking in 2017/18. The names are refused under section 40(2) of the Act."),),
    )  # fmt: skip
    draft = drafted(letter, document([["Offence", "Sex", "2017/18"], ["Stalking", "F", 1]]))
    assert [(each["count"], each["at"]) for each in draft.stated] == [
        (569, {"offence": "all", "gender": "all", "window": "2017/18"})
    ]
    assert draft.root == {"outcome": "partial", "exemption": "s.40(2)"}
    assert any("12 crimes of stalking" in each for each in draft.questions)


def test_a_file_that_could_not_be_read_and_one_without_a_table() -> None:
    scanned = Document("scan.pdf", "pdf", "scanned", "a picture", "ask the force for the file")
    draft = drafted(scanned, document([["Ring us", "on Monday"]]))
    assert draft.sketches == []
    assert draft.questions[0] == "scan.pdf can't be read (scanned: a picture): ask the force for the file"
    assert "no table could be made out" in draft.questions[1]


def test_lines_of_a_letter_are_drafted_only_where_there_is_no_table() -> None:
    lines = Grid("lines, labels", [["2016/17", "45"], ["2017/18", "51"]], row_places=("line 3", "line 4"))
    mail = Document("m.eml", "eml", grids=(lines,))
    assert [each["counts"] for each in entries(drafted(mail))] == [["B"]]
    table = Grid("message, table 1", [["Offence", "Sex", "2016/17"], ["Stalking", "F", 4]])
    assert [s.entry["place"] for s in drafted(Document("m.eml", "eml", grids=(lines, table))).sketches] == [
        "message, table 1"
    ]


def test_a_column_headed_as_a_year_that_holds_none_is_no_count() -> None:
    rows = [["Period begins", "Year", "Offence", "Sex", "Crimes"], ["Jan 2015 to Mar 2015", 3716, "Stalking", "F", 9],
            ["Apr 2015 to Jun 2015", 3717, "Stalking", "F", 4]]  # fmt: skip
    draft = drafted(document(rows))
    assert draft.sketches[0].entry["counts"] == ["E"]
    assert any("column B (headed 'Year'" in each for each in draft.questions)


def test_hospitals_over_the_columns_are_asked_once() -> None:
    rows = [["Outcome", "Anytown General", "The Old Spa Hospital"], ["Charged", 3, 4], ["No suspect", 5, 6]]
    draft = drafted(document(rows), asked=HOSPITALS)
    assert draft.sketches[0].entry["header"] == ["hospital"]
    assert [each for each in draft.questions if "Anytown General" in each] == [
        "t1: is row 1 (without a header) the hospital ('Anytown General', 'The Old Spa Hospital')? Nothing fits better"
    ]


def test_a_sheet_of_the_year_to_date_is_asked() -> None:
    rows = [["Offence", "F", "M"], ["Stalking", 3, 4]]
    (asked,) = drafted(document(rows, names=("2018-19 to date",))).questions
    assert asked.startswith("t1: 'to date' stands beside '2018-19': is it a part of a year?")


def test_ages_in_the_second_header_row_are_no_counts() -> None:
    asked = make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": datetime.date(2024, 3, 31),
         "dimensions": [{"name": "offence"}, {"name": "person"}, {"name": "year", "kind": "window"}]}
    )  # fmt: skip
    rows = [["Crimes 2017/18"], ["Offence", "Age", "", "", "Sex", "", ""],
            ["", "10 - 14", "15", "16", "Female", "Male", "Not known"], ["Arson", 265, 111, 107, 96, 473, 1],
            ["Theft", 253, 335, 520, 284, 1570, 2]]  # fmt: skip
    (sketch,) = drafted(document(rows), asked=asked).sketches
    assert sketch.block.header == (1, 2) and sketch.entry["counts"] == ["B:G"]


def test_the_corner_of_a_pivot_says_what_is_counted_and_not_what_the_labels_are() -> None:
    rows = [["Count of Crime type", "Column Labels"], ["Row Labels", "2019/20", "2020/21"],
            ["Wexley Royal", 5, 6], ["St Anyone's", 7, 8]]  # fmt: skip
    draft = drafted(document(rows), asked=HOSPITALS)
    assert "offence" not in draft.sketches[0].entry["labels"].values()
    assert draft.questions


def test_a_years_total_below_the_totals_of_its_own_places_adds_up_that_year_alone() -> None:
    rows: list[list[Any]] = [["Year", "Offence", "Gender", "Crimes"]]
    for year, (a, b, c, d) in (("2016/17", (31, 22, 5, 6)), ("2017/18", (41, 23, 7, 9))):
        rows += [[year, "Harassment", "Female", a], [year, "Harassment", "Male", b]]
        rows += [["Harassment Total", "", "", a + b]]
        rows += [[year, "Stalking", "Female", c], [year, "Stalking", "Male", d]]
        rows += [["Stalking Total", "", "", c + d], [f"{year} Total", "", "", a + b + c + d]]
    draft = drafted(document(rows))
    (sketch,) = draft.sketches
    years = [each["of"] for each in sketch.entry["totals"] if "/" in each["label"]]
    assert years == [["2:3", "5:6"], ["9:10", "12:13"]]
    assert not [each for each in draft.questions if "does not add up" in each]
