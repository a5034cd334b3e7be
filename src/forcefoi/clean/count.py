"""Count: what one cell says, as the least and the most it can be, and why."""

from __future__ import annotations

from dataclasses import dataclass

from forcefoi.bounds import MOST, Bounds
from forcefoi.errors import ParseError, nearest

# Why a count is what it is: the words of the design, in two kinds.
WITH_COUNT = ("exact", "rounded", "at least", "below threshold")
WITHOUT_COUNT = (
    "refused",
    "not held",
    "neither confirm nor deny",
    "withdrawn",
    "no reply",
    "not asked",
    "no such class",
    "nothing public",
)
STATUSES = WITH_COUNT + WITHOUT_COUNT


@dataclass(frozen=True)
class Count:
    """The least (`low`) and the most (`high`, None = unbounded) crimes that a cell stands for, and why.

    Raises ParseError for an unknown status, bounds out of order or too high, and bounds that the status
    denies.

    >>> Count(1, 4, "below threshold").bounds
    Bounds(low=1, high=4)
    """

    low: int
    high: int | None
    status: str

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ParseError(
                "status", self.status, "unknown", ", ".join(STATUSES), nearest(self.status, STATUSES)
            )
        if why := self._why_not():
            raise ParseError("count", (self.low, self.high, self.status), why)

    def _why_not(self) -> str:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            return "the least must be nought or more, and the most no less than the least"
        if max(self.low, self.high or 0) > MOST:
            return f"no count of crimes is above {MOST:,}; it may be a reference or a telephone number"
        if self.status == "exact" and self.low != self.high:
            return "what is exact has one value"
        if self.status == "rounded" and self.high is None:
            return "what is rounded has a most"
        if self.status == "at least" and self.high is not None:
            return "'at least' has no most"
        if self.status in WITHOUT_COUNT and (self.low, self.high) != (0, None):
            return f"'{self.status}' says nothing of the count: the least is 0, the most unbounded"
        return ""

    @property
    def bounds(self) -> Bounds:
        """Its two ends, to reckon with."""
        return Bounds(self.low, self.high)
