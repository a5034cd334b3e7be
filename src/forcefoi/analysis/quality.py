"""What is odd, doubtful or missing in the tables, each named with its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pandas as pd

from forcefoi.analysis.answer import Answer, once
from forcefoi.analysis.caveats import other_windows
from forcefoi.analysis.odd import (
    alike_figures,
    comparable_years,
    nearest_of,
    odd_figures,
    odd_recorded,
    odd_windows,
)
from forcefoi.analysis.outliers import Funnel
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import window_of
from forcefoi.number import Input, Number

# Ids of caveats that say what a row of `doubtful_figures` says.
IN_DOUBTFUL = ("inferred-window:", "other-window:", "not-exact:")
PUBLISHED = "data/raw/published_figures.csv"


def headline_numbers(
    figures: pd.DataFrame, doubtful: pd.DataFrame, recorded: pd.DataFrame
) -> dict[str, Number]:
    """How many published `figures` there are, how many of them have an `inferred` window, how many are `doubtful`
    (a table of `doubtful_figures`); how many counts are `recorded`, and how many of them are below nought (`odd`).
    """
    published = Input("published", "One row a published figure", f"{PUBLISHED}, every row")
    cells = Input(
        "recorded",
        "One cell a force, quarter and class",
        "data/raw/reference/recorded_crime_by_quarter.csv, every row",
    )
    counts = recorded["count"]
    found = [
        ("figures", len(figures), "Published figures", "the number of these rows", published),
        (
            "inferred",
            (figures["window_basis"] == "inferred").sum(),
            "Figures whose window is inferred",
            "the number of these rows whose column window_dates says inferred",
            published,
        ),
        (
            "doubtful",
            len(doubtful),
            "Figures in some doubt",
            "the number of figures that are not simply a stated window and an exact count",
            published,
        ),
        (
            "recorded",
            counts.notna().sum(),
            "Recorded counts",
            "the number of cells that are not empty",
            cells,
        ),
        (
            "odd",
            (counts.fillna(0) < 0).sum(),
            "Recorded counts below nought",
            "the number of negative cells",
            cells,
        ),
    ]
    return {
        name: Number(f"quality~{name}", int(n), int(n), "", what, formula, (stands,))
        for name, n, what, formula, stands in found
    }


def taken_back(recorded: pd.DataFrame) -> pd.DataFrame:
    """Recorded counts below nought: the Home Office took back earlier counts. They are kept as they are.

    Columns: force, offence, quarter_start, quarter_end, count (crimes).
    """
    odd = recorded[recorded["count"].fillna(0) < 0]
    return odd[["force", "offence", "quarter_start", "quarter_end", "count"]].reset_index(drop=True)


def missing_quarters(recorded: pd.DataFrame) -> pd.DataFrame:
    """Quarters that some forces have in the recorded-crime table and others have not: force, quarter_start."""
    have = recorded[["force", "quarter_start"]].drop_duplicates()
    every = have[["force"]].drop_duplicates().merge(have[["quarter_start"]].drop_duplicates(), how="cross")
    both = every.merge(have, how="left", indicator=True)
    gone = both[both["_merge"] == "left_only"].drop(columns="_merge")
    return gone.sort_values(["force", "quarter_start"]).reset_index(drop=True)


def missing_forces(recorded: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Territorial forces of England and Wales that this release of the official tables lacks: force, name."""
    covered = (forces["kind"] == "territorial") & forces["nation"].isin(exercise.funnel.nations)
    gone = forces[covered & ~forces["force"].isin(recorded["force"])]
    return gone[["force", "name"]].reset_index(drop=True)


def gaps(recorded: pd.DataFrame) -> pd.DataFrame:
    """Places where the whole table jumps over a quarter: after, before (days)."""
    ends = recorded[["quarter_start", "quarter_end"]].drop_duplicates().sort_values("quarter_start")
    follows = ends["quarter_start"].shift(-1)
    jump = follows.notna() & (follows - ends["quarter_end"] != timedelta(days=1))
    return pd.DataFrame({"after": ends.loc[jump, "quarter_end"], "before": follows[jump]}).reset_index(
        drop=True
    )


