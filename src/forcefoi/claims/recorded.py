"""Check what is said of officially recorded crime: a count, or a change between two windows."""

from __future__ import annotations

from forcefoi.analysis import caveats, recorded_in
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.recorded import recorded_number
from forcefoi.bounds import UnknownCount
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.clean import parse_window
from forcefoi.number import Number
from forcefoi.sources.claims import Assertion, Claim
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import Window
from forcefoi.wording import judge
from forcefoi.wording.numbers import during

# The tables count every victim and every channel; the exercise asked for less.
ALL = "The official tables count all victims and all channels, online or not."


def check_recorded(claim: Claim, assertion: Assertion, evidence: Evidence) -> Result:
    """Officially recorded crimes of a group of offences in one window, or in two.

    Two windows that are not alike, and a rule of recording that changed between them, make it not like for like.
    """
    exercise = evidence.exercise
    group, windows = exercise.group(assertion.offences), [parse_window(text) for text in assertion.windows]
    numbers = []
    for window in windows:
        try:
            found = recorded_in(evidence.recorded, claim.force, group.most, window)
        except UnknownCount as error:
            return cannot(f"{error}; {claim.force} may not be in it at all")
        if found.estimated:
            return cannot(
                f"the official tables go by quarters, and {window.label()} is not made of whole ones"
            )
        numbers.append(recorded_number(found, claim.force, group.most, window, exercise))
    working = _both(numbers, windows)
    right = [
        say(
            "{name} recorded {both}",
            name=evidence.names[claim.force],
            both=_crimes(numbers, windows, group.label),
        )
    ]
    measure = Caveat("all-victims", ALL)
    counts = [int(number.low) for number in numbers]
    if len(windows) == 1:
        return judged(judge(assertion.phrase, counts[0]), working, right, [measure])
    first, second = windows
    crossed = caveats.of_breaks(exercise.breaks_between(first, second, group.surely, group.most), claim.force)
    result = judged(
        judge(assertion.phrase, *counts, days=(first.days, second.days)), working, right, [measure, *crossed]
    )
    if crossed:
        return unlike(" ".join(c.text for c in crossed), working, right, result.caveats)
    return result


def _both(numbers: list[Number], windows: list[Window]) -> Sentence:
    pieces: list[str | Told] = []
    for number, window in zip(numbers, windows, strict=True):
        pieces += [", " if pieces else "", Told(f"{number.low:,.0f}", number), f" {during(window.label())}"]
    return Sentence([*pieces, "."])


def _crimes(numbers: list[Number], windows: list[Window], label: str) -> Sentence:
    first = Told(f"{numbers[0].low:,.0f} crimes", numbers[0])
    what = f" of {label}, online or not, with victims of any gender, {during(windows[0].label())}"
    rest = [
        piece
        for number, window in zip(numbers[1:], windows[1:], strict=True)
        for piece in (", and ", Told(f"{number.low:,.0f}", number), f" {during(window.label())}")
    ]
    return Sentence([first, what, *rest, "."])
