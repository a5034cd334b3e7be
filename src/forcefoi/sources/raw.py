"""Read a raw CSV file as text, row by row, and refuse with a place what is not as it should be."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from forcefoi.errors import DataError, ForcefoiError, ParseError, Problem, nearest

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
# More than this many problems of one file are counted, not printed: the first ones tell what is wrong.
MOST_SHOWN = 20
MOST_NAMED = 3  # more missing columns than this are one fault, not many
LONGEST = 10  # digits of a number; the most people there are on Earth have ten


def read_raw(root: Path, name: str, columns: Sequence[str]) -> pd.DataFrame:
    """The rows of `data/raw/<name>` as they stand: every cell a string, no cell changed.

    The index is the row as a spreadsheet counts it (the header is row 1), so that a problem can be
    told with its place. Rows in which every cell is empty are passed over.

    Raises DataError when the file is missing, empty, not UTF-8, not a table, or has other columns.
    """
    import pandas as pd

    shown = f"data/raw/{name}"
    header, rows = read_rows(content_of(root / "data" / "raw" / name, shown), shown, columns)
    frame = pd.DataFrame(
        [row for _, row in rows], columns=header, index=[at for at, _ in rows], dtype="string"
    )
    return frame[list(columns)]


def read_rows(
    content: bytes, shown: str, columns: Sequence[str]
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of a CSV file and its rows, each with its number, by the rules of `read_raw` and without pandas.

    `content` is what the file holds, `shown` what to call it. Raises DataError as `read_raw` does.

    >>> read_rows(b"a,b\\n1,2\\n", "data/raw/x.csv", ["a", "b"])
    (['a', 'b'], [(2, ['1', '2'])])
    """
    text = _decode(content, shown)
    try:
        # Excel and others end lines in three ways; csv wants to see them as they are.
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DataError([Problem(shown, f"this is not CSV: {error}", todo="save it as CSV again")]) from error
    numbered = [(at, row) for at, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise DataError([Problem(shown, "the file is empty", allowed=f"a header: {','.join(columns)}")])
    header = [cell.strip() for cell in numbered[0][1]]
    _check_header(shown, numbered[0][0], header, columns)
    _check_width(shown, numbered[1:], header)
    if len(numbered) == 1:
        raise DataError([Problem(shown, "there is a header and no row under it", todo="put the rows back")])
    return header, numbered[1:]


def content_of(path: Path, shown: str) -> bytes:
    """What a raw file holds. Raises DataError, which calls it `shown`, when it is missing or can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataError([Problem(shown, "the file is missing", todo="put it back")]) from None
    except OSError as error:
        raise DataError([Problem(shown, f"the file can't be read: {error.strerror}")]) from error


def _decode(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError(
            [
                Problem(
                    shown,
                    f"this file is not UTF-8: byte 0x{data[error.start]:02X} on line {line:,}",
                    allowed="UTF-8",
                    todo="save it again as “CSV UTF-8 (comma delimited)”",
                )
            ]
        ) from error


def _check_header(shown: str, at: int, header: list[str], columns: Sequence[str]) -> None:
    problems = []
    todo = ""
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        todo = "save it with commas between the columns"
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    if len(missing) > MOST_NAMED:
        why = f"{len(missing)} of the {len(columns)} columns are missing: {', '.join(missing)}"
        raise DataError(
            [Problem(shown, why, at, value=",".join(header), allowed=", ".join(columns), todo=todo)]
        )
    for name in missing:
        problems.append(
            Problem(
                shown,
                f"the column '{name}' is missing",
                at,
                allowed=", ".join(columns),
                nearest=nearest(name, unknown),
                todo=todo,
            )
        )
    if not missing:
        problems += [
            Problem(shown, "there is no such column", at, name or "(no name)", allowed=", ".join(columns))
            for name in unknown
        ]
    problems += [
        Problem(shown, "the column stands there twice", at, name)
        for name in dict.fromkeys(header)
        if header.count(name) > 1 and name in columns
    ]
    if problems:
        raise DataError(problems)


def _check_width(shown: str, rows: list[tuple[int, list[str]]], header: list[str]) -> None:
    problems = [
        Problem(
            shown,
            f"the row has {len(row)} cells, the header has {len(header)}",
            at,
            value=",".join(row),
            todo="look for a comma that is not inside quotes, or a missing one",
        )
        for at, row in rows
        if len(row) != len(header)
    ]
    if problems:
        raise DataError(_short(shown, problems))


@dataclass
class Reading:
    """One raw table being read: its rows (of a frame, or column → row → cell), and every problem found on the way.

    Nothing is raised until `done`, so that a person sees all that is wrong at once.
    """

    file: str
    rows: pd.DataFrame | Mapping[str, Mapping[int, str]]
    problems: list[Problem] = field(default_factory=list)

    def cells(self, column: str, parse: Callable[[str], T]) -> list[T | None]:
        """`parse` of every cell of a column; a cell that is refused is noted and becomes None."""
        known: dict[str, T | ForcefoiError] = {}
        out: list[T | None] = []
        for at, cell in self.rows[column].items():
            if cell not in known:
                known[cell] = _try(parse, cell)
            found = known[cell]
            if isinstance(found, ForcefoiError):
                self.refuse(at, column, cell, found)
                out.append(None)
            else:
                out.append(found)
        return out

    def refuse(self, at: Hashable, column: str, value: object, why: ForcefoiError | str, **rest: str) -> None:
        """Note what is wrong with one cell: its row (the label of a frame's row is its number in the file), its
        column, what stands there and why that can't be. An error's own words of what is allowed are kept.
        """
        if not isinstance(at, int):
            raise TypeError(f"a row is known by its number in the file, not by {at!r}")
        if isinstance(why, ParseError):
            rest = {"allowed": why.allowed, "nearest": why.nearest, **rest}
            why = (
                f"not a {why.wanted}: {why.why}"
                if why.wanted[0] not in "aeiou"
                else f"not an {why.wanted}: {why.why}"
            )
        self.problems.append(Problem(self.file, str(why), at, column, value, **rest))

    def done(self) -> None:
        """Raise DataError with every problem found, if there was one."""
        if self.problems:
            in_order = sorted(self.problems, key=lambda p: p.row or 0)
            raise DataError(_short(self.file, in_order))


def _try(parse: Callable[[str], T], cell: str) -> T | ForcefoiError:
    try:
        return parse(cell)
    except ForcefoiError as error:
        return error


def _short(shown: str, problems: list[Problem]) -> list[Problem]:
    more = len(problems) - MOST_SHOWN
    if more <= 0:
        return problems
    return [*problems[:MOST_SHOWN], Problem(shown, f"and {more:,} more problems like these")]


def filled(what: str) -> Callable[[str], str]:
    """A parser for a cell that must hold something: it answers with the cell, stripped."""

    def parse(cell: str) -> str:
        if not cell.strip():
            raise ParseError(what, cell, "the cell is empty")
        return cell.strip()

    return parse


def one_of(what: str, allowed: Sequence[str]) -> Callable[[str], str]:
    """A parser for a cell that holds one of a few words, whatever the case."""
    by_fold = {word.casefold(): word for word in allowed}

    def parse(cell: str) -> str:
        found = by_fold.get(cell.strip().casefold())
        if found is None:
            words = ", ".join(word or "(empty)" for word in allowed)
            raise ParseError(what, cell, "unknown", words, nearest(cell, allowed))
        return found

    return parse


def whole_number(cell: str) -> int:
    """A whole number as official tables print them. Negative ones pass: whether they may is the table's rule."""
    text = cell.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise ParseError("whole number", cell, "it has other characters than digits", "digits, with - before")
    if len(digits) > LONGEST:
        raise ParseError("whole number", cell, f"no table here has a number of more than {LONGEST} digits")
    return int(text)
