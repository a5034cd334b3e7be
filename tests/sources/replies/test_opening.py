"""Opening any file of a reply: by what it is, within bounds, and always with a Document or the reason for none."""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies import limits, opening
from forcefoi.sources.replies.grid import STATUSES, Document

from . import write_msg

TEXT = b"Dear B.\n\nArson: 5\n\nYear | n\n-----|---\n2019 | <5\n"
PAGE = b"<html><body><p>Dear B.</p><table><tr><td>Year<td>n<tr><td>2019<td>&lt;5</table></body></html>"
CSV = b"Force,n\nKent,5\nEssex,6\n"


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Arson: 5")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "<5"
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def mail() -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "foi@wexley.example", "FOI 1/24"
    made["MIME-Version"], made["Message-ID"] = "1.0", "<1@wexley.example>"
    made.set_content(TEXT.decode())
    made.add_alternative(PAGE.decode(), subtype="html")
    made.add_attachment(CSV, maintype="text", subtype="csv", filename="figures.csv")
    return made.as_bytes()


def outlook() -> bytes:
    message = write_msg.Message("FOI 1/24", "foi@wexley.example", "Arson: 5", [("figures.csv", CSV)])
    return write_msg.compound_file(write_msg._message_tree(message, is_top=True))


def zipped(*files: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return kept.getvalue()


def samples() -> dict[str, bytes]:
    return {
        "a.docx": word(), "a.eml": mail(), "a.msg": outlook(), "a.zip": zipped(("x/figures.csv", CSV), ("a.txt", TEXT)),
        "a.html": PAGE, "a.txt": TEXT, "a.md": TEXT,
    }  # fmt: skip


SAMPLES = samples()


def read(tmp_path: Path, content: bytes, name: str) -> Document:
    path = tmp_path / "content"
    path.write_bytes(content)
    return opening.read(path, name)


def check(document: Document) -> None:
    """What holds for every document: a status that is known, words where it is not read, grids of one width."""
    for each in document.walk():
        assert each.status in STATUSES
        assert each.status == "read" or (each.why and each.todo)
        places = [grid.place for grid in each.grids]
        assert len(places) == len(set(places))
        for grid in each.grids:
            assert len({len(row) for row in grid.rows}) <= 1 and grid.shape[0] > 0
            assert not grid.row_places or len(grid.row_places) == len(grid.rows)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_file_is_read(tmp_path: Path, name: str):
    document = read(tmp_path, SAMPLES[name], name)
    check(document)
    grids = [grid for each in document.walk() for grid in each.grids]
    assert document.status == "read" and grids
    assert not any(notice.kind == "wrong extension" for notice in document.notices)


@pytest.mark.parametrize("name", ["a.eml", "a.msg", "a.zip"])
def test_files_within_a_file_are_opened_under_both_names(tmp_path: Path, name: str):
    document = read(tmp_path, SAMPLES[name], name)
    member = next(each for each in document.members if each.name.endswith("figures.csv"))
    assert member.name.startswith(f"{name}/") and member.kind == "csv"
    assert [list(row) for row in member.grids[0].rows][1] == ["Kent", "5"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xls", CSV, "csv"), ("a.xlsx", CSV.replace(b",", b"\t"), "tsv"), ("a.xls", PAGE, "html"),
        ("a.csv", SAMPLES["a.docx"], "docx"), ("a.pdf", SAMPLES["a.docx"], "docx"), ("a.docx", SAMPLES["a.zip"], "zip"),
        ("a.pdf", SAMPLES["a.msg"], "msg"), ("a.docx", PAGE, "html"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_is_called_is_opened_as_what_it_is(
    tmp_path: Path, name: str, content: bytes, kind: str
):
    document = read(tmp_path, content, name)
    assert (document.status, document.kind) == ("read", kind)
    what = next(notice.what for notice in document.notices if notice.kind == "wrong extension")
    assert f"is {kind}" in what


def test_names_that_end_in_no_kind_of_file_say_nothing_wrong(tmp_path: Path):
    for name in ("Reply v1.2", "reply", "letter.docm"):
        assert not any(
            each.kind == "wrong extension" for each in read(tmp_path, SAMPLES["a.docx"], name).notices
        )


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.xlsx", b"", "damaged"), ("a.xlsx", b"\x89PNG\r\n\x1a\n", "scanned"),
        ("a.doc", b"{\\rtf1 x}", "not supported"),
        ("a.rar", b"Rar!\x1a\x07\x00", "not supported"), ("winmail.dat", b"\x78\x9f\x3e\x22", "not supported"),
        ("a.xlsx", write_msg.compound_file({"EncryptedPackage": b"x"}), "encrypted"),
        ("a.doc", write_msg.compound_file({"WordDocument": b"x"}), "old format"),
        ("a.heic", b"\x00\x01", "not supported"), ("a.xlsx", bytes(500), "wrong extension"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why_and_what_to_do(tmp_path: Path, name: str, content: bytes, status: str):
    document = read(tmp_path, content, name)
    check(document)
    assert document.status == status and not document.grids


def test_a_file_that_is_too_large_is_not_looked_at(tmp_path: Path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    assert opening.read(path).status == "too large"


# Broken and hostile files. Where there are many, the readers run here and not in processes of their own, which would
# cost half a second each.


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        opening, "READERS", {kind: (module, False) for kind, (module, _) in opening.READERS.items()}
    )


@pytest.mark.parametrize("name", ["a.docx", "a.msg", "a.zip", "a.eml", "a.html"])
def test_a_file_cut_at_every_tenth_is_a_document(here, tmp_path: Path, name: str):
    whole = SAMPLES[name]
    for tenth in range(1, 10):
        document = read(tmp_path, whole[: len(whole) * tenth // 10], name)
        check(document)
        if name in ("a.docx", "a.zip"):
            assert document.status == "damaged"


def test_zips_in_zips_end(here, tmp_path: Path):
    content = zipped(("a.txt", TEXT))
    for _ in range(limits.DEPTH + 2):
        content = zipped(("inner.zip", content))
    document = read(tmp_path, content, "a.zip")
    check(document)
    statuses = [each.status for each in document.walk()]
    assert statuses == ["read"] * limits.DEPTH + ["too large"]


def test_many_zips_of_many_files_end(here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each level multiplies: all files together are bounded, not those of one zip."""
    monkeypatch.setattr(limits, "MEMBERS", 12)
    content = zipped(*((f"{at}.png", b"\x89PNG\r\n\x1a\n") for at in range(9)))
    content = zipped(*((f"{at}.zip", content) for at in range(9)))
    document = read(tmp_path, content, "a.zip")
    check(document)
    opened = [each for each in document.walk() if each.status == "scanned"]
    refused = [each for each in document.walk() if "all together" in each.why]
    assert len(opened) <= 12 and len(refused) >= 8


def test_a_part_that_declares_entities_is_refused(tmp_path: Path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">' + b"".join(
        f'<!ENTITY {new} "{f"&{old};" * 20}">'.encode() for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ) + b"]><w:document>&i;</w:document>"  # fmt: skip
    content = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bomb))
    document = read(tmp_path, content, "a.docx")
    assert document.status == "damaged" and "entities" in document.why


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<table><tr><td>" * 15_000), ("a.html", b"<b>" * 50_000 + b"x"),
        ("a.html", b"<!--" * 300_000 + b"x"),
        ("a.html", b"<a href='" * 200_000), ("a.txt", b"| " * 500_000), ("a.txt", b"a  " * 300_000),
        ("a.txt", b". " * 300_000 + b"5"), ("a.txt", b"\t" * 500_000 + b"5"), ("a.txt", b"begin 644 a\n" * 40_000),
        ("a.txt", b"From: a\n" * 30_000), ("a.txt", b">" * 500_000 + b"5"), ("a.txt", b"-=_" * 300_000 + b"x"),
        ("a.eml", b"From: a\nContent-Type: text/plain;" + b" a=b;" * 100_000 + b"\n\nwords"),
        ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 30_000 + b"\n\nwords"),
    ],
    ids=lambda each: each[:16].decode() if isinstance(each, bytes) else each,
)  # fmt: skip
def test_what_is_made_to_take_long_does_not(tmp_path: Path, name: str, content: bytes):
    started = time.monotonic()
    check(read(tmp_path, content, name))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_to_the_bytes_gives_a_document(here, tmp_path: Path, name: str, data: st.DataObject):
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        how = data.draw(st.sampled_from(["set", "cut", "double", "nought"]))
        if how == "set":
            content[at] = data.draw(st.integers(0, 255))
        elif how == "cut":
            del content[at : at + data.draw(st.integers(1, 50))]
        elif how == "double":
            content[at:at] = content[at : at + data.draw(st.integers(1, 200))]
        else:
            content[at : at + 4] = bytes(4)
        if not content:
            break
    check(read(tmp_path, bytes(content), name))
