"""On a narrow screen and with large text nothing is cut off or lies over other text, and no page scrolls sideways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import DESK, KINDS, PHONE, UNFOLD, visit

pytestmark = pytest.mark.browser

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
# Each panel in turn, as it opens: where it ends at the sides, and whether what is in it is wider than it is.
PANELS = """() => [...document.querySelectorAll('[popover]')].map(panel => {
    panel.showPopover();
    const box = panel.getBoundingClientRect();
    const seen = {id: panel.id, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      inside: panel.scrollWidth - panel.clientWidth};
    panel.hidePopover();
    return seen;
  }).filter(panel => panel.left < 0 || panel.right > innerWidth || panel.top < 0 || panel.bottom > innerHeight
    || panel.inside > 1)"""
# What scrolls sideways and can't be reached by keyboard.
UNREACHED = """() => [...document.querySelectorAll('main *')]
  .filter(e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
  .filter(e => e.tabIndex < 0 || !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
  .map(e => e.className)"""


def check(page: Any, width: int) -> None:
    page.evaluate(UNFOLD)
    found = page.evaluate(LAYOUT)
    assert found.pop("texts") > 20
    assert found == {"width": width, "cut": [], "outside": [], "overlapping": []}


@pytest.mark.parametrize("name", KINDS)
def test_320_pixels_are_wide_enough(browser, built: Path, name: str):
    with visit(browser, built, name, viewport=PHONE) as seen:
        check(seen.page, PHONE["width"])
        assert seen.page.evaluate(PANELS) == []
        assert seen.page.evaluate(UNREACHED) == []


@pytest.mark.parametrize("name", KINDS)
def test_text_can_be_twice_as_large(browser, built: Path, name: str):
    """Letters alone, as by the browser's setting for text; the page zoomed is a page on a narrower screen."""
    with visit(browser, built, name) as seen:
        seen.page.add_style_tag(content=":root { font-size: 200% !important }")
        size = seen.page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)"
        )
        assert size >= 28, "the text does not follow the size that a reader asks for"
        check(seen.page, DESK["width"])
        assert seen.page.evaluate(PANELS) == []


@pytest.mark.parametrize("name", ["index", "national", "forces/kent"])
def test_a_page_can_be_zoomed_to_twice_its_size(browser, built: Path, name: str):
    half = {"width": 640, "height": 400}
    with visit(browser, built, name, viewport=half, device_scale_factor=2) as seen:
        check(seen.page, half["width"])
        assert seen.page.evaluate(PANELS) == []


def test_what_is_wrong_would_be_seen(browser, built: Path):
    """The guard of the tests above: each fault, put into a page, is found."""
    with visit(browser, built, "forces/durham", viewport=PHONE) as seen:
        seen.page.evaluate(
            """document.querySelector('main').insertAdjacentHTML('afterbegin',
                 '<p id="a" style="overflow:hidden;height:.5em">cut off</p><p id="b" style="white-space:nowrap">'
                 + 'long '.repeat(99) + '</p><p id="c">one</p><p id="d" style="margin-top:-3em">two</p>')"""
        )
        found = seen.page.evaluate(LAYOUT)
        assert found["width"] > PHONE["width"]
        assert [each.split()[0] for each in found["cut"]] == ["p#a"]
        assert "p#b" in found["outside"][0]
        assert any("p#c" in each and "p#d" in each for each in found["overlapping"])
