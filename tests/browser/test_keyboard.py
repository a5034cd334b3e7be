"""Whoever has no mouse reaches and opens everything, sees where they are, and gets out again."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from pages import KINDS, PHONE, UNFOLD, visit

pytestmark = pytest.mark.browser

LISTEN = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8")
FOCUSED = "document.activeElement.getAttribute('popovertarget')"
# After the next frame, when the page has scrolled: whether what has the focus is on the screen, with nothing over it.
COVERED = """() => new Promise(done => requestAnimationFrame(() => {
  const element = document.activeElement;
  if (element === document.body) return done('');
  const boxes = [...element.getClientRects()];
  const free = boxes.some(box => {
    const x = Math.max(0, Math.min(innerWidth - 1, box.x + box.width / 2));
    const y = Math.max(0, Math.min(innerHeight - 1, box.y + box.height / 2));
    const top = document.elementFromPoint(x, y);
    return top && (top === element || element.contains(top) || top.contains(element));
  });
  done(free ? '' : element.outerHTML.slice(0, 120));
}))"""


@pytest.mark.parametrize("name", KINDS)
def test_tab_reaches_everything_in_the_order_of_the_page(browser, built: Path, name: str):
    with visit(browser, built, name) as seen:
        page = seen.page
        page.evaluate(UNFOLD)
        expected = page.evaluate(LISTEN)
        # Once more than there are places: it must come out at the end, and not go round within the page.
        for _ in range(len(expected) + 1):
            page.keyboard.press("Tab")
        reached = page.evaluate("focused")
        assert expected[0] == "a “Skip to main content”"
        assert [each["told"] for each in reached[: len(expected)]] == expected
        assert [each["place"] for each in reached[: len(expected)]] == list(range(len(expected)))
        assert [each["told"] for each in reached if not each["drawn"]] == []
        # Beyond the last place is the browser itself; from there it begins anew.
        assert [each["place"] for each in reached[len(expected) :]] in ([], [0])


@pytest.mark.parametrize("name", ["index", "forces/btp"])
def test_tab_goes_back_the_same_way(browser, built: Path, name: str):
    with visit(browser, built, name) as seen:
        count = len(seen.page.evaluate(LISTEN))
        for key in ["Tab"] * count + ["Shift+Tab"] * (count - 1):
            seen.page.keyboard.press(key)
        places = [each["place"] for each in seen.page.evaluate("focused")]
        assert places == [*range(count), *reversed(range(count - 1))]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["index", "forces/btp", "corrections"])
def test_what_has_the_focus_is_on_the_screen_and_not_covered(browser, built: Path, name: str, size):
    with visit(browser, built, name, **({"viewport": size} if size else {})) as seen:
        hidden = []
        for _ in seen.page.evaluate(LISTEN):
            seen.page.keyboard.press("Tab")
            hidden.append(seen.page.evaluate(COVERED))
        assert [each for each in hidden if each] == []


@pytest.mark.parametrize("name", KINDS)
def test_the_skip_link_leads_past_the_navigation(browser, built: Path, name: str):
    with visit(browser, built, name) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        box = link.bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0 and box["height"] >= 24, "the skip link is not seen"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('header, nav') === null")


@pytest.mark.parametrize("name", ["forces/northumbria", "national", "fact-check", "data-quality"])
def test_every_number_opens_and_gives_the_focus_back(browser, built: Path, name: str):
    """Each panel by one of the numbers that open it: it shows, Tab goes into it, Escape shuts it."""
    with visit(browser, built, name) as seen:
        page = seen.page
        page.evaluate(UNFOLD)
        targets = page.evaluate(
            """[...new Set([...document.querySelectorAll('main button[popovertarget]')]
                 .filter(e => !e.closest('[popover]')).map(e => e.getAttribute('popovertarget')))]"""
        )
        assert len(targets) > 10
        for target, key in zip(targets, cycle(["Enter", "Space"]), strict=False):
            page.evaluate(
                """id => [...document.querySelectorAll('main button[popovertarget]')]
                     .find(e => e.getAttribute('popovertarget') === id && !e.closest('[popover]')).focus()""",
                target,
            )
            page.keyboard.press(key)
            open_now = "id => [...document.querySelectorAll(':popover-open')].map(e => e.id)"
            assert page.evaluate(open_now) == [target]
            page.keyboard.press("Tab")
            assert page.evaluate(
                "id => !!document.activeElement.closest('[popover]')?.matches(':popover-open')"
            )
            page.keyboard.press("Escape")
            assert page.evaluate(open_now) == []
            assert page.evaluate(FOCUSED) == target


@pytest.mark.parametrize("name", ["forces/northumbria", "forces/psni", "national"])
def test_a_label_of_a_chart_opens_and_leads_back(browser, built: Path, name: str):
    with visit(browser, built, name) as seen:
        page = seen.page
        labels = page.locator("figure.chart svg a[href^='#'], figure.chart svg a[*|href^='#']")
        assert labels.count() > 2
        for label in labels.all():
            label.focus()
            page.keyboard.press("Enter")
            # Focus is in the panel that its number has, and Escape leads back to the label.
            leads = label.get_attribute("href")
            assert page.evaluate("document.activeElement.closest(':popover-open')?.id") == leads[1:]
            page.keyboard.press("Escape")
            assert page.locator(":popover-open").count() == 0
            assert page.evaluate("document.activeElement.getAttribute('href')") == leads


@pytest.mark.parametrize("name", ["forces/kent", "fact-check"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_is_folded_unfolds_and_folds(browser, built: Path, name: str, key: str):
    with visit(browser, built, name) as seen:
        folded = seen.page.locator("details > summary")
        assert folded.count() > 1
        for summary in folded.all():
            was = summary.evaluate("e => e.parentElement.open")
            summary.press(key)
            assert summary.evaluate("e => e.parentElement.open") is not was
            summary.press(key)
            assert summary.evaluate("e => e.parentElement.open") is was


@pytest.mark.parametrize("name", ["forces/northumbria", "forces/durham", "national", "data-quality"])
def test_a_wide_table_scrolls_by_arrow_keys(browser, built: Path, name: str):
    with visit(browser, built, name, viewport=PHONE) as seen:
        page = seen.page
        page.evaluate(UNFOLD)
        wide = page.evaluate(
            """() => { window.wide = [...document.querySelectorAll('main *')].filter(e =>
                 ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
                 && !e.closest('[popover]')); return wide.length }"""
        )
        assert wide > 0
        for number in range(wide):
            page.evaluate("n => wide[n].focus()", number)
            assert page.evaluate("n => document.activeElement === wide[n]", number)
            for _ in range(3):
                page.keyboard.press("ArrowRight")
            page.wait_for_function("n => wide[n].scrollLeft > 0", arg=number, timeout=2000)
