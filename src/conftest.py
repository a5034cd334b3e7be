"""The examples in docstrings, which are run as tests: what many of them begin with is made once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from forcefoi.processed import tables

_made = cache(tables.make_tables)


def _a_copy(root: Path) -> tables.Tables:
    """An example may change its tables, and the next one sees nothing of that."""
    return copy.deepcopy(_made(root))


@pytest.fixture(autouse=True)
def made_once() -> Iterator[None]:
    """Examples of what is done with the real tables begin with `make_tables`, which takes more than a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "make_tables", _a_copy)
        yield
