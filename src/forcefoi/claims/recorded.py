"""Check what is said of officially recorded crime: a count, or a change between two windows."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats, rate_ratio, recorded_in
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.recorded import recorded_number
from forcefoi.analysis.worked import calculated
from forcefoi.bounds import UnknownCount
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.clean import parse_window
from forcefoi.errors import ForcefoiError
from forcefoi.number import Number, inputs_of
from forcefoi.sources.claims import Assertion, Claim
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import Window, long_date
from forcefoi.wording import judge, rules_between
from forcefoi.wording.numbers import LEAST_BASE, during, up_or_down

# The tables count every victim and every channel; the exercise asked for less.
ALL = "The official tables count all victims and all channels, online or not."


def check_recorded(claim: Claim, assertion: Assertion, evidence: Evidence) -> Result:
    """Officially recorded crimes of a group of offences in one window, or in two.

    A name that may hold more classes is read both ways, and settles nothing where that makes a difference. Two windows
    that are not alike, and a rule of recording that changed between them, make it not like for like.
    """
    group = evidence.exercise.group(assertion.offences)
    windows = [parse_window(text) for text in assertion.windows]
    if len(windows) == 2 and windows[0].end >= windows[1].start:
        raise ForcefoiError(f"{windows[0].label()} does not end before {windows[1].label()} begins")
    readings = [
        _check(claim, assertion, evidence, codes, windows)
        for codes in dict.fromkeys((group.surely, group.most))
    ]
    if len({reading.verdict for reading in readings}) == 1:
        return readings[-1]
    why = f"it hangs on which classes “{assertion.offences}” holds: {'; '.join(r.verdict for r in readings)}"
    return cannot(why, [each for reading in readings for each in reading.right], readings[-1].working)


def _check(
    claim: Claim, assertion: Assertion, evidence: Evidence, codes: tuple[str, ...], windows: list[Window]
) -> Result:
    exercise, numbers = evidence.exercise, []
    for window in windows:
        if why := _why_not(claim.force, codes, window, evidence):
            return cannot(why)
        found = recorded_in(evidence.recorded, claim.force, codes, window)
        numbers.append(recorded_number(found, claim.force, codes, window, exercise))
    working = _both(numbers, windows)
    counts = [int(number.low) for number in numbers]
    name = evidence.names.get(claim.force, claim.force)
    label = f"{assertion.offences} ({' + '.join(c for c in exercise.codes if c in codes)})"
    crimes = _crimes(numbers, windows, label)
    measure = Caveat("all-victims", ALL)
    if len(windows) == 1:
        right = [say("{name} recorded {crimes}.", name=name, crimes=crimes)]
        return judged(judge(assertion.phrase, counts[0]), working, right, [measure])
    first, second = windows
    crossed = caveats.of_breaks(exercise.breaks_between(first, second, codes, codes), claim.force)
    rules = rules_between(pd.Series({"caveats": " ".join(c.id for c in crossed)}), exercise)
    moved = _moved(numbers, windows)
    right = [
        say("{name} recorded {crimes}: {moved}{rules}.", name=name, crimes=crimes, moved=moved, rules=rules)
    ]
    result = judged(
        judge(assertion.phrase, *counts, days=(first.days, second.days)), working, right, [measure, *crossed]
    )
    against = [c.text for c in crossed]
    if not _same_season(first, second):
        against.append(f"{first.label()} and {second.label()} are not the same time of year.")
    return unlike(" ".join(against), working, right, result.caveats) if against else result


def _why_not(force: str, codes: tuple[str, ...], window: Window, evidence: Evidence) -> str:
    """Why nothing is officially known of these classes in this window; '' when it is."""
    since = [offence.since for offence in evidence.exercise.offences if offence.code in codes]
    known = [day for day in since if day is not None]
    if len(known) == len(since) and window.start < min(known):
        return f"there was no such class on its own before {long_date(min(known))}"
    try:
        found = recorded_in(evidence.recorded, force, codes, window)
    except UnknownCount as error:
        return f"{error}; {force} may not be in it at all"
    if found.estimated:
        return f"the official tables go by quarters, and {window.label()} is not made of whole ones"
    return ""


def _same_season(first: Window, second: Window) -> bool:
    whole = all(each.is_financial_year for each in (first, second)) or all(
        each.is_calendar_year for each in (first, second)
    )
    return whole or (first.start.month, first.start.day) == (second.start.month, second.start.day)


def _moved(numbers: list[Number], windows: list[Window]) -> Sentence:
    """How the second count stands to the first, by the day; never as a percentage on a small base."""
    (b, a), (b_days, a_days) = (int(n.low) for n in numbers), (w.days for w in windows)
    direction = rate_ratio(b, b_days, a, a_days).direction
    if direction not in ("rose", "fell"):
        return say("no clear change")
    if b < LEAST_BASE:
        return say("by the day it {direction}", direction=direction)
    rate = calculated(
        f"claim~{numbers[0].id}~next", ((a / a_days) / (b / b_days) - 1) * 100, "%", "Change of crimes a day",
        f"(({a:,} ÷ {a_days} days) ÷ ({b:,} ÷ {b_days} days) − 1) × 100", inputs_of(*numbers),
    )  # fmt: skip
    return say("by the day {moved}", moved=Told(up_or_down(rate.low), rate))


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
    return Sentence([first, what, *rest])
