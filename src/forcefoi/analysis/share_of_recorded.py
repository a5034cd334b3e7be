"""How do the published figures stand beside all recorded crimes of the same classes and windows?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.recorded import Recorded, quarter_numbers, recorded_in, recorded_number
from forcefoi.analysis.worked import calculated, figure_numbers
from forcefoi.bounds import Bounds, UnknownCount
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.number import Number, inputs_of
from forcefoi.offences import OffenceGroup
from forcefoi.windows import Window

DTYPES = {
    "force": "string",
    "figure": "string",
    "offences": "string",
    "window": "string",
    "perhaps": "string",
    "low": "Int64",
    "high": "Int64",
    "recorded_most": "Float64",
    "recorded_least": "Float64",
    "share_low": "Float64",
    "share_high": "Float64",
    "estimated": "boolean",
}
SAME = ["force", "victim_gender", "window_start", "window_end"]


def share_of_recorded(figures: pd.DataFrame, recorded: pd.DataFrame, exercise: Exercise) -> Answer:
    """Each published figure as a share of all crimes that its force recorded in the same classes and window.

    `figures` is a table of `Figures`, `recorded` of `RecordedCrime`. Columns: force, figure (id), offences, window,
    perhaps (the classes that may or may not be inside the name: those that existed by then and are not printed by
    themselves), low/high (crimes published), recorded_most (with the classes that are perhaps inside) and
    recorded_least (only those surely inside; crimes), share_low and share_high (0 to 1; an empty high =
    unbounded), estimated (quarters were scaled by days), working, caveats. Where the window of a figure could be
    another one, the shares are the least and the most over all of them. Figures of forces that the
    recorded-crime table does not have, and of victims other than female, have no row; a window that the table
    does not cover has a row with its reason in `working` and empty shares.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "northumbria"]
    >>> share_of_recorded(own, t.recorded_crime, t.exercise).table["share_low"].round(3).to_list()
    [0.173, 0.202, 0.119]
    """
    rows, found = [], []
    covered = set(recorded["force"])
    for _, row in settled(figures, exercise).iterrows():
        if row["force"] not in covered or row["victim_gender"] != "female":
            continue
        rows.append(_row(row, _perhaps(row, figures, exercise), recorded, exercise))
        found.append(_caveats(row, bool(rows[-1].get("estimated")), exercise))
    return answer(rows, DTYPES, found)


def _perhaps(row: pd.Series, figures: pd.DataFrame, exercise: Exercise) -> OffenceGroup:
    """The group of a figure with those classes alone that can be in doubt for its force and window.

    A class that did not exist yet is in nothing; one that is printed by itself for the same force, victims and window
    is not inside the name as well.
    """
    group, window = exercise.group(row["offences"]), window_of(row)
    begun = {o.code for o in exercise.offences if o.since is None or o.since <= window.end}
    same = (figures[SAME] == row[SAME]).all(axis=1) & figures["status"].isin(WITH_COUNT)
    beside = (exercise.group(name) for name in figures.loc[same, "offences"])
    apart = {code for other in beside if not set(other.most) & set(group.surely) for code in other.surely}
    perhaps = tuple(code for code in group.perhaps if code in begun and code not in apart)
    return replace(group, perhaps=perhaps)


def _row(
    row: pd.Series, group: OffenceGroup, recorded: pd.DataFrame, exercise: Exercise
) -> dict[str, object]:
    window, count = window_of(row), bounds_of(row)
    line: dict[str, object] = {
        "force": row["force"],
        "figure": row["figure_id"],
        "offences": row["offences"],
        "window": window.label(),
        "perhaps": " ".join(group.perhaps),
        "low": count.low,
        "high": count.high,
        "numbers": figure_numbers(row),
    }
    if count.say_nothing:
        return {**line, "working": "no share: the count can be any number"}
    # A window that could be another one gives another share: the bounds hold them all.
    windows = [window, *caveats.other_windows(row)]
    try:
        beside = [_beside(row["force"], group, w, recorded) for w in windows]
    except UnknownCount as error:
        missing = quarter_numbers(recorded, row["force"], windows, exercise)
        return {**line, "working": f"no share: {error}", "numbers": figure_numbers(row) | missing}
    shares = [(_over(count.low, most.count), _over(count.high, least.count)) for most, least in beside]
    lows, highs = zip(*shares, strict=True)
    if min(most.count for most, _ in beside) <= 0:
        return {**line, "working": f"no share: no crimes are recorded ({beside[0][0].working})"}
    return {
        **line,
        "recorded_most": max(most.count for most, _ in beside),
        "recorded_least": min(least.count for _, least in beside),
        "share_low": None if None in lows else min(lows),
        "share_high": None if None in highs else max(highs),
        "estimated": any(most.estimated for most, _ in beside),
        "working": "; or ".join(_working(count, group, most, least) for most, least in beside),
        "numbers": share_numbers(row, group, windows, beside, exercise),
    }


def share_numbers(
    row: pd.Series,
    group: OffenceGroup,
    windows: list[Window],
    beside: list[tuple[Recorded, Recorded]],
    exercise: Exercise,
) -> dict[str, Number]:
    """The numbers of one figure (a row of `Figures`) beside recorded crime, for each window that it may mean; `group`
    has its classes.

    `count`, `days`, `recorded_most`, `recorded_least`, `share_low`, `share_high` (in %; the last where there is one),
    and for each window `recorded_most_0`, `recorded_least_0`, `recorded_most_1` …
    """
    count, force = bounds_of(row), row["force"]
    numbers = figure_numbers(row)
    mosts, leasts = [], []
    for place, (window, (most, least)) in enumerate(zip(windows, beside, strict=True)):
        mosts.append(recorded_number(most, force, group.most, window, exercise))
        leasts.append(recorded_number(least, force, group.surely, window, exercise))
        numbers |= {f"recorded_most_{place}": mosts[-1], f"recorded_least_{place}": leasts[-1]}
    numbers["recorded_most"] = max(mosts, key=lambda n: n.low)
    numbers["recorded_least"] = min(leasts, key=lambda n: n.low)
    ends = [("low", count.low, numbers["recorded_most"])]
    if count.high is not None and numbers["recorded_least"].low > 0:
        ends.append(("high", count.high, numbers["recorded_least"]))
    values = [crimes / among.low for _, crimes, among in ends]
    spread = len(ends) < 2 or values[0] != values[1]
    for end, crimes, among in ends:
        which = f", the {'least' if end == 'low' else 'most'} it can be" if spread else ""
        whole = f"{among.low:,}" if float(among.low).is_integer() else f"({among.formula})"
        numbers[f"share_{end}"] = calculated(
            f"{row['figure_id']}~share-{end}",
            crimes / among.low * 100,
            "%",
            f"Share of all crimes recorded of these classes{which}",
            f"{crimes:,} ÷ {whole} × 100",
            inputs_of(numbers["count"], among),
        )
    return numbers


def _beside(
    force: str, group: OffenceGroup, window: Window, recorded: pd.DataFrame
) -> tuple[Recorded, Recorded]:
    """All recorded crimes with the classes perhaps inside the name, and with only those surely inside it."""
    return (
        recorded_in(recorded, force, group.most, window),
        recorded_in(recorded, force, group.surely, window),
    )


def _over(count: int | None, recorded: float) -> float | None:
    return count / recorded if count is not None and recorded > 0 else None


def _working(count: Bounds, group: OffenceGroup, most: Recorded, least: Recorded) -> str:
    working = f"{count} ÷ ({most.working}) [{' + '.join(group.most)}]"
    if group.perhaps:
        working += f" to {count} ÷ ({least.working}) [{' + '.join(group.surely)}]"
    return working


def _caveats(row: pd.Series, estimated: bool, exercise: Exercise) -> list[Caveat]:
    group, window = exercise.group(row["offences"]), window_of(row)
    found = [
        caveats.another_measure(exercise),
        *caveats.of_group(group),
        *caveats.of_figure(row),
        *caveats.part_year(row),
    ]
    if estimated:
        found.append(
            Caveat(
                f"estimated:{row['figure_id']}",
                f"Recorded crime is published by quarter; for {window.label()} the quarters touched were "
                "scaled by days.",
            )
        )
    found += caveats.of_breaks(
        exercise.breaks_between(window, window, group.surely, group.most), row["force"]
    )
    return [*found, *caveats.shared(exercise)]
