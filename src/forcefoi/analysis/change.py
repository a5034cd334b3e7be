"""What changed between two windows? As counts, and as crimes a day, which is what can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.worked import calculated, figure_numbers
from forcefoi.bounds import MOST, MOST_DAYS, whole_number
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.number import Number, inputs_of

DTYPES = {
    "force": "string",
    "offences": "string",
    "victim_gender": "string",
    "before": "string",
    "after": "string",
    "before_window": "string",
    "after_window": "string",
    "before_days": "Int64",
    "after_days": "Int64",
    "before_count": "Int64",
    "after_count": "Int64",
    "change_percent": "Float64",
    "before_per_day": "Float64",
    "after_per_day": "Float64",
    "ratio": "Float64",
    "ratio_low": "Float64",
    "ratio_high": "Float64",
    "direction": "string",
}
LEVEL = 0.95


@dataclass(frozen=True)
class RateRatio:
    """How many times as many crimes a day, with the exact 95% interval. None = can't be said."""

    ratio: float | None
    low: float | None
    high: float | None

    @property
    def direction(self) -> str:
        """`rose` or `fell` only when the interval leaves no change out."""
        if self.low is not None and self.low > 1:
            return "rose"
        if self.high is not None and self.high < 1:
            return "fell"
        return "no clear change" if self.low is not None else "can't be said"


def rate_ratio(before: int, before_days: int, after: int, after_days: int) -> RateRatio:
    """The ratio of crimes a day (after ÷ before), with its exact 95% interval.

    Given their sum, the later of two Poisson counts is binomial; the interval is Clopper and Pearson's for
    its share, turned into a ratio. Two counts of nought say nothing; a first count of nought has no ratio
    and no upper bound. Days are whole and above nought. Counts are crimes; source: Clopper and Pearson (1934).

    Raises ParseError for what is no whole number: a count from 0, days from 1. A text is read by `parse_count` first.

    >>> r = rate_ratio(2569, 365, 815, 177)
    >>> round(r.ratio, 3), round(r.low, 3), round(r.high, 3), r.direction
    (0.654, 0.604, 0.708, 'fell')
    """
    before, after = (
        whole_number(each, f"count of crimes ({name})", 0, MOST)
        for each, name in ((before, "before"), (after, "after"))
    )
    before_days, after_days = (
        whole_number(each, f"number of days ({name})", 1, MOST_DAYS)
        for each, name in ((before_days, "before_days"), (after_days, "after_days"))
    )
    if before + after == 0:
        return RateRatio(None, None, None)
    # The ends are quantiles of beta distributions. SciPy takes long to import, and most forces have no figures.
    from scipy.special import betaincinv

    low = float(betaincinv(after, before + 1, (1 - LEVEL) / 2)) if after else 0.0
    high = float(betaincinv(after + 1, before, (1 + LEVEL) / 2)) if before else 1.0
    scale = before_days / after_days
    return RateRatio(
        ratio=after / before * scale if before else None,
        low=low / (1 - low) * scale,
        high=high / (1 - high) * scale if high < 1 else None,
    )


def change(before: pd.Series, after: pd.Series, exercise: Exercise) -> Answer:
    """The change between two figures (rows of `Figures`) of one force, one group of offences, one gender.

    One row: counts, days, `change_percent` of the count, crimes a day, `ratio` of crimes a day with its
    exact 95% interval (`ratio_low`, `ratio_high`), `direction` (rose, fell, no clear change, can't be said).
    A count that is not exact, or a window that could be another, leaves ratio and interval empty.

    Raises ForcefoiError for figures that are not of one kind, or whose windows overlap or stand in the wrong order.
    """
    for name in ("force", "offences", "victim_gender"):
        if before[name] != after[name]:
            raise ForcefoiError(
                f"{before['figure_id']} and {after['figure_id']} can't be compared: "
                f"{name} is {before[name]!r} and {after[name]!r}"
            )
    first, second = window_of(before), window_of(after)
    if first.end >= second.start:
        raise ForcefoiError(
            f"{before['figure_id']} ({first.label()}) does not end before "
            f"{after['figure_id']} ({second.label()}) begins"
        )
    return answer([_row(before, after)], DTYPES, [_caveats(before, after, exercise)])


