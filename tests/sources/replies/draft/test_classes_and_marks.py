"""Class names without codes, counts with a footnote's mark, and lists of crimes longer than 1,900."""

from __future__ import annotations

from forcefoi.files import find_root
from forcefoi.question import read_question
from forcefoi.sources.replies.draft.draft_reply import draft_reply
from forcefoi.sources.replies.draft.split import split
from forcefoi.sources.replies.grid import Document, Grid

CLASSES = (
    "Threats to kill",
    "Racially or religiously aggravated assault without injury",
    "Harassment",
    "Racially or religiously aggravated harassment",
    "Stalking",
    "Malicious communications",
)


def test_the_six_classes_by_their_bare_names_are_classes_and_not_the_looser_words_of_newspapers() -> None:
    rows = [["Offence", "Gender", "2016/17"], *([name, "Female", 11 + at] for at, name in enumerate(CLASSES))]
    draft = draft_reply(
        [Document("a.pdf", "pdf", grids=(Grid("page 1, table 1", rows),))], read_question(find_root())
    )
    (sketch,) = draft.sketches
    assert {key[0]: count.low for key, count in sketch.cells.items()} == {
        "3B": 11, "105B": 12, "8L": 13, "8M": 14, "8Q": 15, "8R": 16,
    }  # fmt: skip
    assert draft.questions == []


def test_harassment_alone_stays_the_word_that_may_mean_more() -> None:
    rows = [["Offence", "Gender", "2016/17"], ["Harassment", "Female", 11], ["Harassment", "Male", 3]]
    draft = draft_reply(
        [Document("a.pdf", "pdf", grids=(Grid("page 1, table 1", rows),))], read_question(find_root())
    )
    assert {key[0] for key in draft.sketches[0].cells} == {"harassment"}


def test_a_column_of_counts_with_a_footnotes_mark_is_counted_and_asked_about() -> None:
    rows = [["Offence", "Gender", "2016/17", "2017/18"], ["Harassment", "Female", "11", "1,865 [1]"],
            ["Harassment", "Male", "3", "394 [1]"]]  # fmt: skip
    draft = draft_reply(
        [Document("a.pdf", "pdf", grids=(Grid("page 1, table 1", rows),))], read_question(find_root())
    )
    (sketch,) = draft.sketches
    assert sorted(count.low for count in sketch.cells.values()) == [3, 11, 394, 1865]
    assert sketch.entry["words"] == {"1,865 [1]": 1865, "394 [1]": 394}
    assert any("has a mark beside its number (in 2 cells)" in each for each in draft.questions)


def test_a_list_of_crimes_is_one_table_beyond_its_row_1900() -> None:
    header = ["No.", "Year", "Offence", "Gender"]
    rows = [header, *([str(n), "2016/17", "Stalking", "F"] for n in range(1, 2101))]
    rows[1000:1000] = [header]
    assert [block.range for block in split(Grid("pages 1-80, table 1", rows))] == ["A1:D2102"]
