"""Dunmarsh: not held, then a message with a form of numbered boxes, then a sheet printed in bands that corrects it."""

from __future__ import annotations

import io

import xlsxwriter
from crimes import ALL, Truth, count
from filing import Folder, same_zip
from letters import Printed, printed_sheet
from messages import msg

from .threats import CODES, INVENTED, MADE, NAMES, WINDOWS, Telling, crimes_of

NOT_HELD, FIRST = "dunmarsh/2018-10-01-dm-6", "dunmarsh/2018-11-02-dm-6"
REVISED = "dunmarsh/2019-01-11-dm-6"
LABELS = ("2015/2016", "2016/2017", "2017/2018", "1 April 2018 to 24 September 2018")
# A full stop too many, and a sign that no count has.
MISTYPED = {("8L", 2): "{}..", ("3B", 1): "-{}"}
GENDERS = {"female": "F", "male": "M", "not recorded": "U"}


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("dunmarsh", 300)
    text = (
        f"Dunmarsh Constabulary\n{INVENTED}\n\nDM-6\n\nDunmarsh Constabulary does not hold the information. A system "
        "that will hold it is being prepared.\n"
    )
    folder.put(NOT_HELD, "DM-6.txt", text.encode("utf-8"))
    form = _form(Telling(truth, crimes, FIRST, "form"))
    body = f"Dunmarsh Constabulary ({INVENTED})\r\n\r\nWe hold it after all. Please find the form attached."
    folder.put(FIRST, "DM-6.msg", msg("DM-6", "foi@dunmarsh.example", body, {"DM-6.xlsx": form}))
    folder.put(REVISED, "DM-6 revised.pdf", _bands(Telling(truth, crimes, REVISED, "bands")))


def _form(telling: Telling) -> bytes:
    """A form: beside each number its line and its box, which are numbers as well. Two were mistyped."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"title": INVENTED, "author": "Dunmarsh Constabulary", "created": MADE})
    sheet = book.add_worksheet("Form")
    sheet.write(0, 0, f"Dunmarsh Constabulary: form 6 ({INVENTED})")
    sheet.write_row(1, 0, ["Offence", *(cell for label in LABELS for cell in ("line", label, "box"))])
    for at, code in enumerate(CODES):
        row: list[object] = [NAMES[code]]
        for column, window in enumerate(WINDOWS):
            number = telling.cell(code, ALL, window)
            shown = MISTYPED[code, column].format(number) if (code, column) in MISTYPED else number
            row += [at + 1, shown, (at + 1) * 10 + column]
        sheet.write_row(at + 2, 0, row)
    # The printed total is a fifth of what the rows add up to, in one year.
    sums = [count(telling.crimes, window) for window in WINDOWS]
    sums[1] //= 5
    sheet.write_row(
        8, 0, ["Total", *(cell for column, number in enumerate(sums) for cell in (7, number, 70 + column))]
    )
    book.close()
    return same_zip(out.getvalue(), stored=True)


def _bands(telling: Telling) -> bytes:
    """A wide sheet as a printer gives it: the first columns on two pages, the others on two more."""
    rows = [(code, gender) for code in CODES for gender in GENDERS]
    first = [["Row", "Offence", "Sex", LABELS[0], LABELS[1]]]
    second = [["Row", LABELS[2], LABELS[3]]]
    for at, (code, gender) in enumerate(rows, start=1):
        numbers = [str(telling.cell(code, gender, window)) for window in WINDOWS]
        first.append([str(at), NAMES[code], GENDERS[gender], *numbers[:2]])
        second.append([str(at), *numbers[2:]])
    tables = [Printed(first, [30, 280, 40, 70, 70]), Printed(second, [30, 70, 150])]
    return printed_sheet("Dunmarsh Constabulary, DM-6, revised", tables, lines=12, apart=True)
