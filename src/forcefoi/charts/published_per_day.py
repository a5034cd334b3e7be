"""Chart: published figures as crimes a day, so that a part year and a full year stand on one scale."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from forcefoi.analysis.worked import numbers_of
from forcefoi.bounds import rounded_down
from forcefoi.charts.chart import Chart, link, need_columns
from forcefoi.charts.marks import count_text, fit
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
from forcefoi.charts.titles import per_day_title
from forcefoi.errors import ForcefoiError
from forcefoi.number import Number
from forcefoi.told import tell

COLUMNS = (
    "window_label", "days", "part_year", "low", "high", "per_day", "per_day_low95", "per_day_high95",
    "offences", "inferred",
)  # fmt: skip
CHANCE = (
    "The line through each dot is a 95% interval for chance alone, were crimes independent of each other: "
    "repeat victims and changes of recording are not in it."
)


def published_per_day(
    rates: pd.DataFrame, *, where: str, caveats: Sequence[str] = (), name: str = "published-per-day"
) -> Chart:
    """One dot for each published figure, at its crimes a day, with a 95% interval; a part year is hollow.

    `rates` has one row a figure, drawn in the order given and grouped by `offences` (text): `window_label`
    (text), `days` (int), `part_year` (bool), `low` and `high` (Int64, crimes; high NA = unbounded, low NA =
    no count), `per_day`, `per_day_low95`, `per_day_high95` (float, crimes a day; NA = not known),
    `inferred` (bool: the window is inferred, not stated). A figure that is a least number is an arrow
    pointing right from its least rate; an exact count without a rate (its window could be another one) has no
    dot, and says why, from a column `working`. `caveats` are sentences for the note, such as a change of rules
    between two of the windows. Numbers open where `rates` has them in a column `numbers`, as `analysis.per_day` gives.

    Raises ForcefoiError for missing columns or no rows.

    >>> rates = pd.DataFrame({
    ...     "window_label": ["2017/18"], "days": [365], "part_year": [False], "low": [2569], "high": [2569],
    ...     "per_day": [7.038], "per_day_low95": [6.769], "per_day_high95": [7.316],
    ...     "offences": ["stalking and harassment"], "inferred": [False]})
    >>> print(published_per_day(rates, where="Northumbria Police").alt)
    One row of dots for each published figure. Stalking and harassment: 2017/18, 2,569 in 365 days, \
