"""Run the reader of a format in a process of its own, with a limit on its time and memory.

A hostile or broken file then costs that process, and the caller gets a `Refused` in bounded time. On Windows, where a
process can't be limited so, only the time is bounded.
"""

from __future__ import annotations

import importlib
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from forcefoi.sources.replies import limits
from forcefoi.sources.replies.grid import Refused

AGAIN = "ask the force for it again, in another format (CSV or a plain workbook are best)"


def guarded(module: str, path: Path, name: str, seconds: int = limits.SECONDS, **how: Any) -> Any:
    """What `module.read(path, name, **how)` gives, run in a process of its own.

    Raises the Refused that it raises, or one that says that it took too long, took too much memory, or stumbled.
    """
    call = pickle.dumps((module, str(path), name, how))
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from forcefoi.sources.replies.guard import child; child()", str(seconds)],
            input=call, capture_output=True, timeout=seconds + limits.WAIT - limits.SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(
            "too large", f"reading it took more than {seconds} seconds and was stopped", AGAIN
        ) from None
    if done.returncode != 0:
        raise Refused("damaged", f"reading it was stopped: {_why(done, seconds)}", AGAIN)
    # It comes from our own process, through a pipe that nobody else can write to.
    fine, result = pickle.loads(done.stdout)
    if fine:
        return result
    raise result


def _why(done: subprocess.CompletedProcess[bytes], seconds: int) -> str:
    if done.returncode in (-9, -24, 137, 152):
        return f"it took more than {seconds} seconds of work or more memory than is allowed"
    last = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"the reader ended with {done.returncode}" + (f" ({last[-1][:200]})" if last else "")


def child() -> None:
    """The other process: reads one call from its input, writes one answer to its output."""
    seconds = int(sys.argv[1])
    _limit(seconds)
    answers = sys.stdout.buffer
    # What a library prints must not mix with the answer.
    sys.stdout = sys.stderr
    module, path, name, how = pickle.loads(sys.stdin.buffer.read())
    try:
        answer: tuple[bool, Any] = (True, importlib.import_module(module).read(Path(path), name, **how))
    except Refused as refusal:
        answer = (False, refusal)
    except MemoryError:
        answer = (False, Refused("too large", "reading it took more memory than is allowed", AGAIN))
    except RecursionError:
        answer = (False, Refused("damaged", "its parts point at each other without an end", AGAIN))
    except Exception as error:
        # A library's reader stumbles over broken files in any way it likes; the person gets the last word of it.
        why = f"its content is not what such a file should hold ({type(error).__name__}: {str(error)[:200]})"
        answer = (False, Refused("damaged", why, AGAIN))
    answers.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    answers.flush()


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
