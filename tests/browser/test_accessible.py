"""No page breaks a rule of axe-core, in light or dark, with all of it unfolded and with a panel open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from pages import KINDS, UNFOLD, visit

pytestmark = pytest.mark.browser

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Axe leaves it out unless it is named.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def broken(page: Any, where: str | None = None) -> list[str]:
    """Each rule that is broken, at which element, and what axe says of it; in one part of the page if it is named."""
    found = page.evaluate("([where, options]) => axe.run(where ?? document, options)", [where, OPTIONS])
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing(browser, built: Path, name: str, scheme: str):
    with visit(browser, built, name, color_scheme=scheme) as seen:
        page = seen.page
        page.evaluate(UNFOLD)
        page.evaluate(AXE_SCRIPT)
        assert broken(page) == []
        if page.locator("[popover]").count():
            page.locator("main button[popovertarget]:visible").first.click()
            assert page.locator(":popover-open").count() == 1
            assert broken(page, ":popover-open") == []


def test_axe_would_find_a_fault(browser, built: Path):
    """The guard of the test above: a picture without words and text too pale, put into a page."""
    with visit(browser, built, "forces/durham") as seen:
        seen.page.evaluate(
            """document.querySelector('main').insertAdjacentHTML('beforeend',
                 '<img src="data:," width="9" height="9"><p style="color:#ccc;background:#fff">pale</p>')"""
        )
        seen.page.evaluate(AXE_SCRIPT)
        rules = {line.partition(" ")[0] for line in broken(seen.page)}
        assert {"image-alt", "color-contrast"} <= rules


CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_all_text_stands_out(browser, built: Path, name: str, scheme: str):
    """4.5:1, or 3:1 where it is large, for text of the page and of charts, and in a panel."""
    with visit(browser, built, name, color_scheme=scheme) as seen:
        seen.page.evaluate(UNFOLD)
        if seen.page.locator("[popover]").count():
            seen.page.locator("main button[popovertarget]:visible").first.click()
        found = seen.page.evaluate(CONTRAST)
        assert found["texts"] > 20
        assert found["poor"] == []


def test_pale_text_in_a_chart_would_be_found(browser, built: Path):
    with visit(browser, built, "forces/durham") as seen:
        before = seen.page.evaluate(CONTRAST)["poor"]
        seen.page.evaluate("document.querySelector('svg text').setAttribute('fill', '#bbb')")
        seen.page.add_style_tag(content="svg text[fill='#bbb'] { fill: #bbb !important }")
        assert len(seen.page.evaluate(CONTRAST)["poor"]) == len(before) + 1
