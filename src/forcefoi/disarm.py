"""Text that a spreadsheet would take for a formula, made plain."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What begins a formula in one spreadsheet or another; the wide ones in those set to Chinese or Japanese.
BEGINS = frozenset("=+-@|%＝＋－＠\t\r\n")


def disarm(text: str) -> str:
    """`text` as a cell of a CSV file: where a spreadsheet would run it as a formula, with an apostrophe before it.

    White space and unseen characters (such as marks of direction) before the sign make it no less a formula.

    >>> disarm('=cmd|" /C calc"!A0'), disarm("\\u202e+1"), disarm("2,992 − 2,005")
    ('\\'=cmd|" /C calc"!A0', "'\\u202e+1", '2,992 − 2,005')
    """
    seen = next((c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")), "")
    return f"'{text}" if seen in BEGINS or text[:1] in BEGINS else text


def disarm_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each text in it disarmed, its headings too; numbers, days and what is missing stay. The table
    given is not changed.

    >>> import pandas as pd
    >>> disarm_table(pd.DataFrame({"note": ["=1+1", None], "count": [-1, 2]})).to_csv(index=False)
    "note,count\\n'=1+1,-1\\n,2\\n"
    """
    import pandas as pd  # here, since whoever disarms a text alone need not wait for it

    made = table.rename(columns=lambda name: disarm(name) if isinstance(name, str) else name)
    for place in range(made.shape[1]):
        column = made.iloc[:, place]
        if column.dtype == object or pd.api.types.is_string_dtype(column):
            plain = [disarm(value) if isinstance(value, str) else value for value in column]
            made.isetitem(place, pd.Series(plain, dtype=column.dtype).array)
    return made


def without_controls(text: str) -> str:
    """A text without the characters that neither XML nor HTML can hold, not even escaped.

    >>> without_controls("a\\x00b")
    'ab'
    """
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text)
