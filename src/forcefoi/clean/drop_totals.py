"""Drop totals: rows that add up other rows, known by their label."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, nearest

WORD = r"(?:(?:grand|overall|sub) ?)?totals?"
# The first word of a label, or the last: a total *of* something, or something's total.
TOTAL = re.compile(rf"{WORD}\b.*|(?:.*\W)?{WORD}\W*", re.DOTALL)


def find_totals(df: pd.DataFrame, label_columns: list[str]) -> pd.Series:
    """Which rows are totals: a series of bool, same index as `df`.

    A row is a total when a label in one of `label_columns` begins or ends with the word total(s),
    subtotal(s) or sub-total(s), also after "grand" or "overall": "TOTAL RESOLVED 2015:", "Total Settlement
    Amount for 2009: $7", "Kent Total". The word in the middle ("loss, total or part") or inside another
    ("totally") makes none. A label that is no text makes none. So look at what is found before you drop it,
    and hold the parts against the total.

    Raises ParseError for a column that is not there.

    >>> find_totals(pd.DataFrame({"year": ["2015", "TOTAL RESOLVED 2015:"]}), ["year"]).tolist()
    [False, True]
    """
    found = pd.Series(False, index=df.index)
    for column in label_columns:
        if column not in df.columns:
            names = [str(name) for name in df.columns]
            raise ParseError(
                "column", column, "the table has none of this name", ", ".join(names), nearest(column, names)
            )
        # Positions, not labels: the same label may stand in two rows of the index.
        found |= np.array(
            [isinstance(x, str) and bool(TOTAL.fullmatch(fold(x))) for x in df[column]], dtype=bool
        )
    return found


def drop_totals(df: pd.DataFrame, label_columns: list[str]) -> pd.DataFrame:
    """The rows that are no totals (see `find_totals`), in a new frame: same columns, dtypes and index labels.

    >>> table = pd.DataFrame({"offence": ["8L", "Grand Total"], "count": [3, 3]})
    >>> drop_totals(table, ["offence"])["offence"].tolist()
    ['8L']
    """
    return df.loc[~find_totals(df, label_columns).to_numpy()].copy()
