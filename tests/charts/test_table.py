"""Tables: headings, numbers, what is missing, and hostile text."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from forcefoi.charts import Missing, show_table


def cells(frame, **how) -> list[list[str]]:
    html = show_table(frame, "A caption", **how)._repr_html_()
    table = html[html.index("<table>") : html.index("</table>") + len("</table>")]
    return [["".join(cell.itertext()) for cell in row] for row in ElementTree.fromstring(table).iter("tr")]


def test_each_cell_has_its_headings_and_the_box_scrolls():
    html = show_table(pd.DataFrame({"force": ["Kent"], "count": [2992]}), 'Counts of "x"')._repr_html_()
    assert '<div class="table" tabindex="0" role="region" aria-label="Counts of &quot;x&quot;"' in html
    assert "<caption>Counts of &quot;x&quot;</caption>" in html
    assert '<th scope="col">force</th><th scope="col" class="number">count</th>' in html
    assert '<th scope="row">Kent</th><td class="number">2,992</td>' in html


def test_every_kind_of_value():
    frame = pd.DataFrame(
        {
            "text": pd.array(["a", pd.NA], "string"),
            "whole": pd.array([1234567, pd.NA], "Int64"),
            "taken back": [-2, 0],
            "share": [0.5, np.nan],
            "yes": pd.array([True, pd.NA], "boolean"),
            "plain yes": [True, False],
            "day": pd.to_datetime(["2018-09-24", None]),
            "date": [date(2018, 9, 24), None],
            "time": pd.to_datetime(["2018-09-24 13:05", None]),
            "mixed": [3, "at least 4"],
        }
    )
    day = "24 September 2018"
    one, two = cells(frame)[1:]
    assert one == ["a", "1,234,567", "−2", "0.50", "Yes", "Yes", day, day, f"{day}, 13:05", "3"]
    assert two == ["[x]", "[x]", "0", "[x]", "[x]", "No", "[x]", "[x]", "[x]", "at least 4"]


def test_what_is_missing_is_explained_only_where_it_occurs():
    whole = show_table(pd.DataFrame({"n": [1]}), "c")._repr_html_()
    assert "not available" not in whole
    frame = pd.DataFrame({"n": [None], "8R": [None]})
    html = show_table(frame, "c", missing={"8R": Missing("[z]", "not applicable")})._repr_html_()
    assert html.endswith('<p class="table-marks">[x] not available; [z] not applicable</p>')


def test_formats_are_followed():
    frame = pd.DataFrame({"name": ["a"], "share": [0.2], "rate": [-8.789], "own": [5]})
    formats = {"share": ".0%", "rate": ".1f", "own": lambda n: f"<{n}>"}
    assert cells(frame, formats=formats)[1] == ["a", "20%", "−8.8", "<5>"]


def test_an_index_that_says_something_is_shown():
    assert cells(pd.DataFrame({"n": [1]}, index=pd.Index(["Kent"], name="force"))) == [
        ["force", "n"],
        ["Kent", "1"],
    ]
    assert cells(pd.DataFrame({"n": [1]})) == [["n"], ["1"]]


def test_two_columns_of_one_name_and_no_rows_are_shown():
    assert cells(pd.DataFrame([[1, "a"]], columns=["n", "n"])) == [["n", "n"], ["1", "a"]]
    assert cells(pd.DataFrame({"n": []})) == [["n"], ["No rows"]]


def test_hostile_text_is_shown_as_text():
    bad = "\"><script>alert(1)</script>\x00<img onerror='x'>"
    frame = pd.DataFrame({bad: [bad], "n": [None]})
    html = show_table(frame, bad, missing={"n": Missing(bad, bad)})._repr_html_()
    assert "<script" not in html and "<img" not in html and "\x00" not in html


def test_the_frame_is_not_changed():
    frame = pd.DataFrame({"n": [1, None]}, index=["a", "b"])
    before = frame.copy(deep=True)
    assert show_table(frame, "c")._repr_html_() == show_table(frame, "c")._repr_html_()
    pd.testing.assert_frame_equal(frame, before)
