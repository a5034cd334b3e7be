"""Records that stand as blocks of `Label: value` lines, as one row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from forcefoi.clean.squash import fold
from forcefoi.sources.replies.grid import Grid, Value, is_blank


@dataclass
class _Block:
    """What one block says, by label; the headings it stands under; and its first and last row."""

    at: int
    end: int
    headings: list[str]
    values: dict[str, Value] = field(default_factory=dict)


def rows_of_blocks(grid: Grid, top: int, bottom: int) -> Grid:
    """A grid of two columns, label and value, as one with a row for each block and a column for each label.

    A block begins with each line that has the label of the block's first line, or one that the block has already. Lines
    with a label alone are headings of the blocks below them, and the first columns: one for each of as many as stand
    above each other. The first row names the columns, in the order in which the labels appear first.

    >>> lines = [["Offence", "8L"], ["Year", 2017], ["Offence", "8Q"], ["Year", 2018]]
    >>> rows_of_blocks(Grid("lines, labels", lines), 0, 3).rows
    [['Offence', 'Year'], ['8L', 2017], ['8Q', 2018]]
    >>> lines = [["Women", ""], ["2017", 5], ["2018", 6], ["Men", ""], ["2017", 7]]
    >>> rows_of_blocks(Grid("lines, labels", lines), 0, 4).rows
    [['heading', '2017', '2018'], ['Women', 5, 6], ['Men', 7, '']]
    """
    names = dict[str, str]()
    blocks = list(_blocks(grid, top, bottom, names))
    deep = max((len(block.headings) for block in blocks), default=0)
    titles: list[Value] = ["heading" if at == 1 else f"heading {at}" for at in range(1, deep + 1)]
    rows: list[list[Value]] = [[*titles, *names.values()]]
    for block in blocks:
        headings = [""] * (deep - len(block.headings)) + block.headings
        rows.append([*headings, *(block.values.get(key, "") for key in names)])
    places = [_place(grid, top, top), *(_place(grid, block.at, block.end) for block in blocks)]
    return replace(
        grid, rows=rows, first_row=1, first_column=1, hidden_rows=frozenset(), hidden_columns=frozenset(), merged=(),
        formulas={}, notes={}, row_places=places,
    )  # fmt: skip


def _place(grid: Grid, first: int, last: int) -> str:
    ends = [grid.row(at).removeprefix(f"{grid.place}, ") for at in (first, last)]
    return " to ".join(dict.fromkeys(ends))


def _blocks(grid: Grid, top: int, bottom: int, names: dict[str, str]) -> Iterator[_Block]:
    """The blocks one after the other; `names` gets each label as it is first written."""
    fields = _blank_fields(grid, top, bottom)
    block: _Block | None = None
    first, above, stack = "", list[str](), list[str]()
    for at in range(top, bottom + 1):
        name, value = str(grid.rows[at][0]), grid.rows[at][1]
        key = fold(name)
        if not key and is_blank(value):
            continue
        if is_blank(value) and key not in fields:
            stack.append(name)
            continue
        if stack:
            # Fewer headings than before are the last of them: `Men` under `Harassment`, after `Women`.
            above, stack = [*above[: max(0, len(above) - len(stack))], *stack], []
            new = True
        else:
            new = block is None or key == first or key in block.values
        if new or block is None:
            if block is not None:
                yield block
            block, first = _Block(at, at, list(above)), key
        names.setdefault(key, name)
        block.values[key], block.end = value, at
    if block is not None:
        yield block


def _blank_fields(grid: Grid, top: int, bottom: int) -> set[str]:
    """Labels with nothing behind them that are no headings: they have a value elsewhere, or stand in each block."""
    rows = [(fold(str(grid.rows[at][0])), grid.rows[at][1]) for at in range(top, bottom + 1)]
    often = Counter(key for key, _ in rows if key)
    first = next((key for key, _ in rows if key), "")
    filled = {key for key, value in rows if not is_blank(value)}
    return filled | {key for key in often if first in filled and 1 < often[key] == often[first]}
