"""Highfold: no reply in time, then a mail with figures in its words and an old workbook attached."""

from __future__ import annotations

import io
from datetime import datetime

import xlwt
from crimes import ALL, Crime, Truth, count
from filing import Folder
from letters import letter, words
from messages import eml

from forcefoi.windows import Window

from .threats import CODES, INVENTED, NAMES, TO_DATE, WINDOWS, Telling, crimes_of

NO_REPLY, REPLY = "highfold/2018-11-01-hf-9", "highfold/2018-12-14-hf-9"
GENDERS = {"female": "Women", "male": "Men", "not recorded": "Not known"}


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("highfold", 310)
    body = Telling(truth, crimes, REPLY, "mail")
    book = xlwt.Workbook()
    _long(book.add_sheet("Answer"), Telling(truth, crimes, REPLY, "workbook"))
    _groups(book.add_sheet("By victim"), truth, crimes)
    out = io.BytesIO()
    book.save(out)
    lines = [f"{_year(window)}: {body.cell(ALL, ALL, window)}" for window in WINDOWS]
    said = [
        f"Highfold Police ({INVENTED})", "", "Dear Requester,", "",
        "we are sorry that this comes late. The crimes in each year were:", "", *lines, "",
        "They are in the workbook by offence and by the victim's sex. Dealing with the request took 75%-80% of an FTE "
        "officer's time for a week.", "", "Invented Officer", "",
    ]  # fmt: skip
    attached = {"answer.xls": ("application/vnd.ms-excel", out.getvalue())}
    mail = eml(
        "RE: FOI HF-9", "foi@highfold.example", datetime(2018, 12, 14, 16, 5), "\n".join(said), attached
    )
    folder.put(REPLY, "RE FOI HF-9.eml", mail)
    folder.put(REPLY, "HF-9 cases.pdf", _blocks(Telling(truth, crimes, REPLY, "cases")))


def _year(window: Window) -> str:
    return "1 April 2018 to 24 September 2018" if window == TO_DATE else window.label()


def _long(sheet: xlwt.Worksheet, telling: Telling) -> None:
    """Long; a blank year or offence is that of the row above; money as text beside the counts."""
    sheet.write(0, 0, f"Highfold Police: online crime ({INVENTED})")
    for at, name in enumerate(["Year", "Offence", "Victim", "Crimes", "Cost of investigation"]):
        sheet.write(2, at, name)
    row = 3
    for window in WINDOWS:
        first = row
        for code in CODES:
            for number, (gender, shown) in enumerate(GENDERS.items()):
                sheet.write(row, 0, "" if row > first else _year(window))
                sheet.write(row, 1, "" if number else NAMES[code])
                sheet.write(row, 2, shown)
                crimes = telling.cell(code, gender, window)
                sheet.write(row, 3, crimes)
                sheet.write(row, 4, f"$ {crimes * 1093:,}.73")
                row += 1
    sheet.write(row, 3, count(telling.crimes))


def _groups(sheet: xlwt.Worksheet, truth: Truth, crimes: list[Crime]) -> None:
    """A block for each sex; whose it is stands on the row after its total."""
    sheet.write(0, 0, f"Highfold Police: by victim ({INVENTED})")
    for at, window in enumerate(WINDOWS, start=1):
        sheet.write(1, at, _year(window))
    row = 2
    for gender, shown in GENDERS.items():
        telling = Telling(truth, crimes, REPLY, f"by victim, {shown}")
        for code in CODES:
            sheet.write(row, 0, NAMES[code])
            for at, window in enumerate(WINDOWS, start=1):
                sheet.write(row, at, telling.cell(code, gender, window))
            row += 1
        sheet.write(row, 0, "Total")
        for at, window in enumerate(WINDOWS, start=1):
            sheet.write(row, at, count(crimes, window, gender=gender))
        sheet.write(row + 1, 0, shown)
        row += 2


def _blocks(telling: Telling) -> bytes:
    """Every crime again, as a block of lines instead of a row."""
    parts = words("14 December 2018", "HF-9")
    for crime in telling.crimes:
        offence, gender = NAMES[str(crime["offence"])], GENDERS[str(crime["gender"])]
        parts += words(
            f"Matter Type: {offence}<br/>Date Recorded: {crime['day']:%d/%m/%Y}<br/>Victim: {gender}"
        )
    for window in WINDOWS:
        for code in CODES:
            for gender in GENDERS:
                if count(telling.crimes, window, offence=code, gender=gender):
                    telling.cell(code, gender, window)
    return letter("Highfold Police", "HF-9", parts)
