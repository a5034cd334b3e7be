"""Make many reports at once, in processes of their own."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from forcefoi.reports.plan import Report
from forcefoi.reports.work import Failed, Made, begin, make

DIED = (
    "{}: the process that made it died: killed, perhaps because memory ran out\n"
    "  to do:    try again with --workers 1"
)


def make_all(reports: list[Report], root: Path, workers: int) -> Iterator[Made | Failed]:
    """Each report, made or failed, in the order in which they are done.

    A process that dies takes its pool with it. Which report killed it can't be known, so those that were being
    made are made once more, each on its own; one that kills its process again has failed.
    """
    waiting, suspects = deque(reports), deque[Report]()
    while waiting:
        yield from _until_one_dies(waiting, suspects, root, workers)
    for report in suspects:
        again = deque[Report]()
        yield from _until_one_dies(deque([report]), again, root, 1)
        if again:
            yield Failed(report, DIED.format(report.id))


def _until_one_dies(
    waiting: deque[Report], suspects: deque[Report], root: Path, workers: int
) -> Iterator[Made | Failed]:
    """Empty `waiting`; if a process dies, stop and add what was being made to `suspects`."""
    running: dict[Future[Made | Failed], Report] = {}
    died = False
    with _pool(min(workers, len(waiting))) as pool:
        while running or (waiting and not died):
            # No more at work than there are workers, so that few come under suspicion.
            while waiting and len(running) < workers and not died:
                report = waiting.popleft()
                try:
                    running[pool.submit(make, report, root)] = report
                except BrokenProcessPool:
                    suspects.append(report)
                    died = True
            # When one process dies, all futures end, with a result or without.
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                report = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(report)
                    died = True
                else:
                    yield future.result()


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that start afresh (nothing heavy is copied from this one) and don't outlive the block."""
    others = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(prefix="foi-", ignore_cleanup_errors=True) as folder:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, context, begin, (folder,))
        try:
            yield pool
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
