"""Check what share of one figure another is."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.worked import calculated
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.number import inputs_of
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.wording import judge
from forcefoi.wording.numbers import percent
from forcefoi.wording.plain import figure_plain


def check_share(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """The first figure as a share of the second, of which it must surely be a part."""
    right = [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows]
    if why := evidence.why_not(rows):
        return cannot(why, right)
    part, whole = rows
    working = say(
        "{part} of {whole}.",
        part=Told(str(bounds_of(part)), number_of(part)),
        whole=Told(str(bounds_of(whole)), number_of(whole)),
    )
    if any(row["other_windows"] for row in rows):
        return cannot("the window of a figure could be another one", right, working)
    if why := _not_inside(part, whole, evidence):
        return unlike(f"It is no share: {why}.", working, right)
    if bounds_of(part).is_exact and bounds_of(whole).is_exact and bounds_of(whole).low:
        right = [*right, _percent(part, whole)]
    return judged(judge(assertion.phrase, bounds_of(part), bounds_of(whole)), working, right)


def _percent(part: pd.Series, whole: pd.Series) -> Sentence:
    a, b = bounds_of(part).low, bounds_of(whole).low
    name = f"claim~{part['figure_id']}~of~{whole['figure_id']}"
    inputs = inputs_of(number_of(part), number_of(whole))
    share = calculated(name, a / b * 100, "%", "Share of the whole", f"{a:,} ÷ {b:,} × 100", inputs)
    return say(
        "{part} is {share} of {whole}.",
        part=Told(f"{a:,}", number_of(part)),
        share=Told(percent(a / b, 1), share),
        whole=Told(f"{b:,}", number_of(whole)),
    )


def _not_inside(part: pd.Series, whole: pd.Series, evidence: Evidence) -> str:
    """Why the first figure is not surely a part of the second; '' when it is."""
    group, inside = (evidence.exercise.group(row["offences"]) for row in (whole, part))
    if part["force"] != whole["force"] and whole["force"] != "uk":
        return f"the figures are of {part['force']} and {whole['force']}"
    if window_of(part) != window_of(whole):
        return f"the windows are {window_of(part).label()} and {window_of(whole).label()}"
    if part["victim_gender"] != whole["victim_gender"] and whole["victim_gender"] != "all":
        return f"the victims are {part['victim_gender']} and {whole['victim_gender']}"
    if group.name != inside.name and not group.holds(inside):
        return f"{inside.label} is not surely inside {group.label}"
    return ""
