"""Choose a force and classes, and see what its page says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import Any

import ipywidgets

from forcefoi import wording
from forcefoi.analysis.coverage import NOTHING, PUBLIC
from forcefoi.explore.browse import browse
from forcefoi.explore.force import Force, force, read_classes
from forcefoi.explore.made import made_tables
from forcefoi.explore.said import place, say_in

WIDE = ipywidgets.Layout(width="100%", max_width="34rem")
ROW = ipywidgets.Layout(flex_flow="row wrap")
LABEL = {"description_width": "initial"}


def explorer(force: str = "") -> Explorer:
    """Widgets in a notebook: a force, the classes, and under them the chart, the table, the findings and the caveats.

    `force` is the one to begin with, by any of its names; without it a person chooses first. What is shown is what
    `force(…)` gives, the same sentences and numbers as on the page of the force; figures are crimes, their windows
    days, each with its source. Classes that are not ticked leave figures, and what is said of them, out. `.chosen` is
    the `Force` that is shown, `.value` its slug; both can be used in the next cell.

    Raises ParseError with the nearest for a name that is none, DataError with what is wrong in `data/raw/`. What goes
    wrong later is said in words under the widgets.

    >>> widgets = explorer("kent")
    >>> widgets.chosen.name, len(widgets.chosen.figures)
    ('Kent Police', 6)
    >>> widgets.choose(classes=["8L"])
    >>> len(widgets.chosen.figures)
    2
    """
    return Explorer(force)


class Explorer(ipywidgets.VBox):
    """The widgets of `explorer`."""

    def __init__(self, begin: str) -> None:
        self.chosen: Force | None = None
        self._place = place()
        self._force = ipywidgets.Dropdown(
            options=[("Choose a force", ""), *_options()], description="Force", layout=WIDE, style=LABEL
        )
        offences = made_tables().exercise.offences
        self._classes = {
            each.code: ipywidgets.Checkbox(
                value=True, description=f"{each.code} {each.name}", indent=False, layout=WIDE
            )
            for each in offences
        }
        self._all = ipywidgets.Button(description="All classes", tooltip="Tick all classes")
        self._none = ipywidgets.Button(description="No class", tooltip="Untick all classes")
        heard = [self._force, *self._classes.values()]
        for widget in heard:
            widget.observe(self._changed, "value")
        self._all.on_click(lambda _: self._tick(self._classes))
        self._none.on_click(lambda _: self._tick(()))
        ticks = ipywidgets.GridBox(
            list(self._classes.values()),
            layout=ipywidgets.Layout(grid_template_columns="repeat(auto-fit, minmax(min(22rem, 100%), 1fr))"),
        )
        buttons = ipywidgets.HBox([self._all, self._none], layout=ROW)
        super().__init__([self._force, ticks, buttons, self._place])
        self._quiet = False
        self.choose(begin)

    @property
    def value(self) -> str:
        """The slug of the force that is chosen; '' for none."""
        return str(self._force.value)

    def choose(self, name: str = "", classes: str | Iterable[str] | None = None) -> None:
        """Choose as a person does with the widgets: a force by any name, and classes or groups of them.

        Both are read as by `force`, and refused as by it: then nothing has changed. Without `classes` the ticks stay;
        an empty list takes them all away.
        """
        slug = "" if isinstance(name, str) and not name else force(name).slug
        exercise = made_tables().exercise
        if classes is None:
            self._tick(self._ticked(), slug)
        elif isinstance(classes, Sized) and not len(classes):
            self._tick((), slug)
        else:
            self._tick(read_classes(classes, exercise), slug)

    def _tick(self, codes: Iterable[str], slug: str = "") -> None:
        """Tick these classes alone, and choose the force where one is given."""
        codes = tuple(codes)
        self._quiet = True
        try:
            if slug:
                self._force.value = slug
            for code, tick in self._classes.items():
                tick.value = code in codes
        finally:
            self._quiet = False
        self._changed()

    def _ticked(self) -> list[str]:
        return [code for code, tick in self._classes.items() if tick.value]

    def _changed(self, *_: object) -> None:
        # Many ticks at once are one change.
        if not self._quiet:
            say_in(self._place, self._shown, f"Looking at {self._force.label} …" if self.value else "")

    def _shown(self) -> Iterator[Any]:
        before, self.chosen = self.chosen, None
        if not self.value:
            yield wording.paragraphs("Choose a force: what is known of it stands here then.")
            return
        found = force(self.value)
        # Another class of the same force, of which nothing has changed meanwhile, needs no analysis made again.
        if before is not None and before.same_as(found):
            found = before
        self.chosen = found = found.of(self._ticked())
        yield from found.parts(lambda: browse(found.table))


def _options() -> list[tuple[str, str]]:
    """Forces by name, each with what is public of it; those with figures first."""
    known = made_tables().coverage.sort_values("name")
    first, rest = known[known["status"] == PUBLIC], known[known["status"] != PUBLIC]
    return [(_label(row), row["force"]) for part in (first, rest) for _, row in part.iterrows()]


def _label(row: Any) -> str:
    count = int(row["published_figures"] + row["reply_figures"])
    if row["status"] == PUBLIC:
        return f"{row['name']}: {count} figure{'s' * (count != 1)}"
    return f"{row['name']}: {'no figure public' if row['status'] == NOTHING else row['status']}"
