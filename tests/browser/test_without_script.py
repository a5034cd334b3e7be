"""With script off a page is whole: it lists, opens and filters all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import KINDS, visit

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser, built: Path):
    """Opens a page in a browser whose script is off."""
    return lambda name: visit(browser, built, name, java_script_enabled=False)


def test_the_index_is_a_plain_list_of_every_page(plain, built: Path):
    with plain("index") as seen:
        links = seen.page.locator("main a:visible")
        found = {link.get_attribute("href") for link in links.all()}
        made = {
            path.relative_to(built / "reports").as_posix() for path in (built / "reports").rglob("*.html")
        }
        assert found >= made - {"index.html"}
        # A field that only script could serve is not shown.
        assert seen.page.locator("main input:visible, main select:visible").count() == 0


def test_the_script_is_off(plain):
    """The guard of these tests: the buttons that only script shows are not there."""
    with plain("forces/northumbria") as seen:
        assert seen.page.locator("button.copy").count() > 0
        assert seen.page.locator("button.copy:visible").count() == 0


@pytest.mark.parametrize("name", ["forces/kent", "national", "fact-check", "data-quality"])
def test_numbers_open_and_close(plain, name: str):
    with plain(name) as seen:
        page = seen.page
        for number in page.locator("main button.n:visible").all()[:5]:
            target = number.get_attribute("popovertarget")
            panel = page.locator(f"[id='{target}']")
            number.click()
            assert panel.is_visible() and panel.inner_text().strip()
            panel.get_by_role("button", name="Close").click()
            assert not panel.is_visible()


@pytest.mark.parametrize("name", KINDS)
def test_whatever_can_be_pressed_does_something(plain, name: str):
    """No button that is shown is dead: it opens a panel that is there. No link leads to a place that isn't there."""
    with plain(name) as seen:
        dead = seen.page.evaluate(
            """[...document.querySelectorAll('button')].filter(e => e.checkVisibility())
                 .filter(e => !document.getElementById(e.getAttribute('popovertarget'))).map(e => e.outerHTML)"""
        )
        lost = seen.page.evaluate(
            """[...document.querySelectorAll('a')].map(e => e.getAttribute('href') ?? e.href.baseVal)
                 .filter(to => to.startsWith('#') && !document.getElementById(decodeURIComponent(to.slice(1))))"""
        )
        assert (dead, lost) == ([], [])


def test_claims_are_filtered(plain):
    with plain("fact-check") as seen:
        page = seen.page
        shown = page.locator("article.claim:visible")
        every = shown.count()
        assert every > 10
        page.get_by_label("Force").select_option(label="Kent Police")
        of_kent = shown.count()
        assert 0 < of_kent < every
        assert {each.get_attribute("data-force") for each in shown.all()} == {"kent"}
        page.get_by_label("Verdict").select_option(label="Not supported")
        assert shown.count() <= of_kent
        assert {each.get_attribute("data-verdict") for each in shown.all()} <= {"not-supported"}
        page.get_by_label("Force").select_option(label="All")
        page.get_by_label("Verdict").select_option(label="All")
        assert shown.count() == every


@pytest.mark.parametrize("name", ["forces/kent", "fact-check"])
def test_what_is_folded_opens(plain, name: str):
    with plain(name) as seen:
        for folded in seen.page.locator("details").all():
            inside = folded.locator(":scope > :not(summary)").first
            was = inside.is_visible()
            folded.locator(":scope > summary").click()
            assert inside.is_visible() is not was
