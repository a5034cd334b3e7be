"""On paper: a chart with its table, whole rows, full addresses, every number's working, and nothing to press."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest
from pages import KINDS, visit
from paper import HEIGHT, WIDTH, Paper, compact

pytestmark = pytest.mark.browser

WITH_CHARTS = (
    "national",
    *(f"forces/{name}" for name in ("northumbria", "kent", "durham", "city-of-london", "btp", "psni")),
)
SHEET = {"width": WIDTH, "height": HEIGHT}
# The height of each chart with its title, note and table, as it is printed.
HEIGHTS = "[...document.querySelectorAll('figure')].map(e => e.getBoundingClientRect().height)"
ADDRESSES = (
    "[...document.querySelectorAll('a[href^=http]')].filter(e => e.checkVisibility()).map(e => e.href)"
)
PRESSED = """[...document.querySelectorAll('nav, .skip, button:not(.n), select, input')]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"""
# What is folded and of use on paper: all but the code.
FOLDED = """[...document.querySelectorAll('details:not(.code) > :not(summary)')]
  .filter(e => e.parentElement.checkVisibility() && !e.checkVisibility({contentVisibilityAuto: true}))
  .map(e => e.parentElement.textContent.slice(0, 60))"""
WORKINGS = "[...document.querySelectorAll('[popover]')].map(e => e.textContent)"
# Reading all words of a long page takes seconds: these are short, and have all that a page can have.
READ = ("index", "fact-check", "forces/northumbria", "forces/btp", "forces/psni")


@contextmanager
def printing(browser, built: Path, name: str):
    """The page as it is set for print, and the sheets."""
    with visit(browser, built, name, viewport=SHEET) as seen:
        seen.page.emulate_media(media="print")
        yield seen.page, Paper(seen.page)


@pytest.fixture(scope="module", params=KINDS)
def printed(browser, built: Path, request):
    with printing(browser, built, request.param) as (page, paper):
        yield request.param, page, paper


def test_it_is_a4_and_nothing_to_press_is_on_it(printed):
    _, page, paper = printed
    for sheet in paper.reader.pages:
        assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
    assert page.evaluate(PRESSED) == []
    assert page.evaluate(FOLDED) == []


def test_rows_of_tables_are_whole_and_headings_are_repeated(printed):
    _, page, paper = printed
    tables = list(paper.root.all("Table"))
    rows = page.evaluate(
        "[...document.querySelectorAll('table')].filter(t => t.checkVisibility()).map(t => t.rows.length)"
    )
    assert [len(list(table.all("TR"))) for table in tables] == rows
    for number, table in enumerate(tables):
        heading, *body = table.all("TR")
        assert not list(heading.all("TD"))
        assert heading.sheets == table.sheets, f"table {number} goes on without its headings"
        cut = [row.sheets for row in body if len(row.sheets) != 1]
        assert not cut, f"rows of table {number} are cut in two"


def test_a_chart_stands_with_its_table(printed):
    """What fits on a sheet is on one; of what doesn't, all down to the first row of the table is on one."""
    name, page, paper = printed
    heights = page.evaluate(HEIGHTS)
    # The picture itself is a figure too where it is one image; those that hold a table are ours.
    figures = [figure for figure in paper.root.all("Figure") if list(figure.all("Table"))]
    assert len(figures) == len(heights)
    assert bool(figures) == (name in WITH_CHARTS)
    for number, (figure, height) in enumerate(zip(figures, heights, strict=True)):
        if height <= HEIGHT:
            assert len(figure.sheets) == 1, f"figure {number} is {height:.0f} px high and on {figure.sheets}"
        table = next(figure.all("Table"))
        together = {min(row.sheets) for row in list(table.all("TR"))[:2]}
        for part in takewhile(lambda part: not list(part.all("Table")), figure.parts):
            together |= part.sheets
        assert len(together) == 1, f"figure {number}: title, chart, note and table begin on sheets {together}"


@pytest.mark.parametrize("name", READ)
def test_every_address_and_every_working_is_printed(browser, built: Path, name: str):
    with printing(browser, built, name) as (page, paper):
        addresses = set(page.evaluate(ADDRESSES))
        unprinted = [each for each in addresses if compact(each) not in paper.text]
        assert unprinted == [], "addresses that stand behind a link and nowhere on paper"
        begin = [compact(working.split("\n")[0])[:25] for working in page.evaluate(WORKINGS)]
        assert [each for each in begin if each not in paper.text] == []


def test_what_is_wrong_would_be_seen(browser, built: Path):
    """The guard of the tests above: a row that is cut, a chart away from its table, something folded."""
    with visit(browser, built, "forces/kent", viewport=SHEET) as seen:
        assert seen.page.evaluate(PRESSED) and seen.page.evaluate(FOLDED)
        seen.page.emulate_media(media="print")
        seen.page.add_style_tag(
            content="tr { break-inside: auto !important } td::after { content: ''; display: block; height: 400px }"
            " figcaption { break-after: page !important }"
        )
        paper = Paper(seen.page)
        assert any(len(row.sheets) > 1 for row in paper.root.all("TR"))
        figure = next(each for each in paper.root.all("Figure") if list(each.all("Table")))
        assert next(figure.all("Caption")).sheets.isdisjoint(next(figure.all("Table")).sheets)
