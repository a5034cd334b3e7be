"""What a reader relies on, whichever chart it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import pytest

from forcefoi import charts
from forcefoi.charts import Chart
from forcefoi.charts.style import HERE, INK, LOOKS, MUTED, PAPER, SMALL, WIDTH
from forcefoi.errors import ForcefoiError

EVERY = ("recorded-by-quarter", "published-per-day", "funnel", "published-side-by-side")
SEEN = {
    "recorded-by-quarter": "April 2017: 8R split from 8L",
    "published-per-day": "815 in 177 days · part year · window inferred",
    "funnel": "Kent Police",
    "published-side-by-side": "stalking and harassment, female: 815",
}
every_chart = pytest.mark.parametrize("name", EVERY)


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(chart.svg()).iter("text")]


@every_chart
def test_the_same_numbers_give_the_same_bytes(make, name):
    chart = make[name]()
    once = chart._repr_html_()
    assert chart._repr_html_() == once
    assert make[name]()._repr_html_() == once


@every_chart
def test_settings_of_the_notebook_change_nothing_and_are_left_alone(make, name):
    once = make[name]().svg()
    with matplotlib.rc_context(
        {"font.size": 30, "svg.fonttype": "path", "axes.grid": True, "figure.dpi": 200}
    ):
        assert make[name]().svg() == once
        assert matplotlib.rcParams["font.size"] == 30


@every_chart
def test_text_is_text(make, name):
    assert SEEN[name] in texts(make[name]())


@every_chart
def test_nothing_points_out_of_the_page(make, name):
    svg = make[name]().svg()
    assert "http" not in svg
    for gone in ("<?xml", "<!DOCTYPE", "<metadata", "<style", "style=", "xmlns", "xlink", "<script"):
        assert gone not in svg


@every_chart
def test_it_scales_to_the_page(make, name):
    root = ElementTree.fromstring(make[name]().svg())
    assert "width" not in root.attrib and "height" not in root.attrib
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top, width) == (0, 0, WIDTH * 72)
    assert height > 100


@every_chart
def test_no_text_is_smaller_than_the_smallest(make, name):
    root = ElementTree.fromstring(make[name]().svg())
    usual = root.attrib["font-size"]
    sizes = [float(text.get("font-size", usual).removesuffix("px")) for text in root.iter("text")]
    assert sizes and min(sizes) >= SMALL


@every_chart
def test_a_screen_reader_is_told_its_name_and_what_is_seen(make, name):
    chart = make[name]()
    root = ElementTree.fromstring(chart.svg())
    assert root.attrib["role"] == "img"
    by_id = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    title, desc = (by_id[part] for part in root.attrib["aria-labelledby"].split())
    assert (title.text, desc.text) == (chart.title, chart.alt)


@every_chart
def test_pyplot_knows_of_no_figure(make, name):
    before = plt.get_fignums()
    make[name]()._repr_html_()
    assert plt.get_fignums() == before


@every_chart
def test_the_numbers_stand_beside_it(make, name):
    chart = make[name]()
    html = chart._repr_html_()
    assert html.startswith('<figure class="chart" id="chart-') and html.endswith("</figure>")
    assert html.index("<figcaption>") < html.index("<svg") < html.index("<table>")
    assert ("<details" in html) == (len(chart.table) > 12)


def test_charts_in_one_page_share_no_id_and_point_only_at_their_own(make):
    page = "".join(chart()._repr_html_() for chart in make.values())
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    pointed = re.findall(r'(?:url\(#|href="#)([^)"]+)', page)
    pointed += [part for both in re.findall(r'aria-labelledby="([^"]+)"', page) for part in both.split()]
    assert pointed and set(pointed) <= set(ids)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {key for key, _ in attrs}


HOSTILE = [
    '"><script>alert(1)</script>',
    '<img src=x onerror="alert(1)">',
    "</svg></desc><b>&amp;",
    "$\\frac{1}{$ 50% {0} %s",
    "_hidden",
    "\u202eecilop\u202c \x00\x07\n\tforce",
    "مرحبا 警察 🚓",
    "x" * 10_000,
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(text, recorded, rates, table, limits, figures, breaks):
    name = text
    recorded["force"] = name
    rates[["offences", "window_label"]] = name
    table.loc[table["force"] == "durham", "name"] = name
    table.loc[table["force"] == "kent", "name"] = name + " Kent"
    figures[["name", "offences", "victim_gender", "window_label"]] = name
    hostile_breaks = [replace(found, label=name) for found in breaks]
    names = dict.fromkeys(("3B", "105B", "8L", "8M", "8Q", "8R"), name)
    for chart in (
        charts.recorded_by_quarter(recorded, breaks=hostile_breaks, offence_names=names, where=name),
        charts.published_per_day(rates, where=name, caveats=[name]),
        charts.funnel(table, limits, 5.0, here="kent", year=name),
        charts.published_side_by_side(figures, breaks=hostile_breaks),
    ):
        html = chart._repr_html_()
        found = _Tags()
        found.feed(html)
        assert found.tags.isdisjoint({"script", "img", "b"})
        assert not any(attribute.startswith("on") for attribute in found.attributes)
        ElementTree.fromstring(chart.svg())
        html.encode("utf-8")


def test_what_no_page_may_hold_is_left_out(make):
    good = make["funnel"]()
    chart = charts.Chart("a", "a\ud800\x00b", "\x0b", "alt\uffff", good.figure, good.table, note="\x1b[2J")
    html = chart._repr_html_()
    html.encode("utf-8")
    assert ">ab</p>" in html and not re.search(r"[\x00\x0b\x1b\uffff]", html)


@pytest.mark.parametrize("name", ["", "A", "two words", 'x"y', "-a", "a--b", "é"])
def test_a_name_that_can_be_no_id_is_refused(make, name):
    good = make["funnel"]()
    with pytest.raises(ForcefoiError, match="can't name a chart"):
        charts.Chart(name, good.title, good.subtitle, good.alt, good.figure, good.table)


def test_colours_of_text_have_contrast_enough():
    for colour in (INK, MUTED, HERE, *(look.colour for look in LOOKS)):
        assert contrast(colour, PAPER) >= 4.5, colour


def test_looks_differ_without_colour():
    assert len({(look.dashes, look.marker) for look in LOOKS}) == len(LOOKS)
    assert len({look.dashes for look in LOOKS}) == len({look.marker for look in LOOKS}) == len(LOOKS)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("name", "column"),
    [("recorded_by_quarter", "count"), ("published_per_day", "per_day"), ("funnel", "rate")],
)
def test_a_missing_column_is_named(name, column, recorded, rates, table, limits):
    call = {
        "recorded_by_quarter": lambda: charts.recorded_by_quarter(
            recorded.rename(columns={"count": "counts"}), breaks=[], offence_names={}, where="x"
        ),
        "published_per_day": lambda: charts.published_per_day(rates.drop(columns="per_day"), where="x"),
        "funnel": lambda: charts.funnel(table.drop(columns="rate"), limits, 5.0, here=None, year="x"),
    }[name]
    with pytest.raises(ForcefoiError, match=f"missing: {column}"):
        call()
