"""Take out of the tables of a reply what would give away a count that the force held back: they are downloads too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from forcefoi.analysis.disclosure.figures import BELOW

Key = tuple[str, ...]


def hide_counts(counts: pd.DataFrame, names: Sequence[str], elsewhere: Mapping[Key, str]) -> pd.DataFrame:
    """`reply_counts` in which a withheld count has no number.

    names
        The dimensions of the question.
    elsewhere
        Why a count is withheld because of what else is printed of the force, by the force and its values.
    """
    shown = counts.copy()
    keys = list(zip(shown["force"], *(shown[name] for name in names), strict=True))
    shown["withheld"] = pd.array(
        [
            why or ("" if status == BELOW else elsewhere.get(key, ""))
            for key, why, status in zip(keys, shown["withheld"], shown["status"], strict=True)
        ],
        dtype="string",
    )
    at = shown["withheld"] != ""
    shown.loc[at, "low"] = 0
    shown.loc[at, "high"] = pd.NA
    shown.loc[at, "status"] = BELOW
    shown.loc[at, "text"] = ""
    return shown.astype(counts.dtypes.to_dict())


def hide_checks(checks: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """`reply_checks` without the totals that narrow a count: a side is not exact, or one of the reply is withheld.

    `counts` is what `hide_counts` gives.
    """
    withheld = set(counts.loc[counts["withheld"] != "", "reply"])
    loose = _loose(checks, "first") | _loose(checks, "second") | checks["reply"].isin(withheld)
    return _without(checks, loose, ("first", "second"))


def hide_revisions(revisions: pd.DataFrame, counts: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """`reply_revisions` in which a count that is withheld, or is not exact before or after, has no number."""
    rows = counts.loc[counts["withheld"] != "", ["reply", *names]]
    withheld = {(reply, "|".join(values)) for reply, *values in rows.itertuples(index=False)}
    known = [key in withheld for key in zip(revisions["later"], revisions["counted"], strict=True)]
    loose = (
        _loose(revisions, "before")
        | _loose(revisions, "after")
        | pd.Series(known, revisions.index, dtype=bool)
    )
    return _without(revisions, loose, ("before", "after"))


def _loose(table: pd.DataFrame, side: str) -> pd.Series:
    """Where a number is given and not exact."""
    low, high = table[f"{side}_low"], table[f"{side}_high"]
    return low.notna() & (high.isna() | (low != high).fillna(True)).astype(bool)


def _without(table: pd.DataFrame, rows: pd.Series, sides: Sequence[str]) -> pd.DataFrame:
    shown = table.copy()
    for side in sides:
        at = rows & shown[f"{side}_low"].notna()
        shown.loc[at, f"{side}_low"] = 0
        shown.loc[at, f"{side}_high"] = pd.NA
    return shown.astype(table.dtypes.to_dict())
