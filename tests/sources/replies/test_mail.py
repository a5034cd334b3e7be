"""E-mails: headers, the message in its forms, what it quotes, and what is attached."""

from __future__ import annotations

import binascii
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies.formats import mail
from forcefoi.sources.replies.formats.html_page import parse_page
from forcefoi.sources.replies.grid import Document, Opened, Refused

PAGE = "<p>Dear B.</p><table><tr><td>Year<td>n<tr><td>2019<td>&lt;5</table>"


def message(body: str = "Arson: 5\n", page: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Wexley Police FOI <foi@wexley.example>"
    made["To"] = "b.person@anytown.example"
    made["Subject"] = "FOI 1/24 – reply"
    made["Date"] = "Tue, 12 Mar 2024 10:04:00 +0000"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html")
    return made


def read(tmp_path: Path, content: bytes | EmailMessage) -> Opened:
    path = tmp_path / "a.eml"
    path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    result = mail.read(path, "a.eml", "eml")
    return result if isinstance(result, Opened) else Opened(result)


def places(document: Document) -> list[str]:
    return [grid.place for grid in document.grids]


def test_headers_and_words(tmp_path: Path):
    document = read(tmp_path, message(X_Mailer="Post 1")).document
    texts = {text.place: text for text in document.texts}
    assert texts["header: Subject"].text == "FOI 1/24 – reply" and not texts["header: Subject"].hidden
    assert texts["header: From"].text == "Wexley Police FOI <foi@wexley.example>"
    assert texts["header: X-Mailer"].hidden
    assert texts["message, line 1"].text == "Arson: 5"
    assert places(document) == ["message, labels"]
    assert document.grids[0].rows == [["Arson", "5"]]


def test_of_two_forms_the_page_has_the_tables(tmp_path: Path):
    document = read(tmp_path, message("Dear B.\nYear  n\n2019  <5\n", PAGE)).document
    assert places(document) == ["message, table 1"]
    assert document.grids[0].rows == [["Year", "n"], ["2019", "<5"]]
    plain = [text for text in document.texts if text.place == "message as plain text"]
    assert "2019" in plain[0].text and plain[0].hidden


def test_what_it_quotes_is_set_apart(tmp_path: Path):
    body = "None held.\n\nOn 1 March 2024 A. Person wrote:\n> Year | n\n> -|-\n> 2019 | 5\n> Total: 5\n"
    document = read(tmp_path, message(body)).document
    assert places(document) == ["quoted message, table 1", "quoted message, labels"]


def test_attachments_are_files_to_open(tmp_path: Path):
    made = message()
    made.add_attachment(b"year,n\n2019,5\n", maintype="text", subtype="csv", filename="../../figures.csv")
    made.add_attachment(b"year,n\n2020,6\n", maintype="text", subtype="csv", filename="figures.csv")
    made.add_attachment(b"PK", maintype="application", subtype="zip", filename="Größe.zip")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf")
    opened = read(tmp_path, made)
    assert [name for name, _ in opened.files] == [
        "figures.csv",
        "figures (2).csv",
        "Größe.zip",
        "attachment.pdf",
    ]
    assert opened.files[0][1] == b"year,n\n2019,5\n"


def test_an_attached_message_is_a_file(tmp_path: Path):
    made = message("See attached\n")
    inner = message("Theft: 7\n")
    inner.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="in.csv")
    made.add_attachment(inner)
    opened = read(tmp_path, made)
    assert [name for name, _ in opened.files] == ["FOI 1-24 – reply.eml"]
    again = read(tmp_path, opened.files[0][1])
    assert again.document.grids[0].rows == [["Theft", "7"]]
    assert again.files == (("in.csv", b"a,b\n1,2\n"),)


def test_pictures_in_it_are_told(tmp_path: Path):
    made = message("See\n", "<p>See <img src='cid:x'></p>")
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<x>")
    opened = read(tmp_path, made)
    assert opened.files == ()
    assert {notice.kind for notice in opened.document.notices} == {"inline image"}


def test_a_file_uuencoded_within_it(tmp_path: Path):
    content = b"year,n\n2019,5\n"
    body = f"See below\n\nbegin 644 a.csv\n{binascii.b2a_uu(content).decode()}`\nend\n"
    assert read(tmp_path, message(body)).files == (("a.csv", content),)


@pytest.mark.parametrize(
    ("charset", "content"),
    [("utf-8", "Fines: £5\n".encode("cp1252")), ("us-ascii", "Fines: £5\n".encode()),
     ("no-such", "Fines: £5\n".encode("cp1252")),
     ("iso-8859-1", "Fines: £5 – ’\n".encode("cp1252"))],
)  # fmt: skip
def test_a_charset_that_is_wrong_loses_no_word(tmp_path: Path, charset: str, content: bytes):
    head = f"From: a@wexley.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n".encode()
    document = read(tmp_path, head + content).document
    label, value = document.grids[0].rows[0]
    assert label == "Fines" and str(value)[1:2] == "5"


def test_a_page_saved_with_its_pictures_is_read(tmp_path: Path):
    content = (
        b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        b"Content-Location: file:///sheet001.htm\n\n<table><tr><td>Year<td>n<tr><td>2019<td x=3D1>5</table>\n--b--\n"
    )
    assert read(tmp_path, content).document.grids[0].rows == [["Year", "n"], ["2019", "5"]]


@pytest.mark.parametrize("content", [b"\n\nno headers", b"From: a@wexley.example\nSubject: x\n\n"])
def test_what_is_no_mail_or_says_nothing_is_refused(tmp_path: Path, content: bytes):
    with pytest.raises(Refused) as caught:
        read(tmp_path, content)
    assert caught.value.status == "damaged" and caught.value.todo


def test_parts_without_end_are_refused(tmp_path: Path):
    content = b"From: a\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(60)
    )
    with pytest.raises(Refused) as caught:
        read(tmp_path, content + b"\nwords")
    assert caught.value.status == "too large"


HEADER = st.text(alphabet=st.sampled_from(list('=?utf-8q_<>@,;:"\\ a1\xe9')), max_size=40)


@settings(max_examples=80, deadline=None)
@given(HEADER, HEADER, HEADER)
def test_any_header_is_read(tmp_path_factory: pytest.TempPathFactory, sender: str, kind: str, name: str):
    head = f"Subject: x\nFrom: {sender}\nContent-Type: text/{kind}\n"
    head += f"Content-Disposition: attachment; filename={name}\n\nA: 5"
    opened = read(tmp_path_factory.getbasetemp(), head.encode("latin-1"))
    told = " ".join(text.text for text in opened.document.texts) + " ".join(
        content.decode("latin-1") for _, content in opened.files
    )
    assert "A: 5" in told


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12<sup>1</sup>", "12¹"),
        ('12<span style="vertical-align:super">1</span>', "12¹"),
        ("<s>99</s>12", "~~99~~12"),
        ('<span style="text-decoration: line-through">99</span>12', "~~99~~12"),
        ("1<sup>st</sup> quarter", "1st quarter"),
        ("<b>1</b>2", "12"),
    ],
)
def test_a_raised_or_struck_number_does_not_join_the_one_beside_it(written: str, shown: str):
    page = parse_page(f"<table><tr><td>Arson<td>{written}<tr><td>Theft<td>5</table>")
    assert [piece.table.rows for piece in page.pieces if piece.table] == [[["Arson", shown], ["Theft", "5"]]]
