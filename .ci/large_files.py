"""Refuse to commit a file above 2 MB: what is made is not kept, and what was received is seldom so large.

Called by git (.pre-commit-config.yaml) with the files of a commit. `git commit --no-verify` is for the reply that is.
"""

from __future__ import annotations

import sys
from pathlib import Path

MOST = 2_000_000


def main(names: list[str]) -> int:
    """1 where one of these files is too large, told on standard error; else 0."""
    sizes = {name: Path(name).stat().st_size for name in names if Path(name).is_file()}
    large = [f"{name}: {size:,} bytes, more than {MOST:,}" for name, size in sizes.items() if size > MOST]
    print(*large, sep="\n", end="\n" if large else "", file=sys.stderr)
    return int(bool(large))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
