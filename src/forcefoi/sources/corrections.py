"""Corrections of published figures, from `corrections.toml`: what a cell was, what it is, who says so and when.

The raw table is never edited. A correction is applied to its cell before anything is parsed, so that what it says
is held to the same rules as what was received.
"""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.errors import DataError, Problem, nearest
from forcefoi.schema import described
from forcefoi.sources.raw import Reading
from forcefoi.windows import long_date

FILE = "corrections.toml"
SHOWN = f"data/raw/{FILE}"
KEYS = ("figure", "column", "old", "new", "evidence", "on")
ID = "id"
TO_DO = "data/raw/README.md says what an entry holds"


class Corrections(pa.DataFrameModel):
    """Cells of published figures that were corrected, in the order in which they are applied."""

    figure_id: Series[pd.StringDtype] = described("The figure, a row of `figures`")
    force: Series[pd.StringDtype] = described(
        "Slug of the figure's force, or `uk` for an aggregate of forces"
    )
    column: Series[pd.StringDtype] = described("Column of `published_figures.csv` that was corrected")
    old: Series[pd.StringDtype] = described("What stood there")
    new: Series[pd.StringDtype] = described("What stands there now")
    evidence: Series[pd.StringDtype] = described("Who says so, when and where")
    on: Series[pa.DateTime] = described("Day on which it was corrected")

    class Config:
        strict = True
        ordered = True
        unique = ["figure_id", "column", "old", "on"]
        name = "corrections"


@dataclass(frozen=True)
class Correction:
    """One entry of `corrections.toml`. `number` counts the entries from 1."""

    number: int
    figure: str
    column: str
    old: str
    new: str
    evidence: str
    on: date

    def told(self) -> str:
        """The correction as a place where a figure stands tells it."""
        return f"on {long_date(self.on)}: {self.column} “{self.old}” is “{self.new}”, by {self.evidence} ({SHOWN})"

    @property
    def place(self) -> str:
        """Which entry it is, as an error names it."""
        return f"{SHOWN}, correction {self.number}"


@dataclass
class CorrectedReading(Reading):
    """A raw table with its corrections applied: a problem of a corrected row says which corrections it had."""

    rows: pd.DataFrame
    corrections: tuple[Correction, ...] = ()

    def cell(self, at: Hashable, column: str) -> Any:
        """What stands in one cell, after its corrections."""
        return self.rows.loc[[at], column].iloc[0]

    def refuse(self, at: Hashable, column: str, value: object, why: Any, **rest: str) -> None:
        """As `Reading.refuse`, with what to do about the corrections of that row."""
        if changed := corrected_by(self.corrections, [_plain(self.cell(at, ID))]):
            todo = rest.get("todo", "correct the row, or its correction")
            rest = {**rest, "todo": f"{todo} ({changed})"}
        super().refuse(at, column, value, why, **rest)


def corrected_by(corrections: Iterable[Correction], figures: Iterable[str]) -> str:
    """Which corrections some figures had, for an error about them; '' where they had none."""
    names = set(figures)
    own = [f"{c.place}: {c.column} {c.old!r} → {c.new!r}" for c in corrections if c.figure in names]
    return f"corrected by {'; '.join(own)}" if own else ""


