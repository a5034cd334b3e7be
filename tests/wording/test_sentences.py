"""Our own sentences: they hold the numbers, and all that must stand beside them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi import analysis, wording
from forcefoi.bounds import Bounds
from forcefoi.processed.tables import Tables
from forcefoi.wording.numbers import bounded, counted, percent, share_between, up_or_down
from forcefoi.wording.prose import linked


def of(tables: Tables, force: str) -> pd.DataFrame:
    return tables.figures[tables.figures["force"] == force]


def change_of(tables: Tables, force: str) -> str:
    found = analysis.changes(of(tables, force), tables.exercise)
    return wording.change_sentences(found.table, tables.exercise)[0]


def test_northumbrias_sentence_says_all_that_must_stand_in_it(tables: Tables):
    sentence = change_of(tables, "northumbria")
    for part in (
        "2,569",
        "815",
        "365 days",
        "177 days",
        "window inferred",
        "down 68%",
        "fell 35%",
        "7.04",
        "4.60",
    ):
        assert part in sentence
    assert "rate ratio 0.654, 95% interval 0.604 to 0.708" in sentence
    assert sentence.index("rule change of April 2018") > 0 and sentence.count(". ") == 0


def test_kents_sentence_has_the_rise_and_the_rule_change_together(tables: Tables):
    sentence = change_of(tables, "kent")
    assert "down 33%" in sentence and "by the day it rose 38%" in sentence
    assert (
        "rule change of April 2018" in sentence and "the rule by itself adds to the later count" in sentence
    )
    assert sentence.count(". ") == 0


def test_full_years_are_compared_as_they_are(tables: Tables):
    assert "2.99 times as many" in change_of(tables, "cheshire")
    assert "up 57%" in change_of(tables, "psni")
    # 8L and 8R are both among the six classes, so the move of April 2017 changes no sum of them.
    assert "rule change" not in change_of(tables, "psni") + change_of(tables, "cheshire")


def test_no_rise_is_claimed_when_the_interval_holds_one(tables: Tables):
    figures = of(tables, "cheshire").copy()
    figures.loc[figures["low"] == 850, ["low", "high"]] = 300
    sentence = change_sentence(figures, tables)
    assert "no clear change" in sentence and not re.search(r"\b(rose|fell)\b", sentence)


def test_no_percentage_on_a_base_under_fifty(tables: Tables):
    figures = of(tables, "cheshire").copy()
    figures.loc[figures["low"] == 284, ["low", "high"]] = 20
    assert "up" not in change_sentence(figures, tables).split("rate ratio")[0]


def change_sentence(figures: pd.DataFrame, tables: Tables) -> str:
    years = figures[figures["days"] < 400]
    return wording.change_sentences(analysis.changes(years, tables.exercise).table, tables.exercise)[0]


def test_kents_rest_says_what_it_hangs_on(tables: Tables):
    line = wording.rest_sentences(analysis.rests(of(tables, "kent"), tables.exercise).table, tables.exercise)[
        0
    ]
    assert "5,131 of the 5,207" in line and "leave 76" in line
    assert "if stalking and threats to kill cover" in line and "unknown" in line


def test_shares_are_bounds_where_a_class_may_be_inside(tables: Tables):
    shares = analysis.share_of_recorded(of(tables, "kent"), tables.recorded_crime, tables.exercise)
    lines = " ".join(wording.share_sentences(shares.table, tables.exercise))
    assert "23%" in lines and "56%" in lines and "estimated 17.9%" in lines and "32.0%" in lines
    # Stalking may cover one window or both: the share is between the two.
    assert "9.0% to 17.9%" in lines


def test_a_place_that_depends_on_the_method_is_said_to(tables: Tables):
    compared = analysis.comparators(tables.recorded_crime, tables.forces, tables.exercise.funnel)
    funnel = analysis.outliers(compared, tables.exercise)
    text = " ".join(wording.funnel_sentences(funnel, "northumbria", tables.exercise))
    assert "inside the 95% limits" in text and "above the 95% limits" in text
    assert "41 of 42" in text and "φ = 981" in text and "τ² = 0.146" in text
    assert "no league table" in text
    assert wording.funnel_sentences(funnel, "btp", tables.exercise) == []


@pytest.mark.parametrize(
    "force, act",
    [
        ("police-scotland", "Freedom of Information (Scotland) Act 2002"),
        ("durham", "Freedom of Information Act 2000"),
    ],
)
def test_the_request_names_the_right_act_and_whole_years(tables: Tables, force, act):
    row = tables.forces.set_index("force", drop=False).loc[force]
    text = wording.request_text(row, tables.exercise)
    assert act in text and row["name"] in text
    assert "1 April 2018 to 31 March 2019" in text and "24 September" not in text
    assert ("8L harassment" in text) == (force == "durham")


@given(st.integers(0, 10**9))
def test_counts_are_words_under_ten_and_have_commas_above(n):
    text = counted(n)
    assert (text.split()[0].isalpha()) == (n < 10)
    if n >= 10:
        assert int(text.split()[0].replace(",", "")) == n
    assert text.endswith("crime") == (n == 1)


@given(st.floats(0, 1), st.integers(0, 2))
def test_a_percentage_is_never_rounded_to_none_or_to_all(share, places):
    text = percent(share, places)
    number = float(re.sub(r"[^0-9.]", "", text))
    assert abs(number - share * 100) <= 10**-places
    assert (text.startswith("0") and float(text[:-1]) == 0) == (share == 0)
    assert (number == 100 and "than" not in text) == (share == 1)


@given(st.floats(-100, 1000))
def test_up_and_down_have_the_right_sign(change):
    text = up_or_down(change)
    # Halves go up.
    assert text.startswith("up") == (abs(change) >= 0.5 and change > 0)
    assert text.startswith("down") == (abs(change) >= 0.5 and change < 0)
    assert ("100%" in text and "down" in text) == (change == -100)


@given(st.integers(0, 10**6), st.one_of(st.none(), st.integers(0, 10**6)))
def test_bounds_are_printed_with_both_ends(low, more):
    bounds = Bounds(low, None if more is None else low + more)
    text = bounded(bounds)
    assert ("at least" in text) == (more is None and low > 0)
    assert ("unknown" in text) == (more is None and low == 0)
    assert (" to " in text) == (more is not None and more > 0)


def test_shares_that_round_alike_are_one_number():
    assert share_between(0.2021, 0.2022) == "20%"


@given(st.text())
def test_text_of_the_data_can_not_become_markup(text):
    html = linked(text)
    # A long word may be folded anywhere.
    bare = re.sub(r'<a class="address" href="[^"<>]*">|</a>|<wbr>', "", html)
    assert "<" not in bare and ">" not in bare


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "https://a\"onclick='x",
    ],
)
def test_hostile_text_is_shown_as_text(text):
    html = wording.bullets([text])._repr_html_()
    found: list[tuple[str, list]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, attrs))
    parser.feed(html)
    assert {tag for tag, _ in found} <= {"ul", "li", "a"}
    attrs = {name: value for _, each in found for name, value in each}
    assert set(attrs) <= {"class", "href"} and attrs.get("href", "https://").startswith("https://")
