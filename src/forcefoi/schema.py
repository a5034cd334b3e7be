"""How a table's columns are declared: every one says what it holds and in which unit."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa


def described(description: str, **rules: Any) -> Any:
    """A column of a pandera model, with its description; `rules` are pandera's (isin, ge, nullable, unique …).

    >>> described("Crimes recorded", ge=0).description
    'Crimes recorded'
    """
    return pa.Field(description=description, **rules)
