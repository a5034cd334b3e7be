"""The funnel: this force named, no league table, limits told apart by line."""

from __future__ import annotations

import pandas as pd
import pytest

from forcefoi.charts import funnel
from forcefoi.charts.style import HERE
from forcefoi.errors import ForcefoiError


def names(chart) -> list[str]:
    texts = (text.get_text() for text in chart.figure.axes[0].texts)
    return sorted(text for text in texts if "%" not in text and "Average" not in text)


def test_this_force_alone_is_named_and_on_the_page_of_all_those_far_outside(table, limits):
    chart = funnel(table, limits, 5.04, here="kent", year="2017/18")
    assert names(chart) == ["Kent Police"]
    assert names(funnel(table, limits, 5.04, here=None, year="2017/18")) == ["Durham Constabulary"]
    strong = [text for text in chart.figure.axes[0].texts if text.get_text() == "Kent Police"]
    assert strong[0].get_color() == HERE and strong[0].get_weight() == "bold"


def test_it_says_where_this_force_lies(table, limits):
    alt = funnel(table, limits, 5.04, here="durham", year="2017/18").alt
    assert "A funnel plot of 4 forces" in alt and "average of 5.04" in alt
    assert "1 above the 95% limits, 1 above the 99.8% limits, 2 inside the 95% limits" in alt
    assert "Durham Constabulary (12.34 per 1,000, 630,009 residents) is above the 99.8% limits." in alt


def test_the_table_goes_by_name_not_by_rate(table, limits):
    chart = funnel(table.sort_values("rate"), limits, 5.04, here=None, year="2017/18")
    assert chart.table["Force"].tolist() == sorted(table["name"])
    assert "does not rank" in chart.note


def test_without_a_force_of_its_own_none_is_marked(table, limits):
    chart = funnel(table, limits, 5.04, here=None, year="2017/18")
    assert HERE not in chart.svg()
    drawn = [len(c.get_offsets()) for c in chart.figure.axes[0].collections]
    assert sum(drawn) == len(table)


def test_without_a_force_of_its_own_every_force_is_drawn_from_a_column_of_text(table, limits):
    """A text column answers "not known" to whether it is None: no force was drawn on the national page."""
    text = table.astype({"force": "string"})
    chart = funnel(text, limits, 5.04, here=None, year="2017/18")
    assert sum(len(c.get_offsets()) for c in chart.figure.axes[0].collections) == len(table)


def test_a_force_of_its_own_is_marked_by_its_colour(table, limits):
    assert HERE in funnel(table, limits, 5.04, here="kent", year="2017/18").svg()


def test_a_force_that_cannot_be_compared_is_refused(table, limits):
    with pytest.raises(ForcefoiError, match="city-of-london is not on the funnel"):
        funnel(table, limits, 5.04, here="city-of-london", year="2017/18")
    with pytest.raises(ForcefoiError, match="no forces"):
        funnel(table.head(0), limits, 5.04, here=None, year="2017/18")


def test_limits_are_told_apart_by_their_line(table, limits):
    drawn = funnel(table, limits, 5.04, here=None, year="2017/18").figure.axes[0].get_lines()
    dashed = {round(float(line.get_ydata()[-1]), 2): line.is_dashed() for line in drawn}
    assert dashed == {2.4: True, 7.6: True, 0.9: False, 9.2: False, 5.04: True}


def test_every_dot_is_on_the_picture(table, limits):
    far = pd.DataFrame(
        {
            "force": ["far", "low"], "name": ["Far", "Low"], "residents": [60_000, 12_000_000],
            "recorded": [3000, 1], "rate": [50.0, 0.0],
            "place": ["above the 99.8% limits", "below the 99.8% limits"],
        }
    )  # fmt: skip
    chart = funnel(pd.concat([table, far]), limits, 5.04, here="far", year="2017/18")
    axes = chart.figure.axes[0]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    assert left < 60_000 and right > 12_000_000 and low <= 0 and high > 50
    for text in axes.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= chart.figure.bbox.x1, text.get_text()


def test_its_title_counts_no_force_whose_place_hangs_on_the_method(table, limits):
    alike = funnel(table.assign(place_plain=table["place"]), limits, 5.04, here=None, year="2017/18")
    assert alike.title.startswith("Of 4 forces 1 lies outside the 99.8% limits")
    other = table.assign(place_plain="inside the 95% limits")
    unlike = funnel(other, limits, 5.04, here=None, year="2017/18")
    assert unlike.title.startswith("Which of 4 forces lie outside the 99.8% limits depends on the method")
    assert "no finding" in funnel(other, limits, 5.04, here="durham", year="2017/18").title
