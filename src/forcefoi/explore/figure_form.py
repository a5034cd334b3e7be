"""A form for a figure that was printed: it makes the row to add, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets

from forcefoi.clean import GENDERS, STATUSES
from forcefoi.errors import ForcefoiError, ParseError, nearest
from forcefoi.explore.figure_to_add import FigureToAdd, make_row
from forcefoi.explore.made import made_tables
from forcefoi.explore.said import place, say_in
from forcefoi.explore.written import written
from forcefoi.figures import WINDOW_BASES
from forcefoi.forces import AGGREGATE
from forcefoi.sources.published import COLUMNS

WIDE = ipywidgets.Layout(width="100%", max_width="34rem")
LABEL = {"description_width": "11rem"}
# What each column is called in the form, and what may stand there.
LABELS = {
    "force": ("Force", ""),
    "offences": ("What was counted", ""),
    "victim_gender": ("Victims", ""),
    "window_start": ("First day counted", "2017-04-01 or 01/04/2017"),
    "window_end": ("Last day counted", "2018-03-31"),
    "window_as_published": ("Window, as printed", "since last year"),
    "window_dates": ("These days are", ""),
    "count": ("Count", "1,234"),
    "qualifier": ("The count is", ""),
    "unit_as_published": ("Counted, as printed", "reports"),
    "publisher": ("Who printed it", "Kentish Gazette"),
    "published": ("Printed on", "2018-12-20; empty = not seen"),
    "url": ("Address", "https://…"),
    "note": ("Note", "what else must be known"),
    "id": ("Id", "empty = one is made"),
}
# An empty count is right where the qualifier says why there is none.
NEEDED = tuple(name for name in LABELS if name not in ("count", "published", "note", "id"))


def figure_form() -> FigureForm:
    """Widgets in a notebook: a field for each column of `data/raw/published_figures.csv`, and a button.

    It does what `figure_to_add` does: the row is checked by the rules that `make` reads the table by, and shown with
    where to put it, how the figure (crimes in a window of days) would read, and what it agrees with or contradicts.
    Nothing is written. `.row` has it as a value.

    Raises DataError with what is wrong in `data/raw/`. What is wrong in the form is said in words under it, all of it.

    >>> form = figure_form()
    >>> form.fill(
    ...     force="kent", offences="harassment", window_start="2017-04-01", window_end="2018-03-31",
    ...     window_as_published="last year", window_dates="inferred", count="2,992", unit_as_published="reports",
    ...     publisher="An invented paper", url="https://example.org/1")
    >>> form.row.cells["id"]
    'kent-harassment-aip-1'
    """
    return FigureForm()


class FigureForm(ipywidgets.VBox):
    """The widgets of `figure_form`."""

    def __init__(self) -> None:
        self.row: FigureToAdd | None = None
        chosen = _choices()
        self._fields = {name: _field(name, chosen.get(name, [])) for name in LABELS}
        self._fields["victim_gender"].value, self._fields["qualifier"].value = "female", "exact"
        self._button = ipywidgets.Button(description="Make the row", button_style="primary")
        self._said = place()
        self._button.on_click(lambda _: say_in(self._said, self._made))
        super().__init__([*self._fields.values(), self._button, self._said])

    def fill(self, **cells: str | int) -> None:
        """Fill in fields by the names of their columns and make the row, as a person does.

        Raises ParseError for a column that the form does not have, and for what can't be chosen or typed there: then
        nothing is filled in.
        """
        values = {name: self._value(name, value) for name, value in cells.items()}
        for name, value in values.items():
            self._fields[name].value = value
        self._button.click()

    def _value(self, name: str, value: object) -> str:
        if name not in self._fields:
            raise ParseError(
                "column of the form", name, "it has none", ", ".join(LABELS), nearest(name, LABELS)
            )
        said, field = written(f"text for {name}", value), self._fields[name]
        if not isinstance(field, ipywidgets.Dropdown):
            return said
        chosen = {label: each for label, each in field.options} | {each: each for _, each in field.options}
        if said not in chosen:
            allowed = ", ".join(each for _, each in field.options if each)
            raise ParseError(f"choice for {name}", value, "unknown", allowed, nearest(said, chosen))
        return str(chosen[said])

    def _made(self) -> Iterator[Any]:
        self.row = None
        if empty := [LABELS[name][0] for name in NEEDED if not str(self._fields[name].value).strip()]:
            raise ForcefoiError(f"Still empty: {', '.join(empty)}")
        self.row = make_row({name: str(self._fields[name].value).strip() for name in COLUMNS})
        yield self.row


def _choices() -> dict[str, list[tuple[str, str]]]:
    """What may be chosen where the table allows only some words."""
    t = made_tables()
    forces = [(row["name"], row["force"]) for _, row in t.forces.sort_values("name").iterrows()]
    return {
        "force": [("Choose a force", ""), *forces, ("All forces together", AGGREGATE)],
        "offences": [("Choose", ""), *((each.label, each.name) for each in t.exercise.all_groups)],
        "victim_gender": [(each, each) for each in GENDERS],
        "window_dates": [("Choose", ""), *((each, each) for each in WINDOW_BASES)],
        "qualifier": [(each, each) for each in STATUSES],
    }


def _field(name: str, options: list[tuple[str, str]]) -> ipywidgets.Dropdown | ipywidgets.Text:
    label, example = LABELS[name]
    if options:
        return ipywidgets.Dropdown(options=options, description=label, layout=WIDE, style=LABEL)
    return ipywidgets.Text(description=label, placeholder=example, layout=WIDE, style=LABEL)
