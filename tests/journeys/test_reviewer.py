"""A reviewer works Northumbria's numbers out again from the raw files, with nothing but the standard library."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import nbformat
import pytest
from journey import run

SH = ("8L", "8M", "8Q", "8R")
ALL = ("3B", "105B", *SH)


@pytest.fixture(scope="module")
def page(built: Path) -> str:
    """The words of Northumbria's page, without marks and charts."""
    html = (built / "reports/forces/northumbria.html").read_text(encoding="utf-8")
    html = re.sub(r"<(svg|style|pre).*?</\1>", " ", html, flags=re.DOTALL)
    # What opens of a number is worked out as the page is, so it proves nothing here; a number stands in its sentence.
    html = re.sub(r'<section class="numbers".*?</section>', " ", html, flags=re.DOTALL)
    html = re.sub(r"</?(button|span)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def raw(root: Path) -> dict[str, list[dict[str, str]]]:
    names = {
        "published": "published_figures.csv",
        "recorded": "reference/recorded_crime_by_quarter.csv",
        "people": "reference/population.csv",
    }
    return {
        key: list(csv.DictReader((root / "data/raw" / name).open(encoding="utf-8", newline="")))
        for key, name in names.items()
    }


def recorded(raw, force: str, codes, start: str, end: str) -> int:
    return sum(
        int(row[code] or 0)
        for row in raw["recorded"]
        if row["force"] == force and start <= row["quarter_start"] and row["quarter_end"] <= end
        for code in codes
    )


def figure(raw, name: str) -> tuple[int, int]:
    """Count and days."""
    row = next(row for row in raw["published"] if row["id"] == name)
    days = (date.fromisoformat(row["window_end"]) - date.fromisoformat(row["window_start"])).days + 1
    return int(row["count"]), days


def people(raw, force: str, column: str) -> int:
    return next(int(row[column]) for row in raw["people"] if row["force"] == force)


def test_the_finding(page: str, raw):
    (before, days1), (after, days2) = figure(raw, "northumbria-sh-sg-1"), figure(raw, "northumbria-sh-sg-2")
    assert f"{before:,} crimes recorded in 2017/18 ({days1} days)" in page
    assert f"{after:,} crimes from 1 April 2018 to 24 September 2018 ({days2} days, window inferred)" in page
    assert f"the count is down {round((1 - after / before) * 100)}%" in page
    ratio = after / days2 / (before / days1)
    assert f"fell {round((1 - ratio) * 100)}%, from {before / days1:.2f} to {after / days2:.2f} a day" in page
    assert f"rate ratio {ratio:.3f}" in page


def test_what_is_left(page: str, raw):
    whole, parts = figure(raw, "northumbria-all-sg-1")[0], 2569 + 815
    assert f"{parts:,} of the {whole:,}" in page and f"leave {whole - parts:,}" in page
    assert f"at most {whole - parts:,} for 2015/16 and 2016/17" in page
    assert "is the highest of the full years given the inferred windows" in page


def test_shares_of_recorded_crime(page: str, raw):
    year = recorded(raw, "northumbria", SH, "2017-04-01", "2018-03-31")
    assert f"2,569 is {2569 / year:.0%} of the {year:,} crimes recorded" in page
    half = recorded(raw, "northumbria", SH, "2018-04-01", "2018-09-30") * 177 / 183
    assert f"815 is an estimated {815 / half:.1%} of about {half:,.0f} crimes recorded" in page
    whole = recorded(raw, "northumbria", ALL, "2015-04-01", "2018-03-31")
    whole += recorded(raw, "northumbria", ALL, "2018-04-01", "2018-09-30") * 177 / 183
    assert f"5,887 is an estimated {5887 / whole:.1%} of about {whole:,.0f} crimes recorded" in page


def test_shares_of_cases_and_of_women(page: str, raw):
    women = sum(int(row["women_and_girls_2018"]) for row in raw["people"])
    own = people(raw, "northumbria", "women_and_girls_2018")
    assert f"{5887 / 64492:.1%} of the 64,492 cases" in page
    assert f"{own / women:.1%} of all women and girls in the UK" in page
    for count in (5887, 2569, 815):
        assert f"{count / own * 1000:.2f}" in page


@pytest.mark.parametrize("first", [2015, 2016, 2017, 2018])
def test_recorded_rates_by_year(page: str, raw, first: int):
    count = recorded(raw, "northumbria", SH, f"{first}-04-01", f"{first + 1}-03-31")
    residents = people(raw, "northumbria", f"persons_{first}")
    year = f"{first}/{(first + 1) % 100}"
    assert f"{year} {count:,} {residents:,} {count / residents * 1000:.2f}" in page


def test_place_on_the_funnel(page: str, raw):
    count = recorded(raw, "northumbria", SH, "2017-04-01", "2018-03-31")
    residents = people(raw, "northumbria", "persons_2017")
    assert f"recorded {count / residents * 1000:.2f} crimes" in page
    forces = [r for r in raw["people"] if r["area_code"][0] in "EW" and int(r["persons_2017"]) >= 50_000]
    assert len(forces) == 42
    crimes = sum(recorded(raw, r["force"], SH, "2017-04-01", "2018-03-31") for r in forces)
    assert f"all 42 forces together {crimes / sum(int(r['persons_2017']) for r in forces) * 1000:.2f}" in page


def test_every_quarter_in_the_charts_table(built: Path, raw):
    html = (built / "reports/forces/northumbria.html").read_text(encoding="utf-8")
    for row in raw["recorded"]:
        if row["force"] == "northumbria":
            cells = [f"{int(row[code]):,}" if row[code] else "[z]" for code in ALL]
            assert "".join(f'<td class="number">{cell}</td>' for cell in cells) in html, row["quarter_start"]


@pytest.fixture(scope="module")
def by_hand(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with Kent's notebook run by plain papermill, as the README says."""
    project = shutil.copytree(built, tmp_path_factory.mktemp("by-hand") / "forcefoi", symlinks=True)
    done = run(".venv/bin/papermill -p force kent notebooks/force.ipynb kent.ipynb", project)
    assert done.returncode == 0, done.stderr
    return project


def test_one_notebook_reruns_with_plain_papermill(by_hand: Path):
    nb = nbformat.read(by_hand / "kent.ipynb", 4)
    assert "5,131 of the 5,207" in str(nb)


def test_by_hand_the_outputs_and_the_page_are_the_same(by_hand: Path):
    """Plain papermill starts an ordinary kernel; `make` forked a warm one."""
    ours, kept = (nbformat.read(by_hand / name, 4) for name in ("kent.ipynb", "reports/.built/kent.ipynb"))
    assert [cell.source for cell in ours.cells] == [cell.source for cell in kept.cells]
    assert [cell.get("outputs") for cell in ours.cells] == [cell.get("outputs") for cell in kept.cells]
    assert run(".venv/bin/jupyter nbconvert --to forcefoi kent.ipynb", by_hand).returncode == 0
    main = re.compile(r"<main.*</main>", re.S)
    pages = [
        (by_hand / name).read_text(encoding="utf-8") for name in ("kent.html", "reports/forces/kent.html")
    ]
    first, second = (main.search(page)[0].replace("kent.ipynb", "notebooks/force.ipynb") for page in pages)
    # By hand nothing is written beside the page, so it doesn't lead there.
    beside = r' The same as data: <a href="../data/kent.provenance.json">data/kent.provenance.json</a>.'
    assert beside in second
    second = re.sub(r'<(p|ul) class="take">.*?</\1>', "", second.replace(beside, ""))
    assert first == second


def test_no_chart_is_missing(built: Path):
    """A chart can be lost without an error; so they are counted against what the notebook has to draw."""
    drawn = re.compile(r'<figure class="chart" id="chart-([a-z-]+)"')
    for path in sorted((built / "data/processed/forces").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        wanted = {
            "published-per-day": bool(content["figures"]["data"]),
            "recorded-by-quarter": bool(content["recorded_crime"]["data"]),
            "funnel": bool(content["comparators"]["data"]),
        }
        page = (built / f"reports/forces/{path.stem}.html").read_text(encoding="utf-8")
        assert drawn.findall(page) == [name for name, due in wanted.items() if due], path.stem
        assert page.count("<svg") == sum(wanted.values())
    national = (built / "reports/national.html").read_text(encoding="utf-8")
    assert drawn.findall(national) == [
        "coverage-map",
        "published-side-by-side",
        "recorded-by-quarter",
        "funnel",
        "rate-map",
    ]


@pytest.mark.parametrize("force", ["", "-p force kant", "-p force 5", "-p force uk"])
def test_a_force_that_is_none_is_an_error_never_a_default(made: Path, force: str):
    done = run(f".venv/bin/papermill {force} notebooks/force.ipynb out.ipynb", made)
    assert done.returncode != 0
    assert "no force is called" in done.stderr


@pytest.mark.parametrize("name", ["force", "national", "data_quality", "explore"])
def test_notebooks_are_stored_without_outputs(root: Path, name: str):
    nb = nbformat.read(root / f"notebooks/{name}.ipynb", 4)
    nbformat.validate(nb)
    for cell in nb.cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None
    assert "forcefoi" in str(nb) and str(Path.home()) not in str(nb)


def test_the_explore_notebook_runs_from_top_to_bottom(built: Path, tmp_path: Path):
    done = run(f".venv/bin/papermill notebooks/explore.ipynb {tmp_path}/explore.ipynb", built)
    assert done.returncode == 0, done.stderr
