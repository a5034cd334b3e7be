"""A figure as a PNG, drawn twice as fine as a page shows it."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from forcefoi.charts.style import drawing

COLOURS = 128  # a chart has a dozen; the rest are the softened edges of letters and lines


def pixels(figure: Figure, dpi: float) -> np.ndarray:
    """A figure as it is drawn at so many dots an inch: height × width × 3, each 0 to 255."""
    raw = io.BytesIO()
    with drawing():
        # The figure's own canvas stays: charts that are shown again are drawn again from it.
        canvas = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
        canvas.print_figure(raw, format="rgba", dpi=dpi)
        width, height = (int(round(inches * dpi, 6)) for inches in figure.get_size_inches())
    return np.frombuffer(raw.getvalue(), np.uint8).reshape(height, width, 4)[:, :, :3]


def to_png(drawn: np.ndarray, words: Mapping[str, str]) -> bytes:
    """These pixels as a PNG file; `words` go in as its text chunks, such as `Title` and `Description`.

    The same pixels and words give the same bytes: there is no date in them.
    """
    info = PngInfo()
    for key, text in words.items():
        info.add_itxt(key, text)
    made = io.BytesIO()
    image = Image.fromarray(np.ascontiguousarray(drawn))
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(made, "png", pnginfo=info, compress_level=6)
    return made.getvalue()
