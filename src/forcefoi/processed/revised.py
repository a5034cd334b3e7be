"""What later replies changed, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from forcefoi.windows import value_label

TABLE = Path("data/processed/reply_revisions.parquet")


def tell_revised(root: Path, force: str = "", most: int | None = None) -> Iterator[str]:
    """A line for each reply that replaces or amends another, and one for each count that moved; of one force, or all.

    `most` is how many counts of one reply are told. What only one of the two replies gives is counted, not listed.
    Raises FileNotFoundError where the processed tables are not made.
    """
    table = pd.read_parquet(root / TABLE)
    if force:
        table = table[table["force"] == force]
    for names, rows in table.groupby(["earlier", "later"], sort=True):
        earlier, later = map(str, names)
        new, gone = rows["before_low"].isna(), rows["after_low"].isna()
        moved = rows[~new & ~gone]
        yield f"{later} after {earlier}: counts moved: {len(moved):,}, new: {new.sum():,}, gone: {gone.sum():,}"
        yield from (
            f"  {_line(row)}" for _, row in moved.head(len(moved) if most is None else most).iterrows()
        )
        if most is not None and len(moved) > most:
            yield f"  and {len(moved) - most:,} more: forcefoi reply moved {later.split('/')[0]}"
        claims = sorted({name for each in rows["claims"] for name in each.split("|") if name})
        if claims:
            yield f"  claims checked against what changed: {', '.join(claims)}"


def _line(row: pd.Series) -> str:
    told = ", ".join(value_label(value) for value in row["counted"].split("|"))
    return f"{row['measure']}, {told}: {_count(row, 'before')}, now {_count(row, 'after')}"


def _count(row: pd.Series, when: str) -> str:
    """A count and where it stands."""
    low, high = row[f"{when}_low"], row[f"{when}_high"]
    if pd.isna(high) and not low:
        return "held back"
    text = f"at least {low:,}" if pd.isna(high) else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{text} ({row[f'{when}_place']})"
