"""Northmarch: a request withdrawn and sent again, one sheet a year, and a later file that nobody has read yet."""

from __future__ import annotations

import io

import xlsxwriter
from crimes import ALL, Truth, count
from filing import Folder, same_zip
from letters import PageBreak, letter, words
from xlsxwriter.worksheet import Worksheet

from forcefoi.windows import Window

from .threats import CODES, INVENTED, MADE, NAMES, TO_DATE, YEARS, Telling, crimes_of

WITHDRAWN, REPLY = "northmarch/2018-09-28-nm-1187", "northmarch/2018-10-22-nm-1187"
LATER = "northmarch/2018-12-03-nm-1187"
SHEETS = {"2018-19 to date": TO_DATE, "2017-18": YEARS[2], "2016-17": YEARS[1], "2015-16": YEARS[0]}
HEADER = ["Offence type", "Female", "Male", "Unknown", "Total"]
GENDERS = ("female", "male", "not recorded")
# Spaces and case differ from sheet to sheet.
SPELT = {"2017-18": str.upper, "2016-17": lambda name: f"  {name} ", "2015-16": str.title}


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("northmarch", 420)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"title": INVENTED, "author": "Northmarch Constabulary", "created": MADE})
    for name in SHEETS:
        _sheet(book.add_worksheet(name), name, Telling(truth, crimes, REPLY, name))
    notes = book.add_worksheet("Notes")
    notes.write(
        0,
        0,
        "<5 stands for one, two, three or four crimes. Totals include them. A dash or a blank is nought.",
    )
    notes.write(1, 0, "2018-19 is counted to 24 September 2018, the day of the request.")
    book.close()
    folder.put(REPLY, "NM-1187 data.xlsx", same_zip(out.getvalue()))
    folder.put(LATER, "NM-1187 cases.pdf", _blocks())


def _sheet(sheet: Worksheet, name: str, telling: Telling) -> None:
    rows = _rows(name, telling)
    title = f"Northmarch Constabulary: flagged online ({INVENTED})"
    nought = {"2018-19 to date": 0, "2017-18": "-", "2016-17": "", "2015-16": "Nil"}[name]
    table = [[cell if cell != 0 else nought for cell in row] for row in rows]
    total = ["Total", *_totals(telling, SHEETS[name])]
    if name == "2017-18":
        # The total stands above what it adds up, and the title again at the bottom.
        lines = [[title], [], [], HEADER, total, *table, [], [title]]
    elif name == "2016-17":
        # A header word has fallen among the data; the total has no label.
        lines = [[title], [], HEADER, *table[:3], ["Offence type"], *table[3:], ["", *total[1:]]]
    elif name == "2015-16":
        # The label stands one row above its numbers; a column of another year stands beside.
        head = [*HEADER, "Total 2014/15 (taken from last year's return)"]
        table = [[*row, 20 + 3 * at] for at, row in enumerate(table)]
        lines = [[title], [], head, *table, ["Grand Total"], ["", *total[1:]], [], [f"{total[-1]} Crimes"]]
    else:
        other = ["All notifiable offences (not part of the request)", "62,975", 48334, 1201, 112510]
        lines = [[title], [], HEADER, *table, other, total]
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)


def _rows(name: str, telling: Telling) -> list[list[object]]:
    window = SHEETS[name]
    rows = []
    for code in CODES:
        label = f"{code} {SPELT.get(name, str)(NAMES[code])}"
        numbers = [telling.fewer(5, code, gender, window) for gender in GENDERS]
        total = count(telling.crimes, window, offence=code, gender=ALL)
        rows.append([label, *("<5" if number is None else number for number in numbers), total])
    return rows


def _totals(telling: Telling, window: Window) -> list[int]:
    return [count(telling.crimes, window, gender=gender) for gender in (*GENDERS, ALL)]


def _blocks() -> bytes:
    """Records as blocks, not rows: what a person has yet to read."""
    parts = words(
        "3 December 2018", "Reference: NM-1187", "Further to our reply, the cases that were sent to court:"
    )
    for at in range(1, 9):
        parts += words(
            f"Matter Type: {NAMES[CODES[at % 6]]}<br/>Date Opened: {at:02d}/05/2018<br/>Date Closed: 2/-/2018<br/>"
            f"Outcome: Charged<br/>Cost: £{at},{at * 37 % 900:03d}.27"
        )
        parts += [PageBreak()] if at == 5 else []
    return letter("Northmarch Constabulary", "NM-1187", parts)
