"""Text that means harm, in every place where text of others is taken: it is shown, and does nothing."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from journey import run

from forcefoi.disarm import BEGINS
from whole_project import once
from windows import listening, window

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "12\u202e34\u202c \u2066left",
    "x" * 10_000,
    "words and " * 1000,
)
WINDOWS = (
    ("2015-04-01", "2016-03-31"),
    ("2016-04-01", "2017-03-31"),
    ("2017-04-01", "2018-03-31"),
    ("2018-04-01", "2018-09-24"),
)
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CLAIM = """
[[claims]]
id = "hostile-{at}"
force = "durham"
publisher = {text}
published = 2018-12-20
url = "https://example.org/{at}"
said = {text}
[[claims.asserts]]
kind = "figure"
phrase = "{count}"
figures = ["hostile-{at}"]
"""
ACCEPTED = """
[[accepted]]
claim = "hostile-{at}"
verdict = "supported"
parts = ["supported"]
numbers = ["{count}"]
on = 2026-11-24
because = {text}
"""


def add_figures(project: Path, url: str = "https://example.org/{}") -> None:
    """One figure of Durham's for each text, which stands as its window, its unit, its publisher and its note."""
    with open(project / "data/raw/published_figures.csv", "a", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        for at, text in enumerate(HOSTILE):
            start, end = WINDOWS[at % 4]
            offences = ("all", "harassment")[at // 4]
            rows.writerow(
                [f"hostile-{at}", "durham", offences, "female", start, end, text, "stated", 100 + at, "exact",
                 text, text, "2018-12-20", url.format(at), text]
            )  # fmt: skip


def add_claims(project: Path) -> None:
    path = project / "data/raw/claims.toml"
    claims, mark, accepted = path.read_text(encoding="utf-8").partition("[[accepted]]")
    for at, text in enumerate(HOSTILE):
        claims += CLAIM.format(at=at, text=json.dumps(text), count=100 + at)
        accepted += ACCEPTED.format(at=at, text=json.dumps(text), count=100 + at)
    path.write_text(f"{claims}\n{mark}{accepted}", encoding="utf-8")


def add_aliases(project: Path) -> None:
    path = project / "data/raw/reference/forces.csv"
    before = path.read_text(encoding="utf-8")
    after = before.replace("|County Durham|", "|County Durham|<script>alert(1)</script>|=cmd|x\u202ey|")
    assert after != before
    path.write_text(after, encoding="utf-8")


@pytest.fixture(scope="session")
def hostile(built: Path, shared: Path) -> Path:
    """The whole project with all of these texts in it, made anew: once for all workers."""

    def make(project: Path) -> str:
        shutil.copytree(built, project, symlinks=True)
        add_figures(project)
        add_claims(project)
        add_aliases(project)
        done = run("make", project)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return once(shared, "hostile", make)[0]


class Page(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.scripts, self.does = 0, []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.does += [tag] if tag in ("img", "iframe", "object", "embed", "link", "base", "form") else []
        for name, value in attrs:
            addresses = name in ("href", "src", "action", "xlink:href")
            if name.startswith("on") or (
                addresses and not re.match(r"https?:|tel:|[\w./-]*(#[\w.~+-]+)?$", value or "")
            ):
                self.does.append(f"{tag} {name}={(value or '')[:60]}")


def test_no_page_does_anything(hostile: Path):
    pages = sorted((hostile / "reports").rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        html = path.read_text(encoding="utf-8")
        page = Page(html)
        assert page.scripts <= 1 and not page.does, (path.name, page.does)
        assert not TURNS.search(html), path.name
        assert len(html) < 500_000, f"{path.name} has {len(html):,} characters"


def test_the_texts_are_there_to_be_read(hostile: Path):
    html = (hostile / "reports/forces/durham.html").read_text(encoding="utf-8")
    for shown in (
        "&lt;script&gt;alert(1)",
        "&lt;img src=x",
        "javascript:alert(1)",
        "=cmd|",
        "characters are left out here",
    ):
        assert shown in html, shown


def test_in_a_browser_nothing_happens_and_nothing_is_pushed_off_a_telephone(hostile: Path, browser):
    for name in ("forces/durham", "fact-check", "data-quality", "national", "index"):
        happened: list[str] = []
        told = {"dialog": lambda dialog, seen=happened: (seen.append(dialog.message), dialog.dismiss()),
                "request": lambda request, seen=happened: seen.append(request.url)}  # fmt: skip
        with window(browser, viewport={"width": 320, "height": 800}) as page, listening(page, **told):
            address = (hostile / f"reports/{name}.html").as_uri()
            page.goto(address)
            assert happened == [address], name
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, f"{name} is {wide} px wide"


def test_no_cell_of_a_csv_file_is_a_formula(hostile: Path):
    files = [*(hostile / "data/processed").rglob("*.csv"), *(hostile / "reports/data").rglob("*.csv")]
    assert len(files) > 100
    for path in files:
        with open(path, newline="", encoding="utf-8-sig") as table:
            cells = [cell for row in csv.reader(table) for cell in row]
        # A number below nought begins with a hyphen and is none.
        bad = [c[:40] for c in cells if c[:1] in BEGINS and c and not re.fullmatch(r"-?[\d.]+(e-?\d+)?", c)]
        assert not bad, (path.name, bad[:3])


def test_no_workbook_computes_anything_or_leads_away(hostile: Path):
    found = list((hostile / "reports/data").rglob("*.xlsx"))
    assert len(found) > 40
    for path in found:
        with zipfile.ZipFile(path) as book:
            parts = {
                name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))
            }
        assert not any(
            re.search(r"<f[ >]", text) for name, text in parts.items() if "worksheets/sheet" in name
        )
        away = [
            m for text in parts.values() for m in re.findall(r'Target="([^"]*)" TargetMode="External"', text)
        ]
        assert not away, (path.name, away[:3])


def test_an_address_that_is_a_script_is_refused_with_its_row(made: Path):
    add_figures(made, url="javascript:alert({})")
    done = run(".venv/bin/forcefoi data", made)
    assert done.returncode == 1
    assert "url" in done.stderr and "https://" in done.stderr and "row" in done.stderr
