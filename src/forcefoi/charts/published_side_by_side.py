"""Chart: every public figure as a bar as long as its window, so that unlike windows are seen to be unlike."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from forcefoi.charts.chart import Chart, link, need_columns
from forcefoi.charts.marks import Break, break_text, breaks_inside, count_text, fit, flags_height, mark_breaks
from forcefoi.charts.style import (
    EDGE,
    FONT,
    INK,
    LOOKS,
    MUTED,
    PAPER,
    SMALL,
    drawing,
    new_figure,
    plain,
    settle,
)
from forcefoi.charts.titles import side_by_side_title
from forcefoi.errors import ForcefoiError
from forcefoi.told import tell
from forcefoi.windows import long_date

COLUMNS = (
    "name", "offences", "victim_gender", "window_label", "window_start", "window_end", "days", "low", "high",
    "status", "inferred",
)  # fmt: skip


def published_side_by_side(
    figures: pd.DataFrame, *, breaks: Sequence[Break] = (), name: str = "published-side-by-side"
) -> Chart:
    """All public figures on one scale of days, by force in the order given; inferred windows are hollow.

    A bar's length is its window, not its count: the count is written beside it. `figures` has one row a
    figure: `name`, `offences`, `victim_gender`, `window_label` (text), `window_start` and `window_end`
    (datetime64, both days included; NaT = not known, then there is no bar), `days` (Int64), `low` and
    `high` (Int64, crimes; high NA = unbounded, low NA = no count), `status` (text) and `inferred` (bool).
    `breaks` have `.day` and `.label`. Counts open where there is a column `number` (`Number`).

    Raises ForcefoiError for missing columns or no rows.

    >>> figures = pd.DataFrame({
    ...     "name": ["Cheshire"], "offences": ["all"], "victim_gender": ["female"],
    ...     "window_label": ["2017/18"],
    ...     "window_start": pd.to_datetime(["2017-04-01"]), "window_end": pd.to_datetime(["2018-03-31"]),
    ...     "days": [365], "low": [850], "high": [850], "status": ["exact"], "inferred": [False]})
    >>> print(published_side_by_side(figures).alt.split(". ")[-1])
    Cheshire: all, female, 850 in 365 days, 2017/18.
    """
    need_columns(figures, COLUMNS, "published_side_by_side")
    if figures.empty:
        raise ForcefoiError("published_side_by_side has no figures to draw")
    rows = figures.reset_index(drop=True)
    known = rows.dropna(subset=["window_start", "window_end"])
    if known.empty:
        raise ForcefoiError("published_side_by_side has no figure with a window to draw")
    first, last = known["window_start"].min(), known["window_end"].max()
    found = breaks_inside(breaks, first.date(), last.date())
    with drawing():
        figure = _draw(rows, first, last, found)
    table = pd.DataFrame(
        {
            "Force": rows["name"],
            "Offences": rows["offences"],
            "Victim’s gender": rows["victim_gender"],
            "Window": rows["window_label"],
            "Days": rows["days"],
            "Crimes recorded": [_told(row) for row in rows.to_dict("records")],
            "Window is": rows["inferred"].map({True: "Inferred", False: "Stated"}),
        }
    )
    return Chart(
        name=name,
        # What was refused has a window, and is no figure.
        title=side_by_side_title(rows.loc[has_count(rows), "days"].where(rows["window_start"].notna())),
        caption="The public figures, each with its window",
        subtitle=f"Crimes flagged as online, as published from replies, {long_date(first.date())} to "
        f"{long_date(last.date())}; a bar’s length is the time it covers, not the count",
        alt=_alt(rows, found),
        figure=figure,
        table=table,
        note="Figures on unlike windows, or of unlike offences, can’t be ranked or added. "
        "A hollow, dashed bar is a window inferred, not stated by the source.",
        labels=tuple(row["number"] for row in rows.to_dict("records") if _opens(row)),
    )


# A row of the table, by its columns.
Row = Mapping[Hashable, Any]
TEXT, BAR, ROW, HEAD = 0.15, 0.36, 0.52, 0.36  # inches from the top of a row


def _draw(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, breaks: list[Break]) -> Figure:
    groups = rows.groupby("name", sort=False)
    height = ROW * len(rows) + HEAD * groups.ngroups
    above = flags_height(breaks)
    figure = new_figure(height + above + 0.6)
    flags, ax = figure.subplots(2, sharex=True, height_ratios=[above, height])
    flags.set_axis_off()
    ax.set_ylim(height, 0)
    start, end = date2num(first), date2num(last) + 1
    ax.set_xlim(start, end)
    ticks = [
        day
        for year in range(first.year, last.year + 1)
        if start <= (day := date2num(date(year, 4, 1))) <= end
    ]
    ax.set_xticks(ticks, [f"Apr\n{pd.Timestamp(day, unit='D').year}" for day in ticks])
    ax.set_yticks([])
    ax.grid(axis="x")
    look, y, bars = LOOKS[0], 0.0, []
    # Where it begins and ends, how far down, and what it says: the name of a force, or a row.
    labels: list[tuple[float, float, float, str | None, Row]] = []
    for force, group in groups:
        labels.append((start, start, y + HEAD / 2 + 0.05, plain(force, 40), {}))
        y += HEAD
        for row in group.to_dict("records"):
            has_window = pd.notna(row["window_start"]) and pd.notna(row["window_end"])
            left = date2num(row["window_start"]) if has_window else start
            right = date2num(row["window_end"]) + 1 if has_window else start
            labels.append((left, right, y + TEXT, None, row))
            if has_window:
                bars.append((left, right, y + BAR, bool(row["inferred"])))
            y += ROW
    for left, right, at, inferred in bars:
        ax.barh(
            at, right - left, 0.15, left=left, zorder=3, linewidth=1.5, edgecolor=look.colour,
            facecolor=PAPER if inferred else look.colour, linestyle=(0, (3, 1.5)) if inferred else "solid",
        )  # fmt: skip
    settle(figure)
    for left, right, at, heading, shown in labels:
        strong = heading is not None
        label = ax.text(
            left, at, _label(shown, 40) if heading is None else heading, va="center",
            fontsize=FONT if strong else SMALL, weight="bold" if strong else "normal",
            color=MUTED if strong else INK, zorder=4, in_layout=False,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
            url=None if strong or not _opens(shown) else link(shown["number"]),
        )  # fmt: skip
        if strong:
            fit(label)
        if label.get_window_extent().x1 <= figure.bbox.x1 - EDGE:
            continue
        label.set_horizontalalignment("right")
        label.set_x(right)
        if label.get_window_extent().x0 < 3:
            label.set_horizontalalignment("left")
            label.set_x(start)
            for letters in (30, 20, 10):
                if label.get_window_extent().x1 > figure.bbox.x1 - EDGE:
                    label.set_text(_label(shown, letters))
    mark_breaks(flags, [ax], breaks)
    return figure


def _count(row: Row) -> str:
    return count_text(row["low"], row["high"], str(row["status"]))


def has_count(rows: pd.DataFrame) -> pd.Series:
    """Whether each row bounds its count at all."""
    return (rows["low"] > 0).fillna(False).astype(bool) | rows["high"].notna()


def _opens(row: Row) -> bool:
    return "number" in row and not pd.isna(row["low"])


def _told(row: Row) -> object:
    return tell(row["number"], _count(row)) if _opens(row) else _count(row)


def _label(row: Row, letters: int) -> str:
    return f"{plain(row['offences'], letters)}, {plain(row['victim_gender'], 20)}: {_count(row)}"


def _alt(rows: pd.DataFrame, breaks: list[Break]) -> str:
    said = ["Bars on one scale of days, one for each public figure, as long as its window"]
    if breaks:
        said.append("Vertical lines mark changes of what is counted. " + ". ".join(map(break_text, breaks)))
    for force, group in rows.groupby("name", sort=False):
        parts = []
        for row in group.to_dict("records"):
            days = "" if pd.isna(row["days"]) else f" in {int(row['days']):,} days"
            parts.append(
                f"{plain(row['offences'])}, {plain(row['victim_gender'])}, {_count(row)}{days}, "
                f"{plain(row['window_label'])}{' (inferred)' if row['inferred'] else ''}"
            )
        said.append(f"{plain(force)}: {'; '.join(parts)}")
    return ". ".join(said) + "."
