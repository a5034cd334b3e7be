"""Figures that newspapers printed from the replies, from `published_figures.csv`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.clean import (
    STATUSES,
    WITH_COUNT,
    WITHOUT_COUNT,
    match_force,
    match_offence,
    parse_count,
    parse_gender,
    rounded_bounds,
)
from forcefoi.clean.each import array_of
from forcefoi.errors import ParseError
from forcefoi.exercise import Exercise
from forcefoi.figures import CORRECTED, WINDOW_BASES, Figures
from forcefoi.forces import AGGREGATE
from forcefoi.schema import described
from forcefoi.sources.corrections import CorrectedReading, Correction, correct, read_corrections
from forcefoi.sources.raw import filled, one_of, read_raw
from forcefoi.windows import Window, long_date, parse_day

FILE = "published_figures.csv"
COUNTS = "a whole number, as 1,234; <5; or an empty cell and a qualifier that says why there is none"
LONGEST_ADDRESS = 2000
COLUMNS = (
    "id",
    "force",
    "offences",
    "victim_gender",
    "window_start",
    "window_end",
    "window_as_published",
    "window_dates",
    "count",
    "qualifier",
    "unit_as_published",
    "publisher",
    "published",
    "url",
    "note",
)


class Sources(pa.DataFrameModel):
    """Where figures stand: one row a page or file."""

    source_id: Series[pd.StringDtype] = described("Name of the source; the same tomorrow", unique=True)
    publisher: Series[pd.StringDtype] = described("Who published it")
    published: Series[pa.DateTime] = described("Day of publication; empty = not seen", nullable=True)
    url: Series[pd.StringDtype] = described("Address")

    class Config:
        strict = True
        ordered = True
        name = "sources"


def read_published(root: Path, exercise: Exercise, forces: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The published figures, and the sources they stand in: columns of `Figures` and of `Sources`.

    Counts are crimes recorded, whatever the source called them (`unit_as_published`). A `rounded` count
    has the bounds of the coarsest unit it can have been rounded to. A status without a count (refused,
    no reply …) has low 0 and no high.

    Raises DataError with every problem: an unknown force, offence or gender, a window that ends before
    it begins, a day of publication before the window ends or in the future, a window in the future, a count that is
    none, one key twice in one source, windows of one source that overlap in part.
    The corrections of `corrections.toml` are applied to the cells before they are read; see `sources.corrections`.

    >>> from forcefoi.exercise import read_exercise
    >>> from forcefoi.files import find_root
    >>> from forcefoi.sources.forces import read_forces
    >>> root = find_root()
    >>> figures, sources = read_published(root, read_exercise(root), read_forces(root))
    >>> len(figures), len(sources)
    (22, 8)
    """
    file, corrections = f"data/raw/{FILE}", read_corrections(root)
    raw = correct(read_raw(root, FILE, COLUMNS), file, corrections)
    reading = CorrectedReading(file, raw, corrections=corrections)
    frame = _parse_cells(reading, exercise, forces)
    _parse_windows(reading, frame)
    _parse_counts(reading, frame)
    reading.done()
    _check_days(reading, frame, _newest_day(root, corrections))
    _check_keys(reading, frame)
    _check_classes(reading, frame, exercise)
    reading.done()
    other = {o.figure: o.windows for o in exercise.other_windows}
    frame["other_windows"] = [
        "|".join(f"{w.start}/{w.end}" for w in other.get(figure, ())) for figure in frame["figure_id"]
    ]
    frame["other_windows"] = frame["other_windows"].astype("string")
    frame["locator"] = pd.array(
        [
            _corrected(*row, corrections)
            for row in zip(frame["figure_id"], frame["locator"], frame["url"], strict=True)
        ],
        dtype="string",
    )
    figures = frame[list(Figures.to_schema().columns)].reset_index(drop=True)
    return Figures.validate(figures), _sources(frame)


def _corrected(figure: str, locator: str, url: str, corrections: Sequence[Correction]) -> str:
    """The place of a figure, with what we corrected in it before the address."""
    told = "".join(f"{CORRECTED} {c.told()}" for c in corrections if c.figure == figure)
    return f"{locator.removesuffix(f': {url}')}{told}: {url}"


