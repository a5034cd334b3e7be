"""Which figures go into arithmetic: never one that another surely contradicts, whatever the figures are."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forcefoi.analysis import agreement, rests, settled
from forcefoi.figures import bounds_of, window_of
from forcefoi.processed.tables import Tables
from forcefoi.windows import Window

YEARS = [Window.financial_year(y) for y in (2015, 2016, 2017)]
WINDOWS = [*YEARS, Window(YEARS[0].start, YEARS[2].end)]
FIGURE = st.tuples(
    st.sampled_from(["all", "stalking and harassment", "harassment", "stalking", "8R", "3B"]),
    st.sampled_from(["female", "male", "all"]),
    st.sampled_from(WINDOWS),
    st.integers(0, 400),
    st.sampled_from([0, 0, 50, None]),
)


def table(like: pd.DataFrame, drawn: list[tuple]) -> pd.DataFrame:
    rows = []
    for number, (offences, gender, window, low, width) in enumerate(drawn):
        row = like.iloc[0].to_dict() | {
            "figure_id": f"f-{number}",
            "source_id": f"s-{number}",
            "offences": offences,
            "victim_gender": gender,
            "window_start": pd.Timestamp(window.start),
            "window_end": pd.Timestamp(window.end),
            "days": window.days,
            "other_windows": "",
            "low": low,
            "high": pd.NA if width is None else low + width,
            "status": "at least" if width is None else "rounded" if width else "exact",
        }
        rows.append(row)
    frame = pd.DataFrame(rows, columns=like.columns)
    return frame.astype(like.dtypes.to_dict())


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(FIGURE, max_size=8))
def test_no_two_figures_that_are_kept_contradict_each_other(tables: Tables, drawn):
    exercise = tables.exercise
    figures = table(tables.figures, drawn)
    kept = [row for _, row in settled(figures, exercise).iterrows()]
    for part in kept:
        for whole in kept:
            inside = (
                part is not whole
                and whole["victim_gender"] in (part["victim_gender"], "all")
                and exercise.group(whole["offences"]).holds(exercise.group(part["offences"]))
                and window_of(whole).contains(window_of(part))
            )
            most = bounds_of(whole).high
            assert not (inside and most is not None and part["low"] > most)
    named = set(" ".join(agreement(figures, exercise).table["figures"]).split())
    left_out = set(figures["figure_id"]) - {row["figure_id"] for row in kept}
    assert left_out <= named, "a figure is left out and no row says why"
    left = rests(figures, exercise).table
    assert (left["rest_low"].isna() == (left["what_is_left"].str.startswith("nothing: the parts"))).all()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(FIGURE, max_size=6), data=st.data())
def test_the_order_of_the_rows_decides_nothing(tables: Tables, drawn, data):
    figures = table(tables.figures, drawn)
    mixed = figures.loc[data.draw(st.permutations(list(figures.index)))].reset_index(drop=True)
    one, other = (set(settled(f, tables.exercise)["figure_id"]) for f in (figures, mixed))
    assert one == other


def test_a_window_as_a_day_is_its_own_whole(tables: Tables):
    day = Window(date(2017, 4, 1), date(2017, 4, 1))
    figures = table(tables.figures, [("all", "female", day, 9, 0), ("3B", "female", YEARS[2], 5, 0)])
    assert len(settled(figures, tables.exercise)) == 2
