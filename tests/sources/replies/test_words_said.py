"""What the reading says of a word or of a rounded number holds, or is told: never passed over in silence."""

from __future__ import annotations

import pytest
from tests.sources.replies.replies import counts, reply_of, taken_of

from forcefoi.sources.replies.idle_words import note_idle_words
from forcefoi.sources.replies.taken import Taken

ROWS = [["Offence", "2016/17", "2017/18"], ["Harassment", 5, "5"], ["Stalking", 10.0, "c. 300"]]
READING = 'labels = { A = "offence" }\ncounts = ["B:C"]\nheader = ["window"]\nfixed = { gender = "all" }\n'


def test_words_hold_for_a_number_as_it_is_shown() -> None:
    taken = taken_of(ROWS, READING + 'words = { "5" = [3, 7], "10" = [8, 12] }\n')
    found = counts(taken)
    assert found["8L", "all", "2016"] == found["8L", "all", "2017"] == (3, 7)
    assert found["8Q", "all", "2016"] == (8, 12)
    assert {cell.count.status for cell in taken.cells} == {"rounded"}


@pytest.mark.parametrize(("words", "status"), [("[1, 4]", "below threshold"), ("[12, 15]", "rounded")])
def test_a_range_has_a_status_that_is_true(words: str, status: str) -> None:
    taken = taken_of(ROWS, READING + f'words = {{ "5" = {words} }}\n')
    assert taken.cells[0].count.status == status


def test_rounded_numbers_stand_for_all_that_round_to_them() -> None:
    found = counts(taken_of([*ROWS, ["8L", 0, 20]], READING + 'rounded = 5\nsame_key = "add"\n'))
    assert found["8Q", "all", "2016"] == (8, 12)
    assert found["8L", "all", "2016"] == (0, 2)
    (problem,) = taken_of(
        [["Offence", "2016/17"], ["8L", 7]], READING.replace("B:C", "B") + "rounded = 5\n"
    ).problems
    assert "no multiple of 5" in problem.why


def test_a_word_that_no_count_has_is_told() -> None:
    table = READING + 'words = { "5" = [3, 7], "*" = [1, 4] }\n'
    entry = f'[[tables]]\nid = "t"\nfile = "a.csv"\nplace = "sheet \'Data\'"\nunit = "crimes"\n{table}'
    taken: Taken = taken_of(ROWS, table)
    note_idle_words(reply_of(entry), [taken])
    (doubt,) = taken.doubts
    assert doubt.startswith('words names "*", and no count has it')
