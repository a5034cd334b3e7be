"""Judge a change between two counts: a multiple, a percentage, a fraction, or a direction alone."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from forcefoi.analysis import rate_ratio
from forcefoi.analysis.change import RateRatio
from forcefoi.bounds import Bounds
from forcefoi.wording.numbers import LEAST_BASE
from forcefoi.wording.words import phrases
from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.case import Case, edge_text, held_against, rule_of, value_text, verdict_of
from forcefoi.wording.words.judge_share import SMALL_BASE, as_percent, bracketed
from forcefoi.wording.words.judge_size import at_an_end
from forcefoi.wording.words.judgement import (
    ASSUMED,
    BY_ROUNDING,
    NOT_SUPPORTED,
    SUPPORTED,
    UNKNOWN,
    UNLIKE,
    Judgement,
)
from forcefoi.wording.words.measures import Measured, band_of, plainly, rate_text, ratio_of, rounded, scaled

SEASON = "the windows are not of one length: only the crimes a day can be compared, and the time of year may differ"
WORST = (SUPPORTED, BY_ROUNDING, UNKNOWN, NOT_SUPPORTED)
NO_CHANGE = "no clear change"
OPPOSITE = {"rose": "fell", "fell": "rose"}
ONE = Fraction(1)


def judged(case: Case) -> Judgement:
    """A change. Between windows that are not alike only words about the daily rate can be held against the counts."""
    if case.unlike and not case.read.a_day:
        return _unlike(case)
    found = _direction(case) if case.read.kind == "direction" else _sized(case)
    found = _with_ends(case, found)
    return replace(found, caveats=(*found.caveats, *_hints(case, found), *_of_days(case)))


def _with_ends(case: Case, found: Judgement) -> Judgement:
    """The judgement with the counts that the phrase prints: it is no better than the worst of them."""
    for end, count, days in zip(case.read.ends or (), case.counts, _days(case), strict=False):
        if end is None:
            continue
        said, step = end
        value = band_of(count)
        if case.read.a_day:
            value = scaled(value, Fraction(1, days))
        edges = phrases.bands("", "size", said, step)
        verdict = verdict_of(value, *edges, whole=not case.read.a_day)
        if case.read.a_day and verdict == BY_ROUNDING:
            # A rate is printed to its decimals, as a percentage is.
            verdict = SUPPORTED
        if WORST.index(verdict) > WORST.index(found.verdict):
            shown = value_text(value, 2 if case.read.a_day else 0, edges)
            working = f"{found.working}; the phrase says {plainly(said, 3)} where it is {shown}"
            found = replace(found, verdict=verdict, working=working)
    return found


def _of_days(case: Case) -> tuple[str, ...]:
    return (SEASON,) if case.unlike else () if case.days else (ASSUMED,)


def _days(case: Case) -> tuple[int, int]:
    return (case.days[0], case.days[1]) if case.days else (1, 1)


def _exact(case: Case) -> tuple[int, int] | None:
    before, after = case.counts
    return (before.low, after.low) if before.is_exact and after.is_exact else None


def _unlike(case: Case) -> Judgement:
    """Counts of windows of different lengths: what each is by the day, and both changes."""
    before, after = case.counts
    told = ", ".join(
        f"{count} in {days:,} days{_rate(count, days)}"
        for count, days in zip(case.counts, case.day_counts, strict=True)
    )
    changes = ""
    if _exact(case) and before.low:
        ratio = Fraction(after.low, before.low)
        daily = ratio * case.day_counts[0] / case.day_counts[1]
        changes = f": the count is {_moved(ratio)}, the daily rate {_moved(daily)}"
    rule = rule_of(case.read).rule
    return Judgement(case.read.text, case.read.kind, UNLIKE, rule, told + changes, (SEASON,), "")


def _rate(count: Bounds, days: int) -> str:
    return f" is {rate_text(Fraction(count.low, days))} a day" if count.is_exact else ""


def _moved(ratio: Fraction) -> str:
    if ratio == 1:
        return "the same"
    percent = rounded(abs(ratio - 1) * 100, 0)
    percent = rounded(abs(ratio - 1) * 100, 1) if percent in ("0", "100") else percent
    return f"{'up' if ratio > 1 else 'down'} {percent}%"


def _sized(case: Case) -> Judgement:
    """A multiple, a percentage or a fraction: worked out, then held against the bands of the table."""
    before, after = case.counts
    read = case.read
    if read.measure.endswith("count"):
        return _difference(case)
    small: tuple[str, ...] = (SMALL_BASE,) if before.low < LEAST_BASE else ()
    if before.high == 0:
        working = f"{before} before, {after} after: nothing is a multiple or a percentage of none"
        return Judgement(read.text, "change", NOT_SUPPORTED, rule_of(read).rule, working, small, "")
    first, second = _days(case)
    scale = Fraction(first, second) if read.a_day else ONE
    ratio = scaled(ratio_of(band_of(after), band_of(before)), scale)
    edges = case.bands(read.measure)
    measured = _measured(case, ratio, edges)
    found = at_an_end(case, measured) or held_against(case, measured, *edges)
    return replace(found, caveats=(*found.caveats, *small, *_chance(case)))


def _difference(case: Case) -> Judgement:
    """A rise or a fall of so many, or of so many a day."""
    read = case.read
    before, after = (
        scaled(band_of(count), Fraction(1, days if read.a_day else 1))
        for count, days in zip(case.counts, _days(case), strict=True)
    )
    texts = _as_rates(case) if read.a_day else [bracketed(count) for count in case.counts]
    if read.measure.startswith("rise"):
        before, after, texts = after, before, texts[::-1]
    value = Band(before.low - after.high, before.high - after.low)
    edges = case.bands(read.measure)
    arithmetic = f"{' − '.join(texts)} = {value_text(value, 2 if read.a_day else 0, edges)}"
    measured = Measured(value, arithmetic, edge_text(3), whole=not read.a_day)
    found = at_an_end(case, measured) or held_against(case, measured, *edges)
    return replace(found, caveats=(*found.caveats, *_chance(case)))


def _as_rates(case: Case) -> list[str]:
    """Each count over its days, for a formula."""
    return [
        f"({bracketed(count)} ÷ {days:,})" for count, days in zip(case.counts, case.day_counts, strict=True)
    ]


def _measured(case: Case, ratio: Band, edges: tuple[Band, Band]) -> Measured:
    """The value that the measure of the phrase asks for, from after ÷ before."""
    before, after = _as_rates(case) if case.read.a_day else map(bracketed, case.counts)
    measure = case.read.measure
    if measure == "times":
        return Measured(ratio, f"{after} ÷ {before} = {value_text(ratio, 3, edges)}", edge_text(4))
    if measure == "parts":
        value = Band(_inverse(ratio.high), _inverse(ratio.low))
        if value.low == math.inf:
            return Measured(value, f"{before} before, none after: less than any part of it", edge_text(4))
        return Measured(value, f"{before} ÷ {after} = {value_text(value, 3, edges)}", edge_text(4))
    if measure.startswith("rise"):
        value, what = Band(ratio.low - 1, ratio.high - 1), f"({after} − {before}) ÷ {before}"
    else:
        value, what = Band(1 - ratio.high, 1 - ratio.low), f"({before} − {after}) ÷ {before}"
    return as_percent(case.read, value, what, edges)


def _inverse(value: Fraction | float) -> Fraction | float:
    return math.inf if value == 0 else Fraction(0) if value == math.inf else 1 / value


def _chance(case: Case) -> tuple[str, ...]:
    """A caveat where chance alone could make the change that the arithmetic shows."""
    counts = _exact(case)
    if not counts:
        return ()
    found = _ratio(case, counts)
    if found.direction != NO_CHANGE:
        return ()
    return (f"no clear change: the {_interval(found)} of the ratio holds 1, so chance alone could make it",)


def _ratio(case: Case, counts: tuple[int, int]) -> RateRatio:
    first, second = _days(case)
    return rate_ratio(counts[0], first, counts[1], second)


def _interval(found: RateRatio) -> str:
    high = "no upper end" if found.high is None else f"{found.high:.3f}"
    return f"{phrases.INTERVAL} interval {found.low:.3f} to {high}"


def _direction(case: Case) -> Judgement:
    """A rise, a fall, or none, by the interval of the ratio over all that the counts can be."""
    read = case.read
    lowest, highest = _directions(case)
    if read.own == "no change":
        verdict = _no_change(case, lowest, highest)
    elif read.own == NO_CHANGE:
        nothing = (NO_CHANGE, "can't be said")
        verdict = _over(lowest in nothing, highest in nothing, lowest == highest)
    else:
        verdict = _over(lowest == read.own, highest == read.own, lowest == highest)
        # Of equal counts neither is said, whatever a leap day makes of their rates.
        verdict = NOT_SUPPORTED if not read.a_day and _equal(case) else verdict
    return Judgement(
        read.text, "direction", verdict, rule_of(read).rule, _direction_working(case, lowest, highest), (), ""
    )


def _equal(case: Case) -> bool:
    counts = _exact(case)
    return counts is not None and counts[0] == counts[1]


def _over(at_lowest: bool, at_highest: bool, same: bool) -> str:
    """The verdict where it holds, or not, at the lowest and the highest ratio: between them it changes but once."""
    if at_lowest and at_highest:
        return SUPPORTED
    return NOT_SUPPORTED if same else UNKNOWN


def _directions(case: Case) -> tuple[str, str]:
    """The direction where the ratio is least, and where it is most; without an upper bound it goes as far as it can."""
    before, after = case.counts
    days = _days(case)

    def at(first: int, second: int) -> str:
        return rate_ratio(first, days[0], second, days[1]).direction

    lowest = "fell" if before.high is None else at(before.high, after.low)
    highest = "rose" if after.high is None else at(before.low, after.high)
    return lowest, highest


def _no_change(case: Case, lowest: str, highest: str) -> str:
    counts = _exact(case)
    if not counts:
        return NOT_SUPPORTED if lowest == highest and lowest in OPPOSITE else UNKNOWN
    before, after = counts
    first, second = _days(case) if case.read.a_day else (1, 1)
    if after * first == before * second:
        return SUPPORTED
    if lowest in OPPOSITE or not before:
        return NOT_SUPPORTED
    ratio = Fraction(after * first, before * second)
    return verdict_of(Band(ratio, ratio), *phrases.own_bands("no change", ONE))


def _direction_working(case: Case, lowest: str, highest: str) -> str:
    before, after = case.counts
    counts = _exact(case)
    if not counts:
        ends = lowest if lowest == highest else f"anything from “{lowest}” to “{highest}”"
        return f"{before}, then {after}: over all that these can be, {ends}"
    if counts == (0, 0):
        return "none before and none after: there is nothing to compare"
    told = f"{before}, then {after}"
    if case.days:
        told = f"{before} in {case.days[0]:,} days, {after} in {case.days[1]:,} days"
    found = _ratio(case, counts)
    times = "no ratio" if found.ratio is None else f"rate ratio {found.ratio:.3f}"
    side = {"rose": "above 1", "fell": "below 1"}.get(lowest)
    return f"{told}: {times}, {_interval(found)}, which {f'lies {side}' if side else 'holds 1'}: {lowest}"


def _hints(case: Case, found: Judgement) -> tuple[str, ...]:
    """What a wrong number most often comes from, where the numbers show it."""
    counts = _exact(case)
    read = case.read
    if found.verdict != NOT_SUPPORTED or not counts or not all(counts):
        return ()
    if read.kind != "change" or read.measure.endswith("count"):
        return ()
    edges = case.bands(read.measure)
    ratio = Fraction(counts[1], counts[0])
    if read.a_day:
        ratio = ratio * _days(case)[0] / _days(case)[1]
    return tuple(text for value, text in _mistakes(read.measure, ratio) if edges[1].holds(value))


def _mistakes(measure: str, ratio: Fraction) -> list[tuple[Fraction, str]]:
    """Values that a change is often mistaken for, each with what to say of it."""
    times, left = rounded(ratio, 2), rounded(ratio * 100, 0)
    order = "with the counts the other way round it would hold: give the earlier one first"
    unit = 100 if measure.endswith("%") else 1
    if measure in ("times", "parts"):
        return [
            (ratio if measure == "parts" else 1 / ratio, order),
            (ratio - 1, f"a rise of {rounded((ratio - 1) * 100, 0)}% makes {times} times as many"),
        ]
    rise = measure.startswith("rise")
    swapped = (1 / ratio - 1) if rise else (1 - 1 / ratio)
    other = (1 - 1 / ratio) if rise else (1 / ratio - 1)
    mistaken = [
        (swapped * unit, order),
        (
            other * unit,
            "that is the change as a share of the later count: a change is a share of the earlier one",
        ),
    ]
    if rise and ratio > 1:
        text = f"{times} times as many is a rise of {rounded((ratio - 1) * 100, 0)}%, not of {left}%"
        mistaken.append((ratio * unit, text))
    if not rise and ratio < 1:
        text = f"{left}% is what is left: that is a fall of {rounded((1 - ratio) * 100, 0)}%"
        mistaken.append((ratio * unit, text))
    return mistaken
