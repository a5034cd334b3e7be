"""Replies of many rows: opened and counted against pandas merely loading them, and cleaned by Dask against pandas."""

from __future__ import annotations

import csv
import datetime
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.measure import timed

Results = dict[str, Any]
HEAD = ("number", "date", "offence", "gender", "outcome")
FORMATS = ("csv", "xlsx")
# Which way of each pair is held against the other.
LOADING, CLEANING = ("ours", "pandas"), ("dask", "whole")
PROJECT = Path(__file__).parents[1]


def replies(folder: Path, rows: int, cleaned: int, rounds: int, tell: Callable[[str], None]) -> Results:
    """In turn, so that a machine that is slower for a while is slower for all; each time in a process of its own."""
    seen: Results = {"rows": rows, "cleaned_rows": cleaned}
    for ending in FORMATS:
        path = folder / f"crimes.{ending}"
        make(path, rows)
        seen[ending] = _in_turn(LOADING, str(path), rounds)
        tell(f"{rows:,} rows as {ending}: {_seconds(seen[ending])}")
        path.unlink()
    seen["cleaning"] = _in_turn(CLEANING, str(cleaned), 1)
    tell(f"{cleaned:,} rows cleaned: {_seconds(seen['cleaning'])}")
    return seen


def _in_turn(ways: tuple[str, str], what: str, rounds: int) -> dict[str, list[Results]]:
    seen: dict[str, list[Results]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            took = timed([sys.executable, "-m", "benchmarks.replies_once", way, what], PROJECT)
            seen[way].append(json.loads(took.said.splitlines()[-1]))
    # Compared, and not kept: they are as long as the table has different rows.
    answers = {json.dumps(each.pop("answer")) for runs in seen.values() for each in runs}
    if len(answers) != 1:
        raise RuntimeError(f"{' and '.join(ways)} give different answers: {' and '.join(answers)}")
    return seen


def _seconds(seen: dict[str, list[Results]]) -> str:
    return ", ".join(f"{way} {min(each['seconds'] for each in runs):.2f} s" for way, runs in seen.items())


def make(path: Path, rows: int) -> None:
    """A reply with one row a crime, none of which happened."""
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            writer.writerows((number, f"{day:%d/%m/%Y}", *words) for number, day, *words in crimes(rows))
        return
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        sheet = book.add_worksheet("Crimes")
        look = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEAD)
        for row, (number, day, *words) in enumerate(crimes(rows), 1):
            sheet.write_number(row, 0, number)
            sheet.write_datetime(row, 1, day, look)
            for column, word in enumerate(words, 2):
                sheet.write_string(row, column, word)


def crimes(rows: int) -> Iterator[tuple[int, datetime.date, str, str, str]]:
    """Made-up crimes, the same at every run."""
    chosen = random.Random(5)
    first = datetime.date(2018, 4, 1)
    for number in range(1, rows + 1):
        yield (
            number,
            first + datetime.timedelta(days=chosen.randrange(2000)),
            f"Offence {chosen.randrange(30)} of Anytown",
            chosen.choice(("Female", "Male", "Unknown")),
            f"Type {(kind := chosen.randrange(1, 23))} - outcome {kind}",
        )
