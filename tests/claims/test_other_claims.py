"""Claims of other kinds than the exercise has, from newspapers that there are not, about the real figures."""

from __future__ import annotations

import pytest

from forcefoi.errors import DataError

N1, N2, NALL = "northumbria-sh-sg-1", "northumbria-sh-sg-2", "northumbria-all-sg-1"
K1, K2, KALL, KTHREATS = "kent-harassment-kg-1", "kent-harassment-kg-2", "kent-all-ko-1", "kent-threats-kg-1"
P1, P2, PALL, PTHREATS = "psni-all-ni-1", "psni-all-ni-2", "psni-all-hr-1", "psni-threats-hr-1"
C1, C2 = "cheshire-all-rw-2", "cheshire-all-rw-3"


@pytest.mark.parametrize(
    ("kind", "phrase", "figures", "verdict"),
    [
        ("change", "up 57%", (P1, P2), "supported"),
        ("change", "up 75%", (P1, P2), "not supported"),
        ("change", "rose", (P1, P2), "supported"),
        ("change", "fell", (P1, P2), "not supported"),
        ("change", "soared", (P1, P2), "supported"),
        ("change", "almost tripled", (C1, C2), "supported"),
        ("change", "fell by a third", (K1, K2), "not like for like"),
        ("change", "fell", (N2, N1), "not like for like"),
        ("change", "more than doubled", (P1, PALL), "not like for like"),
        ("share", "one in 14", (PTHREATS, P2), "supported by rounding"),
        ("share", "a third", (PTHREATS, P2), "not supported"),
        ("share", "one in 85", (KTHREATS, KALL), "cannot be checked"),
        ("rank", "the most of any force", (N1,), "not like for like"),
        ("compare", "twice as many as Cheshire", (N1, C2), "not like for like"),
        ("rate", "seven a day", (N1,), "supported by rounding"),
        ("rate", "more than two a day", (C2,), "supported"),
        ("rate", "10 a day", (C2,), "not supported"),
        ("rate", "one a day", (KTHREATS,), "cannot be checked"),
        ("unit", "arrests", (C2,), "not like for like"),
        ("unit", "complaints", (C2,), "supported"),
        ("unit", "widgets", (C2,), "cannot be checked"),
        ("figure", "12,000", (), "cannot be checked"),
        ("figure", "5,887", (N1, N2), "not supported"),
        ("figure", "1,134", (C1, C2), "supported"),
        ("figure", "exactly 1,220", (PALL,), "cannot be checked"),
        ("maximum", "a high of 2,596", (N1,), "not supported"),
        ("maximum", "highest ever", (N1,), "cannot be checked"),
        ("maximum", "a record high", (P1,), "not supported"),
        ("maximum", "a high of 850", (C2,), "cannot be checked"),
        ("bound", "as high as 839", (P1, P2), "not like for like"),
        ("span", "over three years", (NALL,), "supported"),
        ("span", "since 2014", (NALL,), "not supported"),
    ],
)
def test_a_claim_of_another_kind_is_judged(one, kind, phrase, figures, verdict) -> None:
    checked = one(kind, phrase, *figures)
    assert checked.verdict == verdict, (checked.parts[0].working, checked.parts[0].rule)
    assert checked.parts[0].rule
    if figures:
        assert checked.right


@pytest.mark.parametrize(
    ("kind", "phrase", "figures", "verdict"),
    [
        ("maximum", "a low of 284", (C1,), "cannot be checked"),
        ("maximum", "a low of 850", (C2,), "not supported"),
        ("maximum", "lowest ever", (C2,), "not supported"),
        ("maximum", "a high of more than 2,500", (N1,), "supported"),
        ("maximum", "a high of nearly 2,600", (N1,), "supported"),
        ("maximum", "a high of about 2,600", (N1,), "supported by rounding"),
        ("maximum", "a high of nearly 2,500", (N1,), "not supported"),
        ("maximum", "a peak of 2,005", (K2,), "not like for like"),
        ("figure", "5,887 women", (NALL,), "cannot be checked"),
        ("span", "recorded since 2016", ("cheshire-all-rw-1",), "not supported"),
        ("share", "1%", (KTHREATS, KALL), "cannot be checked"),
        ("change", "fell from 2,999 to 815", (N1, N2), "not supported"),
        ("unit", "threats against women", (C2,), "supported"),
        ("unit", "death threats", (KTHREATS,), "supported"),
        ("unit", "rape threats", (C2,), "cannot be checked"),
        ("figure", "433 in 2016/17", (P2,), "not supported"),
        ("figure", "433 in 2017/18", (P2,), "supported"),
        ("figure", "815 in 2018/19", (N2,), "not supported"),
        ("bound", "as high as 6,046", ("cumbria-all-nw-1", "cumbria-all-nw-2"), "not supported"),
        ("unit", "young women", (C2,), "not like for like"),
    ],
)
def test_what_a_careless_reader_would_take_for_another_claim(one, kind, phrase, figures, verdict) -> None:
    checked = one(kind, phrase, *figures)
    assert checked.verdict == verdict, (checked.parts[0].working, checked.parts[0].rule)


def test_a_low_is_told_as_a_low(one) -> None:
    checked = one("maximum", "a low of 284", C1)
    assert "284 in 2016/17 is less than the 850 in 2017/18" in checked.right[0]


