"""What the tests share: the real project, and copies of it to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forcefoi.processed.tables import Tables, make_tables

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself. Tests read it and never write to it."""
    return ROOT


@pytest.fixture(scope="session")
def tables(root: Path) -> Tables:
    """The processed tables of the real raw data, in memory."""
    return make_tables(root)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A project with the real raw data and nothing made, for a test to change."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    return tmp_path


@pytest.fixture
def no_claims(copy: Path) -> Path:
    """The copy without published claims: a test that changes figures is then about the figures alone, and not about
    the verdicts that a person would have to accept anew.
    """
    (copy / "data/raw/claims.toml").write_text("claims = []\n", encoding="utf-8")
    return copy
