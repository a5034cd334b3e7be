"""Chart: recorded rates against residents, with the limits that chance would keep to; not a league table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from forcefoi.charts.chart import Chart, link, need_columns
from forcefoi.charts.style import DOT, HERE, INK, MUTED, PAPER, SMALL, drawing, new_figure, plain, settle
from forcefoi.charts.titles import funnel_title
from forcefoi.errors import ForcefoiError
from forcefoi.number import Number
from forcefoi.told import tell

COLUMNS = ("force", "name", "residents", "recorded", "rate", "place")
LIMITS = ("residents", "low95", "high95", "low998", "high998")
# Where a name can stand beside its dot: right, left, above, below, and between.
PLACES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
FAR = "99.8%"  # a place outside these limits says so
NOTE = (
    "The limits say how far chance alone, with independent crimes, and the usual differences between forces "
    "would carry a force from the average. A place outside them is a question to ask about recording, "
    "not a finding about safety, and the plot does not rank."
)
TICKS = (100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)


def funnel(
    table: pd.DataFrame,
    limits: pd.DataFrame,
    target: float,
    *,
    here: str | None,
    year: str,
    numbers: Mapping[str, Number] | None = None,
    name: str = "funnel",
) -> Chart:
    """One dot a force, at its residents and its rate, between 95% and 99.8% limits; `here` is marked by name.

    `table` has one row a force: `force` (slug), `name` (text), `residents` (int), `recorded` (int, crimes),
    `rate` (float, crimes per 1,000 residents) and `place` (text, where it lies, such as "inside the 95%
    limits" or "above the 99.8% limits"). `limits` has `residents` and, per 1,000 residents, `low95`,
    `high95`, `low998` and `high998` (floats), a row for each point at which to draw them. `target` is the
    rate in the middle. The numbers stand in the order of the forces' names: a funnel plot doesn't rank.
    Residents are on a log scale, since the Metropolitan Police serves three times as many people as the
    next force. Without `here`, forces outside the 99.8% limits are named where there is room. `numbers`, from
    `analysis.funnel_numbers`, make the
    average and the numbers of `here` open.

    Raises ForcefoiError for missing columns, no rows, or `here` not in the table.

    >>> table = pd.DataFrame({
    ...     "force": ["kent"], "name": ["Kent Police"],
    ...     "residents": [1_846_478], "recorded": [16_065], "rate": [8.7],
    ...     "place": ["inside the 95% limits"]})
    >>> limits = pd.DataFrame({
    ...     "residents": [5e5, 9e6], "low95": 2.0, "high95": 9.0, "low998": 1.0, "high998": 10.0})
    >>> chart = funnel(table, limits, 5.5, here="kent", year="2017/18")
    >>> print(chart.alt.split(". ")[-1])
    Kent Police (8.70 per 1,000, 1,846,478 residents) is inside the 95% limits.
    """
    need_columns(table, COLUMNS, "funnel")
    need_columns(limits, LIMITS, "funnel (limits)")
    if table.empty or limits.empty:
        raise ForcefoiError("funnel has no forces to draw")
    table = table.sort_values("name", kind="stable", ignore_index=True)
    marked = table[_is(table, here)]
    if here is not None and marked.empty:
        raise ForcefoiError(f"{here} is not on the funnel: it is not among the {len(table)} forces compared")
    with drawing():
        known = dict(numbers or {})
        average = known.get("target")
        figure = _draw(table, limits.sort_values("residents"), target, here, average)
    drawn = table[["name", "residents", "recorded", "rate", "place"]].astype(object)
    for column, how in (("residents", ","), ("recorded", ","), ("rate", ",.2f")):
        if column in known:
            cells = zip(drawn[column], drawn.index.isin(marked.index), strict=True)
            drawn[column] = pd.Series(
                [tell(known[column], format(cell, how)) if opens else cell for cell, opens in cells],
                drawn.index,
                dtype=object,
            )
    return Chart(
        name=name,
        title=funnel_title(table, here, known),
        caption=f"Recorded rate and size of force, {plain(year)}",
        subtitle=f"Stalking and harassment recorded per 1,000 residents in {plain(year)}, {len(table)} "
        f"force{'s' * (len(table) != 1)}, all victims and all channels; not the same measure as the FOI figures",
        alt=_alt(table, target, here),
        figure=figure,
        table=drawn.set_axis(
            ["Force", "Residents", "Crimes recorded", "Per 1,000 residents", "Place on the plot"], axis=1
        ),
        note=NOTE,
        labels=(average,) if average else (),
    )


def _draw(
    table: pd.DataFrame, limits: pd.DataFrame, target: float, here: str | None, average: Number | None
) -> Figure:
    figure = new_figure(4.6)
    ax = figure.subplots()
    ax.set_xscale("log")
    for column, dashes in (("95", (4, 2)), ("998", ())):
        for side in ("low", "high"):
            ax.plot(
                limits["residents"], limits[side + column].clip(lower=0), color=MUTED,
                linewidth=1.3, linestyle=(0, dashes) if dashes else "solid", zorder=2,
            )  # fmt: skip
    ax.axhline(target, color=MUTED, linewidth=1, dashes=(1, 2), zorder=1)
    others, marked = table[~_is(table, here)], table[_is(table, here)]
    ax.scatter(
        others["residents"], others["rate"], color=DOT, s=42, linewidth=0.6, edgecolor=PAPER, zorder=3,
        clip_on=False,
    )  # fmt: skip
    ax.scatter(
        marked["residents"], marked["rate"], color=HERE, s=150, marker="D", linewidth=1.5, edgecolor=INK,
        zorder=5, clip_on=False,
    )  # fmt: skip
    left, right = limits["residents"].min(), limits["residents"].max()
    left, right = min(left, table["residents"].min()) * 0.95, max(right, table["residents"].max()) * 1.02
    ax.set_xlim(left, right)
    ax.set_ylim(0, max(table["rate"].max(), limits["high998"].quantile(0.9)) * 1.08)
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in TICKS if left <= tick <= right]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1e6:g}m"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel("Residents, in millions, on a log scale")
    ax.set_title("Crimes recorded per 1,000 residents", loc="left", fontsize=SMALL, color=MUTED)
    ax.grid(axis="y")
    ends = limits.iloc[-1]
    for y, text in ((ends["high998"], "99.8%"), (ends["high95"], "95%"), (target, f"Average\n{target:.1f}"),
                    (ends["low95"], "95%"), (ends["low998"], "99.8%")):  # fmt: skip
        url = link(average) if average and text.startswith("Average") else None
        ax.text(right * 1.03, y, text, fontsize=SMALL, color=MUTED, va="center", linespacing=1.05, url=url)
    settle(figure)
    _name_dots(ax, table, here)
    return figure


def _is(table: pd.DataFrame, here: str | None) -> pd.Series:
    """Which row is `here`. A column of text answers "not known" to whether it is None, which would draw no force."""
    return (table["force"] == here).fillna(False).astype(bool) if here else pd.Series(False, table.index)


def _name_dots(ax: Axes, table: pd.DataFrame, here: str | None) -> None:
    """Name `here`; without it the forces far out, each where there is room. No name covers a dot, a line or a number of
    an axis: a force that finds no room has its name in the table, and `here` always has one in the picture.
    """
    dots = ax.transData.transform(table[["residents", "rate"]].to_numpy(dtype=float))
    taken: list[tuple[float, ...]] = [(x - 5, y - 5, x + 5, y + 5) for x, y in dots]
    box = ax.get_window_extent()
    taken += [(box.x0 - 60, box.y0 - 60, box.x1, box.y0 + 1), (box.x0 - 60, box.y0, box.x0, box.y1)]
    for line in ax.lines:
        points = line.get_transform().transform(np.column_stack(line.get_data()))
        taken += [
            (min(x, x2), min(y, y2) - 1, max(x, x2), max(y, y2) + 1) for (x, y), (x2, y2) in pairwise(points)
        ]
    taken += [tuple(text.get_window_extent().extents) for text in ax.texts]
    named = (
        table[_is(table, here)] if here else table[table["place"].str.contains(FAR, regex=False, na=False)]
    )
    for i, row in named.iterrows():
        found = _named_at_best(ax, row, [each for place, each in enumerate(taken) if place != i], bool(here))
        if found is not None:
            taken.append(tuple(found.get_window_extent().extents))


def _named_at_best(ax: Axes, row: pd.Series, taken: list[tuple[float, ...]], strong: bool) -> Text | None:
    """The name of a force at the first of many places that is free; the least bad one where it must have one."""
    frame, best, least = ax.figure.bbox, None, np.inf
    for gap, (right, up) in product((10, 18, 28, 40, 60, 90, 130), PLACES):
        text = ax.annotate(
            plain(row["name"], 40), (row["residents"], row["rate"]), (right * gap, up * gap),
            textcoords="offset points", ha=("center", "left", "right")[right], va=("center", "bottom", "top")[up],
            fontsize=SMALL, weight="bold" if strong else "normal", color=HERE if strong else INK, zorder=6,
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.8, "shrinkA": 1, "shrinkB": 5}
            if gap > 10
            else None,
        )  # fmt: skip
        x0, y0, x1, y1 = text.get_window_extent().extents
        crossed = sum(_shared((x0, y0, x1, y1), box) for box in taken)
        crossed += 1e3 * (x0 < frame.x0 or x1 > frame.x1 or y0 < frame.y0 or y1 > frame.y1)
        if crossed < least:
            if best is not None:
                best.remove()
            best, least = text, crossed
        else:
            text.remove()
        if least == 0:
            return best
    if best is not None and not strong:
        best.remove()
        return None
    return best


def _shared(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The area that two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _alt(table: pd.DataFrame, target: float, here: str | None) -> str:
    what = (
        f"A funnel plot of {len(table)} force{'s' * (len(table) != 1)}: residents across, crimes recorded "
        "per 1,000 residents upward, with limits that narrow "
        f"towards the average of {target:,.2f} as forces grow"
    )
    said = [what]
    counts = table["place"].value_counts()
    said.append(", ".join(f"{counts[place]} {place}" for place in sorted(counts.index)))
    for _, row in table[_is(table, here)].iterrows():
        said.append(
            f"{plain(row['name'])} ({row['rate']:,.2f} per 1,000, {row['residents']:,} residents) "
            f"is {row['place']}"
        )
    return ". ".join(said) + "."
