"""The project's folders, and files that appear whole or not at all. Nothing heavy is imported here."""

from __future__ import annotations

import hashlib
import os
import tempfile
import tomllib
from pathlib import Path

from forcefoi.errors import ForcefoiError

MARK = Path("data/raw/exercise.toml")


class NoProject(ForcefoiError):
    """The folder is not inside a project."""

    exit_code = 2


def find_root(start: Path | None = None) -> Path:
    """The folder of the project that `start` lies in: the nearest one above it that has a `data/raw/exercise.toml`.

    Without `start` it is the folder that the variable FORCEFOI_ROOT names, or the one that the working folder lies in.

    Raises NoProject where there is none.
    """
    named = None if start else os.environ.get("FORCEFOI_ROOT")
    start = Path(named) if named else (start or Path.cwd())
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / MARK).is_file():
            return folder
        if named:
            break
    raise NoProject(
        f"{start} is not inside a forcefoi project: no {MARK} there or above it.\n"
        "  to do:    go to the project's folder, or name it: forcefoi --root FOLDER …"
    )


def root_of(named: Path | None) -> Path:
    """The folder that a person named, which wins over FORCEFOI_ROOT; else the one that `find_root` finds.

    Raises NoProject where the named folder is none.
    """
    if named is None:
        return find_root()
    if not (named / MARK).is_file():
        raise NoProject(
            f"{named} is no forcefoi project: it has no {MARK}\n  to do:    name the folder that has it"
        )
    return named.resolve()


def is_plain(root: Path) -> bool:
    """Whether only the replies of an exercise are read: it names its own `[[bodies]]`; no reports are made."""
    try:
        return "bodies" in tomllib.loads((root / MARK).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return False  # What is wrong with the file is told by whoever reads it next.


def write_whole(path: Path, content: bytes | str) -> None:
    """Write beside, then rename: whoever reads `path` sees the old file or the new one, never a part."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
        # mkstemp makes files that only their owner can read; pages and tables are for everyone.
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def files_under(folder: Path) -> list[Path]:
    """Every file under a folder, in order of its path; also in folders that are links, each of them entered once."""
    found: list[Path] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(place))
        folders[:] = [
            each for each in sorted(folders) if os.path.realpath(os.path.join(place, each)) not in seen
        ]
        found += [Path(place, name) for name in names]
    return sorted(path for path in found if path.is_file())


def digest(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_files(root: Path, files: list[Path]) -> dict[str, str]:
    """SHA-256 of each file, by its path under `root` (with /), in order of the path."""
    return {f.relative_to(root).as_posix(): digest(f.read_bytes()) for f in sorted(files)}
