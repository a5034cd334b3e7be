"""What a screen reader makes of a page: its headings, landmarks, links, pictures and tables, and their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import DESK, KINDS, PHONE, UNFOLD, visit

pytestmark = pytest.mark.browser

STRUCTURE = (Path(__file__).parent / "structure.js").read_text(encoding="utf-8")
# What must not be on any page; structure.js says what each of them is.
FAULTS = (
    "skipped", "empty", "headingsOutOfOrder", "disordered", "outside", "ambiguous", "vague", "images", "tables",
    "emptyCells", "captions", "lists", "ids", "lost",
)  # fmt: skip


def structure(page: Any) -> dict[str, Any]:
    page.evaluate(UNFOLD)
    return page.evaluate(STRUCTURE)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", KINDS)
def test_a_page_can_be_read_in_order(browser, built: Path, name: str, size: dict[str, int]):
    with visit(browser, built, name, viewport=size) as seen:
        found = structure(seen.page)
        assert found["lang"] == "en-GB"
        assert len(found["h1"]) == 1 and found["firstHeading"] == "H1"
        # The way out of the page stands before all else; the contents, if any, stand within main.
        bands = [each for each in found["landmarks"] if each != "nav"]
        assert bands == ["header", "main", "footer"]
        assert len(set(found["navs"])) == len(found["navs"])
        assert "nav" in found["landmarks"] and all(found["navs"])
        assert {fault: found[fault] for fault in FAULTS if found[fault]} == {}


def test_each_page_has_a_title_of_its_own(browser, built: Path):
    titles: dict[str, list[str]] = {}
    with visit(browser, built, "index") as seen:
        for path in sorted((built / "reports").rglob("*.html")):
            seen.page.goto(path.as_uri(), wait_until="commit")
            titles.setdefault(seen.page.title(), []).append(path.name)
    assert sum(map(len, titles.values())) == len(titles) > 50
    assert "Kent Police – forcefoi" in titles


def test_what_is_wrong_would_be_seen(browser, built: Path):
    """The guard of the tests above: each fault, put into a page, is found."""
    with visit(browser, built, "forces/durham") as seen:
        seen.page.evaluate(
            """() => {
              document.body.insertAdjacentHTML('beforeend', '<p>outside</p>');
              document.querySelector('main').insertAdjacentHTML('beforeend', `<h2></h2><h4>too deep</h4>
                <a href="#a">twice</a><a href="#b">twice</a><a href="#c">here</a><img src="data:,">
                <table><tr><td></td></tr></table><table><caption>T</caption><tr><td></td></tr></table>
                <table><caption>T</caption></table><ul><p>no item</p></ul><i id="main"></i>
                <label for="nothing">field</label><p>below</p><h3 style="margin-top:-30rem">above</h3>`) }"""
        )
        found = structure(seen.page)
        assert [fault for fault in FAULTS if not found[fault]] == []
