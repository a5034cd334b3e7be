"""squash, fold and tidy_text: one spelling for what looks alike."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from clean_strategies import cells
from hypothesis import given

from forcefoi.clean import fold, squash, tidy_text
from forcefoi.clean.squash import PLAIN


@pytest.mark.parametrize(
    "text, squashed",
    [
        *[
            ("  Kent\u00a0\u2009 Police\n", "Kent Police"),
            ("Ke\u200bnt\ufeff", "Kent"),
            ("Ｋｅｎｔ １２", "Kent 12"),
        ],
        *[("e\u0301", "é"), ("12²", "12²"), ("1½", "1½"), ("①", "①"), ("5\u00ad9", "5-9"), ("", "")],
    ],
)
def test_squash(text: str, squashed: str) -> None:
    assert squash(text) == squashed


@given(cells)
def test_squashing_and_folding_twice_changes_nothing_more(text: str) -> None:
    once = squash(text)
    assert squash(once) == once
    assert once == once.strip()
    assert not any(unicodedata.category(char) == "Cf" for char in once)


def test_tidy_text_keeps_missing_index_name_and_input() -> None:
    series = pd.Series([" a\u00a0b ", None, "c"], index=[2, 2, 1], name="force")
    before = series.copy(deep=True)
    expected = pd.Series(["a b", None, "c"], index=[2, 2, 1], name="force", dtype="string")
    pd.testing.assert_series_equal(tidy_text(series), expected)
    pd.testing.assert_series_equal(series, before)


def test_tidy_text_refuses_what_is_no_text() -> None:
    with pytest.raises(TypeError, match="row 'b': 5 is not text"):
        tidy_text(pd.Series(["a", 5], index=["a", "b"], dtype=object))


@given(cells)
def test_fold_does_not_mind_case_spaces_or_hyphens(text: str) -> None:
    assert fold(f"  {text}  the -") == fold(text)
    assert "  " not in fold(text)


@pytest.mark.parametrize("cells", [[], [None], [None, None]])
def test_tidy_text_of_nothing_is_text(cells: list[None]) -> None:
    assert tidy_text(pd.Series(cells, dtype=object)).dtype == "string"


def test_characters_that_cannot_be_seen_are_gone_when_first_met() -> None:
    PLAIN.clear()  # what each becomes is remembered
    assert squash("Ke\u200bnt\ufeff") == "Kent"
    assert squash("Ｋ12²") == "K12²"
    assert (PLAIN[0x200B], PLAIN[0xB2], PLAIN[0xFF2B]) == ("", "²", "K")
