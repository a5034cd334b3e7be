"""The cells of a workbook's sheets, as python-calamine reads them: values, their place, and nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.sheet_zip import damaged
from forcefoi.sources.replies.grid import Refused, Value, is_blank

HIDDEN = ((SheetVisibleEnum.Hidden, "hidden"), (SheetVisibleEnum.VeryHidden, "very hidden"))
# Beyond this a number of Excel is rounded itself: to show it as whole would promise digits that it hasn't.
EXACT = 10**15


@dataclass
class Cells:
    """One sheet: its rows and where they begin (from 1). `values` is False for a sheet that has no cells by nature."""

    name: str
    rows: list[list[Value]]
    first_row: int = 1
    first_column: int = 1
    hidden: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    values: bool = True

    def at(self, row: int, column: int) -> tuple[int, int] | None:
        """Where in `rows` a cell lies whose row and column are counted from 1 on the sheet; None outside them."""
        place = row - self.first_row, column - self.first_column
        inside = 0 <= place[0] < len(self.rows) and 0 <= place[1] < len(self.rows[0])
        return place if inside else None


def cells_of(path: Path) -> list[Cells]:
    """Every sheet of a workbook. Raises Refused where it can't be read.

    A whole number is an int, whatever the file's way to keep it; above 10^15 it stays a float.
    """
    with _refusing(), load_workbook(str(path)) as book:
        sheets = book.sheets_metadata
        if len(sheets) > limits.SHEETS:
            raise Refused(
                "too large", f"it has {len(sheets):,} sheets", "ask the force for the sheets that answer"
            )
        return [
            _sheet(book, place, sheet.name, _hidden(sheet.visible), sheet.typ)
            for place, sheet in enumerate(sheets)
        ]


def _sheet(book: CalamineWorkbook, place: int, name: str, hidden: str, kind: SheetTypeEnum) -> Cells:
    if kind != SheetTypeEnum.WorkSheet:
        return Cells(name, [], hidden=hidden, values=False)
    sheet = book.get_sheet_by_index(place)
    if sheet.start is None:
        return Cells(name, [], hidden=hidden)
    _check(sheet.height, sheet.width, name)
    # Narrower values than ours, in lists that nobody else holds.
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=True)  # type: ignore[assignment]
    whole_numbers(rows)
    first_row, first_column = sheet.start
    merged = tuple(
        (top - first_row, left - first_column, bottom - first_row, right - first_column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Cells(name, rows, first_row + 1, first_column + 1, hidden, merged)


def _hidden(visible: SheetVisibleEnum) -> str:
    return next((word for value, word in HIDDEN if value == visible), "")


def _check(height: int, width: int, name: str) -> None:
    if width > limits.COLUMNS or height * width > limits.CELLS:
        raise Refused(
            "too large", f"sheet {name!r} is {height:,} rows by {width:,} columns",
            "remove what lies far outside the table, or save the sheet as CSV",
        )  # fmt: skip


def whole_numbers(rows: list[list[Value]]) -> None:
    """Make whole floats ints, in place.

    >>> rows = [[12.0, 0.5, 1e300, "12.0"]]
    >>> whole_numbers(rows)
    >>> rows
    [[12, 0.5, 1e+300, '12.0']]
    """
    for row in rows:
        for place, value in enumerate(row):
            if type(value) is float and value.is_integer() and -EXACT < value < EXACT:
                row[place] = int(value)


def trim(rows: list[list[Value]]) -> None:
    """Drop blank rows at the end and blank columns on the right, in place.

    >>> rows = [["a", "", ""], ["", "b", " "], ["", "", ""]]
    >>> trim(rows)
    >>> rows
    [['a', ''], ['', 'b']]
    """
    while rows and all(map(is_blank, rows[-1])):
        rows.pop()
    width = len(rows[0]) if rows else 0
    kept = width
    while kept and all(is_blank(row[kept - 1]) for row in rows):
        kept -= 1
    if kept < width:
        for row in rows:
            del row[kept:]


@contextmanager
def _refusing() -> Iterator[None]:
    """What the reader of cells raises, in words; and no search for garbage while millions of cells are made."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    except PasswordError:
        raise Refused(
            "encrypted", "it needs a password",
            "ask the force for the password, open it, save it without one, and add that",
        ) from None  # fmt: skip
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(f"its cells can't be read ({type(error).__name__}: {str(error)[:200]})") from error
    except (Refused, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the Rust library is no Exception
        raise damaged(f"its cells can't be read ({type(error).__name__}: {str(error)[:200]})") from None
    finally:
        if searching:
            gc.enable()
