"""What opens of a number: inputs that are numbers open in their turn, and each source stands once."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.number import Input, Number
from forcefoi.panels import bare, link_addresses, panels, shortened, titled

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
PAPER = "A Paper, 1 May 2018: https://example.org/1"
TABLE = (
    "data/raw/reference/a.csv, rows 2 to 5, columns 8L; Home Office, released today: https://example.org/2"
)
LONG = "Office for National Statistics, National Records of Scotland, Northern Ireland Statistics, mid-2018 edition"


def figure(name: str, value: int, where: str = PAPER) -> Number:
    text = f"{value} crimes recorded: all; printed as crimes, “2018” (figure {name})"
    return Number(name, value, value, "crimes", "Crimes recorded", "as printed", (Input(name, text, where),))


def cells(name: str, value: int, where: str = TABLE) -> Number:
    stands = Input(f"cells:{name}", "kent, crimes recorded by quarter", where)
    return Number(name, value, value, "crimes", "Crimes recorded", "the sum of these cells", (stands,))


def worked_out(*numbers: Number) -> Number:
    inputs = tuple(each for number in numbers for each in number.inputs)
    return Number("c", 3, 3, "times", "As many", "9 ÷ 3", inputs)


def panel(html: str, name: str) -> str:
    return re.search(rf'<div popover id="{re.escape(name)}".*?</div>', html, re.DOTALL)[0]


def test_an_input_that_is_a_number_of_the_page_opens_it():
    a, b = figure("a", 9), cells("b", 3)
    html = panels([a, b, worked_out(a, b)])
    found = panel(html, "n-c")
    assert '<button popovertarget="n-a">9 crimes recorded: all</button>' in found
    assert f'<button popovertarget="n-b">{titled(b)}</button>' in found
    assert "example.org" not in found and "rows 2 to 5" in panel(html, "n-b")


def test_an_input_that_is_none_stands_there_itself():
    a, b = figure("a", 9), cells("b", 3)
    found = panel(panels([worked_out(a, b)]), "n-c")
    assert "printed as crimes" in found and "data/raw/reference/a.csv, rows 2 to 5, columns 8L" in found
    assert found.count('<button popovertarget="s-') == 2


def test_days_do_not_stand_for_the_figure_they_are_of():
    a = figure("a", 9)
    days = Number(
        "a~days", 365, 365, "days", "Days", "1 April 2017 to 31 March 2018, both days included", a.inputs
    )
    assert "printed as" in panel(panels([days, worked_out(a)]), "n-c")


def test_each_source_stands_once_and_every_panel_names_its_own():
    numbers = [figure("a", 9), figure("b", 8), figure("c", 7, "B Paper, 2 May 2018: https://example.org/3")]
    html = panels(numbers)
    assert html.count("https://example.org/1") == 1 and html.count('id="s-') == 2
    opened = {n.id: re.search(r'popovertarget="(s-\w+)"', panel(html, f"n-{n.id}"))[1] for n in numbers}
    assert opened["a"] == opened["b"] != opened["c"]
    for name, address in (("a", "https://example.org/1"), ("c", "https://example.org/3")):
        assert f'href="{address}"' in panel(html, opened[name])


def test_the_same_name_with_another_address_is_another_source():
    html = panels([figure("a", 9), figure("b", 8, PAPER.replace("/1", "/4"))])
    assert html.count('id="s-') == 2


def test_a_correction_stays_with_its_figure():
    where = (
        "A Paper, 1 May 2018, corrected by us on 2 May 2018: count “8” is “9”, by https://example.org/why "
        "(data/raw/corrections.toml): https://example.org/1"
    )
    found = panel(panels([figure("a", 9, where)]), "n-a")
    assert "corrected by us on 2 May 2018: count “8” is “9”" in found
    assert 'href="https://example.org/why"' in found and 'href="https://example.org/1"' in found


def test_a_long_name_is_cut_at_a_comma_and_stands_whole_in_its_panel():
    html = panels([cells("b", 3, f"data/raw/b.csv, row 2; {LONG}: https://example.org/5")])
    assert ">Office for National Statistics …</button>" in panel(html, "n-b")
    assert f"<b>{LONG}</b>" in html and len(shortened("x" * 999)) < 70


@pytest.mark.parametrize("end", [";", ",", ".", ":", ");", ").", "”", "?"])
def test_the_mark_after_an_address_is_no_part_of_it(end: str):
    assert 'href="https://example.org/a"' in link_addresses(f"(see https://example.org/a{end} and more")
    assert bare(f"https://example.org/a{end}") == "https://example.org/a"


def test_a_bracket_of_the_address_is():
    assert bare("https://example.org/a_(b)") == "https://example.org/a_(b)"


@given(TEXT, TEXT)
def test_links_change_no_text(before: str, after: str):
    text = f"{before} https://example.org/a;b= {after}"
    html = link_addresses(text)
    assert unescape(re.sub(r"</?a[^>]*>", "", html)) == text
    assert re.sub(r"<a [^>]*>|</a>", "", html) == escape(text)
