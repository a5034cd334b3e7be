"""A picture to share: what was found about one force, on what it stands, and what must be known to read it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from forcefoi.charts.fitting import Fitted, fit_box
from forcefoi.charts.png import pixels, to_png
from forcefoi.charts.style import INK, LINE, LOOKS, MUTED, drawing, new_figure

WIDE, HIGH = 1200, 630  # pixels, which are points here: the size that social networks and chats show whole
EDGE = 64
BAND = 16  # pixels of colour on the left
CREDIT = "forcefoi"


@dataclass(frozen=True)
class Place:
    """Where a piece of text goes: its top, the height it may take, its largest and smallest letters; in pixels."""

    top: int
    height: int
    largest: float
    smallest: float
    bold: bool
    colour: str


# One under another, with room between; the smallest letters are readable where the card is shown half as wide.
NAME = Place(44, 62, 38, 16, True, LOOKS[0].colour)
HEADLINE = Place(116, 268, 58, 20, True, INK)
CAVEAT = Place(396, 92, 28, 16, False, LOOKS[1].colour)
BASIS = Place(490, 60, 24, 15, False, INK)
SOURCE = Place(554, 52, 22, 13, False, MUTED)


@dataclass(frozen=True)
class ShareCard:
    """A card of 1200 × 630 pixels; made by `share_card`."""

    name: str
    headline: str
    basis: str
    source: str
    caveat: str = ""

    @property
    def alt(self) -> str:
        """All that stands on it, in words; there is nothing else to see."""
        parts = (self.name, self.headline, self.caveat, self.basis, self.source)
        return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part)

    def figure(self) -> Figure:
        """The card as a figure, 72 pixels an inch. Raises DoesNotFit for a text that would have to be cut."""
        with drawing():
            figure = new_figure(HIGH / 72)
            figure.set_figwidth(WIDE / 72)
            figure.add_artist(
                Rectangle((0, 0), BAND / WIDE, 1, transform=figure.transFigure, facecolor=LOOKS[0].colour)
            )
            for text, place in self._texts():
                _put(figure, text, place)
            figure.text(
                1 - EDGE / WIDE, (HIGH - 590) / HIGH, CREDIT, fontsize=22, weight="bold",
                color=LOOKS[0].colour, ha="right", va="baseline",
            )  # fmt: skip
        return figure

    def _texts(self) -> list[tuple[str, Place]]:
        headline = HEADLINE if self.caveat else Place(116, 364, *_letters(HEADLINE))
        found = [(self.name, NAME), (self.headline, headline), (self.caveat, CAVEAT)]
        return [(text, place) for text, place in [*found, (self.basis, BASIS), (self.source, SOURCE)] if text]

    def png(self) -> bytes:
        """The card as a PNG file; the same words give the same bytes."""
        return to_png(pixels(self.figure(), 72), {"Title": self.name, "Description": self.alt})


def share_card(*, name: str, headline: str, basis: str, source: str, caveat: str = "") -> ShareCard:
    """A card with a force's `name`, a short `headline`, the `basis` it stands on ("from figures that newspapers printed
    of the force's reply; the reply has not been seen"), the `source` and the date of its data, and a `caveat` such as a
    part year. Long text is set smaller and wrapped. Marks of direction and control are left out.

    Raises DoesNotFit (a ForcefoiError) for a text too long to be set whole: a finding that is cut off could say another
    thing.

    >>> card = share_card(name="Durham Constabulary", headline="No figure is public.", basis="Nothing is public",
    ...                   source="As known on 24 September 2018")
    >>> card.alt
    'Durham Constabulary. No figure is public. Nothing is public. As known on 24 September 2018.'
    >>> card.png()[1:4]
    b'PNG'
    """
    return ShareCard(*(_whole(text) for text in (name, headline, basis, source, caveat)))


def _whole(text: str) -> str:
    """One line without control and direction marks, never shortened."""
    kept = (c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for c in str(text))
    return " ".join("".join(kept).split())


def _letters(place: Place) -> tuple[float, float, bool, str]:
    return place.largest, place.smallest, place.bold, place.colour


def _width(place: Place) -> int:
    """The last line shares its row with the project's name."""
    return WIDE - 2 * EDGE - (200 if place is SOURCE else 0)


def _put(figure: Figure, text: str, place: Place) -> None:
    fitted: Fitted = fit_box(text, _width(place), place.height, place.largest, place.smallest, place.bold)
    for row, line in enumerate(fitted.lines):
        y = place.top + fitted.size + row * fitted.size * LINE
        figure.text(
            EDGE / WIDE, 1 - y / HIGH, line, fontsize=fitted.size, weight="bold" if place.bold else "normal",
            color=place.colour, va="baseline",
        )  # fmt: skip
