"""Saltmere: a workbook with a password, then the same as an OpenDocument sheet, with a scanned letter."""

from __future__ import annotations

import io
import itertools
from unittest import mock

import msoffcrypto
import xlsxwriter
from crimes import ALL, Truth, count
from filing import Folder, same_zip
from letters import picture_pdf
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from .threats import CODES, INVENTED, MADE, NAMES, TO_DATE, YEARS, Telling, crimes_of

LOCKED, REPLY = "saltmere/2018-10-15-sm-204", "saltmere/2018-10-29-sm-204"
# Four ways of one reply to write a year.
SHOWN = {
    YEARS[0]: "FY2015/16",
    YEARS[1]: "2016-17",
    YEARS[2]: "01/04/17 - 31/03/18",
    TO_DATE: "1/4/18 to 24/9/18",
}
# 24 September 2018, as Windows counts: tenths of a microsecond since 1601.
TIME = 131_822_208_000_000_000
GENDERS = ("female", "male", "not recorded")


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("saltmere", 460)
    rows = _rows(Telling(truth, crimes, REPLY, "answer"))
    folder.put(LOCKED, "SM 204.xlsx", _locked(rows))
    folder.put(REPLY, "SM 204.ods", _ods(rows))
    lines = ["Saltmere Constabulary", INVENTED, "29 October 2018", "Reference: SM 204", "", "Dear Requester,",
             "our answer is in the sheet that comes with this letter.", "", "Invented Officer"]  # fmt: skip
    folder.put(REPLY, "covering letter.pdf", picture_pdf(lines, "SM 204"))


def _rows(telling: Telling) -> list[list[object]]:
    """One row an offence and year; the year only where it changes. `Population` stands over the women."""
    rows: list[list[object]] = [
        [f"Saltmere Constabulary: threats flagged as online ({INVENTED})"],
        [],
        ["Year", "Offence", "Population", "Male", "Unknown sex", "All"],
    ]
    for window, shown in SHOWN.items():
        for at, code in enumerate(CODES):
            numbers = [telling.fewer(10, code, gender, window) for gender in GENDERS]
            total = count(telling.crimes, window, offence=code, gender=ALL)
            cells = ["*" if number is None else number for number in numbers]
            rows.append(["" if at else shown, f"{code}: {NAMES[code]}", *cells, total])
        rows.append([f"Total crimes for {shown}:  {count(telling.crimes, window)}"])
    return [*rows, [], ["* fewer than 10, and at least one"]]


def _ods(rows: list[list[object]]) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Online threats")
    for row in rows:
        line = TableRow()
        for value in row or [""]:
            number = isinstance(value, int)
            cell = TableCell(valuetype="float", value=value) if number else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return same_zip(out.getvalue())


def _locked(rows: list[list[object]]) -> bytes:
    """The same as a workbook with a password, which was to come in another mail."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    book.set_properties({"title": INVENTED, "created": MADE})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    steps = itertools.count(1)
    out = io.BytesIO()
    # The salt and the time are else others each time; here they must not be.
    with (
        mock.patch(
            "secrets.token_bytes", lambda size: bytes((next(steps) * 37 + at) % 256 for at in range(size))
        ),
        mock.patch("msoffcrypto.method.container.ecma376_encrypted.datetime2filetime", lambda _: TIME),
    ):
        msoffcrypto.OfficeFile(io.BytesIO(same_zip(plain.getvalue(), stored=True))).encrypt("invented", out)
    return out.getvalue()
