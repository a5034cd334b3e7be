"""Where a force lies on the funnel plot, and what that can not tell, in sentences."""

from __future__ import annotations

from forcefoi.analysis.outliers import Funnel
from forcefoi.exercise import Exercise


def funnel_sentences(funnel: Funnel, force: str, exercise: Exercise) -> list[str]:
    """Where one force lies on the funnel, and what the funnel can't tell."""
    row = funnel.place_of(force)
    year = exercise.funnel.window
    if row is None:
        return []
    codes = "+".join(exercise.funnel.offences)
    lines = [
        f"{row['name']} recorded {row['rate']:.2f} crimes of {codes} for each {exercise.per:,} residents in "
        f"{year.label()} ({row['recorded']:,} ÷ {row['residents']:,}, mid-{year.start.year}); all "
        f"{len(funnel.table)} forces "
        f"together {funnel.target:.2f}. It lies {row['place']}, corrected for how much forces differ."
    ]
    if row["place"] != row["place_plain"]:
        lines.append(
            f"The place depends on the method: on the plain scale of rates it lies {row['place_plain']}. "
            "Do not print it as a finding."
        )
    return [*lines, *funnel_limits(funnel)]


def funnel_limits(funnel: Funnel) -> list[str]:
    """What the funnel can't tell, with φ and τ²."""
    return [
        f"Allowing for chance alone, {funnel.outside_by_chance} of {len(funnel.table)} forces lie outside the "
        "99.8% limits "
        f"(φ = {funnel.phi:,.0f}; 1 would be chance alone): forces differ in how they record by far more than chance. "
        f"The limits allow for that (τ² = {funnel.tau2:.3f} on the log scale), so a force inside them differs "
        "from the others no "
        "more than forces usually do. The plot can't tell a difference in recording from a difference in crime, and "
        "there is no league table because a rank would be a rank of recording."
    ]
