"""What changed between the last two full years of official figures?"""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.change import rate_ratio
from forcefoi.analysis.recorded import financial_years, recorded_in, recorded_number
from forcefoi.analysis.worked import calculated
from forcefoi.bounds import UnknownCount
from forcefoi.exercise import Exercise
from forcefoi.number import Number, inputs_of
from forcefoi.windows import Window

DTYPES = {
    "force": "string",
    "offences": "string",
    "before_window": "string",
    "after_window": "string",
    "before_days": "Int64",
    "after_days": "Int64",
    "before_count": "Int64",
    "after_count": "Int64",
    "change_percent": "Float64",
    "ratio": "Float64",
    "ratio_low": "Float64",
    "ratio_high": "Float64",
    "direction": "string",
}


def recorded_change(recorded: pd.DataFrame, offences: str, exercise: Exercise) -> Answer:
    """The change in recorded crimes of a group of offences between the last two full financial years of the table.

    `recorded` is a table of `RecordedCrime`: all victims, all channels. One row a force that has both years: counts
    (crimes), change_percent of the count, ratio of crimes a day with its exact 95% interval, direction (rose, fell,
    no clear change, can't be said), working, caveats, among them the rule changes between the two years. A count
    below nought, which the Home Office took back, gives no row.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.recorded_crime[t.recorded_crime["force"] == "kent"]
    >>> recorded_change(own, "stalking and harassment", t.exercise).table["change_percent"].round(1).to_list()
    [66.0]
    """
    group, rows, found = exercise.group(offences), [], []
    years = financial_years(recorded)[-2:]
    if len(years) < 2:
        return answer([], DTYPES, [])
    for force in recorded["force"].drop_duplicates():
        own = recorded[recorded["force"] == force]
        try:
            found_in = [recorded_in(own, force, group.most, year) for year in years]
        except UnknownCount:
            # A force whose table begins later or ends earlier has no such year: no row, not a nought.
            continue
        if min(each.count for each in found_in) < 0:
            continue
        counts = [
            recorded_number(each, force, group.most, year, exercise)
            for each, year in zip(found_in, years, strict=True)
        ]
        before, after = years
        rows.append(_row(force, group.name, counts[0], counts[1], before, after))
        found.append(_caveats(force, before, after, exercise, offences))
    return answer(rows, DTYPES, found)


def _row(
    force: str, offences: str, first_count: Number, second_count: Number, first: Window, second: Window
) -> dict[str, object]:
    before, after = int(first_count.low), int(second_count.low)
    ratio = rate_ratio(before, first.days, after, second.days)
    return {
        "force": force,
        "offences": offences,
        "before_window": first.label(),
        "after_window": second.label(),
        "before_days": first.days,
        "after_days": second.days,
        "before_count": before,
        "after_count": after,
        "change_percent": (after - before) / before * 100 if before else None,
        "ratio": ratio.ratio,
        "ratio_low": ratio.low,
        "ratio_high": ratio.high,
        "direction": ratio.direction,
        "working": f"({after:,} ÷ {second.days} days) ÷ ({before:,} ÷ {first.days} days)",
        "numbers": _numbers(first_count, second_count),
    }


def _numbers(before: Number, after: Number) -> dict[str, Number]:
    """`before_count`, `after_count` and, where the first is not nought, `change_percent`."""
    numbers = {"before_count": before, "after_count": after}
    if before.low:
        b, a = int(before.low), int(after.low)
        numbers["change_percent"] = calculated(
            f"{before.id}~next~change-percent", (a - b) / b * 100, "%", "Change of the count",
            f"({a:,} − {b:,}) ÷ {b:,} × 100", inputs_of(before, after),
        )  # fmt: skip
    return numbers


def _caveats(force: str, first: Window, second: Window, exercise: Exercise, offences: str) -> list[Caveat]:
    group = exercise.group(offences)
    return [
        *caveats.of_breaks(exercise.breaks_between(first, second, group.surely, group.most), force),
        caveats.CHANCE,
        caveats.another_measure(exercise),
        Caveat("recorded-not-happened", exercise.notes["recorded"]),
    ]
