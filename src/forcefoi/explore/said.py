"""The place under widgets in which their answer stands: what was asked for, or in words why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from forcefoi.errors import ForcefoiError
from forcefoi.explore.look import looking
from forcefoi.harmless import harmless


def place() -> ipywidgets.Output:
    """Where answers stand. A screen reader is told of a new one by its heading; the place itself is silent."""
    return ipywidgets.Output()


def say_in(out: ipywidgets.Output, make: Callable[[], Iterable[Any]]) -> None:
    """Show in `out` what `make` gives, one under another; where it refuses (a ForcefoiError), its reason in words.

    Anything else that goes wrong is a fault of this package, and is raised.
    """
    try:
        shown = [(html_of(each), str(each)) for each in make()]
    except ForcefoiError as error:
        shown = [(refused(error), str(error))]
    out.outputs = tuple(
        {"output_type": "display_data", "data": {"text/html": html, "text/plain": text}, "metadata": {}}
        for html, text in shown
        if html
    )


def html_of(shown: Any) -> str:
    """The HTML of something that shows itself, in the looks of this package."""
    html = shown._repr_html_()
    return html if html.startswith("<style>.forcefoi") or not html else looking(html)


def refused(error: ForcefoiError) -> str:
    """Why there is no answer, in words."""
    return looking(f'<p class="refused" role="alert">{harmless(str(error))}</p>')
