"""What a claim comes to: the verdict on each thing that it asserts, and on the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forcefoi.analysis.caveats import Caveat
from forcefoi.sources.claims import Assertion, Claim
from forcefoi.told import Sentence

# From the least to the gravest: a claim is no better than the worst of what it asserts.
GRAVITY = (
    "supported",
    "supported by rounding",
    "cannot be checked",
    "not like for like",
    "not supported",
)
HOLDS = GRAVITY[:2]
# From the weakest: a claim is known no better than the least known of what it asserts.
BASES = ("correction", "same article", "another publication", "reply")
NUMBER = re.compile(r"[0-9](?:[0-9.,/]*[0-9])?")


@dataclass(frozen=True)
class Part:
    """One assertion, checked.

    `verdict` is one of the design's five; `basis` is what it was checked against, or '' where there was nothing;
    `working` has the figures used and the arithmetic, its numbers tied to what they come from; `rule` says what the
    phrase needs; `right` are sentences of ours that would have been right.
    """

    assertion: Assertion
    verdict: str
    basis: str
    working: Sentence
    rule: str
    caveats: tuple[Caveat, ...]
    right: tuple[Sentence, ...]


@dataclass(frozen=True)
class Checked:
    """One claim, checked: its parts in the order of its assertions."""

    claim: Claim
    parts: tuple[Part, ...]

    @property
    def verdict(self) -> str:
        """The gravest verdict on what it asserts."""
        return max((part.verdict for part in self.parts), key=GRAVITY.index)

    @property
    def basis(self) -> str:
        """The weakest basis of its parts; '' where nothing could be checked."""
        return min((part.basis for part in self.parts if part.basis), key=BASES.index, default="")

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Each caveat of its parts once."""
        return tuple({c.text: c for part in self.parts for c in part.caveats}.values())

    @property
    def right(self) -> tuple[Sentence, ...]:
        """The sentences that would have been right, each once; those of the gravest parts first."""
        by_gravity = sorted(self.parts, key=lambda part: -GRAVITY.index(part.verdict))
        return tuple(dict.fromkeys(sentence for part in by_gravity for sentence in part.right))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its workings as they stand there, in order: what a person who accepts it has seen."""
        return tuple(number for part in self.parts for number in NUMBER.findall(part.working))

    @property
    def to_accept(self) -> str:
        """Why a person must look at the verdict before it is printed; '' when it is the one last accepted, of the same
        numbers.
        """
        now = (self.verdict, tuple(part.verdict for part in self.parts))
        if not self.claim.accepted:
            return f"the verdict “{self.verdict}” has not been accepted by anyone yet"
        last = self.claim.accepted[-1]
        if (last.verdict, last.parts) != now:
            return f"the verdict accepted on {last.on} was {told(last.verdict, last.parts)}; it is {told(*now)} now"
        if last.numbers == self.numbers:
            return ""
        return f"the verdict accepted on {last.on} is the same, {told(*now)}, and {moved(last.numbers, self.numbers)}"


def told(verdict: str, parts: tuple[str, ...]) -> str:
    """A verdict in words, with those of its parts where they are not all the same.

    >>> told("not supported", ("supported", "not supported"))
    '“not supported” (supported; not supported)'
    """
    return f"“{verdict}”" + (f" ({'; '.join(parts)})" if set(parts) != {verdict} else "")


def moved(then: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Which numbers of a working are no longer those that a person saw.

    >>> moved(("276", "433", "57"), ("276", "533", "93"))
    'its numbers are not: 433, 57 then; 533, 93 now'
    >>> moved((), ("276",))
    'the numbers that it was accepted on were not kept'
    >>> moved(("276", "276"), ("276",))
    'its numbers are not: 276, 276 then; 276 now'
    """
    if not then:
        return "the numbers that it was accepted on were not kept"
    gone, new = ([n for n in one if n not in other] for one, other in ((then, now), (now, then)))
    if not gone or not new:  # the same ones, another number of times or in another order
        gone, new = list(then), list(now)
    return f"its numbers are not: {', '.join(gone)} then; {', '.join(new) or 'none'} now"
