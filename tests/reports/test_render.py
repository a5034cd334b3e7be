"""What an executed notebook looks like as a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from forcefoi.errors import ForcefoiError
from forcefoi.number import Input, Number
from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.provenance import provenance
from forcefoi.reports.render import render
from forcefoi.told import bundle, marked, say, tell

HELP = '<section class="help" id="help"><h2 id="help-heading">Where to get help</h2></section>'
EXIT = '<a href="https://www.bbc.co.uk/weather" rel="noreferrer noopener">Leave this page</a>'
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col"}


def code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return v4.new_code_cell(source, outputs=list(outputs), execution_count=1, metadata={"tags": list(tags)})


def shows(**data: str) -> NotebookNode:
    return v4.new_output("display_data", {kind.replace("_", "/"): text for kind, text in data.items()})


def says(text: str, name: str = "stdout") -> NotebookNode:
    return v4.new_output("stream", name=name, text=text)


def page(*cells: NotebookNode, at: str = "forces/kent.html") -> str:
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Kent & others"), *cells])
    return render(nb, "Kent <Police>", report="kent", notebook="notebooks/force.ipynb", page=at, help=HELP)


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
    # The way off the page is the one address that leads elsewhere, and it is only followed by whoever chooses it.
    assert html.count(EXIT) == 1
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html.replace(EXIT, ""))
    for once in ("html", "title", "style", "header", "main", "footer", "h1"):
        assert names.count(once) == 1, once
    assert [attrs for tag, attrs in found if tag == "nav"] == [
        {"class": "exit", "aria-label": "Quick exit"},
        {"aria-label": "Reports"},
    ]
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


def number(value: int = 9, name: str = "kent-1") -> Number:
    where = "The <Paper>, 1 May 2018: https://example.org/a?b=1&c"
    return Number(name, value, value, "crimes", "Crimes & more", "as printed", (Input(name, "nine", where),))


def tells(*numbers: Number, before: str = "") -> NotebookNode:
    words = say("".join("{" + f"n{i}" + "}, " for i in range(len(numbers))), **{
        f"n{i}": tell(each, f"{each.low}") for i, each in enumerate(numbers)
    })  # fmt: skip
    html = before + "".join(told.html() for told in words.pieces if not isinstance(told, str))
    return v4.new_output("display_data", {"text/html": html + marked(numbers), **bundle(numbers)})


def test_a_number_has_one_panel_however_often_it_is_printed() -> None:
    html = page(code("1", tells(number(), number(8, "kent-2"))), code("2", tells(number())))
    Tags(html)
    assert html.count('<div popover id="n-kent-1"') == html.count('<div popover id="n-kent-2"') == 1
    assert html.count('<button class="n" popovertarget="n-kent-1">9</button>') == 2
    section = html[html.index('<section class="numbers"') :]
    assert "<b>Crimes &amp; more: 9 crimes</b>" in section and "How: as printed" in section
    assert "The &lt;Paper&gt;, 1 May 2018" in section
    assert '<a href="https://example.org/a?b=1&amp;c">example.org</a>' in section
    assert '<a href="../data/kent.provenance.json">' in section
    assert section.index("</section>") < section.index('<details class="code">')
    assert "<!--" not in html


def test_a_panel_that_a_chart_links_to_leads_back_to_it() -> None:
    chart = (
        '<figure class="chart" id="chart-a"><svg><a xlink:href="#n-kent-1"><text>9</text></a></svg></figure>'
    )
    html = page(code("1", tells(number(), number(8, "kent-2"), before=chart)))
    assert html.count('<a class="back" href="#chart-a">Close</a>') == 1


def test_two_numbers_of_one_id_make_no_page() -> None:
    with pytest.raises(ForcefoiError, match="two numbers are called 'kent-1': .*9 crimes.* and .*8 crimes"):
        page(code("1", tells(number(9))), code("2", tells(number(8))))


def test_what_is_not_shown_is_not_beside_the_page() -> None:
    hidden = code("2", tells(number(8, "kent-2")), tags=("hide",))
    nb = v4.new_notebook(cells=[code("1", tells(number())), hidden, code("3", tells(number()))])
    text = provenance(nb, "forces/kent.html")
    assert text == provenance(nb, "forces/kent.html")
    content = json.loads(text)
    assert content["page"] == "forces/kent.html"
    assert [Number.from_json(plain) for plain in content["numbers"]] == [number()]


def test_a_page_without_numbers_has_no_list_of_them() -> None:
    assert "How each number was worked out" not in page(code("1", shows(text_plain="1")))
