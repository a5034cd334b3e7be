"""A table for people: every cell has its heading, numbers line up, and what is missing says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape as _escape
from typing import Any

import pandas as pd

from forcefoi.carried import TABLE_MIME
from forcefoi.charts.cells import Format, is_missing, is_number, mark_of, text_of
from forcefoi.charts.plain_table import plain_table
from forcefoi.disarm import without_controls
from forcefoi.harmless import harmless, plain
from forcefoi.number import Number
from forcefoi.shorthand import Missing, marks_beside
from forcefoi.told import Bundle, Sentence, Told, bundle, html_of, marked, numbers_in

__all__ = ["Format", "Missing", "Table", "markup", "show_table", "without_controls"]


@dataclass(frozen=True, eq=False)
class Table:
    """A table that shows itself in a notebook and in a report; made by `show_table`."""

    data: pd.DataFrame = field(repr=False)
    caption: str
    formats: Mapping[str, Format] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of its cells that open, each once."""
        return numbers_in(
            value for values in self.data.itertuples(index=False, name=None) for value in values
        )

    def _repr_html_(self) -> str:
        return self.bare() + marked(self.numbers)

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return bundle(self.numbers) | {TABLE_MIME: [self.plain()]}

    def plain(self, name: str = "") -> dict[str, Any]:
        """The table with its values, for files made of it: see `plain_table`."""
        return plain_table(self.data, self.caption, self.missing, name)

    def bare(self) -> str:
        """The table as HTML, without the panels of its numbers."""
        columns = [str(column) for column in self.data.columns]
        right = [is_number(self.data.iloc[:, i]) for i in range(len(columns))]
        marks: dict[Missing, None] = {}  # in the order in which they are met
        texts = []
        head = "".join(
            f'<th scope="col"{_css(number)}>{markup(column)}</th>'
            for column, number in zip(columns, right, strict=True)
        )
        rows = []
        for values in self.data.itertuples(index=False, name=None):
            cells = []
            for place, (column, value, number) in enumerate(zip(columns, values, right, strict=True)):
                if is_missing(value):
                    mark = mark_of(value, self.missing.get(column))
                    marks[mark] = None
                    html = markup(mark.mark)
                else:
                    html = _cell(value, self.formats.get(column, ""))
                    texts += [str(value)] if isinstance(value, str) else []
                tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
                cells.append(f"<{tag}{scope}{_css(number)}>{html}</{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        if not rows:
            rows.append(f'<tr><td colspan="{max(len(columns), 1)}">No rows</td></tr>')
        caption = markup(self.caption)
        beside = (Missing(*each) for each in marks_beside(texts).items())
        foot = "; ".join(markup(f"{mark.mark} {mark.means}") for mark in (*marks, *beside))
        return (
            f'<div class="table" tabindex="0" role="region" aria-label="{caption}" style="overflow-x:auto">'
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table></div>"
            + (f'<p class="table-marks">{foot}</p>' if foot else "")
        )


def show_table(
    table: pd.DataFrame,
    caption: str,
    *,
    formats: Mapping[str, Format] | None = None,
    missing: Mapping[str, Missing] | None = None,
) -> Table:
    """A DataFrame as an accessible table: the first column names the row, headings are the columns' names.

    Numbers have thousands commas, floats two decimals; dates are written long; booleans are Yes and No;
    a Told or a Sentence opens its numbers (keep such a column's dtype object: another one makes text of it);
    what is missing (NA, NaN, NaT, None, empty text) is `[x]`, explained under the table. `formats` says otherwise for a
    column, by name; `missing` gives another mark and its meaning, such as `Missing("[z]", "not
    applicable")`, and so does a `Missing` that stands in a cell. Marks beside values, `[b]` and `[e]`, are explained
    too. An index that is more than a count of rows becomes the first columns. The DataFrame is not changed. All text
    is escaped.

    Raises nothing of its own; a format that doesn't fit its values raises ValueError.

    >>> html = show_table(pd.DataFrame({"force": ["<Kent>"], "count": [2992]}), "Counts")._repr_html_()
    >>> "&lt;Kent&gt;" in html and "2,992" in html
    True
    """
    if not isinstance(table.index, pd.RangeIndex):
        table = table.reset_index()
    return Table(table, caption, dict(formats or {}), dict(missing or {}))


def markup(text: object) -> str:
    """A text as HTML that shows it and does nothing else, as `told.plain` has it: without NUL, say.

    >>> markup("<b>\\x00&")
    '&lt;b&gt;&amp;'
    """
    return _escape(plain(str(text)))


def _css(number: bool) -> str:
    return ' class="number"' if number else ""


def _cell(value: object, how: Format) -> str:
    if isinstance(value, Told):
        return value.html()
    return html_of(value.pieces, harmless) if isinstance(value, Sentence) else harmless(text_of(value, how))
