"""The page of replies: what each force sent, whether it is read, what it says, and where it contradicts itself.

Made straight from the processed tables, without a notebook: it is the whole report of an exercise of which only the
replies are read, and a list beside the reports of one that has them.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from forcefoi.files import MARK, is_plain, write_whole
from forcefoi.reports.help import STYLE, help_section
from forcefoi.reports.inside import styles
from forcefoi.sources.helplines import FILE as HELPLINES
from forcefoi.sources.helplines import read_helplines
from forcefoi.windows import value_label

PAGE = "reports/replies.html"
TEMPLATE = Path(__file__).parent / "template"
TABLES = ("replies", "reply_counts", "reply_checks", "reply_revisions")
# A table with more rows is summed up; the whole of it stands in the CSV file.
MOST_ROWS = 40
BEFORE = {"reply", "force", "table", "group", "measure", "unit", "role"}
AFTER = {"low", "high", "status", "text", "withheld", "locator"}
# What stands for a number that is withheld.
HIDDEN = "[c]"
Row = dict[str, str]


def write_replies(root: Path) -> bool:
    """Write `reports/replies.html` from the processed tables. Where no reply is filed it is taken away; of an exercise
    that has no other page, it says so.

    Gives whether it stands there now.
    """
    tables = {name: _read(root / f"data/processed/{name}.csv") for name in TABLES}
    path = root / PAGE
    if not tables["replies"] and not is_plain(root):
        path.unlink(missing_ok=True)
        return False
    exercise = tomllib.loads((root / MARK).read_text(encoding="utf-8-sig"))
    html = make_page(exercise, tables, _help(root), _names(root, exercise))
    if not (path.is_file() and path.read_text(encoding="utf-8") == html):
        write_whole(path, html)
    return True


def _read(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(root: Path, exercise: dict[str, Any]) -> dict[str, str]:
    if "bodies" in exercise:
        return {each["id"]: each["name"] for each in exercise["bodies"]}
    return {row["force"]: row["name"] for row in _read(root / "data/processed/forces.csv")}


def _help(root: Path) -> str:
    """Where to get help; an exercise that has no such list has no such section."""
    return help_section(read_helplines(root)) if (root / "data/raw" / HELPLINES).is_file() else ""


def make_page(
    exercise: dict[str, Any], tables: dict[str, list[Row]], help_html: str, names: dict[str, str]
) -> str:
    """The page: `exercise` as exercise.toml has it, `tables` as the processed CSV files have them, `names` what to
    print of each force.
    """
    import jinja2

    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATE), autoescape=True)
    replies = [_reply(row, tables) for row in tables["replies"]]
    return environment.get_template("replies.html.j2").render(
        css=styles(TEMPLATE / "page.css", STYLE),
        help=help_html,
        plain="bodies" in exercise,
        invented=bool(exercise.get("invented")),
        exercise=exercise["title"],
        names=names,
        question=exercise["question"],
        replies=replies,
        counts=bool(tables["reply_counts"]),
        read=sum(each["state"] == "read" for each in replies),
    )


def _reply(row: Row, tables: dict[str, list[Row]]) -> dict[str, Any]:
    own = [each for each in tables["reply_counts"] if each["reply"] == row["reply"]]
    checks = [each for each in tables["reply_checks"] if each["reply"] == row["reply"]]
    changed = [each for each in tables["reply_revisions"] if each["later"] == row["reply"]]
    hidden = _hidden_keys(own)
    by_table: dict[str, list[Row]] = {}
    for each in own:
        by_table.setdefault(each["table"], []).append(each)
    return {
        **row,
        "files": row["files"].split("|") if row["files"] else [],
        "held_back": row["held_back"] == "True",
        "tables": [_table(name, rows) for name, rows in by_table.items()],
        "agree": sum(each["status"] == "agrees" for each in checks),
        "within": sum(each["status"] == "within bounds" for each in checks),
        "apart": [each for each in checks if each["status"] == "can't be compared"],
        "accepted": [_check(each) for each in checks if each["status"] == "accepted"],
        "moved": [_moved(each, hidden) for each in changed if each["before_low"] and each["after_low"]],
        "new": sum(not each["before_low"] for each in changed),
        "gone": sum(not each["after_low"] for each in changed),
    }


def _table(name: str, rows: list[Row]) -> dict[str, Any]:
    """A table of counts: a column for each window where the counts have one, a row for all else that they are of."""
    first = rows[0]
    dimensions = [each for each in first if each not in BEFORE | AFTER]
    window = next(
        (each for each in dimensions if any("/" in row[each] and row[each][:4].isdigit() for row in rows)), ""
    )
    split = [each for each in dimensions if each != window and len({row[each] for row in rows}) > 1]
    fixed = [
        f"{each}: {value_label(first[each])}" for each in dimensions if each != window and each not in split
    ]
    columns = sorted({row[window] for row in rows}) if window else [""]
    cells: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in rows:
        key = tuple(row[each] for each in split)
        cells.setdefault(key, {}).setdefault(row[window] if window else "", []).append(row)
    lines = [
        {"labels": key or ("all",), "cells": [_cell(by.get(column, [])) for column in columns]}
        for key, by in cells.items()
    ]
    return {
        "name": name, "measure": first["measure"], "unit": first["unit"], "role": first["role"], "fixed": fixed,
        "heads": split or ["counted"], "columns": [value_label(each) if each else "count" for each in columns],
        "lines": lines[:MOST_ROWS], "left": max(len(lines) - MOST_ROWS, 0), "locator": first["locator"],
    }  # fmt: skip


def _cell(rows: Sequence[Row]) -> dict[str, str]:
    if not rows:
        return {"text": "–", "title": "the reply gives none"}
    low = sum(int(row["low"]) for row in rows)
    high = None if any(row["high"] == "" for row in rows) else sum(int(row["high"]) for row in rows)
    title = "; ".join(row["locator"] for row in rows[:3])
    if why := next((row["withheld"] for row in rows if row["withheld"]), ""):
        return {"text": HIDDEN, "title": why}
    if len(rows) == 1 and high is None and low == 0:
        return {"text": rows[0]["status"], "title": title}
    return {"text": _bounds(low, high), "title": title}


def _bounds(low: int, high: int | None) -> str:
    return f"at least {low:,}" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _exact(row: Row, low: str, high: str) -> str:
    """A number that is known; one that is known only in bounds is not printed beside others that could narrow it."""
    return _bounds(int(row[low]), int(row[low])) if row[low] and row[low] == row[high] else HIDDEN


def _check(row: Row) -> dict[str, str]:
    first, second = _exact(row, "first_low", "first_high"), _exact(row, "second_low", "second_high")
    if HIDDEN in (first, second):
        # A total that is known, beside the other cells that it adds, narrows the one that is not.
        first = second = HIDDEN
    return {**row, "first": first, "second": second}


def _hidden_keys(rows: Sequence[Row]) -> set[str]:
    """What the counts are of that no page may print, as `reply_revisions` names it."""
    return {
        "|".join(value for name, value in row.items() if name not in BEFORE | AFTER)
        for row in rows
        if row["withheld"]
    }


def _moved(row: Row, hidden: set[str]) -> dict[str, str]:
    told = ", ".join(value_label(each) for each in row["counted"].split("|"))
    before, after = _exact(row, "before_low", "before_high"), _exact(row, "after_low", "after_high")
    if HIDDEN in (before, after) or row["counted"] in hidden:
        before = after = HIDDEN
    return {"what": f"{row['measure']}, {told}", "before": before, "after": after, "claims": row["claims"]}
