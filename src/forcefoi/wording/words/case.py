"""A phrase that was read, with the numbers it is judged on; and the one way a value is held against two bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from forcefoi.bounds import Bounds
from forcefoi.windows import Window
from forcefoi.wording.words import phrases
from forcefoi.wording.words.bands import Band, Exact
from forcefoi.wording.words.judgement import BY_ROUNDING, NOT_SUPPORTED, SUPPORTED, UNKNOWN, Judgement
from forcefoi.wording.words.measures import NO_LIMIT, Measured, plainly, precisely
from forcefoi.wording.words.phrase_reader import Phrase


@dataclass(frozen=True)
class Case:
    """`counts` in the order given, `days` of each or None; for a span its `window`. `parts`: what an upper bound adds
    up.
    """

    read: Phrase
    counts: tuple[Bounds, ...] = ()
    days: tuple[int, ...] | None = None
    window: Window | None = None
    parts: tuple[Bounds, ...] = ()

    @property
    def said(self) -> Fraction:
        """The number that is said; a phrase that is measured has one."""
        assert self.read.said is not None
        return self.read.said

    @property
    def day_counts(self) -> tuple[int, ...]:
        """The days of each count, of a phrase that is not judged without them."""
        assert self.days is not None
        return self.days

    @property
    def span(self) -> Window:
        """The window of a phrase about a span."""
        assert self.window is not None
        return self.window

    def bands(self, measure: str, nearness: str | None = None) -> tuple[Band, Band]:
        """What the table allows where the number is said of `measure`, as near as the phrase or `nearness` says."""
        near = self.read.nearness if nearness is None else nearness
        return phrases.bands(near, measure, self.said, self.read.step)

    @property
    def unlike(self) -> bool:
        """Whether the windows are known not to be alike; a leap day is no difference, unless it turns the change."""
        if self.days is None or not phrases.of_one_length(self.days):
            return self.days is not None
        if len(self.counts) != 2 or not all(count.is_exact for count in self.counts):
            return False
        return phrases.moves_apart(*(count.low for count in self.counts), *self.days)


def rule_of(read: Phrase) -> phrases.Rule:
    """The row of the table that a phrase is judged by."""
    if read.own:
        return phrases.RULES[read.own]
    if read.over:
        return phrases.RULES["over a span"]
    if read.nearness:
        return phrases.RULES[read.nearness]
    assert read.said is not None  # every measure has a number that is said
    return phrases.bare_rule(read.measure, read.said)


def verdict_of(value: Band, supported: Band, rounding: Band, whole: bool = False) -> str:
    """The verdict over all that a value can be: one that holds for some of it alone can't be checked."""
    if supported.covers(value):
        return SUPPORTED
    if rounding.covers(value):
        return BY_ROUNDING
    some = (rounding.whole() if whole else rounding).meet(value)
    return NOT_SUPPORTED if some.is_empty else UNKNOWN


def held_against(case: Case, measured: Measured, supported: Band, rounding: Band) -> Judgement:
    """The judgement of a measured value by two bands, `rounding` being the wider."""
    verdict = verdict_of(measured.value, supported, rounding, measured.whole)
    working = f"{measured.arithmetic}; needs {needs(measured, supported, rounding)}"
    if verdict == UNKNOWN:
        some = (rounding.whole() if measured.whole else rounding).meet(measured.value)
        working += f"; it holds only where the true value is {some.text(measured.shown)}"
    rule = rule_of(case.read)
    kind = rule.about if case.read.nearness in ("upper bound", "lower bound") else case.read.kind
    return Judgement(case.read.text, kind, verdict, rule.rule, working, idle(case, measured, verdict), "")


def needs(measured: Measured, supported: Band, rounding: Band) -> str:
    """What the rule asks of the value, in its numbers."""
    exact = supported.text(measured.shown)
    if supported == rounding or (measured.whole and supported.whole() == rounding.whole()):
        return exact
    return f"{exact}, or by rounding {rounding.text(measured.shown)}"


def idle(case: Case, measured: Measured, verdict: str) -> tuple[str, ...]:
    """A caveat where the words are true of so much that they say little."""
    rule, said, value = rule_of(case.read), case.read.said, measured.value
    if rule.idle is None or verdict != SUPPORTED or said is None:
        return ()
    upper = not rule.supported or bool(rule.supported[1])
    far = said > rule.idle * value.high if upper else value.low > rule.idle * said
    return ("true, but far from the number: it says little",) if far else ()


def value_text(value: Band, places: int, edges: tuple[Band, ...], unit: str = "") -> str:
    """A measured value for the working: exact enough to show on which side of every edge it lies."""
    ends = [end for band in edges for end in (band.low, band.high)]
    texts = [precisely(end, places, ends) for end in (value.low, value.high)]
    low, high = (text if text == NO_LIMIT else f"{text}{unit}" for text in texts)
    return low if value.low == value.high else f"{low} to {high}"


def edge_text(places: int, unit: str = "") -> Callable[[Exact], str]:
    """How an edge of a band is printed."""
    return lambda value: f"{plainly(value, places)}{unit}"
