"""A kernel for one notebook: this very Python, its own settings, its own private sockets."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import Dict, DottedObjectName, Type
from traitlets.config import Config

from forcefoi.reports.scratch import short
from forcefoi.reports.settings import SETTINGS, environment
from forcefoi.reports.warm.provisioner import NAME as WARM

NAME = "python3"


class OwnSpecs(KernelSpecManager):
    """Knows one kernel, whatever kernels of that name a person has installed."""

    provisioner = Dict()

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The one kernel, whatever its name."""
        return KernelSpec(
            # Its log is about its own machinery, and would run across the progress bar.
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"],
            display_name="forcefoi",
            language="python",
            metadata={"kernel_provisioner": self.provisioner} if self.provisioner else {},
        )


class OwnClient(AsyncKernelClient):
    """Asks a new kernel whether it is ready, and waits no longer than for its answer."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Until the kernel has answered on both channels.

        The inherited method then listens for another 0.2 s in case more comes; after the kernel has said that it
        is idle again, nothing does. Raises RuntimeError when it dies, or hasn't answered after `timeout` seconds.
        """
        until = time.monotonic() + timeout if timeout else float("inf")
        while time.monotonic() < until:
            asked = self.kernel_info()
            try:
                await self._answer(asked)
                return
            except Empty:
                # What it said before we were connected is lost. It may also be dead.
                if not await self._async_is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answer(self, asked: str) -> None:
        while (await self.get_shell_msg(timeout=1))["parent_header"].get("msg_id") != asked:
            pass
        while True:
            said = await self.get_iopub_msg(timeout=0.2)
            idle = said["msg_type"] == "status" and said["content"]["execution_state"] == "idle"
            if idle and said["parent_header"].get("msg_id") == asked:
                return


class OwnKernel(AsyncKernelManager):
    """Starts the kernel that OwnSpecs names, by the provisioner that it is given."""

    client_class = DottedObjectName(f"{OwnClient.__module__}.{OwnClient.__qualname__}")
    client_factory = Type(OwnClient)
    provisioner_stanza = Dict(help="As in the metadata of a kernel spec; empty for an ordinary kernel.").tag(
        config=True
    )

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.kernel_spec_manager = OwnSpecs(provisioner=self.provisioner_stanza)


@dataclass(frozen=True)
class Options:
    """What makes papermill run a notebook in such a kernel, and where that kernel writes outside of cells."""

    papermill: dict[str, Any]
    log: Path

    def last_words(self) -> str:
        """What the kernel wrote at its end, if it wrote anything."""
        return self.log.read_text(errors="replace").strip() if self.log.is_file() else ""


@contextmanager
def own_kernel(root: Path, warm: str | None) -> Iterator[Options]:
    """The options for one run, whose files live as long as the block.

    `root` is the project's folder for the notebook; `warm` the address of a server that forks kernels (see
    `warm`), or None for an ordinary kernel, which starts Python and imports everything itself.
    """
    where = Path(warm).parent if warm else short()
    with tempfile.TemporaryDirectory(prefix="k", dir=where, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log = folder / "kernel.log"
        forked = {"provisioner_name": WARM, "config": {"server": warm, "log_file": str(log)}} if warm else {}
        # Sockets in a private folder: no port that another kernel may take first, none that another user can read.
        sockets = {"transport": "ipc", "ip": f"{folder}/k"} if os.name == "posix" else {}
        own = {"connection_file": f"{folder}/kernel.json", "provisioner_stanza": forked, **sockets}
        # A person's own IPython start-up files would run in the report.
        settings = {"FORCEFOI_ROOT": str(root), "IPYTHONDIR": f"{folder}/ipython", **SETTINGS}
        with environment(settings):
            yield Options(
                {
                    "kernel_name": NAME,
                    "kernel_manager_class": OwnKernel,
                    "config": Config({"OwnKernel": own}),
                },
                log,
            )
