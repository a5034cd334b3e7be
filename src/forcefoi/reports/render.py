"""Turn an executed notebook into one HTML page that opens offline and asks nothing of the network."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import default

from forcefoi.carried import PAGE_LINK, PICTURE_LINK
from forcefoi.harmless import UNSEEN
from forcefoi.reports.cells import number, tags
from forcefoi.reports.downloads import linked_to
from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.help import STYLE, help_by_hand
from forcefoi.reports.inside import allowed, scripted, styles
from forcefoi.reports.provenance import panels_of_page
from forcefoi.told import unmarked

TEMPLATE = Path(__file__).parent / "template"
# Read as files: importing the charts for their stylesheet would bring pandas and matplotlib with it.
# Each with what must stand on a page that carries it; '' for every page.
STYLES = (
    (Path(__file__).parents[1] / "charts/chart.css", 'class="chart"'),
    (Path(__file__).parents[1] / "claims/claims.css", 'class="claim'),
    (TEMPLATE / "page.css", ""),
    (TEMPLATE / "force.css", 'class="findings"'),
    (TEMPLATE / "numbers.css", ""),
    (STYLE, ""),
)
ALLOW_WARNINGS = "allow-warnings"
# What the page's script serves: sentences to copy, labels of charts that open a number.
SERVED = ('<button type="button" class="copy"', f'{PICTURE_LINK}"#n-')
HEADING = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
SHOWN = ("text/html", "text/markdown")
# What a cell shows in words when it has drawn something by matplotlib and no picture came out.
LOST = re.compile(r"\[?<(Figure size|Axes|matplotlib\.|seaborn\.)")


def render(
    nb: NotebookNode,
    title: str,
    *,
    report: str,
    notebook: str,
    page: str,
    help: str,
    links: dict[str, str] | None = None,
) -> str:
    """The page of an executed notebook: what its cells say and show, with their code folded at the end.

    `title` names the page, `page` is where it will lie under the folder of index.html (`forces/kent.html`), `help` is
    the section that ends it (`reports.help`); `links` has the HTML that leads to files beside it, by its place on the
    page (see `downloads`).
    Cells tagged `hide`, and the parameters, show nothing but their code. Markup in a Markdown cell is the author's
    and is kept; in an output of type text/markdown it may come from data, and is shown as text.
    Raises ReportFailed for an output that a page must not hide: an error, a warning (unless the cell is tagged
    `allow-warnings`), or a picture without words.
    """
    for index, cell in enumerate(nb.cells):
        fault = _fault(cell)
        if fault:
            raise ReportFailed(report, notebook, number(nb, index), cell.source, fault)
    resources = {
        "title": title,
        "notebook": notebook,
        "here": page,
        "up": "../" * page.count("/"),
        "provenance": f"data/{report}.provenance.json",
        "help": help,
        "links": links or {},
    }
    html, _ = _exporter().from_notebook_node(nb, resources)
    return str(html)


class Page(TemplateExporter):
    """Makes a page of an executed notebook; what `jupyter nbconvert --to forcefoi` uses.

    `resources` may have `title`, `notebook` (what to call it), `here` (where the page will lie under the folder of
    index.html), `provenance` (the address there of its numbers as data), `up` (the way from there to that folder) and
    `help` (the section that ends it); without them the page speaks of the notebook's name, and its help is that of the
    project which the working folder lies in.
    Templates come from this package alone, whatever a person has put beside Jupyter.
    """

    export_from_notebook = "forcefoi page"

    def __init__(self, **traits: Any) -> None:
        super().__init__(template_paths=[str(TEMPLATE)], template_file="page.html.j2", **traits)  # type: ignore[no-untyped-call]  # nbconvert’s have no types
        self.script = scripted(TEMPLATE / "page.js")
        filters = {
            "tags": tags,
            "written": written,
            "computed": computed,
            "number": _number,
            "unmarked": unmarked,
            "linked_to": linked_to,
        }
        for name, function in filters.items():
            self.register_filter(name, function)  # type: ignore[no-untyped-call]  # nbconvert’s have no types

    @default("file_extension")
    def _html(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # a page is text, as with all of nbconvert’s exporters to text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page as text, and the resources, as nbconvert asks for them."""
        given = dict(resources or {})
        name = given.get("metadata", {}).get("name", "report")
        given = {"title": name, "notebook": f"{name}.ipynb", "here": f"{name}.html", "up": "", **given}
        if "help" not in given:
            given["help"] = help_by_hand(nb)
        shown = _shown(nb)
        made = {
            "css": styles(*(path for path, mark in STYLES if any(mark in html for html in shown))),
            "panels": panels_of_page(nb),
            "contents": contents(nb),
            **self._scripted(shown),
        }
        html, resources = super().from_notebook_node(nb, {**given, **made}, **more)
        # Also what a cell printed by itself: no mark in it may turn the text around it.
        return UNSEEN.sub("", html).replace(PICTURE_LINK, PAGE_LINK), resources

    def _scripted(self, shown: list[str]) -> dict[str, str]:
        """The one script, on a page that has something for it to do, and its hash: the page allows no other."""
        if not any(mark in html for html in shown for mark in SERVED):
            return {"script": "", "allowed": ""}
        return {"script": self.script, "allowed": allowed(self.script)}


