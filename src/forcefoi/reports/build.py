"""Make what is stale: the data, then the reports, then their index."""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from forcefoi.files import digest, write_whole
from forcefoi.reports.data import make_data
from forcefoi.reports.index import FAILED, PAGE, write_index
from forcefoi.reports.lock import alone
from forcefoi.reports.plan import Report, chosen, plan
from forcefoi.reports.progress import showing
from forcefoi.reports.stale import (
    RECORDS,
    Hashes,
    read_record,
    record_path,
    report_inputs,
    why_report_stale,
    write_record,
)


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
            pages = "1 page is" if len(self.fresh) == 1 else f"{len(self.fresh)} pages are"
            return f"Nothing to do: {pages} fresh ({took})."
        counts = f"{len(self.built)} built, {len(self.fresh)} fresh, {len(self.failed)} failed in {took}."
        if self.removed:
            counts += f" Removed, since there is no such force: {', '.join(self.removed)}."
        return counts


class Stopped(KeyboardInterrupt):
    """Stopped by hand; says what is done, and that nothing is half done."""


def build(
    root: Path, only: list[str] | None = None, workers: int | None = None, progress: bool = True
) -> Summary:
    """Make every report that is not fresh, or those of the ids in `only`; first the data, when it is stale.

    A report that fails stops no other: its old page goes, and its error stands in the summary's `failed` and in
    `reports/failed/`. Raises DataError for bad input and ForcefoiError for an id that is not there, with no page
    touched; Busy while another run is at work; Stopped on Ctrl-C.
    """
    started = time.monotonic()
    summary = Summary()
    with alone(root):
        summary.data = make_data(root, _tell if progress else lambda text: None)
        hashes, reports = Hashes(root), plan(root)
        wanted = reports if only is None else chosen(reports, only)
        _remove_unknown(root, {report.id for report in reports}, summary)
        stale = {}
        for report in wanted:
            # What a page is made from is noted before it is made: what changes meanwhile makes it stale again.
            inputs = report_inputs(report, hashes)
            if why_report_stale(report, hashes):
                stale[report] = inputs
            else:
                summary.fresh.append(report.id)
        try:
            if stale:
                _make(root, stale, workers or os.cpu_count() or 1, progress, summary)
        except KeyboardInterrupt:
            todo = len(stale) - len(summary.built) - len(summary.failed)
            raise Stopped(
                f"Stopped: {len(summary.built)} built, {len(summary.fresh)} fresh, {todo} still to do. "
                "No page is half written; the next run does the rest."
            ) from None
        finally:
            write_index(root, reports, hashes)
    summary.seconds = time.monotonic() - started
    return summary


def _make(
    root: Path, stale: dict[Report, dict[str, str]], workers: int, progress: bool, summary: Summary
) -> None:
    """Make the reports that are stale, each with the inputs that it is made from."""
    from forcefoi.reports.pool import make_all
    from forcefoi.reports.work import Made

    _sweep(root)
    with showing(len(stale), progress) as tell, closing(make_all(list(stale), root, workers)) as results:
        for result in results:
            if isinstance(result, Made):
                _write(root, result.report, result.html, stale[result.report])
                summary.built.append(result.report.id)
            else:
                summary.failed[result.report.id] = _fail(root, result.report, result.why, result.notebook)
            tell(result.report.id, "built" if isinstance(result, Made) else "failed", result.seconds)


def _write(root: Path, report: Report, html: str, inputs: dict[str, str]) -> None:
    write_whole(root / report.page, html)
    write_record(record_path(root, report.id), inputs, {report.page: digest(html.encode())})
    for path in _failure(root, report.id):
        path.unlink(missing_ok=True)


def _fail(root: Path, report: Report, why: str, notebook: str) -> str:
    """Take the old page away, keep what helps to find the fault, and say where it is."""
    (root / report.page).unlink(missing_ok=True)
    record_path(root, report.id).unlink(missing_ok=True)
    text, executed = _failure(root, report.id)
    executed.unlink(missing_ok=True)
    if notebook:
        write_whole(executed, notebook)
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
        for page in read_record(path).get("outputs", {}):
            (root / page).unlink(missing_ok=True)
        path.unlink()
        summary.removed.append(path.stem)


def _sweep(root: Path) -> None:
    """What a killed run left beside the pages it was about to write. We hold the lock: nobody is writing now."""
    for folder in ("reports", "reports/forces", str(RECORDS), str(FAILED)):
        for part in (root / folder).glob(".*.part"):
            part.unlink()


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
