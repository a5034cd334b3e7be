"""Officially recorded crimes by quarter, from `reference/recorded_crime_by_quarter.csv`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.exercise import Exercise
from forcefoi.schema import described
from forcefoi.sources.raw import Reading, one_of, read_raw, whole_number
from forcefoi.windows import parse_day

FILE = "reference/recorded_crime_by_quarter.csv"


class RecordedCrime(pa.DataFrameModel):
    """Crimes recorded by the police, all victims and all channels: one row a force, quarter and class."""

    force: Series[pd.StringDtype] = described("Slug of the force")
    quarter_start: Series[pa.DateTime] = described("First day of the quarter")
    quarter_end: Series[pa.DateTime] = described("Last day of the quarter")
    offence: Series[pd.StringDtype] = described("Home Office class")
    count: Series[pd.Int64Dtype] = described(
        "Crimes recorded; below nought where the Home Office took back earlier counts; "
        "empty where the class did not exist",
        nullable=True,
    )
    status: Series[pd.StringDtype] = described("Why the count is what it is", isin=("exact", "no such class"))
    row: Series[pd.Int64Dtype] = described(
        "Row of the raw table, as a spreadsheet counts it; the column is the class"
    )

    class Config:
        strict = True
        ordered = True
        unique = ["force", "quarter_start", "offence"]
        name = "recorded_crime"


def read_recorded_crime(root: Path, exercise: Exercise, forces: pd.DataFrame) -> pd.DataFrame:
    """Every force's recorded crimes of the exercise's classes, one row a force, quarter and class.

    Columns and dtypes of `RecordedCrime`; counts are crimes. A count below nought stays as it is: the
    Home Office took back earlier counts. An empty cell is `no such class`, and only before the class's
    first day. Source: Home Office police recorded crime open data tables.

    Raises DataError with every problem: an unknown force, a quarter that is none, an empty count, a
    class counted before it began, a row that stands there twice.

    >>> from forcefoi.exercise import read_exercise
    >>> from forcefoi.files import find_root
    >>> from forcefoi.sources.forces import read_forces
    >>> root = find_root()
    >>> recorded = read_recorded_crime(root, read_exercise(root), read_forces(root))
    >>> int(recorded["count"].min()), int(recorded["status"].eq("no such class").sum())
    (-2, 528)
    """
    raw = read_raw(root, FILE, ["force", "quarter_start", "quarter_end", *exercise.codes])
    reading = Reading(f"data/raw/{FILE}", raw)
    wide = pd.DataFrame(index=raw.index)
    wide["row"] = pd.array(list(raw.index), dtype="Int64")
    wide["force"] = pd.array(reading.cells("force", one_of("force", list(forces["force"]))), dtype="string")
    wide["quarter_start"] = reading.cells("quarter_start", parse_day)
    wide["quarter_end"] = reading.cells("quarter_end", parse_day)
    for code in exercise.codes:
        wide[code] = pd.array(reading.cells(code, _perhaps_count), dtype="Int64")
    _check_quarters(reading, wide)
    _check_classes(reading, wide, exercise)
    known = wide.dropna(subset=["force", "quarter_start"])
    for at in known.index[known.duplicated(["force", "quarter_start"])]:
        reading.refuse(
            at, "quarter_start", raw.at[at, "quarter_start"], "this force's quarter stands there twice"
        )
    reading.done()
    return RecordedCrime.validate(_lengthen(wide, exercise))


def _lengthen(wide: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    long = wide.melt(
        ["force", "quarter_start", "quarter_end", "row"],
        list(exercise.codes),
        var_name="offence",
        value_name="count",
    )
    for day in ("quarter_start", "quarter_end"):
        long[day] = pd.to_datetime(long[day]).astype("datetime64[ns]")
    long["count"] = long["count"].astype("Int64")
    long["status"] = long["count"].isna().map({True: "no such class", False: "exact"}).astype("string")
    order = pd.Categorical(long["offence"], exercise.codes)
    long["offence"] = long["offence"].astype("string")
    return (
        long.assign(order=order)
        .sort_values(["force", "quarter_start", "order"], kind="stable")
        .reset_index(drop=True)[list(RecordedCrime.to_schema().columns)]
    )


def _perhaps_count(cell: str) -> int | None:
    return whole_number(cell) if cell.strip() else None


def _check_quarters(reading: Reading, wide: pd.DataFrame) -> None:
    for at, start, end in wide[["quarter_start", "quarter_end"]].itertuples():
        if start is None or end is None or pd.isna(start) or pd.isna(end):
            continue
        if end < start:
            reading.refuse(
                at, "quarter_end", end.isoformat(), f"it lies before quarter_start {start.isoformat()}"
            )
        elif start.day != 1 or start.month not in (1, 4, 7, 10) or end != quarter_end(start):
            why = "not a quarter"
            allowed = "a first day of January, April, July or October, and the last day three months on"
            reading.refuse(
                at, "quarter_start", f"{start.isoformat()} to {end.isoformat()}", why, allowed=allowed
            )


def _check_classes(reading: Reading, wide: pd.DataFrame, exercise: Exercise) -> None:
    for offence in exercise.offences:
        counts, cells = wide[offence.code], reading.rows[offence.code]
        for at, end, count, cell in zip(wide.index, wide["quarter_end"], counts, cells, strict=True):
            before = offence.since is not None and not pd.isna(end) and end < offence.since
            if before and not pd.isna(count):
                reading.refuse(
                    at, offence.code, cell, f"the class did not exist before {offence.since}", allowed="empty"
                )
            elif not before and not cell.strip():
                why = "the count is empty, and an empty cell is not nought"
                reading.refuse(
                    at, offence.code, cell, why, allowed="a whole number", todo="look it up in the release"
                )


def quarter_end(start: date) -> date:
    """The last day of the quarter that begins on `start`.

    >>> quarter_end(date(2018, 10, 1)).isoformat()
    '2018-12-31'
    """
    month, year = (start.month + 3, start.year) if start.month < 10 else (1, start.year + 1)
    return date(year, month, 1) - timedelta(days=1)
