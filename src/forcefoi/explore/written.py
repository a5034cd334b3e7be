"""Write a value as a person types it into a cell or a field."""

from __future__ import annotations

from datetime import date
from numbers import Integral

import pandas as pd

from forcefoi.bounds import MOST
from forcefoi.errors import ParseError


def written(wanted: str, value: object) -> str:
    """A value as a person types it into a field: a text, a whole number, or a day.

    Raises ParseError for anything else.
    """
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ParseError(wanted, value, "half of a character stands in it, which no file can hold")
        return value
    if isinstance(value, Integral) and not isinstance(value, bool) and -MOST <= int(value) <= MOST:
        return str(int(value))
    if isinstance(value, date) and not pd.isna(value):
        return f"{value:%Y-%m-%d}"
    why = f"a {type(value).__name__} in its place"
    raise ParseError(wanted, value, why, f"a text, a day or a whole number up to {MOST:,}")
