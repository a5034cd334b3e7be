"""Numbers as our sentences print them."""

from __future__ import annotations

import math

import pandas as pd

from forcefoi.bounds import Bounds, rounded_down
from forcefoi.number import Number
from forcefoi.told import Sentence, Told, say, tell

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# A percentage of a small number says more than the number does.
LEAST_BASE = 50


def counted(count: int, one: str = "crime", many: str = "") -> str:
    """A count with its noun: in words under ten, with commas above.

    >>> counted(1), counted(2569), counted(0)
    ('one crime', '2,569 crimes', 'no crimes')
    """
    number = WORDS[count] if 0 <= count < len(WORDS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def bounded(bounds: Bounds, one: str = "crime", many: str = "") -> str:
    """A count that may not be exact, with its noun.

    >>> bounded(Bounds(1220, None)), bounded(Bounds(1, None))
    ('at least 1,220 crimes', 'at least 1 crime')
    """
    if bounds.is_exact:
        return counted(bounds.low, one, many)
    if bounds.low == 0 and bounds.high is None:
        return f"an unknown number of {many or one + 's'}"
    return f"{bounds} {one if (bounds.low, bounds.high) == (1, None) else many or one + 's'}"


def percent(share: float, places: int = 0) -> str:
    """A share (0 to 1) as a percentage; never rounded to nothing or to all when it is neither.

    >>> percent(0.2020), percent(0.119166, 1), percent(0.0004)
    ('20%', '11.9%', 'less than 1%')
    """
    text = f"{share * 100:,.{places}f}"
    least = 10**-places
    if share > 0 and float(text.replace(",", "")) == 0:
        return f"less than {least:g}%"
    if share < 1 and text.partition(".")[0] == "100":
        return f"more than {100 - least:g}%"
    return f"{text}%"


def rate_text(rate: float, places: int = 2) -> str:
    """A rate or a ratio as it is printed; never rounded to nothing when it is not.

    >>> rate_text(1234.5), rate_text(0), rate_text(1 / 365), rate_text(1 / 365, 3)
    ('1,234.50', '0.00', 'less than 0.01', '0.003')
    """
    text = f"{rate:,.{places}f}"
    return f"less than {10**-places}" if rate > 0 and float(text.replace(",", "")) == 0 else text


def share_between(low: float, high: float | None, places: int = 0) -> str:
    """A share known only between bounds; without an upper one it is at least the lower.

    >>> share_between(0.2297, 0.5588)
    '23% to 56%'
    """
    if pd.isna(high):
        return f"at least {rounded_down(low * 100, places)}%"
    first, last = percent(low, places), percent(high, places)
    return first if first == last else f"{first} to {last}"


def up_or_down(percent_change: float) -> str:
    """A change of a count in percent, in words; never rounded to nothing left.

    >>> up_or_down(-68.3), up_or_down(56.9), up_or_down(0.2), up_or_down(-99.7)
    ('down 68%', 'up 57%', 'about the same', 'down more than 99%')
    """
    # Halves go up, as in the table of phrases: round() would take them to the even number.
    size = math.floor(abs(percent_change) + 0.5)
    if size == 0:
        return "about the same"
    if size == 100 and -100 < percent_change < 0:
        return "down more than 99%"
    return f"{'up' if percent_change > 0 else 'down'} {size:,}%"


def victims(gender: str) -> str:
    """Whose crimes they are, as a sentence says it.

    >>> victims("female"), victims("not recorded")
    ('female victims', 'victims of no recorded gender')
    """
    return {"not recorded": "victims of no recorded gender", "all": "all victims"}.get(
        gender, f"{gender} victims"
    )


def during(window_label: str) -> str:
    """When it was, for the middle of a sentence.

    >>> during("2017/18"), during("1 April 2018 to 24 September 2018")
    ('in 2017/18', 'from 1 April 2018 to 24 September 2018')
    """
    return f"from {window_label}" if " to " in window_label else f"in {window_label}"


def bounds_in(row: pd.Series, name: str = "") -> Bounds:
    """The bounds in a row's columns `low` and `high`, or `<name>_low` and `<name>_high`.

    >>> bounds_in(pd.Series({"rest_low": 511, "rest_high": pd.NA}), "rest")
    Bounds(low=511, high=None)
    """
    low, high = (row[f"{name}_{end}" if name else end] for end in ("low", "high"))
    return Bounds(int(low), None if pd.isna(high) else int(high))


def told_count(number: Number, one: str = "crime", many: str = "") -> Sentence:
    """A whole number with its noun, as `counted`; the number opens.

    >>> n = Number("a", 1, 1, "crimes", "Crimes recorded", "as printed", ())
    >>> str(told_count(n)), str(told_count(n).pieces[0])
    ('one crime', 'one')
    """
    count, _, noun = counted(int(number.low), one, many).partition(" ")
    return say("{count} {noun}", count=tell(number, count), noun=noun)


def told_bounds(number: Number) -> Told:
    """A count that may not be exact, as its bounds."""
    return tell(number, str(number_bounds(number)))


def number_bounds(number: Number) -> Bounds:
    """The bounds of a number that is a count."""
    return Bounds(int(number.low), None if number.high is None else int(number.high))


def told_share(least: Number, most: Number | None, places: int = 0) -> Sentence:
    """A share known only between bounds (two numbers in %), as `share_between`; each end opens."""
    if most is None:
        return say("at least {low}", low=tell(least, f"{rounded_down(least.low, places)}%"))
    low = percent(least.low / 100, places)
    high = percent(most.low / 100, places)
    if low == high:
        return say("{low}", low=tell(least, low))
    return say("{low} to {high}", low=tell(least, low), high=tell(most, high))


def capital(sentence: str) -> Sentence:
    """A sentence with a capital letter at its start.

    >>> str(capital("at least 50 is a part."))
    'At least 50 is a part.'
    """
    pieces: list[str | Told] = list(sentence.pieces) if isinstance(sentence, Sentence) else [sentence]
    if pieces:
        first = pieces[0]
        upper = f"{str(first)[:1].upper()}{str(first)[1:]}"
        pieces[0] = tell(first.number, upper) if isinstance(first, Told) else upper
    return Sentence(pieces)
