"""What we said of a claim before, what we say now, and why."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from forcefoi.claims.verdict import moved, told
from forcefoi.windows import long_date


def changed_verdicts(verdicts: pd.DataFrame, claims: pd.DataFrame) -> list[str]:
    """One dated sentence for each verdict that another one replaced, or the same of other numbers, the newest first:
    what we said, what we say now, why. `verdicts` and `claims` are tables of `Verdicts` and `Claims`.
    """
    known = claims.set_index("claim_id")
    lines = []
    for claim, own in verdicts.groupby("claim_id", sort=False):
        said = known.loc[str(claim)]
        for (_, before), (_, now) in pairwise(own.sort_values("acceptance").iterrows()):
            lines.append(
                (
                    now["on"],
                    f"{long_date(now['on'].date())}. Of what {said['publisher']} published ({said['said']}) we said "
                    f"{_told(before)}; {_now(before, now)}. Why: {now['because']}",
                )
            )
    in_order = sorted(enumerate(lines), key=lambda each: (each[1][0], each[0]), reverse=True)
    return [line for _, (_, line) in in_order]


def _now(before: pd.Series, now: pd.Series) -> str:
    if _told(before) != _told(now):
        return f"we say {_told(now)} now"
    numbers = (tuple(filter(None, row["numbers"].split("; "))) for row in (before, now))
    return f"we still do, and {moved(*numbers)}"


def _told(row: pd.Series) -> str:
    return told(row["verdict"], tuple(row["parts"].split("; ")))
