"""Published figures: as crimes a day, and side by side with their windows drawn to length."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from forcefoi.charts import published_per_day, published_side_by_side
from forcefoi.charts.style import LOOKS, PAPER
from forcefoi.errors import ForcefoiError


def dots(chart):
    """The colour inside each dot, by its height on the scale of crimes a day."""
    found = [
        c for c in chart.figure.axes[0].collections if len(c.get_offsets()) and not hasattr(c, "get_segments")
    ]
    return {round(float(c.get_offsets()[0][0]), 3): to_hex(c.get_facecolor()[0]) for c in found}


def test_a_part_year_is_hollow_and_says_its_days(rates):
    chart = published_per_day(rates, where="Northumbria")
    assert dots(chart) == {7.038: LOOKS[0].colour, 4.605: PAPER, 3.342: LOOKS[0].colour}
    assert "815 in 177 days · part year · window inferred" in chart.svg()
    assert "hollow dot is a part year" in chart.note


def test_an_inferred_window_has_a_dashed_line_and_is_named(rates):
    chart = published_per_day(rates, where="Northumbria")
    lines = [c for c in chart.figure.axes[0].collections if hasattr(c, "get_segments")]
    dashed = {round(float(c.get_segments()[0][0][0]), 3): c.get_linestyle()[0][1] is not None for c in lines}
    assert dashed == {6.769: False, 4.294: True}
    assert chart.table["Window is"].tolist() == ["stated", "inferred, part year", "stated"]


def test_the_alternative_text_holds_the_numbers(rates):
    alt = published_per_day(rates, where="Northumbria").alt
    assert "2017/18, 2,569 in 365 days, 7.04 a day (95% interval 6.77 to 7.32)" in alt
    assert "815 in 177 days, part year, window inferred, 4.60 a day" in alt
    assert "2016/17, at least 1,220 in 365 days, at least 3.34 a day" in alt


def test_a_least_number_is_an_arrow_without_an_interval(rates):
    chart = published_per_day(rates.tail(1), where="PSNI")
    assert not [c for c in chart.figure.axes[0].collections if hasattr(c, "get_segments")]
    assert "at least 3.34 a day" in chart.svg()
    assert chart.table["Crimes recorded"].tolist() == ["at least 1,220"]


def test_no_count_is_said_and_nothing_is_drawn(rates):
    rates = rates.head(1).assign(low=pd.array([pd.NA], "Int64"), high=pd.array([pd.NA], "Int64"))
    rates = rates.assign(per_day=float("nan"), per_day_low95=float("nan"), per_day_high95=float("nan"))
    chart = published_per_day(rates, where="Kent")
    assert dots(chart) == {} and "[x]" in chart.svg()


def test_an_exact_count_whose_window_is_in_doubt_has_no_dot(rates):
    doubtful = rates.head(1).assign(
        per_day=float("nan"),
        per_day_low95=float("nan"),
        per_day_high95=float("nan"),
        working="no rate: the window could be 542 days or 177",
    )
    chart = published_per_day(doubtful, where="Kent Police")
    assert dots(chart) == {}
    assert "the window could be 542 days or 177" in chart.svg()
    assert "a day" not in chart.alt


def test_the_interval_says_what_it_means(rates):
    chart = published_per_day(rates, where="Kent", caveats=["A rule changed in April 2018."])
    assert "chance alone" in chart.note and "independent" in chart.note
    assert chart.note.endswith("A rule changed in April 2018.")


def test_words_stay_on_the_picture(rates):
    rates = rates.assign(per_day=[100.0, 0.001, 99.9], per_day_low95=99.0, per_day_high95=101.0)
    rates["window_label"] = "W" * 300
    chart = published_per_day(rates, where="Kent")
    for text in chart.figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= chart.figure.bbox.x1, text.get_text()


def test_no_figures_is_refused(rates, figures):
    with pytest.raises(ForcefoiError, match="no figures"):
        published_per_day(rates.head(0), where="Durham")
    with pytest.raises(ForcefoiError, match="no figures"):
        published_side_by_side(figures.head(0))
    with pytest.raises(ForcefoiError, match="no figure with a window"):
        published_side_by_side(figures.tail(1))


def test_each_bar_is_as_long_as_its_window(figures):
    bars = published_side_by_side(figures).figure.axes[1].patches
    assert [bar.get_width() for bar in bars] == [1273, 177, 542, 365]


def test_inferred_windows_are_hollow_and_dashed(figures):
    bars = published_side_by_side(figures).figure.axes[1].patches
    assert [to_hex(bar.get_facecolor()) == PAPER for bar in bars] == [True, True, True, False]
    assert [bar.get_linestyle() != "solid" for bar in bars] == [True, True, True, False]


def test_every_figure_is_labelled_even_without_a_bar(figures):
    svg = published_side_by_side(figures).svg()
    words = [text.text for text in ElementTree.fromstring(svg).iter("text")]
    for text in (
        "all six classes, female: 5,887",
        "stalking and harassment, female: 815",
        "all six classes, female: about 65,000 (62,500 to 67,500)",
        "all six classes, female: at least 1,220",
        "all, female: refused",
    ):
        assert text in words
    for force in figures["name"].unique():
        assert words.count(force) == 1


def test_side_by_side_tells_and_marks_the_breaks_inside(figures, breaks):
    chart = published_side_by_side(figures, breaks=breaks)
    assert len(chart.figure.artists) == 2
    assert "April 2018: recorded as well as other crimes" in chart.alt
    assert not re.search("April 2015: malicious", chart.alt)
    assert "Kent Police: all six classes, female, about 65,000 (62,500 to 67,500) in 542 days" in chart.alt


def test_side_by_side_labels_stay_on_the_picture(figures):
    figures["offences"] = "stalking, harassment and malicious messages of every kind that the reply held"
    chart = published_side_by_side(figures)
    for text in chart.figure.axes[1].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= chart.figure.bbox.x1, text.get_text()
