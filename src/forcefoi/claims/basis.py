"""What a verdict stands on: the reply, another publication, or only the article that made the claim."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.agreement import KEY
from forcefoi.claims.verdict import BASES
from forcefoi.figures import CORRECTED, REPLY, bounds_of
from forcefoi.sources.claims import Claim
from forcefoi.sources.published import source_id

# What a page prints of a verdict that holds. Nobody has seen a reply, so none of it may look like proof.
CONSISTENT = {
    "same article": "consistent with the figure printed there; the reply has not been seen",
    "correction": "consistent with the figure as corrected, which is not what was printed there; the reply has not "
    "been seen",
    "another publication": "consistent with what another publication printed; the reply has not been seen",
    "reply": "checked against the reply",
}


def basis_of(claim: Claim, rows: list[pd.Series], figures: pd.DataFrame) -> str:
    """The basis of a check of `claim` against `rows` of `figures`: the weakest that any of them gives; '' for none.

    A figure stands on another publication when it was printed elsewhere than the claim, or when another publication
    prints the same count for the same key; on the reply when the reply gave it, or gives the same count for the key.
    One that we corrected does not stand on the article that printed it.
    """
    own = source_id(claim.publisher, claim.url)
    return min((_basis(row, own, figures) for row in rows), key=BASES.index, default="")


def _basis(row: pd.Series, own: str, figures: pd.DataFrame) -> str:
    if row["source_id"].startswith(REPLY):
        return "reply"
    same = figures["source_id"] != own
    for column in KEY:  # Comparing all of them at once takes pandas five times as long.
        same &= figures[column] == row[column]
    # What we corrected nobody printed.
    same &= ~figures["locator"].str.contains(CORRECTED, regex=False)
    agreeing = [other for _, other in figures[same].iterrows() if bounds_of(other) == bounds_of(row)]
    if any(other["source_id"].startswith(REPLY) for other in agreeing):
        return "reply"
    if agreeing:
        return "another publication"
    return "correction" if CORRECTED in row["locator"] else "same article"
