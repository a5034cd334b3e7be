"""What a change touches, and what it doesn't: `forcefoi reports --why` says so before anything is made."""

from __future__ import annotations

import os
import re
from pathlib import Path

from journey import OVERALL_IDS, run

WHY = ".venv/bin/forcefoi reports --why"


def reasons(project: Path) -> dict[str, str]:
    done = run(WHY, project)
    assert done.returncode == 0, done.stderr
    *lines, last = done.stdout.splitlines()
    found = dict(line.split(": ", 1) for line in lines)
    stale = sum(reason != "fresh" for name, reason in found.items() if name != "data")
    assert last == f"{stale} of 53 reports would be made."
    return found


def stale(project: Path) -> set[str]:
    return {name for name, reason in reasons(project).items() if reason != "fresh"} - {"data"}


def replace(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), count=1, flags=re.M)
    assert count == 1, pattern
    path.write_text(text, encoding="utf-8")


def test_nothing_changed_whatever_the_clock_says(made: Path) -> None:
    for path in [
        *made.glob("data/**/*"),
        *made.glob("notebooks/*"),
        *made.glob("reports/**/*"),
        made / "Makefile",
    ]:
        for year in (1, 4_000_000_000):
            os.utime(path, (year, year))
    assert set(reasons(made).values()) == {"fresh"}
    assert run("make", made).stdout.startswith("Nothing to do: 53 pages are fresh")


def test_one_of_the_published_figures_of_a_force(made: Path) -> None:
    before = {p.stem: p.read_bytes() for p in (made / "reports").rglob("*.html")}
    replace(made / "data/raw/published_figures.csv", r"^(psni-harassment.*?),394,", r"\1,395,")
    touched = {"psni", *OVERALL_IDS} - {"words"}
    found = reasons(made)
    assert found["data"] == "changed: data/raw/published_figures.csv"
    assert found["psni"] == "changed: data/processed/forces/psni.json"
    assert {name for name, reason in found.items() if reason != "fresh"} - {"data"} == touched
    # Asking has written nothing; the run does what was said.
    assert reasons(made) == found
    done = run("make", made)
    assert "5 built, 48 fresh, 0 failed" in done.stdout
    after = {p.stem: p.read_bytes() for p in (made / "reports").rglob("*.html")}
    assert {name for name in before if before[name] != after[name]} <= touched
    assert "433 − (395 + 30) = 8" in re.sub("<[^>]+>", "", after["psni"].decode())


def test_an_official_figure_touches_the_pages_that_compare(made: Path) -> None:
    """Every page that has a funnel has this force on it; the others don't, and are left alone."""
    quarter = r"^(essex,2017-10-01,2017-12-31,\d+,\d+),\d+,"
    replace(made / "data/raw/reference/recorded_crime_by_quarter.csv", quarter, r"\1,3000,")
    touched = stale(made)
    apart = {"btp", "mdp", "cnc", "city-of-london", "police-scotland", "psni"}
    assert {"essex", "kent", "northumbria", *OVERALL_IDS} - {"words"} <= touched
    assert touched & apart == set()
    assert len(touched) == 52 - len(apart)  # and not the words, which hang on no figure


def test_a_force_that_is_renamed(made: Path) -> None:
    replace(made / "data/raw/reference/forces.csv", r"Durham Constabulary", "Durham Police")
    touched = stale(made)
    assert {"durham", *OVERALL_IDS} - {"words"} <= touched
    # It has its name on every funnel, and on no page without one.
    assert "kent" in touched and "psni" not in touched


def test_bad_input_is_told_and_nothing_is_said_of_reports(made: Path) -> None:
    replace(made / "data/raw/published_figures.csv", r"^(kent-.*?),2992,", r"\1,-5,")
    done = run(WHY, made)
    assert done.returncode == 1
    assert "published_figures.csv" in done.stderr and "Traceback" not in done.stderr
    assert "would be made" not in done.stdout


def test_tables_alone_leave_no_page_called_fresh(made: Path) -> None:
    replace(made / "data/raw/published_figures.csv", r"^(psni-harassment.*?),394,", r"\1,395,")
    assert run("make data", made).returncode == 0
    index = (made / "reports/index.html").read_text(encoding="utf-8")
    assert index.count("this page is older than its figures") == len(
        OVERALL_IDS
    )  # psni, and all but the words


def test_a_folder_that_was_moved_gets_an_environment_of_its_own(made: Path) -> None:
    """That of the old place would run the code of the old place."""
    (made / ".venv").unlink()
    (made / ".venv").mkdir()
    (made / ".venv/.place").write_text("/the/old/place\n")
    (made / ".venv/.ready").write_text("whatever")
    said = run("make -n", made).stdout
    assert "-m venv --clear .venv" in said and not (made / ".venv/.ready").exists()
