"""The rows of a table that is held by column: made one at a time when asked for, counted all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import overload

import pyarrow as pa

from forcefoi.sources.replies.grid import Value

BATCH = 10_000


class ColumnRows(Sequence[list[Value]]):
    """Rows of text over an Arrow table; a row is a list, made when it is asked for.

    >>> rows = ColumnRows(pa.table({"a": ["x", "x"], "b": ["1", "2"]}))
    >>> rows[1], rows.combinations([0], 0, 1)
    (['x', '2'], Counter({('x',): 2}))
    """

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @overload
    def __getitem__(self, at: int) -> list[Value]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[Value]]: ...
    def __getitem__(self, at: int | slice) -> list[Value] | list[list[Value]]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step == 1:
                return _rows(self.table.slice(start, max(0, stop - start)))
            return _rows(self.table.take(pa.array(range(start, stop, step), type=pa.int64())))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        return [column[at].as_py() for column in self.table.columns]

    def __iter__(self) -> Iterator[list[Value]]:
        for start in range(0, len(self), BATCH):
            yield from _rows(self.table.slice(start, BATCH))

    def combinations(self, columns: Sequence[int], first: int, last: int) -> Counter[tuple[Value, ...]]:
        """How often each combination of values stands in some columns, in rows `first` to `last` (both included)."""
        part = self.table.slice(first, max(0, last + 1 - first))
        if not columns:
            return Counter()
        # One thread, so that they come in the same order at every run.
        names = [str(place) for place in range(len(columns))]
        chosen = pa.table([part.column(column) for column in columns], names=names)
        counted = chosen.group_by(names, use_threads=False).aggregate([([], "count_all")])
        values = zip(*(counted.column(name).to_pylist() for name in names), strict=True)
        return Counter(dict(zip(values, counted.column("count_all").to_pylist(), strict=True)))


def _rows(table: pa.Table) -> list[list[Value]]:
    return [list(row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]
