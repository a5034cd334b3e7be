"""The benchmark of large replies measures what it says, on few rows; no time is looked at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# They are no part of the package, and run from the project's folder.
sys.path.insert(0, str(ROOT))

from benchmarks import replies as measuring  # noqa: E402
from benchmarks import replies_once, results  # noqa: E402
from benchmarks.measure import Took  # noqa: E402
from benchmarks.replies import FORMATS, replies  # noqa: E402


def test_both_sides_are_measured_and_give_one_answer(tmp_path: Path) -> None:
    told: list[str] = []
    seen = replies(tmp_path, 3_000, 400, 1, told.append)
    assert len(told) == len(FORMATS) + 1
    for ending in FORMATS:
        [ours], [pandas] = seen[ending]["ours"], seen[ending]["pandas"]
        assert min(ours["seconds"], ours["peak"], pandas["seconds"], pandas["peak"]) > 0
    shown = results._replies(seen)
    assert "3,000 rows as .xlsx" in shown and "400 rows cleaned" in shown
    assert len(list(results._reply_rows(seen))) == 5
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", FORMATS)
def test_both_sides_count_the_same_crimes(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"crimes.{ending}"
    measuring.make(path, 500)
    ours, pandas = (replies_once.WAYS[way]()(str(path))() for way in measuring.LOADING)
    assert ours == pandas
    assert sum(count for *_, count in ours) == 500


def test_both_sides_clean_alike() -> None:
    dask, whole = (replies_once.WAYS[way]()("300")() for way in measuring.CLEANING)
    assert dask == whole
    assert set(whole) == set(replies_once.COLUMNS)


def test_different_answers_are_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(('{"seconds": 1, "answer": 1}', '{"seconds": 1, "answer": 2}'))
    monkeypatch.setattr(measuring, "timed", lambda *_: Took(1.0, next(said)))
    with pytest.raises(RuntimeError, match="different answers"):
        measuring._in_turn(measuring.LOADING, "nothing", 1)
