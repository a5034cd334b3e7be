"""What later replies changed, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from forcefoi.question import value_label

TABLE = Path("data/processed/reply_revisions.parquet")


def tell_revised(root: Path, force: str = "") -> Iterator[str]:
    """A line for each reply that replaces another, and one for each count that moved; of one force, or of all.

    Raises FileNotFoundError where the processed tables are not made.
    """
    table = pd.read_parquet(root / TABLE)
    if force:
        table = table[table["force"] == force]
    for (earlier, later), rows in table.groupby(["earlier", "later"], sort=True):
        yield f"{later} replaces {earlier}: {len(rows):,} counts moved"
        for _, row in rows.iterrows():
            told = ", ".join(value_label(value) for value in row["counted"].split("|"))
            claims = (
                f"; claims checked against it: {row['claims'].replace('|', ', ')}" if row["claims"] else ""
            )
            yield f"  {row['measure']}, {told}: {_count(row, 'before')}, now {_count(row, 'after')}{claims}"


def _count(row: pd.Series, when: str) -> str:
    """A count and where it stands."""
    if pd.isna(row[f"{when}_low"]):
        return "not given"
    low, high = row[f"{when}_low"], row[f"{when}_high"]
    text = f"at least {low:,}" if pd.isna(high) else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{text} ({row[f'{when}_place']})"
