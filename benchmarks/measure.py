"""Time a command from start to return, and watch how much memory and time its processes take meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

BIN = Path(sys.executable).parent
PAUSE = 0.1  # seconds between two looks at the processes
LOOKS_AT_ALL = 10  # every so many of them the memory of all processes is added up, which takes longer
SERVER, FORKSERVER = "forcefoi.reports.warm.server", "multiprocessing.forkserver"


@dataclass(frozen=True)
class Took:
    """Wall seconds of a command, and what it said."""

    seconds: float
    said: str


@dataclass
class Use:
    """What processes of one kind used: `peak` is the largest of them at its largest, in MiB; CPU in seconds.

    `children` is the CPU of processes that they started and that have ended.
    """

    peak: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    children: float = 0.0

    @property
    def seconds(self) -> float:
        return sum(self.cpu.values())


@dataclass
class Watched:
    """`uses` has 'parent', 'server', 'kernel', 'forkserver', 'worker'; `together` is the most that all used at
    once in MiB, memory that several share counted once.
    """

    took: Took
    uses: dict[str, Use]
    together: float


def clean_environment(**more: str) -> dict[str, str]:
    """Ours, without what would lead a command elsewhere, and with this environment's commands first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FORCEFOI_", "MAKE"))}
    kept.pop("MFLAGS", None)
    return {**kept, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **more}


def timed(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Took:
    """Run to the end. Raises RuntimeError, with what it said, when it fails."""
    started = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment or clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{_ends(done.stdout)}")
    return Took(seconds, done.stdout)


def ours(project: Path, *arguments: str) -> list[str]:
    return [str(BIN / "forcefoi"), "--root", str(project), *arguments]


def forcefoi(project: Path, *arguments: str) -> Took:
    return timed(ours(project, *arguments), project)


def watched(project: Path, *arguments: str) -> Watched:
    """Run `forcefoi`, and look at its processes until it ends."""
    with (project / "said.txt").open("w+") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            ours(project, *arguments),
            cwd=project,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        seconds = time.perf_counter() - started
        watch.stop()
        said.seek(0)
        text = said.read()
    if code:
        raise RuntimeError(f"forcefoi {' '.join(arguments)} ended with {code}:\n{_ends(text)}")
    return Watched(Took(seconds, text), watch.uses, watch.together)


def _ends(text: str, most: int = 2000) -> str:
    """The beginning, where the first fault stands, and the end."""
    return text if len(text) <= 2 * most else f"{text[:most]}\n…\n{text[-most:]}"


class _Watch:
    """Looks at a process and all that descends from it, from a thread.

    The system's own account of an ended child won't do: it takes the largest of the child's children for the
    child, and of a process begun by a large one the memory of that one.
    """

    def __init__(self, pid: int):
        self.pid = pid
        self.uses = {kind: Use() for kind in ("parent", "server", "kernel", "forkserver", "worker", "other")}
        self.together = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look_on, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.ended.set()
        self.thread.join()

    def _look_on(self) -> None:
        looks = 0
        while not self.ended.wait(PAUSE):
            try:
                parent = psutil.Process(self.pid)
                processes = [parent, *parent.children(recursive=True)]
            except psutil.Error:
                continue
            commands = {process.pid: _command(process) for process in processes}
            for process in processes:
                self._note(process, commands)
            if looks % LOOKS_AT_ALL == 0:
                self.together = max(self.together, sum(shared_fairly(p.pid) for p in processes))
            looks += 1

    def _note(self, process: psutil.Process, commands: dict[int, str]) -> None:
        try:
            above = commands.get(process.ppid(), "")
            use = self.uses[self._kind(process.pid, commands[process.pid], above)]
            use.peak = max(use.peak, status(process.pid, "VmHWM"))
            cpu = process.cpu_times()
        except (psutil.Error, OSError, KeyError):
            return  # it ended while we looked
        use.cpu[process.pid] = cpu.user + cpu.system
        use.children = max(use.children, cpu.children_user + cpu.children_system)

    def _kind(self, pid: int, command: str, above: str) -> str:
        """What was forked has the command of what it was forked from."""
        if pid == self.pid:
            return "parent"
        for name, first, forked in ((SERVER, "server", "kernel"), (FORKSERVER, "forkserver", "worker")):
            if name in command:
                return forked if name in above else first
        return "other"


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def status(pid: int, name: str) -> float:
    """A value of /proc/PID/status that is given in kB, in MiB; nought for a process that has just ended."""
    return _kilobytes(Path(f"/proc/{pid}/status"), (name,))


def shared_fairly(pid: int) -> float:
    """A process's memory in MiB, of what n processes share an nth; nought when it has ended."""
    try:
        return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), ("Pss",))
    except OSError:
        return 0.0


def _kilobytes(path: Path, names: tuple[str, ...]) -> float:
    lines = [line.split() for line in path.read_text().splitlines()]
    return sum(int(line[1]) for line in lines if line and line[0].rstrip(":") in names) / 1024
