"""Run the reader of a format in a process of its own, with a limit on its time and memory.

A hostile or broken file then costs that process, and the caller gets a `Refused` in bounded time. On Windows, where a
process can't be limited so, only the time is bounded.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Refused

START = "from forcefoi.sources.replies.guard import child; child()"
AGAIN = "ask the force for it again, in another format (CSV or a plain workbook are best)"


def guarded(module: str, path: Path, name: str, seconds: int = limits.SECONDS, **how: Any) -> Any:
    """What `module.read(path, name, **how)` gives, run in a process of its own.

    Raises the Refused that it raises, or one that says that it took too long, took too much memory, or stumbled.
    """
    call = pickle.dumps((module, str(path), name, how))
    # -P: a file called like a module, beside which the program was started, must not be run in the module's place.
    command = [sys.executable, "-P", "-c", START, str(seconds)]
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                command, input=call, stdout=subprocess.PIPE, stderr=said, timeout=_wait(seconds), check=False
            )
        except subprocess.TimeoutExpired:
            raise Refused(
                "too large", f"reading it took more than {seconds} seconds and was stopped", AGAIN
            ) from None
        last = _last_line(said)
    try:
        if done.returncode != 0:
            raise EOFError
        # It comes from our own process, through a pipe that nobody else can write to.
        fine, result = pickle.loads(done.stdout)
    except (EOFError, pickle.UnpicklingError, ValueError, TypeError):
        why = _why(done.returncode, seconds, last)
        raise Refused("damaged", f"reading it was stopped: {why}", AGAIN) from None
    if fine:
        return result
    raise result


def _wait(seconds: int) -> float:
    """How long to wait for so many seconds of work: a computer that is busy gives only a part of each."""
    return max(seconds * limits.WAIT / limits.SECONDS, seconds + 4)


def _last_line(said: IO[bytes]) -> str:
    """The end of what the other process said; all of it may be more than memory holds."""
    said.seek(max(said.seek(0, 2) - 4096, 0))
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _why(code: int, seconds: int, last: str) -> str:
    if code in (-9, -24, 137, 152):
        return f"it took more than {seconds} seconds of work or more memory than is allowed"
    return f"the reader ended with {code}" + (f" ({last})" if last else "")


def child() -> None:
    """The other process: reads one call from its input, writes one answer to its output."""
    # A reader makes millions of small things that all stay: to look for dead ones so often costs a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    seconds = int(sys.argv[1])
    module, path, name, how = pickle.loads(sys.stdin.buffer.read())
    # What a library prints, in Python or below it, must not mix with the answer.
    answers = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _limit(seconds)
    answer = _answer(module, Path(path), name, how)
    with os.fdopen(answers, "wb") as pipe:
        pipe.write(answer)


def _answer(module: str, path: Path, name: str, how: dict[str, Any]) -> bytes:
    try:
        read = importlib.import_module(module).read(path, name, **how)
        return pickle.dumps((True, read), protocol=pickle.HIGHEST_PROTOCOL)
    except Refused as refusal:
        answer = refusal
    except MemoryError:
        answer = Refused("too large", "reading it took more memory than is allowed", AGAIN)
    except RecursionError:
        answer = Refused("damaged", "its parts lie in each other too deep, or without an end", AGAIN)
    except BaseException as error:
        # A library's reader stumbles over broken files in any way it likes; the person gets the last word of it.
        why = f"its content is not what such a file should hold ({type(error).__name__}: {str(error)[:200]})"
        answer = Refused("damaged", why, AGAIN)
    return pickle.dumps((False, answer), protocol=pickle.HIGHEST_PROTOCOL)


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
