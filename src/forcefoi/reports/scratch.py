"""A private folder for one run: short, removed when the run ends, and by the next run if this one was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "foi-"
# The path of a socket may be 103 bytes long on some systems: this, what a run adds to it, and what a kernel adds.
LONGEST = 60


@contextmanager
def scratch() -> Iterator[Path]:
    """The folder, open to its owner alone. What runs that were killed left behind is removed first."""
    where = short()
    for left in where.glob(f"{PREFIX}*"):
        _remove_if_left(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))
    with _holding(folder) as held:
        if held and not folder.is_dir():
            raise FileNotFoundError(f"{folder} was removed by another run in the moment it was made")
        try:
            yield folder
        finally:
            remove(folder)


def short() -> Path:
    """Where temporary files go; /tmp, where that is too long for sockets."""
    where = Path(tempfile.gettempdir())
    return Path("/tmp") if len(os.fsencode(where)) > LONGEST and os.name == "posix" else where


def remove(folder: Path) -> None:
    """Remove a run's folder. A process of that run may be about to end, and still write."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


@contextmanager
def _holding(folder: Path) -> Iterator[bool]:
    """Whether we hold the folder, which nobody else then does. The system lets go of it when its holder ends,
    however it ends. Windows knows no such thing: there a folder that was left behind stays.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held = True
    except BlockingIOError:
        held = False
    try:
        yield held
    finally:
        os.close(descriptor)


def _remove_if_left(folder: Path) -> None:
    try:
        with _holding(folder) as held:
            if held:
                remove(folder)
    except (PermissionError, FileNotFoundError, NotADirectoryError):
        pass  # another user's, or removed at this moment
