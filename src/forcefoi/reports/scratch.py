"""A private folder for one run: short, removed when the run ends, and by the next run if this one was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "foi-"
HELD = ".held"
# The path of a socket may be 103 bytes long on some systems: this, what a run adds to it, and what a kernel adds.
LONGEST = 60


@contextmanager
def scratch() -> Iterator[Path]:
    """The folder, open to its owner alone. What runs that were killed left behind is removed first."""
    where = short()
    for left in where.glob(f"{PREFIX}*"):
        _remove_if_left(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))
    with (folder / HELD).open("w") as held:
        _hold(held.fileno())
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def short() -> Path:
    """Where temporary files go; /tmp, where that is too long for sockets."""
    where = Path(tempfile.gettempdir())
    return Path("/tmp") if len(os.fsencode(where)) > LONGEST and os.name == "posix" else where


def _hold(descriptor: int) -> bool:
    """Whether nobody else holds the file. The system lets go of it when its holder ends, however it ends."""
    try:
        import fcntl
    except ImportError:
        return False  # Windows: whether a folder is in use can't be known, so none is taken for left
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_if_left(folder: Path) -> None:
    try:
        with (folder / HELD).open("r+") as held:
            if _hold(held.fileno()):
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        pass  # another user's, or being made or removed at this moment
