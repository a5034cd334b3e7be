"""Build everything anew in an empty place and a fresh environment, and compare it with what was published.

What runs this may be a bare Python without any package: only the standard library is imported here, and of this
package only what does the same.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from forcefoi.errors import ForcefoiError
from forcefoi.files import digest, root_of
from forcefoi.stopped import ended_as_if_by_hand

MANIFEST = Path("reports/manifest.json")
# What stands on each page: the files that the manifest lists, in the folder beside it.
SAID = MANIFEST.with_suffix("")
HOW = "\n  to do:    get the file as it was published; without it there is nothing to compare with"
# All that a build needs, and nothing that was built.
COPIED = (
    "data/raw",
    "src/forcefoi",
    "notebooks",
    "pyproject.toml",
    "requirements.lock",
    "README.md",
    "LICENSE",
)
# What is held back of a reply is nobody else's: no copy of the project has it, and nothing may hang on it.
LEFT = shutil.ignore_patterns("__pycache__", "held", ".*", "~$*")
LATEST = "latest"
ALL = "--all"
# What a person's own settings would change of a build.
UNSET = (
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "FORCEFOI_ROOT",
    "MAKEFLAGS",
    "MFLAGS",
    "MAKELEVEL",
    "ARGS",
)
FOLDERS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")
TEMPORARY = ("TMPDIR", "TEMP", "TMP")
TELL_EVERY = 20  # seconds
TRIES = 3
PATIENCE = 60  # seconds, for a process that was asked to end
LAST_LINES = 15


class NotRebuilt(ForcefoiError):
    """It could not be built, so nothing is known of the numbers."""

    exit_code = 2


def rerun(root: Path, latest: bool = False, options: tuple[str, ...] = ()) -> int:
    """Copy what the project was made of to an empty place, build it there in an environment of its own, and compare it
    with `reports/manifest.json`. Tells what it does and what it found; nothing in the project is written, and nothing
    is left behind. `latest` takes the newest libraries that pyproject.toml allows instead of the locked ones;
    `options` go to `forcefoi manifest compare`.

    Returns 0 when every number is the same in the same sentence, and 1 when a number or the sentence around one
    differs. Raises NotRebuilt, and KeyboardInterrupt on Ctrl-C.
    """
    _need_manifest(root)
    with _empty_place() as place:
        _tell(f"1 of 4: copying the raw data, the code and the notebooks to {place} …")
        copy = _copy(root, place / "forcefoi")
        surroundings = _surroundings(place)
        _tell(
            f"2 of 4: making an environment from {_from(latest)} (a minute or three; needs the network for pip) …"
        )
        command = _environment(place, copy, latest, surroundings)
        _tell("3 of 4: building every table and every page anew …")
        # What differs is to be seen, and nothing is printed from there: a verdict that moves stops nothing.
        if _run([command, "--root", str(copy), "all", "--unaccepted"], place, surroundings):
            raise NotRebuilt("It could not be rebuilt: see above. Nothing was compared.")
        _tell("4 of 4: comparing with what was published …")
        against = ["--against", str(root / MANIFEST), *(["--no-pictures"] if latest else []), *options]
        code = _run([command, "--root", str(copy), "manifest", "compare", *against], place, surroundings)
    if code not in (0, 1):
        raise NotRebuilt("It was rebuilt and could not be compared: see above.")
    return code


def _need_manifest(root: Path) -> None:
    """What can be known to fail is told before minutes are spent on it."""
    try:
        listed = json.loads((root / MANIFEST).read_text(encoding="utf-8"))["said"]
        for name, known in sorted(listed.items()):
            _need_said(root, SAID / name, known)
    except FileNotFoundError:
        raise NotRebuilt(f"{MANIFEST} is not there{HOW}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotRebuilt(f"{MANIFEST} is no manifest ({type(error).__name__}: {error}){HOW}") from None


def _need_said(root: Path, path: Path, known: str) -> None:
    try:
        content = (root / path).read_bytes()
    except FileNotFoundError:
        raise NotRebuilt(f"{path.as_posix()} is not there{HOW}") from None
    if digest(content) != known:
        raise NotRebuilt(f"{path.as_posix()} is not what it was when the manifest was written{HOW}")


@contextmanager
def _empty_place() -> Iterator[Path]:
    """A folder of its own, that goes whatever happens: nobody's second Ctrl-C cuts its removal short."""
    place = Path(tempfile.mkdtemp(prefix="forcefoi-verify-"))
    try:
        yield place
    finally:
        before = {each: signal.signal(each, signal.SIG_IGN) for each in (signal.SIGINT, signal.SIGTERM)}
        for _ in range(TRIES):  # What was ended may write a last file while its folder goes.
            shutil.rmtree(place, ignore_errors=True)
        for each, handler in before.items():
            signal.signal(each, handler)
        if place.exists():
            _tell(f"{place} could not be removed: remove it by hand")


