"""Pages in a real browser. They look at the project that is made once (tests/conftest.py), and change nothing in it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
