"""What an output of a notebook carries beside its HTML, for whoever makes files of it: tables, pictures, a take-away.

Each stands under a media type of its own as a list, so that things shown together carry what each of them carries.
A viewer that doesn't know these types shows the HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# A table with its values: whole precision, days as days, a mark where one is missing (`charts.table.Table.plain`).
TABLE_MIME = "application/vnd.forcefoi.table+json"
# A chart as files that stand alone, SVG text and PNG in base64 (`charts.chart.Chart.files`).
CHART_MIME = "application/vnd.forcefoi.chart+json"
# What a page's workbook and its picture to share are made of (`charts.take_away.TakeAway`).
TAKE_MIME = "application/vnd.forcefoi.take+json"
# Where links to files made of an output are to stand in its HTML: a comment, which text can't be, since it is escaped.
MARKER = "<!--take:{}-->"
# A link in a picture, in an output: JupyterLab fails at one that has a plain `href`. A page has it plain.
PICTURE_LINK, PAGE_LINK = "<a xlink:href=", "<a href="


def carried(parts: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    """What several things carry together, each of them as its own output would; no numbers (see `told.bundle`)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        bundle = part._repr_mimebundle_() if hasattr(part, "_repr_mimebundle_") else {}
        for mime in (TABLE_MIME, CHART_MIME, TAKE_MIME):
            if mime in bundle:
                found.setdefault(mime, []).extend(bundle[mime])
    return found