def doubtful_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Published figures that are not simply a stated window and an exact count.

    Columns: figure_id, force, window (label), doubts (in words, parted by semicolons).
    """
    rows = []
    for _, row in figures.iterrows():
        doubts = []
        if row["window_basis"] == "inferred":
            doubts.append(f"window inferred from “{row['window_as_published']}”")
        if row["other_windows"]:
            others = " or ".join(window.label() for window in other_windows(row))
            doubts.append(f"window could also be {others}")
        if row["status"] in WITH_COUNT and row["status"] != "exact":
            doubts.append(f"count is {row['status']}")
        if row["status"] not in WITH_COUNT:
            doubts.append(f"no count: {row['status']}")
        if doubts:
            rows.append((row["figure_id"], row["force"], window_of(row).label(), "; ".join(doubts)))
    return pd.DataFrame(rows, columns=["figure_id", "force", "window", "doubts"], dtype="string")


def besides(answers: Iterable[Answer | Funnel | None]) -> list[Answer]:
    """These answers without the caveats of one figure alone that `doubtful_figures` has in its rows."""
    return [
        Answer(each.table, tuple(c for c in each.caveats if not c.id.startswith(IN_DOUBTFUL)))
        for each in answers
        if each is not None
    ]


def without_rate(forces: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Forces for which no rate is given: force, name, residents (mid-2018; empty = none counted), why."""
    people = forces["persons_2018"]
    few = people.isna() | (people < exercise.least_residents)
    table = forces.loc[few, ["force", "name"]].assign(residents=people[few]).reset_index(drop=True)
    table["why"] = [
        "no residents are counted for it"
        if pd.isna(n)
        else f"fewer than {exercise.least_residents:,} residents"
        for n in table["residents"]
    ]
    return table


def classes_begun(recorded: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Classes that are empty in the early quarters because they did not exist: offence, name, since, empty_cells."""
    empty = recorded[recorded["status"] == "no such class"].groupby("offence").size()
    rows = [
        (o.code, o.name, pd.Timestamp(o.since), int(empty[o.code]))
        for o in exercise.offences
        if o.since is not None and o.code in empty.index
    ]
    return pd.DataFrame(rows, columns=["offence", "name", "since", "empty_cells"])


def all_to_check(
    figures: pd.DataFrame, forces: pd.DataFrame, recorded: pd.DataFrame, exercise: Exercise
) -> Answer:
    """What a person should check by hand, of every force: `check_by_hand` of each, one under another.

    `figures`, `forces` and `recorded` are whole tables. What was looked at for one force is said on its own page, and
    is not among these caveats.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> found = all_to_check(t.figures, t.forces, t.recorded_crime, t.exercise).table
    >>> found.loc[found["force"] == "kent", "window"].to_list()
    ['2017/18', '2018/19']
    """
    years = comparable_years(recorded, forces, exercise)
    own_figures, own_cells = (dict(tuple(table.groupby("force"))) for table in (figures, recorded))
    answers = [odd_windows(figures, exercise)]
    for name, force in forces.groupby("force", sort=False):
        if name in own_figures:
            alike = alike_figures(figures, forces, str(name), exercise)
            answers.append(odd_figures(own_figures[name], force, alike, forces, exercise))
        near = nearest_of(years, str(name))
        if len(near):
            answers.append(odd_recorded(own_cells[name], force, near, exercise))
    # Concatenating empty tables costs dtypes: most forces have no row.
    tables = [each.table for each in answers if len(each.table)] or [answers[0].table]
    table = pd.concat(tables, ignore_index=True)
    place = {force: at for at, force in enumerate(forces["force"])}
    ordered = table.sort_values("force", key=lambda names: names.map(place), kind="stable")
    return Answer(ordered.reset_index(drop=True), once(c for each in answers for c in each.caveats))
