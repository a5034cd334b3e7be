"""What a judge says of a phrase: the verdict, and everything that a person needs to check it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from forcefoi.sources.claims import VERDICTS

# A caveat of whatever compares counts of windows whose days were not given.
ASSUMED = "no days were given: windows of one length are assumed"
SUPPORTED, BY_ROUNDING, NOT_SUPPORTED, UNLIKE, UNKNOWN = VERDICTS


@dataclass(frozen=True)
class Judgement:
    """A phrase, judged on numbers. `kind` is what it is about, `rule` the table's in words, `working` arithmetic with
    its numbers in it, `better` words that would be right, or "" where the phrase itself is.

    >>> j = Judgement("nearly 6,000", "size", SUPPORTED, "at least 95% of it", "the count is 5,887", (), "")
    >>> print(j)
    “nearly 6,000”: supported
      working:  the count is 5,887
      rule:     at least 95% of it
    """

    phrase: str
    kind: str
    verdict: str
    rule: str
    working: str
    caveats: tuple[str, ...]
    better: str

    @property
    def stands(self) -> bool:
        """Whether the phrase can be printed: supported, or supported by rounding."""
        return self.verdict in (SUPPORTED, BY_ROUNDING)

    def _lines(self) -> list[tuple[str, str]]:
        return [
            ("working", self.working),
            ("rule", self.rule),
            *(("caveat", caveat) for caveat in self.caveats),
            *([("better", self.better)] if self.better else []),
        ]

    def __str__(self) -> str:
        head = f"“{self.phrase}”: {self.verdict}"
        return "\n".join([head, *(f"  {name + ':':<9} {text}" for name, text in self._lines())])

    def _repr_html_(self) -> str:
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in self._lines())
        return f"<p>“{escape(self.phrase)}”: <strong>{escape(self.verdict)}</strong></p><dl>{rows}</dl>"