def read_corrections(root: Path, today: date | None = None) -> tuple[Correction, ...]:
    """The corrections of the project at `root`, in the order they stand in `data/raw/corrections.toml`.

    `today` is the day after which no correction can have been made: the day it is, unless a test gives another.

    Raises DataError with every problem: no such file, not TOML, an entry with a key missing or too many, a value of
    another kind, an empty evidence, an old value that is the new one, a day in the future.

    >>> from forcefoi.files import find_root
    >>> isinstance(read_corrections(find_root()), tuple)
    True
    """
    try:
        raw = tomllib.loads((root / "data" / "raw" / FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        todo = "put it back; a file with comments alone says that nothing was corrected"
        raise DataError([Problem(SHOWN, "the file is missing", todo=todo)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(SHOWN, f"this is not TOML: {error}", todo=TO_DO)]) from error
    entries = raw.pop("corrections", [])
    problems = [
        Problem(SHOWN, "there is no such entry", value=name, allowed="[[corrections]]", todo=TO_DO)
        for name in raw
    ]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DataError([*problems, Problem(SHOWN, "an entry begins with [[corrections]]", todo=TO_DO)])
    for number, entry in enumerate(entries, start=1):
        problems += _problems_of(number, entry, today or date.today())
    if problems:
        raise DataError(problems)
    return tuple(Correction(number, **_texts(entry)) for number, entry in enumerate(entries, start=1))


def _texts(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value.strip() if isinstance(value, str) else value for key, value in entry.items()}


def _problems_of(number: int, entry: dict[str, Any], today: date) -> list[Problem]:
    place = f"{SHOWN}, correction {number}"
    missing = [key for key in KEYS if key not in entry]
    unknown = [key for key in entry if key not in KEYS]
    found = [
        Problem(place, f"the key '{key}' is missing", allowed=", ".join(KEYS), todo=TO_DO) for key in missing
    ]
    for key in unknown:
        near = nearest(key, missing or KEYS)
        found.append(
            Problem(
                place, "there is no such key", value=key, allowed=", ".join(KEYS), nearest=near, todo=TO_DO
            )
        )
    for key in set(KEYS[:-1]) & entry.keys():
        if not isinstance(entry[key], str):
            why = f"'{key}' must be text in quotes, as it stands in the table"
            found.append(Problem(place, why, value=entry[key], todo=TO_DO))
        elif key in ("figure", "column", "evidence") and not entry[key].strip():
            found.append(Problem(place, f"'{key}' is empty", todo=_filled(key)))
    day = entry.get("on")
    # A day with a time is a day to Python too, and not what is asked for.
    if "on" in entry and (not isinstance(day, date) or isinstance(day, datetime)):
        found.append(Problem(place, "'on' must be a day without quotes", value=day, allowed="2026-11-24"))
    elif isinstance(day, date) and day > today:
        why = f"'on' is a day in the future (today is {today.isoformat()})"
        found.append(Problem(place, why, value=day.isoformat(), todo="give the day it was corrected on"))
    old, new = entry.get("old"), entry.get("new")
    if isinstance(old, str) and isinstance(new, str) and old.strip() == new.strip():
        found.append(Problem(place, "'old' and 'new' are the same: nothing is corrected", value=old))
    return sorted(found, key=lambda problem: problem.why)


def _filled(key: str) -> str:
    return "say who says so, when and where" if key == "evidence" else "name it as the table does"


def correct(rows: pd.DataFrame, file: str, corrections: tuple[Correction, ...]) -> pd.DataFrame:
    """The rows of the raw table with each correction applied, in order; `rows` as `read_raw` gives them.

    Cells are compared without spaces at their ends, and otherwise to the letter. One cell may be corrected again: the
    later correction's old value is then the earlier one's new value, and its day is not before it.

    Raises DataError with every problem: an unknown figure or column (with the nearest), an id that stands there
    twice, an old value that is not what stands there, a correction that stands there twice.
    """
    places: dict[str, list[int]] = {}
    for at, cell in zip(rows.index, rows[ID], strict=True):
        places.setdefault(_plain(cell), []).append(at)
    out, problems = rows.copy(), []
    before: dict[tuple[str, str], Correction] = {}
    seen: set[tuple[str, str, str, date]] = set()
    for c in corrections:
        if problem := _no_such_cell(c, places, list(rows.columns), file):
            problems.append(problem)
            continue
        (at,) = places[c.figure]
        if (c.figure, c.column, c.old, c.on) in seen:
            problems.append(Problem(c.place, "the same correction stands there twice", value=c.old))
            continue
        seen.add((c.figure, c.column, c.old, c.on))
        earlier = before.get((c.figure, c.column))
        before[(c.figure, c.column)] = c
        if problem := _not_as_said(c, earlier, _plain(out.at[at, c.column]), f"{file}, row {at}"):
            problems.append(problem)
            continue
        out.at[at, c.column] = c.new
    if problems:
        raise DataError(problems)
    return out


def _no_such_cell(
    c: Correction, places: dict[str, list[int]], columns: list[str], file: str
) -> Problem | None:
    allowed = [name for name in columns if name != ID]
    if c.figure not in places:
        return Problem(
            c.place,
            f"no figure of {file} has this id",
            column="figure",
            value=c.figure,
            nearest=nearest(c.figure, places),
            todo="name a figure that is there, or take the correction out",
        )
    if c.column not in allowed:
        why = "an id never changes" if c.column == ID else f"{file} has no such column"
        return Problem(
            c.place,
            why,
            column="column",
            value=c.column,
            allowed=", ".join(allowed),
            nearest=nearest(c.column, allowed),
        )
    if len(places[c.figure]) > 1:
        rows = " and ".join(str(at) for at in places[c.figure])
        return Problem(
            c.place,
            f"this id stands in rows {rows} of {file}",
            column="figure",
            value=c.figure,
            todo="give each row an id of its own",
        )
    return None


def _not_as_said(c: Correction, earlier: Correction | None, cell: str, where: str) -> Problem | None:
    if earlier and c.on < earlier.on:
        why = f"it was made before correction {earlier.number} of the same cell ({earlier.on.isoformat()})"
        todo = "put the corrections of one cell in the order of their days"
        return Problem(c.place, why, column="on", value=c.on.isoformat(), todo=todo)
    if cell == c.old:
        return None
    if earlier:
        return Problem(
            c.place,
            f"correction {earlier.number} has corrected the same cell, to {earlier.new!r}",
            column="old",
            value=c.old,
            allowed=f"{earlier.new!r}, when the cell is corrected again",
            todo="take one of the two out, or make this one follow the other",
        )
    return Problem(
        c.place,
        f"the old value is not what stands in {where}, column '{c.column}': {cell!r}",
        column="old",
        value=c.old,
        allowed=repr(cell),
        todo="look the figure up: if the table was put right, take the correction out; else give the value it has",
    )


def _plain(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell).strip()


def corrections_table(corrections: tuple[Correction, ...], figures: pd.DataFrame) -> pd.DataFrame:
    """The corrections as a table, columns of `Corrections`; `figures` is a table of `Figures` they are applied to."""
    force = figures.set_index("figure_id")["force"]
    rows = [
        (c.figure, force[c.figure], c.column, c.old, c.new, c.evidence, pd.Timestamp(c.on))
        for c in corrections
    ]
    columns = Corrections.to_schema().columns
    table = pd.DataFrame(rows, columns=list(columns))
    return Corrections.validate(table.astype({name: str(column.dtype) for name, column in columns.items()}))
