"""Where a force lies on the funnel plot, and what that can not tell, in sentences."""

from __future__ import annotations

from forcefoi.analysis.outliers import Funnel, funnel_numbers
from forcefoi.exercise import Exercise
from forcefoi.told import Sentence, say, tell


def funnel_sentences(funnel: Funnel, force: str, exercise: Exercise) -> list[Sentence]:
    """Where one force lies on the funnel, and what the funnel can't tell."""
    row = funnel.place_of(force)
    year = exercise.funnel.window
    if row is None:
        return []
    numbers = funnel_numbers(funnel, force, exercise)
    lines = [
        say(
            "{name} recorded {rate} crimes of {codes} for each {per} residents in {year} ({recorded} ÷ {residents}, "
            "mid-{start}); all {forces} forces together {target}. It lies {place}, corrected for how much forces "
            "differ.",
            name=row["name"],
            rate=tell(numbers["rate"], f"{row['rate']:.2f}"),
            codes="+".join(exercise.funnel.offences),
            per=f"{exercise.per:,}",
            year=year.label(),
            recorded=tell(numbers["recorded"], f"{row['recorded']:,}"),
            residents=tell(numbers["residents"], f"{row['residents']:,}"),
            start=year.start.year,
            forces=tell(numbers["forces"], f"{len(funnel.table)}"),
            target=tell(numbers["target"], f"{funnel.target:.2f}"),
            place=row["place"],
        )
    ]
    if row["place"] != row["place_plain"]:
        lines.append(
            say(
                "The place depends on the method: on the plain scale of rates it lies {place}. "
                "Do not print it as a finding.",
                place=row["place_plain"],
            )
        )
    return [*lines, *funnel_limits(funnel, exercise)]


def funnel_limits(funnel: Funnel, exercise: Exercise) -> list[Sentence]:
    """What the funnel can't tell, with φ and τ²."""
    numbers = funnel_numbers(funnel, None, exercise)
    return [
        say(
            "Allowing for chance alone, {outside} of {forces} forces lie outside the 99.8% limits "
            "(φ = {phi}; 1 would be chance alone): forces differ in how they record by far more than chance. "
            "The limits allow for that (τ² = {tau2} on the log scale), so a force inside them differs "
            "from the others no more than forces usually do. The plot can't tell a difference in recording from a "
            "difference in crime, and there is no league table because a rank would be a rank of recording.",
            outside=tell(numbers["outside"], f"{funnel.outside_by_chance}"),
            forces=tell(numbers["forces"], f"{len(funnel.table)}"),
            phi=tell(numbers["phi"], f"{funnel.phi:,.0f}"),
            tau2=tell(numbers["tau2"], f"{funnel.tau2:.3f}"),
        )
    ]
