"""The page of replies of both worked examples: marked as invented, whole offline, readable by all, wide and narrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from forcefoi.processed import build
from forcefoi.reports.replies import PAGE, write_replies
from windows import listening, window

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("hospital-crime", "online-threats")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in NAMES:
        root = tmp_path_factory.mktemp("examples") / name
        shutil.copytree(EXAMPLES / name / "data/raw", root / "data/raw")
        build(root)
        assert write_replies(root)
        found[name] = root / PAGE
    return found


@contextmanager
def opened(browser: Any, page: Path, **how: Any) -> Iterator[Any]:
    asked: list[str] = []
    with (
        window(browser, offline=True, **how) as seen,
        listening(seen, request=lambda request: asked.append(request.url)),
    ):
        seen.goto(page.as_uri())
        yield seen
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, pages: dict[str, Path], name: str, scheme: str):
    with opened(browser, pages[name], color_scheme=scheme) as page:
        page.evaluate(AXE_SCRIPT)
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [320, 1200])
def test_it_says_that_it_is_invented_and_never_scrolls_sideways(
    browser, pages: dict[str, Path], name: str, width: int
):
    with opened(browser, pages[name], viewport={"width": width, "height": 800}) as page:
        assert "none of these figures is real" in page.locator("main > p.warning").first.inner_text()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
