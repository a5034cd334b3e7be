"""Start the process that forks kernels, and end it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from forcefoi.errors import ForcefoiError

LOG = "server.log"
PACKAGE = Path(__file__).resolve().parents[2]


class ServerGone(ForcefoiError):
    """The process that forks kernels is no longer there: killed, or it never came up."""


PATIENCE = 1  # seconds for it to end by itself; while it still imports, it doesn't listen


@dataclass(frozen=True)
class WarmServer:
    """`address` is what a kernel's spec names."""

    address: str
    process: subprocess.Popen[bytes]

    def fault(self) -> str:
        """What it wrote, when it ended by itself (its imports failed); '' while it runs, or when it was killed."""
        code = self.process.poll()
        return (last_words(self.address) or f"it ended with {code}") if code and code > 0 else ""


@contextmanager
def warm_server(folder: Path, settings: Mapping[str, str]) -> Iterator[WarmServer]:
    """A new server, which ends with the block, or with this process, however it ends.

    `folder` is the run's own, its path short (see `scratch`); the server removes it at its end. `settings` are
    what a kernel must have in its environment before its first import. Comes back at once: whoever asks for the
    first kernel waits until the imports are done.
    """
    address = str(folder / "s")
    lifeline, ours = os.pipe()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(512)
        process = _start(folder, settings, listener.fileno(), lifeline)
    # Only the server listens now: when it dies, whoever asks is told at once.
    os.close(lifeline)
    try:
        yield WarmServer(address, process)
    finally:
        os.close(ours)
        _await_end(process)


def _await_end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(
    folder: Path, settings: Mapping[str, str], listener: int, lifeline: int
) -> subprocess.Popen[bytes]:
    # ipykernel reads at import who its parent is, and here that would be wrong.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
    arguments = (str(listener), str(lifeline), str(folder), str(PACKAGE))
    with (folder / LOG).open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "forcefoi.reports.warm.server", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**environment, **settings},
            pass_fds=(listener, lifeline),
        )


def is_there(address: str) -> bool:
    """Whether a server listens at this address."""
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(address)
        except OSError:
            return False
    return True


def last_words(address: str) -> str:
    """What the server wrote at its end, if it wrote anything."""
    log = Path(address).with_name(LOG)
    return log.read_text(errors="replace").strip() if log.is_file() else ""
