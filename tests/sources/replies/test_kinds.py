"""What a file is, by what is in it, whatever it is called."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies.grid import Refused
from forcefoi.sources.replies.kinds import ending, kind_of

from . import write_msg


def kind(tmp_path: Path, content: bytes, name: str) -> str:
    path = tmp_path / "content"
    path.write_bytes(content)
    return kind_of(path, name)


def zipped(*names: str, **contents: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, ""))
    return kept.getvalue()


MAIL = b"Received: by a\nFrom: a@wexley.example\nSubject: x\nMIME-Version: 1.0\n\nwords"
TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (b"Force,n\nKent,5\nEssex,6\n", "a.csv", "csv"),
        (b"Force,n\nKent,5\nEssex,6\n", "a.xls", "csv"),
        (b"Force\tn\nKent\t5\nEssex\t6\n", "a.xls", "tsv"),
        ("Force\tn\nKent\t5\nEssex\t6\n".encode("utf-16"), "a.xlsx", "tsv"),
        (b"A title\n\nForce,2019,2020\nKent,5,6\nEssex,6,7\nWexley,8,9\n", "a.xls", "csv"),
        (b"Force,2019,2020\nKent,5,6\nEssex,6,7\n", "a.txt", "csv"),
        (b"Dear B,\nThank you, we hold 5.\nYours,\n", "a.txt", "txt"),
        (b"Dear B,\nThank you.\nYours faithfully", "a.docx", "txt"),
        (b"words alone", "a.xls", "txt"),
        (b"<html><table><tr><td>5</table>", "a.xls", "html"),
        (b"\xef\xbb\xbf\r\n<TABLE border=1><tr><td>5", "a.xls", "html"),
        ("<html><body>5".encode("utf-16"), "a.xls", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'>5", "a.xls", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "a.xls", "xml workbook"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", "xml document"),
        (MAIL, "a", "eml"),
        (MAIL, "a.txt", "eml"),
        (b"From: a\nSent: today\nSubject: x\n\nwords", "a.txt", "txt"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "png"),
        (b"BMW cars stolen: 5", "a.txt", "txt"),
        (b"BM\x00\x10\x00\x00\x00\x00\x00\x00", "a.bmp", "bmp"),
        (b"Rar!\x1a\x07\x00", "a.zip", "rar"),
        (b"\x1f\x8b\x08\x00", "a.csv.gz", "gz"),
        (b"\x78\x9f\x3e\x22\x01\x00", "winmail.dat", "winmail"),
        (b"{\\rtf1 words}", "a.doc", "rtf"),
        (b"\x00\x01\x02", "a.heic", "heic"),
        (b"\x00\x01\x02", "a.csv", "binary"),
        (zipped("a.csv"), "a.xlsx", "zip"),
        (zipped(TYPES, "xl/workbook.xml"), "a.csv", "xlsx"),
        (zipped(TYPES, "xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "xlsm"),
        (zipped(TYPES, "xl/workbook.bin"), "a.xlsx", "xlsb"),
        (zipped(TYPES, "word/document.xml"), "a.pdf", "docx"),
        (zipped(TYPES, "ppt/presentation.xml"), "a.docx", "pptx"),
        (zipped("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.xlsx", "ods"),
        (zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text"), "a.docx", "odt"),
        (write_msg.compound_file({"Workbook": b"x"}), "a.xlsx", "xls"),
        (write_msg.compound_file({"WordDocument": b"x"}), "a.docx", "doc"),
        (write_msg.compound_file({"EncryptedPackage": b"x"}), "a.xlsx", "encrypted office"),
        (write_msg.compound_file({"__properties_version1.0": b"x"}), "a.eml", "msg"),
        (write_msg.compound_file({"Other": b"x"}), "a.msg", "ole"),
    ],
)  # fmt: skip
def test_a_file_is_what_is_in_it(tmp_path: Path, content: bytes, name: str, wanted: str):
    assert kind(tmp_path, content, name) == wanted


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"", "a.xlsx", "damaged"),
        (bytes(600), "a.xlsx", "wrong extension"),
        (bytes(range(256)), "a.pdf", "wrong extension"),
        (b"PK\x03\x04 and no more", "a.zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "a.xls", "damaged"),
    ],
)
def test_what_can_not_be_told_is_refused_in_words(tmp_path: Path, content: bytes, name: str, status: str):
    with pytest.raises(Refused) as caught:
        kind(tmp_path, content, name)
    assert caught.value.status == status and caught.value.why and caught.value.todo


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(tmp_path: Path):
    data = bytearray(zipped("a.csv"))
    struct.pack_into("<I", data, data.index(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    with pytest.raises(Refused) as caught:
        kind(tmp_path, bytes(data), "a.zip")
    assert caught.value.status == "too large"


def test_names_that_mean_the_same():
    assert [ending(name) for name in ("a.HTM", "b.markdown", "c.docm", "d.mht", "e\\f.JPG", "g", "h.")] == [
        "html", "md", "docx", "eml", "jpeg", "", "",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xff\xfe",
            b"<",
            b"From: a\n",
        ]
    ),
    st.binary(max_size=700),
    st.sampled_from(["a.xlsx", "a.csv", "a.txt", "a", "a.msg", "a.zip"]),
)
def test_any_bytes_are_of_some_kind_or_refused(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, name: str
):
    try:
        assert isinstance(kind(tmp_path_factory.getbasetemp(), start + rest, name), str)
    except Refused as refusal:
        assert refusal.why and refusal.todo
