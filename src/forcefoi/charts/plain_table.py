"""A table with its values instead of their print: whole precision, ISO days, marks for what is missing; as JSON."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from forcefoi.charts.cells import is_bool, is_missing, is_printed, mark_of, text_of
from forcefoi.number import Number
from forcefoi.shorthand import BESIDE, Missing, marks_beside
from forcefoi.told import Sentence, Told

NO_MARK = "none"  # no cell is empty
Cell = str | int | float | dict[str, str]


def plain_table(
    table: pd.DataFrame, caption: str, missing: Mapping[str, Missing], name: str = ""
) -> dict[str, Any]:
    """`name`, `caption`, `headings`, `rows` and `marks` (mark → what it means) of a table, as plain values.

    A cell is a number in whole precision, whatever the page rounds it to; text; `{"day": "2018-03-31"}`, with
    the time where it has one; or `{"mark": "[x]"}` where it is missing. A mark beside a number, such as `[e]`,
    stands in a column of its own after it, so that the number is one. A heading says the unit of its column where
    the numbers in it have one and it does not stand there yet. `name` is that of the chart it belongs to.

    >>> frame = pd.DataFrame({"Day": pd.to_datetime(["2018-03-31"]), "Rate": [1 / 3], "Left": [None]})
    >>> plain_table(frame, "A caption", {})["rows"]
    [[{'day': '2018-03-31'}, 0.3333333333333333, {'mark': '[x]'}]]
    """
    columns = [str(column) for column in table.columns]
    marked = [any(_beside(value)[1] for value in table.iloc[:, place]) for place in range(len(columns))]
    marks: dict[str, list[str]] = {}
    rows = []
    for values in table.itertuples(index=False, name=None):
        row: list[Cell] = []
        for column, given, has_marks in zip(columns, values, marked, strict=True):
            value, beside = _beside(given)
            if is_missing(value):
                mark = mark_of(value, missing.get(column))
                if mark.means not in (known := marks.setdefault(mark.mark, [])):
                    known.append(mark.means)
                row.append({"mark": mark.mark})
            else:
                row.append(plain_cell(value))
            if has_marks:
                row.append(beside or NO_MARK)
        rows.append(row)
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    explained = {mark: "; or ".join(means) for mark, means in marks.items()}
    headings = []
    for place, column in enumerate(columns):
        held = [_beside(value)[0] for value in table.iloc[:, place]]
        headings += [_heading(column, held), *([f"Shorthand for {column}"] if marked[place] else [])]
    return {
        "name": name,
        "caption": caption,
        "headings": headings,
        "rows": rows,
        "marks": explained | marks_beside(texts),
    }


def plain_cell(value: object) -> Cell:
    """A value that is there, as a file holds it.

    >>> exact = Number("a", 7.038356, 7.038356, "crimes a day", "", "", ())
    >>> plain_cell(Told("7.04", exact)), plain_cell(Told("at least 7.04", exact)), plain_cell(True)
    (7.038356, 'at least 7.04', 'Yes')
    """
    number = _number_of(value)
    if number is not None and number.low == number.high and agrees(str(value), number.low):
        return _plain_number(number.low)
    if is_bool(value):
        return text_of(value)
    if isinstance(value, numbers.Real) and math.isfinite(value):
        return int(value) if isinstance(value, numbers.Integral) else float(value)
    if isinstance(value, datetime):
        whole = (value.hour, value.minute, value.second) == (0, 0, 0)
        return {"day": value.date().isoformat() if whole else value.isoformat(sep=" ", timespec="minutes")}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    # A plain `str`: a sentence is one with parts, which don't belong in a file.
    return str.__str__(value) if isinstance(value, str) else text_of(value)


def agrees(text: str, value: float) -> bool:
    """Whether a printed number is this value, rounded to the digits it is printed with: else the print is kept, since
    another scale or another number would be wrong and look right.

    >>> agrees("−68.3%", -68.2756), agrees("2,569", 2569), agrees("0.68", 68.2756)
    (True, True, False)
    """
    digits = text.replace("−", "-").replace(",", "").rstrip("%").rstrip(".")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", digits):
        return False
    decimals = len(digits.partition(".")[2])
    return abs(float(digits) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9) + 1e-9


def _number_of(value: object) -> Number | None:
    """The number that a cell is, where it is one and nothing beside it."""
    if not is_printed(value):
        return None
    if isinstance(value, Told):
        return value.number
    pieces = value.pieces if isinstance(value, Sentence) else ()
    return pieces[0].number if len(pieces) == 1 and isinstance(pieces[0], Told) else None


def _plain_number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _beside(value: object) -> tuple[object, str]:
    """A number and the mark beside it, where a cell is these two and nothing else; else the cell, and no mark.

    >>> number = Number("a", 17.2579, 17.2579, "%", "", "", ())
    >>> _beside(Sentence([Told("17.3%", number), " [e]"])) == (Told("17.3%", number), "[e]")
    True
    """
    pieces = value.pieces if isinstance(value, Sentence) else ()
    if len(pieces) == 2 and isinstance(pieces[0], Told) and isinstance(pieces[1], str):
        mark = pieces[1].strip()
        if mark in BESIDE and is_printed(pieces[0]):
            return pieces[0], mark
    return value, ""


def _heading(column: str, values: Iterable[object]) -> str:
    """The heading of a column, with the unit of its numbers.

    >>> _heading("95% from", [Told("6.8", Number("a", 6.8, 6.8, "crimes a day", "", "", ()))])
    '95% from (crimes a day)'
    """
    units = {number.unit for value in values if (number := _number_of(value)) is not None}
    unit = units.pop() if len(units) == 1 else ""
    # "Per 1,000 residents" says "for each 1,000" already.
    said = unit.casefold() in column.casefold() or any(
        word in column for word in unit.split() if any(letter.isdigit() for letter in word)
    )
    return f"{column} ({unit})" if unit and not said else column
