"""Figures that stand in sentences: never lost without a word, and never drafted without a question."""

from __future__ import annotations

import pytest
from tests.sources.replies.draft.test_offered import OPEN
from tests.sources.replies.draft.test_shapes import QUESTION, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft
from forcefoi.sources.replies.formats.letter import read_lines
from forcefoi.sources.replies.formats.lines import numbered
from forcefoi.sources.replies.grid import Document, Grid

YEAR = {"2016": "2016-04-01/2017-03-31", "2017": "2017-04-01/2018-03-31"}


def mail(text: str, *tables: Grid) -> Document:
    grids, texts = read_lines(numbered(text), "lines")
    return Document("mail.txt", "txt", grids=(*grids, *tables), texts=texts)


def counts(draft: Draft) -> dict[tuple[str, ...], int]:
    return {
        (*key[:2], key[2][:4]): count.low for sketch in draft.sketches for key, count in sketch.cells.items()
    }


def test_a_list_with_its_parts_in_brackets() -> None:
    draft = drafted(
        mail("Stalking\n2016/17 - 45 (female 40, male 5)\n2017/18 - 1,052 (female 1,045, male 7)\n")
    )
    assert counts(draft) == {
        ("8Q", "all", "2016"): 45, ("8Q", "female", "2016"): 40, ("8Q", "male", "2016"): 5,
        ("8Q", "all", "2017"): 1052, ("8Q", "female", "2017"): 1045, ("8Q", "male", "2017"): 7,
    }  # fmt: skip
    (sketch,) = draft.sketches
    assert [each["words"] for each in sketch.entry["said"]][:3] == [
        "Stalking 2016/17 - 45",
        "female 40",
        "male 5",
    ]
    (asked,) = draft.questions
    assert "its numbers (45, 40, 5, 1,052, 1,045, 7) stand in sentences and in no table" in asked


def test_a_number_counts_all_only_where_it_is_the_sum_of_those_beside_it() -> None:
    draft = drafted(mail("2016/17 - 46 stalking (female 40, male 5)"))
    assert counts(draft)[("8Q", "not stated", "2016")] == 46
    assert any("don't say which gender is counted" in each for each in draft.questions)


def test_sentences_with_what_they_count_before_and_behind_the_number() -> None:
    draft = drafted(mail("In 2016/17 we recorded 45 offences of harassment and 1,204 offences of stalking."))
    assert counts(draft) == {("8L", "all", "2016"): 45, ("8Q", "all", "2016"): 1204}
    words = [each["words"] for each in draft.sketches[0].entry["said"]]
    assert words == ["In 2016/17 we recorded 45 offences of harassment", "1,204 offences of stalking"]
    draft = drafted(mail("We recorded 45 stalking offences in 2016/17 and 52 in 2017/18."))
    assert {key[2] for key in counts(draft)} == {"2016", "2017"}
    assert counts(draft)[("8Q", "all", "2016")] == 45 and ("8Q", "all", "2017") not in counts(draft)


def test_an_answer_below_the_question_that_is_repeated() -> None:
    draft = drafted(mail("Q1. How many stalking offences were recorded in 2016/17?\n\nA1. 45\n"))
    assert counts(draft) == {("8Q", "all", "2016"): 45}
    assert draft.sketches[0].entry["said"][0]["words"] == "A1. 45"


@pytest.mark.parametrize(
    "text",
    [
        "Your request of 3 May 2016, reference FOI 951/16, is answered in Table 2 of 15 pages.",
        "Section 40(2) of the Act and sections 29 and 30 apply. It would take 25 hours and cost £450 in 2016/17.",
        "Call 101 or 01234 567890 within 20 working days of 12 June 2016.",
        "Victims aged 16 and over, or under 18. In 2016/17 that was 12% of offences.",
        "Harassment is class 8L, stalking 8Q, from April 2016.",
        "Dated the 15th September 2016 at 10:30 by officer 4411209 of 2016/17.",
    ],
)
def test_figures_that_count_no_crimes(text: str) -> None:
    draft = drafted(mail(text))
    assert draft.sketches == [] and not any("figure" in each for each in draft.questions)


def test_numbers_in_words_are_asked_about() -> None:
    draft = drafted(mail("There were 45 in 2016/17.\nThere were forty-five offences in 2017/18.\n"))
    assert any(
        "may have a figure that isn't read: “There were forty-five" in each for each in draft.questions
    )


def test_a_number_beside_tables_that_none_of_them_has() -> None:
    table = Grid("table 1", [["Offence", "Sex", "2016/17"], ["Stalking", "F", 45], ["Stalking", "M", 5]])
    draft = drafted(mail("In 2016/17 we recorded 45, of them women. Harassment in 2016/17: 77 women.", table))
    (asked,) = (each for each in draft.questions if "in no table" in each)
    assert "line 1 has 77 in a sentence and in no table: “Harassment in 2016/17: 77 women.”" in asked
    assert 'grain = "said"' in asked and [sketch.entry.get("grain") for sketch in draft.sketches] == [None]


def test_what_holds_for_all_of_them_is_offered() -> None:
    draft = drafted(
        mail("The number of stalking offences was as follows.\n\n2016/17 - 45 (female 40, male 5)\n")
    )
    assert draft.sketches[0].entry["fixed"] == {"offence": "stalking"}
    asked = drafted(
        mail("The following stalking offences were recorded.\n\n2016/17 - 45 (all)\n"), asked=OPEN
    )
    assert asked.sketches[0].entry["fixed"]["offence"] == "stalking"
    assert QUESTION.names == ("offence", "gender", "window")


def test_none_at_all_is_a_figure_and_what_a_sign_means_is_none() -> None:
    draft = drafted(
        mail("There were 45 in 2016/17. No offences were recorded in 2017/18. A dash means no offences.")
    )
    (asked,) = (each for each in draft.questions if "may have a figure" in each)
    assert "No offences were recorded in 2017/18." in asked


def test_a_refusal_with_numbers_in_it_is_no_answer() -> None:
    draft = drafted(mail("This is refused under section 12. In 2016/17 there are 1,150 records to be read."))
    assert draft.sketches == [] and draft.root["outcome"] == "refused"
    assert any("1,150 records" in each for each in draft.questions)


def test_a_number_that_is_taken_back_is_no_figure() -> None:
    text = (
        "Further to our earlier letter, which we regret was wrong in one place, the total number of recorded "
        "offences of stalking in 2017/18 should have read 109, not 99. All other figures are unchanged."
    )
    draft = drafted(mail(text))
    assert counts(draft) == {("8Q", "all", "2017"): 109}
    (said,) = draft.sketches[0].entry["said"]
    assert f" {said['words']}" in f" {text}" and said["words"].endswith("109")
    assert 99 not in counts(drafted(mail("Stalking in 2017/18: 109 (not 99)"))).values()
