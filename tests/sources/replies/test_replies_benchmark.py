"""The benchmark of large replies measures what it says, on few rows; no time is looked at."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
# They are no part of the package, and run from the project's folder.
sys.path.insert(0, str(ROOT))

from benchmarks import results  # noqa: E402
from benchmarks.replies import FORMATS, replies  # noqa: E402


def test_both_sides_are_measured_and_give_one_answer(tmp_path: Path) -> None:
    told: list[str] = []
    seen = replies(tmp_path, 3_000, 400, 1, told.append)
    assert len(told) == len(FORMATS) + 1
    for ending in FORMATS:
        [ours], [pandas] = seen[ending]["ours"], seen[ending]["pandas"]
        assert ours["answer"] == pandas["answer"]
        assert sum(count for *_, count in ours["answer"]) == 3_000
        assert min(ours["seconds"], ours["peak"], pandas["seconds"], pandas["peak"]) > 0
    assert set(seen["cleaning"]["dask"][0]["answer"]) == {"count", "window", "gender", "offence"}
    shown = results._replies(seen)
    assert "3,000 rows as .xlsx" in shown and "400 rows cleaned" in shown
    assert len(list(results._reply_rows(seen))) == 5
    assert not list(tmp_path.iterdir())
