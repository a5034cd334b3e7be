"""One place for sizes, colours and type, so that every chart is of one family.

Charts are drawn 5.9 inches (425 units) wide and scale to the page, which holds them to 30rem. No text is smaller
than 14.4 units: on a telephone 360 pixels wide, of which a page leaves 328, that is 11 pixels, and on a desk 16.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.typing import LineStyleType

WIDTH = 5.9  # inches
FONT = 15.0  # points; an inch is 72 of them and 72 units of the SVG
SMALL = 14.4
EDGE = 4  # units that text keeps from the right edge: browsers set it a little wider or narrower
LINE = 1.25  # height of a line of text, in font sizes
PAD = 4  # pixels around a panel and all that belongs to it

INK = "#1f2328"
MUTED = "#595959"
GRID = "#dcdcdc"
PAPER = "#ffffff"
DOT = "#767676"


@dataclass(frozen=True)
class Look:
    """How one series looks: told apart by colour, and without it by dashes and marker."""

    colour: str
    dashes: tuple[float, ...]
    marker: str

    @property
    def linestyle(self) -> LineStyleType:
        """The dashes as matplotlib takes them."""
        return (0, self.dashes) if self.dashes else "solid"


# Dark blue, vermilion, teal, plum: apart for each kind of colour blindness, and each 4.5:1 or more on white,
# so that a label can wear the colour of its line.
LOOKS = (
    Look("#12436d", (), "o"),
    Look("#c03a0b", (5, 1.8), "s"),
    Look("#00737f", (1.5, 1.5), "^"),
    Look("#84308a", (6, 1.5, 1.5, 1.5), "D"),
)
HERE = LOOKS[1].colour

# How full the colour of the first look is in four steps, from little to much. INK on the first three and PAPER on the
# last are 4.5:1 or more, on a light page and on a dark one.
STEPS = (0.08, 0.24, 0.42, 1.0)

# Every colour that a chart may use, and the page's variable for what it is used for: chart.css overrules the one by the
# other, so that a chart is dark on a dark page.
VARIABLES = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--line",
    PAPER: "--paper",
    DOT: "--edge",
    **{look.colour: f"--{name}" for look, name in zip(LOOKS, ("one", "two", "three", "four"), strict=True)},
}

FONT_STACK = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

RC = {
    # DejaVu Sans comes with matplotlib, so the layout is the same on every machine. It is wider than what a
    # browser will use in its place: what doesn't collide here doesn't collide there.
    "font.family": "DejaVu Sans",
    "font.size": FONT,
    "axes.labelsize": SMALL,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "text.color": INK,
    "text.hinting": "none",  # measured as browsers set it, not in whole pixels
    "text.parse_math": False,  # a force's note may hold $
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "figure.facecolor": PAPER,
    "figure.dpi": 72,
    "svg.fonttype": "none",
    "legend.frameon": False,
}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our settings alone, whatever the notebook has set, and put its settings back."""
    with matplotlib.style.context(["default", RC]), warnings.catch_warnings():
        # The browser has the glyphs; the font that measures them need not.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def new_figure(height: float) -> Figure:
    """A figure `height` inches high that pyplot knows nothing of, so that none can leak."""
    figure = Figure(figsize=(WIDTH, height))
    # A canvas with a renderer of its own: without one, each text that is measured makes a renderer anew.
    FigureCanvasAgg(figure)
    return figure


def settle(figure: Figure) -> None:
    """Lay the figure out once and for all: what is measured after this is what is drawn.

    Its panels stand one below another, their heights as the ratios of their grid say, with room for what hangs
    over their edges: ticks, titles, names. That is measured once; matplotlib's own engines measure it again
    and again.
    """
    width, height = figure.bbox.size
    grid = figure.axes[0].get_gridspec()
    assert (
        isinstance(figure.canvas, FigureCanvasAgg) and grid is not None
    )  # `new_figure` and `subplots` see to it
    renderer = figure.canvas.get_renderer()
    edges = []
    for panel in figure.axes:
        inner = panel.get_window_extent()
        outer = panel.get_tightbbox(renderer, for_layout_only=True) or inner
        over = (inner.x0 - outer.x0, outer.x1 - inner.x1, outer.y1 - inner.y1, inner.y0 - outer.y0)
        edges.append([max(0.0, pixels) + PAD for pixels in over])
    lefts, rights, tops, bottoms = zip(*edges, strict=True)
    left, right = max(lefts), max(rights)
    ratios: list[float] = np.asarray(grid.get_height_ratios(), dtype=float).tolist()
    each = (height - sum(tops) - sum(bottoms)) / sum(ratios)
    top = height
    for panel, above, below, ratio in zip(figure.axes, tops, bottoms, ratios, strict=True):
        bottom = top - above - each * ratio
        panel.set_position(
            (left / width, bottom / height, (width - left - right) / width, each * ratio / height)
        )
        top = bottom - below


def plain(text: object, most: int = 80) -> str:
    """A text fit to stand in a picture: one line, no control or direction marks, not endless.

    >>> plain("Kent\\u202e \\x00 Police\\n")
    'Kent Police'
    """
    kept = (c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for c in str(text))
    words = " ".join("".join(kept).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
