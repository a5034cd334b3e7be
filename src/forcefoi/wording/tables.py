"""Tables as a page prints them: headings in words, windows as labels, bounds as text."""

from __future__ import annotations

import pandas as pd

from forcefoi.bounds import Bounds
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.windows import long_date
from forcefoi.wording.numbers import share_between

UK = "UK, all replies"


def figures_table(figures: pd.DataFrame, sources: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Published figures (a table of `Figures`) for reading, with who printed each and how."""
    publisher = sources.set_index("source_id")["publisher"]
    rows = [
        {
            "Offences": exercise.group(row["offences"]).label,
            "Victims": row["victim_gender"],
            "Window": window_of(row).label(),
            "Days": row["days"],
            "Window is": row["window_basis"],
            "Printed as": f"“{row['window_as_published']}”",
            "Count": str(bounds_of(row)) if row["status"] in WITH_COUNT else "",
            "Status": row["status"],
            "Called": row["unit_as_published"],
            "Publisher": publisher[row["source_id"]],
        }
        for _, row in figures.iterrows()
    ]
    return pd.DataFrame(rows)


def changes_table(changes: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.changes` for reading."""
    rows = [
        {
            "Offences": exercise.group(row["offences"]).label,
            "Before": row["before_window"],
            "After": row["after_window"],
            "Crimes before": row["before_count"],
            "Crimes after": row["after_count"],
            "Count, % change": row["change_percent"],
            "A day before": row["before_per_day"],
            "A day after": row["after_per_day"],
            "Rate ratio": row["ratio"],
            "95% interval": _interval(row),
            "Daily rate": row["direction"],
            "Working": row["working"],
        }
        for _, row in changes.iterrows()
    ]
    return pd.DataFrame(rows)


def rests_table(rests: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.rests` for reading."""
    rows = [
        {
            "Whole": f"{exercise.group(row['whole_offences']).label}, {row['whole_window']}",
            "Working": row["working"],
            "Left": str(_bounds(row, "rest")),
            "What is left": row["what_is_left"],
            "Only if": row["only_if"] or "–",
        }
        for _, row in rests.iterrows()
    ]
    return pd.DataFrame(rows)


def shares_table(shares: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.share_of_recorded` for reading."""
    rows = []
    for _, row in shares.iterrows():
        known = not (pd.isna(row["share_low"]) or pd.isna(row["share_high"]))
        places = 1 if row["estimated"] is True else 0
        rows.append(
            {
                "Offences": exercise.group(row["offences"]).label,
                "Window": row["window"],
                "Published": str(_bounds(row)),
                "Recorded, all victims": _span(row["recorded_least"], row["recorded_most"]),
                "Share": share_between(row["share_low"], row["share_high"], places) if known else None,
                "Estimated": row["estimated"],
                "Working": row["working"],
            }
        )
    return pd.DataFrame(rows)


def rates_table(rates: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.published_rates` for reading."""
    rows = [
        {
            "Offences": exercise.group(row["offences"]).label,
            "Window": row["window"],
            "Days": row["days"],
            "Published": str(_bounds(row)),
            "Women and girls": row["women_and_girls"],
            "Counted in": f"mid-{row['denominator_year']}",
            "For each 1,000": None if pd.isna(row["rate_low"]) else _rate(row),
            "Working": row["working"],
        }
        for _, row in rates.iterrows()
    ]
    return pd.DataFrame(rows)


def recorded_rates_table(rates: pd.DataFrame) -> pd.DataFrame:
    """Rows of `analysis.recorded_rates` for reading."""
    return pd.DataFrame(
        {
            "Year": rates["window"],
            "Recorded": rates["recorded"],
            "Residents": rates["residents"],
            "Counted in": [f"mid-{year}" for year in rates["denominator_year"]],
            "For each 1,000": rates["rate"],
            "Working": rates["working"],
        }
    )


def sources_list(sources: pd.DataFrame) -> list[str]:
    """Sources as lines: who, when, where."""
    return [
        f"{row['publisher']}, "
        + (
            long_date(row["published"].date())
            if not pd.isna(row["published"])
            else "date of the page not seen"
        )
        + f": {row['url']}"
        for _, row in sources.iterrows()
    ]


def official_sources(exercise: Exercise, recorded: bool = True, residents: bool = True) -> list[str]:
    """The official tables that a page stands on, as lines: who, what, which release, which terms, where."""
    used = {"reference/recorded_crime_by_quarter.csv": recorded, "reference/population.csv": residents}
    return [
        f"{o.publisher}, {o.title}; {o.release}; {o.terms}: {o.url}"
        for o in exercise.official
        if used.get(o.file, True)
    ]


def nations_table(nations: pd.DataFrame) -> pd.DataFrame:
    """`analysis.by_nation` for reading."""
    return nations.rename(
        columns={
            "nation": "Nation",
            "kind": "Kind",
            "forces": "Forces",
            "figures_public": "Figures public",
            "other": "Another status",
            "nothing_public": "Nothing public",
        }
    )


def side_by_side(figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """All public figures with names and labels, for `charts.published_side_by_side`; forces by name, `uk` last."""
    names = forces.set_index("force")["name"]
    table = figures.assign(
        name=[names.get(force, UK) for force in figures["force"]],
        offences=[exercise.group(o).label for o in figures["offences"]],
        window_label=[window_of(row).label() for _, row in figures.iterrows()],
        inferred=figures["window_basis"] == "inferred",
    )
    last = (table["force"] == AGGREGATE).astype(int)
    return (
        table.assign(last=last)
        .sort_values(["last", "name", "window_start"], kind="stable")
        .drop(columns="last")
    )


HEADINGS = {
    "figure_id": "Figure",
    "force": "Force",
    "name": "Force",
    "nation": "Nation",
    "context": "What there is",
    "window": "Window",
    "doubts": "In doubt because",
    "offence": "Class",
    "quarter_start": "Quarter from",
    "quarter_end": "to",
    "count": "Crimes",
    "since": "Recorded since",
    "empty_cells": "Empty cells",
    "residents": "Residents, mid-2018",
    "why": "Why",
    "after": "After",
    "before": "Before",
}


def readable(table: pd.DataFrame, forces: pd.DataFrame) -> pd.DataFrame:
    """A table of `analysis.quality` with names for slugs and headings in words."""
    names = forces.set_index("force")["name"]
    shown = table.copy()
    if "force" in shown and "name" in shown:
        shown = shown.drop(columns="force")
    elif "force" in shown:
        shown["force"] = [names.get(force, UK) for force in shown["force"]]
    if {"offence", "name"} <= set(shown.columns):
        shown["offence"] = shown["name"] + " (" + shown["offence"] + ")"
        shown = shown.drop(columns="name")
    return shown.rename(columns=HEADINGS).reset_index(drop=True)


def notes_list(figures: pd.DataFrame) -> list[str]:
    """What else is known of each figure, as lines."""
    return [
        f"{bounds_of(row) if row['status'] in WITH_COUNT else row['status']} ({window_of(row).label()}): {row['note']}"
        for _, row in figures.iterrows()
        if row["note"]
    ]


def _interval(row: pd.Series) -> str | None:
    if pd.isna(row["ratio_low"]):
        return None
    high = "no upper end" if pd.isna(row["ratio_high"]) else f"{row['ratio_high']:.3f}"
    return f"{row['ratio_low']:.3f} to {high}"


def _rate(row: pd.Series) -> str:
    if pd.isna(row["rate_high"]):
        return f"at least {row['rate_low']:.2f}"
    low, high = f"{row['rate_low']:.2f}", f"{row['rate_high']:.2f}"
    return low if low == high else f"{low} to {high}"


def _span(least: float, most: float) -> str | None:
    if pd.isna(most):
        return None
    low, high = f"{least:,.0f}", f"{most:,.0f}"
    return high if low == high else f"{low} to {high}"


def _bounds(row: pd.Series, name: str = "") -> Bounds:
    low, high = (row[f"{name}_{end}" if name else end] for end in ("low", "high"))
    return Bounds(int(low), None if pd.isna(high) else int(high))
