"""Keep what a build publishes as what was published; only of a build of which everything is there and fresh."""

from __future__ import annotations

from pathlib import Path

from forcefoi.errors import ForcefoiError
from forcefoi.files import is_plain, write_whole
from forcefoi.reports.index import PAGE as INDEX
from forcefoi.reports.index import why_stale
from forcefoi.reports.lock import alone
from forcefoi.reports.manifest.as_files import as_files, beside
from forcefoi.reports.manifest.manifest import FILE, Manifest, of
from forcefoi.reports.manifest.take import take
from forcefoi.reports.plan import plan
from forcefoi.reports.stale import Hashes, why_data_stale, why_report_stale


class Stale(ForcefoiError):
    """Something that would be published is not as it should be."""

    exit_code = 2


def write(root: Path) -> Manifest:
    """Write `reports/manifest.json` and the folder beside it from the tables and pages that are there; what the folder
    has of a page that is no more is removed. Returns what was written.

    Raises Stale when the data or a page is missing or older than what it is made of; nothing is written then.
    """
    with alone(root):
        need_fresh(root)
        manifest = of(take(root))
        text, parts = as_files(manifest)
        folder = beside(root / FILE)
        for name, part in parts.items():
            write_whole(folder / name, part)
        # Last of all: a writing that was interrupted leaves files that the list doesn't have, and that is told.
        write_whole(root / FILE, text)
        for old in folder.rglob("*.json"):
            if old.relative_to(folder).as_posix() not in parts:
                old.unlink()
    return manifest


def need_fresh(root: Path, unaccepted: bool = False) -> None:
    """Raises Stale when the data or a page is missing or older than what it is made of, or, unless `unaccepted`,
    when it was made with a verdict that nobody has accepted.
    """
    if is_plain(root):
        raise Stale("of this exercise only the replies are read: it has no pages to keep a record of")
    hashes = Hashes(root)
    why = {"data/processed": why_data_stale(hashes, unaccepted)}
    if not why["data/processed"]:
        reports = plan(hashes.read)
        why |= {report.page: str(why_report_stale(report, hashes) or "") for report in reports}
        why[INDEX] = why_stale(root, reports, hashes)
    stale = [f"{name}: {reason}" for name, reason in why.items() if reason]
    if stale:
        more = f"\n  and {len(stale) - 3:,} more" if len(stale) > 3 else ""
        raise Stale("\n".join(["not everything is fresh:", *stale[:3]]) + more + "\n  to do:    forcefoi all")