def _parse_cells(reading: CorrectedReading, exercise: Exercise, forces: pd.DataFrame) -> pd.DataFrame:
    parsers = {
        "figure_id": ("id", _figure_id),
        "force": ("force", lambda cell: _force(cell, forces)),
        "offences": ("offences", lambda cell: _offences(cell, exercise)),
        "victim_gender": ("victim_gender", parse_gender),
        "window_as_published": ("window_as_published", filled("window")),
        "window_basis": ("window_dates", one_of("window basis", WINDOW_BASES)),
        "qualifier": ("qualifier", one_of("status", STATUSES)),
        "unit_as_published": ("unit_as_published", filled("unit")),
        "publisher": ("publisher", filled("publisher")),
        "url": ("url", _address),
        "note": ("note", str.strip),
    }
    frame = pd.DataFrame(index=reading.rows.index)
    for name, (column, parse) in parsers.items():
        frame[name] = pd.array(reading.cells(column, parse), dtype="string")
    frame["published"] = reading.cells("published", lambda cell: parse_day(cell) if cell.strip() else None)
    frame["source_id"] = pd.array(
        [
            None if pd.isna(p) or pd.isna(u) else source_id(p, u)
            for p, u in zip(frame["publisher"], frame["url"], strict=True)
        ],
        dtype="string",
    )
    frame["locator"] = pd.array(
        [
            None if pd.isna(p) or pd.isna(u) else printed_at(p, day, u)
            for p, day, u in zip(frame["publisher"], frame["published"], frame["url"], strict=True)
        ],
        dtype="string",
    )
    for at in frame.index[frame["figure_id"].duplicated() & frame["figure_id"].notna()]:
        reading.refuse(
            at, "id", frame.at[at, "figure_id"], "this id stands there twice", todo="give it one of its own"
        )
    return frame


def _offences(cell: str, exercise: Exercise) -> str:
    try:
        return match_offence(cell, exercise.offence_names())
    except ParseError as error:
        allowed = error.allowed or ", ".join(exercise.offence_names())
        raise ParseError(error.wanted, cell, error.why, allowed, error.nearest) from None


