"""The manifest of a small project: written when all is fresh, read back whole, and held against the next build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.reports.build import How, build
from forcefoi.reports.clean import clean
from forcefoi.reports.manifest.as_files import COMMON, as_files, beside
from forcefoi.reports.manifest.manifest import FILE, of
from forcefoi.reports.manifest.read import Altered, Unreadable, read
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


def said_in(project: Path) -> dict[str, str]:
    """What lies in the folder beside the manifest."""
    folder = beside(project / FILE)
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.json")
    }


def forcefoi(project: Path, *args: str):
    return CliRunner().invoke(main, ["--root", str(project), *args], catch_exceptions=False)


def test_written_read_and_the_same(project: Path):
    said = forcefoi(project, "manifest", "write")
    assert said.exit_code == 0 and said.stdout.startswith("reports/manifest.json is written: 9 pages, ")
    kept = read(project / FILE)
    assert kept == of(take(project))
    text, parts = as_files(kept)
    assert text == (project / FILE).read_text(encoding="utf-8")
    assert {COMMON, "forces/kent.html.json", "data/processed/forces.csv.json"} <= parts.keys()
    assert parts == said_in(project)
    assert kept.lines["forces/kent.html"]["One force"] == ["kent ‹2000›"]
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 0
    assert done.stdout.endswith(f"{kept.count:,} numbers compared, {kept.count:,} the same.\n")


def test_nothing_in_it_is_of_this_machine_or_this_day(project: Path):
    first = as_files(write(project))
    for text in (first[0], *first[1].values()):
        assert str(project) not in text and str(Path.home()) not in text
    assert as_files(write(project)) == first


def test_what_a_page_said_is_what_the_manifest_has_it_to_be(project: Path):
    write(project)
    part = beside(project / FILE) / "forces/kent.html.json"
    kept = part.read_text(encoding="utf-8")
    part.write_text(kept.replace("‹2000›", "‹2001›"), encoding="utf-8")
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 2 and "kent.html.json is not what it was" in done.stderr
    part.unlink()
    with pytest.raises(Altered, match="kent.html.json is not there"):
        read(project / FILE)
    part.write_text(kept, encoding="utf-8")
    assert forcefoi(project, "manifest", "compare").exit_code == 0


def test_what_a_page_that_is_no_more_said_goes(project: Path):
    write(project)
    old = beside(project / FILE) / "forces/nowhere.html.json"
    old.write_text("{}")
    write(project)
    assert not old.exists() and "forces/kent.html.json" in said_in(project)


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
    assert sorted(path.name for path in (project / "reports").iterdir()) == ["manifest", "manifest.json"]
    read(project / FILE)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"form": 1}', '{"form": 2, "made_of": {}}'])
def test_what_is_no_manifest_is_told(project: Path, content: str):
    (project / FILE).write_text(content)
    with pytest.raises(Unreadable, match="to do:"):
        read(project / FILE)
    assert forcefoi(project, "manifest", "compare").exit_code == 2


def test_a_folder_is_no_manifest(project: Path):
    done = forcefoi(project, "manifest", "compare", "--against", str(project))
    assert done.exit_code == 2 and "can't be read: Is a directory\n  to do:" in done.stderr


def test_without_a_manifest_there_is_nothing_to_compare_with(project: Path):
    done = forcefoi(project, "manifest", "compare")
    assert done.exit_code == 2 and "nothing is known of what was published" in done.stderr
