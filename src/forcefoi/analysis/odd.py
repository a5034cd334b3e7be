"""Which figures should a person look at again? Those far from the force's own next window, or from other forces.

None of it is a finding: a figure is listed so that somebody checks it by hand, and asks.
"""

from __future__ import annotations

import statistics
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer, once
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.change import changes
from forcefoi.analysis.rates import published_rates, rate_number, recorded_rates
from forcefoi.analysis.recorded import Recorded, recorded_number
from forcefoi.analysis.worked import calculated, numbers_of, residents_number
from forcefoi.exercise import Exercise
from forcefoi.number import Number, inputs_of
from forcefoi.windows import Window, long_date

FAR = 0.5  # more than this share away, up or down
LEAST_OTHERS = 2  # from fewer public figures than this nothing can be said of what is usual
NEAREST = 5  # forces nearest in residents
MOST_APART = 2  # a force with twice or half the residents is not of its size
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
RECORDED_OFFENCES = "stalking and harassment"
NEXT_WINDOW = "the window before it"
OTHER_FIGURES = "other forces’ figures"
ALIKE_FORCES = "recorded crime of forces of its size"
KIND = ["offences", "victim_gender", "window_start", "window_end"]
DTYPES = {
    "force": "string",
    "check": "string",
    "figures": "string",
    "offences": "string",
    "victim_gender": "string",
    "window": "string",
    "value": "Float64",
    "unit": "string",
    "other_value": "Float64",
    "times": "Float64",
    "compared": "Int64",
    "compared_with": "string",
    "reason": "string",
}
NEAR = {
    "force": "string",
    "name": "string",
    "window": "string",
    "recorded": "Int64",
    "residents": "Int64",
    "rows": "string",
}
NO_FINDING = Caveat(
    "odd-is-no-finding",
    "Being far from another window or another force is a reason to check a figure and to ask, not a finding: forces "
    "differ in how they record by far more than chance, and rules change.",
)


def check_by_hand(
    figures: pd.DataFrame,
    forces: pd.DataFrame,
    recorded: pd.DataFrame,
    alike: pd.DataFrame,
    alike_forces: pd.DataFrame,
    near: pd.DataFrame,
    exercise: Exercise,
) -> Answer:
    """Everything about one force that a person should check: `odd_windows`, `odd_figures` and `odd_recorded` together.

    `figures`, `forces` and `recorded` are the force's rows of `Figures`, `Forces` and `RecordedCrime`; `alike`,
    `alike_forces` and `near` what `alike_figures` and `nearest_forces` give for it (a slice has them all). Columns:
    force, check (which of the three), figures (ids), offences, victim_gender, window (label), value and other_value
    (in `unit`), times (value ÷ other_value), compared (how many others), compared_with, reason, working, caveats.
    The column `numbers` has, in the order in which `reason` and `working` print them, `reason_1`, `reason_2` … and
    `working_1` …, and `times`, each with its own formula and cells. The first caveat says what was compared with what,
    and so what was not.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = lambda table: table[table["force"] == "kent"]
    >>> near = nearest_forces(t.recorded_crime, t.forces, "kent", t.exercise)
    >>> none = t.figures.iloc[:0]
    >>> check_by_hand(own(t.figures), own(t.forces), own(t.recorded_crime), none, t.forces, near, t.exercise).table[
    ...     "window"].to_list()
    ['2017/18', '2018/19']
    """
    found = [
        odd_windows(figures, exercise),
        odd_figures(figures, forces, alike, alike_forces, exercise),
        odd_recorded(recorded, forces, near, exercise),
    ]
    # Concatenating empty tables costs dtypes: most forces have no row in most of them.
    tables = [each.table for each in found if len(each.table)] or [found[0].table]
    compared = _compared(figures, alike, near, exercise)
    return Answer(
        pd.concat(tables, ignore_index=True), once([compared, *(c for each in found for c in each.caveats)])
    )


