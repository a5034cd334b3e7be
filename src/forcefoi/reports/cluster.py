"""Make reports on a Dask cluster: each unit of work is sent to a worker, its page comes back to be written here."""

from __future__ import annotations

import atexit
import functools
import hashlib
import importlib.metadata
import itertools
import json
import sys
import threading
from collections.abc import Generator, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from forcefoi.errors import ForcefoiError
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.stale import read_package
from forcefoi.reports.unit import Failed, Made, Unit

if TYPE_CHECKING:
    from distributed import Future

PATIENCE = 30  # seconds for a scheduler to answer, and for it to have a worker
# Enough for a worker to find its next unit when it comes back with one, and not so many that a unit waits in vain.
AHEAD = 2
DIED = "{}: each worker that was given it died\n  to do:    see the log of the cluster's workers"


class WrongWorker(ForcefoiError):
    """A worker has other code or other versions than the one who asks, so its pages would not be ours."""


class Cluster:
    """The cluster whose scheduler has this address (`tcp://host:8786`).

    Raises ForcefoiError when dask.distributed is not installed, and when no scheduler, or no worker of it, answers.
    """

    def __init__(self, scheduler: str) -> None:
        self.scheduler = scheduler

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client
        except ImportError:
            raise ForcefoiError(
                "--scheduler needs dask.distributed, which is not installed\n"
                "  to do:    pip install 'forcefoi[cluster]'"
            ) from None
        try:
            self.client = Client(self.scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ForcefoiError(
                f"no Dask scheduler answers at {self.scheduler}: {error}\n  allowed:  tcp://host:8786, say"
            ) from None
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            self.client.close()
            raise ForcefoiError(
                f"the scheduler at {self.scheduler} has no workers\n"
                f"  to do:    dask worker {self.scheduler} --nworkers 2 --nthreads 1"
            ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def make_all(self, units: Iterable[Unit]) -> Generator[Made | Failed, None, None]:
        """Each unit, made or failed, in the order in which they are done.

        A worker that dies has its units made by others; the scheduler sees to that. Raises WrongWorker.
        """
        from distributed import KilledWorker, as_completed

        waiting = iter(units)
        ours = fingerprint()
        running = {self._submit(unit, ours): unit for unit in itertools.islice(waiting, self._most())}
        with self.client.as_current():
            done = as_completed(list(running))
        for future in done:
            unit = running.pop(future)
            if future.status == "error" and isinstance(future.exception(), KilledWorker):
                yield Failed(unit.report, DIED.format(unit.report.id))
            else:
                yield future.result()
            future.release()
            for more in itertools.islice(waiting, max(0, self._most() - len(running))):
                new = self._submit(more, ours)
                running[new] = more
                done.add(new)

    def _submit(self, unit: Unit, ours: str) -> Future[Made | Failed]:
        # Not pure: the same unit asked for again is to be made again.
        return self.client.submit(
            make_here, unit, ours, pure=False, key=f"{unit.report.id}-{id(unit)}", retries=2
        )

    def _most(self) -> int:
        """How many units may be on their way at once: workers come and go."""
        return max(1, len(self.client.scheduler_info(n_workers=-1)["workers"])) * AHEAD


def make_here(unit: Unit, theirs: str) -> Made | Failed:
    """What a worker does with a unit; `theirs` is the fingerprint of the one who asks."""
    from forcefoi.reports.work import make

    if fingerprint() != theirs:
        raise WrongWorker(
            f"the worker on {sys.platform} with Python {sys.version.split()[0]} has other code or other versions "
            "of the libraries than this process\n"
            "  to do:    install the same forcefoi from the same requirements.lock there"
        )
    # A report sets its process's folder and environment, so that one process makes one at a time.
    with _at_work:
        return make(unit, _station.warm())


@functools.cache
def fingerprint() -> str:
    """What must be the same for a page to be the same: this package, Python, and the libraries it stands on."""
    needs = [Requirement(text) for text in importlib.metadata.requires("forcefoi") or []]
    versions = {each.name: importlib.metadata.version(each.name) for each in needs if not each.marker}
    facts = [read_package(), versions, sys.version_info[:2], sys.platform]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


class _Station:
    """A worker's own server of warm kernels: started with its first report, there until the worker ends."""

    def __init__(self) -> None:
        self.opened = ExitStack()
        self.address: str | None = None

    def warm(self) -> str | None:
        from forcefoi.reports.scratch import scratch
        from forcefoi.reports.warm import AVAILABLE
        from forcefoi.reports.warm.start import is_there, warm_server

        if AVAILABLE and not (self.address and is_there(self.address)):
            self.opened.close()
            folder = self.opened.enter_context(scratch())
            self.address = self.opened.enter_context(warm_server(folder, SETTINGS)).address
        return self.address


_at_work = threading.Lock()
_station = _Station()
atexit.register(_station.opened.close)
