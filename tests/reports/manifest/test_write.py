"""The manifest of a small project: written when all is fresh, read back whole, and held against the next build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.reports.build import How, build
from forcefoi.reports.clean import clean
from forcefoi.reports.manifest.manifest import FILE, Unreadable, of, read, text_of
from forcefoi.reports.manifest.take import take
from forcefoi.reports.manifest.write import Stale, write
from small_project import make_project, settle, write_slice


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("small") / "a project")
    with pytest.raises(Stale, match="not everything is fresh:\n.*: not made before"):
        write(project)
    assert not build(project, how=How(workers=1, progress=False)).failed
    return project


@pytest.fixture
def project(once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(once, tmp_path / "a project")


def forcefoi(project: Path, *args: str):
    return CliRunner().invoke(main, ["--root", str(project), *args], catch_exceptions=False)


def test_written_read_and_the_same(project: Path):
    said = forcefoi(project, "manifest", "write")
    assert said.exit_code == 0 and said.stdout.startswith("reports/manifest.json is written: 9 pages, ")
    kept = read(project / FILE)
    assert kept == of(take(project)) and text_of(kept) == (project / FILE).read_text(encoding="utf-8")
    assert kept.lines["forces/kent.html"]["One force"] == ["kent ‹2000›"]
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 0
    assert done.stdout.endswith(f"{kept.count:,} numbers compared, {kept.count:,} the same.\n")


def test_nothing_in_it_is_of_this_machine_or_this_day(project: Path):
    first = text_of(write(project))
    assert str(project) not in first and str(Path.home()) not in first
    assert text_of(write(project)) == first


def test_one_value_changed_is_one_page_and_code_1(project: Path):
    write(project)
    write_slice(project, "kent", count=2001)
    settle(project)
    stale = forcefoi(project, "manifest", "compare")
    assert (
        stale.exit_code == 2 and "forces/kent.html: changed: data/processed/forces/kent.json" in stale.stderr
    )
    build(project, how=How(workers=1, progress=False))
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 1
    assert "forces/kent.html: " in done.stdout and "  kent 2001\n  then 2000, now 2001\n" in done.stdout
    assert "forces/durham.html" not in done.stdout and "1 differs." in done.stdout.splitlines()[-1]


def test_what_was_published_stays_when_what_was_made_is_removed(project: Path):
    write(project)
    assert clean(project)[1] == []
    assert [path.name for path in (project / "reports").iterdir()] == ["manifest.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"form": 2}', '{"form": 1, "made_of": {}}'])
def test_what_is_no_manifest_is_told(project: Path, content: str):
    (project / FILE).write_text(content)
    with pytest.raises(Unreadable, match="to do:"):
        read(project / FILE)
    assert forcefoi(project, "manifest", "compare").exit_code == 2


def test_without_a_manifest_there_is_nothing_to_compare_with(project: Path):
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 2 and "nothing is known of what was published" in done.stderr
