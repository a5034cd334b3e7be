"""Texts that were made elsewhere, with each number in them tied to the number that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from forcefoi.analysis.worked import OURS, fact
from forcefoi.exercise import Exercise
from forcefoi.files import MARK
from forcefoi.number import Input, Number
from forcefoi.told import Sentence, Told
from forcefoi.windows import MONTHS

MONTH = "|".join(MONTHS)
# What has digits and is not a number: addresses, ids, windows and dates, years, names of classes and of intervals.
NO_NUMBER = (
    r"https?://\S+",
    r"\b\d{4}/\d{2}(?:\d{2})?\b",
    r"\b\d{4}-\d{2}(?:-\d{2})?\b",
    rf"\b\d{{1,2}} (?:{MONTH})(?: \d{{4}})?\b",
    rf"\b(?:{MONTH}) \d{{4}}\b",
    r"\b(?:mid-|FY)?(?:19|20)\d{2}\b",
    r"\b\d{1,3}[A-Z]\b",
    r"\b(?:95|99\.8)% (?:interval|limits)\b",
    r"\beach 1,000\b",
    r"\bv\d\.\d\b",
    r"τ²",
)
NUMBER = r"\d[\d,]*(?:\.\d+)?%?"
PARTS = re.compile(rf"(?P<other>{'|'.join(NO_NUMBER)})|(?P<number>(?<![\w.]){NUMBER}(?!\w))")


def tied(text: str, numbers: Sequence[Number], otherwise: Callable[[str], Number] | None = None) -> Sentence:
    """A text with its numbers tied, in the order in which they stand in it, to those of `numbers` that print so.

    A number that is printed twice is tied to the next one that prints so, and to the last when there is no other. What
    prints like none of them is tied to what `otherwise` makes of its digits, or to nothing without it.

    >>> n = Number("a", 284, 284, "crimes", "Crimes recorded", "as printed", ())
    >>> [p.number.id for p in tied("284 in 2016/17 (8L)", [n]).pieces if isinstance(p, Told)]
    ['a']
    """
    left = list(numbers)
    pieces: list[str | Told] = []
    done = 0
    for found in PARTS.finditer(text):
        if found["number"] is None:
            continue
        digits = found["number"].rstrip(",")
        number = _take(digits, left, numbers) or (otherwise(digits) if otherwise else None)
        if number is None:
            continue
        pieces += [text[done : found.start()], Told(digits, number)]
        done = found.start() + len(digits)
    return Sentence([*pieces, text[done:]])


def _take(digits: str, left: list[Number], numbers: Sequence[Number]) -> Number | None:
    for number in left:
        if digits in prints(number):
            left.remove(number)
            return number
    return next((number for number in reversed(numbers) if digits in prints(number)), None)


def prints(number: Number) -> set[str]:
    """How the ends of a number can be printed.

    >>> sorted(prints(Number("a", 62500, 67500, "crimes", "", "", ())))
    ['62,500', '67,500']
    """
    ends = {number.low, number.low if number.high is None else number.high}
    return {
        f"{end:,.{places}f}" for end in ends for places in ((0,) if float(end).is_integer() else (1, 2, 3))
    }


def noted(text: str, entry: str, exercise: Exercise) -> Sentence:
    """A text of exercise.toml, which stands there as `entry`: its numbers are what it says, or other facts of it."""
    facts = [
        fact(exercise, "asked", exercise.asked, "forces", "Forces that were asked"),
        fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures"),
    ]
    stands = Input(f"exercise:{entry}", f"“{text}”", f"{MARK}, entry {entry}; {OURS}")
    name = re.sub(r"[^a-z0-9]+", "-", entry.lower()).strip("-")
    return tied(text, facts, lambda digits: quoted_number(f"exercise~{name}~{digits}", digits, stands))


def quoted_number(name: str, digits: str, stands: Input) -> Number:
    """A number that stands in a text of the data, as it stands there."""
    value = float(digits.replace(",", "").rstrip("%"))
    safe = re.sub(r"[^A-Za-z0-9._~+-]", "", name)
    whole = int(value) if value.is_integer() else value
    unit = "%" if digits.endswith("%") else ""
    return Number(safe, whole, whole, unit, "A number in a note", "as it stands in the note", (stands,))
