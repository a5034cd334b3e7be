"""Numbers as people write them, in figures and in words: "6,000", "65k", "1.2 million", "three thousand"."""

from __future__ import annotations

import re
from fractions import Fraction

from forcefoi.errors import ParseError

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}
MARKS = {"k": 3, "m": 6, "mn": 6, "bn": 9}
DOZEN = 12
ONES = "|".join(sorted((*SMALL, *TENS[2:]), key=len, reverse=True))
SCALE = "|".join((*SCALES, "dozen"))
FIGURE = (
    r"(?<![0-9.,/])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9]|[.,/][0-9])"
    rf"(?: ?(?:{'|'.join((*SCALES, *MARKS))})\b)?"
)
SPELT = rf"(?:\b(?:{ONES}|an? (?:{SCALE}))\b(?:(?: and)? (?:{ONES}|{SCALE})\b)*)"
# A number as a regular expression, to be used inside others.
NUMBER = rf"(?:{FIGURE}|{SPELT})"


def read_number(text: str) -> tuple[Fraction, Fraction]:
    """A number in small letters, and the step that it is printed to.

    Raises ParseError for what is none.

    >>> read_number("1.2 million") == (1_200_000, 100_000), read_number("6,000") == (6000, 1000)
    (True, True)
    >>> read_number("three hundred and four") == (304, 1)
    True
    """
    found = re.fullmatch(
        rf"(?P<whole>[0-9,]+)(?:\.(?P<rest>[0-9]+))?(?: ?(?P<mark>{'|'.join((*SCALES, *MARKS))}))?", text
    )
    if not found:
        value = _spelt(text)
        return Fraction(value), printed_step(value)
    places = len(found["rest"] or "")
    digits = int(found["whole"].replace(",", "") + (found["rest"] or ""))
    power = (SCALES | MARKS)[found["mark"]] if found["mark"] else 0
    step = Fraction(10) ** (power - places)
    said = digits * step
    return said, step if power or places else printed_step(int(said))


def printed_step(value: int) -> Fraction:
    """The step that a whole number looks printed to: the power of ten of its last digit that is not nought.

    >>> int(printed_step(65_000)), int(printed_step(2569))
    (1000, 1)
    """
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return Fraction(step)


def _spelt(text: str) -> int:
    words = re.sub(r"\ban? ", "one ", text).replace(" and ", " ").split()
    if dozen := words[-1] == "dozen":
        words.pop()
    total = current = 0
    for word in words:
        if word in SMALL:
            current += SMALL.index(word)
        elif word in TENS:
            current += TENS.index(word) * 10
        elif word == "hundred":
            current *= 100
        elif word in SCALES:
            total, current = total + current * 10 ** SCALES[word], 0
        else:
            raise ParseError("number", text, f"“{word}” is no number")
    value = total + current
    # "Five six", or "thousand hundred", would come out as some number too: only what we would write is read.
    if spell(value).replace(" and ", " ").split() != words:
        raise ParseError(
            "number", text, "the words don't make one number", "a number as six thousand, or 6,000"
        )
    return value * DOZEN if dozen else value


def spell(value: int) -> str:
    """A whole number below a thousand billion in words.

    >>> spell(2569)
    'two thousand five hundred and sixty nine'
    """
    for name, power in reversed(SCALES.items()):
        if value >= 10**power:
            head, rest = divmod(value, 10**power)
            joint = " and " if 0 < rest < 100 else " "
            return f"{spell(head)} {name}{joint + spell(rest) if rest else ''}"
    if value < len(SMALL):
        return SMALL[value]
    ten, one = divmod(value, 10)
    return TENS[ten] + (f" {SMALL[one]}" if one else "")


def in_words(count: int) -> str:
    """A count as our sentences print it: none, words under ten, thousands with commas.

    >>> in_words(0), in_words(9), in_words(2569)
    ('none', 'nine', '2,569')
    """
    return "none" if count == 0 else SMALL[count] if count < 10 else f"{count:,}"
