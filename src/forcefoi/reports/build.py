"""Make what is stale: the data, then the reports, then their index."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from forcefoi.files import digest, write_whole
from forcefoi.reports.beside import remove_beside
from forcefoi.reports.data import make_data
from forcefoi.reports.index import FAILED, PAGE, write_index
from forcefoi.reports.lock import alone
from forcefoi.reports.plan import Report, chosen, force_report, plan
from forcefoi.reports.progress import showing
from forcefoi.reports.settings import TIME_LIMIT
from forcefoi.reports.stale import (
    RECORDS,
    Hashes,
    Inputs,
    Why,
    executed_path,
    page_inputs,
    read_record,
    record_path,
    run_files,
    run_inputs,
    why_data_stale,
    why_report_stale,
    write_record,
)
from forcefoi.reports.unit import Failed, Made, Unit
from forcefoi.sources.helplines import SHOWN as HELPLINES
from forcefoi.sources.raw import content_of

if TYPE_CHECKING:
    from forcefoi.reports.makers import Maker


@dataclass
class Summary:
    """What a run did: ids of the reports built, those already fresh, those removed; id → error of those failed."""

    built: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    data: bool = False
    seconds: float = 0.0

    def __str__(self) -> str:
        took = f"{self.seconds:.1f} s" if self.seconds < 10 else f"{self.seconds:.0f} s"
        if not (self.built or self.failed or self.removed or self.data):
            pages = "1 page is" if len(self.fresh) == 1 else f"{len(self.fresh):,} pages are"
            return f"Nothing to do: {pages} fresh ({took})."
        counts = (
            f"{len(self.built):,} built, {len(self.fresh):,} fresh, {len(self.failed):,} failed in {took}."
        )
        if self.removed:
            counts += f" Removed, since there is no such force: {', '.join(self.removed)}."
        return counts


class Stopped(KeyboardInterrupt):
    """Stopped by hand; says what is done, and that nothing is half done."""


@dataclass(frozen=True)
class How:
    """How to make reports: `workers` at once (without it, as many as suit this machine), or on the cluster whose
    `scheduler` has this address; `time_limit` seconds for a cell; whether to show `progress`; whether verdicts
    that nobody has accepted are let be (`unaccepted`).
    """

    workers: int | None = None
    scheduler: str | None = None
    time_limit: int = TIME_LIMIT
    progress: bool = True
    unaccepted: bool = False

    def maker(self) -> Maker:
        """What makes units of work into pages. It takes its time to load, so it is opened early."""
        if self.scheduler:
            from forcefoi.reports.cluster import Cluster

            return Cluster(self.scheduler)
        from forcefoi.reports.pool import Workshop

        return Workshop(self.workers or suiting())


def suiting() -> int:
    """How many reports to make at once on this machine. A kernel waits now and then, so one more than it has cores."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


def build(root: Path, only: list[str] | None = None, how: How | None = None) -> Summary:
    """Make every report that is not fresh, or those of the ids in `only`; first the data, when it is stale.

    A report that fails stops no other: its old page goes, and its error stands in the summary's `failed` and in
    `reports/failed/`. Raises DataError for bad input and ForcefoiError for an id that is not there, with no page
    touched; Busy while another run is at work; Stopped on Ctrl-C.
    """
    started = time.monotonic()
    how = how or How()
    summary = Summary()
    with alone(root), ExitStack() as stack:
        hashes = Hashes(root)
        maker = None
        if why_data_stale(hashes):
            # There will be pages to make, and what makes them can load while the tables are made.
            maker = stack.enter_context(how.maker())
        summary.data = make_data(hashes, _tell if how.progress else lambda text: None, how.unaccepted)
        hashes = hashes.again()
        reports = plan(hashes.read)
        wanted = reports if only is None else chosen(reports, only)
        _remove_unknown(root, {report.id for report in reports}, summary)
        stale: dict[Report, Why] = {}
        for report in wanted:
            if why := why_report_stale(report, hashes):
                stale[report] = why
            else:
                summary.fresh.append(report.id)
        try:
            if stale:
                # First of all the list says which pages are older than their figures: a run that is killed can't.
                write_index(root, reports, hashes)
                maker = maker or stack.enter_context(how.maker())
                _make(root, stale, hashes, maker, how, summary)
        except KeyboardInterrupt:
            todo = len(stale) - len(summary.built) - len(summary.failed)
            raise Stopped(
                f"Stopped: {len(summary.built)} built, {len(summary.fresh)} fresh, {todo} still to do. "
                "No page is half written; the next run does the rest."
            ) from None
        finally:
            write_index(root, reports, hashes.again())
    summary.seconds = time.monotonic() - started
    return summary


