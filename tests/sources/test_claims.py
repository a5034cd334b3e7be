"""claims.toml: what it may hold, and how a mistake in it is told: with the claim, what was read and what is allowed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.errors import DataError
from forcefoi.processed.tables import Tables
from forcefoi.sources.claims import (
    KINDS,
    VERDICTS,
    Acceptance,
    Assertion,
    Claim,
    plain_claim,
    read_claims,
    read_plain_claim,
)

FELL = 'id = "northumbria-fell-to-815-sg"'


def replace(root: Path, old: str, new: str) -> None:
    path = root / "data/raw/claims.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not there: the test would change nothing"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(root: Path, tables: Tables) -> tuple[Claim, ...]:
    return read_claims(root, tables.forces, tables.figures["figure_id"])


def refused(root: Path, tables: Tables) -> str:
    with pytest.raises(DataError) as error:
        read(root, tables)
    return str(error.value)


def test_every_claim_of_the_exercise_is_there(root: Path, tables: Tables) -> None:
    claims = read(root, tables)
    assert len(claims) == 19
    assert len({claim.url for claim in claims}) == 8
    assert {claim.force for claim in claims} == {
        "uk", "northumbria", "kent", "psni", "wiltshire", "cheshire", "cumbria",
    }  # fmt: skip
    fell = next(claim for claim in claims if claim.id == "northumbria-fell-to-815-sg")
    assert fell.published == date(2018, 12, 21)
    assert fell.asserts[0].printed == ("2,569", "815")
    assert fell.figures == ("northumbria-sh-sg-1", "northumbria-sh-sg-2")


def test_a_force_goes_by_any_of_its_names(copy: Path, tables: Tables) -> None:
    replace(copy, 'force = "kent"', 'force = "Kent Police"')
    assert [claim.force for claim in read(copy, tables)].count("kent") == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "change"', 'kind = "chnage"', ["assertion 1", "'chnage'", "nearest:  change", "allowed:  figure"]),
        ('phrase = "fell"', "", ["claim northumbria-fell-to-815-sg, assertion 1", "'phrase' is missing"]),
        ('phrase = "fell"', "phrase = 5", ["'phrase' is empty, or no text", "5"]),
        ("northumbria-sh-sg-2", "northumbria-sh-sg-9", ["no figure has this id", "nearest:  northumbria-sh-sg"]),
        (
            '["northumbria-sh-sg-1", "northumbria-sh-sg-2"]', '["northumbria-sh-sg-1"]',
            ["a change is about 2 figures, not 1"],
        ),
        ('printed = ["2,569", "815"]', 'printed = ["815"]', ["printed has not one count for each figure"]),
        ('printed = ["2,569", "815"]', "printed = 815", ["printed is no list of texts"]),
        ('printed = ["2,569"', 'prited = ["2,569"', ["no such entry", "'prited'", "nearest:  printed"]),
        ('kind = "unit"', 'kind = "unit"\nparts = ["kent-all-ko-1"]', ["a unit has no entry parts"]),
        ('fact = "asked"', 'fact = "answered"', ["no such fact", "allowed:  asked, replied"]),
        ('fact = "asked"', "", ["an exercise needs the entry fact"]),
        ("published = 2018-12-21", 'published = "21/12/2018"', ["published is no day", "without quotes"]),
        ("published = 2018-12-21", "published = 2118-12-21", ["published is in the future", "today or an earlier day"]),
        (FELL, 'id = "Northumbria fell"', ["this id can't be one"]),
        (FELL, 'id = "northumbria-5887-sg"', ["claim northumbria-5887-sg: this id stands there twice"]),
        ('force = "psni"', 'force = "pnsi"', ["not a force", "'pnsi'"]),
        ('url = "https://kentonline', 'url = "kentonline', ["the url is no address"]),
        (FELL, f'{FELL}\nverdct = "supported"', ["no such entry", "'verdct'"]),
        ("# All forces\n", 'claim = "one"\n', ["'claim'", "nearest:  claims"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    copy: Path, tables: Tables, old: str, new: str, says: list[str]
) -> None:
    replace(copy, old, new)
    message = refused(copy, tables)
    for words in ["data/raw/claims.toml", *says]:
        assert words in message


def test_everything_wrong_is_told_at_once(copy: Path, tables: Tables) -> None:
    replace(copy, 'kind = "change"', 'kind = "chnage"')
    replace(copy, 'fact = "asked"', 'fact = "answered"')
    message = refused(copy, tables)
    assert "chnage" in message and "answered" in message


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('claim = "kent-9"\nverdict = "supported"\nparts = []\non = 2026-11-24\nbecause = "so"', "no claim has"),
        ('claim = "kent-5207-ko"\nverdict = "true"\nparts = []\non = 2026-11-24\nbecause = "so"', "no such verdict"),
        ('claim = "kent-5207-ko"\nverdict = "supported"\nparts = []\nbecause = "so"', "'on' is missing"),
        ('claim = "kent-5207-ko"\nverdict = "supported"\nparts = []\non = 2026-11-24', "'because' is missing"),
        ('claim = "kent-5207-ko"\nverdict = "supported"\nparts = []\non = 2126-11-24\nbecause = "so"', "the future"),
        (
            'claim = "kent-5207-ko"\nverdict = "supported"\nparts = []\nnumbers = [5]\non = 2026-11-24\nbecause = "so"',
            "numbers is no list of texts",
        ),
    ],
)  # fmt: skip
def test_an_acceptance_that_is_none_is_told(copy: Path, tables: Tables, entry: str, says: str) -> None:
    path = copy / "data/raw/claims.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[accepted]]\n{entry}\n", encoding="utf-8")
    assert says in refused(copy, tables)


def test_a_missing_file_and_one_that_is_no_toml_are_told(copy: Path, tables: Tables) -> None:
    path = copy / "data/raw/claims.toml"
    path.write_text("[[claims]\n")
    assert "this is not TOML" in refused(copy, tables)
    path.unlink()
    assert "the file is missing" in refused(copy, tables)


def test_without_claims_there_are_none(copy: Path, tables: Tables) -> None:
    (copy / "data/raw/claims.toml").write_text("claims = []\n")
    assert read(copy, tables) == ()


words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
texts = st.lists(words, max_size=3).map(tuple)
asserts = st.builds(
    Assertion, st.sampled_from(sorted(KINDS)), words, texts, texts, texts, texts, words,
    st.sampled_from(["", "asked"]), words,
)  # fmt: skip
accepted = st.builds(
    Acceptance,
    words,
    st.sampled_from(VERDICTS),
    st.lists(st.sampled_from(VERDICTS)).map(tuple),
    st.dates(),
    words,
    st.lists(words).map(tuple),
)


@given(
    st.builds(
        Claim, words, words, words, st.none() | st.dates(), words, words,
        st.lists(asserts, max_size=3).map(tuple), st.lists(accepted, max_size=3).map(tuple),
    )
)  # fmt: skip
def test_a_claim_comes_through_json_as_it_was(claim: Claim) -> None:
    assert read_plain_claim(json.loads(json.dumps(plain_claim(claim)))) == claim
