"""Outlook messages: headers, words in their forms, attachments, messages within messages, and broken files."""

from __future__ import annotations

import struct
from pathlib import Path

import olefile
import oxmsg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies import opening
from forcefoi.sources.replies.formats import msg
from forcefoi.sources.replies.formats.rich_text import page_of, unpacked
from forcefoi.sources.replies.grid import Document, Opened, Refused

from . import write_msg as writer

SENDER = "foi@wexley.example"
PAGE = b"<p>Dear B.</p><table><tr><td>Year<td>n<tr><td>2019<td>&lt;5</table>"


def read(path: Path) -> Opened:
    result = msg.read(path, path.name, "msg")
    return result if isinstance(result, Opened) else Opened(result)


def read_message(tmp_path: Path, **parts: object) -> Opened:
    made = writer.Message(**{"subject": "FOI 1/24 – reply", "sender": SENDER, **parts})
    return read(writer.write_message(tmp_path / "a.msg", made))


def places(document: Document) -> list[str]:
    return [grid.place for grid in document.grids]


def test_other_readers_read_what_the_writer_writes(tmp_path: Path):
    files = [("a.csv", b"a,b\n"), ("big.bin", bytes(range(256)) * 9_000), ("empty.txt", b"")]
    path = writer.write_msg(tmp_path / "a.msg", "FOI 1/24 – reply", SENDER, "Arson: 5\r\n", files)
    with olefile.OleFileIO(str(path), raise_defects=olefile.DEFECT_UNSURE) as ole:
        assert ole.parsing_issues == []
    other = oxmsg.Message.load(str(path))
    assert (other.subject, other.body, str(other.sent_date)) == (
        "FOI 1/24 – reply", "Arson: 5\r\n", "2024-03-12 10:04:00+00:00",
    )  # fmt: skip
    assert [(each.file_name, each.file_bytes) for each in other.attachments] == files
    assert [each.email_address for each in other.recipients] == ["b.person@anytown.example"]


def test_headers_words_and_files(tmp_path: Path):
    files = [("a.csv", b"a,b\n"), ("big.bin", bytes(range(256)) * 9_000), ("../../a.csv", b"")]
    opened = read_message(tmp_path, body="Arson: 5\r\n", attachments=files)
    texts = {text.place: text.text for text in opened.document.texts if not text.hidden}
    assert texts["header: From"] == SENDER
    assert texts["header: Subject"] == "FOI 1/24 – reply"
    assert texts["header: Date"] == "2024-03-12 10:04 UTC"
    assert texts["header: To"] == "b.person@anytown.example"
    assert opened.document.grids[0].rows == [["Arson", "5"]] and places(opened.document) == [
        "message, labels"
    ]
    assert opened.files == (("a.csv", b"a,b\n"), files[1], ("a (2).csv", b""))


def test_of_two_forms_the_page_has_the_tables(tmp_path: Path):
    document = read_message(tmp_path, body="Dear B.\r\nYear\r\nn\r\n2019\r\n<5\r\n", html=PAGE).document
    assert places(document) == ["message, table 1"]
    assert document.grids[0].rows == [["Year", "n"], ["2019", "<5"]]


def packed(rich: bytes) -> bytes:
    """Rich text in the form of packed text, with nothing packed."""
    return struct.pack("<IIII", len(rich) + 12, len(rich), 0x414C454D, 0) + rich


def test_a_page_that_outlook_wraps_in_rich_text(tmp_path: Path):
    rich = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
        rb"Fines: \'a35{\*\htmltag72 </p>}\htmlrtf \par}\htmlrtf0 "
        rb"{\*\htmltag <table><tr><td>}Year{\*\htmltag <td>}caf\u233?{\*\htmltag </td></tr></table>}}"
    )
    document = read_message(tmp_path, body="Fines", rtf=packed(rich)).document
    assert places(document) == ["message, table 1", "message, labels"]
    assert document.grids[0].rows == [["Year", "café"]]
    assert document.grids[1].rows == [["Fines", "£5"]]


def test_rich_text_alone_is_told_as_not_read(tmp_path: Path):
    document = read_message(tmp_path, body="Words", rtf=packed(rb"{\rtf1 Words}")).document
    assert [notice.kind for notice in document.notices] == ["left out"]


# The two examples of [MS-OXRTFCP].
EXAMPLES = [
    (
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0",
        b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
    ),
    ("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
]


@pytest.mark.parametrize(("data", "text"), EXAMPLES)
def test_rich_text_is_unpacked_as_its_makers_say(data: str, text: bytes):
    assert unpacked(bytes.fromhex(data.replace(" ", ""))) == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 5_000))
def test_any_packed_text_is_unpacked_or_refused(data: bytes, size: int):
    out = unpacked(struct.pack("<IIII", 0, size, 0x75465A4C, 0) + data)
    assert len(out) <= size + 8 * 17
    page_of(b"{\\rtf1\\fromhtml1 " + data)


def test_messages_in_messages_are_members(tmp_path: Path):
    inner = writer.Message("In", "c@anytown.example", "Theft: 6\r\n", [("in.csv", b"c,d\n")])
    opened = read_message(tmp_path, body="See", attachments=[("Forwarded", inner)])
    member = opened.document.members[0]
    assert member.name == "a.msg/Forwarded" and member.grids[0].rows == [["Theft", "6"]]
    assert opened.files == (("Forwarded/in.csv", b"c,d\n"),)


def test_messages_without_end_are_refused_in_their_place(tmp_path: Path):
    made = writer.Message("0", SENDER, "Words")
    for at in range(8):
        made = writer.Message(str(at), SENDER, "Words", [("in", made)])
    document = read(writer.write_message(tmp_path / "a.msg", made)).document
    statuses = [each.status for each in document.walk()]
    assert statuses == ["read"] * 5 + ["too large"]


def test_a_quoted_request_is_set_apart(tmp_path: Path):
    body = "None held.\r\n\r\nFrom: B\r\nSent: 1 March 2024\r\nTo: A\r\nSubject: FOI\r\n\r\nTotal: 5\r\n"
    assert places(read_message(tmp_path, body=body).document) == ["quoted message, labels"]


def test_what_is_no_message_is_refused(tmp_path: Path):
    path = tmp_path / "a.msg"
    for content in (b"", b"words", writer.compound_file({"Other": b"x"})):
        path.write_bytes(content)
        with pytest.raises(Refused) as caught:
            read(path)
        assert caught.value.status == "damaged" and caught.value.todo
    with pytest.raises(Refused, match="no words"):
        read(writer.write_message(path, writer.Message("", "", "", to=[])))


def test_a_chain_of_sectors_that_bites_its_tail_ends(tmp_path: Path):
    path = writer.write_msg(tmp_path / "a.msg", "S", SENDER, "Arson: 5", [("a.bin", bytes(5_000))])
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 76)
    table = 512 + first * 512
    for at in range(20):
        struct.pack_into("<I", data, table + at * 4, 0)
    path.write_bytes(data)
    document = opening.read(path)
    assert document.status == "read" or (document.why and document.todo)


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_any_change_to_the_bytes_gives_a_document(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    path = tmp_path_factory.getbasetemp() / "a.msg"
    files = [("a.txt", b"Arson: 5\n")]
    content = bytearray(writer.write_msg(path, "S", SENDER, "Arson: 5", files).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    document = opening.read(path)
    assert document.status == "read" or (document.why and document.todo)
