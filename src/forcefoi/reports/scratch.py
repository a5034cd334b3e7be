"""A private folder for one run: short, removed when the run ends, and by the next run if this one was killed."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forcefoi.errors import ForcefoiError

# The path of a socket may be 103 bytes long on some systems: this, what a run adds to it, and what a kernel adds.
LONGEST = 55


@contextmanager
def scratch() -> Iterator[Path]:
    """The folder, open to its owner alone. What that person's runs left behind when they were killed goes first.

    Raises ForcefoiError when the place for such folders is not this person's own.
    """
    if os.name != "posix":
        # Whether a folder is in use can't be known there, so none is taken for left.
        with tempfile.TemporaryDirectory(prefix="forcefoi-", ignore_cleanup_errors=True) as name:
            yield Path(name)
        return
    home = _home()
    for left in home.iterdir():
        _remove_if_left(left)
    folder, held = _new(home)
    try:
        yield folder
    finally:
        remove(folder)
        os.close(held)


def remove(folder: Path) -> None:
    """Remove a run's folder. A process of that run may be about to end, and still write."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


def short() -> Path:
    """Where temporary files go; /tmp, where that is too long for sockets."""
    where = Path(tempfile.gettempdir())
    return Path("/tmp") if len(os.fsencode(where)) > LONGEST and os.name == "posix" else where


def _home() -> Path:
    """The one place in which folders of runs are made and removed: no other file or folder is ever touched."""
    home = short() / f"forcefoi-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ForcefoiError(
            f"{home} is no folder that is yours alone, and so no place for a run\n"
            "  to do:    remove it, or set TMPDIR to another folder"
        )
    return home


def _new(home: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix="", dir=home))
        held = _hold(folder)
        if held is not None:
            return folder, held
        # Another run took it for left behind in the moment between.


def _hold(folder: Path) -> int | None:
    """A descriptor that holds the folder, or None when someone else does, or it is gone. The system lets go of it
    when its holder ends, however it ends.
    """
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    if not folder.exists():
        os.close(descriptor)
        return None
    return descriptor


def _remove_if_left(folder: Path) -> None:
    held = _hold(folder)
    if held is not None:
        remove(folder)
        os.close(held)
