"""match_force: a name is one force's, or is refused; never the nearest."""

from __future__ import annotations

import pandas as pd
import pytest
from clean_strategies import cells
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import ParseErrors, fold, match_force, match_forces
from forcefoi.errors import ParseError, shown

FORCES = pd.DataFrame(
    {
        "force": [
            "metropolitan",
            "city-of-london",
            "police-scotland",
            "psni",
            "devon-and-cornwall",
            "dyfed-powys",
            "cnc",
        ],
        "name": [
            *["Metropolitan Police Service", "City of London Police", "Police Scotland"],
            *["Police Service of Northern Ireland", "Devon & Cornwall Police", "Dyfed-Powys Police"],
            "Civil Nuclear Constabulary",
        ],
        "aliases": [
            *[
                "Met|Met Police|Scotland Yard",
                "London, City of|City Police",
                "Police Service of Scotland|Scotland",
            ],
            *["PSNI|N Ireland", "D&C", "Heddlu Dyfed-Powys", None],
        ],
    }
)


@pytest.mark.parametrize(
    "text, slug",
    [
        *[
            ("Scotland Yard", "metropolitan"),
            ("Scotland", "police-scotland"),
            ("City Police", "city-of-london"),
        ],
        *[
            ("London, City of", "city-of-london"),
            ("the MET", "metropolitan"),
            ("Metropolitan Police", "metropolitan"),
        ],
        *[("devon  and\u00a0cornwall\nCONSTABULARY", "devon-and-cornwall"), ("D & C", "devon-and-cornwall")],
        *[("devon-and-cornwall", "devon-and-cornwall"), ("Dyfed Powys Police Force", "dyfed-powys")],
        *[
            ("P.S.N.I.", "psni"),
            ("N. Ireland", "psni"),
            ("Civil Nuclear", "cnc"),
            ("Dyfed–Powys", "dyfed-powys"),
        ],
    ],
)
def test_spellings(text: str, slug: str) -> None:
    assert match_force(text, FORCES) == slug


@pytest.mark.parametrize(
    "text", ["Northern", "London", "Police", "", "  ", None, 5, "Metropolitan Police²", "uk"]
)
def test_unknown_is_refused(text: object) -> None:
    with pytest.raises(ParseError) as error:
        match_force(text, FORCES)
    assert shown(text) in str(error.value)


def test_the_nearest_is_shown_and_not_taken() -> None:
    with pytest.raises(ParseError, match="Did you mean 'metropolitan'"):
        match_force("Metropolitian Police", FORCES)


@pytest.mark.parametrize("alias", ["Durham Police", "the DURHAM", "Durham."])
def test_a_name_that_two_forces_share_is_refused_with_both(alias: str) -> None:
    forces = pd.DataFrame(
        {"force": ["durham", "kent"], "name": ["Durham Constabulary", "Kent"], "aliases": ["", alias]}
    )
    with pytest.raises(ParseError, match="'durham' and 'kent'"):
        match_force("Kent", forces)


@given(st.sampled_from(list(FORCES["name"])), st.data())
def test_one_letter_wrong_is_never_matched(name: str, data: st.DataObject) -> None:
    stem = fold(name).removesuffix(" police").removesuffix(" constabulary").removesuffix(" police service")
    at = data.draw(st.sampled_from([i for i, char in enumerate(stem) if char.isalpha()]))
    with pytest.raises(ParseError):
        match_force(stem[:at] + "q" + stem[at + 1 :], FORCES)


@given(st.lists(st.one_of(cells, st.sampled_from(["Met", "PSNI", "Scotland"])), max_size=5))
def test_a_series_agrees_with_its_cells(texts: list[str]) -> None:
    series, before = pd.Series(texts, dtype=object, name="who"), FORCES.copy(deep=True)
    expected, bad = [], []
    for label, text in series.items():
        try:
            expected.append(match_force(text, FORCES))
        except ParseError as error:
            assert shown(text) in str(error)
            bad.append(label)
    try:
        slugs = match_forces(series, FORCES)
    except ParseErrors as error:
        assert [label for label, _ in error.bad] == bad
    else:
        assert (slugs.tolist(), bad, slugs.dtype, slugs.name) == (expected, [], "string", "who")
    assert list(series) == texts
    pd.testing.assert_frame_equal(FORCES, before)


def test_a_force_without_aliases_has_none() -> None:
    forces = pd.DataFrame({"force": ["kent"], "name": ["Kent Police"], "aliases": [None]})
    for text in ("nan", "None", "NA"):
        with pytest.raises(ParseError, match="no such name is known") as refused:
            match_force(text, forces)
        assert (refused.value.wanted, refused.value.nearest) == ("force", "")


def test_a_name_of_two_forces_is_told_with_both() -> None:
    forces = pd.DataFrame({"force": ["kent", "essex"], "name": ["Kent Police", "Kent"], "aliases": ["", ""]})
    with pytest.raises(ParseError) as refused:
        match_force("kent", forces)
    assert str(refused.value) == (
        "'Kent' is not a name of one force: it stands for two: 'kent' and 'essex'. Allowed: each name once"
    )
