"""Check a phrase of a draft, with its numbers as they stand there."""

from __future__ import annotations

import re

from forcefoi.wording.words.counts_in import WrongNumbers
from forcefoi.wording.words.judge import judge
from forcefoi.wording.words.judgement import Judgement


def check(phrase: str, *numbers: object, days: object = None) -> Judgement:
    """`judge`, for a person: `days` may also be a text as "365,177".

    Raises what `judge` raises.

    >>> print(check("almost doubled", 276, 433, days="365,365"))
    “almost doubled”: not supported
      working:  433 ÷ 276 = 1.569; needs 1.9 or more and less than 2
      rule:     at least 95% of what is said, and less than it
      better:   up 57%, from 276 to 433
    """
    return judge(phrase, *numbers, days=read_days_text(days) if isinstance(days, str) else days)


def read_days_text(text: str) -> tuple[int, ...]:
    """Days parted by commas or spaces.

    >>> read_days_text("365,177")
    (365, 177)
    """
    parts = re.split(r"[, ]+", text.strip())
    if not all(re.fullmatch("[0-9]{1,6}", part) for part in parts):
        raise WrongNumbers(f"{text!r} are no days: write them as 365,177, one number for each count")
    return tuple(int(part) for part in parts)
