"""What the tests of reports share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from forcefoi.reports.build import How
from forcefoi.reports.pool import Workshop

sys.path.insert(
    0, str(Path(__file__).parents[1])
)  # tests are imported by path, which leaves their folders out
from small_project import make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "a project")  # with a space, as people's folders have


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """Workers and the server of their kernels, which stay: starting them costs more than the pages of most tests."""
    with Workshop(3) as opened:
        yield opened


@pytest.fixture
def stays(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this test are made by them. What happens to the processes themselves is for test_died.py, which has its
    own, and no test that has these may start others beside them.
    """
    monkeypatch.setattr(How, "maker", lambda how: nullcontext(workshop))
