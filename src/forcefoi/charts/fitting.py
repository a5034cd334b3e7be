"""Words that fit: lines cut to a width by the font that draws them, and letters as large as a box allows."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from forcefoi.charts.style import LINE
from forcefoi.errors import ForcefoiError

FONT_NAME = "DejaVu Sans"
LARGE = 100.0  # points at which letters are measured
SPARE = 1.02  # small letters are drawn on whole pixels, which makes some lines a little wider


class DoesNotFit(ForcefoiError):
    """A text that is too long for its box, even in the smallest letters."""


@dataclass(frozen=True)
class Fitted:
    """Lines of text, and the size of their letters in points."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.size * LINE


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in points, as DejaVu Sans draws it, or a little more; a browser's own font is narrower.

    Added up from its letters, each measured once: measuring every line anew took longer than drawing it.
    """
    return sum(_advance(letter, bold) for letter in text) * size * SPARE / LARGE


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """A text in lines of at most `width` points; a word that is longer than a line is divided. No line for no words.

    >>> wrap("Crimes recorded a day", 100, 14.5)
    ('Crimes', 'recorded a', 'day')
    """
    lines: list[str] = []
    for word in text.split():
        for part in _parts(word, width, size, bold):
            together = f"{lines[-1]} {part}" if lines else part
            if lines and width_of(together, size, bold) <= width:
                lines[-1] = together
            else:
                lines.append(part)
    return tuple(lines)


def fit_box(
    text: str, width: float, height: float, largest: float, smallest: float, bold: bool = False
) -> Fitted:
    """A text in the largest letters, between two sizes in points, in which it fits a box whole.

    Raises DoesNotFit when it doesn't in the smallest: nothing is cut off.

    >>> fit_box("Kent Police", 500, 40, 30, 10).size
    30
    """
    size = largest
    while size >= smallest:
        # Words are divided only when even the smallest letters leave no other way.
        fitted = Fitted(wrap(text, width, size, bold), size)
        whole = size <= smallest or all(width_of(word, size, bold) <= width for word in text.split())
        if whole and fitted.height <= height:
            return fitted
        size -= 1
    raise DoesNotFit(
        f"{text[:60]!r}… has {len(text):,} characters, too many for {width:,.0f} by {height:,.0f} points in letters of "
        f"{smallest:g}\n  to do:    give a shorter text"
    )


def _parts(word: str, width: float, size: float, bold: bool) -> list[str]:
    parts = []
    while width_of(word, size, bold) > width and len(word) > 1:
        keep = max(1, int(len(word) * width / width_of(word, size, bold)))
        while keep > 1 and width_of(word[:keep], size, bold) > width:
            keep -= 1
        parts.append(word[:keep])
        word = word[keep:]
    return [*parts, word]


@functools.lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """How far a letter moves the next one on, at the size at which letters are measured."""
    font = FontProperties(family=FONT_NAME, weight="bold" if bold else "normal", size=LARGE)
    return _across(f"|{letter}|", font) - _across("||", font)


def _across(text: str, font: FontProperties) -> float:
    width, _, _ = _measures().get_text_width_height_descent(text, font, False)
    return float(width)


@functools.cache
def _measures() -> RendererAgg:
    return RendererAgg(1, 1, 72)
