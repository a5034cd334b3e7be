"""Checked claims as processed tables: one row a claim, one a thing it asserts, one a verdict that was accepted."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.claims.verdict import BASES, Checked
from forcefoi.schema import described
from forcefoi.sources.claims import KINDS, VERDICTS


class Claims(pa.DataFrameModel):
    """Something published with a number in it, and what it comes to: one row a claim."""

    claim_id: Series[pd.StringDtype] = described("Name of the claim; the same tomorrow", unique=True)
    force: Series[pd.StringDtype] = described("Slug of the force it is about, or `uk` for all of them")
    publisher: Series[pd.StringDtype] = described("Who published it")
    published: Series[pa.DateTime] = described("Day of publication; empty = not seen", nullable=True)
    url: Series[pd.StringDtype] = described("Address")
    said: Series[pd.StringDtype] = described("What was said, in our own short words")
    verdict: Series[pd.StringDtype] = described("The gravest verdict on what it asserts", isin=VERDICTS)
    basis: Series[pd.StringDtype] = described(
        "What it was checked against; empty = nothing", isin=("", *BASES)
    )
    right: Series[pd.StringDtype] = described("Sentences of ours that would have been right")
    accepted: Series[pa.DateTime] = described("Day on which a person accepted this verdict", nullable=True)

    class Config:
        strict = True
        ordered = True
        name = "claims"


class ClaimChecks(pa.DataFrameModel):
    """One thing that a claim asserts, checked by the rule of its phrase: one row an assertion."""

    claim_id: Series[pd.StringDtype] = described("The claim, a row of `claims`")
    assertion: Series[pd.Int64Dtype] = described("Place in the claim, from 1", ge=1)
    kind: Series[pd.StringDtype] = described("What kind of thing is asserted", isin=tuple(KINDS))
    phrase: Series[pd.StringDtype] = described("The phrase that was used")
    figures: Series[pd.StringDtype] = described(
        "Ids of the figures it was checked against, parted by a space"
    )
    verdict: Series[pd.StringDtype] = described("Verdict on this assertion", isin=VERDICTS)
    basis: Series[pd.StringDtype] = described(
        "What it was checked against; empty = nothing", isin=("", *BASES)
    )
    working: Series[pd.StringDtype] = described("The figures used, and the arithmetic")
    rule: Series[pd.StringDtype] = described("What the phrase needs, and why")
    caveats: Series[pd.StringDtype] = described("What must be known besides, as sentences")
    right: Series[pd.StringDtype] = described("Sentences of ours that would have been right")

    class Config:
        strict = True
        ordered = True
        unique = ["claim_id", "assertion"]
        name = "claim_checks"


class Verdicts(pa.DataFrameModel):
    """A verdict that a person accepted: one row an acceptance, the last one of a claim last."""

    claim_id: Series[pd.StringDtype] = described("The claim, a row of `claims`")
    acceptance: Series[pd.Int64Dtype] = described("Place among the claim's acceptances, from 1", ge=1)
    on: Series[pa.DateTime] = described("Day of the acceptance")
    verdict: Series[pd.StringDtype] = described("Verdict on the claim", isin=VERDICTS)
    parts: Series[pd.StringDtype] = described("Verdict on each assertion, parted by `; `")
    because: Series[pd.StringDtype] = described("Why it was accepted")
    numbers: Series[pd.StringDtype] = described("Numbers of the working that was accepted, parted by `; `")

    class Config:
        strict = True
        ordered = True
        unique = ["claim_id", "acceptance"]
        name = "verdicts"


def claims_table(checked: Iterable[Checked]) -> pd.DataFrame:
    """The table of `Claims`."""
    return _table(
        Claims,
        [
            {
                "claim_id": each.claim.id,
                **{
                    name: getattr(each.claim, name)
                    for name in ("force", "publisher", "published", "url", "said")
                },
                "verdict": each.verdict,
                "basis": each.basis,
                "right": " ".join(each.right),
                "accepted": None if each.to_accept else each.claim.accepted[-1].on,
            }
            for each in checked
        ],
    )


def checks_table(checked: Iterable[Checked]) -> pd.DataFrame:
    """The table of `ClaimChecks`."""
    return _table(
        ClaimChecks,
        [
            {
                "claim_id": each.claim.id,
                "assertion": at,
                "kind": part.assertion.kind,
                "phrase": part.assertion.phrase,
                "figures": " ".join((*part.assertion.figures, *part.assertion.parts)),
                "verdict": part.verdict,
                "basis": part.basis,
                "working": str(part.working),
                "rule": part.rule,
                "caveats": " ".join(c.text for c in part.caveats),
                "right": " ".join(part.right),
            }
            for each in checked
            for at, part in enumerate(each.parts, start=1)
        ],
    )


def verdicts_table(checked: Iterable[Checked]) -> pd.DataFrame:
    """The table of `Verdicts`."""
    return _table(
        Verdicts,
        [
            {
                "claim_id": each.claim.id,
                "acceptance": at,
                "on": one.on,
                "verdict": one.verdict,
                "parts": "; ".join(one.parts),
                "because": one.because,
                "numbers": "; ".join(one.numbers),
            }
            for each in checked
            for at, one in enumerate(each.claim.accepted, start=1)
        ],
    )


def _table(model: type[pa.DataFrameModel], rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = {}
    for name, column in model.to_schema().columns.items():
        values = [row[name] for row in rows]
        if str(column.dtype).startswith("datetime"):
            columns[name] = pd.Series(pd.to_datetime(pd.Series(values, dtype=object))).astype(
                "datetime64[ns]"
            )
        else:
            dtype = "Int64" if str(column.dtype).startswith("Int") else "string"
            columns[name] = pd.Series([v if dtype == "Int64" else str(v) for v in values], dtype=dtype)
    return model.validate(pd.DataFrame(columns))
