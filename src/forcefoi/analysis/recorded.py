"""How many crimes of given classes were officially recorded in a window?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from forcefoi.analysis.worked import RECORDED, calculated, official_place, spans
from forcefoi.bounds import UnknownCount
from forcefoi.exercise import Exercise
from forcefoi.number import Input, Number
from forcefoi.windows import Window


@dataclass(frozen=True)
class Recorded:
    """Crimes recorded in a window. `estimated` when quarters had to be scaled by days to fit it; `rows` are those of
    the raw table that they stand in.
    """

    count: float
    estimated: bool
    working: str
    rows: tuple[int, ...]


def recorded_in(recorded: pd.DataFrame, force: str, codes: tuple[str, ...], window: Window) -> Recorded:
    """The crimes of `codes` that `force` recorded in `window`; `recorded` is a table of `RecordedCrime`.

    Quarters are all there is. Where a financial year of the window is not made of whole quarters, the
    quarters it touches are scaled by days, and the answer is marked estimated. A class that did not
    exist adds nothing. Raises UnknownCount where a quarter of the window is not in the table.

    >>> frame = pd.DataFrame({"force": "kent", "offence": "8Q", "count": pd.array([100, 83], "Int64"), "row": [2, 3],
    ...     "quarter_start": pd.to_datetime(["2018-04-01", "2018-07-01"]),
    ...     "quarter_end": pd.to_datetime(["2018-06-30", "2018-09-30"])})
    >>> recorded_in(frame, "kent", ("8Q",), Window(date(2018, 4, 1), date(2018, 9, 24))).count
    177.0
    """
    rows = recorded[(recorded["force"] == force) & recorded["offence"].isin(codes)]
    parts = [_part(rows, part) for part in window.parts()]
    return Recorded(
        count=sum(part.count for part in parts),
        estimated=any(part.estimated for part in parts),
        working=" + ".join(part.working for part in parts),
        rows=tuple(sorted({row for part in parts for row in part.rows})),
    )


def recorded_number(
    found: Recorded, force: str, codes: tuple[str, ...], window: Window, exercise: Exercise
) -> Number:
    """The crimes that `recorded_in` found as a number: one input, which names the file's rows and columns."""
    ordered = [code for code in exercise.codes if code in codes]
    what = f"Crimes recorded, all victims and all channels, {' + '.join(ordered)}, {window.label()}"
    cells = f"rows {spans(found.rows)}, columns {', '.join(ordered)}"
    whole = len(window.parts()) == 1 and not found.estimated
    formula = "the sum of these cells" if whole else found.working.replace("/", " ÷ ")
    name = f"{force}~recorded~{'+'.join(ordered)}~{window.start}~{window.end}"
    stands = Input(
        f"{RECORDED}:{cells}",
        f"{force}: {len(found.rows):,} quarters of {len(ordered)} class{'es' * (len(ordered) != 1)}, added up",
        official_place(exercise, RECORDED, cells),
    )
    return calculated(name, found.count, "crimes", what, formula, [stands])


def _part(rows: pd.DataFrame, window: Window) -> Recorded:
    touched = _touched(rows, window)
    quarters, wanted = touched["quarter_start"].nunique(), _wanted(window)
    if quarters != wanted:
        raise UnknownCount(_missing(quarters, wanted, window))
    total = int(touched["count"].sum())
    places = tuple(int(row) for row in sorted(touched["row"].unique()))
    covered = Window(touched["quarter_start"].min().date(), touched["quarter_end"].max().date())
    if covered == window:
        return Recorded(total, False, f"{total:,}", places)
    scaled = total * window.days / covered.days
    return Recorded(scaled, True, f"{total:,} × {window.days}/{covered.days} days", places)


def _touched(rows: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The rows whose quarters share a day with the window."""
    start, end = pd.Timestamp(window.start), pd.Timestamp(window.end)
    return rows[(rows["quarter_start"] <= end) & (rows["quarter_end"] >= start)]


def _wanted(window: Window) -> int:
    """How many quarters a window touches."""
    return len(pd.period_range(window.start, window.end, freq="Q"))


def quarter_numbers(
    recorded: pd.DataFrame, force: str, windows: Sequence[Window], exercise: Exercise
) -> dict[str, Number]:
    """Of the first part of these windows that the table does not cover: how many quarters it has (`quarters`) and how
    many that part touches (`wanted`).
    """
    own = recorded[recorded["force"] == force]
    for part in (part for window in windows for part in window.parts()):
        quarters, wanted = _touched(own, part)["quarter_start"].nunique(), _wanted(part)
        if quarters == wanted:
            continue
        stands = Input(
            f"{RECORDED}:{force}",
            f"Quarters of {force} that touch {part.label()}",
            official_place(exercise, RECORDED, f"the rows of {force}"),
        )
        name = f"{force}~quarters~{part.start}~{part.end}"
        return {
            "quarters": calculated(
                name, quarters, "quarters", "Quarters in the table", "the number of these rows", [stands]
            ),
            "wanted": calculated(
                f"{name}~wanted",
                wanted,
                "quarters",
                f"Quarters of {part.label()}",
                "the number of quarters of the calendar that the window touches",
                [stands],
            ),
        }
    return {}


def _missing(quarters: int, wanted: int, window: Window) -> str:
    if wanted == 1:
        return f"the recorded-crime table does not have the quarter of {window.label()}"
    have = "none" if not quarters else f"{quarters}"
    return f"the recorded-crime table has {have} of the {wanted} quarters of {window.label()}"


def financial_years(recorded: pd.DataFrame) -> list[Window]:
    """The financial years of which the table has all four quarters of some force."""
    starts = recorded["quarter_start"].drop_duplicates().sort_values()
    years = sorted({s.year - (s.month < 4) for s in starts})
    have = {s.date() for s in starts}
    return [
        Window.financial_year(y)
        for y in years
        if {date(y, 4, 1), date(y, 7, 1), date(y, 10, 1), date(y + 1, 1, 1)} <= have
    ]


def all_forces(recorded: pd.DataFrame) -> pd.DataFrame:
    """The recorded crimes of all forces in the table together, of the quarters that every one of them has.

    Columns: quarter_start, quarter_end, offence, count (crimes; empty where the class did not exist). A quarter
    that one force lacks is left out whole: a sum over fewer forces would look like a fall.
    """
    forces = recorded["force"].nunique()
    have = recorded.groupby("quarter_start")["force"].nunique()
    whole = recorded[recorded["quarter_start"].isin(have.index[have == forces])]
    keys = ["quarter_start", "quarter_end", "offence"]
    return whole.groupby(keys, sort=False)["count"].sum(min_count=1).reset_index()
