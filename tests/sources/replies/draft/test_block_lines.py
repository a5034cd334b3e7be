"""Records that stand as blocks of lines in a mail are drafted as such, where there is no other way to read them."""

from __future__ import annotations

from pathlib import Path

from tests.sources.replies.draft.test_shapes import QUESTION, drafted

from forcefoi.sources.replies.draft.draft_reply import Draft
from forcefoi.sources.replies.opening import read

BLOCK = "Offence: {0}\nVictim gender: {1}\n2016/17: {2}\n2017/18: {3}\n\n"
CASE = "Case: {0}\nOffence: {1}\nVictim gender: {2}\nYear: {3}\n\n"


def of(tmp_path: Path, text: str) -> Draft:
    path = tmp_path / "answer.txt"
    path.write_text(text, encoding="utf-8")
    return drafted(read(path, path.name), asked=QUESTION)


def test_blocks_with_counts(tmp_path: Path) -> None:
    text = "Dear Sir,\n\nOur ref: FOI 12/18\n\n" + BLOCK.format("Harassment", "Female", 5, 6)
    text += BLOCK.format("Stalking", "Female", 7, 8) + BLOCK.format("Stalking", "Male", 9, 10)
    (sketch,) = of(tmp_path, text + "\nYours faithfully\n").sketches
    assert sketch.entry["pieces"] == "blocks" and sketch.entry["labels"] == {"A": "offence", "B": "gender"}
    assert sum(count.low for count in sketch.cells.values()) == 45
    assert sketch.cells["8Q", "male", "2017-04-01/2018-03-31"].low == 10


def test_a_block_for_each_crime(tmp_path: Path) -> None:
    rows = [(f"A{at}17", "Stalking", "Female" if at % 2 else "Male", "2017/18") for at in range(1, 8)]
    (sketch,) = of(tmp_path, "".join(CASE.format(*row) for row in rows)).sketches
    assert (sketch.entry["pieces"], sketch.entry["grain"]) == ("blocks", "records")
    assert {key[1]: count.low for key, count in sketch.cells.items()} == {"female": 4, "male": 3}


def test_labels_with_counts_alone_are_a_table_as_they_stand(tmp_path: Path) -> None:
    sketches = of(tmp_path, "Women\n2016/17: 5\n2017/18: 6\nMen\n2016/17: 7\n2017/18: 8\n").sketches
    assert not any("pieces" in sketch.entry for sketch in sketches)
    assert sum(count.low for sketch in sketches for count in sketch.cells.values()) == 26
