"""Staithe Valley: a zip with one file a year, a year inside a text, and an edited copy beside the original."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from crimes import ALL, Crime, Truth, count
from filing import Folder, same_zip, zip_of
from messages import uuencoded

from forcefoi.windows import Window

from .threats import CODES, INVENTED, MADE, NAMES, TO_DATE, YEARS, Telling, crimes_of

REPLY = "staithe-valley/2018-10-26-sv-8"
FILES = {"2015-16.csv": YEARS[0], "2016-17.csv": YEARS[1], "2017-18.csv": YEARS[2]}
GENDERS = ("female", "male", "not recorded")


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("staithe-valley", 350)
    files = {
        name: _year(Telling(truth, crimes, REPLY, name[:7]), window, name) for name, window in FILES.items()
    }
    about = {"about.txt": f"Staithe Valley Police ({INVENTED})\n".encode("ascii")}
    folder.put(REPLY, "SV-8.zip", zip_of(about | files))
    late = _year(Telling(truth, crimes, REPLY, "late"), TO_DATE, "late.csv")
    note = (
        f"Staithe Valley Police ({INVENTED})\n\nReference: SV-8\n\nThe zip has one file for each year. The year to "
        "date, 1 April 2018 to 24 September 2018, was\nleft out of it and is here.\n\n"
    )
    folder.put(REPLY, "note.txt", (note + uuencoded("late.csv", late)).encode("ascii"))
    folder.put(REPLY, "SV-8 original.xlsx", _stacked(truth, crimes, "original", 0), held=True)
    folder.put(REPLY, "SV-8 edited.xlsx", _stacked(truth, crimes, "edited", 4))


def _year(telling: Telling, window: Window, name: str) -> bytes:
    """One year; which one, only the file's name says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Offence", "Female", "Male", "Unspecified"])
    for code in CODES:
        writer.writerow([NAMES[code], *(telling.cell(code, gender, window) for gender in GENDERS)])
    if name == "2016-17.csv":
        # A sign that no count has, from a conversion; it stands in a row that was not asked for.
        writer.writerow(["All notifiable offences", "-7063", "5120", "88"])
    return out.getvalue().encode("utf-8")


def _stacked(truth: Truth, crimes: list[Crime], name: str, less: int) -> bytes:
    """Two tables on one sheet: the first without totals, the second with; a header again in its middle.

    The heading of the second year is missing. `less`: crimes that the edited copy lacks.
    """
    first, second = (Telling(truth, crimes, REPLY, f"{name}, {year.label()}") for year in YEARS[:2])
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"title": INVENTED, "author": "Staithe Valley Police", "created": MADE})
    sheet = book.add_worksheet("By year")
    lines: list[list[object]] = [
        [f"Staithe Valley Police ({INVENTED})"],
        [],
        ["2015/16"],
        ["Offence", "Crimes"],
    ]
    lines += [[NAMES[code], first.cell(code, ALL, YEARS[0])] for code in CODES]
    lines += [[], ["Offence", "Crimes"]]
    numbers = []
    for code in CODES:
        gone = -less if code == "8L" else 0
        why = "four crimes are missing from the edited copy" if gone else ""
        numbers.append(second.cell(code, ALL, YEARS[1], more=gone, why=why))
    rows = [[NAMES[code], number] for code, number in zip(CODES, numbers, strict=True)]
    lines += [*rows[:3], ["Offence", "Crimes"], *rows[3:], ["Total", count(crimes, YEARS[1]) - less]]
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)
    if not less:
        people = book.add_worksheet("Checked by")
        people.write_row(0, 0, ["Invented Officer", INVENTED])
    book.close()
    return same_zip(out.getvalue())
