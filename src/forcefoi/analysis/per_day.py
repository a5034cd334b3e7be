"""How many crimes a day is a figure? The one measure on which windows of other lengths can stand side by side."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.worked import calculated, figure_numbers
from forcefoi.bounds import MOST, whole_number
from forcefoi.errors import ParseError
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.number import Number, between, inputs_of

DTYPES = {
    "force": "string",
    "figure": "string",
    "offences": "string",
    "window_label": "string",
    "days": "Int64",
    "part_year": "boolean",
    "inferred": "boolean",
    "low": "Int64",
    "high": "Int64",
    "per_day": "Float64",
    "per_day_low95": "Float64",
    "per_day_high95": "Float64",
}


def per_day(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """Each figure with female victims as crimes a day, with the exact 95% Poisson interval (Garwood).

    `figures` is a table of `Figures`. Columns: force, figure (id), offences (label), window_label, days,
    part_year (the window is shorter than the financial year it lies in), inferred, low/high (crimes), per_day,
    per_day_low95, per_day_high95 (crimes a day; empty for a count that is not exact, or a window that could be
    another), working, caveats.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "northumbria"]
    >>> rates = per_day(own, t.exercise).table
    >>> rates[["per_day", "per_day_low95", "per_day_high95"]].astype(float).round(2).iloc[-1].to_list()
    [4.6, 4.29, 4.93]
    """
    rows, found = [], []
    for _, row in settled(figures, exercise).iterrows():
        if row["victim_gender"] != "female":
            continue
        group, window, days = exercise.group(row["offences"]), window_of(row), int(row["days"])
        line = {
            "force": row["force"],
            "figure": row["figure_id"],
            "offences": group.label,
            "window_label": window.label(),
            "days": days,
            "part_year": window.is_part_year,
            "inferred": row["window_basis"] == "inferred",
            "low": row["low"],
            "high": row["high"],
            "numbers": per_day_numbers(row),
        }
        if row["other_windows"]:
            others = " or ".join(f"{w.days:,}" for w in caveats.other_windows(row))
            line["working"] = f"no rate: the window could be {days:,} days or {others}"
        elif row["status"] == "exact":
            low, high = poisson_interval(int(row["low"]))
            line |= {"per_day": row["low"] / days, "per_day_low95": low / days, "per_day_high95": high / days}
            line["working"] = f"{row['low']:,} ÷ {days:,} days"
        else:
            line["working"] = f"no rate: the count is not exact ({row['status']})"
        rows.append(line)
        found.append(
            [
                *caveats.part_year(row),
                *caveats.of_figure(row),
                *caveats.of_group(group),
                caveats.CHANCE,
                *caveats.shared(exercise),
            ]
        )
    return answer(rows, DTYPES, found)


def per_day_numbers(row: pd.Series) -> dict[str, Number]:
    """The numbers of one figure (a row of `Figures`) as crimes a day: `count`, `days` and, unless its window could be
    another one, `per_day`; of an exact count also the ends `per_day_low95` and `per_day_high95`.

    A count that is not exact has bounds for its rate.
    """
    numbers = figure_numbers(row)
    if row["other_windows"]:
        return numbers
    bounds, days, name = bounds_of(row), int(row["days"]), row["figure_id"]
    inputs = inputs_of(numbers["count"])
    most = "no upper bound" if bounds.high is None else f"{bounds.high:,} ÷ {days:,} days"
    rate = Number(
        f"{name}~per-day",
        bounds.low / days,
        None if bounds.high is None else bounds.high / days,
        "crimes a day",
        "Crimes recorded a day",
        between(f"{bounds.low:,} ÷ {days:,} days", most),
        inputs,
    )
    numbers["per_day"] = rate
    if row["status"] == "exact":
        method = (
            f"exact 95% interval (Garwood) for the mean of a Poisson count of {bounds.low:,}, ÷ {days:,} days"
        )
        for end, value in zip(("low", "high"), poisson_interval(bounds.low), strict=True):
            which = "Lower" if end == "low" else "Upper"
            numbers[f"per_day_{end}95"] = calculated(
                f"{name}~per-day-{end}95",
                value / days,
                "crimes a day",
                f"{which} end of the 95% interval of crimes a day",
                method,
                inputs,
            )
    return numbers


def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval for the mean of a Poisson count (Garwood): each tail holds half of what is left out.

    Its ends are quantiles of gamma distributions. Raises ParseError for what is no whole count, and for a level that
    is not between 0 and 1.

    >>> low, high = poisson_interval(815)
    >>> round(low, 1), round(high, 1)
    (760.0, 872.9)
    """
    # SciPy takes long to import, and most forces have no figures.
    from scipy.special import gammainccinv, gammaincinv

    count = whole_number(count, "count of crimes", 0, MOST)
    if not 0 < level < 1:
        raise ParseError(
            "level of an interval", level, "it leaves nothing in, or nothing out", "between 0 and 1"
        )
    tail = (1 - level) / 2
    return float(gammaincinv(count, tail)) if count else 0.0, float(gammainccinv(count + 1, tail))
