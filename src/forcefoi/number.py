"""Numbers that know how they were worked out, and from what: each opens down to where its inputs stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from forcefoi.errors import ForcefoiError

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~+-]*")


@dataclass(frozen=True)
class Input:
    """One thing that a number was worked out from: `text` says what it is, `where` in which source it stands, with
    its address or file, row and column, and when it was printed or retrieved. `id` is its own: a figure's id, or the
    file's cells.
    """

    id: str
    text: str
    where: str


@dataclass(frozen=True)
class Number:
    """A number with its formula and its inputs.

    `low` and `high` are the same for a number that is exact; `high` None means that there is no upper bound. `unit`
    says of what (`crimes`, `crimes a day`, `%`, `times`, `days`). `what` names it in words, `formula` is arithmetic
    with its numbers in it, or how it was found. `id` is stable, and one id is one number: it becomes an HTML id.

    Raises ForcefoiError for an id that can't be one.

    >>> one = Number("kent-1~per-day", 8.2, 8.2, "crimes a day", "Kent, crimes a day", "2,992 ÷ 365", ())
    >>> one.to_json()["formula"]
    '2,992 ÷ 365'
    """

    id: str
    low: float
    high: float | None
    unit: str
    what: str
    formula: str
    inputs: tuple[Input, ...]

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ForcefoiError(
                f"{self.id!r} can't name a number: use letters, digits and . _ ~ + -, a letter or digit first"
            )

    def to_json(self) -> dict[str, Any]:
        """The number as plain values, for `reports/data/<force>.provenance.json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Number:
        """The number that `to_json` made these plain values of."""
        return cls(**{**plain, "inputs": tuple(Input(**each) for each in plain["inputs"])})


def between(least: str, most: str) -> str:
    """One formula for both ends of a number; where the ends are worked out apart, both.

    >>> between("1,220 ÷ 365 days", "no upper bound")
    'least: 1,220 ÷ 365 days; most: no upper bound'
    """
    return least if least == most else f"least: {least}; most: {most}"


def inputs_of(*numbers: Number) -> tuple[Input, ...]:
    """The inputs of several numbers, each once, in order."""
    return tuple(dict.fromkeys(each for number in numbers for each in number.inputs))
