"""Chart: crimes of six classes as officially recorded, by quarter, with the days on which a rule changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from forcefoi.charts.chart import Chart, need_columns
from forcefoi.charts.marks import (
    Break,
    break_text,
    breaks_inside,
    flags_height,
    mark_breaks,
    quarter,
    spread,
    wrapped,
)
from forcefoi.charts.style import (
    FONT,
    LINE,
    LOOKS,
    MUTED,
    PAPER,
    SMALL,
    Look,
    drawing,
    new_figure,
    plain,
    settle,
)
from forcefoi.charts.table import Missing
from forcefoi.charts.titles import recorded_title
from forcefoi.errors import ForcefoiError
from forcefoi.windows import MONTHS

COLUMNS = ("force", "offence", "quarter_start", "quarter_end", "count")
CODES = ("3B", "105B", "8L", "8M", "8Q", "8R")
# Malicious communications were counted inside harassment (8L) until this day, and apart from it (8R) since.
SPLIT = pd.Timestamp(2017, 4, 1)
# They became notifiable, and were counted, on this day: a line that is named after them begins no earlier.
NOTIFIABLE = pd.Timestamp(2015, 4, 1)


def recorded_by_quarter(
    recorded: pd.DataFrame,
    *,
    breaks: Sequence[Break],
    offence_names: Mapping[str, str],
    where: str,
    name: str = "recorded-by-quarter",
) -> Chart:
    """The official counts of one place, as four lines: 8L with 8R, 8Q, 3B, and 8M with 105B.

    8L and 8R are never drawn apart: before April 2017 the line is 8L, which held 8R then; since, it is
    their sum. The upper panel holds that line; the lower panel the other three, which are much smaller, on
    their own scale. A quarter with a count missing is a gap, never a nought. The table has the six classes
    as recorded.

    `recorded` has one row an offence and quarter of one force: `force` (text), `offence` (3B 105B 8L 8M 8Q
    8R), `quarter_start` and `quarter_end` (datetime64), `count` (Int64, crimes; NA = no such class yet or
    not known; may be negative where the Home Office took back earlier counts). `breaks` have `.day` and
    `.label`; `offence_names` gives each code's name.

    Raises ForcefoiError for missing columns, no counts, several forces, or two rows for one offence and
    quarter.

    >>> recorded = pd.DataFrame({
    ...     "force": "kent", "offence": "3B", "count": pd.array([40, 52], "Int64"),
    ...     "quarter_start": pd.to_datetime(["2017-04-01", "2017-07-01"]),
    ...     "quarter_end": pd.to_datetime(["2017-06-30", "2017-09-30"])})
    >>> names = {"3B": "Threats to kill"}
    >>> chart = recorded_by_quarter(recorded, breaks=[], offence_names=names, where="Kent")
    >>> print(chart.alt)
    A line, April 2017 to September 2017, by quarter. Threats to kill (3B): 40 in April to June 2017, \
