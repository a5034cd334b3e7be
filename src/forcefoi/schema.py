"""How a table's columns are declared: every one says what it holds and in which unit."""

from __future__ import annotations

import sys
from typing import Any

import pandera.pandas as pa


def _without_dask() -> None:
    """Let pandera settle now that there are no Dask tables to recognise.

    It looks for Dask when it first reads a model, so as to know such tables in annotations; ours name none. Where
    Dask is installed for the cluster, that look takes longer than pandas itself.
    """
    absent = [name for name in ("dask", "dask.dataframe") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None there is Python's own word for: can't be imported
    try:
        import pandera.typing.dask  # noqa: F401  # so that pandera has looked once and for all
    finally:
        for name in absent:
            del sys.modules[name]


_without_dask()


def described(description: str, **rules: Any) -> Any:
    """A column of a pandera model, with its description; `rules` are pandera's (isin, ge, nullable, unique …).

    >>> described("Crimes recorded", ge=0).description
    'Crimes recorded'
    """
    return pa.Field(description=description, **rules)
