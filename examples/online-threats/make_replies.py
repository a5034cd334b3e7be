"""Make the invented replies to the question about online threats, and `truth.csv`: what they should be read as.

    python examples/online-threats/make_replies.py [FOLDER]

Without FOLDER, the files of the example itself are written; they come out the same each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from crimes import Truth  # noqa: E402
from filing import Folder  # noqa: E402
from made import (  # noqa: E402
    calderholm,
    dunmarsh,
    eastmoor,
    highfold,
    northmarch,
    ravensfell,
    saltmere,
    staithe_valley,
    thornwick,
    wexley,
)

FORCES = (
    wexley, northmarch, eastmoor, saltmere, highfold, thornwick, calderholm, staithe_valley, ravensfell, dunmarsh,
)  # fmt: skip


def make(root: Path) -> None:
    """Every reply file and `truth.csv` under `root`; the hashes in each reply.toml there follow."""
    folder, truth = Folder(root), Truth(("offence", "gender", "window"))
    for force in FORCES:
        force.make(folder, truth)
    (root / "truth.csv").write_text(truth.csv(), encoding="utf-8")
    folder.stamp()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
