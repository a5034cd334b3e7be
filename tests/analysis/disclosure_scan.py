"""What a built project prints of its figures: in pages, in their numbers as data, in tables and workbooks, in tables
of `data/processed/`. Each count that can be told to be a figure's, or a sum of figures, is a `Printed`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd

from forcefoi.analysis.disclosure import Printed, printed_of
from forcefoi.clean import GENDERS
from forcefoi.exercise import Exercise
from forcefoi.forces import AGGREGATE
from forcefoi.number import Number
from forcefoi.panels import target
from forcefoi.windows import Window
from forcefoi.wording.numbers import victims
from forcefoi.wording.tables import UK

# A count as pages and files write it: "at least 1,220", "62,500 to 67,500", "about 65,000 (taken as 62,500 to 67,500)".
COUNT = (
    r"(?:about [\d,]+ \(taken as )?(?:(?P<least>at least) )?(?P<low>\d[\d,]*)(?: to (?P<high>\d[\d,]*))?\)?"
)
# A figure as what was worked out from it names it, wherever that stands.
INPUT = re.compile(COUNT + r" crimes recorded: [^\n]*?\(figure (?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)\)")
PANEL = re.compile(r'<div popover id="(?P<id>n-[^"]+)" class="working"><p><b>(?P<title>.*?)</b>', re.DOTALL)
VALUE = re.compile(r": " + COUNT + r" crimes$")
# The headings of counts; a file says the unit behind it.
TABLE_COUNT = re.compile(r"(?:Count|Crimes recorded|Crimes)(?: \(.*\)|, crimes)?")
# What stands behind the offences in a table's cell; female victims are not named there.
GENDER_OF = {victims(gender): gender for gender in GENDERS}
CELL = re.compile(COUNT + r"(?:, rounded)?")


def scan(root: Path, figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> list[Printed]:
    """Every count of a figure that stands in `reports/` or `data/processed/` of the project at `root`.

    `figures` (a table of `Figures`) and `forces` say which figures there are, and what forces are called.
    """
    days = dict(zip(figures["figure_id"], figures["days"].astype(int), strict=True))
    names = _rows_by_name(figures, forces, exercise)
    found: list[Printed] = []
    numbers: dict[str, Number] = {}
    for path in _files(root, ".provenance.json"):
        for plain in json.loads(path.read_text(encoding="utf-8"))["numbers"]:
            number = Number.from_json(plain)
            numbers[number.id] = number
            if printed := printed_of(number, days, _name(root, path)):
                found.append(printed)
    for path in _files(root, ".html", ".json", ".csv", ".svg"):
        text = path.read_text(encoding="utf-8-sig")
        found += _inputs(unescape(text), days, _name(root, path))
        if path.suffix == ".html":
            found += _panels(text, days, numbers, _name(root, path))
        if path.suffix == ".csv":
            found += _table(list(csv.reader(io.StringIO(text))), names, days, root, path)
    for path in _files(root, ".xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            rows = [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]
            found += _inputs("\n".join(cell for row in rows for cell in row), days, _name(root, path))
            found += _table(rows, names, days, root, path)
    return list(dict.fromkeys(found))


def _files(root: Path, *ends: str) -> list[Path]:
    folders = [root / "reports", root / "data/processed"]
    return sorted(
        path for each in folders for path in each.rglob("*") if path.is_file() and path.name.endswith(ends)
    )


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _read(found: re.Match[str]) -> tuple[int, int | None]:
    low = int(found["low"].replace(",", ""))
    if found["least"]:
        return low, None
    return low, int(found["high"].replace(",", "")) if found["high"] else low


def _inputs(text: str, days: dict[str, int], where: str) -> Iterator[Printed]:
    for found in INPUT.finditer(text):
        if found["id"] in days:
            yield Printed(*_read(found), (found["id"],), (), where)


def _panels(html: str, days: dict[str, int], numbers: dict[str, Number], where: str) -> Iterator[Printed]:
    """The first line of each panel of a page, of which the id is that of a figure or of a number known as data."""
    plain = {name: Number(name, 0, 0, "crimes", "", "", ()) for name in days}
    by_target = {target(number): number for number in (*numbers.values(), *plain.values())}
    for panel in PANEL.finditer(html):
        number, value = by_target.get(panel["id"]), VALUE.search(unescape(panel["title"]))
        if number is None or value is None:
            continue
        low, high = _read(value)
        read = Number(number.id, low, high, "crimes", "", "", number.inputs)
        if printed := printed_of(read, days, where):
            yield printed


def _rows_by_name(
    figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise
) -> dict[tuple[str, str, str, str], list[str]]:
    """The figures by what a table for people calls them: force, offences, gender, window."""
    names = dict(zip(forces["force"], forces["name"], strict=True))
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for _, row in figures.iterrows():
        window = Window(row["window_start"].date(), row["window_end"].date()).label()
        label = exercise.group(row["offences"]).label
        called = {row["force"], names.get(row["force"], row["force"])}
        for force in {*called, UK} if row["force"] == AGGREGATE else called:
            found.setdefault((force, label, row["victim_gender"], window), []).append(row["figure_id"])
    return found


def _table(
    rows: list[list[str]],
    names: dict[tuple[str, str, str, str], list[str]],
    days: dict[str, int],
    root: Path,
    path: Path,
) -> Iterator[Printed]:
    """Counts in a table: by the id of the figure where it has such a column, or by what the row is called."""
    head, where = None, _name(root, path)
    for row in rows:
        if {"figure_id", "low", "high"} <= set(row) or {"Offences", "Window"} <= set(row):
            head = row
        elif head is not None:
            cells = dict(zip(head, row, strict=False))
            for of, bounds in _row(cells, names, path):
                if of in days:
                    yield Printed(*bounds, (of,), (), where)


def _row(
    cells: dict[str, str], names: dict[tuple[str, str, str, str], list[str]], path: Path
) -> Iterator[tuple[str, tuple[int, int | None]]]:
    if "figure_id" in cells:
        if cells["low"]:
            yield cells["figure_id"], (int(cells["low"]), int(cells["high"]) if cells["high"] else None)
        return
    count = next((cell for name, cell in cells.items() if cell and TABLE_COUNT.fullmatch(name)), "")
    read = CELL.fullmatch(count)
    if read is None:
        return
    offences, _, whose = cells["Offences"].partition(", ")
    gender = cells.get("Victim’s gender") or GENDER_OF.get(whose, "female")
    window = cells["Window"].removesuffix(", inferred")
    of = names.get((cells.get("Force", path.parent.name), offences, gender, window), [])
    # Where several sources print one kind of count, the row does not say whose this is; it tells the same of them all.
    if of:
        yield of[0], _read(read)
