"""One table both ways: what is chosen is supported, and every edge of every rule is where the table says."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.bounds import Bounds
from forcefoi.clean.count import MOST
from forcefoi.errors import ForcefoiError, ParseError
from forcefoi.windows import Window
from forcefoi.wording import (
    choose_change,
    choose_share,
    choose_size,
    choose_span,
    judge,
    phrases_table,
)
from forcefoi.wording.numbers import LEAST_BASE
from forcefoi.wording.words import phrases
from forcefoi.wording.words.bands import Band
from forcefoi.wording.words.judgement import BY_ROUNDING, NOT_SUPPORTED, SUPPORTED, UNKNOWN, VERDICTS
from forcefoi.wording.words.number_words import in_words, read_number, spell
from forcefoi.wording.words.phrase_patterns import EXAMPLES
from forcefoi.wording.words.phrase_reader import read_phrase

SMALL = st.integers(0, 300)
COUNTS = st.one_of(SMALL, st.integers(0, 20_000), st.integers(0, MOST))
DAYS = st.one_of(st.sampled_from([177, 365, 366]), st.integers(1, 4000))
DATES = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MULTIPLE_NAMES = {2: "doubled", 3: "tripled", 4: "quadrupled"}


def many(examples: int) -> int:
    """So many examples, but for a mutant no more than its profile says: the same tests run thousands of times then."""
    mutants = settings.get_current_profile_name() == "mutants"
    return min(examples, settings().max_examples) if mutants else examples


# What is chosen is supported.


@given(COUNTS)
@settings(max_examples=many(500), deadline=None)
def test_words_chosen_for_a_count_are_supported(count: int) -> None:
    for words in choose_size(count):
        assert judge(words, count).verdict == SUPPORTED, words


@given(COUNTS, st.none() | COUNTS)
@settings(deadline=None)
def test_words_chosen_for_bounds_are_supported(low: int, more: int | None) -> None:
    high = None if more is None else min(low + more, MOST)
    if low or high is not None:
        for words in choose_size(Bounds(low, high)):
            assert judge(words, Bounds(low, high)).verdict == SUPPORTED, words


@st.composite
def changes(draw: st.DrawFn) -> tuple[int, int]:
    """Two counts, often close to a multiple of each other, where the edges are."""
    before = draw(COUNTS)
    if draw(st.booleans()):
        return before, draw(COUNTS)
    times = draw(
        st.sampled_from([Fraction(1, 3), Fraction(1, 2), 1, Fraction(19, 10), 2, Fraction(201, 100), 3, 4])
    )
    after = min(max(int(before * times) + draw(st.integers(-3, 3)), 0), MOST)
    return before, after


@given(changes(), DAYS, st.one_of(st.none(), DAYS))
@settings(max_examples=many(1000), deadline=None)
def test_words_chosen_for_a_change_are_supported(
    counts: tuple[int, int], first: int, other: int | None
) -> None:
    second = first if other is None else other
    chosen = choose_change(*counts, first, second)
    assert chosen
    for words in chosen:
        judged = judge(words, *counts, days=(first, second))
        assert judged.verdict == SUPPORTED, f"{words}: {judged}"
        assert not any("base under" in caveat or "no clear change" in caveat for caveat in judged.caveats)


@given(changes(), st.sampled_from([(365, 365), (365, 366), (365, 177), (90, 400)]), st.sampled_from(
    ["doubled", "rose", "fell", "no change", "halved", "up 57%", "more than tripled", "the daily rate fell 35%"]
))  # fmt: skip
@settings(max_examples=many(1000), deadline=None)
def test_what_is_said_to_be_better_is_supported(
    counts: tuple[int, int], days: tuple[int, int], words: str
) -> None:
    better = judge(words, *counts, days=days).better
    if better:
        assert judge(better, *counts, days=days).verdict == SUPPORTED, better


@given(COUNTS, COUNTS)
@settings(max_examples=many(1000), deadline=None)
def test_words_chosen_for_a_share_are_supported(one: int, other: int) -> None:
    part, whole = sorted((one, other))
    if whole:
        for words in choose_share(part, whole):
            judged = judge(words, part, whole)
            assert judged.verdict == SUPPORTED, f"{words}: {judged}"
            assert whole >= LEAST_BASE or "of" in words


@given(DATES, st.integers(0, 9000))
@settings(max_examples=many(500), deadline=None)
def test_words_chosen_for_a_span_are_supported(start: date, more: int) -> None:
    window = Window(start, start + timedelta(days=more))
    for words in choose_span(window):
        assert judge(words, window).verdict == SUPPORTED, words


@pytest.mark.parametrize(
    "start", [date(2016, 2, 29), date(2015, 1, 31), date(2015, 3, 1), date(2016, 12, 31)]
)
def test_spans_that_begin_on_awkward_days(start: date) -> None:
    for more in range(0, 1500, 1500 // many(1500)):
        window = Window(start, start + timedelta(days=more))
        assert judge(window.length(), window).verdict == SUPPORTED


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "none"), (1, "one"), (9, "nine"), (10, "10"), (5887, "nearly 6,000"), (5207, "more than 5,000"),
     (64_492, "nearly 65,000"), (6000, "6,000"), (1371, "nearly 1,400"), (12_600, "nearly 13,000"),
     (12_350, "more than 12,000"), (100, "100"), (101, "more than 100"), (99, "99"), (MOST, "nearly 1,000,000,000")],
)  # fmt: skip
def test_plain_words_for_a_count(count: int, words: str) -> None:
    assert choose_size(count)[0] == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(284, 850, "almost tripled"), (276, 433, "up 57%"), (100, 200, "doubled"), (100, 205, "more than doubled"),
     (800, 402, "almost halved"), (1000, 490, "more than halved"),
     (100, 250, "2.5 times as many"), (50, 50_000, "1,000 times as many"),
     (1000, 400, "down 60%"), (1000, 1, "down more than 99%"), (1000, 0, "fell"),
     (10, 60, "rose"), (0, 50, "rose"), (5, 5, "no change"), (0, 0, "no change"), (5, 11, "no clear change"),
     (100_000_000, 100_100_000, "up less than 1%"), (100, 1000, "10 times as many")],
)  # fmt: skip
def test_plain_words_for_a_change(before: int, after: int, words: str) -> None:
    assert choose_change(before, after, 365, 365)[0] == words


def test_a_leap_day_makes_no_windows_unlike_and_two_days_do() -> None:
    assert choose_change(1000, 500, 365, 366)[0] == "halved"
    assert judge("halved", 1000, 500, days=(366, 365)).verdict == SUPPORTED
    assert choose_change(1000, 500, 365, 363)[0].startswith("the daily rate fell")
    assert judge("halved", 1000, 500, days=(365, 363)).verdict == "not like for like"


# Every edge is where the table says.


def around(band: Band) -> set[Fraction]:
    """Values on, just inside and just outside each finite end."""
    tiny = Fraction(1, 10**6)
    ends = [end for end in (band.low, band.high) if end != math.inf]
    return {end + by for end in ends for by in (-tiny, Fraction(0), tiny)}


def expected(value: Fraction, supported: Band, rounding: Band) -> str:
    return SUPPORTED if supported.holds(value) else BY_ROUNDING if rounding.holds(value) else NOT_SUPPORTED


@pytest.mark.parametrize("rule", phrases.NEARNESS, ids=lambda rule: rule.id)
@pytest.mark.parametrize("said", [100, 1300, 6000, 65_000])
def test_edges_of_sizes(rule: phrases.Rule, said: int) -> None:
    step = read_number(str(said))[1]
    bands = phrases.bands(rule.id, "size", Fraction(said), step)
    ends = [end for band in bands for end in (band.low, band.high) if end != math.inf]
    for count in {max(math.floor(end) + by, 0) for end in ends for by in (-1, 0, 1)}:
        for word in rule.words:
            assert judge(f"{word} {said:,}", count).verdict == expected(Fraction(count), *bands), (
                word,
                count,
            )


@pytest.mark.parametrize("nearness", ["", *(rule.id for rule in phrases.NEARNESS)])
@pytest.mark.parametrize("said", MULTIPLE_NAMES)
@pytest.mark.parametrize("way", ["times", "parts"])
def test_edges_of_multiples(nearness: str, said: int, way: str) -> None:
    if way == "parts" and said != 2:
        return
    name = "halved" if way == "parts" else MULTIPLE_NAMES[said]
    words = f"{phrases.RULES[nearness].words[0]} {name}" if nearness else name
    bands = phrases.bands(nearness, way, Fraction(said))
    for value in (one for band in bands for one in around(band) if one > 0):
        counts = (value.denominator, value.numerator)
        counts = counts if way == "times" else counts[::-1]
        assert judge(words, *counts).verdict == expected(value, *bands), (words, counts)


@pytest.mark.parametrize("nearness", ["", *(rule.id for rule in phrases.NEARNESS)])
@pytest.mark.parametrize("said", [1, 33, 57, 99, 100, 250])
@pytest.mark.parametrize("way", ["rise", "fall", "share"])
def test_edges_of_percentages(nearness: str, said: int, way: str) -> None:
    if way != "rise" and said > 100:
        return
    near = f"{phrases.RULES[nearness].words[0]} " if nearness else ""
    words = {"rise": f"up {near}{said}%", "fall": f"down {near}{said}%", "share": f"{near}{said}%"}[way]
    bands = phrases.bands(nearness, f"{way} %", Fraction(said))
    for value in (one for band in bands for one in around(band)):
        share = value / 100
        counted = {"rise": 1 + share, "fall": 1 - share, "share": share}[way]
        if counted < 0 or (way == "share" and counted > 1):
            continue
        pair = (counted.denominator, counted.numerator)
        pair = pair[::-1] if way == "share" else pair
        assert judge(words, *pair).verdict == expected(value, *bands), (words, pair)


@pytest.mark.parametrize("nearness", ["", *(rule.id for rule in phrases.NEARNESS)])
@pytest.mark.parametrize(
    ("name", "said"),
    [("a third", Fraction(1, 3)), ("two thirds", Fraction(2, 3)), ("half", Fraction(1, 2)),
     ("one in five", Fraction(1, 5)),
     ("three quarters", Fraction(3, 4)), ("one in 100", Fraction(1, 100))],
)  # fmt: skip
def test_edges_of_fractions(nearness: str, name: str, said: Fraction) -> None:
    words = f"{phrases.RULES[nearness].words[0]} {name}" if nearness else name
    bands = phrases.bands(nearness, "share fraction", said)
    for value in (one for band in bands for one in around(band) if 0 <= one <= 1):
        assert judge(words, value.numerator, value.denominator).verdict == expected(value, *bands), (
            words,
            value,
        )


@pytest.mark.parametrize("nearness", ["", *(rule.id for rule in phrases.NEARNESS[:7])])
def test_edges_of_spans(nearness: str) -> None:
    words = f"{phrases.RULES[nearness].words[0]} 100 days" if nearness else "in 100 days"
    bands = phrases.bands(nearness, "span", Fraction(100))
    # "Over" before a span has a rule of its own.
    for days in range(85, 115):
        window = Window(date(2018, 1, 1), date(2018, 1, 1) + timedelta(days=days - 1))
        assert judge(words, window).verdict == expected(Fraction(days), *bands), days


def test_a_changed_bound_is_followed_by_judge_and_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge("nearly 6,000", 5710).verdict == SUPPORTED
    assert judge("nearly 6,000", 5690).verdict == NOT_SUPPORTED
    narrow = phrases.End(times=Fraction(99, 100))
    changed = replace(phrases.RULES["nearly"], supported=((narrow,), (phrases.NOT_SAID,)))
    monkeypatch.setitem(phrases.RULES, "nearly", changed)
    assert judge("nearly 6,000", 5710).verdict == NOT_SUPPORTED
    assert choose_size(5887)[0] != "nearly 6,000"
    assert judge(choose_size(5887)[0], 5887).verdict == SUPPORTED


# Numbers that are not exact.


@given(st.integers(0, 60), st.integers(0, 40), st.sampled_from(phrases.NEARNESS[:8]), st.integers(1, 80))
@settings(max_examples=many(500), deadline=None)
def test_bounds_are_judged_over_all_they_can_be(low: int, more: int, rule: phrases.Rule, said: int) -> None:
    words = f"{rule.words[0]} {said}"
    each = {judge(words, count).verdict for count in range(low, low + more + 1)}
    verdict = judge(words, Bounds(low, low + more)).verdict
    if each == {SUPPORTED}:
        assert verdict == SUPPORTED
    elif each == {NOT_SUPPORTED}:
        assert verdict == NOT_SUPPORTED
    elif NOT_SUPPORTED not in each:
        assert verdict == BY_ROUNDING
    else:
        assert verdict == UNKNOWN


@given(st.integers(1, 12), st.integers(0, 6), st.integers(0, 30), st.integers(0, 6),
       st.sampled_from(["doubled", "more than doubled", "halved", "almost tripled", "up 50%", "down 20%", "rose",
                        "fell",                      "no clear change", "a fall of a third"]))  # fmt: skip
@settings(max_examples=many(500), deadline=None)
def test_a_change_of_bounds_is_never_surer_than_its_counts(
    b: int, bm: int, a: int, am: int, words: str
) -> None:
    each = {judge(words, one, two).verdict for one in range(b, b + bm + 1) for two in range(a, a + am + 1)}
    verdict = judge(words, Bounds(b, b + bm), Bounds(a, a + am)).verdict
    if verdict == SUPPORTED:
        assert each == {SUPPORTED}
    elif verdict == BY_ROUNDING:
        assert NOT_SUPPORTED not in each
    elif verdict == NOT_SUPPORTED:
        assert each == {NOT_SUPPORTED}


# Words are read, or refused.


@given(st.text(max_size=60))
@settings(max_examples=many(500), deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_phrase(text)
    except ParseError as error:
        assert "is not a phrase" in str(error)


WORDS = st.sampled_from(
    sorted({word for rule in phrases.TABLE for phrase in rule.words for word in phrase.split()})
    + ["6,000", "57%", "a", "third", "four", "years", "in", "by", "and", "million", "2018", "twenty"]
)


NUMBERS = st.sampled_from(
    [((5,), None), ((276, 433), (365, 177)), ((0, 0), None), ((5, 0), (365, 365)), (("<5", "at least 7"), None),
     (("2015-04-01", "2018-09-24"), None)]
)  # fmt: skip


@given(st.lists(WORDS, max_size=7).map(" ".join), NUMBERS)
@settings(max_examples=many(2000), deadline=None)
def test_words_of_the_table_in_any_order_are_judged_or_refused(text: str, given: tuple) -> None:
    numbers, days = given
    try:
        judged = judge(text, *numbers, days=days)
    except ForcefoiError as error:
        assert str(error)
    else:
        assert judged.verdict in VERDICTS and judged.working and str(judged)


@pytest.mark.parametrize("text", EXAMPLES)
def test_case_quotes_spaces_and_hyphens_change_nothing(text: str) -> None:
    plain = read_phrase(text)
    for other in (
        text.upper(),
        f"“{text}”",
        f" {text}. ",
        text.replace(" ", "\u00a0"),
        text.replace(" ", "  "),
    ):
        assert read_phrase(other) == plain


def test_every_word_of_the_table_is_read_as_its_rule() -> None:
    for rule in phrases.NEARNESS:
        for word in rule.words:
            assert read_phrase(f"{word} 6,000").nearness == rule.id, word
            assert read_phrase(f"{word} doubled").nearness == rule.id, word
    for rule in phrases.OWN:
        for word in rule.words:
            if word in phrases.AFTER_A_NUMBER or rule.id in ("loaded", "N of M"):
                continue
            needs = " 5" if rule.id in ("a high of", "a low of") else ""
            assert read_phrase(word + needs).own == rule.id, word
    for words, measure in ((phrases.MULTIPLES_UP, "times"), (phrases.MULTIPLES_DOWN, "parts")):
        for word, said in words.items():
            read = read_phrase(word)
            assert (read.measure, read.said) == (measure, said), word
    for word in phrases.LOADED_RISES:
        assert read_phrase(word).own == "rose" and read_phrase(word).loaded == (word,)
    for word in phrases.LOADED_FALLS:
        assert read_phrase(word).own == "fell" and read_phrase(word).loaded == (word,)


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_numbers_in_words_come_back(value: int) -> None:
    assert read_number(spell(value))[0] == value
    assert read_number(f"{value:,}")[0] == value == read_number(str(value))[0]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [("65k", 65_000, 1000), ("1.2 million", 1_200_000, 100_000), ("6 thousand", 6000, 1000), ("a hundred", 100, 100),
     ("two dozen", 24, 1), ("2.50", Fraction(5, 2), Fraction(1, 100)), ("0", 0, 1), ("three hundred and four", 304, 1)],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: Fraction, step: Fraction) -> None:
    assert read_number(text) == (value, step)


@pytest.mark.parametrize("text", ["five six", "thousand hundred", "twenty ten", "hundred", "one two three"])
def test_words_that_make_no_number_are_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read_number(text)


def test_counts_in_words() -> None:
    assert [in_words(count) for count in (0, 1, 9, 10, 1000)] == ["none", "one", "nine", "10", "1,000"]


def test_the_table_for_a_page_has_every_rule_with_its_reason() -> None:
    table = phrases_table()
    assert len(table) == len(phrases.TABLE) == len({rule.id for rule in phrases.TABLE})
    assert (table.map(len) > 3).all().all()
    for word in ("nearly", "halved", "a high of", "no change", "one in five", "since 2015"):
        assert table["phrase"].str.contains(word).any()


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (Band(1, 3), Band(2, 4), Band(2, 3), Band(1, 4)),
        (Band(1, 3, low_in=False), Band(1, 3), Band(1, 3, low_in=False), Band(1, 3)),
        (Band(1, 3, high_in=False), Band(1, 3), Band(1, 3, high_in=False), Band(1, 3)),
        (Band(1, 4, low_in=False), Band(2, 3), Band(2, 3), Band(1, 4, low_in=False)),
        (Band(1, 4, high_in=False), Band(2, 3), Band(2, 3), Band(1, 4, high_in=False)),
        (Band(1, 4), Band(2, 3, False, False), Band(2, 3, False, False), Band(1, 4)),
        (Band(0, 2, False, True), Band(1, 3, True, False), Band(1, 2), Band(0, 3, False, False)),
        (Band(0, math.inf), Band(2, 3), Band(2, 3), Band(0, math.inf)),
    ],
)
def test_what_two_bands_share_and_what_holds_both(one: Band, other: Band, both: Band, either: Band) -> None:
    assert one.meet(other) == other.meet(one) == both
    assert one.with_all_of(other) == other.with_all_of(one) == either


@pytest.mark.parametrize(
    ("value", "words"),
    [(20, "twenty"), (21, "twenty one"), (100, "one hundred"), (101, "one hundred and one"),
     (199, "one hundred and ninety nine"),
     (1000, "one thousand"), (1001, "one thousand and one"), (1100, "one thousand one hundred"),
     (1_000_100, "one million one hundred")],
)  # fmt: skip
def test_a_number_in_words(value: int, words: str) -> None:
    assert spell(value) == words


@pytest.mark.parametrize("text", ["foo", "five foo"])
def test_a_word_that_is_no_number_is_named(text: str) -> None:
    with pytest.raises(ParseError) as refused:
        read_number(text)
    assert str(refused.value) == f"{text!r} is not a number: “foo” is no number"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(50, 100, "half"), (33, 100, "a third"), (67, 100, "two thirds"), (25, 100, "a quarter"),
     (75, 100, "three quarters"), (20, 100, "one in five"), (100, 600, "one in six"), (100, 700, "one in seven"),
     (100, 800, "one in eight"), (100, 900, "one in nine"), (100, 1000, "one in 10"), (100, 1100, "9%"),
     (19, 100, "nearly one in five"), (21, 100, "just over one in five"), (24, 100, "nearly a quarter"),
     (10, 50, "one in five"), (10, 49, "10 of 49"), (1, 100, "1%"), (0, 100, "none of 100"), (50, 50, "all of 50"),
     (9, 9, "all of nine"), (996, 1000, "more than 99%"), (4, 1000, "less than 1%")],
)  # fmt: skip
def test_plain_words_for_a_share(part: int, whole: int, words: str) -> None:
    assert choose_share(part, whole)[0] == words


@pytest.mark.parametrize(("part", "whole"), [(6, 5), (-1, 5), (0, 0), (1, 0)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ForcefoiError) as refused:
        choose_share(part, whole)
    assert str(refused.value) == (
        f"{part} of {whole} is no share: the part is from none to the whole, which is above none"
    )


def test_a_count_of_which_nothing_is_known_has_no_words() -> None:
    with pytest.raises(ForcefoiError, match="^a count that can be any number has no words$"):
        choose_size(Bounds(0, None))


def test_every_word_for_a_change() -> None:
    assert choose_change(100, 200, 365, 365) == ("doubled", "2 times as many", "rose")
    assert choose_change(1000, 1996, 365, 365) == ("doubled", "up 100%", "rose")
    assert choose_change(1000, 1500, 365, 365) == ("up 50%", "rose")
    assert choose_change(1000, 500, 365, 365) == ("halved", "down 50%", "fell")
    assert choose_change(49, 490, 365, 365) == ("rose",)
    assert choose_change(49, 98, 365, 177) == ("the daily rate rose",)
    assert choose_change(50, 100, 365, 177) == ("the daily rate rose 312%", "the daily rate rose")
    assert choose_change(50, 500, 365, 365) == ("10 times as many", "rose")
