"""Titles of charts: what a reader finds in them, in a sentence made of the numbers drawn and no more than they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from forcefoi.analysis.change import rate_ratio
from forcefoi.charts.marks import quarter
from forcefoi.charts.style import plain
from forcefoi.number import Number
from forcefoi.told import Sentence, Told, say, tell

QUESTION = "a question about recording, not about safety"
FAR, WIDE = "99.8%", "95%"  # the two pairs of limits, as a place on the funnel names them


class Rate(Protocol):
    """One figure as `published_per_day` draws it."""

    window: str
    rate: float | None
    exact: bool
    part_year: bool
    inferred: bool
    count_low: int
    days: int
    numbers: Mapping[str, Number]

    @property
    def rate_printed(self) -> str:
        """The rate in figures."""
        ...


def per_day_title(where: str, groups: Mapping[str, Sequence[Rate]], rules_changed: bool) -> Sentence:
    """Crimes a day of the offences with the most rates: the last two of them, or the one there is.

    `groups` are figures by offences, in the order drawn; `rules_changed` when what is counted changed between some of
    the windows. Says `rose` and `fell` of nothing; says where two exact counts don't differ by more than chance.
    """
    rated = {offences: [row for row in rows if row.rate is not None] for offences, rows in groups.items()}
    offences = max(rated, key=lambda each: len(rated[each]))
    rows = rated[offences][-2:]
    if not rows:
        return say("{where}: no public figure can be put as crimes a day", where=where)
    first = say(
        "{where}: {rate} crimes of {offences} a day {when}",
        where=where,
        rate=_rate(rows[0]),
        offences=offences,
        when=_when(rows[0]),
    )
    if len(rows) == 1:
        return first
    one, other = rows
    return say(
        "{first}, and {rate} a day {when}{clear}{rules}",
        first=first,
        rate=_rate(other),
        when=_when(other),
        clear="" if _apart(one, other) else ": no clear difference",
        rules="; what is counted changed between windows" if rules_changed else "",
    )


def _rate(row: Rate) -> Told | str:
    text = row.rate_printed
    return tell(row.numbers["per_day"], text) if "per_day" in row.numbers else text


def _when(row: Rate) -> str:
    # The year of both ends stands once: `1 April to 24 September 2018`.
    window = re.sub(r"^(\d+ \w+) (\d{4}) to (\d+ \w+ \2)$", r"\1 to \3", row.window)
    during = f"from {window}" if " to " in window else f"in {window}"
    marks = [word for word, so in (("part year", row.part_year), ("window inferred", row.inferred)) if so]
    return f"{during} ({', '.join(marks)})" if marks else during


def _apart(one: Rate, other: Rate) -> bool:
    """Whether two rates differ by more than chance; of counts that are not exact nothing is said."""
    if not (one.exact and other.exact):
        return True
    return rate_ratio(one.count_low, one.days, other.count_low, other.days).direction in ("rose", "fell")


def recorded_title(
    where: str,
    what: str,
    line: pd.Series,
    ends: pd.Series,
    changes: Sequence[pd.Timestamp],
    since: pd.Timestamp | None = None,
) -> str:
    """The last quarter of a line beside the same quarter of the first year that has it: like with like, since crime has
    its seasons. Nothing before `since`, when the line did not yet hold what its name says. `line` has counts (Int64) by
    the start of a quarter, `ends` their ends, `changes` the days on which
    what is counted changed.
    """
    known = line.dropna()
    last = known.index[-1]
    if since is not None and last >= since:
        known = known[known.index >= since]
    starts = pd.DatetimeIndex(known.index)
    same = starts[(starts.month == last.month) & (starts < last)]
    count = f"{int(known[last]):,}".replace("-", "−")
    if same.empty:
        return f"{where}: {count} crimes of {what} recorded in {quarter(last, ends[last])}"
    first = same[0]
    before, after = int(known[first]), int(known[last])
    days = [(ends[start] - start).days + 1 for start in (first, last)]
    # A count below nought is a correction, and has no ratio.
    direction = (
        rate_ratio(before, days[0], after, days[1]).direction if min(before, after) >= 0 else "can't be said"
    )
    counts = f"from {before:,} in {quarter(first, ends[first])} to {count} in {quarter(last, ends[last])}"
    counts = counts.replace("-", "−")
    moved = {
        "rose": f"recorded {what} rose {counts}",
        "fell": f"recorded {what} fell {counts}",
        "no clear change": f"no clear change in recorded {what}, {counts}",
    }.get(direction, f"recorded {what}, {counts}")
    rules = any(first < day <= last for day in changes)
    return f"{where}: {moved}{', while what is counted changed' if rules else ''}"


def funnel_title(table: pd.DataFrame, here: str | None, numbers: Mapping[str, Number]) -> Sentence:
    """Where `here` lies, and what that is: never a rank, and nothing where the place hangs on the method.

    `table` as `funnel` takes it; its column `place_plain`, where it has one, is the place by another method.
    Without `here`, how many forces lie outside the 99.8% limits.
    """
    if here is None:
        return _outside(table, numbers)
    row = table[table["force"] == here].iloc[0]
    name, where = plain(row["name"]), str(row["place"])
    if row.get("place_plain", where) != where:
        return say("{name}: where it lies depends on the method, so it is no finding", name=name)
    if FAR in where:
        return say("{name} is {where}: {question}", name=name, where=where, question=QUESTION)
    if where.startswith("inside"):
        return say("{name} is {where}: it differs no more than forces usually do", name=name, where=where)
    return say(
        "{name} is {where}, as one force in twenty would be if forces differed as usual: {question}",
        name=name,
        where=where,
        question=QUESTION,
    )


def _outside(table: pd.DataFrame, numbers: Mapping[str, Number]) -> Sentence:
    far, all_of = table["place"].str.contains(FAR, regex=False, na=False), len(table)
    count = int(far.sum())
    forces: Told | str = tell(numbers["forces"], f"{all_of}") if "forces" in numbers else f"{all_of}"
    if (
        "place_plain" in table
        and (far != table["place_plain"].str.contains(FAR, regex=False, na=False)).any()
    ):
        return say(
            "Which of {forces} forces lie outside the 99.8% limits depends on the method: {question}",
            forces=forces,
            question=QUESTION,
        )
    outside: Told | str = f"{count}" if count else "none"
    if count and "forces" in numbers:
        number = Number(
            "funnel~far", count, count, "forces", "Forces outside the 99.8% limits, corrected for how forces differ",
            "the number of forces whose place on the funnel plot is outside these limits", numbers["forces"].inputs,
        )  # fmt: skip
        outside = tell(number, f"{count}")
    return say(
        "Of {forces} forces {outside} {lies} outside the 99.8% limits: {question}",
        forces=forces,
        outside=outside,
        lies="lies" if count == 1 else "lie",
        question=QUESTION,
    )


def side_by_side_title(days: pd.Series) -> str:
    """How unlike the windows of the figures are. `days` are their lengths (Int64), NA where there is no window.

    >>> side_by_side_title(pd.Series([177, 1273, 365], dtype="Int64"))
    'The 3 public figures stand on windows of 177 to 1,273 days, so they can’t be ranked'
    """
    known = days.dropna()
    many = f"The {len(days):,} public figures stand" if len(days) > 1 else "The one public figure stands"
    least, most = int(known.min()), int(known.max())
    if len(days) == 1:
        return f"{many} on a window of {most:,} days"
    if least == most:
        return f"{many} on windows of {most:,} days, which need not be of like offences: they can’t be ranked"
    return f"{many} on windows of {least:,} to {most:,} days, so they can’t be ranked"
