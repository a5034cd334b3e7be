"""The list of reports, searched as someone types."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SHOWN = "[...document.querySelectorAll('.forces li:not([hidden]) a')].map(a => a.textContent)"
FOUND = {
    "met": "Metropolitan Police Service",
    "PSNI": "Police Service of Northern Ireland",
    "heddlu gwent": "Gwent Police",
    "the Met’s": "Metropolitan Police Service",
    "dyfed—powys": "Dyfed-Powys Police",
    "England figures kent": "Kent Police",
}


def test_a_force_is_found_by_what_people_call_it(new_page, built: Path):
    page = new_page()
    page.goto((built / "reports/index.html").as_uri())
    field, everything = page.get_by_role("searchbox"), page.evaluate(SHOWN)
    assert len(everything) == 48
    for typed, name in FOUND.items():
        field.fill(typed)
        assert page.evaluate(SHOWN) == [name], typed
        assert page.get_by_role("status").inner_text() == "1 force"
    field.fill("atlantis")
    assert page.evaluate(SHOWN) == [] and "No force matches" in page.get_by_role("status").inner_text()
    # A nation without a match has no heading left; Escape brings all back.
    assert page.locator(".nation h3:visible").count() == 0
    field.press("Escape")
    assert page.evaluate(SHOWN) == everything and page.get_by_role("status").inner_text() == ""
