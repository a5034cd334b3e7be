"""A PDF that was read is not read again while file, edges and code are the same; and never taken from a copy that may
not be what was read, or of a file that is held back.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.replies.pdf.pdf_made import letter, prose, table

from forcefoi.files import digest
from forcefoi.sources.replies import read_before
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.opening import read
from forcefoi.sources.replies.read_before import FOLDER, read_filed

ROWS = [["Offence", "2017/18"], ["8L Harassment", "12"], ["8Q Stalking", "<5"]]


class Times:
    """The reader itself, and how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *what: object, **how: object) -> Document:
        self.count += 1
        return read(*what, **how)  # type: ignore[arg-type]


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    seen = Times()
    monkeypatch.setattr(read_before, "read", seen)
    return seen


@pytest.fixture
def reply(tmp_path: Path) -> Path:
    return letter(tmp_path / "reply.pdf", prose("Female victims"), table(ROWS))


def filed(path: Path, held: bool = False, edges: dict[str, tuple[float, ...]] | None = None) -> Document:
    return read_filed(path.parent, path, path.name, digest(path.read_bytes()), held, edges or {})


def kept(path: Path) -> list[Path]:
    return list((path.parent / FOLDER).glob("*"))


def test_what_was_read_comes_back_as_it_was_without_being_read(reply: Path, times: Times) -> None:
    first = filed(reply)
    assert filed(reply) == first == read(reply) and times.count == 1
    assert first.grids[0].rows[1] == ["8L Harassment", "12"]


def test_another_file_other_edges_and_other_code_are_read(
    reply: Path, times: Times, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(reply)
    filed(reply, edges={"1": (50.0, 200.0, 300.0)})
    assert times.count == 2
    monkeypatch.setattr(read_before, "_code", lambda: "another")
    filed(reply)
    assert times.count == 3
    assert len(kept(reply)) == 1  # The older copies of the file are gone.
    letter(reply, table([*ROWS, ["8M", "3"]]))
    assert len(filed(reply).grids[0].rows) == 4 and times.count == 4


def test_a_copy_that_was_changed_or_cut_is_not_trusted(reply: Path, times: Times) -> None:
    right = filed(reply)
    (copy,) = kept(reply)
    whole = copy.read_text(encoding="utf-8")
    for wrong in (whole.replace('"12"', '"13"'), whole[:-20], "", "\n"):
        copy.write_text(wrong, encoding="utf-8")
        assert filed(reply) == right
    assert times.count == 5


def test_of_a_file_that_is_held_back_nothing_is_kept(reply: Path, times: Times) -> None:
    filed(reply, held=True)
    assert not kept(reply)
    filed(reply)
    filed(reply, held=True)  # It was found to name a person since.
    assert not kept(reply) and times.count == 3


def test_what_can_not_be_read_and_what_is_no_pdf_is_not_kept(tmp_path: Path, times: Times) -> None:
    for name, content in (("a.pdf", b"%PDF-1.4\nbroken"), ("a.csv", b"a,b\n1,2\n")):
        (tmp_path / name).write_bytes(content)
        filed(tmp_path / name)
        filed(tmp_path / name)
    assert times.count == 4 and not kept(tmp_path / "a.pdf")
