"""The numbers of a page: gathered from the outputs of its notebook, shown once, and written beside it as data."""

from __future__ import annotations

import json
import re

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
from nbformat import NotebookNode

from forcefoi.carried import PICTURE_LINK
from forcefoi.number import Number
from forcefoi.panels import panels
from forcefoi.reports.cells import INJECTED, tags
from forcefoi.told import NUMBERS_MIME, once

UNSEEN = {"hide", "parameters", INJECTED}
CHART = re.compile(r'<figure class="chart" id="([^"]+)".*?</figure>', re.DOTALL)
LINKED = re.compile(rf'{PICTURE_LINK}"#([^"]+)"')


def numbers_of_page(nb: NotebookNode) -> tuple[Number, ...]:
    """The numbers in what an executed notebook shows, each once, in order of the page.

    Raises ForcefoiError where one id stands for two different numbers.
    """
    return once(Number.from_json(plain) for data in shown(nb) for plain in data.get(NUMBERS_MIME, ()))


def panels_of_page(nb: NotebookNode) -> str:
    """The panels of these numbers as HTML; one that a chart links to leads back to the chart."""
    back: dict[str, str] = {}
    for data in shown(nb):
        for chart in CHART.finditer(data.get("text/html", "")):
            for place in LINKED.findall(chart[0]):
                back.setdefault(place, chart[1])
    return panels(numbers_of_page(nb), back)


def provenance(nb: NotebookNode, page: str) -> str:
    """`reports/data/<report>.provenance.json`: the page (a path under `reports/`) and its numbers, as JSON text."""
    content = {"page": page, "numbers": [number.to_json() for number in numbers_of_page(nb)]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def shown(nb: NotebookNode) -> list[NotebookNode]:
    """The data of every output that a page shows."""
    return [
        output.data
        for cell in nb.cells
        if cell.cell_type == "code" and not UNSEEN & tags(cell)
        for output in cell.outputs
        if "data" in output
    ]
