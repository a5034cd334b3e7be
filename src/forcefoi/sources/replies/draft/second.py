"""Second: a column that could be a dimension which another column gives already, and what it adds."""

from __future__ import annotations

import re
from datetime import date, datetime

from forcefoi.clean.squash import squash
from forcefoi.errors import ForcefoiError
from forcefoi.question import Dimension
from forcefoi.sources.replies.cells import HOUR
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.grid import Value
from forcefoi.windows import parse_day, window_from

# The day of something else than the crime's being recorded.
OTHER_DAY = re.compile(
    r"outcome|dispos|result|closed|closure|finali[sz]|filed|updat|birth|\bdob\b|arrest|charge|sent\b"
)


def says_the_same(block: Block, rows: list[int], column: int, other: int, dimension: Dimension) -> bool:
    """Whether a second column says in each row what the first does: its code, or a day in its year.

    A blank in the second says nothing and is passed over, as long as most are none.
    """
    pairs = {(block.value(row, column), block.value(row, other)) for row in rows}
    filled = [(first, second) for first, second in pairs if squash(str(second or ""))]
    return bool(filled) and 2 * len(filled) > len(pairs) and all(_is_in(a, b, dimension) for a, b in filled)


def _is_in(first: Value, second: Value, dimension: Dimension) -> bool:
    try:
        if dimension.kind != "window":
            return dimension.parse(first) == dimension.parse(second)
        window = window_from(dimension.parse(first))
        if (day := _day(second)) is not None:
            return window.start <= day <= window.end
        part = window_from(dimension.parse(second))
    except ForcefoiError:
        return False
    return window.start <= part.start and part.end <= window.end


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_day(HOUR.sub("", str(value)))
    except ForcefoiError:
        return None