def _from(latest: bool) -> str:
    return "the newest libraries that pyproject.toml allows" if latest else "requirements.lock"


def _copy(root: Path, to: Path) -> Path:
    to.mkdir()
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=LEFT)
        elif source.is_file():
            shutil.copy2(source, to / name)
        else:
            raise NotRebuilt(f"{name} is not there, and nothing can be built without it")
    return to


def _environment(place: Path, copy: Path, latest: bool, surroundings: Mapping[str, str]) -> str:
    """A fresh environment with the package in it, from the copy; the path of its command `forcefoi`."""
    environment = place / "environment"
    quietly([sys.executable, "-m", "venv", str(environment)], place, surroundings)
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    # What is imported is compiled then; all else goes with the place, uncompiled.
    pip = [str(folder / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install = [*pip, "--no-compile"]
    if latest:
        quietly([*install, "--upgrade", str(copy)], place, surroundings)
    else:
        quietly([*install, "--require-hashes", "-r", str(copy / "requirements.lock")], place, surroundings)
        quietly([*install, "--no-build-isolation", "--no-deps", str(copy)], place, surroundings)
    return str(folder / "forcefoi")


def _surroundings(place: Path) -> dict[str, str]:
    """The environment of everything that runs: a person's, without what would change the build or be left behind."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    folders = {name: str(place / "settings" / name.lower()) for name in FOLDERS}
    # What is ended in the middle leaves its temporary files where they go with all else.
    temporary = place / "tmp"
    temporary.mkdir()
    return {**kept, **folders, **dict.fromkeys(TEMPORARY, str(temporary)), "PYTHONNOUSERSITE": "1"}


def quietly(command: list[str], place: Path, surroundings: Mapping[str, str]) -> None:
    """Run a command that says much, and tell what it said last only when it failed. Raises NotRebuilt."""
    said = place / "said.txt"
    with said.open("w", encoding="utf-8") as log:
        code = _run(command, place, surroundings, log)
    if code:
        last = said.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        raise NotRebuilt(
            "\n".join([*last, f"It could not be rebuilt: {' '.join(command)} ended with {code}"])
        )


def _run(command: list[str], place: Path, surroundings: Mapping[str, str], log: IO[str] | None = None) -> int:
    """Run a command to its end; one that says nothing has its time told. When we are stopped, it is, with all that it
    started.
    """
    started = time.monotonic()
    # Of a group of its own, so that it can be ended whole, and once: Ctrl-C reaches us, and we pass it on.
    process = subprocess.Popen(
        command, cwd=place, env=dict(surroundings), stdout=log, stderr=log, start_new_session=True
    )
    try:
        while True:
            try:
                return process.wait(TELL_EVERY if log else None)
            except subprocess.TimeoutExpired:
                _tell(f"        {time.monotonic() - started:.0f} s …")
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    # Not SIGINT, which what was started in the background ignores; `forcefoi all` takes both alike.
    for how in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, how)
            else:
                process.terminate()
            process.wait(PATIENCE)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        if process.returncode is not None:
            return


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(given: list[str]) -> int:
    """The command that `make verify` runs: `python -m forcefoi.rerun [latest] [--all]`; the code it ends with."""
    try:
        with ended_as_if_by_hand():
            if unknown := [each for each in given if each not in (LATEST, ALL)]:
                raise NotRebuilt(f"{unknown[0]!r} is unknown. Allowed: LOCK={LATEST}, ARGS={ALL}")
            return rerun(root_of(Path.cwd()), LATEST in given, tuple(each for each in given if each == ALL))
    except ForcefoiError as error:
        _tell(str(error))
        return error.exit_code
    except OSError as error:
        _tell(
            f"{error.filename or 'a file'} can't be written or read: {error.strerror}\n  to do:    make room"
        )
        return NotRebuilt.exit_code
    except KeyboardInterrupt:
        _tell("Stopped. Nothing is left behind.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
