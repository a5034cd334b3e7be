"""Parse a count: "1,234", "<5", "Nil", "*", "s.40" → the least, the most, and why."""

from __future__ import annotations

import re
from typing import Any, Unpack

import pandas as pd

from forcefoi.clean.count import Count
from forcefoi.clean.count_reader import from_number, from_words, made
from forcefoi.clean.each import each, spread
from forcefoi.clean.meanings import Meaning, Meanings, check_meaning, meant, word_of
from forcefoi.clean.squash import plain, squash
from forcefoi.errors import ParseError

# Digits parted by more than one space, or by a line break or tab, are two numbers in one cell.
TWO_NUMBERS = re.compile(r"[0-9](?! [0-9])\s+[0-9]")


def parse_count(
    text: object,
    *,
    dash: Meaning = None,
    blank: Meaning = None,
    none: Meaning = None,
    unavailable: Meaning = None,
    star: tuple[int, int | None] | None = None,
    threshold_includes_zero: bool = False,
) -> Count:
    """One cell as a Count, in crimes; text, a whole number, or a whole float such as Excel's 12.0.

    "<5" and "up to 5" leave out nought (1 to 4, 1 to 5) unless `threshold_includes_zero`. "*" is some count
    below a threshold nobody told: 0 to unbounded, unless `star` gives the footnote's (least, most). "about
    120" reaches half of the coarsest unit that it is a multiple of, either way: see `rounded_bounds`.

    These mean different things in different replies, and are refused until the caller says 0 or a status:
    `dash` for "-"; `blank` for an empty or missing cell and "(blank)"; `none` for "None" and "no", which
    Python also writes for missing; `unavailable` for "N/A", "..", "x", "unknown": to call these "not held"
    would be a claim about the force that they do not make.

    Raises ParseError with the reason for everything else: negative, money, percentages, "1.234", "(12)",
    True.

    >>> parse_count("1,234")
    Count(low=1234, high=1234, status='exact')
    >>> parse_count("<5")
    Count(low=1, high=4, status='below threshold')
    >>> parse_count("-", dash=0).high
    0
    >>> parse_count("REFUSED (COST)").status
    'refused'
    """
    if (
        type(text) is str
        and text.isascii()
        and text.isdigit()
        and len(text) < 10
        and (text[0] != "0" or text == "0")
    ):
        return Count(int(text), int(text), "exact")
    meanings = {"dash": dash, "blank": blank, "none": none, "unavailable": unavailable}
    for meaning in meanings.values():
        check_meaning(meaning)
    _check_star(star)
    if not isinstance(threshold_includes_zero, bool):
        raise ParseError(
            "value of threshold_includes_zero", threshold_includes_zero, "unknown", "True or False"
        )
    if not isinstance(text, str):
        return meant(text, "blank", blank) if _is_missing(text) else from_number(text)
    if TWO_NUMBERS.search(plain(text)):
        raise ParseError("count", text, "it holds two numbers, one under or beside the other")
    read = squash(text).casefold()
    if word := word_of(read):
        return meant(text, word, meanings[word])
    if read == "*":
        return made(text, *(star or (0, None)), "below threshold")
    return from_words(text, read, 0 if threshold_includes_zero else 1)


def parse_counts(series: pd.Series, **how: Unpack[Meanings]) -> pd.DataFrame:
    """`parse_count` of every value of a series (of text, numbers or both), with the same options.

    Answers with columns `low`, `high` (Int64, crimes; `high` missing = unbounded) and `status` (string),
    same index. Raises ParseErrors that names every row it can't read.

    >>> print(parse_counts(pd.Series(["62,975", "<5", "s.40"])))
         low   high           status
    0  62975  62975            exact
    1      1      4  below threshold
    2      0   <NA>          refused
    """
    codes, counts = each(series, lambda value: parse_count(value, **how))
    columns = {"low": "Int64", "high": "Int64", "status": "string"}
    return pd.DataFrame(
        {name: spread(codes, [getattr(c, name) for c in counts], dtype) for name, dtype in columns.items()},
        index=series.index,
    )


def _check_star(star: object) -> None:
    if star is None:
        return
    ends = star if isinstance(star, tuple) and len(star) == 2 else ("", "")
    if not all(type(end) is int or (at == 1 and end is None) for at, end in enumerate(ends)):
        allowed = "the least and the most, as (1, 4) or (1, None)"
        raise ParseError("meaning of a star", star, "it does not say which counts are meant", allowed)


def _is_missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))
