"""Figures that nobody printed, for situations that the real ones don't have. Whoever uses them says so."""

from __future__ import annotations

import pandas as pd

from forcefoi.processed.tables import Tables
from forcefoi.windows import Window

YEAR = Window.financial_year(2017)


def rows(tables: Tables, *made: dict) -> pd.DataFrame:
    """Figures of Durham, each like an exact and stated count of 2017/18 but for what a test gives."""
    like = tables.figures.set_index("figure_id", drop=False).loc["northumbria-sh-sg-1"].to_dict()
    out = []
    for number, drawn in enumerate(made):
        changed = dict(drawn)
        window = changed.pop("window", YEAR)
        row = like | {
            "figure_id": f"d-{number}",
            "force": "durham",
            "source_id": f"s-{number}",
            "window_start": pd.Timestamp(window.start),
            "window_end": pd.Timestamp(window.end),
            "days": window.days,
            "window_as_published": window.label(),
            "locator": "An invented paper, 20 December 2018",
            "note": "",
        }
        count = changed.pop("count", 1000)
        high = pd.NA if changed.get("status", "exact") != "exact" else count
        out.append(row | {"low": count, "high": high} | changed)
    return pd.DataFrame(out, columns=tables.figures.columns).astype(tables.figures.dtypes.to_dict())
