"""The one table that everything else is made from: its words and its schema."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.bounds import Bounds
from forcefoi.clean import GENDERS, STATUSES, WITH_COUNT
from forcefoi.number import Input, Number
from forcefoi.schema import described
from forcefoi.windows import Window

WINDOW_BASES = ("stated", "inferred")


class Figures(pa.DataFrameModel):
    """One count for force × offences × victim gender × window, from one source."""

    figure_id: Series[pd.StringDtype] = described("Name of the figure; the same tomorrow", unique=True)
    force: Series[pd.StringDtype] = described("Slug of the force, or `uk` for an aggregate of forces")
    offences: Series[pd.StringDtype] = described("Group of Home Office classes, a name from exercise.toml")
    victim_gender: Series[pd.StringDtype] = described("Gender of the victim as recorded", isin=GENDERS)
    window_start: Series[pa.DateTime] = described("First day counted")
    window_end: Series[pa.DateTime] = described("Last day counted")
    days: Series[pd.Int64Dtype] = described("Days in the window, both ends included", ge=1)
    window_as_published: Series[pd.StringDtype] = described("The window in the source's own words")
    window_basis: Series[pd.StringDtype] = described(
        "Whether the source states the window or it is inferred from the request", isin=WINDOW_BASES
    )
    other_windows: Series[pd.StringDtype] = described(
        "What else the window could mean: `start/end`, parted by `|`; empty = nothing known"
    )
    low: Series[pd.Int64Dtype] = described("The least the true count can be, in crimes", ge=0)
    high: Series[pd.Int64Dtype] = described(
        "The most the true count can be, in crimes; empty = unbounded", ge=0, nullable=True
    )
    status: Series[pd.StringDtype] = described("Why the count is what it is", isin=STATUSES)
    qualifier: Series[pd.StringDtype] = described("The qualifier given in the raw table")
    unit_as_published: Series[pd.StringDtype] = described("What the source called what it counted")
    source_id: Series[pd.StringDtype] = described("The source, a row of `sources`")
    locator: Series[pd.StringDtype] = described("Where in the source the figure stands")
    note: Series[pd.StringDtype] = described("What else is known of it")

    class Config:
        strict = True
        ordered = True
        name = "figures"

    @pa.dataframe_check(error="window_end is before window_start")
    def _in_order(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["window_start"] <= frame["window_end"]

    @pa.dataframe_check(error="high is below low")
    def _bounds(cls, frame: pd.DataFrame) -> pd.Series:
        return (frame["high"] >= frame["low"]).fillna(True).astype(bool)


def window_of(row: pd.Series) -> Window:
    """The window of one row of figures."""
    return Window(row["window_start"].date(), row["window_end"].date())


def bounds_of(row: pd.Series) -> Bounds:
    """The bounds of one row of figures."""
    return Bounds(int(row["low"]), None if pd.isna(row["high"]) else int(row["high"]))


# What the id of a source begins with that is a force's own reply; no publisher's begins so.
REPLY = "reply-"


def from_reply(figures: pd.DataFrame) -> pd.Series:
    """Which figures stand in the force's own reply, not in what somebody printed of it: a series of bool."""
    return figures["source_id"].str.startswith(REPLY).astype(bool)


# What stands in the locator of a figure of which a cell was corrected, before the correction itself.
CORRECTED = ", corrected by us"
# The word for a count that could be printed and is not, since with others it would give away one below the
# threshold: the figure's qualifier, and first of every reason.
WITHHELD = "withheld"


def input_of(row: pd.Series) -> Input:
    """One row of figures as what a number was worked out from: what it counts, how it was printed, and where."""
    basis = ", inferred" if row["window_basis"] == "inferred" else ""
    what = f"{row['offences']}, victims {row['victim_gender']}, {window_of(row).label()}{basis}"
    text = (
        f"{_count(row)} crimes recorded: {what}; "
        f"printed as {row['unit_as_published']}, “{row['window_as_published']}” (figure {row['figure_id']})"
    )
    return Input(row["figure_id"], text, row["locator"])


def number_of(row: pd.Series) -> Number:
    """The count of one row of figures as a number that opens."""
    bounds = bounds_of(row)
    formula = _how(row, bounds)
    return Number(
        row["figure_id"], bounds.low, bounds.high, "crimes", "Crimes recorded", formula, (input_of(row),)
    )


def _how(row: pd.Series, bounds: Bounds) -> str:
    if row["qualifier"] == WITHHELD:
        return f"withheld here: what the other numbers leave of it is {bounds}"
    how = "as corrected" if CORRECTED in row["locator"] else "as printed"
    if row["status"] == "rounded":
        how += f", about {printed_count(row):,}"
    return how if bounds.is_exact else f"{how}, {row['status']}: taken as {bounds}"


def printed_count(row: pd.Series) -> int:
    """The count that a source printed, of a figure that was rounded in print: the middle of what it can stand for."""
    bounds = bounds_of(row)
    return bounds.low if bounds.high is None else (bounds.low + bounds.high) // 2


def _count(row: pd.Series) -> str:
    if row["status"] not in WITH_COUNT:
        return str(row["status"])
    bounds = bounds_of(row)
    if bounds.say_nothing:
        return f"{bounds} of"
    return f"about {printed_count(row):,} (taken as {bounds})" if row["status"] == "rounded" else str(bounds)
