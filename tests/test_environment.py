"""environment.yml, pyproject.toml and requirements.lock say the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
# What conda needs to make and install the environment, beside the main packages.
CONDA_ONLY = {"python", "pip", "flit-core"}
LOCKED = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)( ; (?P<when>[^\\]+?))?( \\)?$")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?$")


def requirements(texts: list[str]) -> dict[str, SpecifierSet]:
    found = [Requirement(text) for text in texts]
    return {canonicalize_name(each.name): each.specifier for each in found}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def conda() -> dict[str, SpecifierSet]:
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert content["channels"] == ["conda-forge", "nodefaults"]
    return requirements([line for line in content["dependencies"] if isinstance(line, str)])


@pytest.fixture(scope="module")
def lock() -> dict[str, list[Version]]:
    """Every version of every package: the lock may hold two, for different Pythons or systems."""
    found: dict[str, list[Version]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if match := LOCKED.match(line):
            found.setdefault(canonicalize_name(match["name"]), []).append(Version(match["version"]))
    return found


def test_conda_has_the_main_packages_with_the_same_bounds(
    project: dict, conda: dict[str, SpecifierSet]
) -> None:
    wanted = requirements(project["dependencies"])
    assert {name: conda[name] for name in sorted(conda) if name not in CONDA_ONLY} == wanted
    assert conda["python"] == SpecifierSet(project["requires-python"])


def test_the_lock_holds_every_package_within_its_bounds(
    project: dict, lock: dict[str, list[Version]]
) -> None:
    wanted = requirements([*project["dependencies"], *project["optional-dependencies"]["test"]])
    assert wanted.keys() <= lock.keys()
    outside = {
        name: str(version)
        for name, bounds in wanted.items()
        for version in lock[name]
        if not bounds.contains(version, prereleases=True)
    }
    assert outside == {}


def test_the_lock_holds_exact_versions_with_hashes_and_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if line.strip() and not (LOCKED.match(line) or HASH.match(line))]
    assert odd == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if LOCKED.match(line):
            assert HASH.match(following), f"no hash: {line}"


def test_what_is_installed_is_what_is_locked(project: dict, lock: dict[str, list[Version]]) -> None:
    from importlib.metadata import version

    for name in requirements(project["dependencies"]):
        assert Version(version(name)) in lock[name], name


def test_every_conda_name_is_locked_within_its_bound(
    conda: dict[str, SpecifierSet], lock: dict[str, list[Version]]
) -> None:
    """No channel can be asked here: what pip locked is what conda's bounds would take, under the same names."""
    ours = {name: bounds for name, bounds in conda.items() if name not in ("python", "pip")}
    outside = {
        name: str(version)
        for name, bounds in ours.items()
        for version in lock[name]
        if not bounds.contains(version, prereleases=True)
    }
    assert outside == {}


def test_the_pip_part_of_the_conda_environment_installs(tmp_path: Path) -> None:
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (part,) = [each for each in content["dependencies"] if isinstance(each, dict)]
    assert part == {"pip": ["-e ."]}
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "src").symlink_to(ROOT / "src")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-index",
        "--no-deps",
    ]
    done = subprocess.run(
        [*pip, "--no-build-isolation", "--target", tmp_path / "there", "-e", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there/bin/forcefoi").is_file()
