"""An editor types `make` and opens the reports."""

from __future__ import annotations

import re
from pathlib import Path

from journey import run

from forcefoi.reports.plan import read_coverage
from forcefoi.reports.stale import Hashes


def pages(project: Path) -> dict[str, bytes]:
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in (project / "reports").rglob("*.html")}


def test_make_builds_a_page_for_every_force_and_says_where_to_look(first_make):
    project, said = first_make
    last = said.strip().splitlines()[-1] if "Open" in said.strip().splitlines()[-1] else said
    assert re.search(r"53 built, 0 fresh, 0 failed in \d+ s\. Open reports/index\.html", said), last
    forces = {row["force"] for row in read_coverage(Hashes(project).read)}
    assert {p.stem for p in (project / "reports/forces").glob("*.html")} == forces
    assert len(forces) == 48
    for name in ("index", "national", "fact-check", "words", "corrections", "data-quality"):
        assert (project / f"reports/{name}.html").is_file()


def test_a_second_make_does_nothing_and_says_so(built: Path):
    before = {p: p.stat().st_mtime_ns for p in built.rglob("*") if p.is_file() and ".venv" not in p.parts}
    done = run("make", built)
    assert done.returncode == 0 and done.stdout.startswith("Nothing to do: 53 pages are fresh")
    after = {p: p.stat().st_mtime_ns for p in built.rglob("*") if p.is_file() and ".venv" not in p.parts}
    changed = {p.name for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    assert changed <= {".lock"}


def test_the_index_links_every_page(built: Path):
    text = (built / "reports/index.html").read_text(encoding="utf-8")
    for row in read_coverage(Hashes(built).read):
        assert f'href="forces/{row["force"]}.html"' in text
    assert text.count("nothing public") == 42 + 1  # and once where the words are explained


def test_help_lists_every_target_with_one_line_each(built: Path):
    text = (built / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()
    lines = run("make help", built).stdout.splitlines()
    assert sorted(line.split()[1] for line in lines) == sorted(phony)
    assert all(len(line.split(maxsplit=2)) == 3 for line in lines)


def test_one_report(made: Path):
    page = made / "reports/forces/kent.html"
    before = page.read_bytes()
    page.unlink()
    done = run("make report FORCE='Kent Police'", made)
    assert done.returncode == 0 and "1 built" in done.stdout and "reports/forces/kent.html" in done.stdout
    assert page.read_bytes() == before, "the same figures must make the same page, to the byte"


def test_a_wrong_force_name_and_none(built: Path):
    wrong = run("make report FORCE=northumbira", built)
    assert wrong.returncode == 2  # make's own code for a rule that failed
    assert "northumbria" in wrong.stderr and "Traceback" not in wrong.stderr
    none = run("make report", built)
    assert none.returncode == 2 and "make report FORCE=kent" in none.stderr


def test_clean_removes_what_was_made_and_never_what_was_received(made: Path):
    received = {p: p.read_bytes() for p in (made / "data/raw").rglob("*") if p.is_file()}
    kept = made / "reports" / "notes-of-mine.txt"
    kept.write_text("mine")
    done = run("make clean", made)
    assert done.returncode == 0
    assert not (made / "data/processed").exists() or not list((made / "data/processed").rglob("*.csv"))
    assert not pages(made)
    assert {p: p.read_bytes() for p in (made / "data/raw").rglob("*") if p.is_file()} == received
    assert kept.read_text() == "mine" and "notes-of-mine.txt" in done.stdout
