"""Tables as a page prints them: headings in words, windows as labels, bounds as text."""

from __future__ import annotations

import pandas as pd

from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.windows import long_date
from forcefoi.wording.numbers import bounds_in, during, share_between, victims

UK = "UK, all replies"


def figures_table(figures: pd.DataFrame, sources: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Published figures (a table of `Figures`) for reading, with who printed each and how."""
    publisher = sources.set_index("source_id")["publisher"]
    rows = [
        {
            "Offences": offences_and_victims(row, exercise),
            "Window": f"{window_of(row).label()}{', inferred' if row['window_basis'] == 'inferred' else ''}",
            "Days": row["days"],
            "Count": _count(row),
            "Printed as": f"{row['unit_as_published']}, “{row['window_as_published']}”",
            "By": publisher[row["source_id"]],
        }
        for _, row in figures.iterrows()
    ]
    return pd.DataFrame(rows)


def offences_and_victims(row: pd.Series, exercise: Exercise) -> str:
    """What a figure counts; victims are named where they are not female."""
    label = exercise.group(row["offences"]).label
    return label if row["victim_gender"] == "female" else f"{label}, {victims(row['victim_gender'])}"


def _count(row: pd.Series) -> str:
    if row["status"] not in WITH_COUNT:
        return str(row["status"])
    return f"{bounds_of(row)}{', rounded' if row['status'] == 'rounded' else ''}"


def changes_table(changes: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.changes` for reading."""
    rows = []
    for _, row in changes.iterrows():
        known = not pd.isna(row["before_count"])
        daily = f"{row['before_per_day']:.2f} to {row['after_per_day']:.2f}, " if known else ""
        rows.append(
            {
                "Offences": offences_and_victims(row, exercise),
                "Before": f"{row['before_count']:,} {during(row['before_window'])}"
                if known
                else row["before_window"],
                "After": f"{row['after_count']:,} {during(row['after_window'])}"
                if known
                else row["after_window"],
                "Count": None if pd.isna(row["change_percent"]) else _signed(row["change_percent"]),
                "By the day": f"{daily}{row['direction']}",
                "Rate ratio, 95% interval": _ratio(row),
                "Working": row["working"],
            }
        )
    return pd.DataFrame(rows)


def _signed(percent: float) -> str:
    return f"{percent:+,.1f}%".replace("-", "−")


def _ratio(row: pd.Series) -> str | None:
    if pd.isna(row["ratio"]):
        return None
    return f"{row['ratio']:.3f}, {row['ratio_low']:.3f} to {row['ratio_high']:.3f}"


def rests_table(rests: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.rests` for reading."""
    rows = [
        {
            "Whole": f"{exercise.group(row['whole_offences']).label}, {row['whole_window']}",
            "Working": row["working"],
            "Left": None if pd.isna(row["rest_low"]) else str(bounds_in(row, "rest")),
            "What is left": row["what_is_left"],
            "Only if": row["only_if"] or "–",
        }
        for _, row in rests.iterrows()
    ]
    return pd.DataFrame(rows)


def shares_table(shares: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.share_of_recorded` for reading; `[e]` marks an estimate."""
    rows = []
    for _, row in shares.iterrows():
        known = not pd.isna(row["share_low"])
        estimated = known and bool(row["estimated"])
        share = share_between(row["share_low"], row["share_high"], 1 if estimated else 0) if known else None
        rows.append(
            {
                "Offences": exercise.group(row["offences"]).label,
                "Window": row["window"],
                "Published": str(bounds_in(row)),
                "Recorded": _span(row["recorded_least"], row["recorded_most"]),
                "Share": f"{share} [e]" if estimated else share,
                "Working": row["working"],
            }
        )
    return pd.DataFrame(rows)


def rates_table(rates: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.published_rates` for reading."""
    rows = [
        {
            "Offences": exercise.group(row["offences"]).label,
            "Window": row["window"] + (", in doubt" if "other-window" in row["caveats"] else ""),
            "Days": row["days"],
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


def request_source(exercise: Exercise) -> str:
    """The request itself as a line: who asked, under which reference it is logged, when it ends."""
    return (
        f"The request: {exercise.asked_by}; logged as {exercise.reference}; it asked for crimes up to "
        f"{long_date(exercise.ends)}"
    )


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
