"""Tables as a page prints them: headings in words, windows as labels, bounds as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from forcefoi.analysis.worked import days_of, numbers_of
from forcefoi.bounds import rounded_down
from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import REPLY, WITHHELD, bounds_of, number_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.number import Input, Number
from forcefoi.shorthand import CONFIDENTIAL, NOT_APPLICABLE, Missing
from forcefoi.told import Sentence, Told, say, tell
from forcefoi.windows import long_date
from forcefoi.wording.numbers import LEAST_BASE, during, rate_text, told_bounds, told_share, victims
from forcefoi.wording.tied import noted, quoted_number, tied

UK = "UK, all replies"


def figures_table(figures: pd.DataFrame, sources: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Published figures (a table of `Figures`) for reading, with who printed each and how."""
    publisher = sources.set_index("source_id")["publisher"]
    rows = [
        {
            "Offences": offences_and_victims(row, exercise),
            "Window": f"{window_of(row).label()}{', inferred' if row['window_basis'] == 'inferred' else ''}",
            "Days": tell(days_of(row), f"{row['days']:,}"),
            "Count": _count(row),
            "Printed as": f"{row['unit_as_published']}, “{row['window_as_published']}”",
            "By": publisher[row["source_id"]],
        }
        for _, row in figures.iterrows()
    ]
    return _table(rows)


def _table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """As they are: other dtypes than object would make plain text of a sentence, and its numbers would be lost."""
    return pd.DataFrame(list(rows), dtype=object)


def offences_and_victims(row: pd.Series, exercise: Exercise) -> str:
    """What a figure counts; victims are named where they are not female."""
    label = exercise.group(row["offences"]).label
    return label if row["victim_gender"] == "female" else f"{label}, {victims(row['victim_gender'])}"


def _count(row: pd.Series) -> Told | Sentence | Missing | str:
    if row["status"] not in WITH_COUNT:
        return str(row["status"])
    if row["qualifier"] == WITHHELD and bounds_of(row).say_nothing:
        return CONFIDENTIAL
    count = told_bounds(number_of(row))
    return say("{count}, rounded", count=count) if row["status"] == "rounded" else count


