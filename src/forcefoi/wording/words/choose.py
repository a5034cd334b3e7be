"""Choose words for a number, by the table that judges them: what is chosen is always supported, the best first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from forcefoi.analysis import rate_ratio
from forcefoi.bounds import Bounds, UnknownCount
from forcefoi.errors import ForcefoiError
from forcefoi.windows import Window
from forcefoi.wording.numbers import LEAST_BASE
from forcefoi.wording.words import phrases
from forcefoi.wording.words.number_words import in_words, printed_step
from forcefoi.wording.words.spans import length_in

# A count below this is given as it is: "nearly 60" saves nobody anything.
LEAST_ROUNDED = 100
# "One in eleven" is harder to picture than a percentage.
MOST_PARTS = 10
WAYS = {"rose": "up", "fell": "down"}


def choose_size(count: int | Bounds) -> tuple[str, ...]:
    """Words for a count: round ones first, if it has any near it, then the count itself; for bounds, their ends.

    Raises UnknownCount for bounds that bound nothing.

    >>> choose_size(5887), choose_size(5207)[0], choose_size(9), choose_size(0)
    (('nearly 6,000', '5,887'), 'more than 5,000', ('nine',), ('none',))
    >>> choose_size(Bounds(1220, None))
    ('at least 1,220',)
    """
    bounds = count if isinstance(count, Bounds) else Bounds.exactly(count)
    if bounds.is_exact:
        return (*_round_words(bounds.low), in_words(bounds.low))
    ends = [f"at least {in_words(bounds.low)}"] if bounds.low else []
    ends += [] if bounds.high is None else [f"up to {in_words(bounds.high)}"]
    if not ends:
        raise UnknownCount("a count that can be any number has no words")
    return tuple(ends)


def _round_words(count: int) -> Iterator[str]:
    """`nearly` or `more than` the roundest number near enough, at the coarsest step that has one."""
    if count < LEAST_ROUNDED:
        return
    step = 10 ** (len(str(count)) - 1)
    while step > printed_step(count):
        # 5,000 comes after 10,000, and 1,000 after it.
        for each in (step, step // 2):
            if found := _round_near(count, each):
                yield found
                return
        step //= 10


def _round_near(count: int, step: int) -> str:
    """The nearer multiple of a step, if the table lets it be said; what is just over it is said to be more than it."""
    below = count // step * step
    near = [
        (abs(count - said), words, said)
        for nearness, words, said in (("just over", "more than", below), ("nearly", "nearly", below + step))
        if said and _fits(nearness, "size", Fraction(count), Fraction(said))
    ]
    _, words, said = min(near, default=(0, "", 0))
    return f"{words} {said:,}" if near else ""


def _fits(nearness: str, measure: str, value: Fraction | float, said: Fraction) -> bool:
    return phrases.bands(nearness, measure, said)[0].holds(value)


def choose_change(before: int, after: int, before_days: int, after_days: int) -> tuple[str, ...]:
    """Words for a change between two counts. Windows that are not alike are compared by the day.

    No rise or fall that chance alone could make; no percentage, multiple or fraction of a count under the least base
    (50): there the counts must stand beside the words.

    Raises ForcefoiError for counts below nought, or windows without a day.

    >>> choose_change(284, 850, 365, 365)
    ('almost tripled', '2.99 times as many', 'rose')
    >>> choose_change(276, 433, 365, 365), choose_change(2569, 815, 365, 177)[0]
    (('up 57%', 'rose'), 'the daily rate fell 35%')
    >>> choose_change(100, 104, 365, 365), choose_change(5, 5, 365, 365)
    (('no clear change',), ('no change',))
    """
    if min(before, after) < 0:
        raise ForcefoiError(f"a count can't be below nought: {min(before, after)}")
    direction = rate_ratio(before, before_days, after, after_days).direction
    alike = phrases.of_one_length((before_days, after_days)) and not phrases.moves_apart(
        before, after, before_days, after_days
    )
    if alike and before == after:
        return ("no change",)
    if direction not in WAYS:
        if not alike:
            return ("no clear change by the day",)
        return ("no clear change",)
    if alike:
        # "Down 100%" is a long way to say that none was left.
        sized = _change_words(before, after, direction) if before >= LEAST_BASE and after else ()
        return (*sized, direction)
    ratio = Fraction(after * before_days, before * after_days) if before else None
    if not ratio or before < LEAST_BASE:
        return (f"the daily rate {direction}",)
    share = abs(ratio - 1) * 100
    measure = "rise %" if direction == "rose" else "fall %"
    sized = (f"the daily rate {direction} {text}" for text in _percent_words(share, measure))
    return (*sized, f"the daily rate {direction}")


def _change_words(before: int, after: int, direction: str) -> Iterator[str]:
    rises = direction == "rose"
    if rises:
        yield from _multiple_words(Fraction(after, before))
    else:
        yield from _halved_words(Fraction(before, after))
    if rises and after >= 2 * before:
        said = Fraction(math.floor(Fraction(after, before) * 100 + phrases.HALF), 100)
        if _fits("", "times", Fraction(after, before), said):
            yield f"{_decimal(said)} times as many"
        return
    share = Fraction(abs(after - before) * 100, before)
    for text in _percent_words(share, "rise %" if rises else "fall %"):
        yield f"{WAYS[direction]} {text}"


def _decimal(value: Fraction) -> str:
    text = f"{value.numerator * 100 // value.denominator / 100:,.2f}"
    return text.rstrip("0").rstrip(".")


def _multiple_words(ratio: Fraction) -> Iterator[str]:
    for said, word in phrases.NAMED_MULTIPLES.items():
        for nearness, before in (("", ""), ("nearly", "almost "), ("just over", "just over ")):
            if _fits(nearness, "times", ratio, Fraction(said)):
                yield "more than " + word if before == "just over " else before + word
                return


def _halved_words(ratio: Fraction) -> Iterator[str]:
    for nearness, words in (("", "halved"), ("nearly", "almost halved"), ("just over", "more than halved")):
        if _fits(nearness, "parts", ratio, Fraction(2)):
            yield words
            return


def _percent_words(percent: Fraction, measure: str) -> Iterator[str]:
    """A percentage in whole digits; never rounded to nothing, nor to all that is not all."""
    if percent < phrases.HALF:
        if percent:
            yield "less than 1%"
        return
    said = math.floor(percent + phrases.HALF)
    if measure != "rise %" and said == 100 and percent != 100:
        yield "more than 99%"
    elif _fits("", measure, percent, Fraction(said)):
        yield f"{said:,}%"


def choose_share(part: int, whole: int) -> tuple[str, ...]:
    """Words for a part of a whole: a plain fraction, a percentage, the two counts. Of a whole under 50 only the counts.

    Raises ForcefoiError for a part that is more than the whole, counts below nought, and a whole of none.

    >>> choose_share(33, 100), choose_share(7, 33), choose_share(61, 5207)
    (('a third', '33%', '33 of 100'), ('seven of 33',), ('1%', '61 of 5,207'))
    """
    if not 0 <= part <= whole or whole == 0:
        raise ForcefoiError(
            f"{part:,} of {whole:,} is no share: the part is from none to the whole, which is above none"
        )
    counts = "all" if part == whole else in_words(part)
    told = f"{counts} of {in_words(whole)}"
    if whole < LEAST_BASE or part in (0, whole):
        return (told,)
    share = Fraction(part, whole)
    return (*_fraction_words(share), *_percent_words(share * 100, "share %"), told)


def _fraction_words(share: Fraction) -> Iterator[str]:
    named = {Fraction(1, 2): "half", Fraction(1, 3): "a third", Fraction(2, 3): "two thirds"}
    named |= {Fraction(1, 4): "a quarter", Fraction(3, 4): "three quarters"}
    named |= {Fraction(1, many): f"one in {in_words(many)}" for many in range(5, MOST_PARTS + 1)}
    for nearness, words in (("", ""), ("nearly", "nearly "), ("just over", "just over ")):
        fits = [said for said in named if _fits(nearness, "share fraction", share, said)]
        if fits:
            yield words + named[min(fits, key=lambda said: abs(said - share))]
            return


def choose_span(window: Window) -> tuple[str, ...]:
    """Words for how long a window is: exactly, then in whole years.

    >>> from datetime import date
    >>> choose_span(Window(date(2015, 4, 1), date(2018, 9, 24)))
    ('3 years and 177 days', 'less than four years')
    >>> choose_span(Window(date(2015, 4, 1), date(2018, 3, 31)))
    ('three years',)
    """
    years = length_in(window, "year")
    if years.denominator == 1:
        return (_years(int(years)),)
    above = math.ceil(years)
    words = [
        f"{nearness} {_years(said)}"
        for nearness, said in (("nearly", above), ("just over", above - 1))
        if said and _fits(nearness, "span", years, Fraction(said))
    ]
    return (window.length(), *(words or [f"less than {_years(above)}"]))


def _years(many: int) -> str:
    return "one year" if many == 1 else f"{in_words(many)} years"
