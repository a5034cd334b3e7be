"""A mail is filed by its own day and reference, and nothing of the people in it is told."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from forcefoi.sources.replies.add import Told, add


def test_a_mail_gives_its_day_and_its_reference(copy: Path, tmp_path_factory) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Wexley FOI <foi@wexley.example>", "Jane Xyzzyson <jane.x@news.example>"
    mail["Date"], mail["Subject"] = "Fri, 02 Oct 2026 09:00:00 +0100", "Response to FOI 951/18"
    mail.set_content("Please see the file.\n\nYours sincerely\n\nQuibble Plughson\n")
    mail.add_attachment(
        b"Offence,2016/17\nHarassment,12\n", maintype="text", subtype="csv", filename="Xyzzyson.csv"
    )
    path = tmp_path_factory.mktemp("inbox") / "reply.eml"
    path.write_bytes(bytes(mail))
    added = add(copy, "kent", [path], Told(), date(2026, 11, 25))
    assert added.folder == "data/raw/replies/kent/2026-10-02-foi-951-18"
    told = (copy / added.folder / "reply.toml").read_bytes().lower()
    assert b"xyzzyson" not in told and b"plughson" not in told and b"jane" not in told
