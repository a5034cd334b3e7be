"""Eastmoor: refused as personal data in an old Word file, then one row a crime as CSV, and a summary beside it."""

from __future__ import annotations

import csv
import io
import random

from compound import compound
from crimes import ALL, Crime, Truth, count
from filing import Folder

from .threats import CODES, GENDERS, INVENTED, TO_DATE, WINDOWS, YEARS, Telling, crimes_of

REFUSED, REPLY = "eastmoor/2018-10-02-em-77-18", "eastmoor/2018-11-12-em-77-18"
SPELT = {
    "3B": ["Threats to kill", "THREATS TO KILL", "3B Threats to kill ", "Threats to kill (Class 3B)"],
    "105B": ["Racially or religiously aggravated assault without injury (Class 105B)"],
    "8L": ["Harassment", "HARASSMENT", " harassment", "8L Harassment"],
    "8M": ["Racially or religiously aggravated harassment", "8M  Racially or religiously aggravated harassment"],
    "8Q": ["Stalking", "Stalking of a female aged 16 or over", "Stalking involving fear of violence (Section 4A)"],
    "8R": [
        "Sending letters etc with intent to cause distress - Malicious Communications Act 1988 Sec 1",
        "Sending letters etc with intent to cause distress (Section 1)", "Malicious communications",
        "Attempted - Malicious communications",
    ],
}  # fmt: skip
SEXES = {
    "female": ["F", "Female", "female "], "male": ["M", "Male"],
    "not recorded": ["U", "N/A", "..", "UNKNOWN", "xx", "(blank)", "", "None", "-"],
}  # fmt: skip
# Days as other programs leave them, by the number of the row: its true day is put there in this shape.
ODD_DAYS = {3: " %m/%d/%Y", 40: "serial", 77: "%d.%m.%y", 120: "2/-/%Y"}
HEADER = ["No", "Case", "Custody Id", "Recorded", "Closed", "Offence", "Victim Sex"]


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder, and what they should be read as into the truth."""
    crimes = crimes_of("eastmoor", 380)
    words = f"Eastmoor Police. {INVENTED}. EM-77/18: refused under section 40(2), personal information."
    old = compound({"WordDocument": words.encode("cp1252").ljust(4096, b"\0"), "1Table": b"\0" * 4096})
    folder.put(REFUSED, "EM-77-18.doc", old)
    folder.put(REPLY, "extract.csv", _extract(Telling(truth, crimes, REPLY, "extract")))
    folder.put(REPLY, "summary.tsv", _summary(Telling(truth, crimes, REPLY, "summary")))


def _extract(telling: Telling) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"Eastmoor Police – {INVENTED}"])
    # One more than there are rows: the header was counted as well.
    writer.writerow([f"Records: {len(telling.crimes) + 1}"])
    writer.writerow(HEADER)
    chance = random.Random("eastmoor spelling")
    for number, crime in enumerate(telling.crimes, start=1):
        writer.writerow(_record(number, crime, chance))
    for window in WINDOWS:
        for code in CODES:
            for gender in GENDERS:
                if count(telling.crimes, window, offence=code, gender=gender):
                    telling.cell(code, gender, window)
    return out.getvalue().encode("cp1252")


def _record(number: int, crime: Crime, chance: random.Random) -> list[str]:
    day = crime["day"]
    shape = ODD_DAYS.get(number, "%d/%m/%Y")
    shown = str((day - type(day)(1899, 12, 30)).days) if shape == "serial" else day.strftime(shape)
    # Closed before it was opened, on one row; never closed on others.
    closed = day.replace(year=day.year - 1) if number == 9 and day.day < 29 else ""  # type: ignore[union-attr]
    return [
        str(number),
        f"2017-{1000 + number * 7}",
        f"{513720000 + number:011d}",
        shown,
        closed.strftime("%d/%m/%Y") if closed else "00/00/00",
        chance.choice(SPELT[str(crime["offence"])]),
        chance.choice(SEXES[str(crime["gender"])]),
    ]


def _summary(telling: Telling) -> bytes:
    """The same crimes by year and sex; each total stands among the rows, with the year in its label."""
    names = {
        **{year: f"FY{year.start.year}/{year.end.year % 100}" for year in YEARS},
        TO_DATE: "1/4/18 to 24/9/18",
    }
    lines = [f"Eastmoor Police, summary\t{INVENTED}\t", "Year\tVictim sex\tCrimes"]
    for window, name in names.items():
        for gender, shown in (("female", "Women"), ("male", "Men"), ("not recorded", "Not stated")):
            lines.append(f"{name}\t{shown}\t{telling.cell(ALL, gender, window)}")
        lines.append(f"TOTAL RESOLVED {name}:\t\t{count(telling.crimes, window)}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-16")
