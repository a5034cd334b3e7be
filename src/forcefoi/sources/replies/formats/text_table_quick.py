"""A regular table in a text, all its columns at once. What is not regular is left to the reader that goes by line."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from pyarrow import csv

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.text_table_rows import ColumnRows

# Under this many bytes there is nothing to win.
QUICK_FROM = limits.MEGABYTE
QUOTE = ord('"')


def quick_rows(data: bytes, sign: str, least: int = QUICK_FROM) -> ColumnRows | None:
    """The rows of a text in UTF-8, or None where they are not regular: the same that reading by line gives.

    >>> list(quick_rows(b"a,1\\nb,2\\n", ",", least=0))
    [['a', '1'], ['b', '2']]
    >>> quick_rows(b"a title\\na,1\\n", ",", least=0) is None
    True
    """
    if len(data) < max(least, 1) or not sign.isascii():
        return None
    lines = data.count(b"\n")
    if data.count(b"\r") and data.count(b"\r") != data.count(b"\r\n"):
        return None
    if b'"' in data and not _plain_quotes(data, sign):
        return None
    lines += not data.endswith(b"\n")
    table = _table(data, sign)
    # A line break inside a field, or a blank line, makes these differ.
    if table is None or table.num_rows != lines or table.num_columns > limits.COLUMNS:
        return None
    if table.num_rows * table.num_columns > limits.CELLS:
        return None
    return None if _blank_edges(table) else ColumnRows(table)


def _table(data: bytes, sign: str) -> pa.Table | None:
    width = data[: data.find(b"\n") if b"\n" in data else len(data)].count(sign.encode()) + 1
    names = [f"f{place}" for place in range(width)]
    try:
        return csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(column_names=names, block_size=4 * limits.MEGABYTE),
            parse_options=csv.ParseOptions(
                delimiter=sign, ignore_empty_lines=False, newlines_in_values=False
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowException:
        return None


def _plain_quotes(data: bytes, sign: str) -> bool:
    """Whether every quotation mark opens or closes a whole field of one line, and none stands for itself."""
    if data.count(b'""') or sign == '"':
        return False
    signs = np.frombuffer(b"\n" + data + b"\n", dtype=np.uint8)
    at = np.flatnonzero(signs == QUOTE)
    if len(at) % 2:
        return False
    opens, closes = at[0::2], at[1::2]
    before, after = signs[opens - 1], signs[closes + 1]
    edge = np.zeros(256, dtype=bool)
    edge[[ord(sign), ord("\n")]] = True
    fine = edge[before].all()
    edge[ord("\r")] = True
    if not (fine and edge[after].all()):
        return False
    ends = np.flatnonzero(signs == ord("\n"))
    return bool((np.searchsorted(ends, opens) == np.searchsorted(ends, closes)).all())


def _blank_edges(table: pa.Table) -> bool:
    """Whether the last row or column is blank, which the other reader drops."""
    if not any(column[-1].as_py() for column in table.columns):
        return True
    last = table.column(table.num_columns - 1)
    return not any(value for chunk in last.chunks for value in chunk.unique().to_pylist())
