"""Series are told apart by colour, by those who see fewer colours, in grey, and by dashes and markers where not."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from forcefoi.charts.style import LOOKS

PAGE = Path(__file__).parents[2] / "src/forcefoi/reports/template/page.css"
NAMES = ("one", "two", "three", "four")
# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency, IEEE
# Transactions on Visualization and Computer Graphics 15(6), table 1, severity 1.0; on linear RGB.
SEEN = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
# A difference in CIELAB that is seen at a glance between two thin lines.
APART = 10


def palettes() -> dict[str, list[str]]:
    """The colours of the four series on light and on dark pages."""
    blocks = re.findall(r":root \{(.*?)\}", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in blocks]
    return {
        scheme: [block[name] for name in NAMES]
        for scheme, block in zip(("light", "dark"), found, strict=True)
    }


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """A colour in CIELAB (D65), as someone sees it whose sight is `seen`."""
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(seen @ linear, 0, 1)
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                    [0.0193339, 0.1191920, 0.9503041]]) @ linear / [0.95047, 1, 1.08883]  # fmt: skip
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_light_colours_are_those_that_charts_are_drawn_in():
    assert palettes()["light"] == [look.colour for look in LOOKS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", [name for name in SEEN if name != "grey"])
def test_no_two_series_look_alike(scheme, sight):
    colours = [lab(colour, SEEN[sight]) for colour in palettes()[scheme]]
    for (a, one), (b, two) in itertools.combinations(zip(NAMES, colours, strict=True), 2):
        assert np.linalg.norm(one - two) >= APART, (scheme, sight, a, b)


def test_without_any_colour_dashes_and_markers_tell_series_apart():
    assert len({look.dashes for look in LOOKS}) == len({look.marker for look in LOOKS}) == len(LOOKS)


def test_the_check_finds_what_looks_alike():
    """Red and green of one lightness are far apart to most, and near to those without one kind of cone."""
    red, green = "#b05a2f", "#7c7a00"
    assert np.linalg.norm(lab(red, SEEN["all colours"]) - lab(green, SEEN["all colours"])) > 30
    assert np.linalg.norm(lab(red, SEEN["deuteranopia"]) - lab(green, SEEN["deuteranopia"])) < 15
