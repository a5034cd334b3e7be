"""Numbers, sentences that know them, and what they look like on a page."""

from __future__ import annotations

import re
from html import escape, unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.errors import ForcefoiError
from forcefoi.number import Input, Number, between, inputs_of
from forcefoi.panels import panels
from forcefoi.told import (
    NUMBERS_MIME,
    Sentence,
    Told,
    bundle,
    html_of,
    linked,
    marked,
    numbers_in,
    once,
    say,
    tell,
    unmarked,
    value_text,
)

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._~+-]{0,20}", fullmatch=True)


def number(name: str = "a", low: float = 9, high: float | None = 9, unit: str = "crimes") -> Number:
    return Number(name, low, high, unit, "Crimes recorded", "as printed", (Input("a", "nine", "A paper"),))


@given(st.lists(st.one_of(TEXT, st.builds(Told, TEXT.filter(bool), st.builds(number, NAMES)))))
def test_html_says_what_the_sentence_says_and_nothing_of_it_is_markup(pieces: list):
    sentence = Sentence(pieces)
    html = html_of(sentence.pieces, escape)
    tree = ElementTree.fromstring(f"<p>{html}</p>")
    assert "".join(tree.itertext()) == str(sentence)
    buttons = [element for element in tree.iter() if element.tag == "button"]
    assert [b.text for b in buttons] == [p.text for p in sentence.pieces if isinstance(p, Told)]
    assert {element.tag for element in tree.iter()} <= {"p", "span", "button"}


@given(TEXT, TEXT, NAMES)
def test_a_number_keeps_its_brackets_and_marks_beside_it(before: str, after: str, name: str):
    html = linked(say("{a} ({n}), {b}", a=before, n=tell(number(name), "9"), b=after))
    assert re.search(r'<span class="whole">[^<]*\(<button [^>]*>9</button>\),</span>', html)


def test_a_sentence_in_a_sentence_keeps_its_numbers():
    inner = say("{n} crimes", n=tell(number(), "nine"))
    outer = say("There were {inner} {when}.", inner=inner, when="in 2017/18")
    assert str(outer) == "There were nine crimes in 2017/18." and outer.numbers == (number(),)


@pytest.mark.parametrize(
    ("template", "values"),
    [("{a}", {}), ("{a:.2f}", {"a": 1}), ("{a!r}", {"a": 1}), ("a", {"a": 1}), ("{}", {"a": 1})],
)
def test_a_template_and_its_values_must_fit(template: str, values: dict):
    with pytest.raises(ForcefoiError):
        say(template, **values)


def test_one_id_is_one_number():
    assert numbers_in([tell(number(), "9"), say("{n}", n=tell(number(), "nine")), "text", 3]) == (number(),)
    with pytest.raises(ForcefoiError, match="two numbers are called 'a'"):
        once([number(), number(low=8, high=8)])


@pytest.mark.parametrize("name", ["", "~a", "a b", 'a"', "a#b", "é"])
def test_an_id_that_can_be_none_is_refused(name: str):
    with pytest.raises(ForcefoiError, match="can't name a number"):
        number(name)


@given(NAMES, st.floats(allow_nan=False, allow_infinity=False), st.none() | st.integers(0, 10**9), TEXT)
def test_a_number_comes_back_from_its_plain_values(name: str, low: float, high: int | None, unit: str):
    one = number(name, low, high, unit)
    assert Number.from_json(one.to_json()) == one


@given(TEXT, TEXT, TEXT, TEXT)
def test_a_panel_shows_text_as_text(what: str, formula: str, text: str, where: str):
    one = Number("a", 9, 9, "<b>", what, formula, (Input("a", text, where),))
    html = panels([one], {"n-a": "chart-a"})
    tree = ElementTree.fromstring(f"<div>{html.replace('<div popover ', '<div ')}</div>")
    tags = {element.tag for element in tree.iter()}
    assert tags <= {"div", "p", "b", "ul", "li", "button", "a"}
    shown = "".join(tree.itertext())
    for said in (what, formula, text):
        assert said in shown
    assert unescape(html).count('<button popovertarget="n-a">Close</button>') == 1


def test_the_panels_can_be_told_from_the_rest():
    assert unmarked(f"<p>a</p>{marked([number()])}<p>b</p>{marked([number('b')])}") == "<p>a</p><p>b</p>"
    assert marked([]) == "" and bundle([]) == {}
    assert bundle([number()])[NUMBERS_MIME][0]["id"] == "a"


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (number(low=2569, high=2569), "2,569 crimes"),
        (number(low=62500, high=67500), "62,500 to 67,500 crimes"),
        (number(low=1220, high=None), "at least 1,220 crimes"),
        (number(low=-68.2756, high=-68.2756, unit="%"), "−68.276%"),
        (number(low=0.00042, high=0.00042, unit=""), "0.00042"),
    ],
)
def test_a_value_is_told_with_its_unit(one: Number, text: str):
    assert value_text(one) == text


def test_inputs_are_named_once():
    assert inputs_of(number(), number("b")) == (Input("a", "nine", "A paper"),)
    assert between("1 + 1", "1 + 1") == "1 + 1"
