"""The disclosure test: do the numbers that are printed anywhere, taken together, give a suppressed count away?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from forcefoi.analysis.disclosure.audit import Exposure
from forcefoi.analysis.disclosure.audit_figures import tied
from forcefoi.analysis.disclosure.figures import is_suppressed
from forcefoi.analysis.disclosure.system import Cell, Sum
from forcefoi.exercise import Exercise
from forcefoi.number import Number

REST, PER_DAY = "~rest", "~per-day"
# How far a number that is worked out may be off by the way it is kept.
SLACK = 1e-6


@dataclass(frozen=True)
class Printed:
    """One number of crimes as it is printed somewhere: bounds of `of` added, less `without` added, which are the ids
    of figures. `where` says in which file it stands.
    """

    low: int
    high: int | None
    of: tuple[str, ...]
    without: tuple[str, ...] = ()
    where: str = ""


def given_away(
    printed: Iterable[Printed], figures: pd.DataFrame, exercise: Exercise, threshold: int
) -> tuple[Exposure, ...]:
    """The suppressed counts of which everything printed together tells more than their sources did.

    `figures` is the table of `Figures` as sources give it, before anything was withheld: it says which counts are
    suppressed, what they count, and what there is to add up; of the others nothing is known but what is printed.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> given_away([Printed(5207, 5207, ("kent-all-ko-1",))], t.figures, t.exercise, threshold=5)
    ()
    """
    bare = figures.copy()
    open_rows = ~bare.apply(is_suppressed, axis=1).astype(bool)
    bare.loc[open_rows, "low"] = 0
    bare.loc[open_rows, "high"] = pd.NA
    cells: dict[str, Cell] = {}
    sums: list[Sum] = []
    counted = set(figures["figure_id"])
    for place, each in enumerate(dict.fromkeys(printed)):
        if not {*each.of, *each.without} <= counted:
            continue
        name = f"printed {place}"
        cells[name] = Cell(name, each.low, each.high)
        # What is added is the printed number and what was taken away: both are parts of one whole.
        whole = f"sum {place}"
        cells[whole] = Cell(whole, 0, None, printed=False)
        sums += [Sum(whole, frozenset(each.of)), Sum(whole, frozenset({name, *each.without}))]
    return tied(bare, exercise, threshold, list(cells.values()), sums)[1].given_away


def printed_of(number: Number, days: Mapping[str, int], where: str = "") -> Printed | None:
    """What a number tells of the figures that it was worked out from; None where that is not known.

    Known are counts of figures, their sums, what parts leave of a whole, and counts a day. `days` is how many days
    the window of each figure has.

    >>> printed_of(Number("a~per-day", 0.5, 0.5, "crimes a day", "", "", ()), {"a": 8})
    Printed(low=4, high=4, of=('a',), without=(), where='')
    """
    name, _, kind = number.id.partition("~")
    of = tuple(name.split("+"))
    if not set(of) <= days.keys():
        return None
    if number.unit == "crimes" and not kind:
        return _made(number, 1, of, (), where)
    if number.unit == "crimes" and number.id == name + REST:
        parts = tuple(each.id for each in number.inputs if each.id not in of)
        return _made(number, 1, of, parts, where) if parts else None
    if number.unit == "crimes a day" and number.id == name + PER_DAY and len(of) == 1:
        return _made(number, days[name], of, (), where)
    return None


def _made(
    number: Number, times: int, of: tuple[str, ...], without: tuple[str, ...], where: str
) -> Printed | None:
    low = max(math.ceil(number.low * times - SLACK), 0)
    high = None if number.high is None else math.floor(number.high * times + SLACK)
    return Printed(low, high, of, without, where) if high is None or high >= low else None
