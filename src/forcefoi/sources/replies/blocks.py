"""Records that stand as blocks of `Label: value` lines, as one row each."""

from __future__ import annotations

from dataclasses import replace

from forcefoi.clean.squash import fold
from forcefoi.sources.replies.grid import Grid, Value


def rows_of_blocks(grid: Grid, top: int, bottom: int) -> Grid:
    """A grid of two columns, label and value, as one with a row for each block and a column for each label.

    A block begins with each line that has the label of the first line. The first row names the columns, in the order in
    which the labels appear first.

    >>> lines = [["Offence", "8L"], ["Year", 2017], ["Offence", "8Q"], ["Year", 2018]]
    >>> rows_of_blocks(Grid("lines, labels", lines), 0, 3).rows
    [['Offence', 'Year'], ['8L', 2017], ['8Q', 2018]]
    """
    labels: dict[str, str] = {}
    blocks: list[tuple[int, dict[str, Value]]] = []
    for at in range(top, bottom + 1):
        name = str(grid.rows[at][0])
        key = fold(name)
        first = not labels
        labels.setdefault(key, name)
        if first or key == next(iter(labels)) or (blocks and key in blocks[-1][1]):
            blocks.append((at, {}))
        blocks[-1][1][key] = grid.rows[at][1]
    rows: list[list[Value]] = [list(labels.values())]
    rows += [[block.get(key, "") for key in labels] for _, block in blocks]
    places = [grid.row(at).removeprefix(f"{grid.place}, ") for at in (top, *(at for at, _ in blocks))]
    return replace(
        grid, rows=rows, first_row=1, first_column=1, hidden_rows=frozenset(), hidden_columns=frozenset(), merged=(),
        formulas={}, notes={}, row_places=places,
    )  # fmt: skip
