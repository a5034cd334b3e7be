"""Every number that a reader can see is found, with the sentence, cell or label it stands in."""

from __future__ import annotations

from forcefoi.reports.manifest.marks import numbers
from forcefoi.reports.manifest.page_lines import Line, page_lines

PAGE = """<!DOCTYPE html><html><head><title>2018</title><style>p{margin:1em}</style></head><body>
<h1>Kent Police</h1>
<p>It is <button class="n" popovertarget="n-1">up 38%</button> from
<button class="n" popovertarget="n-2">six</button> in 2017/18 (8L), see
<a href="https://example.org/1">https://example.org/2018/1</a>.</p>
<table><caption>Published figures</caption>
<thead><tr><th scope="col">Offences</th><th scope="col">Count</th><th scope="col">95% from</th></tr></thead>
<tbody><tr><th scope="row">all six</th><td><button class="n" popovertarget="n-3">5,207</button></td><td>[x]</td></tr>
<tr><th scope="row">stalking</th><td>73</td><td>1.5 to 2.5</td></tr></tbody></table>
<figure class="chart" id="chart-funnel"><figcaption><p>Fell to 4.60</p></figcaption>
<svg><title>Fell to 4.60</title><desc>A funnel of 42 forces.</desc><g><text>0.5m</text></g><g><text>2m</text></g></svg>
<p class="take"><a href="x.svg" aria-label="SVG, 11 KB: 42 forces">SVG</a>, 11 KB</p></figure>
<div popover id="n-1" class="working"><p><b>Change: 38.189%</b></p><p>How: 2 ÷ 3</p></div>
<details class="code"><pre><code>rate_ratio(before=999)</code></pre></details>
</body></html>"""
IDS = {"n-1": "kent~rate", "n-2": "kent~figures", "n-3": "kent-all"}


def test_each_line_with_its_place_and_what_opens_in_it():
    assert page_lines(PAGE, IDS).lines == [
        Line(
            "Kent Police",
            "It is ‹up 38%› from ‹six› in ‹2017/18› (8L), see https://example.org/2018/1.",
            ("kent~rate", "kent~figures", ""),
        ),
        Line("Kent Police / table “Published figures”", "‹95%› from", ("",)),
        Line("Kent Police / table “Published figures”", "all six / Count: ‹5,207›", ("kent-all",)),
        Line("Kent Police / table “Published figures”", "stalking / Count: ‹73›", ("",)),
        Line("Kent Police / table “Published figures”", "stalking / 95% from: ‹1.5› to ‹2.5›", ("", "")),
        Line("Kent Police / chart-funnel", "Fell to ‹4.60›", ("",)),
        Line("Kent Police / chart-funnel", "Fell to ‹4.60›", ("",)),
        Line("Kent Police / chart-funnel", "A funnel of ‹42› forces.", ("",)),
        Line("Kent Police / chart-funnel", "‹0.5m›", ("",)),
        Line("Kent Police / chart-funnel", "‹2m›", ("",)),
        Line("Kent Police / chart-funnel / aria-label", "SVG, … KB: ‹42› forces", ("",)),
        Line("number kent~rate", "Change: ‹38.189%›", ("",)),
        Line("number kent~rate", "How: ‹2› ÷ ‹3›", ("", "")),
    ]


def test_the_words_of_a_page_have_what_has_no_number():
    words = page_lines(PAGE.replace("[x]", "[c]"), IDS).words
    assert "[c]" in words and words != page_lines(PAGE, IDS).words
    assert "999" not in words and "margin" not in words


def test_a_minus_and_a_date_and_a_code():
    said = page_lines(
        "<p>−3.5% on 1 April 2018, 105B and mid-2018, −7 to −1; 177/183 days; 20:30 GMT</p>"
    ).lines
    assert numbers(said[0].text) == ["−3.5%", "1", "2018", "−7", "−1", "177/183", "20:30"]


def test_two_numbers_that_only_the_looks_of_a_page_set_apart_are_two():
    html = '<dd><button class="n" popovertarget="n-1">1.38</button><span>95% interval</span></dd>'
    assert [line.text for line in page_lines(html).lines] == ["‹1.38› ‹95%› interval"]
