"""match_offence: a name or a code is one class or group, or is refused."""

from __future__ import annotations

import pandas as pd
import pytest
from clean_strategies import cells
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.clean import ParseErrors, match_offence, match_offences
from forcefoi.errors import ParseError, shown

NAMES = {
    "harassment": (),
    "stalking and harassment": ("harassment and stalking",),
    "3B": ("threats to kill",),
    "8L": ("harassment (8L)", "8L Harassment"),
    "8Q": ("stalking (8Q)", "stalking"),
}


@pytest.mark.parametrize(
    "text, name",
    [
        *[
            ("8L", "8L"),
            (" 8l ", "8L"),
            ("8L Harassment", "8L"),
            ("8L - Harassment", "8L"),
            ("8Q: Stalking", "8Q"),
        ],
        *[("Harassment", "harassment"), ("Harassment (8L)", "8L"), ("Harassment (Class 8L)", "8L")],
        *[
            ("(S16) Some words of the Act (Class 3B)", "3B"),
            ("STALKING & HARASSMENT", "stalking and harassment"),
        ],
        *[
            ("Harassment & Stalking", "stalking and harassment"),
            ("Threats\u00a0to  Kill", "3B"),
            ("3B words", "3B"),
        ],
    ],
)
def test_spellings(text: str, name: str) -> None:
    assert match_offence(text, NAMES) == name


@pytest.mark.parametrize(
    "text, why",
    [
        *[
            ("8L Stalking", "its words are '8Q'"),
            ("Threats to kill (8Q)", "its words are '3B'"),
            ("8L and 8Q", "two codes"),
        ],
        *[
            ("8L excluding online", "not all of"),
            ("Assault (Class 105A)", "no such name"),
            ("Harrassment", "'harassment'"),
        ],
        *[
            ("", "empty"),
            (None, "empty"),
            (8, "empty"),
            ("18L", "no such"),
            ("8LX", "no such"),
            ("kill", "no such"),
        ],
    ],
)
def test_refused_with_a_reason(text: object, why: str) -> None:
    with pytest.raises(ParseError, match=why) as error:
        match_offence(text, NAMES)
    assert shown(text) in str(error.value)


def test_a_spelling_of_two_names_is_refused() -> None:
    with pytest.raises(ParseError, match="'8L' and '8M'"):
        match_offence("8L", {"8L": ["harassment"], "8M": ["Harassment"]})


@given(st.lists(st.one_of(cells, st.sampled_from(["8L", "harassment"])), max_size=5))
def test_a_series_agrees_with_its_cells(texts: list[str]) -> None:
    series = pd.Series(texts, dtype=object, index=range(5, 5 + len(texts)))
    expected, bad = [], []
    for label, text in series.items():
        try:
            expected.append(match_offence(text, NAMES))
            assert expected[-1] in NAMES
        except ParseError as error:
            assert shown(text) in str(error)
            bad.append(label)
    try:
        found = match_offences(series, NAMES)
    except ParseErrors as error:
        assert [label for label, _ in error.bad] == bad
    else:
        assert (found.tolist(), bad, list(found.index)) == (expected, [], list(series.index))
    assert list(series) == texts


@pytest.mark.parametrize(
    ("text", "why", "allowed"),
    [
        ("8L Stalking", "its code is '8L' and its words are '8Q'", ""),
        ("8L and 8Q", "it holds two codes", "one class, or the name of a group"),
        ("8L excluding online", "it is not all of '8L', or more than that", ""),
    ],
)
def test_what_is_refused_is_told_with_what_is_allowed(text: str, why: str, allowed: str) -> None:
    with pytest.raises(ParseError) as refused:
        match_offence(text, NAMES)
    assert (refused.value.wanted, refused.value.read) == ("offence", text)
    assert (refused.value.why, refused.value.allowed) == (why, allowed)


def test_what_is_no_class_is_refused_as_one() -> None:
    for text, why in ((None, "the cell is empty or holds no name"), ("kill", "no such name is known")):
        with pytest.raises(ParseError, match=why) as refused:
            match_offence(text, NAMES)
        assert (refused.value.wanted, refused.value.why) == ("offence", why)
    with pytest.raises(ParseError) as two:
        match_offence("8L", {"8L": ["harassment"], "8M": ["Harassment"]})
    assert two.value.wanted == "name of one offence"
