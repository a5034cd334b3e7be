"""Do several sources give one figure? They corroborate each other, or they are a conflict that is shown."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.answer import Answer, answer
from forcefoi.clean import WITH_COUNT
from forcefoi.figures import bounds_of, window_of

KEY = ["force", "offences", "victim_gender", "window_start", "window_end"]
DTYPES = {
    "force": "string",
    "offences": "string",
    "victim_gender": "string",
    "window": "string",
    "figures": "string",
    "counts": "string",
    "agreement": "string",
}


def agreement(figures: pd.DataFrame) -> Answer:
    """One row a key (force × offences × gender × window) that more than one source gives.

    `figures` is a table of `Figures`. Columns: force, offences, victim_gender, window (label), figures (ids),
    counts (as bounds), agreement (`corroborated` or `conflict`), working, caveats.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> agreement(t.figures).table["agreement"].to_list()
    ['corroborated', 'corroborated']
    """
    rows, found = [], []
    for _, same in _counted(figures).groupby(KEY, sort=True):
        if len(same) < 2:
            continue
        parts = [row for _, row in same.iterrows()]
        bounds = [bounds_of(row) for row in parts]
        agreed = all(a.meets(b) for a in bounds for b in bounds)
        rows.append(
            {
                **{name: parts[0][name] for name in KEY[:3]},
                "window": window_of(parts[0]).label(),
                "figures": " ".join(row["figure_id"] for row in parts),
                "counts": "; ".join(str(b) for b in bounds),
                "agreement": "corroborated" if agreed else "conflict",
                "working": f"{' and '.join(str(b) for b in bounds)} {'can' if agreed else 'can not'} be one count",
            }
        )
        found.append(caveats.of_sources(parts))
    return answer(rows, DTYPES, found)


def settled(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a key, for arithmetic: of sources that agree the one in least doubt, of sources in conflict none.

    The least doubt: no other window, a window that is stated, the narrowest count, in this order.

    Figures without a count (refused, no reply …) are left out: there is nothing to reckon with.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> len(t.figures), len(settled(t.figures))
    (22, 20)
    """
    keep, counted = [], _counted(figures)
    # Most keys have one figure, and most forces none: grouping by pandas costs more than it spares.
    same: dict[tuple[object, ...], list[int]] = {}
    for at, *key in zip(counted.index, *(counted[name] for name in KEY), strict=True):
        same.setdefault(tuple(key), []).append(at)
    for places in same.values():
        bounds = {at: bounds_of(figures.loc[at]) for at in places}
        if all(a.meets(b) for a in bounds.values() for b in bounds.values()):
            keep.append(min(bounds, key=lambda at: _doubt(figures.loc[at])))
    return figures.loc[sorted(keep)]


def _counted(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["status"].isin(WITH_COUNT)]


def _doubt(row: pd.Series) -> tuple[bool, bool, float, str]:
    bounds = bounds_of(row)
    width = float("inf") if bounds.high is None else bounds.high - bounds.low
    return row["other_windows"] != "", row["window_basis"] != "stated", width, row["figure_id"]
