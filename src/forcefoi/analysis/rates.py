"""How many crimes for each thousand people? None where there are no or too few residents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.recorded import Recorded, financial_years, recorded_in, recorded_number
from forcefoi.analysis.worked import calculated, fact, figure_numbers, residents_number
from forcefoi.bounds import UnknownCount
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.number import Number, between, inputs_of
from forcefoi.windows import Window

WOMEN, WOMEN_YEAR = "women_and_girls_2018", 2018
PUBLISHED = {
    "force": "string",
    "figure": "string",
    "offences": "string",
    "window": "string",
    "days": "Int64",
    "low": "Int64",
    "high": "Int64",
    "women_and_girls": "Int64",
    "denominator_year": "Int64",
    "rate_low": "Float64",
    "rate_high": "Float64",
}
RECORDED = {
    "force": "string",
    "offences": "string",
    "window": "string",
    "recorded": "Int64",
    "residents": "Int64",
    "denominator_year": "Int64",
    "rate": "Float64",
}


def published_rates(figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> Answer:
    """Published crimes for each 1,000 women and girls living in the force's area, over the figure's own window.

    `figures` is a table of `Figures`, `forces` of `Forces`. Columns: force, figure (id), offences, window, days,
    low/high (crimes), women_and_girls (residents), denominator_year, rate_low/rate_high (crimes per 1,000 in
    the window), working, caveats. Only figures with female victims. An aggregate, a force without residents
    or with fewer than the exercise's least has an empty rate, and the reason in `working`.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "northumbria"]
    >>> published_rates(own, t.forces, t.exercise).table["rate_low"].round(2).to_list()
    [7.94, 3.47, 1.1]
    """
    rows, found = [], []
    people = forces.set_index("force", drop=False)
    for _, row in settled(figures, exercise).iterrows():
        if row["victim_gender"] != "female" or row["force"] not in people.index:
            continue
        women, count, window = people[WOMEN][row["force"]], bounds_of(row), window_of(row)
        line = {
            "force": row["force"],
            "figure": row["figure_id"],
            "offences": row["offences"],
            "window": window.label(),
            "days": row["days"],
            "low": count.low,
            "high": count.high,
            "women_and_girls": women,
            "denominator_year": WOMEN_YEAR,
            "numbers": figure_numbers(row),
        }
        reason = _too_few(people.loc[row["force"]], f"persons_{WOMEN_YEAR}", exercise)
        if reason:
            few = _few_numbers(people.loc[row["force"]], f"persons_{WOMEN_YEAR}", exercise)
            rows.append({**line, "working": reason, "numbers": figure_numbers(row) | few})
        elif count.say_nothing:
            rows.append({**line, "working": "no rate: the count can be any number"})
        else:
            rows.append(
                {
                    **line,
                    "rate_low": count.low / women * exercise.per,
                    "rate_high": None if count.high is None else count.high / women * exercise.per,
                    "working": f"{count} ÷ {women:,} × {exercise.per:,}",
                    "numbers": published_numbers(row, int(women), exercise),
                }
            )
        found.append([*caveats.part_year(row), *caveats.of_figure(row), _women(), *caveats.shared(exercise)])
    return answer(rows, PUBLISHED, found)


def published_numbers(row: pd.Series, women: int, exercise: Exercise) -> dict[str, Number]:
    """The numbers of a figure (a row of `Figures`) for each thousand women and girls: `count`, `days`,
    `women_and_girls` and `rate`, which has bounds where the count has.
    """
    numbers = figure_numbers(row)
    numbers["women_and_girls"] = residents_number(row["force"], WOMEN, women, exercise)
    count, per = bounds_of(row), exercise.per
    most = "no upper bound" if count.high is None else f"{count.high:,} ÷ {women:,} × {per:,}"
    numbers["rate"] = Number(
        f"{row['figure_id']}~rate",
        count.low / women * per,
        None if count.high is None else count.high / women * per,
        f"for each {per:,}",
        f"Crimes for each {per:,} women and girls, over the whole window",
        between(f"{count.low:,} ÷ {women:,} × {per:,}", most),
        inputs_of(numbers["count"], numbers["women_and_girls"]),
    )
    return numbers


def recorded_rates(recorded: pd.DataFrame, forces: pd.DataFrame, offences: str, exercise: Exercise) -> Answer:
    """Recorded crimes of a group of offences for each 1,000 residents, one row a force and full financial year.

    `recorded` is a table of `RecordedCrime`, `forces` of `Forces`. The denominator is the mid-year estimate of the
    year in which the financial year begins (2017/18: mid-2017). Columns: force, offences, window, recorded
    (crimes), residents, denominator_year, rate (crimes per 1,000), working, caveats. An empty rate has its
    reason in `working`: no residents counted, too few, or no estimate for that year.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> rates = recorded_rates(t.recorded_crime, t.forces, "stalking and harassment", t.exercise).table
    >>> rates.loc[rates["force"] == "kent", "rate"].round(2).to_list()[1:]
    [1.87, 2.32, 7.33, 12.07]
    """
    group = exercise.group(offences)
    rows, found = [], []
    for _, force in forces[forces["force"].isin(recorded["force"])].iterrows():
        for year in financial_years(recorded):
            try:
                count = recorded_in(recorded, force["force"], group.most, year)
            except UnknownCount:
                # A force whose table begins later or ends earlier has no such year: no row, not a nought.
                continue
            rows.append(
                _recorded_row(force, group.name, year.label(), int(count.count), year.start.year, exercise)
            )
            rows[-1]["numbers"] = recorded_numbers(rows[-1], count, group.most, year, exercise)
            found.append([caveats.residents(), Caveat("recorded-not-happened", exercise.notes["recorded"])])
    return answer(rows, RECORDED, found)


def recorded_numbers(
    row: Mapping[str, Any], found: Recorded, codes: tuple[str, ...], year: Window, exercise: Exercise
) -> dict[str, Number]:
    """The numbers of one row of `recorded_rates`: `recorded`, and `residents` and `rate` where it has them."""
    force = str(row["force"])
    numbers = {"recorded": recorded_number(found, force, codes, year, exercise)}
    people = row.get("residents")
    if people is not None and not pd.isna(people):
        column = f"persons_{row['denominator_year']}"
        numbers["residents"] = residents_number(force, column, int(people), exercise)
    if "rate" not in row and "residents" in numbers:
        numbers |= _few_numbers(row, "residents", exercise)
    if "rate" in row:
        numbers["rate"] = rate_number(numbers["recorded"], numbers["residents"], exercise)
    return numbers


def rate_number(recorded: Number, residents: Number, exercise: Exercise) -> Number:
    """Recorded crimes for each thousand residents."""
    return calculated(
        f"{recorded.id}~rate",
        recorded.low / residents.low * exercise.per,
        f"for each {exercise.per:,}",
        f"Crimes recorded for each {exercise.per:,} residents",
        f"{recorded.low:,} ÷ {residents.low:,} × {exercise.per:,}",
        inputs_of(recorded, residents),
    )


def _recorded_row(
    force: pd.Series, offences: str, window: str, count: int, year: int, exercise: Exercise
) -> dict[str, object]:
    column = f"persons_{year}"
    line: dict[str, object] = {
        "force": force["force"],
        "offences": offences,
        "window": window,
        "recorded": count,
        "denominator_year": year,
    }
    if force.filter(like="persons_").isna().all():
        return {**line, "working": "no rate: no residents are counted for this force"}
    if column not in force:
        return {**line, "working": f"no rate: there is no estimate of residents for mid-{year} here"}
    line["residents"] = force[column]
    if reason := _too_few(force, column, exercise):
        return {**line, "working": reason}
    rate = count / force[column] * exercise.per
    return {**line, "rate": rate, "working": f"{count:,} ÷ {force[column]:,} (mid-{year}) × {exercise.per:,}"}


def _too_few(force: pd.Series, column: str, exercise: Exercise) -> str:
    residents = force[column]
    if pd.isna(residents):
        return "no rate: no residents are counted for this force"
    if residents < exercise.least_residents:
        return f"no rate: {residents:,} residents are fewer than {exercise.least_residents:,}"
    return ""


def _few_numbers(row: Mapping[str, Any] | pd.Series, column: str, exercise: Exercise) -> dict[str, Number]:
    """What a rate that is not given for few residents stands on: `residents` and the `least` that it needs."""
    if pd.isna(row[column]):
        return {}
    least = exercise.least_residents
    numbers = {
        "least": fact(
            exercise,
            "rates.least_residents",
            least,
            "people",
            "The fewest residents for whom there is a rate",
        )
    }
    if column.startswith("persons_"):
        numbers["residents"] = residents_number(str(row["force"]), column, int(row[column]), exercise)
    return numbers


def _women() -> Caveat:
    return Caveat(
        "denominator:women-and-girls",
        "Rates for each 1,000 women and girls are divided by those living in the police force area in "
        f"mid-{WOMEN_YEAR}, "
        "whatever the window, and are for the whole window, not for a year.",
    )
