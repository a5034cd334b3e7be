"""Find the report that a person means."""

from __future__ import annotations

from pathlib import Path

from forcefoi.reports.plan import COVERAGE, OVERALL, Report, force_report, plan
from forcefoi.reports.stale import Hashes


def find_report(root: Path, name: str) -> Report:
    """The report of a force by slug, name or alias, or that of an overall page (`national`).

    Raises ParseError, with the nearest, for a name that no force has.
    """
    for report in [*OVERALL, *_made_before(root)]:
        if name.strip().casefold() == report.id:
            return report
    from forcefoi.clean import match_force
    from forcefoi.sources.forces import read_forces

    # From the raw table: the processed one may be stale, or not made yet.
    forces = read_forces(root)
    slug = match_force(name, forces)
    row = forces.set_index("force").loc[slug]
    return force_report(slug, str(row["name"]), str(row["nation"]))


def _made_before(root: Path) -> list[Report]:
    """The forces of the processed table, read without pandas: most calls give a slug."""
    return plan(Hashes(root).read) if (root / COVERAGE).is_file() else []
