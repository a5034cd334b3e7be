"""Tile maps: every force on them, named, marked without colour, and readable on each step in both schemes."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.text import Text

from forcefoi import analysis
from forcefoi.charts import coverage_map, rate_map
from forcefoi.charts.style import STEPS, VARIABLES
from forcefoi.charts.svg import to_svg
from forcefoi.errors import ForcefoiError
from forcefoi.files import find_root
from forcefoi.processed.tables import make_tables

CSS = Path(find_root()) / "src/forcefoi"


@pytest.fixture(scope="module")
def tables():
    return make_tables(find_root())


@pytest.fixture(scope="module")
def forces(tables):
    return tables.forces.merge(tables.coverage[["force", "status"]], on="force")


@pytest.fixture(scope="module")
def recorded_rates(tables):
    found = analysis.recorded_rates(
        tables.recorded_crime, tables.forces, "stalking and harassment", tables.exercise
    ).table
    return found[found["window"] == "2017/18"]


@pytest.fixture(scope="module")
def maps(forces, recorded_rates):
    return [coverage_map(forces, pages="forces/{}.html"), rate_map(forces, recorded_rates, year="2017/18")]


def test_every_force_has_a_tile_that_says_its_name(maps, forces):
    for chart in maps:
        root = ElementTree.fromstring(chart.svg())
        named = [title.text.partition(":")[0] for title in root.iter("title")][1:]
        assert sorted(named) == sorted(forces["name"])
        assert chart.table["On the map"].is_unique and len(chart.table) == len(forces)


def test_each_tile_leads_to_its_page_and_is_one_link(maps, forces):
    links = [a.attrib["href"] for a in ElementTree.fromstring(maps[0].svg()).iter("a")]
    assert sorted(links) == sorted(f"forces/{force}.html" for force in forces["force"])


def test_a_force_without_a_rate_says_why(maps):
    table = maps[1].table.set_index("Force")
    marks = table["For each 1,000"].astype(str)
    assert marks["City of London Police"] == marks["British Transport Police"] == "[z]"
    assert marks["Police Scotland"] == marks["Ministry of Defence Police"] == "[x]"
    assert "7,654 residents are fewer" in table.at["City of London Police", "Why there is no rate"]
    assert marks["Kent Police"] == "7.33"


def test_words_stay_on_the_picture_and_off_each_other(maps):
    for chart in maps:
        boxes = [text.get_window_extent() for text in chart.figure.findobj(Text) if text.get_text()]
        assert min(b.x0 for b in boxes) >= 0 and max(b.x1 for b in boxes) <= chart.figure.bbox.x1
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_another_status_has_a_letter_and_a_key(forces):
    odd = forces.assign(status=forces["status"].mask(forces["force"] == "kent", "refused"))
    chart = coverage_map(odd)
    words = [text.text for text in ElementTree.fromstring(chart.svg()).iter("text")]
    assert words.count("[a]") == 2 and "refused" in words
    assert "Refused: Kent Police" in chart.alt


def test_what_cannot_be_drawn_is_refused(forces, recorded_rates):
    with pytest.raises(ForcefoiError, match="stand on one tile"):
        coverage_map(forces.assign(tile_column=0, tile_row=0))
    with pytest.raises(ForcefoiError, match="two rows of one force"):
        rate_map(forces, pd.concat([recorded_rates, recorded_rates]), year="2017/18")
    with pytest.raises(ForcefoiError, match="no rate"):
        rate_map(forces, recorded_rates.assign(rate=pd.NA), year="2017/18")


def test_a_link_elsewhere_is_refused(forces):
    for address in ("https://example.org/", "javascript:alert(1)", "//example.org/a.html"):
        figure = coverage_map(forces.head(1), pages=address).figure
        with pytest.raises(ValueError, match="leads to an id or to a page"):
            to_svg(figure, "a", "a", "a")


def schemes() -> dict[str, dict[str, str]]:
    """The page's colours by variable: on a light page, and on a dark one."""
    light, dark = (CSS / "reports/template/page.css").read_text(encoding="utf-8").split("@media", 2)[:2]
    found = {}
    for name, text in (("light", light), ("dark", dark)):
        pairs = re.findall(r"(--\w+): (#[0-9a-f]{3,6})\b", text)
        found[name] = {k: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:]) for k, v in pairs}
    return found


def mixed(over: str, under: str, part: float) -> list[float]:
    return [int(over[i : i + 2], 16) * part + int(under[i : i + 2], 16) * (1 - part) for i in (1, 3, 5)]


def contrast(one: list[float], other: list[float]) -> float:
    """As WCAG 2.2 defines it, of colours from 0 to 255."""

    def luminance(colour: list[float]) -> float:
        parts = [c / 255 for c in colour]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_contrast_enough_in_each_scheme(scheme):
    colours = schemes()[scheme]
    paper = mixed(colours["--paper"], colours["--paper"], 1)
    for name in ("--ink", "--muted", "--one", "--two", "--three", "--four"):
        assert contrast(mixed(colours[name], colours[name], 1), paper) >= 4.5, name
    assert contrast(mixed(colours["--edge"], colours["--edge"], 1), paper) >= 3
    for step in STEPS:
        ground = mixed(colours["--one"], colours["--paper"], step)
        word = colours["--paper"] if step == 1 else colours["--ink"]
        assert contrast(mixed(word, word, 1), ground) >= 4.5, step


def test_every_colour_drawn_has_a_variable_of_the_page(maps, make):
    css = (CSS / "charts/chart.css").read_text(encoding="utf-8")
    for chart in [*maps, *(each() for each in make.values())]:
        for what, colour in re.findall(r'\b(fill|stroke)="(#[0-9a-f]+)"', chart.svg()):
            assert f'.chart svg [{what}="{colour}"] {{ {what}: var({VARIABLES[colour]}); }}' in css
        # Words take the colour of the root, which a rule for what lies inside it does not reach.
        root = ElementTree.fromstring(chart.svg())
        assert f'.chart svg[fill="{root.attrib["fill"]}"]' in css
