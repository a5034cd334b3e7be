"""Print a count in words that `parse_count` reads back."""

from __future__ import annotations

import pandas as pd

from forcefoi.clean.count import WITHOUT_COUNT, Count
from forcefoi.clean.rounding import rounded_bounds
from forcefoi.errors import ParseError


def print_count(count: Count) -> str:
    """A count in words. `parse_count(print_count(c)) == c` for every Count, as long as no option is given.

    >>> print_count(Count(62_500, 67_500, "rounded"))
    'about 65,000'
    >>> print_count(Count(1, 4, "below threshold")), print_count(Count(0, 4, "below threshold"))
    ('fewer than 5', 'below threshold, 0 to 4')
    """
    low, high, status = count.low, count.high, count.status
    if status in WITHOUT_COUNT:
        return status
    if status == "exact":
        return f"{low:,}"
    if status == "at least":
        return f"at least {low:,}"
    if high is None:
        return f"{status}, {low:,} or more" if low else status
    if status == "below threshold" and low == 1:
        return f"fewer than {high + 1:,}"
    if status == "rounded" and _by_rule(low, high):
        return f"about {(low + high) // 2:,}"
    return f"{status}, {low:,} to {high:,}"


def _by_rule(low: int, high: int) -> bool:
    """Whether these are the bounds that "about" alone would be read as."""
    try:
        return rounded_bounds((low + high) // 2) == (low, high)
    except ParseError:
        return False


def print_counts(counts: pd.DataFrame) -> pd.Series:
    """`print_count` of every row of a frame with columns `low`, `high` (Int64, crimes) and `status` (text).

    Answers with a series of dtype `string`, same index. Raises ParseError for a row that is no Count.

    >>> print_counts(pd.DataFrame({"low": [1220], "high": [None], "status": ["at least"]})).tolist()
    ['at least 1,220']
    """
    known: dict[tuple[object, ...], str] = {}
    out = []
    for low, high, status in zip(counts["low"], counts["high"], counts["status"], strict=True):
        key = (int(low), None if pd.isna(high) else int(high), status)
        if key not in known:
            known[key] = print_count(Count(*key))
        out.append(known[key])
    return pd.Series(pd.array(out, dtype="string"), index=counts.index)
