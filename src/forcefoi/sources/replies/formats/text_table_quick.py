"""A regular table in a text, all its columns at once. What is not regular is left to the reader that goes by line."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from pyarrow import csv

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.formats.text_table_rows import ColumnRows

# Under this many bytes there is nothing to win.
QUICK_FROM = limits.MEGABYTE
QUOTE, NEW_LINE = ord('"'), ord("\n")
# So many lines with titles may stand above a table, within so many bytes.
TITLES, TITLES_WITHIN = 30, 65_536
# A first line that is longer is no header of a regular table.
WIDEST = limits.MEGABYTE


# Mostly these tell already that a column is not blank.
BEGINNING = 100


def quick_rows(data: bytes, sign: str, least: int = QUICK_FROM) -> ColumnRows | None:
    """The rows of a text in UTF-8, or None where they are not regular: the same that reading by line gives.

    >>> list(quick_rows(b"a,1\\nb,2\\n", ",", least=0))
    [['a', '1'], ['b', '2']]
    >>> list(quick_rows(b"a title\\na,1\\n", ",", least=0))
    [['a title', ''], ['a', '1']]
    >>> quick_rows(b"a,1\\nb\\n", ",", least=0) is None
    True
    """
    if len(data) < max(least, 1) or not sign.isascii():
        return None
    data = _even(data, sign.encode())
    quoted = b'"' in data
    if quoted and not _plain_quotes(data, sign):
        return None
    table = _table(data, sign)
    # A line break inside a field makes these differ.
    if table is None or (quoted and table.num_rows != _lines(data)):
        return None
    if table.num_rows * table.num_columns > limits.CELLS:
        return None
    return None if _blank_edges(table) else ColumnRows(table)


def _even(data: bytes, sign: bytes) -> bytes:
    """The same text, where lines above the table have fewer fields: as many as the table, the rest blank."""
    lines = data[:TITLES_WITHIN].split(b"\n")[:TITLES]
    many = [line.count(sign) for line in lines]
    above = lines[: many.index(max(many))]
    if not above or any(b'"' in line or b"\r" in line[:-1] for line in above):
        return data
    filled = [
        line.removesuffix(b"\r") + sign * (max(many) - count) + line[len(line.removesuffix(b"\r")) :] + b"\n"
        for line, count in zip(above, many, strict=False)
    ]
    return b"".join(filled) + data[sum(len(line) + 1 for line in above) :]


def _lines(data: bytes) -> int:
    many = np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == NEW_LINE)
    return int(many) + (not data.endswith(b"\n"))


def _table(data: bytes, sign: str) -> pa.Table | None:
    width = (
        data[: data.index(b"\n")].count(sign.encode()) + 1 if b"\n" in data[:WIDEST] else limits.COLUMNS + 1
    )
    if width > limits.COLUMNS:
        return None
    names = [f"f{place}" for place in range(width)]
    try:
        return csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(column_names=names),
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
    if b'""' in data or sign == '"' or data.count(b"\r") != data.count(b"\r\n"):
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
    if any(last[:BEGINNING].to_pylist()):
        return False
    return not any(value for chunk in last.chunks for value in chunk.unique().to_pylist())
