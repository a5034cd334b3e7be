"""What journeys share and import: commands as a person types them."""

from __future__ import annotations

import shlex
import subprocess
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.reports.plan import OVERALL
from whole_project import environment, run

__all__ = ["OVERALL_IDS", "environment", "run", "typed"]

# The names of the pages that are about no one force.
OVERALL_IDS = {report.id for report in OVERALL}


def typed(line: str, project: Path) -> subprocess.CompletedProcess[str]:
    """What follows `forcefoi` on a line, in this very process: for lines by the dozen, whose process is not what is
    tested. A traceback is a failure of the test.
    """
    with chdir(project):
        done = CliRunner().invoke(main, shlex.split(line), catch_exceptions=False)
    return subprocess.CompletedProcess(line, done.exit_code, done.stdout, done.stderr)
