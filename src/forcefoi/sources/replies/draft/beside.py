"""Beside: marks and shares that stand beside the counts of a table in their own cells, and what is to be asked."""

from __future__ import annotations

from collections.abc import Sequence

from forcefoi.sources.replies.draft.adding import bounds_of
from forcefoi.sources.replies.draft.count_beside import Beside, count_beside
from forcefoi.sources.replies.draft.parts import Block, Sketch


def beside_words(
    block: Block,
    rows: Sequence[int],
    columns: Sequence[int],
    sums: Sequence[int],
    totals: Sequence[int],
    sketch: Sketch,
) -> dict[str, int]:
    """The entry `words` for counts with something beside them; `sums` and `totals` are the rows and columns of totals.

    A mark is asked about. A share is held against the wholes it can be of: the sums of columns, of rows, or of all.
    """  # fmt: skip
    every = _found(block, [*rows, *sums], [*columns, *totals])
    cells = {at: each for at, each in every.items() if at[0] in rows and at[1] in columns}
    marked = [at for at, each in cells.items() if not each.share]
    if marked:
        sketch.ask(
            f"'{block.words(*marked[0])}' in {block.grid.name(*marked[0])} has a mark beside its number (in "
            f"{len(marked)} cells): is it a footnote's, and what does the note say? words has each number without it"
        )
    if shared := {at: each for at, each in cells.items() if each.share}:
        _tell_shares(block, rows, columns, sums, totals, shared, sketch)
    return {block.words(*at): each.count for at, each in every.items()}


def _found(block: Block, rows: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], Beside]:
    return {
        (row, column): found
        for row in rows
        for column in columns
        if isinstance(block.value(row, column), str) and (found := count_beside(block.words(row, column)))
    }


def _tell_shares(
    block: Block, rows: Sequence[int], columns: Sequence[int], sums: Sequence[int], totals: Sequence[int],
    shared: dict[tuple[int, int], Beside], sketch: Sketch,
) -> None:  # fmt: skip
    first = block.words(*next(iter(shared)))
    kinds = ("its column", "its row", "all of the table")
    wrong: list[list[tuple[int, int]]] = [[] for _ in kinds]
    everything = _sum(block, rows, columns)
    for (row, column), each in shared.items():
        wholes = (
            [_sum(block, rows, [column]), *(_number(block, total, column) for total in sums)],
            [_sum(block, [row], columns), *(_number(block, row, total) for total in totals)],
            [everything],
        )
        for found, of in zip(wrong, wholes, strict=True):
            if not any(map(each.is_share_of, of)):
                found.append((row, column))
    if [] in wrong:
        name = kinds[wrong.index([])]
        sketch.guess(
            f"'{first}' and the like are a count and its share in {name}: each share agrees", "words"
        )
        return
    least = min(wrong, key=len)
    cells = ", ".join(block.grid.name(*at) for at in least[:3]) + (" and others" if len(least) > 3 else "")
    sketch.ask(
        f"'{first}' and the like are read as a count and its share, and the share in {cells} is that of no total: is "
        f"the first number of each the count? words has each"
    )


def _sum(block: Block, rows: Sequence[int], columns: Sequence[int]) -> int:
    return sum(_number(block, row, column) for row in rows for column in columns)


def _number(block: Block, row: int, column: int) -> int:
    """A cell's count, at least; nought where it has none."""
    return bounds_of(block.value(row, column)).low
