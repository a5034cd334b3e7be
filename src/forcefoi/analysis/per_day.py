"""How many crimes a day is a figure? The one measure on which windows of other lengths can stand side by side."""

from __future__ import annotations

import pandas as pd
from statsmodels.stats.rates import confint_poisson

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.exercise import Exercise
from forcefoi.figures import window_of

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

    >>> from statsmodels.stats.rates import confint_poisson
    >>> low, high = confint_poisson(815, 177, method="exact-c", alpha=0.05)
    >>> f"{815 / 177:.2f} ({low:.2f} to {high:.2f})"
    '4.60 (4.29 to 4.93)'
    """
    rows, found = [], []
    for _, row in settled(figures).iterrows():
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
        }
        if row["other_windows"]:
            others = " or ".join(f"{w.days:,}" for w in caveats.other_windows(row))
            line["working"] = f"no rate: the window could be {days:,} days or {others}"
        elif row["status"] == "exact":
            low, high = confint_poisson(int(row["low"]), days, method="exact-c", alpha=0.05)
            line |= {"per_day": row["low"] / days, "per_day_low95": low, "per_day_high95": high}
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
