"""Say of each report why it would be made, without making any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from forcefoi.reports.plan import plan
from forcefoi.reports.stale import Hashes, why_data_stale, why_report_stale


def explain(root: Path) -> Iterator[str]:
    """A line for the data, and one for each report: `kent: changed: data/processed/forces/kent.json`.

    When the data is stale it is made in memory, so that each report is told by what it would read then. Nothing
    is written. Raises DataError for bad input.
    """
    hashes = Hashes(root)
    why = why_data_stale(hashes)
    yield f"data: {why or 'fresh'}"
    if why:
        from forcefoi.processed import make_content

        hashes = hashes.again({path.as_posix(): content for path, content in make_content(root).items()})
    reports = plan(hashes.read)
    reasons = {report.id: why_report_stale(report, hashes) for report in reports}
    yield from (f"{name}: {reason}" for name, reason in reasons.items())
    count = sum(map(bool, reasons.values()))
    yield f"{count:,} of {len(reasons):,} reports would be made."
