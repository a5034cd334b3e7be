"""What a phrase is held against: a value worked out from counts, between its least and its most, and its arithmetic."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from forcefoi.bounds import Bounds
from forcefoi.wording.words.bands import Band, Exact

NO_LIMIT = "no limit"
# A bound that doesn't end within so many decimals (a third) is rounded.
MOST_PLACES = 8


@dataclass(frozen=True)
class Measured:
    """A value between two ends (the same where it is exact), how it was worked out, and how it is printed."""

    value: Band
    arithmetic: str
    shown: Callable[[Exact], str]
    whole: bool = False


def band_of(bounds: Bounds) -> Band:
    """Bounds as a band, with infinity for no upper bound."""
    return Band(Fraction(bounds.low), math.inf if bounds.high is None else Fraction(bounds.high))


def ratio_of(after: Band, before: Band) -> Band:
    """after ÷ before over all they can be. `before` must not be none for sure.

    >>> ratio_of(Band(Fraction(4), Fraction(4)), Band(Fraction(0), Fraction(2)))
    Band(low=Fraction(2, 1), high=inf, low_in=True, high_in=True)
    """
    low = Fraction(0) if before.high == math.inf else after.low / before.high
    high = math.inf if before.low == 0 or after.high == math.inf else after.high / before.low
    return Band(low, high)


def scaled(band: Band, by: Fraction) -> Band:
    """A band times a number above nought."""
    return Band(band.low * by, band.high if band.high == math.inf else band.high * by)


def rounded(value: Exact, places: int) -> str:
    """A number to so many decimals, halves upwards, with commas; no limit in words.

    >>> rounded(Fraction(850, 284), 3), rounded(math.inf, 3)
    ('2.993', 'no limit')
    """
    if math.isinf(value):
        return NO_LIMIT
    scale = 10**places
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    text = f"{whole // scale:,}" + (f".{whole % scale:0{places}d}" if places else "")
    return f"−{text}" if value < 0 and whole else text


def rate_text(rate: Fraction) -> str:
    """Crimes a day: two decimals, and for a small rate as many as keep it within a hundredth of itself.

    >>> rate_text(Fraction(2569, 365)), rate_text(Fraction(1, 365))
    ('7.04', '0.00274')
    """
    places = 2
    while abs(Fraction(rounded(rate, places).replace(",", "")) - rate) * 100 > rate:
        places += 1
    return rounded(rate, places)


def precisely(value: Exact, places: int, edges: Iterable[Exact]) -> str:
    """A number with as many decimals as show on which side of each edge it lies; `…` where twelve do not.

    >>> precisely(Fraction(29_999, 10_000), 3, [Fraction(3)])
    '2.9999'
    """
    if math.isinf(value):
        return NO_LIMIT
    for more in range(places, 13):
        text = rounded(value, more)
        near = Fraction(text.replace(",", "").replace("−", "-"))
        if all((near > edge) == (value > edge) and (near < edge) == (value < edge) for edge in edges):
            return text
    return f"{text}…"


def plainly(value: Exact, places: int) -> str:
    """A bound of a rule: its decimals, without noughts at the end; one that has a few more than `places` is printed
    whole, so that two bounds never look like one.

    >>> plainly(Fraction(285, 100), 3), plainly(Fraction(3), 3), plainly(Fraction(243325, 100000), 3)
    ('2.85', '3', '2.43325')
    """
    exact = isinstance(value, Fraction)
    whole = next((more for more in range(places, MOST_PLACES) if exact and value * 10**more % 1 == 0), places)
    text = rounded(value, whole)
    return text.rstrip("0").rstrip(".") if "." in text else text
