"""Count beside: the count of a cell with something beside it: a footnote's mark, a letter for "revised", its share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

COUNT = r"(?P<count>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
SHARE = r"(?P<share>[0-9]{1,3}(?:\.[0-9]{1,3})?) ?%"
FORMS = (
    re.compile(rf"{COUNT} ?\[[0-9a-z]{{1,2}}\]", re.IGNORECASE),
    # Revised, provisional, estimated; in capitals these would be a class: 8R.
    re.compile(rf"{COUNT} ?(?:[rpe]|\([a-zA-Z]\)|[*†‡^#]+)"),
    re.compile(rf"{COUNT} ?[(\[] ?{SHARE} ?[)\]]"),
    re.compile(rf"{SHARE} ?[(\[] ?(?:n ?= ?)?{COUNT} ?[)\]]"),
)


@dataclass(frozen=True)
class Beside:
    """A count and its share in per cent as printed; "" where it has a mark beside it and no share."""

    count: int
    share: str = ""

    def is_share_of(self, whole: int) -> bool:
        """Whether the printed share, rounded as it is, can be that of the count in a whole."""
        if whole <= 0:
            return self.count == 0 and float(self.share) == 0
        half = 0.5 * 10.0 ** -len(self.share.partition(".")[2])
        return abs(100 * self.count / whole - float(self.share)) <= half + 1e-9


@lru_cache(maxsize=100_000)
def count_beside(text: str) -> Beside | None:
    """The count of a text that has one and something beside it; None for every other text.

    >>> count_beside("1,060 (80.3%)"), count_beside("290r"), count_beside("75% (45)")
    (Beside(count=1060, share='80.3'), Beside(count=290, share=''), Beside(count=45, share='75'))
    >>> count_beside("8R"), count_beside("290")
    (None, None)
    """
    for form in FORMS:
        if found := form.fullmatch(text):
            return Beside(int(found["count"].replace(",", "")), found.groupdict().get("share") or "")
    return None