7.04 a day (95% interval 6.77 to 7.32).
    """
    need_columns(rates, COLUMNS, "published_per_day")
    if rates.empty:
        raise ForcefoiError("published_per_day has no figures to draw: nothing is public for this force")
    # Why a figure has no rate stands in `working`, where the analysis gives one.
    why = rates["working"] if "working" in rates else pd.Series("", rates.index)
    known = [numbers_of(row) if "numbers" in rates else {} for _, row in rates.iterrows()]
    rows = [
        _Row({**values, "why": reason}, numbers)
        for values, reason, numbers in zip(rates[list(COLUMNS)].to_dict("records"), why, known, strict=True)
    ]
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.offences, []).append(row)
    with drawing():
        figure = _draw(groups)
    notes = [CHANCE]
    if any(row.part_year for row in rows):
        notes.append("A hollow dot is a part year: its count can't be set beside a full year's.")
    if any(row.inferred for row in rows):
        notes.append("A dashed line marks a window that is inferred, not stated by the source.")
    exact = all(row.exact for row in rows)
    table = pd.DataFrame(
        {
            "Offences": rates["offences"].array,
            "Window": rates["window_label"].array,
            "Days": _cells(rates["days"], rows, "days", ","),
            "Crimes recorded": _cells(rates["low"], rows, "count", ",")
            if exact
            else [row.told("count", row.count) for row in rows],
            "Crimes a day": _cells(rates["per_day"], rows, "per_day", ",.2f")
            if exact
            else [row.told("per_day", row.rate_printed) if row.rate is not None else None for row in rows],
            "95% from": _cells(rates["per_day_low95"], rows, "per_day_low95", ",.2f"),
            "95% to": _cells(rates["per_day_high95"], rows, "per_day_high95", ",.2f"),
            "Window is": [
                ("inferred" if row.inferred else "stated") + ", part year" * row.part_year for row in rows
            ],
        }
    )
    return Chart(
        name=name,
        title=per_day_title(plain(where), groups, rules_changed=bool(caveats)),
        caption=f"Published figures as crimes a day, {plain(where)}",
        subtitle="Crimes a day flagged as online, against women and girls: as published from replies, "
        "divided by the days in the window",
        alt=_alt(groups),
        figure=figure,
        table=table,
        note=" ".join([*notes, *caveats]),
        labels=tuple(number for row in rows for number in row.labels),
    )


def _cells(values: pd.Series, rows: list[_Row], name: str, how: str) -> Iterable[object]:
    """A column of the table, its values as numbers that open where they are known."""
    if not any(name in row.numbers for row in rows):
        return list(values)
    return [
        None if pd.isna(value) else row.told(name, format(value, how), value)
        for value, row in zip(values, rows, strict=True)
    ]


class _Row:
    """One figure, with the words that the picture and its text alternative share, and its numbers by name."""

    def __init__(self, values: Mapping[Hashable, Any], numbers: Mapping[str, Number]) -> None:
        self.numbers = numbers
        self.offences = plain(values["offences"])
        self.window = plain(values["window_label"])
        self.part_year, self.inferred = bool(values["part_year"]), bool(values["inferred"])
        self.days = days = int(values["days"])
        self.known = not pd.isna(values["low"])
        self.count_low = int(values["low"]) if self.known else 0
        self.count_high = self.count_low if pd.isna(values["high"]) else int(values["high"])
        self.count = count_text(values["low"], values["high"])
        self.exact = self.known and not pd.isna(values["high"]) and values["low"] == values["high"]
        self.at_least = self.known and pd.isna(values["high"])
        rates = [values[column] for column in ("per_day", "per_day_low95", "per_day_high95")]
        self.rate, self.low95, self.high95 = (None if pd.isna(rate) else float(rate) for rate in rates)
        if self.known and self.rate is None and not self.exact:
            self.rate = float(values["low"]) / days
        self.what = f"{self.count} in {days:,} days"
        marks = [
            word for word, so in (("part year", self.part_year), ("window inferred", self.inferred)) if so
        ]
        self.line = " · ".join([self.what, *marks])
        self.marks = "".join(f", {mark}" for mark in marks)
        if not self.known:
            self.rate = None
        self.rate_text = (
            (plain(values["why"]) or "[x]") if self.rate is None else f"{self.rate_printed} a day"
        )

    @property
    def rate_printed(self) -> str:
        """The rate in figures, with both ends where the count has two."""
        if self.rate is None:
            return ""
        if self.at_least or self.exact:
            return f"at least {rounded_down(self.rate, 2)}" if self.at_least else f"{self.rate:,.2f}"
        return f"{self.rate:,.2f} to {self.count_high / self.days:,.2f}"

    @property
    def labels(self) -> list[Number]:
        """The numbers that its labels in the picture lead to."""
        shown = [("count", self.known), ("per_day", self.rate is not None)]
        return [self.numbers[name] for name, is_shown in shown if is_shown and name in self.numbers]

    def told(self, name: str, text: str, otherwise: object = None) -> object:
        """A number as the table prints it: it opens where it is known, and is `otherwise` or its text where not."""
        if name in self.numbers:
            return tell(self.numbers[name], text)
        return text if otherwise is None else otherwise

    def url(self, name: str) -> str | None:
        """Where a label leads to, or None where its number is not known."""
        return next((link(n) for n in self.labels if n is self.numbers.get(name)), None)


# The rows of text and dots, in inches from the top of one figure's strip.
TITLE, DETAIL, MARK, STRIP, HEAD = 0.14, 0.38, 0.64, 0.88, 0.36


def _draw(groups: dict[str, list[_Row]]) -> Figure:
    several = len(groups) > 1
    height = sum(HEAD * several + STRIP * len(rows) for rows in groups.values())
    figure = new_figure(height + 0.6)
    ax = figure.subplots()
    ax.set_ylim(height, 0)
    top = max([1e-9, *(row.high95 or row.rate or 0 for rows in groups.values() for row in rows)])
    ax.set_xlim(0, top * 1.02)
    ax.set_yticks([])
    ax.set_xlabel("Crimes recorded a day")
    ax.grid(axis="x")
    look, y, values = LOOKS[0], 0.0, []
    for offences, rows in groups.items():
        if several:
            _say(ax, y + HEAD / 2 + 0.04, _first_capital(offences), FONT, "bold", MUTED)
            y += HEAD
        for row in rows:
            _say(ax, y + TITLE, row.window, FONT, "bold", INK)
            _say(ax, y + DETAIL, row.line, SMALL, "normal", INK, row.url("count"))
            at = y + MARK
            if row.rate is not None:
                if row.low95 is not None and row.high95 is not None:
                    ax.hlines(
                        at, row.low95, row.high95, color=look.colour, linewidth=2.5, zorder=2,
                        linestyle=(0, (2, 1)) if row.inferred else "solid",
                    )  # fmt: skip
                marker = ">" if row.at_least else "o"
                ax.scatter(
                    row.rate, at, s=95, marker=marker, zorder=3, clip_on=False, linewidth=2,
                    facecolor=PAPER if row.part_year else look.colour, edgecolor=look.colour,
                )  # fmt: skip
            values.append((row, at))
            y += STRIP
    settle(figure)
    for label in ax.texts:
        fit(label)
    for row, at in values:
        _value(ax, row, at)
    return figure


def _say(
    ax: Axes, y: float, text: str, size: float, weight: str, colour: str, url: str | None = None
) -> None:
    ax.text(
        0, y, text, fontsize=size, weight=weight, color=colour, va="center", zorder=4, url=url,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1}, in_layout=False,
    )  # fmt: skip


def _value(ax: Axes, row: _Row, at: float) -> None:
    """The rate in figures, right of its interval where that fits, else left of it."""
    right = row.high95 if row.high95 is not None else row.rate or 0.0
    left = row.low95 if row.low95 is not None else row.rate or 0.0
    text = ax.annotate(
        row.rate_text, (max(right, row.rate or 0), at), (11, 0), textcoords="offset points", va="center",
        fontsize=SMALL, color=INK, annotation_clip=False, zorder=4, url=row.url("per_day"),
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
    )  # fmt: skip
    frame = ax.figure.bbox
    if text.get_window_extent().x1 > frame.x1 - EDGE:
        text.xy = (min(left, row.rate or 0), at)
        text.set_position((-11, 0))
        text.set_horizontalalignment("right")
    if text.get_window_extent().x0 < 2:  # the interval fills the width: stand above its right end
        text.xy = (ax.get_xlim()[1], at - (MARK - DETAIL))
        text.set_position((0, 0))


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alt(groups: dict[str, list[_Row]]) -> str:
    said = ["One row of dots for each published figure."]
    for offences, rows in groups.items():
        parts = []
        for row in rows:
            between = (
                f" (95% interval {row.low95:,.2f} to {row.high95:,.2f})"
                if row.rate is not None and row.low95 is not None and row.high95 is not None
                else ""
            )
            parts.append(f"{row.window}, {row.what}{row.marks}, {row.rate_text}{between}")
        said.append(f"{_first_capital(offences)}: {'; '.join(parts)}.")
    return " ".join(said)
