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


def _busy(holder: str) -> Busy:
    who = holder or "a process that has not said which it is"
    return Busy(f"another run is at work here: {who}\n  to do:    wait for it, or end it")


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
            raise _busy(file.read().strip()) from None
        if not path.is_file() or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
            # `forcefoi clean` removed it between our opening and our holding it, and another may hold the new one.
            raise _busy("")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now():%H:%M:%S}\n")
        file.flush()
        yield