def _make(
    root: Path, stale: dict[Report, Why], hashes: Hashes, maker: Maker, how: How, summary: Summary
) -> None:
    """Make the reports that are stale, and write each when it comes."""
    _sweep(root)
    read: dict[str, Inputs] = {}
    units = _units(stale, hashes, how.time_limit, read)
    with showing(len(stale), how.progress) as tell, closing(maker.make_all(units)) as results:
        for result in results:
            report = result.report
            if isinstance(result, Made):
                _write(root, result, read.pop(report.id), hashes)
                summary.built.append(report.id)
            else:
                del read[report.id]
                summary.failed[report.id] = _fail(root, result)
            tell(report.id, "built" if isinstance(result, Made) else "failed", result.seconds)


def _units(
    stale: dict[Report, Why], hashes: Hashes, time_limit: int, read: dict[str, Inputs]
) -> Iterator[Unit]:
    """The work to be done, each unit made when it is asked for; `read` gets the hashes of the files in it."""
    # Its hash is taken before it is read: changed in between, it makes the pages stale, and never fresh by mistake.
    hashes.now(HELPLINES)
    beside = {HELPLINES: content_of(hashes.root / HELPLINES, HELPLINES)}
    for report, why in stale.items():
        executed = hashes.read(executed_path(report.id).as_posix()) if why.page_only else None
        if executed:
            read[report.id] = {}
            yield Unit(report, {}, time_limit, executed, beside)
            continue
        found = {name: hashes.read(name) for name in run_files(report, hashes)}
        files = {name: content for name, content in found.items() if content is not None}
        read[report.id] = {name: digest(content) for name, content in files.items()}
        yield Unit(report, files, time_limit, page_files=beside)


def _write(root: Path, made: Made, read: Inputs, hashes: Hashes) -> None:
    """The notebook as it was run, its numbers as data, the files to take away, its page, and last of all the record
    that calls all of them fresh. What an earlier page had and this one has not, goes.
    """
    report, kept = made.report, executed_path(made.report.id)
    # Where nothing was read it was not run now: only its page was made anew.
    before = record_path(root, report.id)
    run = run_inputs(report, read, made.code, hashes) if read else read_record(before)["run"]
    write_whole(root / kept, made.executed)
    write_whole(root / report.provenance, made.provenance)
    for name, content in made.beside.items():
        write_whole(root / name, content)
    remove_beside(root, report.id, but=set(made.beside))
    write_whole(root / report.page, made.html)
    write_record(
        record_path(root, report.id),
        run=run,
        page=page_inputs(report, hashes),
        executed={kept.as_posix(): digest(made.executed.encode())},
        outputs={
            report.page: digest(made.html.encode()),
            report.provenance: digest(made.provenance.encode()),
            **{name: digest(content) for name, content in made.beside.items()},
        },
    )
    for path in _failure(root, report.id):
        path.unlink(missing_ok=True)


def _fail(root: Path, failed: Failed) -> str:
    """Take the old page away, keep what helps to find the fault, and say where it is."""
    report, why = failed.report, failed.why
    for name in (report.page, report.provenance, executed_path(report.id)):
        (root / name).unlink(missing_ok=True)
    remove_beside(root, report.id)
    record_path(root, report.id).unlink(missing_ok=True)
    text, executed = _failure(root, report.id)
    executed.unlink(missing_ok=True)
    if failed.notebook:
        write_whole(executed, failed.notebook)
        why += f"\n  to do:    open {executed.relative_to(root).as_posix()}: the notebook as far as it ran"
    write_whole(text, why + "\n")
    return why


def _failure(root: Path, report: str) -> tuple[Path, Path]:
    return root / FAILED / f"{report}.txt", root / FAILED / f"{report}.ipynb"


def _remove_unknown(root: Path, known: set[str], summary: Summary) -> None:
    """Pages that we made of forces that are no longer in the table. A page without a record is not ours."""
    for path in (root / RECORDS).glob("*.json"):
        if path.stem in known or path.stem == Path(PAGE).stem:
            continue
        # Only a force comes and goes, and where its page lies is known; a record may have been written by anyone.
        report = force_report(path.stem, "")
        for gone in (report.page, report.provenance, executed_path(path.stem), path):
            (root / gone).unlink(missing_ok=True)
        remove_beside(root, path.stem)
        summary.removed.append(path.stem)


def _sweep(root: Path) -> None:
    """What a killed run left beside the pages it was about to write. We hold the lock: nobody is writing now."""
    for folder in ("reports", "reports/forces", "reports/data", "reports/data/*", str(RECORDS), str(FAILED)):
        for part in root.glob(f"{folder}/.*.part"):
            part.unlink()


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
