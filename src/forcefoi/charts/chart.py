"""A chart: a picture, the words for those who can't see it, and the numbers that both are made from."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from forcefoi.carried import CHART_MIME, MARKER, PAGE_LINK, PICTURE_LINK, TABLE_MIME
from forcefoi.charts.picture import CREDIT, MARGIN, layout, png_file, svg_file
from forcefoi.charts.style import plain
from forcefoi.charts.svg import to_svg
from forcefoi.charts.table import Format, Missing, Table, markup, show_table
from forcefoi.errors import ForcefoiError, nearest
from forcefoi.harmless import UNSEEN
from forcefoi.number import Number
from forcefoi.panels import target
from forcefoi.told import Sentence, bundle, html_of, marked, numbers_in, once

MOST_ROWS_OPEN = 12
MOST_LETTERS = 4000  # of a note in a picture; what is longer ends in an ellipsis


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart, which shows itself in a notebook and in a report.

    `name` makes its ids and must be its own within a page: small letters, digits and hyphens. `title` says
    what it shows, `subtitle` what is measured, `alt` what a reader would see, `note` what must be known to
    read it. `table` holds the numbers drawn; `formats` and `missing` say how to write them (see
    `show_table`). `source` says where its numbers come from, in the pictures that leave the page (on the page they
    open, and the sources stand at its end). `labels` are the numbers that labels in the picture link to (`set_url` to
    `link`). `title` may be a Sentence, whose numbers open; `caption` heads the table, where the title does not.

    Raises ForcefoiError for a name that can't be an id.

    >>> chart = Chart("a-name", "A title", "Crimes", "Nothing yet.", Figure((1, 1)), pd.DataFrame({"n": [1]}))
    >>> chart._repr_html_()[:39]
    '<figure class="chart" id="chart-a-name"'
    """

    name: str
    title: str
    subtitle: str
    alt: str
    figure: Figure = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    note: str = ""
    formats: Mapping[str, Format] = field(default_factory=dict, repr=False)
    missing: Mapping[str, Missing] = field(default_factory=dict, repr=False)
    labels: tuple[Number, ...] = field(default=(), repr=False)
    source: str = ""
    caption: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", self.name):
            raise ForcefoiError(
                f"{self.name!r} can't name a chart: use small letters, digits and single hyphens"
            )

    def svg(self) -> str:
        """The picture alone, as `to_svg` makes it."""
        return to_svg(self.figure, self.name, UNSEEN.sub("", self.title), UNSEEN.sub("", self.alt))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that open in its title, its picture and its table, each once."""
        return once((*numbers_in([self.title]), *self.labels, *self._table().numbers))

    def _table(self) -> Table:
        return show_table(self.table, self.caption or self.title, formats=self.formats, missing=self.missing)

    def sourced(self, source: str) -> Chart:
        """The same chart with its source, such as `Home Office, released 23 April 2026`.

        >>> chart = Chart("a", "A title", "Crimes", "Nothing.", Figure((1, 1)), pd.DataFrame({"n": [1]}))
        >>> chart.sourced("Home Office").source
        'Home Office'
        """
        return replace(self, source=source)

    def files(self, svg: str | None = None) -> dict[str, str]:
        """The chart as files that stand alone: `name`, `title`, `svg` (text) and `png` (base64). `svg` is what
        `svg()` gave, where it is at hand.
        """
        title, subtitle, note, source = (
            plain(each, MOST_LETTERS) for each in (self.title, self.subtitle, self.note, self.source)
        )
        alt = UNSEEN.sub("", self.alt)
        credit = f"Source: {source.rstrip('.')}. {CREDIT}" if source else CREDIT
        wide, height = (float(inches) * 72 for inches in self.figure.get_size_inches())
        found = layout(title, subtitle, [each for each in (note, credit) if each], height, wide + 2 * MARGIN)
        words = {"Title": title, "Description": alt, "Source": credit}
        png = png_file(self.figure, found, words)
        return {
            "name": self.name,
            "title": title,
            "svg": svg_file(svg or self.svg(), found, title, alt),
            "png": base64.b64encode(png).decode(),
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        svg = self.svg()  # drawn once for the page and for the file
        carried = {TABLE_MIME: [self._table().plain(self.name)], CHART_MIME: [self.files(svg)]}
        return {"text/html": self._html(svg)} | bundle(self.numbers) | carried

    def _repr_html_(self) -> str:
        return self._html(self.svg())

    def _html(self, svg: str) -> str:
        svg = svg.replace(PAGE_LINK, PICTURE_LINK)
        table = self._table().bare()
        if len(self.table) <= MOST_ROWS_OPEN:
            table = f'<div class="chart-table">{table}</div>'
        else:
            summary = "<summary>The numbers in this chart</summary>"
            table = f'<details class="chart-table">{summary}{table}</details>'
        note = f'<p class="chart-note">{markup(self.note)}</p>' if self.note else ""
        return (
            f'<figure class="chart" id="chart-{self.name}" style="max-width:42rem">'
            f'<figcaption><p class="chart-title">{_opening(self.title)}</p>'
            f'<p class="chart-subtitle">{markup(self.subtitle)}</p></figcaption>'
            f"{svg}{note}{MARKER.format(self.name)}{table}</figure>{marked(self.numbers)}"
        )


def _opening(text: str) -> str:
    return html_of(text.pieces, markup) if isinstance(text, Sentence) else markup(text)


def link(number: Number) -> str:
    """Where a label in a picture leads to: the panel of its number."""
    return f"#{target(number)}"


def need_columns(table: pd.DataFrame, columns: tuple[str, ...], chart: str) -> None:
    """Raise ForcefoiError that names the columns a chart needs and was not given."""
    gone = [column for column in columns if column not in table.columns]
    if gone:
        near = {column: nearest(column, map(str, table.columns)) for column in gone}
        named = ", ".join(f"{c} (is it {near[c]}?)" if near[c] else c for c in gone)
        raise ForcefoiError(f"{chart} needs the columns {', '.join(columns)}; missing: {named}")
