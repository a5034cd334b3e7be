"""Where to get help: what each page shows of it, and when pages are made again for it."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import nbformat.v4 as v4
import pytest

from forcefoi.files import NoProject
from forcefoi.processed import build as build_data
from forcefoi.reports.build import How, build
from forcefoi.reports.help import help_by_hand, help_section
from forcefoi.reports.index import make_index
from forcefoi.reports.plan import OVERALL, plan
from forcefoi.reports.stale import Hashes, why_report_stale
from forcefoi.reports.why import explain
from forcefoi.sources.helplines import Helpline, read_helplines
from small_project import FORCE_CELLS, make_project, settle, write_notebook

QUIET = How(workers=2, progress=False)
ALL = {
    "999",
    "101",
    "116 123",
    "0808 802 0300",
    "0345 6000 459",
    "0808 2000 247",
    "0808 80 10 800",
    "0800 027 1234",
}


class Rung(HTMLParser):
    """The telephone numbers of a page: what each link rings, and what it says. `text` is all its words."""

    def __init__(self, html: str):
        super().__init__()
        self.rings: list[tuple[str, str]] = []
        self.text = ""
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        self.inside = tag == "a" and href.startswith("tel:")
        if self.inside:
            self.rings.append((href.removeprefix("tel:"), ""))

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.inside:
            self.rings[-1] = (self.rings[-1][0], self.rings[-1][1] + data)
            self.inside = False


@pytest.fixture(scope="module")
def helplines(root: Path) -> tuple[Helpline, ...]:
    return read_helplines(root)


@pytest.mark.parametrize(
    ("nation", "numbers"),
    [
        ("England", {"999", "101", "116 123", "0808 802 0300", "0345 6000 459", "0808 2000 247"}),
        ("Wales", {"999", "101", "116 123", "0808 802 0300", "0345 6000 459", "0808 80 10 800"}),
        ("Scotland", {"999", "101", "116 123", "0808 802 0300", "0345 6000 459", "0800 027 1234"}),
        ("Northern Ireland", {"999", "101", "116 123"}),
        ("GB", ALL),
        ("UK", ALL),
        ("", ALL),
    ],
)
def test_each_nation_has_its_own(helplines: tuple[Helpline, ...], nation: str, numbers: set[str]) -> None:
    page = Rung(help_section(helplines, nation))
    assert {said for _, said in page.rings} == numbers
    assert all(rung == said.replace(" ", "") for rung, said in page.rings)
    assert ("A number for Northern Ireland alone is not given" in page.text) == (
        nation in ("Northern Ireland", "GB", "UK", "")
    )


def test_what_is_said_of_a_check() -> None:
    rows = [
        Helpline(2, "Police", "999", "Anyone", "", "UK", "S"),
        Helpline(3, "A & B", "116 123", "Anyone", "Day and night", "UK", "S", date(2026, 11, 3)),
    ]
    text = Rung(help_section(rows, "Wales")).text
    assert "Police: 999. Anyone. Not yet checked by us." in text
    assert "A & B: 116 123. Anyone. Day and night. Checked by us on 3 November 2026." in text


def test_a_text_of_the_file_is_only_text() -> None:
    row = Helpline(2, "<script>alert(1)</script>", "https://example.org/?a&b", "<b>", '"', "UK", "S")
    html = help_section([row])
    assert "<script" not in html and "<b></b>" not in html
    assert 'href="https://example.org/?a&amp;b" rel="noreferrer noopener"' in html


@pytest.mark.usefixtures("stays")
def test_every_kind_of_page_ends_with_it(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    build(project, how=QUIET)
    pages = [*(project / "reports").glob("*.html"), *(project / "reports/forces").glob("*.html")]
    assert len(pages) == 1 + len(OVERALL) + 3
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert html.count('<section class="help" id="help"') == 1
        after = html.partition('<section class="help" id="help"')[2].partition("</section>")[2]
        assert re.match(
            r'\s*(<details class="code">.*?</details>\s*)?</main>\s*<footer>', after, re.DOTALL
        ), path.name
        # Right after the link that skips, before all else, and it needs no script.
        assert re.search(
            r'<body>\s*<a class="skip" [^>]*>[^<]*</a>\s*<nav class="exit" aria-label="Quick exit">'
            r'<a href="https://www\.bbc\.co\.uk/weather" rel="noreferrer noopener">Leave this page</a></nav>',
            html,
        )


@pytest.mark.usefixtures("stays")
def test_a_check_makes_the_pages_again_and_runs_no_notebook(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    # Run twice it would show two times.
    tells_time = ("import time\nprint(time.time_ns())",)
    write_notebook(project / "notebooks/force.ipynb", *FORCE_CELLS, tells_time)
    build(project, how=QUIET)
    page, index = project / "reports/forces/kent.html", project / "reports/index.html"
    assert "Checked by us on 1 February 2020." in page.read_text()
    file = project / "data/raw/reference/helplines.csv"
    file.write_text(file.read_text().replace("2020-02-01", "2020-03-01"))
    hashes = Hashes(project)
    for report in plan(hashes.read):
        why = why_report_stale(report, hashes)
        assert why.page_only and why.reason == "changed: data/raw/reference/helplines.csv", report.id
    # The small project has no raw tables to make data from: its own stands as made from what is there now.
    settle(project)
    assert "kent: page only, changed: data/raw/reference/helplines.csv" in list(explain(project))
    before = json.loads((project / "reports/.built/kent.json").read_text())
    build(project, how=QUIET)
    after = json.loads((project / "reports/.built/kent.json").read_text())
    assert before["run"] == after["run"] and before["executed"] == after["executed"]
    for path in (page, index):
        assert "Checked by us on 1 March 2020." in path.read_text(), path.name
    assert build(project, how=QUIET).built == []


@pytest.mark.usefixtures("stays")
def test_a_force_that_goes_to_another_nation_has_another_page(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    build(project, ["kent"], QUIET)
    assert "A helpline" in (project / "reports/forces/kent.html").read_text()
    coverage = project / "data/processed/coverage.csv"
    coverage.write_text(coverage.read_text().replace("territorial,England", "territorial,Wales"))
    settle(project)
    assert build(project, ["kent"], QUIET).built == ["kent"]
    assert "A helpline" not in (project / "reports/forces/kent.html").read_text()


def test_the_index_has_all_nations(helplines: tuple[Helpline, ...]) -> None:
    page = Rung(make_index("A title", [], {}, {report.id: "" for report in OVERALL}, helplines))
    assert {said for _, said in page.rings} == ALL


def executed(*parameters: str):
    cells = [v4.new_code_cell(text, metadata={"tags": ["injected-parameters"]}) for text in parameters]
    return v4.new_notebook(cells=[*cells, v4.new_code_cell("1")])


def test_by_hand_it_is_that_of_the_force(
    copy: Path, helplines: tuple[Helpline, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCEFOI_ROOT", raising=False)
    monkeypatch.chdir(copy)
    build_data(copy)
    assert help_by_hand(executed('# Parameters\nforce = "dyfed-powys"')) == help_section(helplines, "Wales")
    assert help_by_hand(executed('force = "psni"')) == help_section(helplines, "Northern Ireland")
    for nb in (executed('force = "btp"'), executed('force = "nobody"'), executed("x = 1"), executed()):
        assert help_by_hand(nb) == help_section(helplines)
    monkeypatch.chdir(copy.parent)
    with pytest.raises(NoProject, match="is not inside a forcefoi project"):
        help_by_hand(executed())
