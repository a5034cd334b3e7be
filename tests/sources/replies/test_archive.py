"""Zips: names that lead out, files made to do harm, and files that can't be unpacked."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats import archive
from forcefoi.sources.replies.formats.plain_name import one_of_a_kind, plain_name
from forcefoi.sources.replies.grid import Opened, Refused


def write_zip(
    path: Path, *files: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED
) -> Path:
    with zipfile.ZipFile(path, "w", how) as made:
        for name, content in files:
            made.writestr(name, content, how)
    return path


def read(path: Path) -> Opened:
    return archive.read(path, path.name, "zip")


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path)
    assert caught.value.todo
    return caught.value


def test_files_come_out_as_they_are(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("reply/", b""), ("reply/a.csv", b"a,b"), ("b.csv", b""))
    assert read(path).files == (("reply/a.csv", b"a,b"), ("b.csv", b""))


def test_no_name_leads_out(tmp_path: Path):
    names = [
        "../../etc/a.csv",
        "/etc/a.csv",
        "C:\\Windows\\a.csv",
        "..\\a.csv",
        "x/../../a.csv",
        "con.csv",
        "a\u202evsc.exe",
    ]
    path = write_zip(tmp_path / "a.zip", *((name, name.encode()) for name in names))
    found = [name for name, _ in read(path).files]
    assert found == [
        "etc/a.csv",
        "etc/a (2).csv",
        "Windows/a.csv",
        "a.csv",
        "x/a.csv",
        "_con.csv",
        "avsc.exe",
    ]
    assert [content.decode() for _, content in read(path).files] == names


@given(st.text(max_size=300))
def test_any_name_is_made_plain(name: str):
    plain = plain_name(name)
    assert (
        plain
        and len(plain) <= 150
        and not plain.startswith("/")
        and "\\" not in plain
        and "\x00" not in plain
    )
    assert ".." not in plain.split("/") and plain.isprintable()
    assert plain_name(plain) == plain


def test_a_file_without_a_name_is_there(tmp_path: Path):
    """`ZipInfo.is_dir` stumbles over it."""
    data = write_zip(tmp_path / "a.zip", ("a", b"1")).read_bytes()
    start, entry = (
        data.index(b"PK\x01\x02"),
        bytearray(data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]),
    )
    header = bytearray(data[:start])
    struct.pack_into("<H", header, 26, 0)
    struct.pack_into("<H", entry, 28, 0)
    body = bytes(header[:30] + header[31:] + entry[:46] + entry[47:])
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    struct.pack_into("<II", end, 12, len(entry) - 1, len(header) - 1)
    (tmp_path / "b.zip").write_bytes(body + bytes(end))
    assert read(tmp_path / "b.zip").files == (("file", b"1"),)


def test_names_are_told_apart():
    taken: set[str] = set()
    assert [one_of_a_kind(name, taken) for name in ("a.csv", "A.csv", "a.csv", "b/c.d/e", "b/c.d/e")] == [
        "a.csv", "A (2).csv", "a (3).csv", "b/c.d/e", "b/c.d/e (2)",
    ]  # fmt: skip


def test_links_and_litter_are_left_out_and_told(tmp_path: Path):
    link = zipfile.ZipInfo("link.csv")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    path = write_zip(
        tmp_path / "a.zip", (link, b"/etc/passwd"), ("__MACOSX/._a.csv", b"x"), ("Thumbs.db", b"x"),
        (".DS_Store", b"x"),
        ("~$a.xlsx", b"x"), ("a.csv", b"a,b"),
    )  # fmt: skip
    opened = read(path)
    assert [name for name, _ in opened.files] == ["a.csv"]
    assert {notice.kind for notice in opened.document.notices} == {"left out"} and len(
        opened.document.notices
    ) == 5


def test_two_files_of_one_name_are_both_there(tmp_path: Path):
    with pytest.warns(UserWarning):
        path = write_zip(tmp_path / "a.zip", ("a.csv", b"1"), ("a.csv", b"2"))
    opened = read(path)
    assert opened.files == (("a.csv", b"1"), ("a (2).csv", b"2"))
    assert [notice.kind for notice in opened.document.notices] == ["same name"]


def mark_encrypted(path: Path) -> None:
    """Set the flag that says so on the first file: its header, and its entry in the directory."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)


def test_a_file_behind_a_password_is_a_member_that_says_so(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("a.xlsx", b"secret"), ("b.csv", b"a,b"))
    mark_encrypted(path)
    opened = read(path)
    assert [name for name, _ in opened.files] == ["b.csv"]
    member = opened.document.members[0]
    assert (member.name, member.kind, member.status) == ("a.zip/a.xlsx", "xlsx", "encrypted") and member.todo


def test_a_file_that_is_damaged_is_a_member_that_says_so(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("a.csv", b"aaaa,bbbb"), ("b.csv", b"a,b"), how=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"aaaa,bbbb", b"aaaa,bbbc"))
    opened = read(path)
    assert [member.status for member in opened.document.members] == ["damaged"]
    assert [name for name, _ in opened.files] == ["b.csv"]


def test_a_way_of_packing_that_is_not_read(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("a.csv", b"a,b"), how=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + offset, 97)
    path.write_bytes(data)
    assert [member.status for member in read(path).document.members] == ["not supported"]


# Made to do harm.


def test_a_file_that_grows_too_far_is_refused(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("a.csv", bytes(40 * limits.MEGABYTE)))
    assert refusal(path).status == "too large"


def test_a_size_that_is_told_wrongly_is_not_believed(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", ("a.csv", bytes(40 * limits.MEGABYTE)))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    try:
        opened = read(path)
    except Refused as caught:
        assert caught.status == "too large"
    else:
        assert [member.status for member in opened.document.members] == ["damaged"] and not opened.files


def test_files_that_lie_on_each_other_are_refused(tmp_path: Path):
    """One packed block that many entries of the directory share, as in a bomb of a few kilobytes."""
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", b"a,b\n" * 1000)
    data = block.getvalue()
    start = data.index(b"PK\x01\x02")
    stop = data.index(b"PK\x05\x06")
    entry, end = data[start:stop], bytearray(data[stop:])
    struct.pack_into("<HHI", end, 8, 50, 50, 50 * len(entry))
    path = tmp_path / "a.zip"
    path.write_bytes(data[:start] + entry * 50 + end)
    assert "on top of each other" in refusal(path).why


def test_too_many_files_are_refused(tmp_path: Path):
    path = write_zip(tmp_path / "a.zip", *((f"{at}.csv", b"") for at in range(limits.MEMBERS + 1)))
    assert refusal(path).status == "too large"


def test_a_zip_of_nothing_is_refused(tmp_path: Path):
    assert refusal(write_zip(tmp_path / "a.zip", ("folder/", b""))).status == "damaged"


@pytest.mark.parametrize("part", [1, 3, 5, 7, 9])
def test_a_zip_that_was_cut_is_refused(tmp_path: Path, part: int):
    whole = write_zip(tmp_path / "a.zip", ("a.csv", b"a,b"), ("b.csv", b"c,d")).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[: len(whole) * part // 10])
    assert refusal(tmp_path / "b.zip").status == "damaged"
