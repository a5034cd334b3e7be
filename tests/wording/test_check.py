"""What a sceptical reporter types, and what is answered."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from fractions import Fraction

import pandas as pd
import pytest

import forcefoi
from forcefoi.bounds import Bounds
from forcefoi.clean import parse_count
from forcefoi.errors import ForcefoiError, ParseError
from forcefoi.number import Number
from forcefoi.windows import Window
from forcefoi.wording import VERDICTS, Judgement, judge, read_phrase
from forcefoi.wording.words.counts_in import WrongNumbers, read_bounds, read_days
from forcefoi.wording.words.phrase_patterns import KNOWN

S, R, N, U, C = VERDICTS
SPAN = ("2015-04-01", "2018-09-24")
ASSUMED = "windows of one length are assumed"
SMALL = "base under 50"
CHANCE = "no clear change"


@pytest.mark.parametrize(
    ("phrase", "numbers", "verdict"),
    [
        # Sizes.
        ("nearly 6,000", (5887,), S), ("almost 6,000", (5887,), S), ("nearly 6,000", (6000,), N),
        ("6,000", (5887,), R),
        ("nearly 6,000", (5699,), N), ("nearly six thousand", (5700,), S), ("6k", (5887,), R),
        ("65,000", (64_492,), N),
        ("close to 65,000", (64_492,), R), ("close to 65,000", (65_000,), S), ("close to 700", (667,), R),
        ("close to 700", (664,), N), ("more than 5,000", (5207,), S), ("more than 5,000", (5000,), N),
        ("100", (149,), N),
        ("over 1,300", (1371,), S), ("at least 1,220", (1220,), S), ("fewer than 50", (50,), N),
        ("at most 50", (50,), S),
        ("1.2 million", (1_190_000,), R), ("exactly 5,887", (5888,), N), ("none", (0,), S), ("nine", (9,), S),
        ("as high as 839", (667, 172), S), ("as high as 839", (667,), N), ("up to 839", (839,), S),
        ("up to 840", (839,), R),
        ("up to 830", (839,), N), ("as few as 667", ("667 to 839",), S),
        # Sizes that are not exact.
        ("close to 65,000", ("62,500 to 67,500",), R), ("at least 1,220", ("at least 1,220",), S),
        ("nearly 1,300", ("at least 1,220",), C), ("nearly 1,300", ("at least 1,301",), N),
        ("up to 839", ("at least 667",), C),
        ("fewer than five", ("<5",), S), ("up to four", ("<5",), S),
        # Changes.
        ("almost doubled", (276, 433), N), ("up 57%", (276, 433), S), ("up 56%", (276, 433), N),
        ("a 57% rise", (276, 433), S),
        ("more than tripled", (284, 850), N), ("tripled", (284, 850), R), ("almost tripled", (284, 850), S),
        ("trebled", (284, 852), S), ("threefold increase", (284, 852), S), ("more than doubled", (5, 11), S),
        ("halved", (800, 402), R), ("almost halved", (800, 402), S), ("more than halved", (800, 399), S),
        ("halved", (5, 0), N), ("more than halved", (5, 0), S), ("doubled", (0, 5), N), ("up 57%", (0, 5), N),
        ("down 100%", (1000, 0), S), ("down 100%", (1000, 1), R), ("down 68%", (2569, 815), S),
        ("down 120%", (100, 1), N),
        ("300% increase", (284, 852), N), ("200% increase", (284, 852), S), ("100% increase", (50, 100), S),
        ("rose by a third", (300, 400), S), ("a fall of a third", (300, 200), S),
        ("rose by more than half", (276, 433), S),
        ("2.5 times as many", (100, 250), S), ("twice as many", (100, 200), S),
        ("nearly two and a half times", (100, 240), S),
        ("doubled", (1, 999_999_999), N), ("more than doubled", ("<5", 20), S),
        ("doubled", (200, "at least 300"), C),
        ("rose from 276 to 433", (276, 433), S), ("rose from 276 to 433", (), S),
        ("rose to 434", (276, 433), N),
        ("up by 157", (276, 433), S), ("157 more", (276, 433), S), ("157 fewer", (276, 433), N),
        ("a fall of 1,754", (2569, 815), S), ("more than 150 fewer", (433, 276), S), ("a rise of 160", (276, 433), R),
        ("up by 160", ("<5", 162), R), ("up by 159", ("<5", 162), C),
        # Directions.
        ("rose", (100, 104), N), ("rose", (276, 433), S), ("fell", (276, 433), N), ("fell", (2569, 815), S),
        ("rose", (0, 5), N), ("fell", (5, 0), N), ("rose", (0, 0), N), ("no change", (5, 5), S),
        ("no change", (0, 0), S),
        ("no change", (100, 104), R), ("no change", (20, 28), N), ("no clear change", (20, 28), S),
        ("soared", (276, 433), S),
        ("huge increase", (100, 104), N), ("rose", ("<5", 20), S), ("rose", (400, "at least 400"), C),
        # Shares.
        ("a third", (33, 100), S), ("a third", (35, 100), R), ("a third", (36, 100), N),
        ("one in five", (1, 5), S),
        ("nearly one in five", (19, 100), S), ("more than a third", (34, 100), S),
        ("almost a third", (33, 100), S),
        ("two thirds", (67, 100), S), ("three quarters", (75, 100), S), ("20%", (2, 10), S),
        ("20.0%", (201, 1000), N),
        ("20%", (201, 1000), S), ("one in 100", (14, 1000), N), ("100%", (999, 1000), R),
        ("0%", (1, 1000), R),
        ("61 of 5,207", (61, 5207), S), ("61 of 5,207", (62, 5207), N), ("none of 33", (0, 33), S),
        ("half", ("<5", 8), C),
        # Extremes.
        ("a high of 2,569", (2569, 815), S), ("a high of 2,569", (2569, 2570), N),
        ("a low of 815", (2569, 815), S),
        ("highest ever", (276, 433), C), ("highest ever", (500, 433), N), ("highest ever", (433, 433), N),
        ("lowest ever", (276, 433), N), ("the highest", (276, 433), S),
        ("the highest", (276, "at least 200"), C), ("the highest", ("270 to 276", 276), C),
        ("the lowest", (276, 276), N), ("the lowest", ("270 to 276", 276), N), ("the lowest", ("276 to 280", 276), C),
        ("a record 433", (276, 433), C), ("a record 450", (276, 433), N),
        ("a high of nearly 2,600", (2569, 815), S), ("a record high of 433", (276, 433), C),
        # Spans.
        ("over four years", SPAN, N), ("in four years", SPAN, N), ("in less than four years", SPAN, S),
        ("nearly four years", SPAN, N), ("three and a half years", SPAN, R),
        ("3 years and 177 days", SPAN, S),
        ("over three years", SPAN, S), ("since 2015", SPAN, S), ("since 2016", SPAN, N),
        ("since April 2015", SPAN, S),
        ("since 2015/16", SPAN, S), ("over four years", ("2014-04-01", "2018-03-31"), S),
        ("in a year", ("2017/18",), S), ("3 years and 0 days", ("2015-04-01", "2018-03-31"), S),
        ("2 years and 365 days", ("2015-04-01", "2018-03-31"), N), ("3 years", ("2015-04-01", "2018-03-31"), S),
        ("two months", ("2018-01-15", "2018-03-14"), S), ("one month", ("2018-02-01", "2018-02-28"), S),
        ("two weeks", ("2018-02-01", "2018-02-14"), S), ("14 days", ("2018-02-01", "2018-02-14"), S),
        ("42 months", SPAN, R), ("within four years", SPAN, S),
    ],
)  # fmt: skip
def test_verdicts(phrase: str, numbers: tuple[object, ...], verdict: str) -> None:
    judged = judge(phrase, *numbers)
    assert judged.verdict == verdict, judged
    assert judged.rule and judged.working
    assert judged.better or verdict in (S, C) or judged.kind == "extreme"


@pytest.mark.parametrize(
    ("phrase", "numbers", "days", "verdict"),
    [
        ("fell", (2569, 815), (365, 177), U), ("down 68%", (2569, 815), (365, 177), U),
        ("halved", (100, 50), (365, 177), U),
        ("no change", (5, 5), (365, 177), U), ("the daily rate fell", (2569, 815), (365, 177), S),
        ("the daily rate fell 35%", (2569, 815), (365, 177), S),
        ("the daily rate fell 68%", (2569, 815), (365, 177), N),
        ("the daily rate fell 35%, from 7.04 to 4.60 a day", (2569, 815), (365, 177), S),
        ("the daily rate fell 35%, from 7.04 to 4.70 a day", (2569, 815), (365, 177), N),
        ("the daily rate fell by 2.43 a day", (2569, 815), (365, 177), R), ("157 more", (276, 433), (365, 177), U),
        ("rose", (276, 433), (365, 365), S), ("up 57%", (276, 433), (365, 366), S),
        ("a high of 2,569", (2569, 815), (365, 177), S),
        ("a high of 2,569", (2569, 2500), (365, 177), U), ("six a day", (1062,), (177,), S),
        ("rose", (1_000_000, 1_001_000), (365, 366), U),
        ("fell", (100_000_000, 100_000_000), (365, 366), N),
        ("no change", (100_000_000, 100_000_000), (365, 366), S),
        ("the daily rate stayed the same", (365, 177), (365, 177), S),
        ("the daily rate stayed the same", (365, 365), (365, 177), N),
        ("the daily rate stayed the same", (730, 362), (365, 177), R),
    ],
)  # fmt: skip
def test_verdicts_with_days(
    phrase: str, numbers: tuple[int, ...], days: tuple[int, ...], verdict: str
) -> None:
    judged = judge(phrase, *numbers, days=days)
    assert judged.verdict == verdict, judged
    assert not any(ASSUMED in caveat for caveat in judged.caveats)


def test_unlike_windows_are_told_with_both_changes_and_better_words() -> None:
    judged = judge("fell", 2569, 815, days=(365, 177))
    for part in ("7.04 a day", "4.60 a day", "count is down 68%", "daily rate down 35%"):
        assert part in judged.working
    assert judged.better == "the daily rate fell 35%, from 7.04 to 4.60 a day"


@pytest.mark.parametrize(
    ("phrase", "numbers", "parts"),
    [
        ("more than doubled", (5, 11), (SMALL, CHANCE, ASSUMED)),
        ("one in five", (1, 5), (SMALL,)),
        ("rose by 4%", (100, 104), (CHANCE,)),
        ("soared", (276, 433), ("“soared” measures nothing",)),
        ("a huge increase", (276, 433), ("“huge” measures nothing",)),
        ("a staggering 57% increase", (276, 433), ("“staggering” measures nothing",)),
        ("more than 5,000", (5887,), ("says little",)),
        ("fewer than 5,000", (2000,), ("says little",)),
        ("300% increase", (284, 850), ("is a rise of 199%, not of 299%",)),
        ("fell 32%", (2569, 815), ("32% is what is left",)),
        ("up 36%", (276, 433), ("share of the later count",)),
        ("up 57%", (433, 276), ("other way round",)),
        ("three times more", (284, 852), ("times as many",)),
        ("as high as 839", (667, 172), ("an upper bound",)),
        ("over four years", SPAN, ("“over” can mean",)),
        ("since 2015", SPAN, ("it ends on 24 September 2018", "before 1 April 2015")),
        ("a high of 2,569", (2569, 815), ("among the counts given",)),
        ("close to 700 cries for help", (667,), ("not checked: “cries for help”",)),
    ],
)
def test_caveats(phrase: str, numbers: tuple[object, ...], parts: tuple[str, ...]) -> None:
    told = " | ".join(judge(phrase, *numbers).caveats)
    for part in parts:
        assert part in told


@pytest.mark.parametrize(
    ("phrase", "numbers", "better"),
    [
        ("nearly 6,000", (6000,), "6,000"),
        ("6,000", (5887,), "nearly 6,000, or 5,887"),
        ("almost doubled", (276, 433), "up 57%, from 276 to 433"),
        ("more than tripled", (284, 850), "almost tripled, from 284 to 850"),
        ("more than doubled", (5, 11), "no clear change, from 5 to 11"),
        ("one in five", (1, 5), "one of five"),
        ("a third", (36, 100), "36% (36 of 100)"),
        ("over four years", SPAN, "3 years and 177 days, or less than four years"),
        ("highest ever", (276, 433), "the highest of the two counts given: 433"),
    ],
)
def test_what_would_be_right(phrase: str, numbers: tuple[object, ...], better: str) -> None:
    assert judge(phrase, *numbers).better == better


def test_working_shows_on_which_side_of_an_edge_a_number_lies() -> None:
    judged = judge("tripled", 100_000_000, 299_999_999)
    assert judged.verdict == S and "2.99999999" not in judge("more than tripled", 284, 850).working
    assert "2.99999999" in judge("more than tripled", 100_000_000, 299_999_999).working


@pytest.mark.parametrize(
    ("phrase", "numbers", "part"),
    [
        ("almost doubled", (276,), "needs two counts: before and after; given: 276"),
        ("almost doubled", (1, 2, 3), "needs two counts"),
        ("almost doubled", (), "given: nothing"),
        ("one in five", (5,), "needs two counts: the part and the whole"),
        ("one in five", (5, 1), "more than the whole"),
        ("one in five", (0, 0), "^the whole is none: there is no share of it$"),
        ("a high of 5", (5,), "two or more counts"),
        ("over four years", (4,), "needs a window: its first and its last day, .*; given: 4$"),
        ("over four years", (4, 5, 6), "given: 4, 5, 6$"),
        ("over four years", ("2015",), "^“over four years” needs a window: .*; given: 2015$"),
        ("over four years", ("2015-04-01",), "^“over four years” needs a window: .*; given: 2015-04-01$"),
        ("over four years", (), "given: nothing$"),
        ("the daily rate fell", (5, 4), "give the days"),
        ("as high as 839", (1, 2, 3), "one count, or a count and what may come on top of it"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_what_is_needed(
    phrase: str, numbers: tuple[object, ...], part: str
) -> None:
    with pytest.raises(WrongNumbers, match=part):
        judge(phrase, *numbers)


@pytest.mark.parametrize(
    ("days", "part"),
    [((365,), "2 counts and 1 numbers of days"), ((365, 0), "0 are no days"), ((365, True), "no days"),
     ("x", "one for each")],
)  # fmt: skip
def test_days_that_are_none_are_refused(days: object, part: str) -> None:
    with pytest.raises(WrongNumbers, match=part):
        judge("fell", 5, 4, days=days)


def test_days_where_none_belong_are_refused() -> None:
    for phrase, numbers in (("a third", (1, 3)), ("nearly 6,000", (5887,)), ("over four years", SPAN)):
        with pytest.raises(WrongNumbers, match="no days|give no others"):
            judge(phrase, *numbers, days=(365, 365))


@pytest.mark.parametrize(
    "count", [-1, float("nan"), None, True, 2.5, "2.5", "", "-5", 10**10, "5 to 3", [5], "N/A"]
)
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(ParseError, match="is not a count"):
        judge("nearly 6,000", count)


@pytest.mark.parametrize(
    "count",
    [5887, "5,887", "5 887", 5887.0, Bounds.exactly(5887), parse_count("5887"),
     Number("a", 5887.0, 5887.0, "crimes", "Crimes", "as printed", ())],
)  # fmt: skip
def test_a_count_in_any_spelling(count: object) -> None:
    assert judge("nearly 6,000", count) == judge("nearly 6,000", 5887)


def test_a_window_in_words_is_refused_for_what_it_lacks() -> None:
    with pytest.raises(
        ParseError, match="'last year' is not a window: it ends with the request or the reply"
    ):
        judge("over four years", "last year")


def test_a_printed_count_that_is_none_is_refused_and_not_cut() -> None:
    for phrase in ("rose from 1.5 to 2", "fell from 2 to 1.5", "rose from 1.5 to 2.5"):
        with pytest.raises(ParseError, match="is not a count"):
            judge(phrase)


@pytest.mark.parametrize("span", [SPAN, (Window(date(2015, 4, 1), date(2018, 9, 24)),), ("01/04/2015", "24/09/2018"),
                                  (date(2015, 4, 1), date(2018, 9, 24)),
                                  ("1 April 2015 to 24 September 2018",)])  # fmt: skip
def test_a_window_in_any_spelling(span: tuple[object, ...]) -> None:
    assert judge("over four years", *span) == judge("over four years", *SPAN)


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("gobbledygook", "Allowed: words for a size"),
        ("trippled", "Did you mean 'tripled'"),
        ("almsot doubled", "Did you mean 'almost doubled'"),
        ("nearly 6,000 over four years", "“nearly 6,000” and “over four years”: check each alone"),
        ("has not doubled", "“not” beside “doubled”"),
        ("never fell", "“never”"),
        ("could have doubled", "“could”"),
        ("barely doubled", "“barely”"),
        ("6,000 extra", "“extra”"),
        ("nearly rose", "“nearly”"),
        ("twice as likely", "“likely”"),
        ("by 57%", "does not say which way"),
        ("up 57 percentage points", "difference of two shares"),
        ("up 0%", "no change"),
        ("£6,000", "“£”"),
        ("<5", "“<”"),
        ("-5", "“-5”"),
        ("½", "“½”"),
        ("five six", "don't make one number"),
        ("one in one", "less than all of it"),
        ("a high of", "the number is missing"),
        ("since 2015/17", "'2015/17' is not a financial year: the second year does not follow the first"),
        ("", "no words"),
        (None, "no words"),
    ],
)
def test_phrases_that_are_refused(phrase: object, part: str) -> None:
    with pytest.raises(ParseError, match="is not a phrase") as caught:
        judge(phrase, 5, 10)  # type: ignore[arg-type]
    assert part in str(caught.value)


def test_a_judgement_shows_itself() -> None:
    judged = Judgement("<b>", "size", N, "a & b", "1 < 2", ("<i>",), "")
    assert "&lt;b&gt;" in judged._repr_html_() and "1 &lt; 2" in judged._repr_html_()
    assert "<i>" not in judged._repr_html_()
    assert "</dd><dt>" in judged._repr_html_()
    assert str(judged).splitlines()[0] == "“<b>”: not supported"
    assert not judged.stands and judge("nearly 6,000", 5887).stands


def test_check_is_there_at_once_and_imports_nothing_before() -> None:
    assert forcefoi.check("almost doubled", 276, 433, days="365,365") == judge(
        "almost doubled", 276, 433, days=(365, 365)
    )
    assert "check" in dir(forcefoi)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = forcefoi.nonsense
    code = "import sys, forcefoi; print([m for m in sys.modules if m.startswith(('pandas', 'forcefoi.'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_days_as_text_are_read_or_refused() -> None:
    for text in ("365 177", "365, 177"):
        assert forcefoi.check("fell", 2569, 815, days=text).verdict == U
    with pytest.raises(ForcefoiError, match="365,177"):
        forcefoi.check("fell", 2569, 815, days="a year")


def test_bounds_as_fractions_are_exact() -> None:
    # 0.95 as a float would leave this one out.
    assert Fraction(95, 100) * 20 == 19
    assert judge("nearly 20", 19).verdict == S


@pytest.mark.parametrize(
    ("phrase", "counts"),
    [
        ("the second highest", (3, 1, 2)),
        ("joint highest", (3, 3)),
        ("among the highest", (1, 3)),
        ("highest since records began", (1, 2, 3)),
        ("half as many again", (100, 150)),
        ("5,900 plus", (5887,)),
    ],
)
def test_words_that_make_it_another_phrase_are_refused(phrase: str, counts: tuple[int, ...]) -> None:
    with pytest.raises(ParseError):
        judge(phrase, *counts)


def test_numbers_are_read_to_their_edges() -> None:
    assert read_bounds("5 to 5") == Bounds.exactly(5)
    assert (read_days(177, 1), read_days((100_000, 1), 2)) == ((177,), (100_000, 1))
    for number, told in (
        ("5 to 3", "'5 to 3' is not a count: the most is below the least. Allowed: 62,500 to 67,500"),
        (None, "None is not a count: there is no number. Allowed: a whole number up to 999,999,999, '<5', "
         "'62,500 to 67,500'"),
    ):  # fmt: skip
        with pytest.raises(ParseError) as refused:
            read_bounds(number)
        assert str(refused.value) == told
    with pytest.raises(ParseError, match="^'3/2' is not a count"):
        judge("rose from 1.5 to 2")


def test_words_are_idle_beyond_a_tenth_and_not_at_it() -> None:
    assert judge("more than 5,000", 5500).caveats == () == judge("fewer than 5,500", 5000).caveats
    assert "says little" in judge("more than 5,000", 5501).caveats[0]
    assert "says little" in judge("fewer than 5,500", 4999).caveats[0]
    assert judge("more than 5,000", 4000).caveats == ()


@pytest.mark.parametrize(
    ("phrase", "numbers", "verdict"),
    [
        # What has no upper end is covered by nothing that has one.
        ("fewer than 50", ("at least 2",), C), ("at most 50", ("at least 2",), C), ("exactly 5", ("at least 5",), C),
        ("more than 1", ("at least 5",), S), ("at least 5", ("at least 5",), S),
        # Near all, a fraction is held to the smaller rest.
        ("nine in 10", (898, 1000), S), ("nine in 10", (897, 1000), R), ("nine in 10", (890, 1000), R),
        ("nine in 10", (889, 1000), N), ("one in 10", (102, 1000), S), ("one in 10", (111, 1000), N),
    ],
)  # fmt: skip
def test_verdicts_at_the_ends(phrase: str, numbers: tuple[object, ...], verdict: str) -> None:
    assert judge(phrase, *numbers).verdict == verdict


def test_a_day_makes_months_alike_from_a_february_on() -> None:
    assert judge("doubled", 100, 200, days=(28, 29)).verdict == S
    assert judge("doubled", 100, 200, days=(27, 28)).verdict == U


@pytest.mark.parametrize(
    ("phrase", "numbers", "said"),
    [
        ("over four years", (5, 6), "5 is not a day: a int in its place."),
        ("over four years", (None, "2018-09-24"), "None is not a day: a NoneType in its place."),
        ("over four years", (pd.NaT, "2018-09-24"), "NaT is not a day: a NaTType in its place."),
    ],
)
def test_what_is_no_day_is_refused(phrase: str, numbers: tuple[object, ...], said: str) -> None:
    with pytest.raises(ParseError) as refused:
        judge(phrase, *numbers)
    assert str(refused.value) == f"{said} Allowed: a date, or a text as 2018-09-24"


def test_a_day_with_a_time_is_that_day() -> None:
    at_noon = (datetime(2015, 4, 1, 12), datetime(2018, 9, 24, 23))
    assert judge("over four years", *at_noon) == judge("over four years", *SPAN)


def test_numbers_that_do_not_fit_are_all_told() -> None:
    with pytest.raises(WrongNumbers) as refused:
        judge("nearly 6,000", 5, 6)
    assert str(refused.value) == "“nearly 6,000” needs one count; given: 5, 6"
    with pytest.raises(ParseError) as none:
        read_phrase("")
    assert str(none.value) == f"'' is not a phrase: there are no words to read. Allowed: {KNOWN}"


def test_loaded_words_are_named() -> None:
    nothing = "nothing: judged as a plain rise or fall"
    assert f"“soared” measures {nothing}" in judge("soared", 276, 433).caveats
    assert f"“alarming” and “surge” measure {nothing}" in judge("an alarming surge", 276, 433).caveats


def test_a_number_may_stand_together_with_its_fold() -> None:
    assert judge("rose 3fold", 100, 300).verdict == S == judge("10fold", 100, 1000).verdict
    assert judge("rose 3fold", 100, 200).verdict == N
