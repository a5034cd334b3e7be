"""An editor and the verdicts: what is printed of a newspaper's claim changes only when a person has accepted it."""

from __future__ import annotations

from pathlib import Path

import pytest
from journey import run, typed

FIGURES, CLAIMS = "data/raw/published_figures.csv", "data/raw/claims.toml"
HIGH, FELL = "northumbria-high-of-2569-sg", "northumbria-fell-to-815-sg"
NEW = """
[[claims]]
id = "kent-rose-tt"
force = "Kent Police"
publisher = "Teesdale Times"
url = "https://example.org/kent"
said = "harassment in Kent fell by a third"
[[claims.asserts]]
kind = "change"
phrase = "fell by a third"
figures = ["kent-harassment-kg-1", "kent-harassment-kg-2"]
"""


def page(project: Path, name: str) -> str:
    return (project / f"reports/{name}.html").read_text(encoding="utf-8")


def test_a_figure_that_changes_by_one_stops_the_build_until_the_verdicts_are_accepted(made: Path) -> None:
    path = made / FIGURES
    path.write_text(path.read_text(encoding="utf-8").replace(",2569,", ",2570,"), encoding="utf-8")
    before = page(made, "forces/northumbria")

    done = run("make", made)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert HIGH in done.stderr and FELL in done.stderr and "kent" not in done.stderr
    assert page(made, "forces/northumbria") == before

    listed = run(".venv/bin/forcefoi claims", made)
    assert listed.returncode == 1
    assert (
        "it is “not supported” now" in listed.stdout
        and f"To be accepted by a person: {HIGH}, {FELL}" in listed.stderr
    )
    shown = run(f".venv/bin/forcefoi claims show {FELL}", made)
    assert shown.returncode == 0 and "it prints 2,569, and the figure is 2,570" in shown.stdout

    for claim in (HIGH, FELL):
        accepted = run(
            f'.venv/bin/forcefoi claims accept {claim} --because "The force corrected its count."', made
        )
        assert accepted.returncode == 0, accepted.stderr
    done = run("make", made)
    assert done.returncode == 0, done.stderr
    corrections = page(made, "corrections")
    assert "a high of 2,569 in 2017/18" in corrections and "we said “supported”" in corrections
    assert "The force corrected its count." in corrections
    assert "2,570" in page(made, "forces/northumbria")


def test_a_new_claim_is_checked_accepted_and_printed(made: Path) -> None:
    path = made / CLAIMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# Northumbria\n", f"{NEW}\n# Northumbria\n", 1), encoding="utf-8")
    done = run("make", made)
    assert (
        done.returncode == 2
        and "kent-rose-tt" in done.stderr
        and "not been accepted by anyone yet" in done.stderr
    )
    shown = typed("claims show kent-rose-tt", made)
    assert "Not like for like" in shown.stdout and "up 38%" in shown.stdout

    assert typed('claims accept kent-rose-tt --because "Unlike windows."', made).returncode == 0
    done = run("make", made)
    assert done.returncode == 0, done.stderr
    for name in ("forces/kent", "fact-check"):
        assert "harassment in Kent fell by a third" in page(made, name)
    assert "harassment in Kent fell by a third" not in page(made, "forces/psni")
    assert "No verdict that we published has been replaced" in page(made, "corrections")


def test_what_is_wrong_with_a_claim_is_told(built: Path) -> None:
    wrong = typed("claims show psni-almost-doubled", built)
    assert wrong.returncode == 1 and "Did you mean 'psni-almost-doubled-ni'?" in wrong.stderr
    again = typed('claims accept psni-almost-doubled-ni --because "again"', built)
    assert again.returncode == 1 and "nothing has changed since" in again.stderr
    bare = typed("claims accept psni-almost-doubled-ni", built)
    assert bare.returncode == 2 and "--because" in bare.stderr
    listed = typed("claims", built)
    assert listed.returncode == 0 and len(listed.stdout.splitlines()) == 19


@pytest.mark.browser
def test_claims_are_chosen_by_force_and_by_verdict_without_script(new_page, built: Path) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto((built / "reports/fact-check.html").as_uri())
    cards, none = page.locator(".claim:visible"), page.locator(".no-claim")
    assert cards.count() == 19 and not none.is_visible()
    page.select_option("#by-force", label="Kent Police")
    assert cards.count() == 3
    page.select_option("#by-verdict", label="Not supported")
    assert cards.count() == 0 and none.is_visible()
    page.select_option("#by-force", label="All")
    assert cards.count() == 6 and not none.is_visible()
    for card in cards.all():
        assert card.locator(".verdict").inner_text().startswith("Not supported by the figures")


@pytest.mark.browser
def test_a_finding_is_copied_with_its_source(browser, new_page, built: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    button = page.locator("button.copy").first
    button.click()
    button.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Northumbria Police recorded 2,569 crimes of stalking and harassment")
    assert "Source: Shields Gazette, 21 December 2018 (https://" in copied and copied.endswith(
        "years-182856)"
    )
    context.close()
    # Without script there is nothing to press, and nothing that does nothing.
    page = new_page(java_script_enabled=False)
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    assert page.locator("button.copy:visible").count() == 0
