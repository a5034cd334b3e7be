"""A table for people: every cell has its heading, numbers line up, and what is missing says so."""

from __future__ import annotations

import numbers
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape as _escape
from typing import NamedTuple

import pandas as pd

from forcefoi.number import Number
from forcefoi.told import Sentence, Told, bundle, harmless, html_of, marked, numbers_in, plain
from forcefoi.windows import long_date

# How to write a number or another value: a format such as ",.1f" or ".0%", or a function that gives the text.
Format = str | Callable[[object], str]


class Missing(NamedTuple):
    """The mark that stands for a missing value, as the Government Statistical Service writes it."""

    mark: str = "[x]"
    means: str = "not available"


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

    def _repr_mimebundle_(self, **_: object) -> dict[str, list[dict]]:
        return bundle(self.numbers)

    def bare(self) -> str:
        """The table as HTML, without the panels of its numbers."""
        columns = [str(column) for column in self.data.columns]
        right = [_is_number(self.data.iloc[:, i]) for i in range(len(columns))]
        marks: dict[Missing, None] = {}  # in the order in which they are met
        head = "".join(
            f'<th scope="col"{_css(number)}>{markup(column)}</th>'
            for column, number in zip(columns, right, strict=True)
        )
        rows = []
        for values in self.data.itertuples(index=False, name=None):
            cells = []
            for place, (column, value, number) in enumerate(zip(columns, values, right, strict=True)):
                if _is_missing(value):
                    mark = self.missing.get(column, Missing())
                    marks[mark] = None
                    html = markup(mark.mark)
                else:
                    html = _cell(value, self.formats.get(column, ""))
                tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
                cells.append(f"<{tag}{scope}{_css(number)}>{html}</{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        if not rows:
            rows.append(f'<tr><td colspan="{max(len(columns), 1)}">No rows</td></tr>')
        caption = markup(self.caption)
        foot = "; ".join(markup(f"{mark.mark} {mark.means}") for mark in marks)
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
    what is missing (NA, NaN, NaT, None) is `[x]`, explained under the table. `formats` says otherwise for a
    column, by name; `missing` gives another mark and its meaning, such as `Missing("[z]", "not
    applicable")`. An index that is more than a count of rows becomes the first columns. The DataFrame is
    not changed. All text is escaped.

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


def _is_number(column: pd.Series) -> bool:
    kept = [value for value in column if not _is_missing(value)]
    return bool(kept) and all(_is_printed(v) or isinstance(v, numbers.Real) and not _is_bool(v) for v in kept)


def _is_printed(value: object) -> bool:
    """A number that opens, and nothing beside it."""
    return isinstance(value, Told | Sentence) and bool(re.fullmatch(r"[−+]?[\d,.]+%?", str(value)))


def _cell(value: object, how: Format) -> str:
    if isinstance(value, Told):
        return value.html()
    return html_of(value.pieces, harmless) if isinstance(value, Sentence) else harmless(_text(value, how))


def _is_bool(value: object) -> bool:
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")


def _is_missing(value: object) -> bool:
    found = pd.isna(value)  # type: ignore[call-overload]
    return bool(found) if _is_bool(found) else False


def _text(value: object, how: Format) -> str:
    if callable(how):
        return str(how(value))
    if how:
        return format(value, how).replace("-", "−") if isinstance(value, numbers.Real) else format(value, how)
    if _is_bool(value):
        return "Yes" if value else "No"
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, numbers.Real):
        return f"{float(value):,.2f}".replace("-", "−")
    if isinstance(value, datetime):
        at = "" if (value.hour, value.minute, value.second) == (0, 0, 0) else f", {value:%H:%M}"
        return long_date(value.date()) + at
    if isinstance(value, date):
        return long_date(value)
    return str(value)
