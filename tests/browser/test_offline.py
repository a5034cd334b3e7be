"""A page asks nothing of anyone: not when it loads, and not whatever is opened on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import KINDS, UNFOLD, visit

pytestmark = pytest.mark.browser

# Everything that can be opened on a page, opened, and everything pressed that doesn't lead away from it.
OPEN_ALL = """() => {
  for (const panel of document.querySelectorAll('[popover]')) { panel.showPopover(); panel.hidePopover() }
  for (const button of document.querySelectorAll('button')) { button.click() }
  const click = () => new MouseEvent('click', {bubbles: true}), input = () => new Event('input', {bubbles: true});
  for (const link of document.querySelectorAll('a[href^="#"]')) { link.dispatchEvent(click()) }
  for (const field of document.querySelectorAll('input, select')) { field.dispatchEvent(input()) }
  window.scrollTo(0, document.body.scrollHeight)
}"""
# What would be fetched: by an address in the page that isn't a link, or one that a style has.
LOADS = """() => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
    .filter(a => /^(src|srcset|data|poster|action|formaction|background|ping|manifest)$/.test(a.name)
      || a.name.endsWith('href') && !['a', 'A'].includes(e.tagName) && !a.value.startsWith('#'))
    .filter(a => !a.value.startsWith('data:')).map(a => `${e.tagName} ${a.name}=${a.value.slice(0, 80)}`))
  .concat([...document.querySelectorAll('style')]
    .flatMap(e => e.textContent.match(/@import|url\\((?!["']?(#|data:))[^)]*/g) ?? []))"""


@pytest.mark.parametrize("name", KINDS)
def test_no_request_leaves_the_page(browser, built: Path, name: str):
    with visit(browser, built, name) as seen:
        page = seen.page
        page.evaluate(UNFOLD)
        page.evaluate(OPEN_ALL)
        for link in page.locator("a[href^='http']:visible").all()[:3]:
            link.hover()
            link.focus()
        page.wait_for_timeout(100)
        assert seen.asked and seen.elsewhere == []
        assert seen.said == []
        assert page.evaluate(LOADS) == []
        assert len(seen.page.context.pages) == 1, "it opened a window"


@pytest.mark.parametrize("name", ["index", "forces/northumbria"])
def test_the_browser_would_refuse_one(browser, built: Path, name: str):
    """The page's own policy stops what a text that got into it might try; and a request would be seen here."""
    refused = {}
    with visit(browser, built, name) as seen:
        seen.page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
        seen.page.evaluate(
            """() => { for (const [tag, name, value] of [['img', 'src', 'https://example.org/a.png'],
                   ['script', 'src', 'https://example.org/a.js'], ['iframe', 'src', 'https://example.org/'],
                   ['link', 'href', 'https://example.org/a.css']]) {
                 const element = document.createElement(tag);
                 if (tag === 'link') element.rel = 'stylesheet';
                 element.setAttribute(name, value);
                 document.body.append(element);
               }
               const code = document.createElement('script');
               code.textContent = 'window.ran = 1';
               document.body.append(code);
               fetch('https://example.org/').catch(() => {}) }"""
        )
        seen.page.wait_for_timeout(300)
        for kind in ("img-src", "script-src", "style-src", "connect-src", "frame-src"):
            told = [line for line in seen.said if kind in line or "default-src 'none'" in line]
            assert told, f"nothing was refused by {kind}"
        assert seen.page.evaluate("window.ran") is None
        # Each attempt is seen here, and none of them got as far as the network.
        assert seen.elsewhere and set(seen.elsewhere) == set(refused)
        assert set(refused.values()) == {"csp"}


def test_a_request_would_be_seen(browser, built: Path):
    with visit(browser, built, "index", bypass_csp=True) as seen:
        seen.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'missing.png'}))")
        seen.page.wait_for_timeout(200)
        assert [url.rpartition("/")[2] for url in seen.elsewhere] == ["missing.png"]
