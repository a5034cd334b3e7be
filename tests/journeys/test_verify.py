"""A reviewer's morning: is what was published what comes out, and what if it is not? `make verify` as a whole, with a
fresh environment, takes minutes and is a step of .ci/run; here is everything in it that needs none.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import gettempdir

import pytest
from bs4 import BeautifulSoup
from journey import environment, run

from forcefoi import rerun
from forcefoi.reports.manifest.as_files import beside
from forcefoi.reports.manifest.compare import compare_built
from forcefoi.reports.manifest.manifest import FILE, Manifest
from forcefoi.reports.manifest.marks import unmarked
from forcefoi.reports.manifest.read import read
from forcefoi.reports.manifest.take import take
from forcefoi.reports.manifest.tell import told
from whole_project import copy_project

DIGITS = re.compile(r"\d[\d,.]*\d|\d")
# What a page says in figures and is no number of its text: the code that made it, folded away, and its looks.
UNREAD = ("style", "script", "head", "details.code")


@pytest.fixture(scope="module")
def published(root: Path) -> Manifest:
    return read(root / FILE)


def test_the_whole_build_is_what_was_published(built: Path, published: Manifest):
    found = compare_built(published, take(built))
    assert found.all_the_same, "\n".join(
        [
            *told(found),
            "If that was meant: make manifest, and look at what it changed in reports/manifest",
        ]
    )
    assert found.compared == published.count > 50_000


def test_the_files_of_the_manifest_are_of_a_size_that_can_be_read(root: Path):
    parts = sorted(path for path in beside(root / FILE).rglob("*") if path.is_file())
    assert len(parts) > 50
    for path in (root / FILE, *parts):
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) < 2**20, path
        assert not re.search(r"\b\d{2}:\d{2}:\d{2}\b", text), path
        assert not [place for place in (gettempdir(), Path.home(), root) if f"{place}/" in text], path
    listed = json.loads((root / FILE).read_text(encoding="utf-8"))["said"]
    assert {path.relative_to(beside(root / FILE)).as_posix() for path in parts} == set(listed)


def test_every_number_that_stands_on_a_page_stands_in_the_manifest(built: Path, published: Manifest):
    """Read by another reader of HTML, and word by word."""
    for name in published.pages:
        soup = BeautifulSoup((built / "reports" / name).read_text(encoding="utf-8"), "html.parser")
        for gone in soup.select(", ".join(UNREAD)):
            gone.decompose()
        known = unmarked(" ".join(line for lines in published.lines[name].values() for line in lines))
        seen = " ".join(soup.stripped_strings)
        seen = re.sub(r"https?://\S+|\S*data/\S+|[\d.]+ [KM]B", " ", seen)
        # A word with a letter or a hyphen at its figures is a name: 8L, mid-2018, kent-1.
        tokens = [
            word for word in re.split(r"[\s()÷×−+“”;:/\[\]·]+", seen) if not re.search(r"[A-Za-z_~#-]", word)
        ]
        missing = {each for word in tokens for each in DIGITS.findall(word)} - set(DIGITS.findall(known))
        assert not missing, (name, sorted(missing)[:10])
    assert {
        path.relative_to(built / "reports").as_posix() for path in (built / "reports").rglob("*.html")
    } == set(published.pages)


def test_every_table_and_every_download_is_in_it(built: Path, published: Manifest):
    for path in (built / "data/processed").glob("*.csv"):
        rows = path.read_text(encoding="utf-8").count("\n") - 1
        lines = published.lines.get(f"data/processed/{path.name}", {}).get("", [])
        assert len(lines) == rows or '"' in path.read_text(encoding="utf-8"), path.name
        assert bool(lines) == bool(rows), path.name
    beside = {path.relative_to(built).as_posix() for path in (built / "reports/data").glob("*/*")}
    assert {each for each in beside if not each.endswith(".csv")} == {
        *published.pictures,
        *published.workbooks,
    }
    kent = published.lines["forces/kent.html"]["download funnel.csv"]
    assert any(line.startswith("Kent Police: Residents (people) ‹") for line in kent)


def test_make_verify_uses_neither_the_environment_nor_the_build_that_are_there(built: Path):
    said = run("make --dry-run verify LOCK=latest ARGS=--all", built).stdout
    assert "-B -m forcefoi.rerun latest --all" in said and ".venv" not in said


@pytest.fixture
def unbuilt(tmp_path: Path, root: Path) -> Path:
    """A stranger's copy: no git, no environment, nothing built, with what was published."""
    project = copy_project(tmp_path / "a stranger's copy")
    (project / ".venv").unlink()
    (project / "reports").mkdir()
    shutil.copy2(root / FILE, project / FILE)
    shutil.copytree(beside(root / FILE), beside(project / FILE))
    return project


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def start(project: Path, temporary: Path, *options: str, **settings: str) -> subprocess.Popen[str]:
    """What `make verify` runs, by a bare Python."""
    temporary.mkdir()
    return subprocess.Popen(
        [sys.executable, "-S", "-B", "-m", "forcefoi.rerun", *options],
        cwd=project,
        env={**environment(), "PYTHONPATH": "src", "TMPDIR": str(temporary), **settings},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_stopped_it_leaves_nothing_behind(unbuilt: Path, tmp_path: Path):
    before = everything(unbuilt)
    running = start(unbuilt, tmp_path / "temporary")
    assert running.stderr is not None
    said = [running.stderr.readline(), running.stderr.readline()]
    assert "1 of 4" in said[0] and "2 of 4" in said[1]
    started = time.monotonic()
    while not list((tmp_path / "temporary").glob("*/environment/pyvenv.cfg")):
        assert time.monotonic() - started < 60
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    rest = running.communicate(timeout=60)[1]
    assert running.returncode == 130 and rest.endswith("Stopped. Nothing is left behind.\n"), rest
    assert list((tmp_path / "temporary").iterdir()) == []
    place = str(tmp_path / "temporary").encode()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            assert place not in command.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue  # It ended while we looked.
    assert everything(unbuilt) == before


def test_what_can_not_be_rebuilt_is_code_2_with_the_reason(unbuilt: Path, tmp_path: Path):
    (unbuilt / "requirements.lock").write_text("nowhere-to-be-had==1 --hash=sha256:" + "0" * 64 + "\n")
    before = everything(unbuilt)
    running = start(unbuilt, tmp_path / "temporary", PIP_NO_INDEX="1")
    said = running.communicate(timeout=200)[1]
    assert running.returncode == 2, said
    assert "nowhere-to-be-had" in said and "It could not be rebuilt: " in said and "Traceback" not in said
    assert list((tmp_path / "temporary").iterdir()) == [] and everything(unbuilt) == before


@pytest.mark.parametrize(
    "option, why", [("newest", "Allowed: LOCK=latest"), ("", "reports/manifest.json is not there")]
)
def test_given_wrongly_or_with_nothing_to_compare_with(unbuilt: Path, tmp_path: Path, option: str, why: str):
    if not option:
        (unbuilt / FILE).unlink()
    running = start(unbuilt, tmp_path / "temporary", *filter(None, [option]))
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 2 and why in said


@pytest.mark.parametrize("altered", [False, True])
def test_what_a_page_said_is_looked_at_before_anything_is_built(unbuilt: Path, tmp_path: Path, altered: bool):
    path = beside(unbuilt / FILE) / "forces/kent.html.json"
    if altered:
        path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    else:
        path.unlink()
    said = start(unbuilt, tmp_path / "temporary").communicate(timeout=60)[1]
    why = "is not what it was when the manifest was written" if altered else "is not there"
    assert said.startswith(f"reports/manifest/forces/kent.html.json {why}\n  to do:"), said
    assert "of 4" not in said and list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("content", ["[]", "{}", '{"said": []}', "no JSON"])
def test_what_is_no_manifest_is_told_before_anything_is_built(unbuilt: Path, tmp_path: Path, content: str):
    (unbuilt / FILE).write_text(content)
    running = start(unbuilt, tmp_path / "temporary")
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 2 and said.startswith("reports/manifest.json is no manifest ("), said


def test_nothing_that_is_held_back_is_copied(unbuilt: Path, tmp_path: Path):
    held = unbuilt / "data/raw/replies/kent/2026-11-25-foi-1/held"
    held.mkdir(parents=True)
    (held / "letter.eml").write_text("From: a person\n")
    (unbuilt / "data/raw/.~lock").write_text("")
    copied = rerun._copy(unbuilt, tmp_path / "copied")
    names = set(everything(copied))
    assert not [name for name in names if "held/" in name or "/." in name or name.startswith("reports")]
    given = {
        name for name in everything(unbuilt) if name.startswith(("data/raw/", "src/forcefoi/", "notebooks/"))
    }
    assert {
        name for name in given if "held/" not in name and "/." not in name and "__pycache__" not in name
    } <= names


def test_it_hangs_on_no_git_and_on_no_setting_of_a_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("FORCEFOI_ROOT", "elsewhere")
    there = rerun._surroundings(tmp_path)
    assert "elsewhere" not in there.values() and there["IPYTHONDIR"].startswith(str(tmp_path))
    assert there["PATH"] == os.environ["PATH"]
