"""A kernel for one notebook: this very Python, its own settings, its own private sockets."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets.config import Config

NAME = "python3"
# The path of a socket may be 103 bytes long on some systems; the kernel adds a few to the folder's.
LONGEST = 85


class OwnSpecs(KernelSpecManager):
    """Knows one kernel, whatever kernels of that name a person has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(
            # Its log is about its own machinery, and would run across the progress bar.
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"],
            display_name="forcefoi",
            language="python",
        )


class OwnKernel(AsyncKernelManager):
    """Starts the kernel that OwnSpecs names."""

    def __init__(self, **traits: Any):
        super().__init__(kernel_spec_manager=OwnSpecs(), **traits)


@contextmanager
def own_kernel(root: Path) -> Iterator[dict[str, Any]]:
    """The options that make papermill run a notebook in such a kernel. Its files live as long as the block."""
    with _short_folder() as folder, _environment(_settings(root, folder)):
        # Sockets in a private folder: no port that another kernel may take first, none that another user can read.
        sockets = {"transport": "ipc", "ip": f"{folder}/k"} if os.name == "posix" else {}
        own = {"connection_file": f"{folder}/kernel.json", **sockets}
        yield {"kernel_name": NAME, "kernel_manager_class": OwnKernel, "config": Config({"OwnKernel": own})}


def _settings(root: Path, folder: str) -> dict[str, str]:
    return {
        "FORCEFOI_ROOT": str(root),
        "MPLBACKEND": "agg",
        # A person's own IPython start-up files would run in the report.
        "IPYTHONDIR": f"{folder}/ipython",
        "PYTHONHASHSEED": "0",
        # Several kernels at once share few cores; threads of one would only slow the others.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    """Set these for the kernel, which inherits them, and put back what was there."""
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


@contextmanager
def _short_folder() -> Iterator[str]:
    where = None if len(tempfile.gettempdir()) < LONGEST - 20 or os.name != "posix" else "/tmp"
    with tempfile.TemporaryDirectory(prefix="foi-", dir=where, ignore_cleanup_errors=True) as folder:
        yield folder
