"""The cleaning verbs over a Dask dataframe, a partition at a time: the same answer as pandas over all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest

from forcefoi.clean import match_offences, parse_counts, parse_genders, parse_windows
from forcefoi.clean.each import ParseErrors

ROWS, PARTITIONS = 10_000, 4
COLUMNS = {
    "count": ["1,234", "<5", "7", "*", "s.40", "Nil", "about 120"],
    "window": ["2017/18", "01/04/2018 - 24/09/18", "April 2018 to September 2018", "calendar 2019"],
    "gender": ["Female", "male", "F", "Unknown"],
    "offence": ["8L Harassment", "HARASSMENT", "Stalking (8Q)"],
}
NAMES = {"8L": ["Harassment"], "8Q": ["Stalking"]}
VERBS: dict[str, Callable[[pd.Series], pd.DataFrame | pd.Series]] = {
    "count": parse_counts,
    "window": parse_windows,
    "gender": parse_genders,
    "offence": partial(match_offences, names=NAMES),
}


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    chosen = np.random.default_rng(11)
    return pd.DataFrame({name: chosen.choice(values, ROWS) for name, values in COLUMNS.items()})


@pytest.mark.parametrize("column", list(VERBS))
def test_partitions_give_what_the_whole_gives(made_up: pd.DataFrame, column: str) -> None:
    verb = VERBS[column]
    whole = verb(made_up[column])
    frame = dd.from_pandas(made_up, npartitions=PARTITIONS)
    assert frame.npartitions == PARTITIONS
    by_partition = frame[column].map_partitions(verb, meta=whole.iloc[:0]).compute(scheduler="sync")
    compare = pd.testing.assert_frame_equal if whole.ndim == 2 else pd.testing.assert_series_equal
    compare(by_partition, whole)


def test_the_row_of_a_cell_that_cannot_be_read_is_named(made_up: pd.DataFrame) -> None:
    column = made_up["count"].copy()
    column.iloc[ROWS - 3] = "75%"
    frame = dd.from_pandas(column, npartitions=PARTITIONS)
    meta = parse_counts(column.iloc[:0])
    with pytest.raises(ParseErrors, match=f"row {ROWS - 3}: '75%'"):
        frame.map_partitions(parse_counts, meta=meta).compute(scheduler="sync")
