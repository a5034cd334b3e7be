"""Thornwick: a letter in Word with a table cut in two, a change tracked in it, and refusals in its cells."""

from __future__ import annotations

import io

from crimes import ALL, Truth, count
from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from filing import Folder, same_zip

from .threats import CODES, INVENTED, MADE, NAMES, REQUEST, WINDOWS, YEARS, Telling, crimes_of

REPLY = "thornwick/2018-10-30-tw-558"
# What stands in a cell instead of a number, by offence and year.
REFUSALS = {
    ("8Q", YEARS[0]): ("s.12", "refused"),
    ("8M", YEARS[0]): ("REFUSED (COST)", "refused"),
    ("8M", YEARS[1]): ("Refused - commercially sensitive", "refused"),
    ("105B", YEARS[1]): ("SEE Anytown Council", "not held"),
}


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    telling = Telling(truth, crimes_of("thornwick", 340), REPLY, "offences")
    document = Document()
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author, document.core_properties.title = "Thornwick Police", INVENTED
    document.sections[0].header.paragraphs[0].text = f"Thornwick Police - {INVENTED} - Tel No: 101"
    document.add_paragraph("30 October 2018. Reference: TW-558")
    document.add_paragraph(f"You asked: {REQUEST}")
    stalking = count(telling.crimes, YEARS[2], offence="8Q")
    document.add_paragraph(
        f"We can answer in part. In 2017/18 we recorded {stalking} crimes of stalking. The victim's gender is exempt "
        "under section 40(2). To find stalking in 2015/16 would take more than 18 hours (section 12)."
    )
    rows = _rows(telling)
    # The table goes on over the page, as a second one without a header.
    _table(document, rows[:4])
    document.add_page_break()
    tail = _table(document, rows[4:])
    _track(tail.rows[-1].cells[1], "99")
    document.add_paragraph("You may ask for a review of this decision within 40 working days.")
    out = io.BytesIO()
    document.save(out)
    folder.put(REPLY, "TW-558.docx", same_zip(out.getvalue()))


def _rows(telling: Telling) -> list[list[str]]:
    labels = ["2015-16", "2016-17", "2017-18", "2018-19 to 24 September"]
    rows = [["Offence", *labels]]
    for code in CODES:
        row = [f"{NAMES[code]} ({code})"]
        for window in WINDOWS:
            words, _ = REFUSALS.get((code, window), ("", ""))
            number = telling.cell(code, ALL, window, given=(0, None) if words else None)
            row.append(words or str(number))
        rows.append(row)
    return rows


def _table(document: Word, rows: list[list[str]]) -> Table:
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    return table


def _track(cell: _Cell, before: str) -> None:
    """As if the number had been `before` and someone had changed it with changes tracked."""
    run = cell.paragraphs[0].runs[0]._r
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    for at, change in enumerate((inserted, deleted)):
        change.set(qn("w:id"), str(901 + at))
        change.set(qn("w:author"), "Invented Officer")
        change.set(qn("w:date"), "2018-10-29T09:00:00Z")
    run.addprevious(deleted)
    run.addprevious(inserted)
    inserted.append(run)
    old, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = before
    old.append(text)
    deleted.append(old)
