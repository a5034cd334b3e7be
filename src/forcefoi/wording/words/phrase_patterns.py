"""The shapes in which people write phrases, made of the table's words: data for `read_phrase`, no code but `any_of`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forcefoi.windows import MONTHS
from forcefoi.wording.words import phrases
from forcefoi.wording.words.number_words import NUMBER


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


NEARNESS = {word: rule.id for rule in phrases.NEARNESS for word in rule.words}
RISES = {*phrases.RISE_WORDS, *phrases.LOADED_RISES}
FALLS = {*phrases.FALL_WORDS, *phrases.LOADED_FALLS}
LOADED = {*phrases.LOADED_RISES, *phrases.LOADED_FALLS, *phrases.LOADED_MANNERS}
OWN = {
    word: rule.id
    for rule in phrases.OWN
    if rule.id not in ("rose", "fell", "loaded", "since", "N of M")
    for word in rule.words
}
NEAR = rf"(?:(?P<near>{any_of(NEARNESS)}) )?"
MOVE = rf"(?P<move>{any_of(RISES | FALLS)})"
MOVE_ALONE = rf"(?P<move>{any_of((RISES | FALLS) - set(phrases.AFTER_A_NUMBER))})"
MANNER = any_of(phrases.LOADED_MANNERS)
N = rf"(?P<n>{NUMBER})"
PERCENT = rf"(?P<percent>{NUMBER})%(?! points?)"
TOP = "an?|one|two|three|four|five|six|seven|eight|nine"
PART = rf"(?P<part>half|(?:{TOP}) (?:{any_of(phrases.PARTS)})s?|[0-9]/[0-9]+)"
SHARE = rf"(?:{PERCENT}|{PART})"
NO_SPAN = r"(?! (?:years?|months?|weeks?|days?)\b)"
YEAR = r"(?:19|20)[0-9]{2}"
THAN = r"(?: than)?"
MULTIPLE_WORDS = (*phrases.MULTIPLES_UP, *phrases.MULTIPLES_DOWN)
MULTIPLES = any_of(MULTIPLE_WORDS)
COUNTED = "crimes|cases|reports|incidents|offences"
UNIT = r"(?P<unit>year|month|week|day)s?"
TIMES_WORDS = r"as many|as high|as much|more|higher|the number|the figure|the total|the level|that"

# Each with the kind it makes. Of all that fit at one place the longest is taken.
PATTERNS = [
    (kind, re.compile(rf"(?<![\w%.,/])(?:{pattern})(?![\w/])"))
    for kind, pattern in (
        (
            "span",
            r"(?:(?P<lead>(?:in|over|during|within|for)(?: the (?:last|past))?|across|spanning|the (?:last|past)|"
            r"in the space of|over a period of) )?"
            rf"{NEAR}(?P<n>{NUMBER}|an?)(?P<half> and a half)? {UNIT}"
            r"(?: and (?P<days>[0-9]{1,3}|an?|[a-z]+) days?)?(?: (?:period|span))?",
        ),
        ("since", rf"since (?:the start of )?(?:(?P<month>{any_of(m.casefold() for m in MONTHS)}) )?(?P<year>{YEAR})"
                  r"(?:[/-](?P<end>[0-9]{4}|[0-9]{2}))?"),
        ("extreme", rf"(?:an? |the )?(?:new )?(?P<own>{any_of(OWN)})(?: ever)?(?: recorded)?(?:(?: of)? {NEAR}{N})?"),
        ("times", rf"(?:{MOVE_ALONE} )?(?:by )?{NEAR}(?:an? )?(?P<multiple>{MULTIPLES})"
                  rf"(?: (?P<noun>{any_of(RISES)}))?"),
        ("times", rf"(?:{MOVE_ALONE} )?(?:by |to )?{NEAR}(?:an? )?{N}(?P<half> and a half)? (?P<times>times|fold)"
                  rf"(?: (?P<like>{TIMES_WORDS}{THAN}))?(?: (?P<noun>{any_of(RISES)}))?"),
        ("change", rf"(?:an? )?(?:(?P<manner>{MANNER}) )?{MOVE}(?: (?P<adverb>{MANNER}))?(?: by| of)? "
                   rf"{NEAR}(?:an? )?{SHARE}"),
        ("change", rf"(?:an? )?(?:(?P<adjective>{MANNER}) )?{NEAR}(?:an? )?{PERCENT} "
                   rf"(?:(?P<manner>{MANNER}) )?{MOVE}{THAN}"),
        ("change", rf"(?:an? )?{NEAR}{PART} (?P<move>up|down|more|higher|lower|fewer|less){THAN}"),
        ("change", rf"(?:an? )?(?:(?P<manner>{MANNER}) )?{MOVE}(?: (?P<adverb>{MANNER}))? (?:by|of) {NEAR}{N}(?!%)"),
        ("change", rf"{NEAR}{N} (?P<move>more|fewer){THAN}"),
        ("direction", rf"(?:an? )?(?:(?P<manner>{MANNER}) )?{MOVE_ALONE}(?: (?P<adverb>{MANNER}))?"),
        ("share", rf"{NEAR}(?:an? )?{SHARE}"),
        ("share", rf"{NEAR}(?P<n>{NUMBER}) (?P<of>in|out of|of)(?: the| every)? (?P<m>{NUMBER}){NO_SPAN}"),
        ("share", rf"(?P<all>none|all) (?P<of>of)(?: the)? (?P<m>{NUMBER})"),
        ("size", rf"{NEAR}(?P<n>{NUMBER})"),
        ("size", r"(?P<none>none|nil|nobody|no(?= (?:crimes|cases|reports|incidents|figures?|women)\b))"),
    )
]  # fmt: skip
A_DAY = re.compile(r"\b(?:(?:the )?daily rate|by the day|a day|per day|each day|every day|daily)\b")
# The counts that a change is printed with.
FROM_TO = re.compile(rf",? ?\(?\bfrom (?P<first>{NUMBER})(?: {COUNTED})? to (?P<last>{NUMBER})(?![%\w])\)?")
MOVED_TO = re.compile(
    rf"\b(?P<moved>{any_of({*phrases.RISE_WORDS, *phrases.FALL_WORDS, *LOADED, *MULTIPLE_WORDS} - {'up'})}) "
    rf"to (?P<last>{NUMBER})(?!%| (?:times|fold))(?!\w)"
)
# A year that only says when.
WHEN = re.compile(rf"\b(?:in|during|until) (?:the year )?{YEAR}(?:[/-][0-9]{{2,4}})?(?![0-9])")
# What stands round a phrase and changes nothing.
HARMLESS = frozenset((
    "a", "an", "the", "there", "were", "was", "is", "are", "has", "have", "had", "been", "it", "they", "and", "by",
    "of", "in", "on", "to", "for", "at", "with", "from", "this", "that", "these", "those", "crime", "crimes",
    "case", "cases", "report", "reports", "incident", "incidents", "offence", "offences",
    "recorded", "reported", "logged", "online",
    "threat", "threats", "police", "number", "numbers", "figure", "figures", "total", "count", "counts",
    "stayed", "remained",
))  # fmt: skip
# What turns a phrase round, or makes it of something else.
CHANGING = frozenset((
    "not", "no", "never", "nor", "neither", "without", "cannot", "cant", "wont", "isnt", "wasnt", "arent", "werent",
    "hasnt", "havent", "hadnt", "didnt", "doesnt", "dont", "would", "could", "may", "might", "should", "if", "unless",
    "until", "expected", "forecast", "predicted", "more", "fewer", "less", "than", "higher", "lower", "extra",
    "another", "further", "additional", "average", "median", "likely", "likelier", "or", "half", "but",
    "second", "third", "fourth", "fifth", "joint", "jointly", "among", "plus", "odd", "again", "began",
))  # fmt: skip
MAY = frozenset(("could", "may", "might", "would"))
EXAMPLES = (
    "nearly 6,000", "almost 6,000", "close to 65,000", "about 65,000", "more than 5,000", "over 1,300",
    "at least 1,220",
    "fewer than 50", "at most 50", "as high as 839", "up to 839", "a high of 2,569", "a low of 815",
    *(f"{near}{word}" for word in ("doubled", "tripled", "halved", "a third", "half")
      for near in ("", "almost ", "nearly ", "more than ", "just over ")),
    "two thirds", "a quarter", "three quarters", "one in five", "20%", "up 57%", "down 57%", "a 57% rise",
    "rose by 57%",
    "three times as many", "threefold", "rose", "fell", "no change", "no clear change", "highest ever", "lowest ever",
    "in four years", "over four years", "less than four years", "nearly four years", "since 2015",
)  # fmt: skip
KNOWN = (
    "words for a size (nearly 6,000; more than 5,000; as high as 839), a change (almost doubled; up 57%; rose by a "
    "third; fell; no change), a share (a third; one in five; 20%), an extreme (a high of 2,569; highest ever), "
    "a span (over four years; since 2015); the whole list: forcefoi.wording.words.phrases_table()"
)
