"""The tables of replies: which there are, every count that was taken, every check that was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandas.api.extensions import ExtensionDtype
from pandera.typing import Series

from forcefoi.clean import STATUSES
from forcefoi.question import OUTSIDE, Question
from forcefoi.schema import described
from forcefoi.sources.replies.gather import READ, REPLACED, UNREAD, Received
from forcefoi.sources.replies.reading import OUTCOMES
from forcefoi.sources.replies.reconcile import ACCEPTED, AGREES, APART, DIFFERS, WITHIN, Check
from forcefoi.sources.replies.revision import moved
from forcefoi.sources.replies.taken import Cell, Taken

ROLES = ("figure", "check", "outside the question")


class Replies(pa.DataFrameModel):
    """What forces sent back: one row a reply."""

    reply: Series[pd.StringDtype] = described("The force and the folder of the reply", unique=True)
    force: Series[pd.StringDtype] = described("Slug of the force")
    reference: Series[pd.StringDtype] = described("The force's reference of the request")
    sent: Series[pa.DateTime] = described("Day the request was sent; empty = not known", nullable=True)
    received: Series[pa.DateTime] = described(
        "Day the reply came; empty = none came, or not known", nullable=True
    )
    outcome: Series[pd.StringDtype] = described("What became of the request", isin=OUTCOMES)
    exemption: Series[pd.StringDtype] = described("Section of the Act that was refused under; empty = none")
    exemption_scope: Series[pd.StringDtype] = described("What the exemption was applied to")
    state: Series[pd.StringDtype] = described("Whether its figures are used", isin=(READ, UNREAD, REPLACED))
    replaced_by: Series[pd.StringDtype] = described("The later reply that replaces it; empty = none")
    files: Series[pd.StringDtype] = described("Names of its files, parted by `|`")
    held_back: Series[pd.BooleanDtype] = described("Whether a file is held back because it may name a person")
    licence: Series[pd.StringDtype] = described(
        "Under which licence the force published it; empty = not known"
    )
    may_republish: Series[pd.BooleanDtype] = described("Whether the files themselves may be published again")
    confirmed_by: Series[pd.StringDtype] = described("Who confirmed the reading; empty = nobody yet")
    confirmed_on: Series[pa.DateTime] = described("Day the reading was confirmed", nullable=True)
    counts: Series[pd.Int64Dtype] = described("Counts taken from it", ge=0)
    note: Series[pd.StringDtype] = described("What else is known of it")

    class Config:
        strict = True
        ordered = True
        name = "replies"


class ReplyChecks(pa.DataFrameModel):
    """Numbers of one reply held against each other: rows against totals, tables that slice the same crimes."""

    reply: Series[pd.StringDtype] = described("The reply, a row of `replies`")
    check: Series[pd.StringDtype] = described("Name of the check, as `[[accepted]]` of the reading names it")
    first_low: Series[pd.Int64Dtype] = described("The least that the first number can be", ge=0)
    first_high: Series[pd.Int64Dtype] = described("The most; empty = unbounded", ge=0, nullable=True)
    first_place: Series[pd.StringDtype] = described("Where the first number stands")
    second_low: Series[pd.Int64Dtype] = described("The least that the second number can be", ge=0)
    second_high: Series[pd.Int64Dtype] = described("The most; empty = unbounded", ge=0, nullable=True)
    second_place: Series[pd.StringDtype] = described("Where the second number stands")
    difference: Series[pd.Int64Dtype] = described("By how much the second is more than the first, at least")
    status: Series[pd.StringDtype] = described(
        "What came of it", isin=(AGREES, WITHIN, DIFFERS, ACCEPTED, APART)
    )
    because: Series[pd.StringDtype] = described("Why a difference was accepted, and by whom")

    class Config:
        strict = True
        ordered = True
        name = "reply_checks"


class ReplyRevisions(pa.DataFrameModel):
    """What a later reply of the same force gives otherwise than the one it replaces: one row a count."""

    force: Series[pd.StringDtype] = described("Slug of the force")
    earlier: Series[pd.StringDtype] = described("The reply that is replaced")
    later: Series[pd.StringDtype] = described("The reply that replaces it")
    measure: Series[pd.StringDtype] = described("What is counted, as the reading says")
    counted: Series[pd.StringDtype] = described(
        "What the count is of: a value of each dimension, parted by `|`"
    )
    before_low: Series[pd.Int64Dtype] = described("The least it could be before", ge=0, nullable=True)
    before_high: Series[pd.Int64Dtype] = described(
        "The most; empty = unbounded, or not given", ge=0, nullable=True
    )
    before_place: Series[pd.StringDtype] = described("Where it stood; empty = not given")
    after_low: Series[pd.Int64Dtype] = described("The least it can be now", ge=0, nullable=True)
    after_high: Series[pd.Int64Dtype] = described(
        "The most; empty = unbounded, or not given", ge=0, nullable=True
    )
    after_place: Series[pd.StringDtype] = described("Where it stands now; empty = not given any more")
    claims: Series[pd.StringDtype] = described("Claims that are checked against this count, parted by `|`")

    class Config:
        strict = True
        ordered = True
        name = "reply_revisions"


Column = tuple[str, type[ExtensionDtype], str, dict[str, Any]]
# The columns of `reply_counts` before and after those of the question's dimensions: name, dtype, description, rules.
BEFORE: tuple[Column, ...] = (
    ("reply", pd.StringDtype, "The reply, a row of `replies`", {}),
    ("force", pd.StringDtype, "Slug of the force", {}),
    ("table", pd.StringDtype, "The table of the reading", {}),
    ("group", pd.StringDtype, "Tables of one group are parts of one whole; those of two are never added", {}),
    ("measure", pd.StringDtype, "What is counted, as the reading says", {}),
    ("unit", pd.StringDtype, "What the force called what it counted", {}),
    ("role", pd.StringDtype, "Whether it is a figure, or only checked against", {"isin": ROLES}),
)
AFTER: tuple[Column, ...] = (
    ("low", pd.Int64Dtype, "The least the true count can be", {"ge": 0}),
    ("high", pd.Int64Dtype, "The most the true count can be; empty = unbounded", {"ge": 0, "nullable": True}),
    ("status", pd.StringDtype, "Why the count is what it is", {"isin": STATUSES}),
    ("text", pd.StringDtype, "The cell as it stands in the file", {}),
    ("withheld", pd.StringDtype, "Why no page may print it; empty = one may", {}),
    ("locator", pd.StringDtype, "Where it stands: file, sheet or page, cell or rows", {}),
)
SPLIT = "Value of this dimension; a window as first day/last day; `all` or `not stated` where it isn't split"


def counts_model(names: Sequence[str]) -> type[pa.DataFrameModel]:
    """The model of `reply_counts` for a question with dimensions of these names: a column each.

    >>> list(counts_model(["place"]).to_schema().columns)[6:9]
    ['role', 'place', 'low']
    """
    columns = (*BEFORE, *((name, pd.StringDtype, SPLIT, {}) for name in names), *AFTER)
    fields: dict[str, object] = {name: described(what, **rules) for name, _, what, rules in columns}
    # Which types these are is known only now, from the question.
    fields["__annotations__"] = {name: Series[dtype] for name, dtype, _, _ in columns}  # type: ignore[valid-type]
    fields["__module__"] = __name__
    fields["__doc__"] = "Every count taken from a confirmed reply, with the cell it stands in."
    fields["Config"] = type("Config", (), {"strict": True, "ordered": True, "name": "reply_counts"})
    return type("ReplyCounts", (pa.DataFrameModel,), fields)


def replies_table(received: Sequence[Received]) -> pd.DataFrame:
    """Columns of `Replies`, one row a reply."""
    rows = [_reply(each) for each in received]
    return Replies.validate(frame_of(rows, Replies))


def _reply(each: Received) -> dict[str, object]:
    reply = each.reply
    taken = each.checked.taken if each.checked else []
    return {
        "reply": each.id,
        "state": each.state,
        "replaced_by": each.replaced_by,
        "files": "|".join(file.name for file in reply.files),
        "held_back": any(file.held_back for file in reply.files),
        "counts": sum(len(table.cells) for table in taken),
        **{
            name: getattr(reply, name)
            for name in ("force", "reference", "sent", "received", "outcome", "exemption", "exemption_scope", "licence",
                         "may_republish", "confirmed_by", "confirmed_on", "note")
        },
    }  # fmt: skip


def checks_table(received: Sequence[Received]) -> pd.DataFrame:
    """Columns of `ReplyChecks`, one row a check of each reply that is read."""
    rows = [_check(each.id, check) for each in received if each.checked for check in each.checked.checks]
    return ReplyChecks.validate(frame_of(rows, ReplyChecks))


def _check(reply: str, check: Check) -> dict[str, object]:
    return {
        "reply": reply,
        "check": check.id,
        "first_low": check.first.low,
        "first_high": check.first.high,
        "first_place": check.first_place,
        "second_low": check.second.low,
        "second_high": check.second.high,
        "second_place": check.second_place,
        "difference": check.difference,
        "status": check.status,
        "because": check.because,
    }


def counts_table(
    received: Sequence[Received], question: Question, withheld: Mapping[int, str] | None = None
) -> pd.DataFrame:
    """Columns of `counts_model`, one row a count of each reply that is read and not replaced.

    withheld
        Why a page may not print a count, by the `id()` of its cell.
    """
    model = counts_model(question.names)
    rows = [
        {**_count(each, taken, cell), "withheld": (withheld or {}).get(id(cell), "")}
        for each in received
        if each.checked and each.state == READ
        for taken in each.checked.taken
        for cell in taken.cells
    ]
    return model.validate(frame_of(rows, model))


def _count(each: Received, taken: Taken, cell: Cell) -> dict[str, object]:
    table = taken.table
    role = "figure" if table.use == "figures" else "check"
    return {
        "reply": each.id,
        "force": each.reply.force,
        "table": table.id,
        "group": table.group,
        "measure": table.measure,
        "unit": table.unit,
        "role": OUTSIDE if OUTSIDE in cell.at.values() else role,
        **cell.at,
        "low": cell.count.low,
        "high": cell.count.high,
        "status": cell.count.status,
        "text": cell.text,
        "locator": f"{table.file}, {cell.place}",
    }


def revisions_table(
    received: Sequence[Received], question: Question, claims: Mapping[tuple[str, ...], Sequence[str]]
) -> pd.DataFrame:
    """Columns of `ReplyRevisions`.

    claims
        Ids of the claims that are checked against a figure, by its force and its values in order of the dimensions.
    """
    rows = [
        {
            "force": each.force,
            "earlier": each.earlier,
            "later": each.later,
            "measure": each.measure,
            "counted": "|".join(each.at),
            "before_low": each.before.low if each.before else None,
            "before_high": each.before.high if each.before else None,
            "before_place": each.before_place,
            "after_low": each.after.low if each.after else None,
            "after_high": each.after.high if each.after else None,
            "after_place": each.after_place,
            "claims": "|".join(claims.get((each.force, *each.at), ())),
        }
        for each in moved(received, question)
    ]
    return ReplyRevisions.validate(frame_of(rows, ReplyRevisions))


def frame_of(rows: Sequence[Mapping[str, object]], model: type[pa.DataFrameModel]) -> pd.DataFrame:
    """Rows as a frame with the columns and dtypes of a model, also where there is no row."""
    columns = model.to_schema().columns
    frame = pd.DataFrame({name: [row[name] for row in rows] for name in columns}, columns=list(columns))
    for name, rules in columns.items():
        if "datetime" in str(rules.dtype):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ns]")
        else:
            frame[name] = frame[name].astype(
                str(rules.dtype) if "string" not in str(rules.dtype) else "string"
            )
    return frame
