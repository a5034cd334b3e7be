"""Pages of the documentation, and what they say of the code."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, which leaves their folder out
