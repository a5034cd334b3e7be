"""Make many reports at once on this machine, in processes of their own, each report in a warm kernel."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import multiprocessing.process
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any

from forcefoi.errors import ForcefoiError
from forcefoi.reports.scratch import scratch
from forcefoi.reports.settings import SETTINGS, environment
from forcefoi.reports.unit import Failed, Made, Unit
from forcefoi.reports.warm import AVAILABLE
from forcefoi.reports.warm.start import ServerGone, WarmServer, warm_server

DIED = (
    "{}: a process that it needs died, both times that it was made: killed by its notebook, or because memory ran "
    "out\n  to do:    look for what its notebook kills; else try again with --workers 1"
)
# Workers are forked from a process that has imported this once; where there is no such thing, each imports it.
WORK = "forcefoi.reports.work"
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


# What a terminal sends to all the processes that were started in it.
TERMINAL = [getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]
# What a unit of work ends with when it was no fault of its own.
GONE = (BrokenProcessPool, ServerGone, EOFError, ConnectionError)


class Workshop:
    """Worker processes, and the server that forks kernels for them.

    All of it begins to load at once, so a workshop may be opened before it is known what there is to do. Nothing
    of it outlives the block that it is opened for.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.pool: ProcessPoolExecutor
        self.server: WarmServer | None = None
        self.opened = ExitStack()

    def __enter__(self) -> Workshop:
        with ExitStack() as stack:
            folder = stack.enter_context(scratch())
            self.server = stack.enter_context(warm_server(folder, SETTINGS)) if AVAILABLE else None
            self.pool = stack.enter_context(_pool(self.workers, folder, self.server))
            self.opened = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.opened.__exit__(*error)  # type: ignore[arg-type]  # three, as every context gets

    def make_all(self, units: Iterable[Unit]) -> Generator[Made | Failed, None, None]:
        """Each unit, made or failed, in the order in which they are done.

        A process that dies may take others with it. Which report killed it can't be known, so those that were
        being made are made once more, each on its own; one that kills a process again has failed.
        Raises ForcefoiError when no kernel can be started at all.
        """
        suspects = deque[Unit]()
        yield from self._make(iter(units), self.workers, suspects)
        for unit in suspects:
            again = deque[Unit]()
            yield from self._make(iter([unit]), 1, again)
            if again:
                yield Failed(unit.report, DIED.format(unit.report.id))

    def _make(self, waiting: Iterator[Unit], most: int, suspects: deque[Unit]) -> Iterator[Made | Failed]:
        """Make what is `waiting`; what was being made when a process died goes to `suspects`."""
        running: dict[Future[Made | Failed], Unit] = {}
        while self._fill(running, waiting, most):
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), GONE) for future in done):
                # All that is at work ends now, with a result or without; the rest waits for new processes.
                done, _ = wait(running)
            died = False
            for future in done:
                unit = running.pop(future)
                if isinstance(future.exception(), GONE):
                    suspects.append(unit)
                    died = True
                else:
                    yield future.result()
            if died:
                self._open_again()

    def _fill(self, running: dict[Future[Made | Failed], Unit], waiting: Iterator[Unit], most: int) -> bool:
        """Whether anything is at work. No more is than there are workers, so that few come under suspicion."""
        while len(running) < most and (unit := next(waiting, None)):
            running[self._submit(unit)] = unit
        return bool(running)

    def _submit(self, unit: Unit) -> Future[Made | Failed]:
        try:
            return self.pool.submit(_make, unit)
        except GONE as error:
            # It broke since we last looked, or what starts workers is gone: the same as breaking at its work.
            future: Future[Made | Failed] = Future()
            future.set_exception(error)
            return future

    def _open_again(self) -> None:
        if self.server and (fault := self.server.fault()):
            raise ForcefoiError(f"no kernel can be started: what it imports fails\n{fault}")
        self.__exit__(None, None, None)
        self.__enter__()


@contextmanager
def _pool(workers: int, folder: Path, server: WarmServer | None) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that have nothing of this one, and don't outlive the block."""
    context = multiprocessing.get_context(METHOD)
    # Its sockets go to the run's folder as well: elsewhere a run that is killed would leave them.
    # It has no public name.
    own: dict[str, Any] = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]
    before = own.get("tempdir")
    own["tempdir"] = str(folder)
    if METHOD == "forkserver":
        context.set_forkserver_preload([WORK])
        with environment(SETTINGS), _deaf_to_the_terminal():
            multiprocessing.forkserver.ensure_running()
    others = set(multiprocessing.active_children())
    address = server.address if server else None
    given = (str(folder), address, dict(os.environ))
    pool = ProcessPoolExecutor(workers, context, _begin, given)
    try:
        yield pool
    finally:
        # All that they made has come back. One that was started while another died would be waited for without end.
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        if METHOD == "forkserver":
            # Before the queues go: what it still has to start would look for them, and complain.
            multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # it has no public name
        pool.shutdown(wait=True, cancel_futures=True)
        own["tempdir"] = before


@contextmanager
def _deaf_to_the_terminal() -> Iterator[None]:
    """A process started in the block takes no notice of what a terminal sends to all of its processes (Ctrl-C,
    its own end); this one decides what that means.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in TERMINAL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# A worker's own: the address of the server, or None where kernels can't be forked.
_warm: str | None = None


def _begin(folder: str, warm: str | None, variables: dict[str, str]) -> None:
    """Set up a worker: its temporary files go to the run's folder, its environment is that of its parent."""
    global _warm
    _warm = warm
    tempfile.tempdir = folder
    os.environ.clear()
    os.environ.update(variables)
    for number in TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _make(unit: Unit) -> Made | Failed:
    from forcefoi.reports.work import make

    return make(unit, _warm)


def _end_with_parent() -> None:
    """A parent that was killed can't tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
