"""Read a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods): every sheet as a grid, hidden ones too, and what they hide."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from forcefoi.sources.replies.formats import sheet_ods, sheet_xls, sheet_xlsb, sheet_xlsx
from forcefoi.sources.replies.formats.sheet_zip import damaged
from forcefoi.sources.replies.grid import Document, Refused

Reader = Callable[[Path, str, str], Document]
READERS: dict[str, Reader] = {
    "xlsx": sheet_xlsx.read, "xlsm": sheet_xlsx.read, "ods": sheet_ods.read, "xls": sheet_xls.read,
    "xlsb": sheet_xlsb.read,
}  # fmt: skip


def read(path: Path, name: str, kind: str) -> Document:
    """A workbook as a Document: one grid a sheet, in the file's order.

    name
        What a person knows the file by.
    kind
        `xlsx`, `xlsm`, `xls`, `xlsb` or `ods`.

    Values are those that were last saved; nothing is worked out, run or followed. Whole numbers are ints up to 10^15.
    Raises Refused where the file is damaged, needs a password or is too large.
    """
    try:
        return READERS[kind](path, name, kind)
    except MemoryError:
        why = "reading it took more memory than there is"
        raise Refused("too large", why, "ask the force for the answer alone, as CSV") from None
    except (ValueError, LookupError, OSError, struct.error, ArithmeticError, RecursionError) as error:
        # A library's reader stumbles over broken files in any way it likes.
        why = f"its content is not what a workbook should hold ({type(error).__name__}: {str(error)[:200]})"
        raise damaged(why) from error
