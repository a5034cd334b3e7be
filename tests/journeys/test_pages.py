"""The pages as readers see them, in a real browser: on a desk, on a phone, on paper, and with no network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


def open_page(browser, built: Path, name: str, **options):
    """The page, and every address that it asked for besides its own, and every word on its console."""
    page = browser.new_page(**options)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address(built, name))
    return page, [url for url in asked if url != address(built, name)], said


@pytest.mark.parametrize("name", [*VARIANTS, *OTHERS])
@pytest.mark.parametrize("width", [1200, 390, 320])
def test_it_asks_nothing_of_the_network_and_never_scrolls_sideways(browser, built: Path, name, width):
    page, asked, said = open_page(browser, built, name, viewport={"width": width, "height": 800})
    assert asked == [] and said == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name} is {wide} px wide on a screen of {width}"
    page.close()


@pytest.mark.parametrize("name", VARIANTS)
def test_each_variant_is_whole(browser, built: Path, name):
    page, _, _ = open_page(browser, built, name, viewport={"width": 1200, "height": 800})
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
    page.close()


def test_national_shows_its_five_charts(browser, built: Path):
    page, _, _ = open_page(browser, built, "national")
    assert page.locator("figure.chart svg").count() == 5
    page.close()


@pytest.mark.parametrize("name", ["northumbria", "kent", "durham", "national"])
@pytest.mark.parametrize("width", [1200, 390])
def test_every_chart_is_drawn_with_real_text_and_has_a_text_alternative(browser, built: Path, name, width):
    page, _, _ = open_page(browser, built, name, viewport={"width": width, "height": 800})
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
    page.close()


def test_code_is_folded_away_and_not_gone(browser, built: Path):
    page, _, _ = open_page(browser, built, "kent")
    code = page.locator("details.code")
    assert code.count() == 1 and not code.locator("pre").first.is_visible()
    code.locator("summary").click()
    assert code.locator("pre").first.is_visible()
    assert "analysis.changes" in code.inner_text()
    page.close()


def test_tables_have_captions_and_headings(browser, built: Path):
    page, _, _ = open_page(browser, built, "northumbria")
    for table in page.locator("table").all():
        assert table.locator("caption").count() == 1
        assert table.locator("thead th[scope=col]").count() > 1
        assert table.locator("tbody th[scope=row]").count() == table.locator("tbody tr").count()
    page.close()


@pytest.mark.parametrize("name", ["northumbria", "kent", "durham"])
def test_paper_holds_all_of_every_table(browser, built: Path, name, tmp_path: Path):
    """On A4 nothing is cut off at the right, tables that are folded on a screen are there, and addresses are shown."""
    page, _, _ = open_page(browser, built, name, viewport={"width": 718, "height": 1000})
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
    page.close()


def test_the_index_leads_to_every_kind_of_page_and_back(browser, built: Path):
    page, _, _ = open_page(browser, built, "index")
    page.click("text=Kent Police")
    assert page.inner_text("h1") == "Kent Police"
    page.click("text=All forces")
    page.click("text=The national picture")
    assert page.locator("h1").count() == 1
    page.close()


def test_it_is_all_there_without_script(browser, built: Path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(built, "northumbria"))
    assert "2,569" in page.inner_text("main")
    context.close()
