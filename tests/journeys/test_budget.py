"""No page is heavier than people on a slow line can bear: each is one file, and it is all they have to fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

# In bytes of the one file, as a server sends it without packing.
PLAIN, WITH_CHARTS = 60_000, 250_000


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(built / "reports").as_posix(): path.read_bytes()
        for path in (built / "reports").rglob("*.html")
    }
    assert len(found) > 50
    return found


def has_charts(page: bytes) -> bool:
    return b'<figure class="chart"' in page


def test_every_page_is_within_its_budget(pages: dict[str, bytes]):
    heavy = {
        name: len(page)
        for name, page in pages.items()
        if len(page) > (WITH_CHARTS if has_charts(page) else PLAIN)
    }
    assert not heavy


def test_pages_of_both_kinds_were_weighed(pages: dict[str, bytes]):
    drawn = {name for name, page in pages.items() if has_charts(page)}
    assert {"national.html", "forces/kent.html", "forces/psni.html"} <= drawn
    assert {"index.html", "fact-check.html", "data-quality.html", "words.html"} <= pages.keys() - drawn


def test_no_source_is_named_in_full_again_and_again(pages: dict[str, bytes]):
    """In the panels of its numbers a source has its address once, however many numbers stand on it."""
    address = b'href="https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"'
    for name in ("forces/kent.html", "forces/gloucestershire.html", "national.html"):
        assert pages[name].partition(b'<section class="numbers"')[2].count(address) == 1, name