@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [
        ("1,200", "not supported"),
        ("1,134", "supported"),
        ("including", "supported"),
        ("made up of", "supported"),
    ],
)
def test_a_total_is_held_to_its_number_and_its_words(one, phrase, verdict) -> None:
    assert one("total", phrase, "cheshire-all-rw-1", parts=(C1, C2)).verdict == verdict


def test_parts_that_leave_something_do_not_make_up_the_whole(one) -> None:
    parts = (PTHREATS, "psni-harassment-hr-1")
    assert one("total", "made up of", P2, parts=parts).verdict == "not supported"
    assert one("total", "including", P2, parts=parts).verdict == "supported"


@pytest.mark.parametrize(("kind", "figures"), [("figure", (NALL,)), ("compare", (K1, K2))])
def test_a_claim_is_checked_against_its_own_force(one, kind, figures) -> None:
    with pytest.raises(DataError, match="claim is about kent|is about two forces"):
        one(kind, "5,887", *figures, force="kent")


def test_printed_counts_that_are_not_the_figures_make_a_change_wrong(one) -> None:
    checked = one("change", "rose", P1, P2, printed=("276", "434"))
    assert checked.verdict == "not supported"
    assert "it prints 434, and the figure is 433" in checked.parts[0].rule


def test_a_phrase_that_says_nothing_is_told_with_its_claim(one) -> None:
    with pytest.raises(DataError, match=r"claim invented, assertion 1: not a phrase"):
        one("change", "quintuply sideways", P1, P2)


def test_a_rate_without_a_day_or_week_is_told(one) -> None:
    with pytest.raises(DataError, match="it says nothing of a day, week"):
        one("rate", "seven", P2)


def test_a_claim_in_another_publication_stands_on_another_publication(one) -> None:
    assert one("figure", "2,569", N1).basis == "another publication"


def test_figures_that_publications_contradict_settle_nothing(one, with_counts) -> None:
    checked = one("figure", "5,207", KALL, given=with_counts(kent_all_kg_1=5702))
    assert checked.verdict == "cannot be checked"
    assert "contradict" in checked.parts[0].working


def test_a_total_that_its_parts_exceed_is_not_supported_or_contradicted(one, with_counts) -> None:
    checked = one(
        "total", "including", "cheshire-all-rw-1", parts=(C1, C2), given=with_counts(cheshire_all_rw_3=900)
    )
    assert checked.verdict in ("not supported", "cannot be checked")
    assert (
        "contradict" in f"{checked.parts[0].working} {checked.parts[0].rule}"
        or "more than" in checked.parts[0].rule
    )


def test_parts_that_add_up_support_a_total(one) -> None:
    assert one("total", "1,134", "cheshire-all-rw-1", parts=(C1, C2)).verdict == "supported"


def test_parts_that_are_not_inside_say_nothing_of_a_total(one) -> None:
    assert one("total", "including", P1, parts=(PTHREATS,)).verdict == "not like for like"


def test_harassment_in_official_figures_is_read_both_ways(one) -> None:
    checked = one("recorded", "6,061", windows=("2017/18",), offences="harassment", force="northumbria")
    assert checked.verdict == "cannot be checked"
    assert "it hangs on which classes" in checked.parts[0].working
    exact = one("recorded", "6,061", windows=("2017/18",), offences="8L", force="northumbria")
    assert exact.verdict == "supported"


def test_official_windows_stand_in_order(one) -> None:
    with pytest.raises(DataError, match="does not end before"):
        one("recorded", "rose", windows=("2018/19", "2017/18"), offences="8L")


def test_what_would_be_right_of_official_figures_has_the_rule_change_and_the_rate(one) -> None:
    windows = ("2017/18", "2018/19")
    right = one("recorded", "up 218%", windows=windows, offences="stalking and harassment").right[0]
    assert "by the day up 66%" in right and "rule change of April 2018" in right


@pytest.mark.parametrize(
    ("phrase", "windows", "offences", "verdict"),
    [
        ("22,287", ("2018/19",), "stalking and harassment", "supported"),
        ("more than 22,000", ("2018/19",), "stalking and harassment", "supported"),
        ("12,000", ("2018/19",), "stalking and harassment", "not supported"),
        ("up 66%", ("2017/18", "2018/19"), "stalking and harassment", "not like for like"),
        ("more than doubled", ("2015/16", "2016/17"), "threats to kill", "not supported"),
        ("22,287", ("2010/11",), "stalking and harassment", "cannot be checked"),
        ("none", ("2015/16",), "8R", "cannot be checked"),
        ("22,287", ("01/04/2018 - 24/09/2018",), "stalking and harassment", "cannot be checked"),
    ],
)
def test_a_claim_about_officially_recorded_crime(one, phrase, windows, offences, verdict) -> None:
    checked = one("recorded", phrase, windows=windows, offences=offences)
    assert checked.verdict == verdict, (checked.parts[0].working, checked.parts[0].rule)
    if verdict != "cannot be checked":
        assert checked.parts[0].working.numbers
        assert "all victims and all channels" in " ".join(c.text for c in checked.caveats)


def test_a_share_of_all_replies_is_a_share(one) -> None:
    assert one("share", "9%", NALL, "uk-all-sg-1").verdict == "supported"


def test_a_daily_rate_can_be_compared_where_windows_are_not_alike(one) -> None:
    """The rule change of April 2018 still makes it unlike; the windows alone do not."""
    checked = one("change", "the daily rate fell 35%", N1, N2)
    assert "windows are not alike" not in checked.parts[0].rule