def changes_table(changes: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.changes` for reading."""
    rows = []
    for _, row in changes.iterrows():
        numbers = numbers_of(row)
        four = ("before_count", "before_days", "after_count", "after_days")
        in_working = four if pd.isna(row["before_count"]) else (*four[2:], *four[:2])
        rows.append(
            {
                "Offences": offences_and_victims(row, exercise),
                "Before": _side(row, "before", numbers),
                "After": _side(row, "after", numbers),
                "Count": _moved(row, numbers),
                "By the day": _daily(row, numbers),
                "Rate ratio, 95% interval": _ratio(row, numbers),
                "Working": tied(row["working"], [numbers[name] for name in in_working]),
            }
        )
    return _table(rows)


def _side(row: pd.Series, which: str, numbers: dict[str, Number]) -> Sentence | str:
    window, count = row[f"{which}_window"], row[f"{which}_count"]
    if pd.isna(count):
        return str(window)
    return say("{count} {when}", count=tell(numbers[f"{which}_count"], f"{count:,}"), when=during(window))


def _daily(row: pd.Series, numbers: dict[str, Number]) -> Sentence | str:
    if pd.isna(row["before_count"]):
        return str(row["direction"])
    return say(
        "{before} to {after}, {direction}",
        before=tell(numbers["before_per_day"], rate_text(row["before_per_day"])),
        after=tell(numbers["after_per_day"], rate_text(row["after_per_day"])),
        direction=row["direction"],
    )


def _moved(row: pd.Series, numbers: dict[str, Number]) -> Told | str | None:
    """The change of a count in percent; never on a small base, whose counts stand beside it."""
    if pd.isna(row["change_percent"]):
        return None
    if row["before_count"] < LEAST_BASE:
        return f"no percentage, the first count being under {LEAST_BASE}"
    return tell(numbers["change_percent"], _signed(row["change_percent"]))


def _signed(percent: float) -> str:
    """To one place, and to more where one would say that nothing moved, or that nothing is left.

    >>> _signed(56.9), _signed(-99.97), _signed(-100), _signed(0.04), _signed(0)
    ('+56.9%', '−99.97%', '−100.0%', '+0.04%', '0.0%')
    """
    places = next((places for places in range(1, 16) if round(percent, places) not in (0, -100)), 1)
    return f"{percent:{'+' if percent else ''},.{places}f}%".replace("-", "−")


def _ratio(row: pd.Series, numbers: dict[str, Number]) -> Sentence | None:
    if pd.isna(row["ratio"]):
        return None
    ratio, low, high = (
        tell(numbers[name], rate_text(row[name], 3)) if name in numbers else "no upper end"
        for name in ("ratio", "ratio_low", "ratio_high")
    )
    return say("{ratio}, {low} to {high}", ratio=ratio, low=low, high=high)


def rests_table(rests: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.rests` for reading."""
    rows = []
    for _, row in rests.iterrows():
        numbers = numbers_of(row)
        rows.append(
            {
                "Whole": f"{exercise.group(row['whole_offences']).label}, {row['whole_window']}",
                "Working": _rest_working(row["working"], numbers),
                "Left": told_bounds(numbers["rest"]) if "rest" in numbers else None,
                "What is left": row["what_is_left"],
                "Only if": row["only_if"] or NOT_APPLICABLE,
            }
        )
    return _table(rows)


def _rest_working(working: str, numbers: dict[str, Number]) -> Sentence:
    """`5,207 − (2,992 + 2,005) = 210`: the whole, each part in order, and what is left."""
    parts = [number for name, number in numbers.items() if name.startswith("part_")]
    last = [numbers["rest"]] if "rest" in numbers else [numbers["parts"], numbers["whole"]]
    before, equals, rest = working.partition(" = ")
    said = tied(before, [numbers["whole"], *parts, numbers["parts"]])
    return say("{said}{equals}{rest}", said=said, equals=equals, rest=tied(rest, last))


def shares_table(shares: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.share_of_recorded` for reading; `[e]` marks an estimate."""
    rows = []
    for _, row in shares.iterrows():
        numbers = numbers_of(row)
        rows.append(
            {
                "Offences": exercise.group(row["offences"]).label,
                "Window": row["window"],
                "Published": told_bounds(numbers["count"]),
                "Recorded": _recorded(row, numbers),
                "Share": _share(row, numbers),
                "Working": tied_working(row, numbers),
            }
        )
    return _table(rows)


def _share(row: pd.Series, numbers: dict[str, Number]) -> Sentence | None:
    if pd.isna(row["share_low"]):
        return None
    share = told_share(numbers["share_low"], numbers.get("share_high"), 1 if row["estimated"] else 0)
    return say("{share} [e]", share=share) if row["estimated"] else share


def _recorded(row: pd.Series, numbers: dict[str, Number]) -> Sentence | None:
    if pd.isna(row["recorded_most"]):
        return None
    low, high = (f"{row[name]:,.0f}" for name in ("recorded_least", "recorded_most"))
    most = tell(numbers["recorded_most"], high)
    if low == high:
        return say("{most}", most=most)
    return say("{least} to {most}", least=tell(numbers["recorded_least"], low), most=most)


def tied_working(row: pd.Series, numbers: dict[str, Number]) -> Sentence:
    """The working of a row of `analysis.share_of_recorded`: the figure opens, and so does each recorded count."""
    alternatives = []
    for place, text in enumerate(row["working"].split("; or ")):
        ends = []
        for which, half in zip(("most", "least"), text.split("] to "), strict=False):
            recorded = numbers.get(f"recorded_{which}_{place}")
            count, sign, rest = half.partition(" ÷ ")
            among = tied(rest, [], _always(recorded) if recorded else None)
            ends.append(
                say("{count}{sign}{among}", count=tied(count, [numbers["count"]]), sign=sign, among=among)
            )
        alternatives.append(joined(ends, "] to "))
    return joined(alternatives, "; or ")


def joined(pieces: Iterable[object], between: str) -> Sentence:
    """Several pieces one after another, with the same text between them.

    >>> str(joined(["one", "two"], " and "))
    'one and two'
    """
    said = say("")
    for place, piece in enumerate(pieces):
        said = say("{said}{between}{piece}", said=said, between=between if place else "", piece=piece)
    return said


def rates_table(rates: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """Rows of `analysis.published_rates` for reading."""
    rows = []
    for _, row in rates.iterrows():
        numbers = numbers_of(row)
        beside = [
            numbers[name] for name in ("count", "women_and_girls", "residents", "least") if name in numbers
        ]
        rows.append(
            {
                "Offences": exercise.group(row["offences"]).label,
                "Window": row["window"] + (", in doubt" if "other-window" in row["caveats"] else ""),
                "Days": tell(numbers["days"], f"{row['days']:,}"),
                "For each 1,000": None if pd.isna(row["rate_low"]) else tell(numbers["rate"], _rate(row)),
                "Working": tied(row["working"], beside),
            }
        )
    return _table(rows)


def recorded_rates_table(rates: pd.DataFrame) -> pd.DataFrame:
    """Rows of `analysis.recorded_rates` for reading."""
    rows = []
    for _, row in rates.iterrows():
        numbers = numbers_of(row)
        cells = {
            heading: None
            if pd.isna(row[name]) or name not in numbers
            else tell(numbers[name], format(row[name], how))
            for heading, name, how in (
                ("Recorded", "recorded", ","),
                ("Residents", "residents", ","),
                ("For each 1,000", "rate", ",.2f"),
            )
        }
        beside = [numbers[name] for name in ("recorded", "residents", "least") if name in numbers]
        rows.append({"Year": row["window"], **cells, "Working": tied(row["working"], beside)})
    return _table(rows)


def sources_list(sources: pd.DataFrame) -> list[str]:
    """Sources as lines: who, when, where."""
    return [
        f"{row['publisher']}, "
        + (
            long_date(row["published"].date())
            if not pd.isna(row["published"])
            else "date of the page not seen"
        )
        + (f": {row['url']}" if row["url"] else "")
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


def replies_table(replies: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """`analysis.replies` for reading."""
    rows = [
        {
            "Forces that …": row["what"],
            "Forces": tell(numbers_of(row)["forces"], f"{row['forces']:,}"),
            "Note": noted(row["note"], "notes.asked", exercise)
            if row["note"] == exercise.notes["asked"]
            else row["note"],
        }
        for _, row in replies.iterrows()
    ]
    return _table(rows)


def nations_table(nations: pd.DataFrame) -> pd.DataFrame:
    """`analysis.by_nation` for reading; a status that no force has gets no column."""
    headings = {
        "forces": "Forces",
        "figures_public": "Figures public",
        "other": "Another status",
        "nothing_public": "Nothing public",
    }
    if not nations["other"].any():
        del headings["other"]
    places = {"GB": "England, Wales and Scotland", "UK": "the whole UK"}
    rows = []
    for _, row in nations.iterrows():
        numbers = numbers_of(row)
        cells = {heading: tell(numbers[name], f"{row[name]:,}") for name, heading in headings.items()}
        rows.append({"Nation": places.get(row["nation"], row["nation"]), "Kind": row["kind"], **cells})
    return _table(rows)


def side_by_side(figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """All public figures with names and labels, for `charts.published_side_by_side`; forces by name, `uk` last.

    The column `number` has each figure's count as a number that opens.
    """
    names = forces.set_index("force")["name"]
    table = figures.assign(
        # Before the offences get their labels: a figure's number is the same wherever it is printed.
        number=pd.Series([number_of(row) for _, row in figures.iterrows()], figures.index, dtype=object),
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


def notes_list(figures: pd.DataFrame) -> list[Sentence]:
    """What else is known of each figure, as lines."""
    return [
        say(
            "{count} ({window}): {note}",
            count=_noted(row),
            window=window_of(row).label(),
            note=_note(row),
        )
        for _, row in figures.iterrows()
        if row["note"]
    ]


def _noted(row: pd.Series) -> Told | str:
    """What a note is about: the count, or what is counted where that isn't to be told."""
    if row["qualifier"] == WITHHELD:
        return f"{row['offences']}, {victims(row['victim_gender'])}"
    return told_bounds(number_of(row)) if row["status"] in WITH_COUNT else str(row["status"])


def _note(row: pd.Series) -> Sentence:
    """The note of a figure, whose numbers are what stands in it."""
    name = row["figure_id"]
    stands = Input(f"{name}:note", f"“{row['note']}”", f"{_where(row)}; about: {row['locator']}")
    return tied(row["note"], [], lambda digits: quoted_number(f"{name}~note-{digits}", digits, stands))


def _where(row: pd.Series) -> str:
    if row["qualifier"] == WITHHELD:
        return "data/raw/exercise.toml, [suppression]"
    if row["source_id"].startswith(REPLY):
        return "the reading of the reply"
    return f"data/raw/published_figures.csv, the row of id {row['figure_id']}, column note"


def _rate(row: pd.Series) -> str:
    if pd.isna(row["rate_high"]):
        return f"at least {rounded_down(row['rate_low'], 2)}"
    low, high = rate_text(row["rate_low"]), rate_text(row["rate_high"])
    return low if low == high else f"{low} to {high}"


def _always(number: Number) -> Callable[[str], Number]:
    """Whatever digits there are, this number."""
    return lambda _: number
