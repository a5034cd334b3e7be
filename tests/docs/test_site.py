"""The site is built without a warning, is read from disk, and is searched without a network."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import forcefoi
from forcefoi import analysis, clean
from forcefoi.exercise import read_exercise
from forcefoi.reports.clean import clean as remove
from forcefoi.wording.words.phrases import TABLE
from whole_project import once, run

ROOT = Path(__file__).parents[2]
# A telephone's width, and a desk's.
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


def build(folder: Path) -> str:
    # As `make docs` has it, but into a folder of the tests.
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs"]
    done = subprocess.run(
        [*words, "-d", str(folder / ".doctrees"), ".", str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site, built once for all workers."""
    return once(shared, "site", build)[0]


def page(site: Path, name: str) -> str:
    return (site / f"{name}.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    import html as entities

    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_make_docs_is_this_build(root: Path) -> None:
    said = run("make --dry-run docs", root).stdout
    assert "sphinx -q -E -W --keep-going -c docs" in said and "docs/_build" in said


def test_every_page_that_somebody_wrote_is_in_it(site: Path) -> None:
    files = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    files += [path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]
    for path in files:
        assert (site / path.relative_to(ROOT)).with_suffix(".html").is_file(), path


def test_the_first_page_leads_to_the_documentation(site: Path) -> None:
    found = re.search(r"url=([^\"]+)", page(site, "index"))
    assert found and (site / found[1]).is_file()


@pytest.mark.parametrize("module", [forcefoi, clean, analysis], ids=lambda module: module.__name__)
def test_every_public_function_and_class_is_in_the_reference(site: Path, module: Any) -> None:
    html = page(site, f"docs/api/{module.__name__.split('.')[-1]}")
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert re.search(rf'id="forcefoi[a-z_.]*\.{name}"', html), name


def test_every_phrase_stands_on_its_page(site: Path) -> None:
    text = words(page(site, "docs/words"))
    for rule in TABLE:
        assert " ".join(", ".join(rule.words).split()) in text, rule.id


def test_every_break_of_the_series_is_in_the_raw_data_that_the_method_names(site: Path) -> None:
    text = words(page(site, "docs/method"))
    assert "appendix table A4" in text
    assert all("appendix table A4" in each.source for each in read_exercise(ROOT).breaks)


def test_no_page_asks_for_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=\"((?:https?:)?//[^\"]+)\"")
    for path in site.rglob("*.html"):
        assert loads.findall(path.read_text(encoding="utf-8")) == [], path
    for path in (site / "_static").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8")), path


def test_make_clean_removes_it_and_nothing_else(site: Path, tmp_path: Path) -> None:
    import shutil

    (tmp_path / "data/raw").mkdir(parents=True)
    shutil.copytree(site, tmp_path / "docs/_build")
    (tmp_path / "docs/_build/docs/mine.md").write_text("mine")
    _, left = remove(tmp_path)
    assert left == ["docs/_build/docs/mine.md"]
    assert [path.name for path in (tmp_path / "docs").rglob("*") if path.is_file()] == ["mine.md"]


def test_a_name_that_is_gone_would_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("conf.py", "generated.py", "_templates", "_static"):
        (tmp_path / "docs" / name).symlink_to(ROOT / "docs" / name)
    (tmp_path / "docs/index.md").write_text(
        "# A page\n\n[gone](nowhere.md)\n\n```{eval-rst}\n:py:class:`forcefoi.bounds.Gone`\n```\n"
    )
    out = str(tmp_path / "out")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", ".", out]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr and "forcefoi.bounds.Gone" in done.stderr


@contextmanager
def reading(
    browser: Any, site: Path, name: str, size: dict[str, int]
) -> Iterator[tuple[Any, list[str], list[str]]]:
    """A page from disk; what it asked for that is no file of the site, and what went wrong in it."""
    context = browser.new_context(viewport=size, offline=True)
    tab = context.new_page()
    elsewhere: list[str] = []
    wrong: list[str] = []
    inside = site.resolve().as_uri()
    tab.on(
        "request", lambda each: None if each.url.startswith((inside, "data:")) else elsewhere.append(each.url)
    )
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.goto((site / f"{name}.html").as_uri())
    try:
        yield tab, elsewhere, wrong
    finally:
        context.close()


@pytest.mark.browser
def test_the_site_is_searched_from_disk_without_a_network(browser: Any, site: Path) -> None:
    with reading(browser, site, "index", WIDE) as (tab, elsewhere, wrong):
        tab.wait_for_url("**/docs/index.html")
        tab.locator(".sidebar-search").fill("below threshold")
        tab.locator(".sidebar-search").press("Enter")
        tab.wait_for_url("**/search.html?q=below*")
        hits = tab.locator("#search-results ul.search li a")
        hits.first.wait_for()
        found = hits.all_inner_texts()
        assert len(found) > 3 and any("Data dictionary" in each or "Method" in each for each in found), found
        hits.first.click()
        tab.wait_for_load_state()
        assert "search.html" not in tab.url
        assert "threshold" in tab.locator("body").inner_text().casefold()
        assert (elsewhere, wrong) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize(
    "name", ["docs/index", "docs/method", "docs/commands", "docs/api/clean", "docs/where", "README"]
)
def test_a_page_fits_its_window(browser: Any, site: Path, name: str, size: dict[str, int]) -> None:
    with reading(browser, site, name, size) as (tab, elsewhere, wrong):
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert tab.locator("h1").first.is_visible()
        assert (elsewhere, wrong) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize("query", ["<5", "suppressed", "rate ratio", "Windows"])
def test_what_people_look_for_is_found(browser: Any, site: Path, query: str) -> None:
    with reading(browser, site, "docs/index", WIDE) as (tab, _, wrong):
        tab.locator(".sidebar-search").fill(query)
        tab.locator(".sidebar-search").press("Enter")
        tab.wait_for_url("**/search.html?q=*")
        tab.locator("#search-results ul.search li a").first.wait_for()
        assert wrong == []


AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["docs/index", "docs/api/forcefoi", "docs/cookbook/windows"])
def test_axe_finds_nothing(browser: Any, site: Path, name: str) -> None:
    with reading(browser, site, name, WIDE) as (tab, _, _):
        tab.evaluate(AXE_SCRIPT)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found = tab.evaluate("options => axe.run(document, options)", AXE)
            assert found["testEngine"]["name"] == "axe-core"
            assert [(each["id"], each["nodes"][0]["target"]) for each in found["violations"]] == []
