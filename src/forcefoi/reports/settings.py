"""What a kernel must find in its environment, and how to lend it to a process that is about to start."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

TIME_LIMIT = 300  # seconds, for one cell


def _folder_of(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"{package} is not installed: make .venv from requirements.lock", name=package
        )
    return Path(spec.origin).parent


# Needed before the first import, and the same for every kernel.
SETTINGS = {
    "PYTHONHASHSEED": "0",
    # As ipykernel sets it for a notebook, and as matplotlib comes; a person's own would change what a report shows.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MATPLOTLIBRC": str(_folder_of("matplotlib") / "mpl-data/matplotlibrc"),
    # Several kernels at once share few cores: threads of one would only slow the others, and a process that
    # has threads can't be forked.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


@contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Set these for processes started in the block, which inherit them, and put back what was there."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
