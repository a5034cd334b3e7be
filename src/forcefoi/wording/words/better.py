"""Words that would have been right, for numbers whose phrase was not."""

from __future__ import annotations

from fractions import Fraction

from forcefoi.bounds import Bounds
from forcefoi.wording.words import choose
from forcefoi.wording.words.case import Case
from forcefoi.wording.words.measures import rate_text


def words(case: Case) -> str:
    """What could be said instead, by the same table, with the numbers beside it."""
    # An extreme has none: its judge names the highest or the lowest itself.
    makers = {"size": _size, "share": _share, "span": _span, "change": _change, "direction": _change}
    make = makers.get(case.read.kind)
    return make(case) if make else ""


def _size(case: Case) -> str:
    count = case.counts[0]
    if case.read.a_day:
        return f"{rate_text(Fraction(count.low, case.day_counts[0]))} a day" if count.is_exact else ""
    if count == Bounds(0, None):
        return ""
    return ", or ".join(choose.choose_size(count))


def _share(case: Case) -> str:
    part, whole = case.counts
    if not (part.is_exact and whole.is_exact):
        return f"{part} of {whole}"
    first, *more = choose.choose_share(part.low, whole.low)
    return f"{first} ({part} of {whole})" if more else first


def _span(case: Case) -> str:
    first, *more = choose.choose_span(case.span)
    return ", or ".join([first, *more])


def _change(case: Case) -> str:
    before, after = case.counts
    if not (before.is_exact and after.is_exact):
        return f"{before} before, {after} after"
    counts = f"from {before} to {after}"
    first, second = case.days or (1, 1)
    best = choose.choose_change(before.low, after.low, first, second)[0]
    if not case.unlike:
        return f"{best}, {counts}"
    daily = [rate_text(Fraction(count.low, days)) for count, days in ((before, first), (after, second))]
    return f"{best}, from {daily[0]} to {daily[1]} a day"
