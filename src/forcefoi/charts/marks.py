"""What charts share: days on which a rule changed, labels that keep clear of each other, counts in words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.text import Text

from forcefoi.bounds import Bounds
from forcefoi.charts.style import EDGE, FONT, INK, LINE, MUTED, PAPER, SMALL, plain
from forcefoi.windows import MONTHS, long_date


class Break(Protocol):
    """A day on which what is counted changed. `label` says how, in a few words."""

    @property
    def day(self) -> date:
        """The first day on which the other rule holds."""
        ...

    @property
    def label(self) -> str:
        """What changed, in a few words."""
        ...


def breaks_inside(breaks: Sequence[Break], first: date, last: date) -> list[Break]:
    """The breaks that part the days from `first` to `last`, earliest first: one on `first` parts nothing."""
    return sorted((b for b in breaks if first < b.day <= last), key=lambda b: b.day)


def break_text(found: Break) -> str:
    """A break in words, as charts and their text alternatives say it: `April 2017: 8R split from 8L`."""
    day = f"{MONTHS[found.day.month - 1]} {found.day.year}" if found.day.day == 1 else long_date(found.day)
    return f"{day}: {plain(found.label)}"


def quarter(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A quarter in words.

    >>> quarter(pd.Timestamp("2014-04-01"), pd.Timestamp("2014-06-30"))
    'April to June 2014'
    """
    first = MONTHS[start.month - 1] + (f" {start.year}" if start.year != end.year else "")
    return f"{first} to {MONTHS[end.month - 1]} {end.year}"


def flags_height(breaks: Sequence[Break]) -> float:
    """Inches that `mark_breaks` needs above the first panel."""
    return max(len(breaks), 0.2) * SMALL * (LINE + 0.2) / 72


def mark_breaks(flags: Axes, panels: Sequence[Axes], breaks: Sequence[Break]) -> None:
    """Draw each break as a vertical line through `panels`, up to its label in `flags`, a row each.

    `flags` is an empty panel above the others with the same x axis, in days; call once the layout is settled.
    A label stands right of its line where it fits, else left of it, else as far right as it can.
    """
    # A quarter of a row lies free under the lowest label, which else would stand on the heading below.
    flags.set_ylim(-0.25, max(len(breaks), 1))
    figure, strip = flags.figure, flags.get_window_extent()
    bottom = panels[-1].get_window_extent().y0
    to_figure = figure.transFigure.inverted().transform
    for row, found in enumerate(breaks):
        x, y = flags.transData.transform((date2num(found.day), row + 0.5))
        (across, low), (_, high) = to_figure([(x, bottom), (x, y)])
        line = Line2D([across] * 2, [low, high], color=MUTED, linewidth=1.1, dashes=(3, 2), zorder=-1)
        figure.add_artist(line)
        label = figure.text(
            0, high, break_text(found), fontsize=SMALL, color=INK, va="center_baseline", zorder=1,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}, in_layout=False,
        )  # fmt: skip
        width, gap = label.get_window_extent().width, 4
        if x + gap + width <= figure.bbox.x1 - EDGE:
            left = x + gap
        elif x - gap - width >= min(strip.x0, 2):
            left = x - gap
            label.set_horizontalalignment("right")
        else:
            left = max(figure.bbox.x1 - EDGE - width, 2)
        label.set_x(to_figure((left, 0))[0])


def spread(labels: Sequence[Text], axes: Axes) -> bool:
    """Move labels up and down, no more than they must, until none lies on another, beside `axes`.

    The labels hang on their middles (va="center") at a y in data units. False, and nothing moved, when
    there is no room for all.
    """
    box = axes.get_window_extent()
    heights = [label.get_window_extent().height + 3 for label in labels]
    if sum(heights) > box.height + FONT:
        return False
    wanted = [axes.transData.transform((0, label.get_position()[1]))[1] for label in labels]
    order = sorted(range(len(labels)), key=lambda i: wanted[i])
    low, high = box.y0 - FONT / 2, box.y1  # above it stands a heading
    placed: dict[int, float] = {}
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor + heights[i] / 2)
        floor = placed[i] + heights[i] / 2
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    for i, y in placed.items():
        label = labels[i]
        label.set_y(axes.transData.inverted().transform((0, y))[1])
    return True


def fit(label: Text) -> None:
    """Cut a label short, with an ellipsis, where it would run off the right of its figure."""
    words, right = label.get_text(), label.figure.bbox.x1 - EDGE
    while words and label.get_window_extent().x1 > right:
        words = words[: int(len(words) * 0.9)]
        label.set_text(f"{words.rstrip()}…")


def wrapped(text: str, letters: int) -> str:
    """A text cut into lines of at most `letters`, for a label."""
    return "\n".join(textwrap.wrap(text, letters)) or text


def count_text(low: Any, high: Any, status: str = "exact") -> str:
    """A count with what is known of it, or why there is none.

    >>> count_text(1220, pd.NA, "at least"), count_text(pd.NA, pd.NA, "refused")
    ('at least 1,220', 'refused')
    >>> count_text(62500, 67500, "rounded")
    'about 65,000 (62,500 to 67,500)'
    """
    if pd.isna(low) or (low == 0 and pd.isna(high)):
        return plain(status) if status not in ("exact", "", "at least") else "[x]"
    bounds = Bounds(int(low), None if pd.isna(high) else int(high))
    if status == "rounded" and bounds.high is not None and not bounds.is_exact:
        return f"about {(bounds.low + bounds.high) // 2:,} ({bounds})"
    return str(bounds)
