"""Files to take away, made of what the outputs of a notebook carry: pictures, tables, a workbook, a card to share."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
from nbformat import NotebookNode

from forcefoi.carried import CHART_MIME, MARKER, TABLE_MIME, TAKE_MIME
from forcefoi.disarm import disarm, without_controls
from forcefoi.errors import ForcefoiError
from forcefoi.reports.beside import path_beside
from forcefoi.reports.plan import Report
from forcefoi.reports.provenance import numbers_of_page, shown
from forcefoi.reports.workbook import workbook

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
AWAY = "away"  # the place of the links to what belongs to the page as a whole
KINDS = {".svg": "SVG", ".png": "PNG", ".csv": "CSV"}
# Excel on Windows takes a file without this mark for one in an old alphabet, and spoils “–” and “’”.
CSV_ENCODING = "utf-8-sig"
PLACES = re.compile(re.escape(MARKER).replace(r"\{\}", "([a-z0-9-]+)"))


@dataclass(frozen=True)
class Downloads:
    """`files` has path in the project → content; `links` has the name of a place on the page → HTML to stand there."""

    files: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def downloads(nb: NotebookNode, report: Report, provenance: str) -> Downloads:
    """The files of an executed notebook, and the links to them from its page.

    Each chart that it shows is an SVG, a PNG and a CSV; where it shows a take-away there is a workbook of all its
    tables, and a picture to share where it has one. `provenance` is the text of its numbers as data, to which there is
    a link.

    Raises ForcefoiError for two charts of one name, a name that can't be one, and two take-aways.
    """
    outputs = list(shown(nb))
    tables = [each for data in outputs for each in data.get(TABLE_MIME, ())]
    takes = [each for data in outputs for each in data.get(TAKE_MIME, ())]
    found = Downloads()
    up = "../" * (report.page.count("/") - 1)
    by_name = {table["name"]: table for table in tables if table["name"]}
    for chart in (each for data in outputs for each in data.get(CHART_MIME, ())):
        _add_chart(found, report.id, up, chart, by_name)
    if len(takes) > 1:
        raise ForcefoiError(f"{report.id}: a page has one take-away, and this notebook shows {len(takes)}")
    if takes:
        _add_away(found, report, up, takes[0], tables, nb, provenance)
    return found


def linked_to(html: str, links: dict[str, str] | None) -> str:
    """The HTML of an output with these links where they are to stand; without them, nothing stands there.

    >>> linked_to("<p>1</p><!--take:funnel-->", {"funnel": "<p>SVG</p>"}), linked_to("<!--take:funnel-->", None)
    ('<p>1</p><p>SVG</p>', '')
    """
    return PLACES.sub(lambda found: (links or {}).get(found[1], ""), html)


def csv_of(table: dict[str, Any]) -> bytes:
    """A table (`charts.plain_table`) as a CSV file: its first line is the headings, every other one a row.

    Numbers are as they are, not as the page rounds them, with a point and no commas; days are ISO; a mark such as
    `[x]` says why a value is missing. A text that a spreadsheet would run has an apostrophe before it.

    >>> csv_of({"headings": ["Window", "Rate"], "rows": [["=1", 0.5], [{"day": "2018-03-31"}, {"mark": "[x]"}]]})
    b"\\xef\\xbb\\xbfWindow,Rate\\n'=1,0.5\\n2018-03-31,[x]\\n"
    """
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([disarm(without_controls(heading)) for heading in table["headings"]])
    for row in table["rows"]:
        lines.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode(CSV_ENCODING)


def _plain(cell: Any) -> Any:
    if isinstance(cell, dict):
        return next(iter(cell.values()))
    return disarm(without_controls(cell)) if isinstance(cell, str) else cell


def _add_chart(
    found: Downloads, report: str, up: str, chart: dict[str, str], tables: dict[str, dict[str, Any]]
) -> None:
    name = chart["name"]
    if not NAME.fullmatch(name) or name not in tables:
        raise ForcefoiError(f"{report}: {name!r} can't name the files of a chart")
    made = {
        ".svg": chart["svg"].encode(),
        ".png": base64.b64decode(chart["png"]),
        ".csv": csv_of(tables[name]),
    }
    links = []
    for kind, content in made.items():
        path = path_beside(report, name, kind)
        _add(found, path, content)
        label = f"{KINDS[kind]}, {size(content)}"
        links.append(
            f'<a href="{_from_page(path, up)}" download aria-label="{label}: {escape(chart["title"])}">{label}</a>'
        )
    found.links[name] = f'<p class="take">Take this chart away: {" · ".join(links)}</p>'


def _add_away(
    found: Downloads,
    report: Report,
    up: str,
    take: dict[str, Any],
    tables: list[dict[str, Any]],
    nb: NotebookNode,
    provenance: str,
) -> None:
    items = []
    if "card" in take:
        path, content = path_beside(report.id, "card", ".png"), base64.b64decode(take["card"])
        _add(found, path, content)
        items.append((path, f"A picture to share (PNG, {size(content)})"))
    path, content = path_beside(report.id, "", ".xlsx"), workbook(take, tables, numbers_of_page(nb))
    _add(found, path, content)
    items.append(
        (path, f"A workbook of all tables on this page, with notes and sources (Excel, {size(content)})")
    )
    items.append(
        (
            report.provenance,
            f"Every number on this page and how it was worked out (JSON, {size(provenance.encode())})",
        )
    )
    lines = (f'<li><a href="{_from_page(path, up)}" download>{escape(text)}</a></li>' for path, text in items)
    found.links[AWAY] = f'<ul class="take">{"".join(lines)}</ul>'


def _add(found: Downloads, path: str, content: bytes) -> None:
    if path in found.files:
        raise ForcefoiError(
            f"two things of this page would be {path}\n  to do:    give one of the charts another name"
        )
    found.files[path] = content


def _from_page(path: str, up: str) -> str:
    return escape(up + path.removeprefix("reports/"))


def size(content: bytes) -> str:
    """How long a download is, for people.

    >>> size(b""), size(bytes(34_400))
    ('1 KB', '34 KB')
    """
    return f"{max(1, round(len(content) / 1000)):,} KB"