def _figure_id(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", cell.strip()):
        allowed = "letters, digits, full stops, hyphens and underscores"
        raise ParseError("figure id", cell, "it is empty, or holds a space or another character", allowed)
    return cell.strip()


def _force(cell: str, forces: pd.DataFrame) -> str:
    if cell.strip().casefold() == AGGREGATE:
        return AGGREGATE
    try:
        return match_force(cell, forces)
    except ParseError as error:
        allowed = error.allowed or ", ".join([*forces["force"], AGGREGATE])
        raise ParseError(error.wanted, cell, error.why, allowed, error.nearest) from None


def _address(cell: str) -> str:
    if len(cell) > LONGEST_ADDRESS:
        why = f"it has {len(cell):,} characters, more than any browser takes"
        raise ParseError("web address", cell, why, f"at most {LONGEST_ADDRESS:,} characters")
    if not re.fullmatch(r"https?://[^\s<>\"']+", cell.strip()):
        raise ParseError("web address", cell, "it has no http:// or https://, or holds a space or quote")
    return cell.strip()


def source_id(publisher: str, url: str) -> str:
    """A name for a source that stays the same: the publisher's, and six characters made from the address.

    >>> source_id("The Mail (Cumbria)", "https://example.org/1")
    'the-mail-cumbria-a42646'
    """
    # Short, however long the name; and never beginning with a hyphen, which a spreadsheet would take for a formula.
    slug = re.sub(r"[^a-z0-9]+", "-", publisher.casefold()).strip("-")[:40].rstrip("-") or "source"
    return f"{slug}-{hashlib.sha256(same_page(url).encode()).hexdigest()[:6]}"


def printed_at(publisher: str, published: date | None, url: str) -> str:
    """Where a printed figure stands, in one line: by whom, when, at which address.

    >>> printed_at("Shields Gazette", date(2018, 12, 21), "https://example.org/1")
    'Shields Gazette, 21 December 2018: https://example.org/1'
    """
    when = "date of the page not seen" if pd.isna(published) else long_date(published)
    return f"{publisher}, {when}: {url}"


def same_page(url: str) -> str:
    """An address without what makes no other page of it: the scheme, `www.`, the case of the host, a / at the end.

    >>> same_page("HTTP://www.Example.org/A/") == same_page("https://example.org/A")
    True
    """
    host, slash, path = re.sub(r"(?i)^https?://(www\.)?", "", url.strip()).partition("/")
    return (host.casefold() + slash + path).rstrip("/")


def _parse_windows(reading: CorrectedReading, frame: pd.DataFrame) -> None:
    starts, ends = reading.cells("window_start", parse_day), reading.cells("window_end", parse_day)
    days: list[int | None] = []
    for at, start, end in zip(frame.index, starts, ends, strict=True):
        days.append(None)
        if start is None or end is None:
            continue
        try:
            days[-1] = Window(start, end).days
        except ParseError as error:
            reading.refuse(at, "window_end", reading.cell(at, "window_end"), error)
    frame["window_start"] = pd.to_datetime(pd.Series(starts, frame.index)).astype("datetime64[ns]")
    frame["window_end"] = pd.to_datetime(pd.Series(ends, frame.index)).astype("datetime64[ns]")
    frame["days"] = pd.array(days, dtype="Int64")


def _check_days(reading: CorrectedReading, frame: pd.DataFrame, newest: date | None) -> None:
    """What had not happened yet can't have been counted: not when it was printed; and where the day of the page was
    not seen, not when somebody last worked on this folder: what is built must not hang on the day it is built on.
    """
    for at, end, published in zip(frame.index, frame["window_end"].dt.date, frame["published"], strict=True):
        if not pd.isna(published) and published < end:
            why = f"it was printed before the window that it counts ends ({end})"
            allowed = f"{end} or a later day; empty where it was not seen"
            todo = "correct published, or window_end"
            reading.refuse(at, "published", reading.cell(at, "published"), why, allowed=allowed, todo=todo)
        elif not pd.isna(published) and published > date.today():
            why, allowed = (
                "nothing can have been printed then: it is in the future",
                "today or an earlier day",
            )
            reading.refuse(at, "published", reading.cell(at, "published"), why, allowed=allowed)
        elif pd.isna(published) and newest is not None and end > newest:
            why = "it ends after every other day that data/raw knows, and it is not said when it was printed"
            allowed = f"{newest} or an earlier day; or a later one, with the day of the page in published"
            reading.refuse(at, "window_end", reading.cell(at, "window_end"), why, allowed=allowed)


def _newest_day(root: Path, corrections: Sequence[Correction]) -> date | None:
    """The newest day on which somebody corrected a cell or accepted a verdict; None where nobody has."""
    try:
        entries = tomllib.loads((root / "data/raw/claims.toml").read_text(encoding="utf-8-sig"))["accepted"]
        days = [each["on"] for each in entries]
    except (OSError, ValueError, LookupError, TypeError):
        days = []  # There are none, or what is wrong with them is told by `sources.claims`.
    return max((each for each in [*days, *(c.on for c in corrections)] if type(each) is date), default=None)


def _parse_counts(reading: CorrectedReading, frame: pd.DataFrame) -> None:
    found: list[tuple[int | None, int | None, str | None]] = []
    for at, cell, qualifier in zip(frame.index, reading.rows["count"], frame["qualifier"], strict=True):
        try:
            found.append((None, None, None) if pd.isna(qualifier) else read_count(cell, qualifier))
        except ParseError as error:
            # What a caller may tell parse_count is no help to somebody who edits a table.
            reading.refuse(
                at, "count", cell, f"not a count: {error.why}", allowed=COUNTS, nearest=error.nearest
            )
            found.append((None, None, None))
    for column, dtype, position in (("low", "Int64", 0), ("high", "Int64", 1), ("status", "string", 2)):
        frame[column] = array_of([row[position] for row in found], dtype)


def read_count(cell: str, qualifier: str) -> tuple[int, int | None, str]:
    """The least, the most, and the status that a count and its qualifier stand for together.

    Raises ParseError where they contradict each other, and where the count is none.

    >>> read_count("64,492", "exact")
    (64492, 64492, 'exact')
    >>> read_count("1,220", "at least")
    (1220, None, 'at least')
    """
    if qualifier in WITHOUT_COUNT:
        if cell.strip():
            raise ParseError(
                "count", cell, f"the qualifier is '{qualifier}', which has none", "an empty cell"
            )
        return 0, None, qualifier
    count = parse_count(cell)
    if count.status == "exact":
        if qualifier == "exact":
            return count.low, count.low, "exact"
        if qualifier == "at least":
            return count.low, None, "at least"
        if qualifier == "rounded":
            return *rounded_bounds(count.low), "rounded"
    if count.status == qualifier:
        return count.low, count.high, qualifier
    raise ParseError("count", cell, f"it reads as '{count.status}', the qualifier is '{qualifier}'")


def _check_keys(reading: CorrectedReading, frame: pd.DataFrame) -> None:
    """One key twice in one source is a duplicate; windows of one source that overlap in part can't both be right.

    A window inside another is no fault: a total and its part are printed together.
    """
    _check_sources(reading, frame)
    for _, same in frame.groupby(["force", "offences", "victim_gender", "source_id"], sort=False):
        columns = (same.index, same["window_start"], same["window_end"], same["low"])
        rows = [
            (at, Window(start.date(), end.date()), low) for at, start, end, low in zip(*columns, strict=True)
        ]
        for position, (at, window, low) in enumerate(rows):
            for before, earlier, other_low in rows[:position]:
                if window == earlier:
                    same_count = low == other_low
                    which = "the same figure" if same_count else "another count of the same figure"
                    why = f"{which} of the same source stands in row {before}"
                    _refuse_window(reading, frame, at, why, "keep one of the two")
                elif window.overlaps(earlier) and not (window.contains(earlier) or earlier.contains(window)):
                    why = f"the window overlaps the one in row {before} ({earlier.label()}) in part"
                    _refuse_window(reading, frame, at, why, "correct the dates of one of the two")


def _check_classes(reading: CorrectedReading, frame: pd.DataFrame, exercise: Exercise) -> None:
    """A class can't have been counted before it was one: the figure must be of another class or another time."""
    since = {offence.code: offence.since for offence in exercise.offences}
    for at, row in frame.iterrows():
        days = [since[code] for code in exercise.group(row["offences"]).surely]
        known = [day for day in days if day is not None]
        first = min(known) if len(known) == len(days) else None
        if first and row["window_end"].date() < first and row["status"] in WITH_COUNT:
            why = f"this class was not recorded on its own before {first}"
            allowed = "another offence or window; or an empty count and the qualifier 'no such class'"
            reading.refuse(at, "offences", reading.cell(at, "offences"), why, allowed=allowed)


def _check_sources(reading: CorrectedReading, frame: pd.DataFrame) -> None:
    """One page has one publisher and one day; under two names it would seem to corroborate itself."""
    for _, same in frame.groupby(frame["url"].map(same_page), sort=False):
        for column in ("publisher", "published"):
            values = same[column].dropna().unique()
            for at, value in same[column].items():
                if len(values) > 1 and not pd.isna(value) and value != values[0]:
                    why = f"another row gives the same address as {values[0]}"
                    reading.refuse(
                        at,
                        column,
                        reading.cell(at, column),
                        why,
                        todo="give it one, or correct the address",
                    )


def _refuse_window(reading: CorrectedReading, frame: pd.DataFrame, at: int, why: str, todo: str) -> None:
    row = frame.loc[at]
    start: date = row["window_start"].date()
    value = (
        f"{row['force']}, {row['offences']}, {row['victim_gender']}, {start} to {row['window_end'].date()}"
    )
    reading.refuse(at, "window_start", value, why, todo=todo)


def _sources(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["source_id", "publisher", "published", "url"]].copy()
    table["published"] = pd.to_datetime(table["published"]).astype("datetime64[ns]")
    # One page may stand in several rows, with its day of publication in some of them only.
    table = table.sort_values(["source_id", "published"]).drop_duplicates("source_id").reset_index(drop=True)
    return Sources.validate(table)
