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
    return ipywidgets.Output(outputs=NOTHING)


def say_in(out: ipywidgets.Output, make: Callable[[], Iterable[Any]], meanwhile: str = "") -> None:
    """Show in `out` what `make` gives, one under another; where it refuses (a ForcefoiError), its reason in words.

    `meanwhile` stands there until it is made: the answer to an earlier choice is none to this one, and is gone at once.
    Anything else that goes wrong is a fault of this package, and is raised.
    """
    if meanwhile:
        out.outputs = (_output(looking(f'<p role="status">{harmless(meanwhile)}</p>'), meanwhile),)
    try:
        shown = [(html_of(each), str(each)) for each in make()]
    except ForcefoiError as error:
        shown = [(refused(error), str(error))]
    out.outputs = tuple(_output(html, text) for html, text in shown if html) or NOTHING


def _output(html: str, text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": html, "text/plain": text}, "metadata": {}}


def html_of(shown: Any) -> str:
    """The HTML of something that shows itself, in the looks of this package."""
    html = shown._repr_html_()
    return html if html.startswith("<style>.forcefoi") or not html else looking(html)


def refused(error: ForcefoiError) -> str:
    """Why there is no answer, in words."""
    return looking(f'<p class="refused" role="alert">{harmless(str(error))}</p>')


# How the widgets themselves look is said where their answers stand, and so also where there is none yet.
NOTHING = (_output(looking(""), ""),)
