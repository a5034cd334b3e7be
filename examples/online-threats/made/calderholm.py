"""Calderholm: figures without lines around them, by calendar year, and a workbook that differs by two."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter
from crimes import ALL, Truth, count
from filing import Folder, same_zip
from letters import PageBreak, Spacer, bare, letter, words

from forcefoi.windows import Window

from .threats import CODES, INVENTED, LAST, MADE, NAMES, REQUEST, Telling, crimes_of

REPLY = "calderholm/2018-11-05-ch-31"
YEARS = {
    "2015": Window.calendar_year(2015), "2016": Window.calendar_year(2016), "2017": Window.calendar_year(2017),
    "2018 (THROUGH 24/9)": Window(date(2018, 1, 1), LAST),
}  # fmt: skip
GENDERS = {"Female": "female", "Male": "male", "Not recorded": "not recorded"}


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("calderholm", 569, first=date(2015, 1, 1))
    folder.put(REPLY, "CH-31 letter.pdf", _letter(Telling(truth, crimes, REPLY, "letter")))
    folder.put(REPLY, "CH-31.xlsx", _workbook(Telling(truth, crimes, REPLY, "workbook")))


def _letter(telling: Telling) -> bytes:
    rows: list[list[object]] = [["Offence", *YEARS]]
    for code in CODES:
        rows.append([NAMES[code], *(telling.cell(code, ALL, window) for window in YEARS.values())])
    rows.append(["Total", *(count(telling.crimes, window) for window in YEARS.values())])
    parts = [
        *words("5 November 2018", "Reference: CH-31", f"You asked: {REQUEST}",
               "Calderholm Police counts by calendar year. We recorded 569 crimes that were flagged as online from 1 "
               "January 2015 to 24 September 2018. They are on the next page."),
        PageBreak(), *words("Crimes flagged as online, by calendar year"), Spacer(1, 6),
        bare(rows, [250, 45, 45, 45, 95]), Spacer(1, 10),
        *words("The same answer is in the workbook that comes with this letter."),
    ]  # fmt: skip
    return letter("Calderholm Police", "CH-31", parts)


def _workbook(telling: Telling) -> bytes:
    """By gender. The year comes from a formula whose saved value was never right; the title gives the period."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"title": INVENTED, "author": "Calderholm Police", "created": MADE})
    sheet = book.add_worksheet()
    sheet.write(
        0, 0, f"Calderholm Police: calendar years 2015 to 2018, the last to 24 September ({INVENTED})"
    )
    sheet.write_row(2, 0, ["Period begins", "Year", "Victim", "Crimes"])
    row = 3
    for label, window in YEARS.items():
        for shown, gender in GENDERS.items():
            # Two crimes were taken out between the letter and the workbook.
            less = -2 if (label, gender) == ("2016", "female") else 0
            sheet.write(row, 0, f"Jan {label[:4]}")
            sheet.write_formula(row, 1, f"=RIGHT(M{row + 1},4)", None, "3716")
            sheet.write(row, 2, shown)
            why = "two crimes are missing from the workbook" if less else ""
            sheet.write(row, 3, telling.cell(ALL, gender, window, more=less, why=why))
            row += 1
    book.close()
    return same_zip(out.getvalue())
