"""What every analysis gives back: a table, how it was worked out, and why it may not be what it seems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.worked import kept
from forcefoi.clean.each import array_of


@dataclass(frozen=True)
class Answer:
    """A table with its working, its caveats and its numbers.

    Each row of `table` has its own arithmetic in the column `working` and the ids of its caveats in the
    column `caveats` (parted by a space); `caveats` here holds each of them once, with its text. The column `numbers`
    has the row's numbers with their formulas and inputs, as text: read them with `numbers_of`.
    """

    table: pd.DataFrame
    caveats: tuple[Caveat, ...]

    @property
    def working(self) -> tuple[str, ...]:
        """The arithmetic of every row."""
        return tuple(self.table["working"])

    def caveats_of(self, row: pd.Series) -> tuple[Caveat, ...]:
        """The caveats of one row of the table."""
        named = row["caveats"].split()
        return tuple(c for c in self.caveats if c.id in named)


def answer(rows: list[dict[str, Any]], dtypes: dict[str, str], found: list[list[Caveat]]) -> Answer:
    """An Answer from its rows and the caveats found for each; a row has its numbers by name under `numbers`."""
    dtypes = {**dtypes, "working": "string"}
    # Column by column with its dtype at once: to change the dtypes of a whole table takes many times as long.
    columns = {name: array_of([row.get(name) for row in rows], dtype) for name, dtype in dtypes.items()}
    ids = [" ".join(c.id for c in once(caveats)) for caveats in found]
    numbers = array_of([kept(row.get("numbers", {})) for row in rows], "string")
    table = pd.DataFrame({**columns, "caveats": array_of(ids, "string"), "numbers": numbers})
    return Answer(table, once(c for caveats in found for c in caveats))


def once(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Each caveat once, in the order they came."""
    return tuple({c.id: c for c in caveats}.values())
