"""The one table of phrases: what each may be said of. Whoever chooses a phrase and whoever judges one reads it here.

Every bound stands here and nowhere else; the rules in words are made from the bounds. A phrase is mostly two things: a
word for how near ("nearly", "more than", or none) and what it is near to ("6,000", "doubled", "a third", "57%").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from forcefoi.analysis.change import LEVEL
from forcefoi.wording.words.bands import Band

# The numbers of the table.
NEAR = Fraction(5, 100)
IDLE = Fraction(11, 10)
HALF = Fraction(1, 2)
INTERVAL = f"{LEVEL:.0%}"
# A leap day makes no two windows unlike, from a February on.
ALIKE_DAYS, ALIKE_FROM = 1, 28
LARGE_PERCENT = 100
LARGE_NEAR = Fraction(1, 100)
SAME_AS_EXACT = Fraction(5, 1000)
SAME_AS_ROUNDED = Fraction(5, 100)
SHARE_EXACT, SHARE_EXACT_OF = Fraction(5, 1000), Fraction(1, 40)
SHARE_ROUNDED, SHARE_ROUNDED_OF = Fraction(2, 100), Fraction(1, 10)


@dataclass(frozen=True)
class End:
    """One end of a rule: `times` the number said, plus `plus`, plus `steps` of the step it is printed to, plus
    `smaller` times the smaller of a share and its rest. `inside` says whether the end itself is allowed.
    """

    times: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)
    steps: Fraction = Fraction(0)
    smaller: Fraction = Fraction(0)
    inside: bool = True

    def at(self, said: Fraction, step: Fraction) -> Fraction:
        """Where the end lies for a number that is said, printed to a step."""
        smaller = self.smaller * min(said, abs(1 - said))
        return self.times * said + self.plus + self.steps * step + smaller


@dataclass(frozen=True)
class Rule:
    """One row: `words` that are said, what they are `about`, the `rule` and `why` in words, and its bounds.

    `supported` and `rounding` are the ends of what the two verdicts allow, lower ends and upper ends: of several the
    narrowest holds; no lower or no upper end is no limit. `rounding` None: there is nothing between right and wrong.
    `widens`: what the bare number is allowed is allowed too. `idle`: true beyond this many times, and says little.
    """

    id: str
    words: tuple[str, ...]
    about: str
    rule: str
    why: str
    supported: tuple[tuple[End, ...], tuple[End, ...]] | None = None
    rounding: tuple[tuple[End, ...], tuple[End, ...]] | None = None
    widens: bool = False
    idle: Fraction | None = None


def percent_of(share: Fraction) -> str:
    """A bound of the table as a percentage: `95%`, `2.5%`."""
    return f"{float(share * 100):g}%"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


SAID = End()
NOT_SAID = End(inside=False)
NEAR_BELOW, NEAR_ABOVE = End(times=1 - NEAR), End(times=1 + NEAR)
STEP_BELOW, STEP_ABOVE = End(steps=-HALF), End(steps=HALF, inside=False)
ANY_NUMBER = "size, change, share, span"

# How near: words before a number, a multiple, a share or a span.
NEARNESS = (
    Rule(
        "nearly",
        _words(
            "nearly, almost, just under, just below, just short of, approaching, not quite, nearing, "
            "virtually, all but, practically"
        ),
        ANY_NUMBER,
        f"at least {percent_of(1 - NEAR)} of what is said, and less than it",
        "A reader takes “nearly” for a little less, never for the number or for more.",
        supported=((NEAR_BELOW,), (NOT_SAID,)),
    ),
    Rule(
        "about",
        _words("about, around, roughly, some, close to, approximately, circa, in the region of"),
        ANY_NUMBER,
        f"no more than {percent_of(NEAR)} away from what is said, or whatever the bare number allows; supported only "
        "where the bare number is",
        "The word itself says that the number was rounded.",
        supported=((), ()),
        rounding=((NEAR_BELOW,), (NEAR_ABOVE,)),
        widens=True,
    ),
    Rule(
        "more than",
        _words("more than, over, above, upwards of, in excess of, greater than, well over, exceeding"),
        ANY_NUMBER,
        f"above what is said; beyond {float(IDLE):g} times of it true but idle",
        "It is a lower bound: the number itself is not more than itself.",
        supported=((NOT_SAID,), ()),
        idle=IDLE,
    ),
    Rule(
        "just over",
        _words("just over, slightly more than, just above, a little over, slightly over, just more than"),
        ANY_NUMBER,
        f"above what is said, by no more than {percent_of(NEAR)}",
        "“Just” promises as much nearness as “nearly” does.",
        supported=((NOT_SAID,), (NEAR_ABOVE,)),
    ),
    Rule(
        "fewer than",
        _words("fewer than, less than, under, below, well under"),
        ANY_NUMBER,
        f"below what is said; where that is beyond {float(IDLE):g} times of the true number, true but idle",
        "It is an upper bound that is not reached.",
        supported=((), (NOT_SAID,)),
        idle=IDLE,
    ),
    Rule(
        "at least",
        _words("at least, no fewer than, no less than, not less than, a minimum of, not fewer than"),
        ANY_NUMBER,
        f"what is said, or above; beyond {float(IDLE):g} times of it true but idle",
        "A lower bound that may be reached: right where part of a count is not known.",
        supported=((SAID,), ()),
        idle=IDLE,
    ),
    Rule(
        "at most",
        _words("at most, no more than, not more than, a maximum of"),
        ANY_NUMBER,
        f"what is said, or below; where that is beyond {float(IDLE):g} times of the true number, true but idle",
        "An upper bound that may be reached.",
        supported=((), (SAID,)),
        idle=IDLE,
    ),
    Rule(
        "exactly",
        _words("exactly, precisely"),
        ANY_NUMBER,
        "what is said, and nothing else",
        "The word leaves nothing to rounding.",
        supported=((SAID,), (SAID,)),
    ),
    Rule(
        "upper bound",
        _words("as high as, as many as, up to, as much as"),
        "upper bound",
        "the most that the true number can be is what is said; by rounding, where that most rounds up to it",
        "It names a most: if the true number can't reach it the words mislead, if it can pass it they are false.",
        supported=((SAID,), (SAID,)),
        rounding=((STEP_BELOW, NEAR_BELOW), (SAID,)),
    ),
    Rule(
        "lower bound",
        _words("as low as, as few as"),
        "lower bound",
        "the least that the true number can be is what is said; by rounding, where that least rounds down to it",
        "It names a least, as “as high as” names a most.",
        supported=((SAID,), (SAID,)),
        rounding=((SAID,), (STEP_ABOVE, NEAR_ABOVE)),
    ),
)

# What is said without such a word; these also hold for what a word of nearness leaves as it is.
BARE = (
    Rule(
        "number",
        _words("a number alone, none, a rise of N, N fewer"),
        "size, extreme, change",
        f"equal to it; by rounding, where the true number rounds to it at the step it is printed to (6,000: a "
        f"thousand; 2,570: ten) and is no more than {percent_of(NEAR)} away",
        f"Round numbers are read as rounded. Without the {percent_of(NEAR)} a printed 100 would allow 149.",
        supported=((SAID,), (SAID,)),
        rounding=((STEP_BELOW, NEAR_BELOW), (STEP_ABOVE, NEAR_ABOVE)),
    ),
    Rule(
        "multiple",
        _words("doubled, twice, tripled, trebled, quadrupled, N times as many, N-fold, halved, half as many"),
        "change",
        "after ÷ before (for halved: before ÷ after) rounds to it at two decimals; by rounding, at one",
        "2.99 times is not three times, yet a reader is not misled by it. 2.9 times would mislead.",
        supported=(
            (End(plus=-SAME_AS_EXACT, inside=False),),
            (End(plus=SAME_AS_EXACT, inside=False),),
        ),
        rounding=(
            (End(plus=-SAME_AS_ROUNDED, inside=False),),
            (End(plus=SAME_AS_ROUNDED, inside=False),),
        ),
    ),
    Rule(
        "percentage",
        _words("up N%, down N%, rose by N%, an N% fall, N% of"),
        "change, share",
        "rounds to it at the digits printed, halves upwards",
        "A percentage printed without decimals promises the nearest whole one.",
        supported=((STEP_BELOW,), (STEP_ABOVE,)),
    ),
    Rule(
        "large percentage",
        (f"up N%, from {LARGE_PERCENT}% on",),
        "change",
        f"rounds to it at the digits printed; by rounding, within {percent_of(LARGE_NEAR)} of it",
        "Large percentages are printed to the ten: up 200% for 199.3%.",
        supported=((STEP_BELOW,), (STEP_ABOVE,)),
        rounding=((End(times=1 - LARGE_NEAR),), (End(times=1 + LARGE_NEAR),)),
        widens=True,
    ),
    Rule(
        "none or all",
        _words("0%, 100%, down 100%"),
        "change, share",
        "exactly none or all; by rounding, where it rounds to it at the digits printed",
        "100% of what is not all, or 0% of what is not none, is the one rounding that changes the meaning.",
        supported=((SAID,), (SAID,)),
        rounding=((STEP_BELOW,), (STEP_ABOVE,)),
    ),
    Rule(
        "fraction",
        _words("half, a third, two thirds, a quarter, three quarters, one in five, N in M"),
        "share, change",
        f"within {percent_of(SHARE_EXACT)[:-1]} percentage points of it and {percent_of(SHARE_EXACT_OF)} of it (or of "
        f"the rest, if smaller); by rounding, within {percent_of(SHARE_ROUNDED)[:-1]} points and "
        f"{percent_of(SHARE_ROUNDED_OF)}",
        "A fraction is a rounded share. Half a point alone would call one in 71 “one in 100”.",
        supported=(
            (End(plus=-SHARE_EXACT), End(smaller=-SHARE_EXACT_OF)),
            (End(plus=SHARE_EXACT), End(smaller=SHARE_EXACT_OF)),
        ),
        rounding=(
            (End(plus=-SHARE_ROUNDED), End(smaller=-SHARE_ROUNDED_OF)),
            (End(plus=SHARE_ROUNDED), End(smaller=SHARE_ROUNDED_OF)),
        ),
    ),
    Rule(
        "span",
        _words("in N years, in a year, three and a half years, N years and M days, N months"),
        "span",
        f"exactly so long, both days counted; by rounding, no more than {percent_of(NEAR)} away",
        "Years are counted from day to day, the rest as a part of the year it lies in.",
        supported=((SAID,), (SAID,)),
        rounding=((NEAR_BELOW,), (NEAR_ABOVE,)),
    ),
    Rule(
        "over a span",
        _words("over N years"),
        "span",
        "so long, as “in N years”, or longer",
        "“Over four years” can mean during them or more than them: it is wrong only where both are.",
        supported=((SAID,), ()),
        rounding=((NEAR_BELOW,), ()),
        idle=IDLE,
    ),
)

RISE_WORDS = (
    "rose", "rise", "rises", "risen", "rising", "up", "went up", "gone up", "go up", "goes up", "going up", "increased",
    "increase", "increases", "increasing", "grew", "grown", "growth", "grows", "climbed", "higher", "more",
)  # fmt: skip
FALL_WORDS = (
    "fell", "fall", "falls", "fallen", "falling", "down", "went down", "gone down", "go down", "goes down",
    "going down", "decreased", "decrease", "decreases", "decreasing", "dropped", "drop", "drops", "declined",
    "decline", "declines",
    "reduced", "reduction", "lower", "fewer", "less", "cut",
)  # fmt: skip
# More, higher, fewer … say a direction only after a number: "57% more".
AFTER_A_NUMBER = ("more", "higher", "lower", "fewer", "less", "cut")
LOADED_RISES = (
    "soared", "soar", "soaring", "surged", "surge", "surging", "rocketed", "rocketing", "skyrocketed", "exploded",
    "explosion", "jumped", "jump", "leapt", "leaped", "leap", "shot up", "spiked", "spike", "ballooned", "mushroomed",
    "escalated", "spiralled", "hike",
)  # fmt: skip
LOADED_FALLS = (
    "plummeted", "plummet", "plunged", "plunge", "slumped", "slump", "collapsed", "collapse", "crashed", "tumbled",
    "nosedived", "slashed",
)  # fmt: skip
LOADED_MANNERS = (
    "huge", "massive", "sharp", "steep", "dramatic", "staggering", "alarming", "shocking", "big", "large",
    "significant", "substantial", "enormous", "marked", "dramatically", "sharply", "significantly", "steeply",
    "massively",
    "substantially", "hugely", "markedly", "rapid", "rapidly", "worrying", "worryingly", "alarmingly", "considerable",
    "considerably",
)  # fmt: skip

# Whole phrases with a rule of their own.
OWN = (
    Rule(
        "rose",
        RISE_WORDS,
        "direction",
        f"the exact {INTERVAL} interval of the ratio of crimes a day lies above 1",
        "Two counts of the same crime differ by chance; a rise is said only of more than that.",
    ),
    Rule(
        "fell",
        FALL_WORDS,
        "direction",
        f"the exact {INTERVAL} interval of the ratio of crimes a day lies below 1",
        "As for a rise.",
    ),
    Rule(
        "no change",
        _words(
            "no change, unchanged, stayed the same, remained the same, stable, flat, about the same, "
            "little change, steady"
        ),
        "direction",
        f"equal counts; by rounding, where the {INTERVAL} interval holds 1 and the counts are no more than "
        f"{percent_of(NEAR)} apart",
        "That chance could explain a difference does not make two numbers the same: 20 and 28 are “no clear change”.",
        supported=((SAID,), (SAID,)),
        rounding=((NEAR_BELOW,), (NEAR_ABOVE,)),
    ),
    Rule(
        "no clear change",
        _words("no clear change, no clear rise, no clear fall"),
        "direction",
        f"the exact {INTERVAL} interval of the ratio of crimes a day holds 1, or both counts are none",
        "It says what the counts can say, and no more.",
    ),
    Rule(
        "a high of",
        _words("a high of, a peak of, peaked at, reached a high of"),
        "extreme",
        "the greatest of the counts given is the number said (as a number alone)",
        "It is a high among the counts given, and the sentence must say which these are.",
    ),
    Rule(
        "a low of",
        _words("a low of, a trough of, bottomed out at"),
        "extreme",
        "the least of the counts given is the number said (as a number alone)",
        "As for a high.",
    ),
    Rule(
        "highest ever",
        _words(
            "highest ever, record high, all time high, highest on record, record number, highest "
            "recorded, highest level ever, highest number ever, highest figure ever, record level, "
            "record levels, a record"
        ),
        "extreme",
        "not supported where an earlier count given is as high; otherwise it can't be checked",
        "A few earlier years are not “ever”, and what was recorded under other rules is not the same count.",
    ),
    Rule(
        "lowest ever",
        _words("lowest ever, record low, all time low, lowest on record, lowest recorded"),
        "extreme",
        "not supported where an earlier count given is as low; otherwise it can't be checked",
        "As for the highest ever.",
    ),
    Rule(
        "highest",
        _words("the highest, highest"),
        "extreme",
        "the last count given is above every other one given",
        "The highest of the counts given, and the sentence must say which these are.",
    ),
    Rule(
        "lowest",
        _words("the lowest, lowest"),
        "extreme",
        "the last count given is below every other one given",
        "As for the highest.",
    ),
    Rule(
        "loaded",
        (*LOADED_RISES, *LOADED_FALLS, *LOADED_MANNERS),
        "direction",
        "judged as a plain rise or fall, with the caveat that the word measures nothing",
        "No number makes a rise huge. Say the number.",
    ),
    Rule(
        "since",
        _words("since 2015, since April 2015, since 2015/16"),
        "span",
        "the window begins on the first day of it, or, of a year, on 1 April; by rounding, on another day in it",
        "“Since” names the beginning alone; up to when, the sentence must say.",
    ),
    Rule(
        "N of M",
        _words("61 of 5,207, none of 33, all of 33"),
        "share",
        "part and whole are the two numbers said",
        "Counts are given as counts: nothing is rounded.",
    ),
)

TABLE = (*NEARNESS, *BARE, *OWN)
RULES = {rule.id: rule for rule in TABLE}

# Words that say a multiple: up ("after ÷ before"), or down ("before ÷ after").
MULTIPLES_UP = {
    "doubled": 2, "double": 2, "doubles": 2, "doubling": 2, "twice as many": 2, "twice as high": 2, "twice": 2,
    "twofold": 2, "tripled": 3, "triple": 3, "triples": 3, "tripling": 3, "trebled": 3, "treble": 3, "trebling": 3,
    "thrice": 3, "threefold": 3, "quadrupled": 4, "quadruple": 4, "quadrupling": 4, "fourfold": 4, "quintupled": 5,
    "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10,
}  # fmt: skip
MULTIPLES_DOWN = {
    "halved": 2, "halve": 2, "halves": 2, "halving": 2, "half as many": 2, "half as high": 2, "half the number": 2,
    "cut in half": 2, "a third as many": 3, "a quarter as many": 4,
}  # fmt: skip
# What a number is called when it is chosen.
NAMED_MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled"}
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip

# How each measure is judged when no word of nearness is said, and what no value of it can be beyond.
MEASURES = {
    "size": ("number", Band(Fraction(0), float("inf"))),
    "times": ("multiple", Band(Fraction(1), float("inf"), low_in=False)),
    "parts": ("multiple", Band(Fraction(1), float("inf"), low_in=False)),
    "rise %": ("percentage", Band(Fraction(0), float("inf"), low_in=False)),
    "fall %": ("percentage", Band(Fraction(0), Fraction(100), low_in=False)),
    "share %": ("percentage", Band(Fraction(0), Fraction(100))),
    "rise count": ("number", Band(Fraction(0), float("inf"), low_in=False)),
    "fall count": ("number", Band(Fraction(0), float("inf"), low_in=False)),
    "rise fraction": ("fraction", Band(Fraction(0), float("inf"), low_in=False)),
    "fall fraction": ("fraction", Band(Fraction(0), Fraction(1), low_in=False)),
    "share fraction": ("fraction", Band(Fraction(0), Fraction(1))),
    "span": ("span", Band(Fraction(0), float("inf"))),
}


def of_one_length(days: Sequence[int]) -> bool:
    """Whether windows of so many days are taken to be of one length: the same, or a leap day apart.

    >>> of_one_length([365, 366]), of_one_length([365, 177]), of_one_length([1, 2])
    (True, False, False)
    """
    apart = max(days) - min(days)
    return apart == 0 or (apart <= ALIKE_DAYS and min(days) >= ALIKE_FROM)


def moves_apart(before: int, after: int, before_days: int, after_days: int) -> bool:
    """Whether counts and crimes a day move in opposite ways; then not even a leap day can be left out.

    >>> moves_apart(1_000_000, 1_001_000, 365, 366), moves_apart(276, 433, 365, 366)
    (True, False)
    """
    return (after - before) * (after * before_days - before * after_days) < 0


def bare_rule(measure: str, said: Fraction) -> Rule:
    """The rule of what is said of a measure without a word of nearness."""
    if measure in ("fall %", "share %") and said in (0, 100):
        return RULES["none or all"]
    if measure == "rise %" and said >= LARGE_PERCENT:
        return RULES["large percentage"]
    return RULES[MEASURES[measure][0]]


def bands(nearness: str, measure: str, said: Fraction, step: Fraction = Fraction(1)) -> tuple[Band, Band]:
    """What is supported, and what is supported at least by rounding, where `said` is said of `measure`.

    `nearness` is the id of a rule of the table, or "" for none; `step` is what the number is printed to.

    >>> supported, rounding = bands("nearly", "times", Fraction(3))
    >>> supported.holds(Fraction(850, 284)), bands("", "times", Fraction(3))[0].holds(Fraction(850, 284))
    (True, False)
    """
    bare = bare_rule(measure, said)
    rule = RULES[nearness] if nearness else bare
    reach = MEASURES[measure][1]
    supported = _band(rule.supported, said, step)
    rounding = _band(rule.rounding, said, step) if rule.rounding else supported
    if rule.widens and rule is not bare:
        supported, allowed = bands("", measure, said, step)
        rounding = rounding.with_all_of(allowed)
    elif rule.widens:
        rounding = rounding.with_all_of(supported)
    return supported.meet(reach), rounding.meet(reach)


def own_bands(id: str, said: Fraction) -> tuple[Band, Band]:
    """The two bands of a phrase that has a rule of its own and bounds, such as `no change`."""
    rule = RULES[id]
    return _band(rule.supported, said, Fraction(1)), _band(rule.rounding, said, Fraction(1))


def _band(ends: tuple[tuple[End, ...], tuple[End, ...]] | None, said: Fraction, step: Fraction) -> Band:
    lower, upper = ends or ((), ())
    band = Band(Fraction(-1), float("inf"))
    for end in lower:
        band = band.meet(Band(end.at(said, step), float("inf"), low_in=end.inside))
    for end in upper:
        band = band.meet(Band(Fraction(-1), end.at(said, step), high_in=end.inside))
    return band
