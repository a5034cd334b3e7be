"""What the tests of reports share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(
    0, str(Path(__file__).parents[1])
)  # tests are imported by path, which leaves their folders out
from small_project import make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "a project")  # with a space, as people's folders have
