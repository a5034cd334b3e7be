"""One measurement of `benchmarks.replies` in a process of its own: `python -m benchmarks.replies_once WAY WHAT`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measure import status
from forcefoi.clean import match_offences, parse_counts, parse_genders, parse_windows

COLUMNS = {
    "count": ["1,234", "<5", "7", "*", "s.40", "Nil", "about 120"],
    "window": ["2017/18", "01/04/2018 - 24/09/18", "April 2018 to September 2018", "calendar 2019"],
    "gender": ["Female", "male", "F", "Unknown"],
    "offence": ["8L Harassment", "HARASSMENT", "Stalking (8Q)"],
}
VERBS: dict[str, Callable[[pd.Series], Any]] = {
    "count": parse_counts,
    "window": parse_windows,
    "gender": parse_genders,
    "offence": partial(match_offences, names={"8L": ["Harassment"], "8Q": ["Stalking"]}),
}
PARTITIONS = 20


def main() -> None:
    way, what = sys.argv[1:]
    ready = WAYS[way]()
    began, cpu = time.perf_counter(), time.process_time()
    answer = ready(what)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    # The peak is asked for before the answers are held against each other, which takes memory of its own.
    peak = status(os.getpid(), "VmHWM")
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "answer": answer()}))


def _pandas() -> Callable[[str], Callable[[], Any]]:
    import pyarrow.csv  # noqa: F401

    def load(path: str) -> Callable[[], Any]:
        csv = path.endswith(".csv")
        frame = pd.read_csv(path, engine="pyarrow") if csv else pd.read_excel(path, engine="calamine")
        return lambda: _told(frame.groupby(["offence", "gender"]).size().to_dict())

    return load


def _ours() -> Callable[[str], Callable[[], Any]]:
    """What is imported late is imported before the clock starts, as pandas is."""
    import pyarrow.acero  # noqa: F401

    from forcefoi.sources.replies import opening
    from forcefoi.sources.replies.formats import text_table, workbook  # noqa: F401
    from forcefoi.sources.replies.grid import combinations

    def load(path: str) -> Callable[[], Any]:
        [grid] = opening.read(Path(path)).grids
        counted = combinations(grid, [2, 3], 1, grid.shape[0] - 1)
        return lambda: _told(counted)

    return load


def _told(counts: Any) -> list[Any]:
    return sorted([*map(str, key), int(count)] for key, count in counts.items())


def part(at: tuple[int, int]) -> pd.DataFrame:
    """Made-up rows from one number to another, the same at every run."""
    chosen = np.random.default_rng(at[0])
    index = pd.RangeIndex(*at)
    return pd.DataFrame({name: chosen.choice(each, len(index)) for name, each in COLUMNS.items()}, index)


def parts(rows: str) -> list[tuple[int, int]]:
    """Where each partition begins and ends."""
    edges = np.linspace(0, int(rows), PARTITIONS + 1).astype(int).tolist()
    return list(zip(edges, edges[1:], strict=False))


def _whole() -> Callable[[str], Callable[[], Any]]:
    def clean(rows: str) -> Callable[[], Any]:
        frame = pd.concat([part(at) for at in parts(rows)])
        answers = {name: _sum(verb(frame[name])) for name, verb in VERBS.items()}
        return lambda: answers

    return clean


def _dask() -> Callable[[str], Callable[[], Any]]:
    import dask.dataframe as dd

    def clean(rows: str) -> Callable[[], Any]:
        frame = dd.from_map(part, parts(rows), meta=part((0, 1)).iloc[:0])
        answers = {}
        for name, verb in VERBS.items():
            meta = verb(part((0, 1))[name]).iloc[:0]
            answers[name] = _sum(frame[name].map_partitions(verb, meta=meta).compute())
        return lambda: answers

    return clean


def _sum(answer: pd.DataFrame | pd.Series) -> str:
    """One number of every value of an answer, its place among them, and its types."""
    sums = pd.util.hash_pandas_object(answer).to_numpy()
    types = answer.dtypes.astype(str).tolist() if isinstance(answer, pd.DataFrame) else str(answer.dtype)
    return f"{len(answer)} {types} {int((sums * (np.arange(len(sums), dtype=np.uint64) + 1)).sum())}"


WAYS = {"pandas": _pandas, "ours": _ours, "whole": _whole, "dask": _dask}


if __name__ == "__main__":
    main()
