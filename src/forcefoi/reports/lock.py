"""One run at a time writes `data/processed/` and `reports/`."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from forcefoi.errors import ForcefoiError

LOCK = Path("reports/.lock")


class Busy(ForcefoiError):
    """Another run is at work."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the project's lock. The system lets go of it when the process ends, however it ends.

    Raises Busy, with the process that holds it. Where the system has no such locks (Windows), nothing is held:
    files still appear whole, but two runs may do the same work.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "a process that has not said which it is"
            raise Busy(f"another run is at work here: {holder}\n  to do:    wait for it, or end it") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now():%H:%M:%S}\n")
        file.flush()
        yield
