"""A journalist drops in a figure, and gets new pages or a reason."""

from __future__ import annotations

from pathlib import Path

from journey import OVERALL_IDS, run

ROW = (
    'durham-all-tt-1,Durham Police,all,F,01/04/2017,31/03/2018,2017/18,stated,"1,234",exact,crimes,'
    "Teesdale Times,2019-01-10,https://example.org/durham,Made up for a test.\n"
)
FIGURES = "data/raw/published_figures.csv"


def stamps(project: Path) -> dict[str, int]:
    return {p.stem: p.stat().st_mtime_ns for p in (project / "reports").rglob("*.html")}


def test_a_figure_dropped_in_changes_its_force_and_the_pages_that_show_all(made: Path):
    before = stamps(made)
    with (made / FIGURES).open("a", encoding="utf-8") as file:
        file.write(ROW)
    done = run("make", made)
    assert done.returncode == 0, done.stderr
    # Cheshire and PSNI have a figure of the same offences and year: theirs are set beside it, to be checked by hand.
    assert "7 built, 46 fresh" in done.stdout
    changed = {name for name, at in stamps(made).items() if before[name] != at}
    assert changed == {"durham", "cheshire", "psni", "index", *OVERALL_IDS} - {"words"}
    page = (made / "reports/forces/durham.html").read_text(encoding="utf-8")
    assert "1,234" in page and "Teesdale Times" in page and "https://example.org/durham" in page
    assert "raw" in done.stderr and "checksums" in done.stderr, "a raw file that was changed is named"


def test_a_broken_row_is_told_and_nothing_is_touched(made: Path):
    before, processed = stamps(made), (made / "data/processed/figures.csv").read_bytes()
    with (made / FIGURES).open("a", encoding="utf-8") as file:
        file.write(ROW.replace("Durham Police", "Durhm Police").replace('"1,234"', "12.5"))
    done = run(".venv/bin/forcefoi all", made)
    assert done.returncode == 1
    assert f"{FIGURES}, row 24, column 'force'" in done.stderr and "durham" in done.stderr
    assert f"{FIGURES}, row 24, column 'count'" in done.stderr and "'12.5'" in done.stderr
    assert "Traceback" not in done.stderr
    assert stamps(made) == before and (made / "data/processed/figures.csv").read_bytes() == processed


def test_a_later_release_of_the_official_table_changes_the_pages_it_is_on(made: Path):
    """One more quarter of a force that is on no funnel: its page changes, and the ones that show all."""
    path = made / "data/raw/reference/recorded_crime_by_quarter.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("btp,2019-04-01,2019-06-30,1,2,3,4,5,6\n")
    done = run(".venv/bin/forcefoi all", made)
    assert done.returncode == 0, done.stderr
    assert "5 built, 48 fresh" in done.stdout
    quality = (made / "reports/data-quality.html").read_text(encoding="utf-8")
    assert "missing for a force and there for others" in quality
