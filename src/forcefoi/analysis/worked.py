"""The numbers of a table's rows: what each was worked out from, and how, so that it opens wherever it is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pandas as pd

from forcefoi.bounds import Bounds
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.figures import input_of, number_of, window_of
from forcefoi.files import MARK
from forcefoi.number import Input, Number
from forcefoi.windows import Window, long_date

RECORDED = "reference/recorded_crime_by_quarter.csv"
# Entries of exercise.toml that `source` speaks for; the others are rules that this project chose, or notes of its own.
OF_THE_REQUEST = ("asked", "replied")
OURS = "set by this project"
RESIDENTS = "reference/population.csv"


def numbers_of(row: pd.Series) -> dict[str, Number]:
    """The numbers of one row of an analysis, by the name of the column, or of what it is, that each stands for.

    A table keeps them as text in its column `numbers`. Each knows its formula and its inputs. Raises ForcefoiError
    for a row without that column, which no analysis made.

    >>> from forcefoi.analysis import changes
    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = changes(t.figures[t.figures["force"] == "northumbria"], t.exercise).table.iloc[0]
    >>> numbers_of(own)["ratio"].formula
    '(815 ÷ 177 days) ÷ (2,569 ÷ 365 days)'
    """
    if "numbers" not in row:
        have = ", ".join(map(str, row.index))
        raise ForcefoiError(
            f"this row has no column `numbers` (it has {have})\n  to do:    give a row of a table of `analysis`"
        )
    return {name: Number.from_json(plain) for name, plain in json.loads(row["numbers"]).items()}


def kept(numbers: Mapping[str, Number]) -> str:
    """Numbers as the text that a table's column `numbers` holds."""
    return json.dumps({name: number.to_json() for name, number in numbers.items()}, ensure_ascii=False)


def days_of(row: pd.Series) -> Number:
    """How many days the window of a figure (a row of `Figures`) has."""
    window = window_of(row)
    formula = f"{long_date(window.start)} to {long_date(window.end)}, both days included"
    days = int(row["days"])
    return Number(
        f"{row['figure_id']}~days", days, days, "days", "Days in the window", formula, (input_of(row),)
    )


def calendar_days(window: Window) -> Number:
    """How many days a window has that no figure stands for."""
    between = f"{long_date(window.start)} to {long_date(window.end)}"
    return Number(
        f"days~{window.start}~{window.end}",
        window.days,
        window.days,
        "days",
        "Days in this span",
        f"{between}, both days included",
        (Input(f"days:{window.start}:{window.end}", between, "the calendar"),),
    )


def figure_numbers(row: pd.Series, name: str = "") -> dict[str, Number]:
    """A figure's count and days; as `<name>_count` and `<name>_days` where a row has several figures."""
    start = f"{name}_" if name else ""
    return {f"{start}count": number_of(row), f"{start}days": days_of(row)}


def calculated(
    name: str, value: float | Bounds, unit: str, what: str, formula: str, inputs: Iterable[Input]
) -> Number:
    """A number that was worked out: `value` is it, or its bounds."""
    low, high = (value.low, value.high) if isinstance(value, Bounds) else (value, value)
    return Number(
        name, _plain(low), None if high is None else _plain(high), unit, what, formula, tuple(inputs)
    )


def _plain(value: float) -> float:
    """A Python number for one of NumPy's, which JSON doesn't know."""
    return int(value) if float(value).is_integer() else float(value)


def fact(exercise: Exercise, name: str, value: int, unit: str, what: str) -> Number:
    """A number that stands in exercise.toml as the entry `name`: what is known of the request itself has its source,
    and the rest is this project's own.
    """
    stands = f"{MARK}, entry {name}; {exercise.source if name in OF_THE_REQUEST else OURS}"
    entry = Input(f"exercise:{name}", f"{name} = {value}", stands)
    safe = "".join(c if c.isalnum() or c in "._-" else "-" for c in name).strip("-._")
    return Number(f"exercise~{safe}", value, value, unit, what, "as entered", (entry,))


def official_place(exercise: Exercise, file: str, cells: str) -> str:
    """Where cells of an official table stand: file, rows and columns, publisher and release, address."""
    found = [f"; {o.publisher}, {o.release}: {o.url}" for o in exercise.official if o.file == file]
    return f"data/raw/{file}, {cells}{''.join(found[:1])}"


def residents_number(force: str, column: str, count: int, exercise: Exercise) -> Number:
    """Residents of a force's area, from a column of population.csv such as `persons_2017`."""
    kind, _, year = column.rpartition("_")
    who = "Women and girls" if kind.startswith("women") else "Residents"
    cells = f"the row of {force}, column {column}"
    stands = Input(
        f"{RESIDENTS}:{force}:{column}",
        f"{count:,} {who.lower()}, mid-{year}, {force}",
        official_place(exercise, RESIDENTS, cells),
    )
    what = f"{who} of the police force area, mid-{year}"
    return Number(f"{force}~{column}", int(count), int(count), "people", what, "as published", (stands,))


def spans(rows: Iterable[int]) -> str:
    """Rows in words, those that follow each other as one span.

    >>> spans([4, 2, 3, 9])
    '2 to 4 and 9'
    """
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return " and ".join(f"{a} to {b}" if a < b else f"{a}" for a, b in found)
