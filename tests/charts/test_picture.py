"""A chart as a file of its own: words around the picture, twice as fine as the page, nothing cut."""

from __future__ import annotations

import base64
import io
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from forcefoi.charts import Chart
from forcefoi.charts.fitting import width_of
from forcefoi.charts.picture import ACROSS, MARGIN, layout

SVG = "{http://www.w3.org/2000/svg}"
EVERY = ("recorded-by-quarter", "published-per-day", "funnel", "published-side-by-side")


def png(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(chart.files()["png"])))


@pytest.mark.parametrize("name", EVERY)
def test_a_png_is_twice_as_fine_as_the_page_and_says_what_it_is(make, name) -> None:
    chart = make[name]().sourced("The Home Office")
    image = png(chart)
    assert image.size[0] == round(ACROSS * 2.5) >= 2 * 480 and image.size[1] > 500
    assert image.text["Title"] == chart.title and image.text["Description"] == chart.alt
    assert image.text["Source"] == "Source: The Home Office. forcefoi, CC BY 4.0"
    drawn = np.asarray(image.convert("L"))
    edge = int(MARGIN * 2.5) - 6
    assert drawn[:edge].min() >= 250 and drawn[-edge:].min() >= 250, "a margin above and below is left free"
    assert drawn[:, :edge].min() >= 250


@pytest.mark.parametrize("name", EVERY)
def test_its_files_are_the_same_each_time_and_leave_the_page_as_it_is(make, name) -> None:
    chart = make[name]()
    before = chart._repr_html_()
    assert chart.files() == chart.files() == make[name]().files()
    assert chart._repr_html_() == before == chart._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("name", EVERY)
def test_an_svg_has_its_words_and_every_id_that_it_points_at(make, name) -> None:
    chart = make[name]().sourced("The Home Office")
    text = chart.files()["svg"]
    root = ElementTree.fromstring(text)
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    pointed = [v[1:] for each in root.iter() for k, v in each.attrib.items() if k.endswith("href")]
    assert len(set(ids)) == len(ids) and set(pointed) <= set(ids)
    assert not list(root.iter(f"{SVG}a")) and not list(root.iter(f"{SVG}script"))
    head = " ".join(each.text for each in root.findall(f"{SVG}text"))
    for words in (chart.title, chart.subtitle, chart.note, "Source: The Home Office."):
        assert words in head


def test_long_words_are_wrapped_and_nothing_is_lost() -> None:
    title, note = "A long title " * 20 + "x" * 200, "A note " * 200
    found = layout(title.strip(), "", [note.strip()], 100)
    assert max(width_of(line.text, line.size, line.bold) for line in found.lines) <= ACROSS - 2 * MARGIN
    assert "".join(line.text for line in found.lines).replace(" ", "") == (title + note).replace(" ", "")
    ys = [line.y for line in found.lines]
    assert ys == sorted(ys) and ys[-1] < found.height - MARGIN / 2
    above = [line.y for line in found.lines if line.y < found.top]
    assert above and all(y > found.top + 100 for y in ys[len(above) :])


def test_a_chart_without_a_source_names_none() -> None:
    import pandas as pd

    chart = Chart("a", "T", "S", "alt", Figure((7.2, 1)), pd.DataFrame({"n": [1]}))
    assert png(chart).text["Source"] == "forcefoi, CC BY 4.0"
