"""The pages as readers see them, in a real browser: on a desk, on a phone, on paper, and with no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from windows import listening, window

# One page of each variant: what it has, and how many charts it must show.
VARIANTS = {
    "northumbria": ("figures; recorded and funnel", 3),
    "kent": ("figures; recorded and funnel", 3),
    "durham": ("no figures; recorded and funnel", 2),
    "city-of-london": ("no figures; recorded, too few residents for the funnel", 1),
    "btp": ("no figures; recorded, no residents, no funnel", 1),
    "psni": ("figures; outside the official tables", 1),
    "police-scotland": ("no figures; outside the official tables", 0),
    "mdp": ("no figures; in no table", 0),
    "cnc": ("no figures; in no table", 0),
}
OTHERS = ("index", "national", "fact-check", "words", "corrections", "data-quality")
SAYS = {
    "city-of-london": "its area has 7,654 residents, fewer than 50,000",
    "btp": "no residents are counted for it",
    "psni": "This force is not in them",
    "police-scotland": "Freedom of Information (Scotland) Act 2002",
    "mdp": "in no table that this project has",
    "cnc": "in no table that this project has",
    "durham": "No figure from a reply of Durham Constabulary is public",
}

pytestmark = pytest.mark.browser


def address(built: Path, name: str) -> str:
    return (built / "reports" / (f"{name}.html" if name in OTHERS else f"forces/{name}.html")).as_uri()


@pytest.fixture
def open_page(browser, built: Path) -> Iterator[Callable[..., tuple[Any, list[str], list[str]]]]:
    """Opens a page: gives it, every address that it asked for besides its own, and every word on its console."""
    with ExitStack() as opened:

        def open_one(name: str, **options: Any) -> tuple[Any, list[str], list[str]]:
            asked: list[str] = []
            said: list[str] = []
            page = opened.enter_context(window(browser, **options))
            told = {"request": lambda request: asked.append(request.url),
                    "console": lambda message: said.append(message.text)}  # fmt: skip
            opened.enter_context(listening(page, **told))
            page.goto(address(built, name))
            return page, [url for url in asked if url != address(built, name)], said

        yield open_one


@pytest.mark.parametrize("name", [*VARIANTS, *OTHERS])
@pytest.mark.parametrize("width", [1200, 390, 320])
def test_it_asks_nothing_of_the_network_and_never_scrolls_sideways(open_page, name, width):
    page, asked, said = open_page(name, viewport={"width": width, "height": 800})
    assert asked == [] and said == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name} is {wide} px wide on a screen of {width}"


@pytest.mark.parametrize("name", VARIANTS)
def test_each_variant_is_whole(open_page, name):
    page, _, _ = open_page(name, viewport={"width": 1200, "height": 800})
    assert page.locator("h1").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.locator("figure.chart svg").count() == VARIANTS[name][1]
    for text in (
        "What can this not tell you?",
        "How would you ask for the figures that are missing?",
        "call 999",
    ):
        assert text in page.inner_text("main")
    if name in SAYS:
        # Also in what is folded, such as the request.
        assert SAYS[name] in page.text_content("main")


def test_national_shows_its_five_charts(open_page):
    page, _, _ = open_page("national")
    assert page.locator("figure.chart svg").count() == 5


@pytest.mark.parametrize("name", ["northumbria", "kent", "durham", "national"])
@pytest.mark.parametrize("width", [1200, 390])
def test_every_chart_is_drawn_with_real_text_and_has_a_text_alternative(open_page, name, width):
    page, _, _ = open_page(name, viewport={"width": width, "height": 800})
    for chart in page.locator("figure.chart svg").all():
        box = chart.bounding_box()
        assert box["width"] > 250 and box["height"] > 80
        assert chart.locator("text").count() > 3
        # A picture with links in it is a group: what is inside an image is nothing to a screen reader.
        assert chart.get_attribute("role") == ("group" if chart.locator("a").count() else "img")
        named = [
            page.locator(f"[id='{i}']").text_content() for i in chart.get_attribute("aria-labelledby").split()
        ]
        assert re.search(r"\d", " ".join(named)), "the alternative has no number in it"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)), "two things on the page have one id"


def test_code_is_folded_away_and_not_gone(open_page):
    page, _, _ = open_page("kent")
    code = page.locator("details.code")
    assert code.count() == 1 and not code.locator("pre").first.is_visible()
    code.locator("summary").click()
    assert code.locator("pre").first.is_visible()
    assert "analysis.changes" in code.inner_text()


def test_tables_have_captions_and_headings(open_page):
    page, _, _ = open_page("northumbria")
    for table in page.locator("table").all():
        assert table.locator("caption").count() == 1
        assert table.locator("thead th[scope=col]").count() > 1
        assert table.locator("tbody th[scope=row]").count() == table.locator("tbody tr").count()


@pytest.mark.parametrize("name", ["northumbria", "kent", "durham"])
def test_paper_holds_all_of_every_table(open_page, name, tmp_path: Path):
    """On A4 nothing is cut off at the right, tables that are folded on a screen are there, and addresses are shown."""
    page, _, _ = open_page(name, viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    cut = page.evaluate(
        """[...document.querySelectorAll('main table')].filter(t => t.offsetParent)
           .filter(t => t.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
           .map(t => t.caption.innerText)"""
    )
    assert cut == []
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4")
    assert file.stat().st_size > 20_000


def test_the_index_leads_to_every_kind_of_page_and_back(open_page):
    page, _, _ = open_page("index")
    page.click("text=Kent Police")
    assert page.inner_text("h1") == "Kent Police"
    page.click("text=All forces")
    page.click("text=The national picture")
    assert page.locator("h1").count() == 1


def test_it_is_all_there_without_script(open_page):
    page, _, _ = open_page("northumbria", java_script_enabled=False)
    assert "2,569" in page.inner_text("main")
