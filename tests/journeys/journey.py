"""What journeys share and import: commands as a person types them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from forcefoi.reports.plan import OVERALL

# The names of the pages that are about no one force.
OVERALL_IDS = {report.id for report in OVERALL}


def environment() -> dict[str, str]:
    """A person's: these tests may themselves be run by make, which tells its own makes what to do."""
    return {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a person types it, in that folder."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
        timeout=380,
    )
