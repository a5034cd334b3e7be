"""Journeys share the project that is made once (tests/conftest.py), and what stands in journey.py."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
