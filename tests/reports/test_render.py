"""What an executed notebook looks like as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.render import render

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col"}


def code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return v4.new_code_cell(source, outputs=list(outputs), execution_count=1, metadata={"tags": list(tags)})


def shows(**data: str) -> NotebookNode:
    return v4.new_output("display_data", {kind.replace("_", "/"): text for kind, text in data.items()})


def says(text: str, name: str = "stdout") -> NotebookNode:
    return v4.new_output("stream", name=name, text=text)


def page(*cells: NotebookNode, at: str = "forces/kent.html") -> str:
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Kent & others"), *cells])
    return render(nb, "Kent <Police>", report="kent", notebook="notebooks/force.ipynb", page=at)


class Tags(HTMLParser):
    """Every element is closed, and in order; collects tags with their attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_whole_page() -> None:
    html = page(
        code("force = ''", tags=("parameters",)),
        code("force = 'kent'", says("unseen parameter"), tags=("injected-parameters",)),
        code("secret = '<b>'", says("unseen"), tags=("hide",)),
        code("print(1)", says("a < b\n")),
        code("table", shows(text_html="<table><tr><td>1</td></tr></table>", text_plain="t")),
        code("prose", shows(text_markdown="## Found\n\n**5** <script>alert(1)</script>")),
        code("6 * 7", shows(text_plain="42")),
        v4.new_markdown_cell("### Part\n\n| a |\n|---|\n| 1 |\n\n[x](javascript:alert(1))"),
    )
    body, folded = html.split('<details class="code">')
    assert "unseen" not in html and "secret" not in body
    assert "secret = &#39;&lt;b&gt;&#39;" in folded and "force = &#39;kent&#39;" in folded
    assert "<title>Kent &lt;Police&gt; – forcefoi</title>" in body
    assert '<pre class="text">a &lt; b\n</pre>' in body and '<pre class="text">42</pre>' in body
    assert "<strong>5</strong> &lt;script&gt;alert(1)" in body
    assert "<table><tr><td>1</td></tr></table>" in body
    assert '<div class="table" tabindex="0"><table>' in body
    assert "javascript:" not in html
    assert re.findall(r"<h(\d)>", html) == ["1", "2", "3"]
    assert re.findall(r'<p class="place">(.*?)</p>', folded) == [
        "Cell 2",
        "The values for this page",
        *(f"Cell {number}" for number in range(3, 8)),
    ]


def test_it_asks_nothing_of_the_network_and_has_what_readers_need() -> None:
    html = page(code("1", shows(text_plain="1")))
    found = Tags(html).seen
    names = [tag for tag, _ in found]
    assert not {"script", "link", "iframe", "object", "base", "form"} & set(names)
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html)
    for once in ("html", "title", "style", "header", "nav", "main", "footer", "h1"):
        assert names.count(once) == 1, once
    assert ("html", {"lang": "en-GB"}) in found
    assert ("a", {"class": "skip", "href": "#main"}) in found
    policy = next(attrs["content"] for tag, attrs in found if attrs.get("http-equiv"))
    assert policy is not None and policy.startswith("default-src 'none'")
    assert ("a", {"href": "../index.html"}) in found


def test_links_fit_the_place_of_the_page() -> None:
    html = page(at="national.html")
    assert '<a href="national.html" aria-current="page">National</a>' in html
    assert "../" not in html


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (v4.new_output("error", ename="ValueError", evalue="no", traceback=[]), "ValueError: no"),
        (says("FutureWarning: soon\n", "stderr"), "a warning would stand on the page"),
        (shows(image_png="aGk=", text_plain="<Figure>"), "without words"),
        (shows(image_svg="<svg/>"), "without words"),
        (v4.new_output("display_data", {}), "without words"),
        (shows(text_plain="<Figure size 640x480 with 1 Axes>"), "no picture of it came out"),
        (shows(text_plain="[<matplotlib.lines.Line2D at 0x…>]"), "no picture of it came out"),
        (shows(text_plain="<Axes: xlabel='a'>"), "no picture of it came out"),
    ],
)
def test_what_a_page_must_not_hide_is_refused(output: NotebookNode, why: str) -> None:
    with pytest.raises(ReportFailed, match=why) as caught:
        page(code("run()", output))
    assert (caught.value.cell, caught.value.source) == (2, "run()")


def test_a_warning_that_is_meant_is_shown() -> None:
    html = page(code("run()", says("mind <this>\n", "stderr"), tags=("allow-warnings",)))
    assert '<pre class="warning">mind &lt;this&gt;\n</pre>' in html


def test_a_warning_in_a_hidden_cell_is_refused_too() -> None:
    with pytest.raises(ReportFailed, match="a warning"):
        page(code("run()", says("mind this", "stderr"), tags=("hide",)))
