"""Judge a phrase that someone chose, on the numbers it was said of, by the one table of phrases."""

from __future__ import annotations

from dataclasses import replace

from forcefoi.bounds import Bounds
from forcefoi.wording.words import better, judge_change, judge_extreme, judge_share, judge_size, judge_span
from forcefoi.wording.words.case import Case
from forcefoi.wording.words.counts_in import WrongNumbers, read_bounds, read_days, read_window
from forcefoi.wording.words.judge_share import SMALL_BASE
from forcefoi.wording.words.judgement import SUPPORTED, Judgement
from forcefoi.wording.words.phrase_reader import Phrase, read_phrase

JUDGES = {
    "size": judge_size.judged,
    "change": judge_change.judged,
    "direction": judge_change.judged,
    "share": judge_share.judged,
    "extreme": judge_extreme.judged,
    "span": judge_span.judged,
}
NEEDS = {
    "size": "one count",
    "upper bound": "one count, or a count and what may come on top of it",
    "change": "two counts: before and after",
    "direction": "two counts: before and after",
    "share": "two counts: the part and the whole",
    "extreme": "two or more counts, in order of time",
}


def judge(phrase: str, *numbers: object, days: object = None) -> Judgement:
    """The verdict on a phrase, with its rule, its working, every caveat, and words that would be right.

    `numbers` are what it was said of: one count for a size; two counts, before and after, for a change; part and whole
    for a share; two or more counts in order of time for an extreme; a Window, or its first and its last day, for a
    span. A count is a whole number, a text ("2,569", "<5", "62,500 to 67,500") or bounds: judged over all it can be.
    A change that prints its counts ("rose from 276 to 433") needs no others.
    `days` are the days of each count's window; without them a change is judged as between windows of one length, and
    says so.

    Raises ParseError for a phrase or a number that can't be read, WrongNumbers for numbers that don't fit the phrase.

    >>> judge("nearly 6,000", 5887).verdict, judge("almost doubled", 276, 433).verdict
    ('supported', 'not supported')
    >>> print(judge("tripled", 284, 850, days=(365, 365)))
    “tripled”: supported by rounding
      working:  850 ÷ 284 = 2.993; needs more than 2.995 and less than 3.005, or by rounding more than 2.95 and less
                than 3.05
      rule:     after ÷ before (for halved: before ÷ after) rounds to it at two decimals; by rounding, at one
      better:   almost tripled, from 284 to 850
    """
    read = read_phrase(phrase)
    case = _case(read, numbers, days)
    found = JUDGES[read.kind](case)
    caveats = (*found.caveats, *_of_the_words(read))
    told = replace(found, phrase=read.text, caveats=caveats)
    if told.better or (told.verdict == SUPPORTED and SMALL_BASE not in told.caveats):
        return told
    return replace(told, better=better.words(case))


def _case(read: Phrase, numbers: tuple[object, ...], days: object) -> Case:
    if read.kind == "span":
        if days is not None:
            raise WrongNumbers(f"“{read.text}” is about a window, which has its days: give no others")
        return Case(read, window=read_window(read.text, numbers))
    counts = tuple(read_bounds(number) for number in numbers or _printed(read))
    kind = "upper bound" if read.nearness == "upper bound" and read.kind == "size" else read.kind
    least, most = {"size": (1, 1), "upper bound": (1, 2), "extreme": (2, None)}.get(kind, (2, 2))
    if len(counts) < least or (most is not None and len(counts) > most):
        given = ", ".join(str(number) for number in numbers) or "nothing"
        raise WrongNumbers(f"“{read.text}” needs {NEEDS[kind]}; given: {given}")
    if kind == "upper bound" and len(counts) == 2:
        known, more = counts
        high = None if known.high is None or more.high is None else known.high + more.high
        return Case(read, (Bounds(known.low, high),), parts=counts)
    if days is not None and read.kind == "share":
        raise WrongNumbers(f"“{read.text}” is about one window: it takes no days")
    if days is not None and read.kind == "size" and not read.a_day:
        raise WrongNumbers(f"“{read.text}” is a count, not a rate: it takes no days (or write “… a day”)")
    if days is None and read.a_day:
        raise WrongNumbers(f"“{read.text}” is about a rate by the day: give the days of each window")
    return Case(read, counts, read_days(days, len(counts)))


def _printed(read: Phrase) -> tuple[object, ...]:
    """The counts that the phrase itself prints, "from 276 to 433", for want of others."""
    if read.ends is None or read.a_day:
        return ()
    first, last = read.ends
    if first is None:
        return ()
    return tuple(int(said) if said.denominator == 1 else str(said) for said, _ in (first, last))


def _of_the_words(read: Phrase) -> tuple[str, ...]:
    """Caveats of how it was said, whatever the numbers."""
    named = " and ".join(f"“{word}”" for word in read.loaded)
    measures = "measures" if len(read.loaded) == 1 else "measure"
    loaded = [f"{named} {measures} nothing: judged as a plain rise or fall"] if read.loaded else []
    unread = [f"only “{read.text}” was judged; not checked: “{read.unread}”"] if read.unread else []
    return (*read.notes, *loaded, *unread)
