"""Make the four invented replies about crime at hospitals, and `truth.csv`: what they should be read as.

    python examples/hospital-crime/make_replies.py [FOLDER]

Without FOLDER, the files of the example itself are written; they come out the same each time.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from crimes import ALL, NOT_STATED, Crime, Truth, count, invent  # noqa: E402
from filing import Folder  # noqa: E402
from letters import PageBreak, Printed, Spacer, letter, printed_sheet, ruled, words  # noqa: E402

from forcefoi.windows import Window  # noqa: E402

YEARS = [Window.financial_year(year) for year in range(2019, 2024)]
FIRST, LAST = YEARS[0].start, YEARS[-1].end
REQUEST = (
    "You asked: how many crimes were recorded at hospitals in each of the financial years 2019/20, 2020/21, 2021/22, "
    "2022/23 and 2023/24, by year, offence, outcome and hospital?"
)
WEXLEY, NORTHMARCH = "wexley/2024-05-20-foi-2024-0311", "northmarch/2024-05-28-nm-772-24"
EASTMOOR, SALTMERE = "eastmoor/2024-06-03-00318638", "saltmere/2024-06-11-foi-118-24"


def long_label(year: Window) -> str:
    """`2019/2020`."""
    return f"{year.start.year}/{year.end.year}"


def at_all(**known: object) -> dict[str, object]:
    """Where a cell lies; what is not named is counted all together."""
    return {"year": ALL, "offence": ALL, "outcome": ALL, "place": ALL, **known}


# ---- First: a Word letter as PDF.

SUBGROUPS = {
    "Violence without Injury": 9, "Violence with Injury": 6, "Public Fear, Alarm or Distress": 5,
    "Other Theft Offences": 4, "Criminal Damage": 3, "Theft from the Person": 1, "Other Sexual Offences": 1,
    "Burglary - Business and Community": 0.5,
}  # fmt: skip
LONG_OUTCOMES = {
    "Charged or summonsed: a person has been charged or summonsed for the crime, irrespective of any subsequent "
    "acquittal at court": 3,
    "Community resolution: a community resolution, with or without formal restorative justice, has been applied in "
    "accordance with the guidance that is in force on the day": 2,
    "Evidential difficulties victim based, named suspect identified: the crime is confirmed and the victim supports "
    "police action but evidential difficulties prevent further action; this includes cases where the suspect has been "
    "identified, the victim supports action, the suspect has been circulated as wanted but cannot be traced": 6,
    "Evidential difficulties named suspect identified: the crime is confirmed but the victim declines or withdraws "
    "support for further police action at any stage": 7,
    "Evidential difficulties suspect not identified: the crime is confirmed but the victim declines or is unable to "
    "support further police investigation to identify the offender": 3,
    "Investigation complete, no suspect identified: the crime has been investigated as far as reasonably possible and "
    "the case is closed pending further investigative opportunities becoming available": 9,
    "Further investigation to support formal action not in the public interest, police decision": 1,
    "Not yet assigned an outcome": 0.5,
}
HOSPITALS = [
    "Anytown General", "Wexley Royal Infirmary", "St Elsewhere's", "Market Wexley Cottage", "Northgate Maternity",
    "The Old Spa Hospital", "Queen Matilda's", "Wexley Eye Unit", "Harbour Street Walk-in", "Foxholt Clinic",
    "Lower Dray Ward", "St Wulfric's", "The Larches", "Priory Day Unit", "Bellmouth Dental",
    "Castle Mental Health",
]  # fmt: skip


def wexley(folder: Folder, truth: Truth) -> None:
    """Year; offence by year; outcome by hospital without a year, cut into two tables of eight hospitals."""
    likely = {name: 8.0 / (at + 1) for at, name in enumerate(HOSPITALS)}
    crimes = invent(
        "wexley", 640, FIRST, LAST, {"offence": SUBGROUPS, "outcome": LONG_OUTCOMES, "place": likely}
    )
    by_year = [["Financial Year", "Number of Crimes"]]
    for year in YEARS:
        number = count(crimes, year)
        truth.add(WEXLEY, "years", at_all(year=year), number)
        by_year.append([long_label(year), str(number)])
    by_year.append(["Total", str(len(crimes))])
    by_offence = _wide(crimes, truth, WEXLEY, "offences", "offence", sorted(SUBGROUPS), totals="both")
    first = [["Outcome", *HOSPITALS[:8]]]
    second = [["Outcome", *HOSPITALS[8:], "Grand Total"]]
    for outcome in [*LONG_OUTCOMES, ALL]:
        numbers = [count(crimes, outcome=outcome, place=place) for place in HOSPITALS]
        name = "Grand Total" if outcome == ALL else outcome
        shown = [str(number or "") for number in numbers]
        first.append([name, *shown[:8]])
        second.append([name, *shown[8:], str(sum(numbers))])
        if outcome != ALL:
            for place, number in zip(HOSPITALS, numbers, strict=True):
                at = {"year": NOT_STATED, "offence": ALL, "outcome": outcome, "place": place}
                truth.add(WEXLEY, "outcomes", at, number)
    parts = [
        *words("20 May 2024", "Reference: FOI 2024/0311", "Dear Requester,",
               "I write in connection with your request for information about crime at hospitals.", REQUEST,
               "The information that we hold is set out below. A blank cell means that there was no such crime. "
               "Crimes were found by searching for the name of each of our 16 hospitals.",
               "Table 1 gives the crimes by year, table 2 by offence and year, table 3 by outcome and hospital."),
        PageBreak(),
        *words("Table 1"), ruled(by_year, [120, 100]), PageBreak(),
        *words("Table 2"), ruled(by_offence, [150, *[52] * 6]), PageBreak(),
        *words("Table 3"), ruled(first, [95, *[47] * 8]), PageBreak(),
        *words("Table 3, continued"), ruled(second, [95, *[42] * 9]), PageBreak(),
        *words("If you are not content with this reply you may ask for an internal review within 40 working days.",
               "Yours faithfully,", "Invented Officer"),
    ]  # fmt: skip
    folder.put(WEXLEY, "FOI 2024-0311 response.pdf", letter("Wexley Police", "FOI 2024/0311", parts))


def _wide(
    crimes: list[Crime], truth: Truth, reply: str, table: str, dimension: str, names: list[str], *,
    totals: str = "", nought: str = "", less: dict[tuple[str, Window], int] | None = None,
) -> list[list[str]]:  # fmt: skip
    """A table of a dimension by year. `less`: by how much a cell is printed as less than it is."""
    rows = [[dimension.title(), *(year.label() for year in YEARS), *(["Total"] if totals == "both" else [])]]
    for name in names:
        numbers = []
        for year in YEARS:
            true = count(crimes, year, **{dimension: name})
            given = true - (less or {}).get((name, year), 0)
            why = "four crimes are missing from this table" if given != true else ""
            truth.add(reply, table, at_all(year=year, **{dimension: name}), true, (given, given), why)
            numbers.append(given)
        rows.append([name, *(str(number or nought) for number in numbers)])
        if totals == "both":
            rows[-1].append(str(sum(numbers)))
    if totals:
        sums = [count(crimes, year) for year in YEARS]
        rows.append(["Total", *map(str, sums), *([str(sum(sums))] if totals == "both" else [])])
    return rows


# ---- Second: a letter as PDF, four pages.

GROUPS = {
    "Violence Against the Person": 9, "Public Order Offences": 5, "Theft": 4, "Criminal Damage and Arson": 2,
    "Sexual Offences": 1, "Drug Offences": 0.6, "Miscellaneous Crimes Against Society": 0.2,
}  # fmt: skip
OUTCOMES = {
    "Charged/Summonsed": 3, "Community Resolution": 2, "Evidential Difficulties - Victim Does Not Support": 7,
    "Evidential Difficulties - Victim Supports": 5, "Investigation Complete - No Suspect Identified": 8,
    "Formal Action Not in the Public Interest": 1, "Not Yet Recorded": 0.4,
}  # fmt: skip
NORTHERN = {
    "Marchgate General": 9,
    "Ullerdale Infirmary": 5,
    "Fell Cottage": 0.5,
    "St Aldith's": 2,
    "Tarn Head": 1,
}


def northmarch(folder: Folder, truth: Truth) -> None:
    """Hospital by year, offence by year, outcome by year; the last lacks four crimes that the others have."""
    crimes = invent(
        "northmarch", 410, FIRST, LAST, {"offence": GROUPS, "outcome": OUTCOMES, "place": NORTHERN}
    )
    less = {("Charged/Summonsed", YEARS[2]): 4}
    how = {"nought": "-"}
    tables = [
        _wide(crimes, truth, NORTHMARCH, "hospitals", "place", sorted(NORTHERN), totals="columns", **how),
        _wide(crimes, truth, NORTHMARCH, "offences", "offence", sorted(GROUPS), totals="columns", **how),
        _wide(crimes, truth, NORTHMARCH, "outcomes", "outcome", sorted(OUTCOMES), less=less, **how),
    ]
    tables[0][0][0] = "Hospital"
    parts = [
        *words("28 May 2024", "Our reference: NM-772-24", "Dear Requester,", REQUEST,
               "Our answer is on the pages that follow. Hospitals at which no crime was recorded in any of the years "
               "are left out of the table of hospitals. A dash stands for nought.")
    ]  # fmt: skip
    for title, rows in zip(
        ("Crimes by hospital", "Crimes by offence", "Crimes by outcome"), tables, strict=True
    ):
        parts += [PageBreak(), *words(title), Spacer(1, 4), ruled(rows, [200, *[52] * 5])]
    folder.put(NORTHMARCH, "NM-772-24.pdf", letter("Northmarch Constabulary", "NM-772-24", parts))


# ---- Third: a spreadsheet as PDF, 61 pages, one row a crime.

CLASSES = {
    "COMMON ASSAULT AND BATTERY": 9, "ASSAULT OCCASIONING ACTUAL BODILY HARM": 5, "CRIMINAL DAMAGE TO A BUILDING": 2,
    "THEFT FROM THE PERSON OF ANOTHER": 2, "PUBLIC FEAR, ALARM OR DISTRESS": 6, "OTHER THEFT": 4,
    "ASSAULT ON AN EMERGENCY WORKER (OTHER THAN A CONSTABLE) WITHOUT INJURY - S39": 5,
    "CAUSING INTENTIONAL HARASSMENT, ALARM OR DISTRESS - PUBLIC ORDER ACT 1986 SEC 4A": 3,
    "BREACH OF A NON-MOLESTATION ORDER": 1,
}  # fmt: skip
TYPES = {
    "Type 01 - Charged/Summonsed": 3, "Type 08 - Community Resolution": 2,
    "Type 14 - No Named Suspect - Victim Unsupportive": 2, "Type 15 - Named Suspect - Victim Supportive": 4,
    "Type 16 - Named Suspect - Victim Unsupportive": 7, "Type 18 - Investigation Complete - No Suspect": 9,
}  # fmt: skip
ROWS = 1873


def eastmoor(folder: Folder, truth: Truth) -> None:
    """One row a crime, numbered; a year table before them; the title promises hospitals and no column has them."""
    crimes = invent("eastmoor", ROWS, FIRST, LAST, {"offence": CLASSES, "outcome": TYPES})
    years = [["Financial Year", "Crimes"]]
    for year in YEARS:
        number = count(crimes, year)
        truth.add(EASTMOOR, "years", at_all(year=year, place=NOT_STATED), number)
        years.append([long_label(year), str(number)])
    years.append(["Grand Total", str(len(crimes))])
    rows = [["No", "Financial Year", "Offence Class", "Outcome"]]
    for number, crime in enumerate(crimes, start=1):
        year = next(each for each in YEARS if each.start <= crime["day"] <= each.end)  # type: ignore[operator]
        rows.append([str(number), long_label(year), str(crime["offence"]), str(crime["outcome"])])
    for year in YEARS:
        for offence in CLASSES:
            for outcome in TYPES:
                if number := count(crimes, year, offence=offence, outcome=outcome):
                    at = {"year": year, "offence": offence, "outcome": outcome, "place": NOT_STATED}
                    truth.add(EASTMOOR, "crimes", at, number)
    title = (
        "Eastmoor Police: crimes at hospitals 2019/2020 to 2023/2024 by year, offence, outcome and hospital"
    )
    tables = [Printed(years, [90, 60]), Printed(rows, [40, 80, 250, 200])]
    folder.put(EASTMOOR, "00318638.pdf", printed_sheet(title, tables))


# ---- Fourth: a Word letter as PDF, with calendar years.

SHORT = {
    "VIOLENCE WITHOUT INJ": 8, "VIOLENCE WITH INJ": 6, "PUB FEAR ALARM DISTRESS": 5, "OTHER THEFT OFFS": 4,
    "CRIM DAMAGE": 3, "OTHER SEXUAL OFFS": 0.7, "POSS OF WEAPONS": 0.7,
}  # fmt: skip
CODES = {
    "1: Charged/Summonsed": 3, "1A: Charged/Summonsed - alternate offence": 0.6,
    "3A: Caution - adults, conditional": 0.8, "8: Community resolution": 2,
    "15: Evidential difficulties - victim supports, named suspect": 4,
    "16: Victim declines/withdraws support - named suspect identified": 7,
    "18: Investigation complete - no suspect identified": 8,
}  # fmt: skip


def saltmere(folder: Folder, truth: Truth) -> None:
    """Calendar years, of which the first and the last may be parts of one; which is not said. No hospital."""
    crimes = invent("saltmere", 530, FIRST, LAST, {"offence": SHORT, "outcome": CODES})
    tables = []
    for table, dimension, names in (("offences", "offence", SHORT), ("outcomes", "outcome", CODES)):
        rows = [[f"{dimension.title()}", *map(str, range(2019, 2025))]]
        for name in names:
            numbers = [
                count(crimes, Window.calendar_year(year), **{dimension: name}) for year in range(2019, 2025)
            ]
            rows.append([name, *(str(number or "") for number in numbers)])
            for year, number in zip(range(2019, 2025), numbers, strict=True):
                whole = 2019 < year < 2024
                when = Window.calendar_year(year) if whole else NOT_STATED
                truth.add(SALTMERE, table, at_all(year=when, place=NOT_STATED, **{dimension: name}), number)
        tables.append(ruled(rows, [170, *[48] * 6]))
    parts = [
        *words("11 June 2024", "FOI 118/24", "Dear Requester,", REQUEST,
               "Saltmere Constabulary holds this information, and part of it is exempt.",
               "The name of the hospital is exempt under section 40(2) of the Freedom of Information Act 2000 "
               "(personal information): with small numbers at small hospitals, people could be known from it.",
               "A blank cell means that there was none."),
        PageBreak(), *words("Offences by year"), tables[0],
        PageBreak(), *words("Outcomes by year"), tables[1],
        PageBreak(), *words("Section 40(2): why it applies. Section 40 is an absolute exemption where disclosure would "
                            "breach the principles of data protection, and no test of the public interest is made."),
        PageBreak(), *words("You may ask for an internal review by writing to us within two months of this reply."),
        PageBreak(), *words("Yours faithfully,", "Invented Disclosure Officer"),
    ]  # fmt: skip
    folder.put(SALTMERE, "FOI 118-24 reply.pdf", letter("Saltmere Constabulary", "FOI 118/24", parts))


def make(root: Path) -> None:
    """Every reply file and `truth.csv` under `root`; the hashes in each reply.toml there follow."""
    assert date(2019, 4, 1) == FIRST
    folder, truth = Folder(root), Truth(("year", "offence", "outcome", "place"))
    for reply in (wexley, northmarch, eastmoor, saltmere):
        reply(folder, truth)
    (root / "truth.csv").write_text(truth.csv(), encoding="utf-8")
    folder.stamp()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
