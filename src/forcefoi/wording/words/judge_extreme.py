"""Judge a high, a low or a record among the counts given."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from forcefoi.bounds import Bounds
from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.case import Case, edge_text, held_against, rule_of
from forcefoi.wording.words.judgement import ASSUMED, NOT_SUPPORTED, SUPPORTED, UNKNOWN, UNLIKE, Judgement
from forcefoi.wording.words.measures import Measured, band_of, rate_text, rounded
from forcefoi.wording.words.number_words import in_words

GIVEN = "among the counts given alone: say which windows these are"


def judged(case: Case) -> Judgement:
    """A high or a low of a number; the last count against the others; a record, which a few counts can only deny."""
    high = case.read.own in ("a high of", "highest ever", "highest")
    if case.unlike and (why := _by_the_day_otherwise(case, high)):
        return Judgement(
            case.read.text, "extreme", UNLIKE, rule_of(case.read).rule, why, (), _by_the_day(case, high)
        )
    found = _of_number(case, high) if case.read.own in ("a high of", "a low of") else _of_last(case, high)
    if case.days is None:
        found = replace(found, caveats=(*found.caveats, ASSUMED))
    if case.unlike:
        also = "the windows are not alike; by the day the order is the same"
        found = replace(found, caveats=(*found.caveats, also))
    return found


def _of_number(case: Case, high: bool) -> Judgement:
    """The greatest (or least) of all counts held against the number said."""
    bands = [band_of(count) for count in case.counts]
    pick = max if high else min
    value = Band(pick(band.low for band in bands), pick(band.high for band in bands))
    name = "greatest" if high else "least"
    arithmetic = f"the {name} of {_listed(case.counts)} is {_shown(value)}"
    edges = case.bands("size")
    found = held_against(case, Measured(value, arithmetic, edge_text(3), whole=True), *edges)
    word = "high" if high else "low"
    better = "" if found.verdict == SUPPORTED else f"a {word} of {_shown(value)} among the counts given"
    return replace(found, caveats=(*found.caveats, GIVEN), better=better)


def _of_last(case: Case, high: bool) -> Judgement:
    """The last count against the others; of a record, only that it is none can be shown."""
    *others, last = case.counts
    word = "high" if high else "low"
    passed = [other for other in others if _reaches(other, last, high)]
    surely = all(_below(other, last) if high else _below(last, other) for other in others)
    working = f"{last} against {_listed(others)}"
    record = case.read.own.endswith("ever")
    if case.read.said is not None and not _is_said(case, last):
        verdict, working = NOT_SUPPORTED, f"{working}; the last count given is {last}, not the number said"
    elif passed:
        verdict, working = (
            NOT_SUPPORTED,
            f"{working}: {_listed(passed)} {'is' if len(passed) == 1 else 'are'} as {word}",
        )
    elif record:
        verdict = UNKNOWN
        working += f": none of them is as {word}" if surely else ""
        working += ", but the counts given are not all there ever were"
    else:
        verdict = SUPPORTED if surely else UNKNOWN
    extreme = "highest" if high else "lowest"
    better = (
        f"the {extreme} of the {in_words(len(case.counts))} counts given: {last}" if surely and record else ""
    )
    caveats = () if record else (GIVEN,)
    better = better or (_best_of(case, high) if verdict == NOT_SUPPORTED else "")
    return Judgement(case.read.text, "extreme", verdict, rule_of(case.read).rule, working, caveats, better)


def _best_of(case: Case, high: bool) -> str:
    pick = max if high else min
    exact = [count.low for count in case.counts if count.is_exact]
    if len(exact) < len(case.counts):
        return ""
    return f"a {'high' if high else 'low'} of {pick(exact):,} among the counts given"


def _is_said(case: Case, last: Bounds) -> bool:
    rounding = case.bands("size")[1]
    return not rounding.whole().meet(band_of(last)).is_empty


def _reaches(other: Bounds, last: Bounds, high: bool) -> bool:
    """Whether another count is surely as high (or low) as the last."""
    if high:
        return last.high is not None and other.low >= last.high
    return other.high is not None and other.high <= last.low


def _below(lower: Bounds, upper: Bounds) -> bool:
    return lower.high is not None and lower.high < upper.low


def _by_the_day_otherwise(case: Case, high: bool) -> str:
    """Why counts of unlike windows can't be ranked: by the day another is first. "" where the order is the same."""
    if not all(count.is_exact for count in case.counts):
        return "the windows are not alike, and not every count is exact"
    counts = [count.low for count in case.counts]
    rates = [Fraction(count, days) for count, days in zip(counts, case.day_counts, strict=True)]
    pick = max if high else min
    if counts.index(pick(counts)) == rates.index(pick(rates)):
        return ""
    told = ", ".join(
        f"{count:,} in {days:,} days is {rate_text(rate)} a day"
        for count, days, rate in zip(counts, case.day_counts, rates, strict=True)
    )
    return f"the windows are not alike, and by the day another is {'highest' if high else 'lowest'}: {told}"


def _by_the_day(case: Case, high: bool) -> str:
    """The extreme of the rates, where every count is exact."""
    if not all(count.is_exact for count in case.counts):
        return ""
    rates = [Fraction(count.low, days) for count, days in zip(case.counts, case.day_counts, strict=True)]
    name = "highest" if high else "lowest"
    return f"the {name} daily rate of the windows given: {rate_text((max if high else min)(rates))} a day"


def _listed(counts: list[Bounds] | tuple[Bounds, ...]) -> str:
    texts = [str(count) for count in counts]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _shown(value: Band) -> str:
    low, high = (rounded(end, 0) for end in (value.low, value.high))
    return low if low == high else f"{low} to {high}"
