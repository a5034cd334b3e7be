"""Which forces recorded more or less than the others, by more than forces usually differ? A funnel plot.

Method: Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in
Health Care 14, 347–351. The ratio of recorded to expected crimes is taken on the log scale; its spread
beyond chance is estimated from winsorised z-scores and added to the variance (additive random effects).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.rates import rate_number
from forcefoi.analysis.recorded import Recorded, recorded_in, recorded_number
from forcefoi.analysis.worked import RECORDED, RESIDENTS, calculated, official_place, residents_number
from forcefoi.bounds import UnknownCount
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise, FunnelRules
from forcefoi.number import Input, Number

Z95, Z998 = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.999)
PLACES = {
    2: "above the 99.8% limits",
    1: "above the 95% limits",
    0: "inside the 95% limits",
    -1: "below the 95% limits",
    -2: "below the 99.8% limits",
}
# A spread between forces can't be estimated from fewer than this: two points always fit.
LEAST_FORCES = 10
COMPARATORS = {
    "force": "string",
    "name": "string",
    "residents": "Int64",
    "recorded": "Int64",
    "rows": "string",
}


@dataclass(frozen=True)
class Funnel:
    """The funnel: one row a force, and what its limits are made of.

    `table`: force, name, residents, recorded (crimes), rows (of the raw table), expected (crimes at the
    common rate), rate (per 1,000 residents), z_chance (by chance alone), z (corrected), place (on the log scale,
    which the limits use), place_plain (the same method on the plain scale of rates), working. Sorted by name: it is no
    league table. `target`: the common rate per 1,000. `phi`: mean of the squared winsorised z-scores (1 =
    chance alone). `tau2`: variance between forces, on the log scale.
    """

    table: pd.DataFrame
    target: float
    phi: float
    tau2: float
    phi_plain: float
    tau2_plain: float
    per: int
    caveats: tuple[Caveat, ...]

    @property
    def outside_by_chance(self) -> int:
        """How many forces lie outside the 99.8% limits when only chance is allowed for."""
        return int((self.table["z_chance"].abs() > Z998).sum())

    def limits(self, residents: np.ndarray) -> pd.DataFrame:
        """The corrected limits for areas of so many residents.

        Columns: residents, low998, low95, high95, high998 (crimes per 1,000 residents).
        """
        people = np.asarray(residents, dtype=float)
        spread = np.sqrt(1 / (self.target * people / self.per) + self.tau2)
        ends = {"low998": -Z998, "low95": -Z95, "high95": Z95, "high998": Z998}
        return pd.DataFrame(
            {"residents": people, **{name: self.target * np.exp(z * spread) for name, z in ends.items()}}
        )

    def limits_for_plot(self) -> pd.DataFrame:
        """The limits at 200 sizes on a log scale, from a tenth below the least to a tenth above the most."""
        people = self.table["residents"].astype(float)
        return self.limits(np.geomspace(people.min() * 0.9, people.max() * 1.1, 200))

    def place_of(self, force: str) -> pd.Series | None:
        """The row of one force, or None when it does not stand on the funnel."""
        found = self.table[self.table["force"] == force]
        return None if found.empty else found.iloc[0]


def off_funnel(recorded: pd.DataFrame, forces: pd.DataFrame, rules: FunnelRules) -> dict[str, str]:
    """Why each force does not stand on the funnel, by force; '' for those that do.

    On it stand the territorial forces of the rule's nations with at least its least residents (mid-year estimate
    of the year in which the window begins) and every quarter of its window in the table. Where these
    are too few, or one recorded no crime, there is no funnel and nobody stands on it.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> off_funnel(t.recorded_crime, t.forces, t.exercise.funnel)["btp"]
    'no residents are counted for it'
    """
    found = _counts(recorded, forces, rules)
    return {force: reason if isinstance(reason, str) else "" for force, reason in found.items()}


def _counts(recorded: pd.DataFrame, forces: pd.DataFrame, rules: FunnelRules) -> dict[str, Recorded | str]:
    """The recorded crimes of each force that stands on the funnel; of each other one, why it does not."""
    found = {force["force"]: _count(force, recorded, rules) for _, force in forces.iterrows()}
    on = {force: count for force, count in found.items() if not isinstance(count, str)}
    if len(on) < LEAST_FORCES:
        found |= dict.fromkeys(on, f"fewer than {LEAST_FORCES} forces can be compared")
    elif min(found.count for found in on.values()) <= 0:
        none = "a force recorded no crime of these classes, so no funnel can be drawn"
        found |= dict.fromkeys(on, none)
    return found


def _count(force: pd.Series, recorded: pd.DataFrame, rules: FunnelRules) -> Recorded | str:
    residents = force[f"persons_{rules.window.start.year}"]
    if pd.isna(residents):
        return "no residents are counted for it"
    if force["kind"] != rules.kind or force["nation"] not in rules.nations:
        return f"only {rules.kind} forces of {' and '.join(rules.nations)} are compared"
    if residents < rules.least_residents:
        return f"its area has {residents:,} residents, fewer than {rules.least_residents:,}"
    try:
        return recorded_in(recorded, force["force"], rules.offences, rules.window)
    except UnknownCount:
        return f"the official tables here do not have all of its quarters of {rules.window.label()}"


def comparators(recorded: pd.DataFrame, forces: pd.DataFrame, rules: FunnelRules) -> pd.DataFrame:
    """The forces that stand on the funnel, with what they are placed by: see `off_funnel`.

    Columns: force, name, residents (Int64), recorded (Int64, crimes), rows (those of the raw table that the crimes
    stand in, parted by a space). Empty where there is no funnel.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> len(comparators(t.recorded_crime, t.forces, t.exercise.funnel))
    42
    """
    counts = _counts(recorded, forces, rules)
    people = f"persons_{rules.window.start.year}"
    rows = []
    for _, force in forces.iterrows():
        found = counts[force["force"]]
        if isinstance(found, Recorded):
            stand = " ".join(map(str, found.rows))
            rows.append((force["force"], force["name"], force[people], int(found.count), stand))
    return pd.DataFrame(rows, columns=list(COMPARATORS)).astype(COMPARATORS)


def outliers(comparators: pd.DataFrame, exercise: Exercise) -> Funnel:
    """The funnel of these forces (a table from `comparators`).

    Raises ForcefoiError with fewer than ten forces, or where one recorded no crime at all (its ratio has
    no logarithm).

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> funnel = outliers(comparators(t.recorded_crime, t.forces, t.exercise.funnel), t.exercise)
    >>> round(funnel.phi), round(funnel.tau2, 3), funnel.place_of("durham")["place"]
    (981, 0.146, 'above the 95% limits')
    """
    rules = exercise.funnel
    if len(comparators) < LEAST_FORCES:
        raise ForcefoiError(f"a funnel needs at least {LEAST_FORCES} forces, here are {len(comparators)}")
    if (comparators["recorded"] <= 0).any():
        names = ", ".join(comparators.loc[comparators["recorded"] <= 0, "name"])
        raise ForcefoiError(f"no funnel: {names} recorded no crime of {', '.join(rules.offences)}")
    table = comparators.sort_values("name").reset_index(drop=True)
    recorded, people = (table[c].to_numpy(dtype=float) for c in ("recorded", "residents"))
    target = recorded.sum() / people.sum() * exercise.per
    expected = target * people / exercise.per
    rate = recorded / people * exercise.per
    log = overdispersion(np.log(recorded / expected), 1 / np.sqrt(expected), rules.winsorise)
    plain_error = np.sqrt(target * exercise.per / people)
    plain = overdispersion(rate - target, plain_error, rules.winsorise)
    table["expected"], table["rate"] = expected, rate
    table["z_chance"], table["z"] = log.z_chance, log.z
    table["place"] = pd.array([place(z) for z in log.z], dtype="string")
    table["place_plain"] = pd.array([place(z) for z in plain.z], dtype="string")
    table["working"] = [
        f"ln({r:,.0f} ÷ {e:,.1f}) ÷ √(1/{e:,.1f} + {log.tau2:.4f}) = {z:.2f}"
        for r, e, z in zip(recorded, expected, log.z, strict=True)
    ]
    return Funnel(table, target, log.phi, log.tau2, plain.phi, plain.tau2, exercise.per, _caveats(exercise))


def funnel_numbers(funnel: Funnel, force: str | None, exercise: Exercise) -> dict[str, Number]:
    """The numbers of the funnel: `forces` compared, `target`, `outside` (by chance alone), `phi`, `tau2`; and of one
    force on it `recorded`, `residents` and `rate`.
    """
    table, rules = funnel.table, exercise.funnel
    column, codes = f"persons_{rules.window.start.year}", ", ".join(rules.offences)
    year = rules.window.label()
    rows = f"the rows of {year} of the {len(table)} forces compared, columns {codes}"
    areas = f"the rows of the {len(table)} forces compared, column {column}"
    inputs = [
        Input(
            f"{RECORDED}:funnel",
            f"Crimes recorded in {year} by the forces compared, {table['recorded'].sum():,} in all",
            official_place(exercise, RECORDED, rows),
        ),
        Input(
            f"{RESIDENTS}:funnel",
            f"Residents of their areas, {table['residents'].sum():,} in all",
            official_place(exercise, RESIDENTS, areas),
        ),
    ]
    drawn = f"z-scores on the log scale, drawn in to their {rules.winsorise:g} and {1 - rules.winsorise:g} quantiles"
    facts = [
        ("forces", len(table), "forces", "Forces compared", "the number of forces on the funnel plot"),
        (
            "target",
            funnel.target,
            f"for each {exercise.per:,}",
            f"Crimes recorded for each {exercise.per:,} residents, all forces together",
            f"{table['recorded'].sum():,} ÷ {table['residents'].sum():,} × {exercise.per:,}",
        ),
        (
            "outside",
            funnel.outside_by_chance,
            "forces",
            "Forces outside the 99.8% limits, were there chance alone",
            "the number of forces whose |ln(recorded ÷ expected)| × √expected is over 3.09",
        ),
        ("phi", funnel.phi, "", "φ, spread relative to chance", f"the mean of the squared {drawn}"),
        (
            "tau2",
            funnel.tau2,
            "",
            "τ², variance between forces on the log scale",
            f"by moments, from φ and the weights of the forces; {rules.source}",
        ),
    ]
    numbers = {
        name: calculated(f"funnel~{name}", value, unit, what, formula, inputs)
        for name, value, unit, what, formula in facts
    }
    row = None if force is None else funnel.place_of(force)
    if force is None or row is None:
        return numbers
    found = Recorded(int(row["recorded"]), False, "", tuple(map(int, row["rows"].split())))
    numbers["recorded"] = recorded_number(found, force, rules.offences, rules.window, exercise)
    numbers["residents"] = residents_number(force, column, int(row["residents"]), exercise)
    numbers["rate"] = rate_number(numbers["recorded"], numbers["residents"], exercise)
    return numbers


@dataclass(frozen=True)
class Overdispersion:
    """z-scores by chance alone, z-scores with the spread between forces allowed for, φ and τ²."""

    z_chance: np.ndarray
    z: np.ndarray
    phi: float
    tau2: float


def overdispersion(distance: np.ndarray, error: np.ndarray, winsorise: float) -> Overdispersion:
    """Additive random effects after winsorising.

    `distance` of each force from the target and its standard `error` by chance, on one scale. The z-scores are
    drawn in to their `winsorise` and 1 − `winsorise` quantiles, so that true outliers do not make the
    spread that would hide them; φ is the mean of their squares, and τ² is by moments, never below nought.

    >>> spread = overdispersion(np.array([-3.0, -1.0, 1.0, 3.0]), np.ones(4), 0.0)
    >>> spread.phi, round(spread.tau2, 3)
    (5.0, 5.667)
    """
    z = distance / error
    drawn = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise]))
    n, weight = len(z), 1 / error**2
    phi = float(np.mean(drawn**2))
    tau2 = max(0.0, (n * phi - (n - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()))
    return Overdispersion(z, distance / np.sqrt(error**2 + tau2), phi, float(tau2))


def place(z: float) -> str:
    """Where a corrected z-score lies.

    >>> place(2.3)
    'above the 95% limits'
    """
    steps = int(abs(z) > Z95) + int(abs(z) > Z998)
    return PLACES[steps if z > 0 else -steps]


def _caveats(exercise: Exercise) -> tuple[Caveat, ...]:
    year = exercise.funnel.window
    return (
        Caveat(
            "no-league-table",
            "Forces differ in how they record far more than chance would make them; a rank would be a rank of "
            "recording, so none is given.",
        ),
        Caveat(
            "funnel-place",
            "A place outside the limits is a reason to ask, not a finding about the force or about women there: "
            "one in twenty would lie outside the 95% limits if forces differed as usual.",
        ),
        Caveat(
            "funnel-scale",
            "The limits are worked out on the log scale; where the plain scale of rates gives another place, the "
            "place depends on the method and the page says so.",
        ),
        caveats.residents(),
        *caveats.of_breaks(exercise.breaks_between(year, year, exercise.funnel.offences), ""),
        Caveat("recorded-not-happened", exercise.notes["recorded"]),
    )
