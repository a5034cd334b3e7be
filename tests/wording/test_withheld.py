"""What pages say of a count that is withheld, since with others it would give away one below the threshold."""

from __future__ import annotations

import pandas as pd
import pytest

from forcefoi import analysis, wording
from forcefoi.figures import WITHHELD, number_of
from forcefoi.processed.tables import Tables
from forcefoi.shorthand import CONFIDENTIAL

WHY = f"{WITHHELD}: with the total it would give away a count of fewer than 5"


@pytest.fixture(scope="session")
def own(tables: Tables) -> pd.DataFrame:
    """Sussex as if it had one printed figure of Wiltshire's, withheld."""
    row = tables.figures[tables.figures["force"] == "wiltshire"].head(1)
    return row.assign(
        force="sussex", low=0, high=pd.NA, status="below threshold", qualifier=WITHHELD, note=WHY
    ).astype(row.dtypes)


def test_its_cell_has_the_mark_for_confidential_and_a_line_below_says_why(
    tables: Tables, own: pd.DataFrame
) -> None:
    shown = wording.figures_table(own, tables.sources, tables.exercise)
    assert shown.at[0, "Count"] == CONFIDENTIAL
    [note] = wording.notes_list(own)
    assert str(note).endswith(WHY) and "any number" not in str(note)
    assert note.numbers and "published_figures.csv" not in str(note.numbers[0].inputs)


def test_it_opens_as_withheld_not_as_printed(own: pd.DataFrame) -> None:
    assert number_of(own.iloc[0]).formula == "withheld here: what the other numbers leave of it is any number"


def test_nothing_is_worked_out_from_it(tables: Tables, own: pd.DataFrame) -> None:
    rate = analysis.published_rates(own, tables.forces, tables.exercise).table.iloc[0]
    share = analysis.share_of_recorded(own, tables.recorded_crime, tables.exercise).table.iloc[0]
    assert pd.isna(rate["rate_low"]) and rate["working"] == "no rate: the count can be any number"
    assert pd.isna(share["share_low"]) and share["working"] == "no share: the count can be any number"
