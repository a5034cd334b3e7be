"""Which of the things that the numbers were made of are others now, and which of them one number hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from forcefoi.number import Input
from forcefoi.reports.manifest.made_of import MadeOf

ROWS = re.compile(r"\brows? (\d+)(?: to (\d+))?")
ROW_OF = re.compile(r"\bthe row of ([^\s,;]+)")
FEW = 3


@dataclass(frozen=True)
class Row:
    """A row of a raw table, as a spreadsheet counts (the header is row 1; 0 for one that is gone); its first cell."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"row {self.number} ({self.name})" if self.number else f"a row that is gone ({self.name})"


@dataclass
class Changed:
    """What is not as it was: `raw` is file → the rows that changed, none where the file is no table of ours, or where
    it is new or gone; `code`, `parameters`: names; `lock`; `python`: then and now, or ''.
    """

    raw: dict[str, list[Row]] = field(default_factory=dict)
    code: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    lock: bool = False
    python: str = ""

    def named(self) -> list[str]:
        """Each of them in words, the raw files first."""
        found = [_file(name, rows) for name, rows in self.raw.items()]
        if self.code:
            found.append(f"code: {_some(self.code)}")
        if self.parameters:
            found.append(f"parameters: {_some(self.parameters)}")
        if self.lock:
            found.append("requirements.lock")
        if self.python:
            found.append(f"Python: {self.python}")
        return found


def changed_inputs(then: MadeOf, now: MadeOf) -> Changed:
    """What changed between two makings."""
    raw = {name: _rows(then.rows.get(name), now.rows.get(name)) for name in _differ(then.raw, now.raw)}
    return Changed(
        raw=raw,
        code=_differ(then.code, now.code),
        parameters=_differ(then.parameters, now.parameters),
        lock=then.lock != now.lock,
        python=f"{then.python}, now {now.python}" if then.python != now.python else "",
    )


def hangs_on(inputs: Iterable[Input], changed: Changed) -> list[str]:
    """Those of the changed raw rows that a number was worked out from, in words; none where none is known to be.

    >>> one = Input("kent-1", "nine crimes", "A paper, 1 May 2018: https://example.org/1")
    >>> hangs_on([one], Changed(raw={"data/raw/published_figures.csv": [Row(7, "kent-1"), Row(9, "psni-1")]}))
    ['data/raw/published_figures.csv, row 7 (kent-1)']
    """
    given = list(inputs)
    found = {}
    for name, rows in changed.raw.items():
        hit = [row for row in rows if any(_stands_in(each, name, row) for each in given)]
        if hit:
            found[name] = hit
    return [_file(name, rows) for name, rows in found.items()]


def _stands_in(given: Input, name: str, row: Row) -> bool:
    if given.id == row.name:
        return True
    for part in given.where.split("; "):
        if name not in part:
            continue
        spans = [(int(first), int(last or first)) for first, last in ROWS.findall(part)]
        named = ROW_OF.findall(part)
        if any(first <= row.number <= last for first, last in spans) or row.name in named:
            return True
        if not (spans or named):
            return True
    return False


def _differ(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def _rows(then: list[str] | None, now: list[str] | None) -> list[Row]:
    if then is None or now is None:
        return []
    found = []
    for how, first, last, start, end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        found += [Row(number + 2, _name(now[number])) for number in range(start, end)]
        # Where fewer rows came than went, some are gone; by their names, since they have no place any more.
        kept = {_name(each) for each in now[start:end]}
        found += [Row(0, _name(each)) for each in then[first:last] if _name(each) not in kept]
    return found


def _name(row: str) -> str:
    return row.partition(" ")[2]


def _file(name: str, rows: list[Row]) -> str:
    return f"{name}, {_some(list(map(str, rows)))}" if rows else name


def _some(names: list[str]) -> str:
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
