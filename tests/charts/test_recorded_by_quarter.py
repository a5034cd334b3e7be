"""Officially recorded crimes by quarter: the line of 8L with 8R, what is not known, and the breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest

from forcefoi.charts import recorded_by_quarter
from forcefoi.charts.style import LOOKS
from forcefoi.errors import ForcefoiError

SPLIT = pd.Timestamp("2017-04-01")
BOTH = "Harassment and malicious communications (8L + 8R)"
NAMES = {"8L": "Harassment", "8R": "Malicious communications", "8Q": "Stalking", "3B": "Threats to kill"}


@dataclass(frozen=True)
class ABreak:
    day: date
    label: str


def draw(recorded, breaks=(), names=NAMES, **more):
    return recorded_by_quarter(recorded, breaks=breaks, offence_names=names, where="Wiltshire", **more)


def lines(chart, place: int = 0) -> list[list[float]]:
    """The heights of the pieces of line in the look of one series."""
    return [
        [float(y) for y in line.get_ydata()]
        for panel in chart.figure.axes
        for line in panel.get_lines()
        if line.get_marker() == LOOKS[place].marker
    ]


def free(labels) -> bool:
    """Whether no label lies on another."""
    boxes = [label.get_window_extent() for label in labels]
    return not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_8l_holds_8r_until_april_2017_and_is_added_to_it_since(recorded):
    assert lines(draw(recorded)) == [[1000.0] * 12 + [1200.0] * 8]


def test_a_class_that_did_not_exist_is_never_drawn_as_nought(recorded):
    assert all(0 not in piece for place in range(4) for piece in lines(draw(recorded), place))


def test_8r_not_known_since_april_2017_is_a_gap_not_8l_alone(recorded):
    gone = (recorded["offence"] == "8R") & (recorded["quarter_start"] == pd.Timestamp("2018-01-01"))
    chart = draw(recorded.assign(count=recorded["count"].mask(gone)))
    assert lines(chart) == [[1000.0] * 12 + [1200.0] * 3, [1200.0] * 4]
    assert "1 quarter not available" in chart.alt


def test_a_quarter_without_rows_is_a_gap_too(recorded):
    chart = draw(recorded[recorded["quarter_start"] != pd.Timestamp("2015-07-01")])
    assert [len(piece) for piece in lines(chart)] == [5, 14]
    assert len(chart.table) == 20
    assert chart.table.loc[5, "Quarter"] == "July to September 2015"


def test_at_most_four_series(recorded):
    chart = draw(recorded)
    assert sum(len(lines(chart, place)) for place in range(4)) == 4
    assert {line.get_marker() for a in chart.figure.axes for line in a.get_lines()} <= {
        "None",
        *(look.marker for look in LOOKS),
    }


def test_the_alternative_text_holds_start_end_high_and_breaks(recorded, breaks):
    recorded.loc[(recorded["offence"] == "8Q").to_numpy().nonzero()[0][-1], "count"] = 77
    recorded.loc[(recorded["offence"] == "3B").to_numpy().nonzero()[0][7], "count"] = 1234
    alt = draw(recorded, breaks).alt
    assert (
        f"{BOTH}: 1,000 in April to June 2014, 1,200 in January to March 2019, highest 1,200 in April" in alt
    )
    assert (
        "Stalking (8Q): 30 in April to June 2014, 77 in January to March 2019, highest 77 in January" in alt
    )
    assert "Threats to kill (3B): 40 in April to June 2014" in alt
    assert "highest 1,234 in January to March 2016" in alt
    for words in ("April 2015: malicious communications counted in 8L", "April 2017: 8R split from 8L"):
        assert words in alt
    assert "April 2014" not in alt.partition("changes of what is counted")[2]


def test_breaks_are_drawn_where_they_fall_and_labelled(recorded, breaks):
    chart = draw(recorded, breaks)
    panel = chart.figure.axes[-1]
    drawn = [
        panel.transData.inverted().transform(chart.figure.transFigure.transform((line.get_xdata()[0], 0)))[0]
        for line in chart.figure.artists
    ]
    days = [(pd.Timestamp(found.day) - pd.Timestamp(0)).days for found in breaks[1:]]
    assert drawn == pytest.approx(days, abs=0.01)
    for found in breaks[1:]:
        assert found.label in chart.svg()
    assert breaks[0].label not in chart.svg(), "a break on the first day parts nothing on the chart"


def test_labels_of_breaks_stay_on_the_picture_and_off_each_other(recorded):
    many = [
        ABreak(date(2014 + i // 2, 7, 1), f"a rule with rather a long name, number {i}") for i in range(9)
    ]
    chart = draw(recorded, many)
    for box in (text.get_window_extent() for text in chart.figure.texts):
        assert box.x0 >= 0 and box.x1 <= chart.figure.bbox.x1 and box.y1 <= chart.figure.bbox.y1
    assert free(chart.figure.texts)


def test_names_of_lines_keep_off_each_other(recorded):
    chart = draw(recorded.assign(count=recorded["count"].mask(recorded["offence"].isin(["8Q", "3B"]), 14)))
    names = [text for text in chart.figure.axes[-1].texts if text.get_text()]
    assert len(names) == 3 and free(names)


def test_names_too_long_for_the_line_go_into_a_legend(recorded, breaks):
    names = {
        code: f"A class of crime whose name runs on and on and on and on {code}" for code in ("3B", "8Q")
    }
    names |= {"8L": names["3B"], "8R": names["3B"]}
    chart = draw(recorded, breaks, names=names)
    legend = chart.figure.axes[-1].get_legend()
    words = [" ".join(text.get_text().split()) for text in legend.get_texts()]
    assert words[0] == f"{names['8Q']} (8Q)" and len(words) == 3
    assert legend.get_window_extent().x1 <= chart.figure.bbox.x1
    assert legend.get_window_extent().y0 >= 0
    assert free(chart.figure.texts)


def test_counts_taken_back_are_drawn_below_nought_and_named(recorded):
    gone = recorded["count"].mask((recorded["offence"] == "105B"), 0)
    chart = draw(recorded.assign(count=gone))
    assert -2.0 in lines(chart, 3)[0]
    assert chart.figure.axes[-1].get_ylim()[0] <= -2
    assert "January to March 2015: −2" in chart.note and "taking back" in chart.note
    assert "below nought, to −2" in chart.alt


def test_the_axis_begins_at_nought(recorded):
    assert [axes.get_ylim()[0] for axes in draw(recorded).figure.axes[1:]] == [0, 0]


def test_the_table_has_the_six_classes_as_recorded(recorded):
    chart = draw(recorded)
    assert list(chart.table.columns)[1:] == [
        "Threats to kill (3B)", "105B (105B)", "Harassment (8L)", "8M (8M)", "Stalking (8Q)",
        "Malicious communications (8R)",
    ]  # fmt: skip
    assert chart.table["Malicious communications (8R)"].isna().sum() == 12
    html = chart._repr_html_()
    assert html.count("[z]") == 13 and "no such class before April 2017" in html and "[x]" not in html


def test_input_is_not_changed(recorded, breaks):
    before = recorded.copy(deep=True)
    draw(recorded, breaks)
    pd.testing.assert_frame_equal(recorded, before)


def test_rows_in_any_order_give_the_same_chart(recorded, breaks):
    mixed = recorded.sample(frac=1, random_state=1)
    assert draw(mixed, breaks[::-1])._repr_html_() == draw(recorded, breaks)._repr_html_()


def test_one_class_alone_is_drawn(recorded):
    chart = draw(recorded[recorded["offence"] == "8Q"])
    assert chart.alt.startswith("A line,") and "Stalking (8Q)" in chart.svg()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda r: r.iloc[:0], "no counts to draw"),
        (lambda r: r.assign(count=pd.array([pd.NA] * len(r), "Int64")), "no counts to draw"),
        (lambda r: pd.concat([r, r.assign(force="kent")]), "2 forces"),
        (lambda r: pd.concat([r, r.head(1)]), "two rows"),
    ],
)
def test_what_cannot_be_drawn_is_refused(recorded, spoil, why):
    with pytest.raises(ForcefoiError, match=why):
        draw(spoil(recorded))
