"""Which libraries at work are not of the locked version."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def other_versions(lock: Path) -> list[str]:
    """Each library that is installed in another version than the lock has, in words. One that isn't here at all is left
    out: the lock holds what tests and other systems need, too.
    """
    found = []
    for name, locked in sorted(dict(LOCKED.findall(lock.read_text(encoding="utf-8"))).items()):
        try:
            here = version(name)
        except PackageNotFoundError:
            continue
        if here != locked:
            found.append(f"{name} {here} (the lock has {locked})")
    return found