def odd_windows(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """Neighbouring windows of one force, offences and gender of which one has more than 50% more crimes a day.

    `figures` is a table of `Figures`; columns as `check_by_hand`. `value` is the later window's, `other_value` the
    earlier one's. What chance alone could make (the 95% interval of the ratio holds 1) is not listed, and counts that
    are not exact or windows that could be others have no ratio; see `changes`.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> odd_windows(t.figures, t.exercise).table["force"].to_list()
    ['northumbria', 'psni', 'cheshire']
    """
    rows, found = [], []
    moved = changes(figures, exercise)
    for _, row in moved.table.iterrows():
        if row["direction"] not in ("rose", "fell"):
            continue
        # From none, or to none, is further apart than any number of times.
        known = not pd.isna(row["ratio"]) and row["ratio"] > 0
        apart = max(row["ratio"], 1 / row["ratio"]) if known else float("inf")
        if apart <= 1 + FAR:
            continue
        numbers = numbers_of(row)
        rows.append(
            {
                **{name: row[name] for name in ("force", "offences", "victim_gender")},
                "check": NEXT_WINDOW,
                "figures": f"{row['before']} {row['after']}",
                "window": row["after_window"],
                "value": row["after_per_day"],
                "unit": "crimes a day",
                "other_value": row["before_per_day"],
                "times": row["ratio"],
                "compared": 1,
                "compared_with": row["before_window"],
                "reason": _apart(row, apart, exercise),
                "working": row["working"],
                "numbers": _window_numbers(row, numbers),
            }
        )
        found.append([NO_FINDING, *moved.caveats_of(row)])
    return answer(rows, DTYPES, found)


def _apart(row: pd.Series, apart: float, exercise: Exercise) -> str:
    """Both windows, the one with more first; an inferred window and a rule change between them stand beside them."""
    named = row["caveats"].split()
    before, after = (
        f"{row[f'{which}_count']:,} in {row[f'{which}_days']:,} days ({row[f'{which}_window']}"
        f"{', window inferred' if f'inferred-window:{row[which]}' in named else ''}), "
        f"{row[f'{which}_per_day']:.2f} a day"
        for which in ("before", "after")
    )
    more, less = (after, before) if row["direction"] == "rose" else (before, after)
    times = "" if apart == float("inf") else f"{apart:.2f} times as many a day as "
    rules = [
        f"from {long_date(b.day)} {b.what}{', in England and Wales' if b.id not in named else ''}"
        for b in exercise.breaks
        if b.id in named or f"elsewhere:{b.id}" in named
    ]
    return f"{more}: {times or 'beside '}{less}{'; ' if rules else ''}{'; '.join(rules)}"


def _window_numbers(row: pd.Series, numbers: dict[str, Number]) -> dict[str, Number]:
    """Those of `_apart`, the window with more first, and of the working, the later window first."""
    before, after = (
        [numbers[f"{which}_{name}"] for name in ("count", "days", "per_day")] for which in ("before", "after")
    )
    rose = row["direction"] == "rose"
    more, less = (after, before) if rose else (before, after)
    ratio = numbers.get("ratio")
    apart = []
    if ratio is not None and ratio.low > 0:
        apart = [ratio if rose else _inverse(ratio, more, less)]
    found = _in_order("reason", [*more, *apart, *less]) | _in_order("working", [*after[:2], *before[:2]])
    return found | ({"times": ratio} if ratio is not None else {})


def _inverse(ratio: Number, more: list[Number], less: list[Number]) -> Number:
    """How many times as many a day in the earlier window, where the later one has fewer."""
    formula = " ÷ ".join(f"({side[0].low:,} ÷ {side[1].low:,} days)" for side in (more, less))
    what = "Crimes a day in the earlier window, as a multiple of those in the later one"
    return calculated(f"{ratio.id}-inverse", 1 / ratio.low, "times", what, formula, ratio.inputs)


def _in_order(name: str, numbers: list[Number]) -> dict[str, Number]:
    return {f"{name}_{at}": number for at, number in enumerate(numbers, start=1)}


def _times(value: Number, other: Number, name: str, what: str) -> Number:
    """One rate as a multiple of another: both for each thousand, which falls away."""
    parts = [number.formula.rpartition(" × ")[0] for number in (value, other)]
    formula = f"({parts[0]}) ÷ ({parts[1]})"
    return calculated(name, value.low / other.low, "times", what, formula, inputs_of(value, other))


def odd_figures(
    figures: pd.DataFrame,
    forces: pd.DataFrame,
    alike: pd.DataFrame,
    alike_forces: pd.DataFrame,
    exercise: Exercise,
) -> Answer:
    """A force's figures that are more than 50% away from each other force's, for each 1,000 women and girls.

    Compared are exact figures with female victims, of the same offences and window, of at least two other forces:
    `alike` and `alike_forces` from `alike_figures`. So few forces have public figures that there is no choosing among
    them by size. Columns as `check_by_hand`; `other_value` is the nearest of the others'.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "northumbria"]
    >>> alike = alike_figures(t.figures, t.forces, "northumbria", t.exercise)
    >>> odd_figures(own, t.forces, alike, t.forces, t.exercise).table["times"].round(2).to_list()
    [2.1]
    """
    rows: list[dict[str, Any]] = []
    found: list[list[Caveat]] = []
    if alike.empty:
        return answer(rows, DTYPES, found)
    own = published_rates(_comparable(figures, exercise), forces, exercise)
    others = published_rates(alike, alike_forces, exercise).table.set_index("figure")
    names = alike_forces.set_index("force")["name"]
    kinds = figures.set_index("figure_id")[KIND]
    for _, row in own.table.iterrows():
        same = alike[(alike[KIND] == kinds.loc[row["figure"]]).all(axis=1)]
        beside = others.loc[same["figure_id"]].dropna(subset=["rate_low"])
        if pd.isna(row["rate_low"]) or len(beside) < LEAST_OTHERS:
            continue
        rate, rates = float(row["rate_low"]), beside["rate_low"].astype(float)
        if min(rates) * (1 + FAR) < rate and max(rates) * (1 + FAR) < rate:
            next_to = max(rates)
        elif rate * (1 + FAR) < min(rates):
            next_to = min(rates)
        else:
            continue
        told = "; ".join(
            f"{names[o['force']]} {o['rate_low']:.2f} ({o['working']})" for _, o in beside.iterrows()
        )
        short = "; ".join(f"{names[o['force']]} {o['rate_low']:.2f}" for _, o in beside.iterrows())
        inferred = ", window inferred" if "inferred-window" in row["caveats"] else ""
        side = "above" if rate > next_to else "below"
        rows.append(
            {
                "force": row["force"],
                "check": OTHER_FIGURES,
                "figures": row["figure"],
                "offences": row["offences"],
                "victim_gender": "female",
                "window": row["window"],
                "value": rate,
                "unit": f"crimes for each {exercise.per:,} women and girls",
                "other_value": next_to,
                "times": rate / next_to if next_to else None,
                "compared": len(beside),
                "compared_with": told,
                "reason": f"{row['low']:,} ({row['window']}{inferred}) is {rate:.2f} crimes for each {exercise.per:,} "
                f"women and girls, far {side} each of the {_few(len(beside))} other forces with a public figure of the "
                f"same offences, gender and window: {', '.join(f'{r:.2f}' for r in sorted(rates))}",
                "working": f"{row['working']} = {rate:.2f}; {short}",
                "numbers": _figure_numbers(row, beside, next_to),
            }
        )
        of_others = [c for _, other in same.iterrows() for c in caveats.of_figure(other)]
        mine = figures[figures["figure_id"] == row["figure"]]
        sources = caveats.of_sources(r for table in (mine, same) for _, r in table.iterrows())
        found.append([NO_FINDING, *own.caveats_of(row), *of_others, *sources])
    return answer(rows, DTYPES, found)


def _figure_numbers(row: pd.Series, beside: pd.DataFrame, next_to: float) -> dict[str, Number]:
    own, others = numbers_of(row), [numbers_of(other)["rate"] for _, other in beside.iterrows()]
    count, women, rate = (own[name] for name in ("count", "women_and_girls", "rate"))
    found = _in_order("reason", [count, rate, *sorted(others, key=lambda n: n.low)])
    found |= _in_order("working", [count, women, rate, *others])
    if next_to:
        nearest = next(number for number in others if number.low == next_to)
        what = "Crimes for each thousand women and girls, as a multiple of the nearest of the other forces’"
        found["times"] = _times(rate, nearest, f"{row['figure']}~times-others", what)
    return found


def _few(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def alike_figures(
    figures: pd.DataFrame, forces: pd.DataFrame, force: str, exercise: Exercise
) -> pd.DataFrame:
    """Other forces' figures that those of one force can be set beside: rows of `figures` (a table of `Figures`).

    Exact, settled, with female victims, of the same offences and window as a figure of the force, and of at least two
    other forces with a rate; otherwise none, so that no force's page rests on what it does not show.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> alike_figures(t.figures, t.forces, "northumbria", t.exercise)["force"].to_list()
    ['wiltshire', 'cumbria']
    >>> alike_figures(t.figures, t.forces, "durham", t.exercise).empty
    True
    """
    mine = figures[figures["force"] == force]
    if mine.empty:
        return figures.iloc[:0]
    people = forces.set_index("force")["persons_2018"]
    people = people[people.fillna(0) >= exercise.least_residents]
    own = _comparable(mine, exercise)
    # Only what can be set beside something: contradictions are looked for force by force.
    others = figures[(figures["force"] != force) & figures["force"].isin(people.index)]
    others = _comparable(others, exercise)
    wanted = {tuple(key) for key in own[KIND].itertuples(index=False)}
    same = others[[tuple(key) in wanted for key in others[KIND].itertuples(index=False)]]
    many = same.groupby(KIND)["force"].transform("nunique") if len(same) else pd.Series(dtype="Int64")
    return same[many >= LEAST_OTHERS] if len(same) else same


def _comparable(figures: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    known = settled(figures, exercise)
    sure = (known["status"] == "exact") & (known["other_windows"] == "")
    return known[sure & (known["victim_gender"] == "female")]


def odd_recorded(
    recorded: pd.DataFrame, forces: pd.DataFrame, near: pd.DataFrame, exercise: Exercise
) -> Answer:
    """Financial years in which a force recorded far more or less stalking and harassment than forces of its size.

    Far: for each 1,000 residents more than 50% away from the middle one of the five forces nearest in residents that
    year, and further out than each of the five. (Half a million crimes leave nothing to chance; a looser rule lists
    a third of all forces.) `recorded` and `forces` are the force's own rows, `near` is from `nearest_forces`. Columns
    as `check_by_hand`; `other_value` is the middle one's rate.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> near = nearest_forces(t.recorded_crime, t.forces, "kent", t.exercise)
    >>> own = t.recorded_crime[t.recorded_crime["force"] == "kent"]
    >>> odd_recorded(own, t.forces, near, t.exercise).table["times"].round(2).to_list()
    [1.62, 2.06]
    """
    rows: list[dict[str, Any]] = []
    found: list[list[Caveat]] = []
    if near.empty:
        return answer(rows, DTYPES, found)
    own = recorded_rates(recorded, forces, RECORDED_OFFENCES, exercise)
    for _, row in own.table[own.table["rate"].notna()].iterrows():
        others = near[near["window"] == row["window"]]
        rates = [r / p * exercise.per for r, p in zip(others["recorded"], others["residents"], strict=True)]
        if len(rates) < NEAREST:
            continue
        rate, middle = float(row["rate"]), statistics.median(rates)
        above = rate > middle * (1 + FAR) and rate > max(rates)
        if not above and not (rate < middle * (1 - FAR) and rate < min(rates)):
            continue
        rows.append(_recorded_row(row, others, rates, middle, exercise))
        found.append(
            [
                NO_FINDING,
                *own.caveats_of(row),
                caveats.another_measure(exercise),
            ]
        )
    return answer(rows, DTYPES, found)


def _recorded_row(
    row: pd.Series, others: pd.DataFrame, rates: list[float], middle: float, exercise: Exercise
) -> dict[str, object]:
    rate, year = float(row["rate"]), row["window"]
    beside = list(zip(others.to_dict("records"), rates, strict=True))
    told = "; ".join(f"{o['name']} {r:.2f} ({o['recorded']:,} ÷ {o['residents']:,})" for o, r in beside)
    short = "; ".join(f"{o['name']} {r:.2f}" for o, r in beside)
    more = "more" if rate > middle else "less"
    return {
        "force": row["force"],
        "check": ALIKE_FORCES,
        "figures": "",
        "offences": row["offences"],
        "victim_gender": "all",
        "window": year,
        "value": rate,
        "unit": f"recorded crimes for each {exercise.per:,} residents",
        "other_value": middle,
        "times": rate / middle if middle else None,
        "compared": len(rates),
        "compared_with": told,
        "reason": f"{row['recorded']:,} crimes of {row['offences']} officially recorded in {year} are {rate:.2f} for "
        f"each {exercise.per:,} residents, {more} than any of the {_few(len(rates))} forces nearest in residents "
        f"({min(rates):.2f} to {max(rates):.2f}, the middle one {middle:.2f})",
        "working": f"{row['working']} = {rate:.2f}; {short}",
        "numbers": _recorded_numbers(row, others, exercise),
    }


def _recorded_numbers(row: pd.Series, others: pd.DataFrame, exercise: Exercise) -> dict[str, Number]:
    own, beside = numbers_of(row), [_rate_of(other, exercise) for other in others.to_dict("records")]
    recorded, residents, rate = (own[name] for name in ("recorded", "residents", "rate"))
    ordered = sorted(beside, key=lambda number: number.low)
    middle = ordered[len(ordered) // 2]
    found = _in_order("reason", [recorded, rate, ordered[0], ordered[-1], middle])
    found |= _in_order("working", [recorded, residents, rate, *beside])
    if middle.low:
        what = f"Crimes for each {exercise.per:,} residents, as a multiple of the middle one of these forces’"
        found["times"] = _times(rate, middle, f"{rate.id}~times-middle", what)
    return found


def _rate_of(near: Mapping[Hashable, Any], exercise: Exercise) -> Number:
    """The rate of one force in one year (a row of `nearest_forces`), down to its cells."""
    begins = int(near["window"][:4])
    year, codes = Window.financial_year(begins), exercise.group(RECORDED_OFFENCES).most
    rows = tuple(int(row) for row in near["rows"].split())
    count = Recorded(int(near["recorded"]), False, "", rows)
    recorded = recorded_number(count, near["force"], codes, year, exercise)
    residents = residents_number(near["force"], f"persons_{begins}", int(near["residents"]), exercise)
    return rate_number(recorded, residents, exercise)


def nearest_forces(
    recorded: pd.DataFrame, forces: pd.DataFrame, force: str, exercise: Exercise
) -> pd.DataFrame:
    """The five forces nearest in residents to one force, each financial year, with what they recorded.

    Among the forces of the funnel's kind and nations (see `exercise.toml`) that have a rate that year, and between half
    and twice its residents; in a year with fewer than five of them, none. Columns: force,
    name, window (label), recorded (crimes of stalking and harassment), residents, rows (of the raw table that they
    stand in, parted by a space). Empty for a force that is none of them. `recorded` and `forces` are whole tables.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> near = nearest_forces(t.recorded_crime, t.forces, "kent", t.exercise)
    >>> near.loc[near["window"] == "2017/18", "name"].to_list()[:2]
    ['Essex Police', 'Devon & Cornwall Police']
    """
    return nearest_of(comparable_years(recorded, forces, exercise), force)


def comparable_years(recorded: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """What every force of the funnel's kind and nations recorded in each year with a rate: columns of `NEAR`."""
    rules = exercise.funnel
    compared = forces[(forces["kind"] == rules.kind) & forces["nation"].isin(rules.nations)]
    rates = recorded_rates(recorded, compared, RECORDED_OFFENCES, exercise).table
    rates = rates[rates["rate"].notna()]
    names = compared.set_index("force")["name"]
    codes = exercise.group(RECORDED_OFFENCES).most
    rates = rates.assign(name=rates["force"].map(names))
    rates = rates.merge(_places(recorded, codes), how="left", on=["force", "window"], validate="one_to_one")
    return rates[list(NEAR)].astype(NEAR).reset_index(drop=True)


def _places(recorded: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the raw table of each force and financial year: force, window (label), rows."""
    own = recorded[recorded["offence"].isin(codes)]
    begins = own["quarter_start"].dt.year - (own["quarter_start"].dt.month < 4)
    labels = {year: Window.financial_year(int(year)).label() for year in begins.unique()}
    places = own.assign(window=begins.map(labels))[["force", "window", "row"]].drop_duplicates()
    places = places.sort_values("row").astype({"row": "string"})
    return places.groupby(["force", "window"])["row"].agg(" ".join).rename("rows").reset_index()


def nearest_of(years: pd.DataFrame, force: str) -> pd.DataFrame:
    """The five forces nearest to one force in each year of a table from `comparable_years`; see `nearest_forces`."""
    found = []
    for _, year in years.groupby("window", sort=True):
        own = year[year["force"] == force]
        if own.empty:
            continue
        people = own["residents"].iloc[0]
        alike = year["residents"].between(people / MOST_APART, people * MOST_APART)
        others = year[alike & (year["force"] != force)]
        if len(others) >= NEAREST:
            away = (others["residents"] - people).abs()
            nearest = others.assign(away=away).sort_values(["away", "force"]).head(NEAREST)
            found.append(nearest.drop(columns="away"))
    return pd.concat(found, ignore_index=True) if found else years.iloc[:0]


def _compared(figures: pd.DataFrame, alike: pd.DataFrame, near: pd.DataFrame, exercise: Exercise) -> Caveat:
    """What was looked at, so that an empty list is not taken for more than it is."""
    kinds = {tuple(key) for key in alike[KIND].itertuples(index=False)}
    own = _comparable(figures, exercise)
    beside = sum(tuple(key) in kinds for key in own[KIND].itertuples(index=False))
    pairs, years = (
        int((changes(figures, exercise).table["direction"] != "can't be said").sum()),
        near["window"].nunique(),
    )
    if not (pairs or beside or years):
        nothing = (
            "no two windows, nothing of other forces, no recorded crime beside that of forces of its size"
        )
        return Caveat("compared-by-hand-list", f"Nothing could be looked at for this list: {nothing}.")
    looked = [
        f"{_few(pairs)} {'pair' if pairs == 1 else 'pairs'} of neighbouring windows",
        f"{_few(beside) if beside else 'none'} of its {_few(len(figures))} published "
        f"figure{'s' * (len(figures) != 1)} beside those of at least "
        f"{_few(LEAST_OTHERS)} other forces (the others are not exact, are contradicted, or have too few beside them)"
        if len(figures)
        else "no published figure, there being none",
        f"{_few(years)} financial {'year' if years == 1 else 'years'} of recorded crime beside the {_few(NEAREST)} "
        "forces nearest in residents",
    ]
    text = f"Looked at for this list were {'; '.join(looked)}. It has what is more than {FAR:.0%} away."
    return Caveat("compared-by-hand-list", text)
