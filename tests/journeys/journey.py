"""What journeys share and import: commands as a person types them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it, in that folder."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, **environment},
        text=True,
        capture_output=True,
        check=False,
        timeout=380,
    )
