"""Left out: the rows whose word in a column that is no dimension says that they are none of what was asked.

A list of crimes may hold some that were cancelled or turned out to be none. `counted` says of each word of such a
column whether its rows count; a word that it doesn't name is refused, so that no row is taken or left unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from forcefoi.clean.squash import fold
from forcefoi.errors import Problem
from forcefoi.sources.replies.grid import Value, column_name, is_blank
from forcefoi.sources.replies.reading import Table
from forcefoi.sources.replies.taken import Taken

# Of so many words that nobody named, the places are told.
MOST = 12
# A row as it lies: what a caller knows it by, how it is told, and its cells.
Row = tuple[int, str, Sequence[Value]]


def left_out(taken: Taken, rows: Iterable[Row], first_column: int, told: Counter[str]) -> set[int]:
    """Which of some rows the reading leaves out by `counted`; `told` counts them by their word and column."""
    table = taken.table
    known = _known(table)
    out: set[int] = set()
    unnamed: dict[tuple[int, str], list[str]] = {}
    for row, place, cells in rows:
        if all(map(is_blank, cells)):
            continue
        for column, meanings in known.items():
            value = cells[column - first_column]
            word = "" if is_blank(value) else fold(str(value))
            if word not in meanings:
                unnamed.setdefault((column, word), []).append(place)
            elif not meanings[word] and row not in out:
                out.add(row)
                told[f"“{_spelled(table, column, word)}” in column {column_name(column)}"] += 1
    for (column, word), places in list(unnamed.items())[:MOST]:
        taken.problems.append(_unnamed(table, column, word, places))
    return out


def note_left_out(taken: Taken, told: Counter[str]) -> None:
    """Say in `taken` how many rows were left out, and for which word."""
    if told:
        parts = ", ".join(f"{number:,} with {word}" for word, number in told.most_common())
        number = told.total()
        taken.left_out = f"{number:,} row{'s' * (number != 1)} left out, as the reading says: {parts}"


def _known(table: Table) -> dict[int, dict[str, bool]]:
    return {
        column: {fold(word): meaning for word, meaning in words.items()}
        for column, words in table.counted.items()
    }


def _spelled(table: Table, column: int, word: str) -> str:
    return next(each for each in table.counted[column] if fold(each) == word) or "nothing"


def _unnamed(table: Table, column: int, word: str, places: list[str]) -> Problem:
    letters = column_name(column)
    rows = f" (in {len(places):,} rows, of which this is the first)" if len(places) > 1 else ""
    return Problem(
        f"{table.file}, {places[0]}",
        f"[[tables]] {table.id}: counted says nothing of this word in column {letters}{rows}",
        value=word,
        todo=f'counted.{letters} = {{ "{word}" = true }} if its rows count, or false',
    )