52 in July to September 2017, highest 52 in July to September 2017.
    """
    wide = _wide(recorded)
    names = {code: f"{plain(offence_names.get(code, code))} ({code})" for code in CODES}
    if {"8L", "8R"} <= set(offence_names):
        both = f"{plain(offence_names['8L'])} and {_lower(plain(offence_names['8R']))} (8L + 8R)"
    else:
        both = "Harassment and malicious communications (8L + 8R)"
    lines = {
        both: _harassment(wide),
        names["8Q"]: wide["8Q"],
        names["3B"]: wide["3B"],
        "Racially or religiously aggravated (8M + 105B)": wide["8M"] + wide["105B"],
    }
    lines = {label: line for label, line in lines.items() if line.notna().any()}
    ends = wide["quarter_end"]
    found = breaks_inside(breaks, wide.index[0].date(), ends.iloc[-1].date())
    where = plain(where)

    with drawing():
        figure = _draw(lines, both, ends, found)
    table = pd.DataFrame(
        {"Quarter": [_row_name(start, end, found) for start, end in zip(ends.index, ends, strict=True)]}
    )
    for code in CODES:
        table[names[code]] = wide[code].array
    gone = (
        Missing("[z]", "not applicable: no such class before April 2017")
        if _only_before_split(wide)
        else Missing()
    )
    return Chart(
        name=name,
        title=recorded_title(where, *_told_of(lines), ends, [pd.Timestamp(b.day) for b in found], NOTIFIABLE),
        caption=f"Crimes recorded by quarter, {where}",
        subtitle=f"Crimes recorded a quarter, {_span(ends)}, all victims and all channels, official "
        "recorded-crime tables; not the same measure as the FOI figures",
        alt=_alt(lines, ends, found),
        figure=figure,
        table=table,
        note=_note(wide, names),
        missing={names["8R"]: gone},
    )


def _row_name(start: pd.Timestamp, end: pd.Timestamp, breaks: Sequence[Break]) -> str:
    """A quarter in words, with the mark of a break in the series where a rule changed in it."""
    return quarter(start, end) + " [b]" * any(start.date() <= each.day <= end.date() for each in breaks)


def _wide(recorded: pd.DataFrame) -> pd.DataFrame:
    """One row a quarter, by its start, with `quarter_end` and the six classes (Int64)."""
    need_columns(recorded, COLUMNS, "recorded_by_quarter")
    kept = recorded[recorded["offence"].isin(CODES)]
    if not kept["count"].notna().any():
        raise ForcefoiError("recorded_by_quarter has no counts to draw: no official table covers this force")
    if kept["force"].nunique() > 1:
        raise ForcefoiError(
            f"recorded_by_quarter draws one place; it was given {kept['force'].nunique():,} forces: "
            "add them up first"
        )
    if kept.duplicated(["offence", "quarter_start"]).any():
        raise ForcefoiError("recorded_by_quarter was given two rows for one offence and quarter")
    wide = kept.pivot(index="quarter_start", columns="offence", values="count").reindex(columns=list(CODES))
    ends = kept.groupby("quarter_start")["quarter_end"].max()
    # A quarter without a row is a gap, as one without a count is.
    every = pd.date_range(wide.index.min(), wide.index.max(), freq="QS").union(pd.DatetimeIndex(wide.index))
    wide = wide.astype("Int64").reindex(every)
    wide["quarter_end"] = ends.reindex(every).fillna(every.to_series() + pd.offsets.QuarterEnd())
    return wide


def _harassment(wide: pd.DataFrame) -> pd.Series:
    """8L with 8R: 8L alone while 8R was inside it, and unknown when a part is missing since."""
    before = (wide.index < SPLIT) & wide["8R"].isna()
    return wide["8L"] + wide["8R"].mask(before, 0)


def _only_before_split(wide: pd.DataFrame) -> bool:
    return bool((wide.index[wide["8R"].isna()] < SPLIT).all())


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _draw(lines: dict[str, pd.Series], both: str, ends: pd.Series, breaks: list[Break]) -> Figure:
    panels = [[label for label in lines if label == both], [label for label in lines if label != both]]
    panels = [panel for panel in panels if panel]
    ratios = [flags_height(breaks), *([2.1] * len(panels))]
    figure = new_figure(sum(ratios) + 0.35 * len(panels) + 0.5)
    flags, *axes = figure.subplots(
        1 + len(panels), sharex=True, height_ratios=ratios, squeeze=False
    )[:, 0]  # fmt: skip
    flags.set_axis_off()
    looks = dict(zip([both, *(label for label in lines if label != both)], LOOKS, strict=False))
    for ax, panel in zip(axes, panels, strict=True):
        for label in panel:
            _line(ax, lines[label], ends, looks[label])
        _scale(ax, [lines[label] for label in panel])
        alone = panel[0] if len(panel) == 1 else "The smaller classes, on their own scale"
        colour = looks[panel[0]].colour if len(panel) == 1 else MUTED
        heading = wrapped(alone, 34 if len(panel) == 1 else 40)
        figure.set_figheight(figure.get_figheight() + heading.count("\n") * FONT * LINE / 72)
        ax.set_title(
            heading, loc="left", fontsize=FONT, color=colour,
            weight="bold" if len(panel) == 1 else "normal",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )  # fmt: skip
    first, last = date2num(ends.index[0]), date2num(ends.iloc[-1]) + 1
    axes[-1].set_xlim(first, last)
    years = range(ends.index[0].year, ends.iloc[-1].year + 1)
    ticks = {f"Apr\n{year}": date2num(date(year, 4, 1)) for year in years}
    ticks = {label: day for label, day in ticks.items() if first <= day < last}
    axes[-1].set_xticks(list(ticks.values()), list(ticks))
    for ax in axes:
        ax.tick_params(axis="x", length=4)
    if len(panels[-1]) > 1:
        _name_lines(figure, axes[-1], {label: lines[label] for label in panels[-1]}, looks, ends, last)
    else:
        settle(figure)
    mark_breaks(flags, axes, breaks)
    return figure


def _middle(start: pd.Timestamp, end: pd.Timestamp) -> float:
    return float(date2num(start) + date2num(end) + 1) / 2


def _line(ax: Axes, line: pd.Series, ends: pd.Series, look: Look) -> None:
    days = np.array([_middle(start, end) for start, end in zip(ends.index, ends, strict=True)])
    counts = line.to_numpy("float64", na_value=np.nan)
    # Each unbroken run is a line of its own: what isn't known is not bridged.
    for run in np.ma.clump_unmasked(np.ma.masked_invalid(counts)):
        ax.plot(
            days[run], counts[run], color=look.colour, linewidth=2, linestyle=look.linestyle,
            marker=look.marker, markersize=4.5, markeredgewidth=0, clip_on=False, zorder=3,
        )  # fmt: skip


def _scale(ax: Axes, lines: list[pd.Series]) -> None:
    least = min(0, *(int(line.min()) for line in lines))
    most = max(1, *(int(line.max()) for line in lines))
    ax.set_ylim(least, most * 1.06)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=2, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}".replace("-", "−")))
    ax.grid(axis="y")
    ax.axhline(0, color=MUTED, linewidth=1, zorder=2)
    ax.spines["bottom"].set_visible(least == 0)


def _name_lines(
    figure: Figure,
    ax: Axes,
    lines: dict[str, pd.Series],
    looks: dict[str, Look],
    ends: pd.Series,
    last: float,
) -> None:
    """Name each line at its end; a legend, where there is no room for the names."""
    labels = []
    for label, line in lines.items():
        known = line.dropna()
        labels.append(
            ax.text(
                last + (last - ax.get_xlim()[0]) * 0.025, float(known.iloc[-1]), wrapped(label, 13),
                color=looks[label].colour, fontsize=SMALL, va="center", linespacing=1.05,
            )
        )  # fmt: skip
    settle(figure)
    if spread(labels, ax):
        for text, line in zip(labels, lines.values(), strict=True):
            known = line.dropna()
            end = _middle(known.index[-1], ends[known.index[-1]])
            ax.annotate(
                "", xy=(end, float(known.iloc[-1])), xytext=text.get_position(), annotation_clip=False,
                arrowprops={
                    "arrowstyle": "-", "color": text.get_color(), "linewidth": 0.8,
                    "shrinkA": 1, "shrinkB": 4,
                },
            )  # fmt: skip
        return
    for text in labels:
        text.remove()
    handles = [
        Line2D([], [], color=looks[name].colour, linestyle=looks[name].linestyle, marker=looks[name].marker,
               markersize=4.5, linewidth=2, label=wrapped(name, 38))
        for name in lines
    ]  # fmt: skip
    legend = ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.2), handlelength=3, borderaxespad=0
    )
    figure.set_figheight(figure.get_figheight() + legend.get_window_extent().height / figure.dpi)
    settle(figure)


def _span(ends: pd.Series) -> str:
    first, last = ends.index[0], ends.iloc[-1]
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


def _told_of(lines: dict[str, pd.Series]) -> tuple[str, pd.Series]:
    """What the title is about: the first line, by its name without codes and capital."""
    label, line = next(iter(lines.items()))
    return _lower(label.partition(" (")[0]), line


def _alt(lines: dict[str, pd.Series], ends: pd.Series, breaks: list[Break]) -> str:
    span = _span(ends)
    shape = "Two panels of lines" if len(lines) > 1 else "A line"
    said = [f"{shape}, {span}, by quarter."]
    for label, line in lines.items():
        known = line.dropna()
        start, end, high = known.index[0], known.index[-1], known.index[int(known.argmax())]
        words = [f"{_n(known[day])} in {quarter(day, ends[day])}" for day in (start, end, high)]
        gaps = int(line.isna().sum())
        said.append(
            f"{label}: {words[0]}, {words[1]}, highest {words[2]}"
            + (f"; {gaps} quarter{'s' * (gaps != 1)} not available." if gaps else ".")
        )
        if (least := known.min()) < 0:
            said.append(f"It falls below nought, to {_n(least)}.")
    if breaks:
        said.append(
            "Vertical lines mark changes of what is counted. " + ". ".join(map(break_text, breaks)) + "."
        )
    return " ".join(said)


def _note(wide: pd.DataFrame, names: dict[str, str]) -> str:
    said = []
    if (wide.index < SPLIT).any() and wide["8L"].notna().any():
        said.append(
            "From April 2015 to March 2017 malicious communications were counted inside harassment (8L), and before "
            "in no class here; since April 2017 they are 8R. The line is 8L until then and 8L + 8R since, "
            "and the two are never compared apart."
        )
    back = [
        f"{names[code]}, {quarter(start, end)}: {_n(count)}"
        for code in CODES
        for start, end, count in zip(wide.index, wide["quarter_end"], wide[code], strict=True)
        if pd.notna(count) and count < 0
    ]
    if back:
        said.append(
            f"A count below nought is the Home Office taking back earlier counts ({'; '.join(back)})."
        )
    return " ".join(said)


def _n(count: object) -> str:
    return f"{count:,}".replace("-", "−")
