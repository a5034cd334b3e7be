"""Tidy: a wide table, one column a window, made long, one row a count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from forcefoi.errors import ForcefoiError

MOST_SHOWN = 10


def tidy(
    df: pd.DataFrame, id_columns: list[str], value_name: str = "count", name: str = "window"
) -> pd.DataFrame:
    """Every column but `id_columns` turned into rows: the ids, `name` (the header), `value_name` (the cell).

    Row by row of `df`, in each the columns from left to right; a fresh index from 0. An empty cell stays,
    as a row with a missing value: what is not known is data too. Cells and dtypes are as pandas joins them;
    parse them after.

    Raises ForcefoiError when two rows have the same ids (their counts would be added unseen), when a header
    stands there twice or is missing, and when no column is left to turn.

    >>> wide = pd.DataFrame({"force": ["kent", "essex"], "2016/17": ["5", "<5"], "2017/18": ["7", None]})
    >>> tidy(wide, ["force"])["count"].tolist()
    ['5', '7', '<5', nan]
    """
    values = _check_columns(df, id_columns, value_name, name)
    _check_rows(df, id_columns)
    long = df.melt(id_columns, values, var_name=name, value_name=value_name)
    # melt goes column by column; people read row by row.
    row_by_row = np.arange(len(long)).reshape(len(values), len(df)).T.ravel()
    return long.iloc[row_by_row].reset_index(drop=True)


def _check_columns(df: pd.DataFrame, id_columns: list[str], value_name: str, name: str) -> list[str]:
    columns = list(df.columns)
    for column in dict.fromkeys(columns):
        if columns.count(column) > 1:
            raise ForcefoiError(f"the header {column!r} stands there twice: rename one of the two")
    for column in id_columns:
        if column not in columns:
            raise ForcefoiError(f"there is no column {column!r} among {columns}")
    for new in (value_name, name):
        if new in id_columns or value_name == name:
            raise ForcefoiError(f"{new!r} would be the name of two columns: choose another")
    values = [column for column in columns if column not in id_columns]
    if not values:
        raise ForcefoiError("every column is an id: none is left to turn into rows")
    return values


def _check_rows(df: pd.DataFrame, id_columns: list[str]) -> None:
    again = df.duplicated(id_columns, keep=False) if id_columns else pd.Series(len(df) > 1, index=df.index)
    if not again.any():
        return
    rows = df.loc[again.to_numpy(), id_columns]
    lines = [f"  row {label!r}: {list(ids)}" for label, *ids in rows.head(MOST_SHOWN).itertuples(name=None)]
    if len(rows) > MOST_SHOWN:
        lines.append(f"  and {len(rows) - MOST_SHOWN:,} more")
    raise ForcefoiError(
        "\n".join([f"{len(rows):,} rows share their {', '.join(id_columns) or 'lack of ids'}:", *lines])
    )
