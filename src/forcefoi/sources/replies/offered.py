"""Offered: what a text in place of a count most likely means, as the entry `words` would have it."""

from __future__ import annotations

import re

from forcefoi.clean.parse_count import parse_count
from forcefoi.clean.squash import squash

SMALL = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
SPAN = re.compile(rf"({NUMBER}) ?(?:-|–|—|to|and) ?({NUMBER})", re.IGNORECASE)
LESS = re.compile(rf"(?:<|fewer than|less than|under|below) ?({NUMBER}|{'|'.join(SMALL)})", re.IGNORECASE)

ABOUT = re.compile(
    r"\b(?:approx\w*|about|around|roughly|circa|nearly|almost|est(?:imated?)?)\b|~|≈|\bc\.", re.IGNORECASE
)


def offered(text: str) -> str:
    """What to write for a text: its own number where it has one, its bounds, or the choices where it says neither.

    >>> offered("290r"), offered("5-9"), offered("less than five")
    ('words = { "290r" = 290 }', 'words = { "5-9" = [5, 9] }', 'words = { "less than five" = [1, 4] }')
    >>> offered("30 approx")
    'words = { "30 approx" = [25, 35] }'
    >>> offered("n/k")
    'words = { "n/k" = 0 } if nought, or [1, 4], or "not held"'
    >>> offered("3/4")
    'words = { "3/4" = … }, a number or [least, most], or "not held"'
    """
    text = squash(text)
    if found := SPAN.search(text):
        low, high = _number(found[1]), _number(found[2])
        if low <= high:
            return f'words = {{ "{text}" = [{low}, {high}] }}'
    if (found := LESS.search(text)) and (most := _number(found[1]) - 1) > 0:
        return f'words = {{ "{text}" = [1, {most}] }}'
    numbers = re.findall(NUMBER, text)
    if len(numbers) == 1 and ABOUT.search(text):
        count = parse_count(f"about {numbers[0]}")
        return f'words = {{ "{text}" = [{count.low}, {count.high}] }}'
    if len(numbers) == 1 and not re.search(r"[-–/.%£$€:]", text):
        return f'words = {{ "{text}" = {_number(numbers[0])} }}'
    if numbers:
        return f'words = {{ "{text}" = … }}, a number or [least, most], or "not held"'
    return f'words = {{ "{text}" = 0 }} if nought, or [1, 4], or "not held"'


def has_bounds(text: str) -> bool:
    """Whether all of a text is a span of counts or a threshold.

    >>> has_bounds("5-9"), has_bounds("fewer than five"), has_bounds("5-9 (under review)")
    (True, True, False)
    """
    return bool(SPAN.fullmatch(squash(text)) or LESS.fullmatch(squash(text)))


def _number(text: str) -> int:
    low = text.casefold()
    return SMALL.index(low) if low in SMALL else int(text.replace(",", ""))
