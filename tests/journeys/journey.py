"""What journeys share and import: commands as a person types them."""

from __future__ import annotations

from forcefoi.reports.plan import OVERALL
from whole_project import environment, run

__all__ = ["OVERALL_IDS", "environment", "run"]

# The names of the pages that are about no one force.
OVERALL_IDS = {report.id for report in OVERALL}
