"""Wexley: refused for cost, then one workbook that hides more than it shows."""

from __future__ import annotations

import io

import xlsxwriter
from crimes import Truth, count
from filing import Folder, same_zip
from letters import letter, words
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forcefoi.windows import Window

from .threats import GENDERS, INVENTED, MADE, NAMES, REQUEST, WINDOWS, Telling, crimes_of

REFUSED, REPLY = "wexley/2018-10-05-foi-1042-18", "wexley/2018-11-30-foi-1042-18"
LABELS = {"2015/16": "2015-16", "2016/17": "2016-17", "2017/18": "2017-18"}
# The column that only shows when it is unhidden: these were added when the crimes were looked at again.
SPREAD = 0.31
# A gender, a window, and the first column that counts them.
Column = tuple[str, Window, int]
VIOLENCE, STALKING = ("3B", "105B"), ("8L", "8M", "8Q", "8R")


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("wexley", 900)
    parts = words(
        "5 October 2018", "Reference: FOI 1042/18", REQUEST,
        "To answer it, 1,150 crime records would have to be read by hand, at six minutes each. That is 115 hours, and "
        "more than the appropriate limit of 18 hours. Your request is refused under section 12(1) of the Freedom of "
        "Information Act 2000.",
    )  # fmt: skip
    folder.put(REFUSED, "FOI 1042-18 refusal.pdf", letter("Wexley Police", "FOI 1042/18", parts))
    folder.put(REPLY, "00318638.xlsx", _workbook(Telling(truth, crimes, REPLY, "response")))


def _workbook(telling: Telling) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"title": INVENTED, "author": "Wexley Police", "created": MADE})
    sheet = book.add_worksheet("Response")
    head = book.add_format({"bold": True, "align": "center", "text_wrap": True})
    sheet.write(0, 0, f"Wexley Police - {INVENTED}", book.add_format({"bold": True}))
    sheet.write(1, 0, "Run Date: 30/11/2018 10:04:13 AM")
    sheet.write(2, 0, "SELECT offence, gender, year, COUNT(*) FROM crimes WHERE flag = 'Internet Involved'")
    sheet.write(5, 0, "Offence\u00a0class", head)
    columns = _header(sheet, head)
    rows = [*VIOLENCE, "violence", *STALKING, "stalking", "grand"]
    for at, row in enumerate(rows, start=6):
        _row(sheet, telling, at, row, columns)
    sheet.write(16, 0, "Source: crime recording system. Some cells carry comments.")
    sheet.autofilter(5, 0, 14, 28)
    sheet.filter_column(0, 'x != "*aggravated harassment*"')
    sheet.set_row(10, None, None, {"hidden": True})  # 8M: what the filter hides
    sheet.set_column(7, 7, None, None, {"hidden": True})
    sheet.write_comment(6, 2, "Looked at again", {"author": "Invented Analyst"})
    sheet.protect()
    notes = book.add_worksheet("Notes")
    notes.write(0, 0, "The flag was introduced on 1 April 2015. Crimes can be added or taken out later.")
    _others(book)
    book.close()
    return same_zip(out.getvalue())


def _header(sheet: Worksheet, head: Format) -> list[Column]:
    """Two rows: gender over year, each real column two wide. Gives what each column counts."""
    columns = []
    at = 2
    for gender, name in zip(GENDERS, ("Female", "Male", "Not\nknown"), strict=True):
        sheet.merge_range(4, at, 4, at + 7, f"  {name} ", head)
        for window in WINDOWS:
            label = LABELS.get(window.label(), "01/04/18 - 24/09/18")
            sheet.merge_range(5, at, 5, at + 1, label, head)
            columns.append((gender, window, at))
            at += 2
    sheet.merge_range(4, at, 5, at + 1, "Grand\nTotal", head)
    sheet.write(5, at + 2, "% change", head)
    return columns


def _row(sheet: Worksheet, telling: Telling, at: int, row: str, columns: list[Column]) -> None:
    inside = {"violence": VIOLENCE, "stalking": STALKING, "grand": (*VIOLENCE, *STALKING)}.get(row, (row,))
    name = {"violence": "Violence without injury TOTAL", "stalking": "Stalking and harassment TOTAL"}.get(row)
    sheet.merge_range(at, 0, at, 1, name or ("GRAND TOTAL" if row == "grand" else f" {row}  {NAMES[row]} "))
    total = 0
    for gender, window, column in columns:
        number = count(telling.crimes, window, offence=inside, gender=gender)
        total += number
        # The subtotal of violence has the crimes of another department in one year; nobody said so.
        extra = 7 if row == "violence" and (gender, window) == ("male", WINDOWS[0]) else 0
        if (gender, window) == ("female", WINDOWS[2]):
            added = sum(
                round(count(telling.crimes, window, offence=code, gender=gender) * SPREAD) for code in inside
            )
            sheet.write(at, column, number - added)
            sheet.write(at, column + 1, added)
            if len(inside) == 1:
                for part in (number - added, added):
                    telling.cell(
                        row, gender, window, given=(part, part), why="one of two columns, one of them hidden"
                    )
            continue
        sheet.merge_range(at, column, at, column + 1, number + extra)
        if len(inside) == 1:
            telling.cell(row, gender, window)
    last = columns[-1][2] + 2
    sheet.merge_range(at, last, at, last + 1, total)
    sheet.write_formula(at, last + 2, "=#REF!/#REF!", None, "#REF!")


def _others(book: xlsxwriter.Workbook) -> None:
    """Two sheets that nobody was meant to get: of other bodies, and of last year."""
    for name, force in (("Other bodies", "Northmarch Constabulary"), ("Last year", "Eastmoor Police")):
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, INVENTED)
        sheet.write_row(1, 0, ["Body", "Cases", "Open"])
        for at in range(2, 20):
            sheet.write_row(at, 0, [f"{force}, unit {at}", at * 7 % 31, at % 3])
        sheet.hide() if name == "Other bodies" else sheet.very_hidden()
