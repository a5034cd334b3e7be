"""Is one year the highest? A whole and its parts can show it, even where the other years were not printed."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.totals import rests
from forcefoi.exercise import Exercise
from forcefoi.figures import window_of

DTYPES = {
    "force": "string",
    "offences": "string",
    "figure": "string",
    "window": "string",
    "count": "Int64",
    "other_years": "string",
    "other_years_at_most": "Int64",
    "highest": "string",
}


def highest_year(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """For each full financial year that is part of a longer whole: is it the highest full year in it?

    One row a year. `other_years`: the full years of the whole for which no figure of the same offences is
    known; `other_years_at_most`: the most crimes that any of them can have had, which is what the parts
    leave of the whole. `highest`: `yes` when the count is above that and above every known year, `no` when a
    known year is higher, else `can't be said`. Counts are crimes.
    """
    known = settled(figures).set_index("figure_id", drop=False)
    rows, found = [], []
    left = rests(figures, exercise)
    for _, rest in left.table.iterrows():
        whole, parts = known.loc[rest["whole"]], known.loc[rest["parts"].split()]
        for _, part in parts.iterrows():
            row = _row(whole, part, parts, rest)
            if row:
                rows.append(row)
                found.append([*caveats.of_figure(whole), *left.caveats_of(rest)])
    return answer(rows, DTYPES, found)


def _row(whole: pd.Series, part: pd.Series, parts: pd.DataFrame, rest: pd.Series) -> dict[str, object] | None:
    window = window_of(part)
    years = [year for year in window_of(whole).parts() if year.is_financial_year]
    if window not in years or len(years) < 2 or part["status"] != "exact":
        return None
    alike = parts[parts["offences"] == part["offences"]]
    seen = {window_of(row): row for _, row in alike.iterrows()}
    unknown = [year for year in years if year not in seen]
    rivals = [row for year, row in seen.items() if year.is_financial_year and year != window]
    most = None if pd.isna(rest["rest_high"]) else int(rest["rest_high"])
    return {
        "force": part["force"],
        "offences": part["offences"],
        "figure": part["figure_id"],
        "window": window.label(),
        "count": part["low"],
        "other_years": " and ".join(year.label() for year in unknown),
        "other_years_at_most": most if unknown else None,
        "highest": _verdict(int(part["low"]), rivals, bool(unknown), most),
        "working": rest["working"],
    }


def _verdict(count: int, rivals: list[pd.Series], unknown: bool, most: int | None) -> str:
    if any(rival["low"] > count for rival in rivals):
        return "no"
    sure = all(not pd.isna(rival["high"]) and rival["high"] < count for rival in rivals)
    if sure and (not unknown or (most is not None and most < count)):
        return "yes"
    return "can't be said"
