"""The widgets of a force, chosen by a program: read and refused as `force` reads and refuses."""

from __future__ import annotations

import pytest

import forcefoi
from forcefoi.errors import ParseError


@pytest.fixture(scope="module")
def widgets():
    return forcefoi.explorer("gwent")


@pytest.mark.parametrize("classes", ["harassment", ["stalking and harassment"], ["8L"], ("8Q", "8L")])
def test_classes_are_those_of_force(widgets, classes) -> None:
    widgets.choose(classes=classes)
    assert widgets.chosen.classes == forcefoi.force("gwent", classes).classes


def test_an_empty_list_takes_all_ticks_away_and_is_no_choice_of_all(widgets) -> None:
    widgets.choose(classes=[])
    assert widgets.chosen is None and "no class is chosen" in str(widgets._place.outputs)
    with pytest.raises(ParseError, match="no class is chosen"):
        forcefoi.force("gwent", [])


@pytest.mark.parametrize("classes", [["8Z"], "harrasment", 5, float("nan"), [None]])
def test_what_is_no_class_is_refused_as_by_force_and_changes_nothing(widgets, classes) -> None:
    widgets.choose(classes=["8L"])
    with pytest.raises(ParseError) as refused:
        widgets.choose("kent", classes)
    with pytest.raises(ParseError) as by_force:
        forcefoi.force("gwent", classes)
    assert str(refused.value) == str(by_force.value)
    assert (widgets.value, widgets.chosen.classes) == ("gwent", ("8L",))


def test_its_buttons_tick_all_and_none(widgets) -> None:
    widgets._none.click()
    assert widgets.chosen is None and "no class is chosen" in str(widgets._place.outputs)
    widgets._all.click()
    assert widgets.chosen.whole
