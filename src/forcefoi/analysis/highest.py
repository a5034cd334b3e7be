"""Is one year the highest? A whole and its parts can show it, even where the other years were not printed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.totals import rests
from forcefoi.analysis.worked import calculated, numbers_of
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.number import Number, inputs_of
from forcefoi.windows import Window

DTYPES = {
    "force": "string",
    "offences": "string",
    "victim_gender": "string",
    "figure": "string",
    "window": "string",
    "count": "Int64",
    "other_years": "string",
    "other_years_at_most": "Int64",
    "highest": "string",
}

KIND = ["force", "offences", "victim_gender"]


def highest_year(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """For each full financial year that is part of a longer whole: is it the highest full year?

    One row a year, set against the full years of the whole and those that the exercise asked for.
    `other_years`: those of them for which no figure of the same offences is known; `other_years_at_most`: the
    most crimes that one of them can have had, which is what the parts leave of the whole and what other parts
    hold of that year (empty = no bound). `highest`: `yes` when the count is above that and above every known
    year, `no` when a known year is higher, else `can't be said`, as where a window that the answer stands on
    could be another one. Counts are crimes.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "northumbria"]
    >>> highest_year(own, t.exercise).table["highest"].to_list()
    ['yes']
    """
    known = settled(figures, exercise).set_index("figure_id", drop=False)
    rows, found = [], []
    for _, rest in rests(figures, exercise).table.iterrows():
        # Parts that contradict their whole are not among the settled figures, and say nothing of a year.
        if pd.isna(rest["rest_low"]):
            continue
        whole, parts = known.loc[rest["whole"]], known.loc[rest["parts"].split()]
        for _, part in parts.iterrows():
            years = [year for year in window_of(whole).parts() if year.is_financial_year]
            if window_of(part) in years and len(years) > 1 and part["status"] == "exact":
                row, stands_on = _row(whole, part, parts, rest, known, exercise)
                rows.append(row)
                found.append([c for each in stands_on for c in caveats.of_figure(each)])
    done = {str(row["figure"]) for row in rows}
    for row, stands_on in _all_known(known, done, exercise):
        rows.append(row)
        found.append([c for each in stands_on for c in caveats.of_figure(each)])
    return answer(rows, DTYPES, found)


def _all_known(
    known: pd.DataFrame, done: set[str], exercise: Exercise
) -> Iterator[tuple[dict[str, object], list[pd.Series]]]:
    """The row of each year of a series of which every year that was asked for is known; no whole is needed then."""
    asked = [window for window in exercise.windows if window.is_financial_year]
    for _, same in known.groupby(KIND, sort=False):
        years = {window_of(row): row for _, row in same.iterrows() if window_of(row) in asked}
        if len(years) < len(asked) or len(asked) < 2:
            continue
        stands_on = [years[year] for year in sorted(years)]
        doubtful = any(row["other_windows"] for row in stands_on)
        for year, own in years.items():
            if own["figure_id"] in done or own["status"] != "exact":
                continue
            rivals = [row for other, row in years.items() if other != year]
            row = {
                **{name: own[name] for name in KIND},
                "figure": own["figure_id"],
                "window": year.label(),
                "count": own["low"],
                "other_years": "",
                "highest": "can't be said" if doubtful else _verdict(int(own["low"]), rivals, [], None),
                "working": "; ".join(f"{bounds_of(each)} in {window_of(each).label()}" for each in stands_on),
                "numbers": {"count": number_of(own)},
            }
            yield row, stands_on


def _row(
    whole: pd.Series,
    part: pd.Series,
    parts: pd.DataFrame,
    rest: pd.Series,
    known: pd.DataFrame,
    exercise: Exercise,
) -> tuple[dict[str, object], list[pd.Series]]:
    """The row of one year, and the figures that its answer stands on."""
    years = sorted(y for y in {*window_of(whole).parts(), *exercise.windows} if y.is_financial_year)
    same = known[(known[KIND] == part[KIND]).all(axis=1)]
    seen = {window_of(row): row for _, row in same.iterrows()}
    unknown = [year for year in years if year not in seen]
    rivals = [row for year, row in seen.items() if year in years and year != window_of(part)]
    most = [
        _most_of(year, part, parts, rest, exercise) if window_of(whole).contains(year) else None
        for year in unknown
    ]
    at_most = max([each for each in most if each is not None], default=None) if None not in most else None
    # Where every year is known, the whole tells nothing more.
    stands_on = [part, *rivals, *([whole, *(row for _, row in parts.iterrows())] if unknown else [])]
    doubtful = any(row["other_windows"] for row in stands_on)
    row = {
        "force": part["force"],
        "offences": part["offences"],
        "victim_gender": part["victim_gender"],
        "figure": part["figure_id"],
        "window": window_of(part).label(),
        "count": part["low"],
        "other_years": " and ".join(year.label() for year in unknown),
        "other_years_at_most": at_most,
        "highest": "can't be said" if doubtful else _verdict(int(part["low"]), rivals, unknown, at_most),
        "working": rest["working"],
        "numbers": _numbers(part, parts, rest, at_most, unknown, exercise),
    }
    return row, stands_on


def _numbers(
    part: pd.Series,
    parts: pd.DataFrame,
    rest: pd.Series,
    at_most: int | None,
    unknown: list[Window],
    exercise: Exercise,
) -> dict[str, Number]:
    """`count` and, where the whole bounds the other years, `other_years_at_most`."""
    numbers = {"count": number_of(part)}
    if at_most is None:
        return numbers
    # Of several years the one that can have had most is the one that is said.
    year = next(y for y in unknown if _most_of(y, part, parts, rest, exercise) == at_most)
    found = numbers_of(rest)
    left = found["rest"].formula.rpartition("most: ")[2]
    added = [f" + {int(row['high']):,}" for row in _sharing(year, part, parts, exercise)]
    numbers["other_years_at_most"] = calculated(
        f"{part['figure_id']}~other-years-at-most",
        at_most,
        "crimes",
        f"The most that {year.label()} can have had",
        left + "".join(added),
        inputs_of(found["rest"]),
    )
    return numbers


def _most_of(
    year: Window, part: pd.Series, parts: pd.DataFrame, rest: pd.Series, exercise: Exercise
) -> int | None:
    """The most crimes of the part's offences that a year without a figure can have had; None = no bound."""
    highs = [rest["rest_high"]] + [row["high"] for row in _sharing(year, part, parts, exercise)]
    return None if any(pd.isna(high) for high in highs) else sum(int(high) for high in highs)


def _sharing(year: Window, part: pd.Series, parts: pd.DataFrame, exercise: Exercise) -> list[pd.Series]:
    """The parts that may hold crimes of that year and of the part's offences."""
    group = exercise.group(part["offences"])
    return [
        row
        for _, row in parts.iterrows()
        if window_of(row).overlaps(year) and group.may_overlap(exercise.group(row["offences"]))
    ]


def _verdict(count: int, rivals: list[pd.Series], unknown: list[Window], at_most: int | None) -> str:
    if any(rival["low"] > count for rival in rivals):
        return "no"
    sure = all(not pd.isna(rival["high"]) and rival["high"] < count for rival in rivals)
    if sure and (not unknown or (at_most is not None and at_most < count)):
        return "yes"
    return "can't be said"
