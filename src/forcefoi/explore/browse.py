"""A table to sort and to search, in a notebook and without a network."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from forcefoi.charts import Table, show_table
from forcefoi.charts.cells import is_missing, is_number, mark_of, text_of
from forcefoi.errors import ForcefoiError
from forcefoi.explore.look import looking
from forcefoi.harmless import harmless
from forcefoi.told import Sentence, Told, html_of, marked

FEW = 10  # rows that need no pages


def browse(table: pd.DataFrame | Table, caption: str = "") -> Browsed:
    """A table to look through: a click on a heading sorts, the field above it searches, longer ones have pages.

    table
        A DataFrame of any shape and dtypes, of which every row is shown, or a table that a page shows, such as
        `force("kent").table`, whose numbers open. It is not changed. Units are those of its columns.
    caption
        What stands over it; a page's table has its own.

    Values are written as the pages write them: 1,234 for a count, long dates, `[x]` for what is missing; numbers sort
    as numbers. It needs `itables.init_notebook_mode(connected=False)` once in a notebook, and is plain without.

    Raises ForcefoiError for what is no table, or no caption.

    >>> shown = browse(pd.DataFrame({"force": ["kent", "psni"], "crimes": [2992, 433]}), "Counts")
    >>> shown.cells["crimes"].to_list()
    ['2,992', '433']
    """
    if not isinstance(caption, str):
        raise ForcefoiError(
            f"a caption is a text, not {type(caption).__name__}\n  to do:    write it in quotes, or leave it out"
        )
    if isinstance(table, pd.DataFrame):
        table = show_table(table, caption)
    if not isinstance(table, Table):
        raise ForcefoiError(f"browse shows a table, not {type(table).__name__}\n  to do:    give a DataFrame")
    return Browsed(table)


@dataclass(frozen=True, eq=False)
class Browsed:
    """A table that sorts and searches itself; made by `browse`."""

    table: Table

    @property
    def cells(self) -> pd.DataFrame:
        """What stands in each cell, as HTML: the table's own words and numbers."""
        data = self.table.data
        return pd.DataFrame(
            {
                str(name): pd.Series(
                    [self._cell(str(name), value) for value in data.iloc[:, at]], dtype=object
                )
                for at, name in enumerate(data.columns)
            }
        )

    def _cell(self, column: str, value: object) -> str:
        if is_missing(value):
            return harmless(mark_of(value, self.table.missing.get(column)).mark)
        if isinstance(value, Told):
            return value.html()
        if isinstance(value, Sentence):
            return html_of(value.pieces, harmless)
        return harmless(text_of(value, self.table.formats.get(column, "")))

    def _repr_html_(self) -> str:
        return looking(self.inside())

    def inside(self) -> str:
        """Its HTML, without how it looks."""
        from itables import to_html_datatable

        data = self.table.data
        numbers = [at for at in range(data.shape[1]) if is_number(data.iloc[:, at])]
        many = len(data) > FEW
        shown = to_html_datatable(
            self.cells,
            caption=self.table.caption,
            allow_html=True,
            connected=False,
            # All of it: a table of which a part is left out is another table.
            maxBytes=0,
            classes="display compact",
            style="table-layout:auto;width:100%;caption-side:top",
            display_logo_when_loading=False,
            # Else a press on the words of a heading would select them, and not sort.
            text_in_header_can_be_selected=False,
            paging=many,
            layout={
                "topStart": "pageLength" if many else None,
                "topEnd": "search",
                "bottomStart": "info",
                "bottomEnd": "paging" if many else None,
            },
            columnDefs=[{"type": "html-num-fmt", "className": "dt-right", "targets": numbers}],
        )
        # What the marks mean stands under the plain table.
        return shown + self.table.bare().partition("</table></div>")[2] + marked(self.table.numbers)