def changes(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """Every change that a table of `Figures` allows.

    Each window stands against the next one of the same force, offences and gender. Columns as `change`.
    A window that holds another one is left out: a total is no neighbour of its parts.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "kent"]
    >>> changes(own, t.exercise).table["ratio"].round(3).to_list()
    [1.382]
    """
    rows, found = [], []
    for _, same in settled(figures, exercise).groupby(["force", "offences", "victim_gender"], sort=False):
        for before, after in pairwise(_apart(same)):
            # Windows that share days share crimes: nothing can be said of a change between them.
            if window_of(before).overlaps(window_of(after)):
                continue
            rows.append(_row(before, after))
            found.append(_caveats(before, after, exercise))
    return answer(rows, DTYPES, found)


def _apart(same: pd.DataFrame) -> list[pd.Series]:
    """The rows whose windows hold no other row's window, in order of time."""
    rows = [row for _, row in same.sort_values(["window_start", "window_end"]).iterrows()]
    return [
        row
        for row in rows
        if not any(
            other is not row and window_of(row).overlaps(window_of(other)) and row["days"] > other["days"]
            for other in rows
        )
    ]


def _row(before: pd.Series, after: pd.Series) -> dict[str, object]:
    b, a = bounds_of(before), bounds_of(after)
    row: dict[str, object] = {
        "force": before["force"],
        "offences": before["offences"],
        "victim_gender": before["victim_gender"],
        "before": before["figure_id"],
        "after": after["figure_id"],
        "before_window": window_of(before).label(),
        "after_window": window_of(after).label(),
        "before_days": before["days"],
        "after_days": after["days"],
        "numbers": change_numbers(before, after),
    }
    if why := _why_not(before, after):
        return {
            **row,
            "direction": "can't be said",
            "working": f"{b} in {before['days']:,} days, {a} in {after['days']:,} days: no ratio, because {why}",
        }
    if not b.low:
        working = "no ratio, because the first count is none"
    else:
        working = f"({a.low:,} ÷ {after['days']:,} days) ÷ ({b.low:,} ÷ {before['days']:,} days)"
    ratio = rate_ratio(b.low, int(before["days"]), a.low, int(after["days"]))
    return {
        **row,
        "before_count": b.low,
        "after_count": a.low,
        "change_percent": (a.low - b.low) / b.low * 100 if b.low else None,
        "before_per_day": b.low / before["days"],
        "after_per_day": a.low / after["days"],
        "ratio": ratio.ratio,
        "ratio_low": ratio.low,
        "ratio_high": ratio.high,
        "direction": ratio.direction,
        "working": working,
    }


def change_numbers(before: pd.Series, after: pd.Series) -> dict[str, Number]:
    """The numbers of a change between two figures (rows of `Figures`), by the column that each stands for.

    Always `before_count`, `before_days`, `after_count`, `after_days`. Where the two can be compared also
    `before_per_day`, `after_per_day` and, where the first count is not nought, `change_percent`, `ratio` and
    `rate_percent` (the change by the day), and the ends `ratio_low` and `ratio_high` that the interval has.
    """
    numbers = figure_numbers(before, "before") | figure_numbers(after, "after")
    if _why_not(before, after):
        return numbers
    b, a, b_days, a_days = (
        int(numbers[name].low) for name in ("before_count", "after_count", "before_days", "after_days")
    )
    inputs = inputs_of(numbers["before_count"], numbers["after_count"])
    pair = f"{before['figure_id']}~{after['figure_id']}"
    for which, row, count, days in (("before", before, b, b_days), ("after", after, a, a_days)):
        numbers[f"{which}_per_day"] = calculated(
            f"{row['figure_id']}~per-day",
            count / days,
            "crimes a day",
            "Crimes recorded a day",
            f"{count:,} ÷ {days:,} days",
            inputs_of(numbers[f"{which}_count"]),
        )
    ratio = rate_ratio(b, b_days, a, a_days)
    method = (
        "exact 95% interval for the ratio of two Poisson rates (Clopper and Pearson’s for the later count’s share), "
        f"from {b:,} in {b_days:,} days and {a:,} in {a_days:,} days"
    )
    rates = f"({a:,} ÷ {a_days:,} days) ÷ ({b:,} ÷ {b_days:,} days)"
    derived: list[tuple[str, float | None, str, str, str]] = [
        (
            "change_percent",
            (a - b) / b * 100 if b else None,
            "%",
            "Change of the count",
            f"({a:,} − {b:,}) ÷ {b:,} × 100",
        ),
        (
            "rate_percent",
            None if ratio.ratio is None else (ratio.ratio - 1) * 100,
            "%",
            "Change of crimes a day",
            f"({rates} − 1) × 100",
        ),
        ("ratio", ratio.ratio, "times", "Rate ratio: how many times as many crimes a day", rates),
        ("ratio_low", ratio.low, "times", "Lower end of the 95% interval of the rate ratio", method),
        ("ratio_high", ratio.high, "times", "Upper end of the 95% interval of the rate ratio", method),
    ]
    for name, value, unit, what, formula in derived:
        if value is not None:
            short = name.replace("_", "-")
            numbers[name] = calculated(f"{pair}~{short}", value, unit, what, formula, inputs)
    return numbers


def _why_not(before: pd.Series, after: pd.Series) -> str:
    """Why two figures give no ratio, or nothing."""
    if not (bounds_of(before).is_exact and bounds_of(after).is_exact):
        return "a count is not exact"
    if before["other_windows"] or after["other_windows"]:
        return "a window could be another one"
    return ""


def _caveats(before: pd.Series, after: pd.Series, exercise: Exercise) -> list[Caveat]:
    first, second = window_of(before), window_of(after)
    group = exercise.group(before["offences"])
    return [
        *caveats.part_year(before),
        *caveats.part_year(after),
        *caveats.unlike_windows(before, after),
        *caveats.of_breaks(exercise.breaks_between(first, second, group.surely, group.most), before["force"]),
        *caveats.of_gap(first, second),
        *caveats.of_figure(before),
        *caveats.of_figure(after),
        *caveats.of_group(group),
        *caveats.of_sources([before, after]),
        caveats.CHANCE,
        *caveats.shared(exercise),
    ]