def _shown(nb: NotebookNode) -> list[str]:
    """The HTML of every output; an empty text besides, so that what every page has is found where there is none."""
    return [
        "",
        *(o.get("data", {}).get("text/html", "") for cell in nb.cells for o in cell.get("outputs", [])),
    ]


def contents(nb: NotebookNode) -> list[tuple[str, str]]:
    """The sections of a page as (id, heading): its Markdown cells' headings of the second level."""
    shown = (cell for cell in nb.cells if cell.cell_type == "markdown" and "hide" not in tags(cell))
    found = (text for cell in shown for text in HEADING.findall(cell.source))
    return [(_section(text), text) for text in found]


def _section(heading: str) -> str:
    """The HTML id of a section, by its heading.

    >>> _section("What can this not tell you?")
    'about-what-can-this-not-tell-you'
    """
    return "about-" + "-".join(re.findall(r"[a-z0-9]+", heading.lower()))


def _fault(cell: NotebookNode) -> str:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}"
        if output.output_type == "stream":
            if output.name == "stderr" and ALLOW_WARNINGS not in tags(cell):
                return f"a warning would stand on the page; if it shall, tag the cell '{ALLOW_WARNINGS}'\n{output.text}"
        elif not any(kind in output.data for kind in SHOWN):
            if LOST.match(output.data.get("text/plain", "")) and set(output.data) == {"text/plain"}:
                return "a chart was drawn here, and no picture of it came out; show a Chart"
            wordless = sorted(kind for kind in output.data if kind != "text/plain")
            if wordless or not output.data:
                kinds = ", ".join(wordless) or "nothing at all"
                return f"its output is {kinds}, without words for those who can't see it; show a Chart or a table"
    return ""


@functools.cache
def _exporter() -> Page:
    """Made once a process: that takes longer than a page."""
    return Page()


def written(markdown: str) -> str:
    """Markdown that an author wrote in a cell, as HTML; markup in it is kept, and its sections can be linked to."""
    html = _html(markdown, escape=False)
    return re.sub(r"<h2>(.*?)</h2>", lambda found: f'<h2 id="{_section(found[1])}">{found[1]}</h2>', html)


def computed(markdown: str) -> str:
    """Markdown that code made, as HTML. It may hold a text out of a table, so markup in it is shown, not obeyed.

    >>> computed("**5** <script>")
    '<p><strong>5</strong> &lt;script&gt;</p>\\n'
    """
    return _html(markdown, escape=True)


def _html(markdown: str, escape: bool) -> str:
    renderer = IPythonRenderer(escape=escape, allow_harmful_protocols=False, exclude_anchor_links=True)
    html = MarkdownWithMath(renderer=renderer).render(markdown)
    return html.replace("<table>", '<div class="table" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    )


def _number(nb: NotebookNode, cell: NotebookNode) -> int | None:
    return number(nb, next(index for index, each in enumerate(nb.cells) if each is cell))
